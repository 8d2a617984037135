"""The page of `ccsim run`, from the headline down to where the figures come from."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from textwrap import wrap

from sim.kpi.profiles import NEUTRAL, Profile
from sim.scenario.schema import Scenario
from sim.show.beyond_erlang import beyond_erlang
from sim.show.busy_table import busy_table
from sim.show.check_page import nobody_there, unwritten_values
from sim.show.cost_block import cost_block
from sim.show.days_block import week_block, weekday_block
from sim.show.export import Origin
from sim.show.few_days import enough_days, few_days
from sim.show.figures import UNKNOWN, plural, share
from sim.show.flow import flow
from sim.show.found import Found
from sim.show.headline import headline
from sim.show.kpi_block import kpi_blocks
from sim.show.layout import INDENT, WIDTH, ends, page, sentences
from sim.show.queue_order import misses_first, promising
from sim.show.reasons_block import reasons_blocks
from sim.show.seldom_meant import turned_away
from sim.show.staffing_rows import erlang_rows, heads_rows
from sim.show.strip import Row, strip
from sim.show.words import opening, promise
from sim.study.after_bursts import after_bursts
from sim.study.replicate import Study
from sim.study.summary import KpiRow
from sim.study.target import intervals_met
from sim.units import format_duration


def run_page(
    study: Study, rows: Sequence[KpiRow], origin: Origin, *, full: bool = False, profile: Profile = NEUTRAL
) -> str:
    """What one plan does, at most 104 columns wide; `rows` are by the definitions of `profile`."""
    found = Found(study, rows, profile)
    rule = study.scenario.decide
    ordered = promising(found)
    focus = [queue for queue in ordered if rule is None or queue in rule.meet][:1]
    return page(
        [
            _title(study),
            headline(found),
            [line for text in after_bursts(study) for line in sentences(text)],
            nobody_there(study.scenario),
            [line for text in turned_away(study.scenario) for line in sentences(text, hang=2)],
            *kpi_blocks(found, full),
            *reasons_blocks(found),
            cost_block(found),
            *(_day(found, queue) for queue in ordered or misses_first(found)[:1]),
            *(block(found, queue) for queue in ordered for block in (week_block, weekday_block)),
            beyond_erlang(study.scenario, ordered),
            flow(found),
            *(busy_table(found, queue) for queue in focus if enough_days(found)),
            few_days(found),
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
    return [*ends(scenario.name, played), *wrap(_queues_and_hours(scenario), WIDTH, break_on_hyphens=False)]


def _queues_and_hours(scenario: Scenario) -> str:
    """`care (voice), 08:00-22:00`; queues with other hours after a semicolon."""
    by: dict[str, list[str]] = {}
    for name, queue in scenario.queues.items():
        by.setdefault(opening(scenario, name), []).append(f"{name} ({queue.channel})")
    if len(by) == 1 and len(scenario.queues) > 3:
        return f"{plural(len(scenario.queues), 'queue')}, {next(iter(by))}"
    return "; ".join(f"{', '.join(names)}, {hours}" for hours, names in by.items())


def _day(found: Found, queue: str) -> list[str]:
    """The strip over the intervals of one queue; nothing for one that is closed on all days."""
    target, level, scenario = found.target(queue), found.level(queue), found.study.scenario
    if not (starts := found.starts(queue)):
        return []
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
    if found.profile is NEUTRAL or not promising(found):
        return found.profile.name
    return f"{found.profile.name}; targets, misses and busy days by the scenario's own formula"


def provenance(origin: Origin, audited: str, counted_by: str = NEUTRAL.name) -> list[str]:
    """The page's last line: what was checked, and what it takes to get the same figures again."""
    return sentences(
        f"Audit: {audited}. KPIs: {counted_by}. "
        f"ccsim {origin.version}, scenario {origin.scenario_hash}, seed {origin.seed}"
    )
