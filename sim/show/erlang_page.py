"""The page of `ccsim erlang`: the answer, and what two agents more or fewer would do."""

from __future__ import annotations

import json
from importlib.metadata import version
from math import isfinite, isinf
from typing import Any

from sim.show.erlang_asked import Asked
from sim.show.figures import amount, duration, plural, share
from sim.show.layout import columns, page, sentences
from sim.show.outputs import Outputs, say_alone
from sim.theory.erlang import SteadyState
from sim.theory.staffing import Line, agents_needed, meets, scheduled_for, steady_state, time_kept
from sim.units import format_duration

AROUND = 2
"""Agents fewer and more that the table shows."""
USUAL_SHARE = 0.8


def model(line: Line) -> str:
    """Whose formula it is."""
    if line.room == 0:
        return "Erlang B"
    if line.abandon_rate > 0:
        return "Erlang A"
    return "Erlang C" if line.room is None and line.lines is None else "Erlang C with room for some (M/M/n/K)"


def say_erlang(asked: Asked, json_to: str | None) -> None:
    """Prints the page, and writes the JSON where it is wanted. Raises CannotWrite."""
    outputs = Outputs(json_to)
    outputs.ready()
    say_alone(outputs, erlang_page(asked), erlang_json(asked, version("ccsim")))


def erlang_page(asked: Asked) -> str:
    """The answer in a sentence and a small table around it, at most 104 columns."""
    needed = _needed(asked)
    head = f"{model(asked.line)}: {', '.join(asked.said)}; a load of {_load(asked.line)} erlangs"
    answer = _of_agents(asked, asked.agents, needed) if asked.agents else _smallest(asked, needed)
    return page(
        [
            sentences(head),
            [*sentences(answer), *_scheduled(asked, needed)],
            _table(asked, needed),
            _notes(asked, needed),
        ]
    )


def erlang_json(asked: Asked, program: str) -> str:
    """The question's load, the smallest number (null: none keeps the promise, or none was asked for) and the table's
    rows: shares as fractions, times in seconds, null where the queue grows without end."""
    needed = _needed(asked)
    content = {
        "version": program,
        "model": model(asked.line),
        "load": asked.line.load,
        "within": asked.goal.within,
        "promises": list(asked.promises),
        "needed": needed,
        "scheduled": scheduled_for(needed, asked.shrinkage) if needed is not None else None,
        "agents": [_as_keys(agents, state) for agents, state in _around(asked, needed)],
    }
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def _as_keys(agents: int, at: SteadyState) -> dict[str, Any]:
    values = {
        "service_level": at.service_level,
        "asa": at.asa,
        "wait_all": at.mean_wait,
        "delay_share": at.p_wait,
        "abandon_rate": at.p_abandon,
        "blocked_rate": at.p_block,
        "occupancy": at.occupancy,
    }
    return {"agents": agents} | {key: one if isfinite(one) else None for key, one in values.items()}


def _needed(asked: Asked) -> int | None:
    return agents_needed(asked.line, asked.goal) if asked.promises else None


def _load(line: Line) -> str:
    return amount(line.load, 1 if line.load >= 10 else 2)


def _promise(asked: Asked) -> str:
    return " and ".join(asked.promises)


def _reached(asked: Asked, agents: int) -> str:
    """`answer 82.0 % within 30s`; where nobody waits, `turn away 0.9 %`."""
    at = steady_state(asked.line, agents, asked.goal.within)
    if asked.line.room == 0:
        return f"turn away {share(at.p_block)}"
    return f"answer {share(at.service_level)} within {format_duration(asked.within_ms)}"


def _smallest(asked: Asked, needed: int | None) -> str:
    if needed is None:
        return f"No number of agents keeps {_promise(asked)} on {asked.line.lines} lines."
    keep = "keep" if needed != 1 else "keeps"
    return f"{plural(needed, 'agent')} {keep} {_promise(asked)}, and no fewer: they {_reached(asked, needed)}."


def _of_agents(asked: Asked, agents: int, needed: int | None) -> str:
    told = f"{plural(agents, 'agent')} {_reached(asked, agents)}"
    if asked.promises:
        if meets(asked.line, asked.goal, agents):
            told += f": they keep {_promise(asked)}"
            told += ", and no fewer would." if needed == agents else f", and {needed:,} would."
        else:
            takes = f"it takes {needed:,}" if needed is not None else f"no number does on {asked.line.lines} lines"
            told += f": they miss {_promise(asked)}; {takes}."
    else:
        told += "."
    if asked.line.room == 0:
        return told
    promised = asked.goal.answer or USUAL_SHARE
    time = time_kept(asked.line, agents, promised)
    if isinf(time):
        return f"{told} However long one waits, fewer than {share(promised, 0)} are answered."
    return f"{told} {share(promised, 0)} are answered within {duration(time)}."


def _scheduled(asked: Asked, needed: int | None) -> list[str]:
    if not asked.shrinkage or (needed is None and asked.agents is None):
        return []
    on_queue = asked.agents if asked.agents is not None else needed or 0
    heads = scheduled_for(on_queue, asked.shrinkage)
    return sentences(
        f"With {share(asked.shrinkage, 0)} shrinkage, {on_queue:,} on the queue are {heads:,} on the schedule "
        f"({on_queue:,} / {1 - asked.shrinkage:.4g})."
    )


def _around(asked: Asked, needed: int | None) -> list[tuple[int, SteadyState]]:
    line = asked.line
    centre = asked.agents or needed or line.lines or 1
    last = centre + AROUND if line.lines is None else min(line.lines, centre + AROUND)
    numbers = range(max(1, centre - AROUND), last + 1)
    return [(agents, steady_state(line, agents, asked.goal.within)) for agents in numbers]


def _table(asked: Asked, needed: int | None) -> list[str]:
    line, within = asked.line, f"in {format_duration(asked.within_ms)}"
    waits, leaves, turned = line.room != 0, line.abandon_rate > 0 and line.room != 0, line.places(1) is not None
    shown = [True, True, waits, waits, leaves, turned, True]
    rows = [["  ", "agents", within, "speed of answer", "abandoned", "turned away", "occupancy"]]
    for agents, at in _around(asked, needed):
        mark = ">" if agents == (asked.agents or needed) else ""
        level, asa = share(at.service_level), duration(at.asa)
        shares = (share(one) for one in (at.p_abandon, at.p_block, at.occupancy))
        rows.append([mark, f"{agents:,}", level, asa, *shares])
    kept = [[cell for cell, here in zip(row, shown, strict=True) if here] for row in rows]
    return columns(kept, "l" + "r" * (len(kept[0]) - 1), gap=2)


def _notes(asked: Asked, needed: int | None) -> list[str]:
    """What the table's figures do not say by themselves."""
    line = asked.line
    if any(isinf(at.asa) for _, at in _around(asked, needed)):
        return sentences("- : the queue grows without end, since nobody gives up (with --patience they do).")
    if line.room != 0 and line.places(1) is not None:
        return sentences("Answered and abandoned are shares of those who find room; turned away is a share of all.")
    return []
