"""The page of `ccsim run`, from the headline down to where the figures come from."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from sim.kpi.profiles import NEUTRAL, Profile
from sim.show.busy_table import busy_table
from sim.show.check_page import nobody_there, unwritten_values
from sim.show.export import Origin
from sim.show.figures import UNKNOWN, plural, share
from sim.show.flow import flow
from sim.show.found import Found
from sim.show.headline import headline
from sim.show.kpi_block import cost_line, kpi_blocks
from sim.show.layout import INDENT, ends, page, sentences
from sim.show.staffing_rows import erlang_rows, heads_rows
from sim.show.strip import Row, strip
from sim.show.words import promise
from sim.study.replicate import Study
from sim.study.summary import KpiRow
from sim.study.target import intervals_met
from sim.units import DAY, format_clock, format_duration


def run_page(
    study: Study, rows: Sequence[KpiRow], origin: Origin, *, full: bool = False, profile: Profile = NEUTRAL
) -> str:
    """What one plan does, at most 104 columns wide; `rows` are by the definitions of `profile`."""
    found = Found(study, rows, profile)
    rule = study.scenario.decide
    focus = [queue for queue in found.promising if rule is None or queue in rule.meet][:1]
    return page(
        [
            _title(study),
            headline(found),
            nobody_there(study.scenario),
            *kpi_blocks(found, full),
            cost_line(found),
            *(_day(found, queue) for queue in found.promising or found.worst_first[:1]),
            flow(found),
            *(busy_table(found, queue) for queue in focus),
            [
                *unwritten_values(study.scenario),
                *provenance(origin, accounted(study), _counted_by(found)),
            ],
        ]
    )


def _title(study: Study) -> list[str]:
    scenario = study.scenario
    played = f"{plural(study.days, 'day')}, seed {study.seed}"
    if scenario.days.count > 1:
        played = f"{plural(study.days, 'day')} ({study.replications:,} x {scenario.days.count}), seed {study.seed}"
    queues = ", ".join(f"{name} ({queue.channel})" for name, queue in scenario.queues.items())
    if len(scenario.queues) > 3:
        queues = plural(len(scenario.queues), "queue")
    hours = "round the clock" if scenario.open == (0, DAY) else "-".join(map(format_clock, scenario.open))
    return [*ends(scenario.name, played), f"{queues}, {hours}"]


def _day(found: Found, queue: str) -> list[str]:
    """The strip over the intervals of one queue."""
    target, level, scenario = found.target(queue), found.level(queue), found.study.scenario
    starts = found.starts(queue)
    rows = found.over_the_day(level, queue, starts)
    missed = set(found.misses(queue))
    within = format_duration(target.within) if target else "20s"
    cells: list[Row] = [
        (f"in {within} %", [_level(row) for row in rows]),
        *heads_rows(scenario, queue, starts),
        *erlang_rows(found.study, queue, starts),
        ("misses", ["!" if start in missed else "" for start in starts]),
    ]
    lines = [f"{INDENT}{queue}"] if len(scenario.queues) > 1 else []
    lines += strip(starts, scenario.interval, cells if missed else cells[:-1])
    if target:
        met = share(intervals_met(found.study, queue), 0)
        what = {15: "quarters", 30: "half-hours"}.get(scenario.interval // 60_000, "hours")
        lines.append(f"{INDENT}{what} that meet {promise(target)}, over all days: {met}")
    return lines


def _level(row: KpiRow | None) -> str:
    """Whole percents, rounded down: 79.6 % must not print as the 80 that it misses."""
    return str(floor(100 * row.mean + 1e-9)) if row and row.mean is not None else UNKNOWN


def accounted(study: Study) -> str:
    """What was checked, for the page's last line."""
    return f"every contact accounted for in {plural(study.replications, 'log')}"


def _counted_by(found: Found) -> str:
    """The profile's name; where it is not the targets' own, what they are still judged by."""
    if found.profile is NEUTRAL or not found.promising:
        return found.profile.name
    return f"{found.profile.name}; targets, misses and busy days by the scenario's own formula"


def provenance(origin: Origin, audited: str, counted_by: str = NEUTRAL.name) -> list[str]:
    """The page's last line: what was checked, and what it takes to get the same figures again."""
    return sentences(
        f"Audit: {audited}. KPIs: {counted_by}. "
        f"ccsim {origin.version}, scenario {origin.scenario_hash}, seed {origin.seed}"
    )
