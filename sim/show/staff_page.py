"""The page of `ccsim staff`: the heads a group needs, what they hold and cost, and the row to put into the file."""

from __future__ import annotations

import json
from math import floor
from textwrap import wrap
from typing import Any

from sim.roster.heads import written_heads
from sim.show.export import Origin
from sim.show.figures import UNKNOWN, amount, plural, signed
from sim.show.layout import INDENT, WIDTH, columns, ends, indented, listed, page, sentences
from sim.show.outputs import Outputs, say_alone
from sim.show.strip import Row, ranges, strip
from sim.show.words import in_words, named, promise
from sim.study.staff import Staffed, hours_and_cost
from sim.study.target import target_of
from sim.units import format_clock, format_duration


def say_staff(outputs: Outputs, found: Staffed, origin: Origin) -> None:
    """Prints the page, and writes the JSON where it is wanted. Raises CannotWrite."""
    say_alone(outputs, staff_page(found, origin), staff_json(found, origin))


def staff_page(found: Staffed, origin: Origin) -> str:
    """What the group needs, at most 104 columns wide."""
    scenario = found.before.scenario
    played = f"{plural(found.after.days, 'day')}, seed {origin.seed}; the same of seed {origin.seed + 1} to confirm"
    return page(
        [
            [
                *ends(scenario.name, played),
                f"{found.group}, who serve {' and '.join(scenario.agents[found.group].skills)}",
            ],
            [
                *sentences(_met(found)),
                *sentences(_short(found)),
                *sentences(_others(found)),
                *sentences(_email(found)),
            ],
            indented(columns(_hours(found), "lrrr", gap=3)),
            indented(columns(_shifts(found), "llrrr", gap=3)),
            _day(found),
            _for_the_file(found),
            sentences(
                f"The other figures are those of the days to confirm, on which the heads were not sought "
                f"({plural(found.rounds, 'plan')} played to find them). Audit: every contact accounted for. "
                f"ccsim {origin.version}, scenario {origin.scenario_hash}, seed {origin.seed}"
            ),
        ]
    )


def _email(found: Staffed) -> str:
    scenario = found.before.scenario
    email = [name for name in scenario.agents[found.group].skills if scenario.queues[name].deferred]
    if not email:
        return ""
    return (
        f"They are sought for those who wait on the line. {listed(email)} is played along and worked off when they "
        "have time: look at `run` for what that leaves."
    )


def _promised(found: Staffed) -> str:
    scenario = found.before.scenario
    told = [f"{promise(target_of(scenario, queue))} for {queue}" for queue in found.queues]
    return " and ".join(told)


def _met(found: Staffed) -> str:
    before, after = (found.days_met(study).share for study in (found.before, found.after))
    who = "heads" if found.shifts is None else "agents"
    return (
        f"With the {who} below the day meets {_promised(found)} on {in_words(after)} of days; with today's it does "
        f"on {in_words(before)}."
    )


def _short(found: Staffed) -> str:
    missing = found.missing()
    if not missing:
        return "Every interval meets it, taken over all days, on days on which the heads were not sought."
    short = max(
        target_of(found.after.scenario, queue).answer - level
        for queue in found.queues
        for start, level in zip(found.starts, found.levels(queue), strict=True)
        if level is not None and start in missing
    )
    who = "head" if found.shifts is None else "agent on a shift"
    where = ", ".join(ranges(missing, found.after.scenario.interval))
    return (
        f"Every interval met it on the days on which the heads were sought; on others {where} "
        f"fall short by up to {100 * short:.1f} points. One {who} more there is on the safe side."
    )


def _others(found: Staffed) -> str:
    """Who is not staffed here, and why Erlang has no row."""
    others = [name for name in found.before.scenario.agents if name != found.group]
    told = []
    if others:
        stay = "stays as it is" if len(others) == 1 else "stay as they are"
        told.append(f"The group {found.group} alone is staffed; {' and '.join(others)} {stay} (see --group).")
    if found.erlang is None:
        chats = found.before.scenario.agents[found.group].chats is not None
        knows = "no chats" if chats else "agents of one queue alone"
        told.append(f"Erlang knows {knows}: here the search began at today's heads.")
    return " ".join(told)


def _hours(found: Staffed) -> list[list[str]]:
    scenario = found.before.scenario
    today, needed = (hours_and_cost(page, found.group) for page in (scenario, found.scenario))
    rows = [["a day", "hours on queue", "hours paid", f"cost {scenario.currency}".strip()]]
    rows += [
        [name, *(amount(one, 1) for one in own[:2]), amount(own[2])]
        for name, own in (("today", today), ("needed", needed))
    ]
    change = [after - before for before, after in zip(today, needed, strict=True)]
    return [*rows, ["change", signed(change[0]), signed(change[1]), signed(change[2], 0)]]


def _shifts(found: Staffed) -> list[list[str]]:
    """The agents of each shift of the day; nothing for a group of head counts."""
    if found.shifts is None:
        return []
    pages = found.scenario.agents[found.group].shifts or {}
    rows = [
        [name, pages[name].model_dump(mode="json")["hours"], str(today), str(needed), signed(needed - today, 0)]
        for name, (today, needed) in found.shifts.items()
    ]
    return [["shift", "hours", "agents today", "needed", "change"], *rows]


def _for_the_file(found: Staffed) -> list[str]:
    if found.shifts is None:
        return [f"{INDENT}To put into the file, under agents.{found.group}{_of_day(found)}:", *heads_row(found)]
    path = f"{INDENT * 2}agents.{found.group}.shifts"
    needed = [f"{path}.{name}.agents: {needed}" for name, (_, needed) in found.shifts.items()]
    return [f"{INDENT}To put under a strategy's set, or into the file:", *needed]


def _day(found: Staffed) -> list[str]:
    rows: list[Row] = [("today", [str(one) for one in found.today])]
    if found.erlang is not None:
        patience = found.before.scenario.queues[found.queues[0]].patience
        name = "Erlang A needs" if patience is not None else "Erlang C needs"
        rows.append((name, [UNKNOWN if one is None else str(one) for one in found.erlang]))
    rows.append(("needed", [str(one) for one in found.needed]))
    for queue in found.queues:
        within = format_duration(target_of(found.after.scenario, queue).within)
        name = f"in {within} %" if len(found.queues) == 1 else f"{queue} in {within} %"
        levels = found.levels(queue)
        rows.append((name, [UNKNOWN if one is None else str(floor(100 * one + 1e-9)) for one in levels]))
    missing = found.missing()
    rows.append(("misses", ["!" if start in missing else "" for start in found.starts]))
    return strip(found.starts, found.before.scenario.interval, rows)


def _of_day(found: Staffed) -> str:
    """Where the file writes the group's heads, or the profile of who comes, by day, which day they are for."""
    scenario = found.before.scenario
    page, every = scenario.agents[found.group], [queue.arrivals for queue in scenario.queues.values()]
    tables = [page.on_queue, page.scheduled, *(arrivals.profile for arrivals in every if arrivals is not None)]
    by_day = any(isinstance(key, str) for table in tables for key in table or {})
    return f", for {named(scenario, range(scenario.days.count))}" if by_day else ""


def heads_row(found: Staffed) -> list[str]:
    """`scheduled: {08:00: 20, ...}`, as the file writes the heads of a day, wrapped as YAML may be."""
    group = found.scenario.agents[found.group]
    key = "scheduled" if group.scheduled is not None else "on_queue"
    table = written_heads(found.scenario, found.group, 0)
    text = ", ".join(f"{format_clock(clock)}: {heads}" for clock, heads in table.items())
    first = f"{INDENT * 2}{key}: {{"
    return wrap(text + "}", WIDTH, initial_indent=first, subsequent_indent=" " * len(first), break_on_hyphens=False)


def staff_json(found: Staffed, origin: Origin) -> str:
    """The heads by interval, the share of days met and the hours, today's and needed; shares as fractions."""
    scenario = found.before.scenario

    def plan(study_page: Any, share: Any) -> dict[str, Any]:
        on_queue, paid, cost = hours_and_cost(study_page, found.group)
        days = {"mean": share.mean, "low": share.low, "high": share.high}
        return {"days_met": days, "on_queue_hours": on_queue, "paid_hours": paid, "cost": cost}

    content = {
        "version": origin.version,
        "scenario": origin.scenario,
        "seed": origin.seed,
        "days": found.after.days,
        "group": found.group,
        "intervals": [
            {
                "interval": format_clock(start),
                "today": found.today[i],
                "erlang": found.erlang[i] if found.erlang is not None else None,
                "needed": found.needed[i],
                "service_level": {queue: found.levels(queue)[i] for queue in found.queues},
            }
            for i, start in enumerate(found.starts)
        ],
        **({"shifts": _shifts_json(found.shifts)} if found.shifts is not None else {}),
        "today": plan(scenario, found.days_met(found.before).share),
        "needed": plan(found.scenario, found.days_met(found.after).share),
    }
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _shifts_json(shifts: dict[str, tuple[int, int]]) -> dict[str, dict[str, int]]:
    return {name: {"today": today, "needed": needed} for name, (today, needed) in shifts.items()}
