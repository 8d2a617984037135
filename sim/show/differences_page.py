"""The page of `ccsim erlang FILE`: Erlang beside the simulation, and in words and points why they differ."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import floor
from typing import Any

from sim.show.export import Origin
from sim.show.figures import UNKNOWN, adding_up, amount, duration, percent, plural, signed
from sim.show.layout import columns, ends, indented, label_width, labelled, page, sentences
from sim.show.outputs import Outputs, say_alone
from sim.show.strip import Row, ranges, strip
from sim.show.words import clock_range
from sim.study.differences import Differences, Step
from sim.units import SECOND, format_clock, format_duration


def say_differences(outputs: Outputs, found: Differences, origin: Origin) -> None:
    """Prints the page, and writes the JSON where it is wanted. Raises CannotWrite."""
    say_alone(outputs, differences_page(found, origin), differences_json(found, origin))


def differences_page(found: Differences, origin: Origin) -> str:
    """At most 104 columns wide."""
    scenario, queue = found.scenario, found.question.queue
    played = f"{plural(found.days, 'day')}, seed {found.seed}"
    return page(
        [
            [*ends(scenario.name, played), f"{queue}, {clock_range(*scenario.hours(queue))}"],
            [*sentences(_headline(found)), *sentences(_asked(found)), *sentences(_overloaded(found))],
            _day(found),
            _chains(found),
            _why(found),
            _how_to_read(found),
            sentences(
                f"Audit: every contact accounted for in every log. ccsim {origin.version}, scenario "
                f"{origin.scenario_hash}, seed {origin.seed}"
            ),
        ]
    )


def _headline(found: Differences) -> str:
    within = format_duration(found.question.within_ms)
    gap = (found.simulated.mean or 0.0) - found.erlang_c
    side = "more" if gap > 0 else "less"
    return (
        f"{found.question.queue} answers {_level(found)} of those queued within {within} in the simulation, "
        f"{percent(abs(gap))} points {side} than the {percent(found.erlang_c)} % that Erlang C says."
    )


def _level(found: Differences) -> str:
    at = found.simulated
    between = f" [{percent(at.low)}, {percent(at.high)}]" if at.low is not None else ""
    return f"{percent(at.mean)} %{between}"


def _asked(found: Differences) -> str:
    """What was typed into the formula."""
    asked = found.question
    patience = (
        "" if asked.patience_ms is None else f" Erlang A is told of {duration(asked.patience_ms / SECOND)} of patience."
    )
    return (
        f"Erlang is asked what a planner types: the forecast of first attempts that reach the queue "
        f"({amount(asked.volume)} a day), {duration(asked.handle_ms / SECOND)} to handle one on average, and the heads "
        f"on.{patience} On the page of `run` Erlang is asked for the heads needed by all who come, redials and repeats "
        "included."
    )


def _overloaded(found: Differences) -> str:
    asked = found.question
    full = [start for place, (start, _) in enumerate(asked.parts) if asked.volumes[place] and asked.overloaded(place)]
    if not full:
        return ""
    step = found.scenario.interval
    where = ", ".join(ranges([start - start % step for start in full], step))
    return (
        f"{where}: the work is more than the heads can do, so that Erlang C's line grows without end, and its service "
        "level there is 0 %."
    )


def _day(found: Differences) -> list[str]:
    asked, step = found.question, found.scenario.interval
    places = range(len(asked.parts))
    rows: list[Row] = [
        ("first attempts", [amount(volume) for volume in asked.volumes]),
        ("heads", [str(heads) for heads in asked.heads]),
        ("simulated %", [_whole(level) for level in found.by_interval]),
        ("Erlang C %", [_whole(asked.level(place, patient=True)) for place in places]),
    ]
    if asked.patience_ms is not None:
        rows.append(("Erlang A %", [_whole(asked.level(place, patient=False)) for place in places]))
    return strip([start - start % step for start, _ in asked.parts], step, rows)


def _whole(level: float | None) -> str:
    """Whole percents, rounded down, as on the page of `run`."""
    return UNKNOWN if level is None else str(floor(100 * level + 1e-9))


def _chains(found: Differences) -> list[str]:
    """Causes in the order in which they are switched off, and what each makes in both orders."""
    forward, backward = _cells(found.forward), _cells(found.reversed)[::-1]
    rows = [
        ["points of service level", "switched off downwards", "then left", "", "switched off upwards", "then left"],
        *([step.cause.name, *down, "", *up] for step, down, up in zip(found.forward, forward, backward, strict=True)),
    ]
    total = signed(sum(step.points.mean or 0.0 for step in found.forward), 1, 100)
    rows.append(["simulation minus Erlang C", total, "", "", total, ""])
    return indented(columns(rows, "lrrlrr"))


def _cells(steps: Sequence[Step]) -> list[list[str]]:
    """`~+0.3 ±0.4` and the level then left, the printed points adding up."""
    points = adding_up([100 * (step.points.mean or 0.0) for step in steps], 1)
    return [
        [f"{'~' if step.noise else ''}{signed(point)} {_half(step)}", percent(step.leaves)]
        for step, point in zip(steps, points, strict=True)
    ]


def _half(step: Step) -> str:
    half = step.points.half_width
    return f"±{100 * half:3.1f}" if half is not None else " " * 4


def _why(found: Differences) -> list[str]:
    scenario, queue = found.scenario, found.question.queue
    told = [(step.cause.name, step.cause.words(scenario, queue)) for step in found.forward]
    wide = label_width([name for name, _ in told])
    return [line for name, words in told for line in labelled(name, words, wide)]


def _how_to_read(found: Differences) -> list[str]:
    lines = [
        *sentences(
            "From the simulation to Erlang C causes are switched off one after another, for good, on the same "
            "customers: downwards in this order, upwards in the reversed one. What a cause makes depends on what is "
            "still there with it, which the two orders show: 0.0 has nothing left to act on.",
            hang=2,
        ),
        *sentences(
            "Upwards begins with steady states: each interval's own volume and heads over and over, counted once "
            "settled for as long as it lasts in the day; the same customers from there on.",
            hang=2,
        ),
        *sentences(
            f"±: 95 % interval of the difference, paired over {plural(found.replications, 'replication')}     "
            "~ could be noise",
            hang=2,
        ),
    ]
    target = found.scenario.queues[found.question.queue].target
    if target is not None and target.formula != "offered":
        lines += sentences(
            f"Service level is `offered` here, which is what Erlang reckons; the target means {target.formula}.", hang=2
        )
    return lines


def differences_json(found: Differences, origin: Origin) -> str:
    """The question, both levels by interval, and the steps of both orders as they were switched off; shares as
    fractions, times in seconds, null where there is no figure."""
    asked, scenario = found.question, found.scenario
    content = {
        "version": origin.version,
        "scenario": origin.scenario,
        "seed": origin.seed,
        "replications": found.replications,
        "queue": asked.queue,
        "within": asked.within_ms / SECOND,
        "handle_time": asked.handle_ms / SECOND,
        "patience": None if asked.patience_ms is None else asked.patience_ms / SECOND,
        "simulated": {"mean": found.simulated.mean, "low": found.simulated.low, "high": found.simulated.high},
        "erlang_c": found.erlang_c,
        "intervals": [
            {
                "interval": format_clock(start - start % scenario.interval),
                "first_attempts": asked.volumes[place],
                "heads": asked.heads[place],
                "simulated": found.by_interval[place],
                "erlang_c": asked.level(place, patient=True),
                "erlang_a": asked.level(place, patient=False) if asked.patience_ms is not None else None,
            }
            for place, (start, _) in enumerate(asked.parts)
        ],
        "why": {step.cause.name: step.cause.words(scenario, asked.queue) for step in found.forward},
        "forward": [_as_keys(step) for step in found.forward],
        "reversed": [_as_keys(step) for step in found.reversed],
    }
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _as_keys(step: Step) -> dict[str, Any]:
    points = {"mean": step.points.mean, "low": step.points.low, "high": step.points.high}
    return {"cause": step.cause.name, "points": points, "noise": step.noise, "leaves": step.leaves}
