"""What `ccsim erlang` was asked, read from the words typed; all that is wrong with them at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from sim.theory.staffing import Goal, Line
from sim.units import SECOND, parse_duration, parse_share

Read = TypeVar("Read")

MOST = 100_000
"""Agents, places and erlangs beyond which a slip is likelier than a call center."""
USUAL_WITHIN_MS = 20 * SECOND


class ErlangFaults(Exception):  # noqa: N818 - it is what was found, in the words that are printed
    """Options that make no question; the text says each in a line."""


@dataclass(frozen=True)
class Typed:
    """The options as typed; None where not."""

    calls: str | None = None
    per: str = "1h"
    handle: str | None = None
    patience: str | None = None
    target: str | None = None
    abandoned: str | None = None
    blocked: str | None = None
    agents: str | None = None
    room: str | None = None
    lines: str | None = None
    shrinkage: str | None = None


@dataclass(frozen=True)
class Asked:
    """A question to Erlang; times in seconds."""

    line: Line
    goal: Goal
    promises: tuple[str, ...]
    """The goal in words: `80/30s`, `at most 5% abandoned`."""
    said: tuple[str, ...]
    """The work in words: `400 calls in 1h`, `3m to handle`."""
    within_ms: int
    agents: int | None
    """The number asked about; None: the smallest is wanted."""
    shrinkage: float


def refuse_a_file_with(typed: Typed) -> None:
    """With a file the work is the file's. Raises ErlangFaults."""
    usual = Typed()
    given = [name for name, text in vars(typed).items() if text != getattr(usual, name)]
    if given:
        told = ", ".join(f"--{name}" for name in given)
        raise ErlangFaults(f"{told}: the calculator's own, and a FILE says its work itself: leave out one of the two")


def refuse_without_a_file(**given: object) -> None:
    """What to play is a file's to say. Raises ErlangFaults."""
    if named := [f"--{name}" for name, value in given.items() if value]:
        raise ErlangFaults(f"{', '.join(named)}: of a scenario that is played: name its FILE")


@dataclass
class _Reading:
    """Reads option by option and keeps what is wrong."""

    faults: list[str] = field(default_factory=list)

    def read(self, option: str, text: str | None, parse: Callable[[str], Read]) -> Read | None:
        if text is None:
            return None
        try:
            return parse(text)
        except ValueError as error:
            self.faults.append(f"{option}: {error}")
            return None

    def refuse(self, wrong: bool, fault: str) -> None:
        if wrong:
            self.faults.append(fault)


def asked(typed: Typed) -> Asked:
    """The question. Raises ErlangFaults, all of them in one."""
    reading = _Reading()
    calls = reading.read("--calls", typed.calls, _volume)
    per, handle = reading.read("--per", typed.per, _time), reading.read("--handle", typed.handle, _time)
    patience = reading.read("--patience", typed.patience, _time)
    agents, room = reading.read("--agents", typed.agents, _agents), reading.read("--room", typed.room, _places)
    lines, target = reading.read("--lines", typed.lines, _agents), reading.read("--target", typed.target, _target)
    abandoned = reading.read("--abandoned", typed.abandoned, _limit)
    blocked = reading.read("--blocked", typed.blocked, _limit)
    shrinkage = reading.read("--shrinkage", typed.shrinkage, _shrinkage) or 0.0
    _what_is_missing(reading, typed)
    _what_does_not_go_together(reading, typed, room, lines, agents)
    if calls and per and handle:
        load = calls * handle / per
        reading.refuse(load > MOST, f"--calls, --per, --handle: a load of {load:,.0f} erlangs is over {MOST:,}")
    if reading.faults or calls is None or per is None or handle is None:
        raise ErlangFaults("\n".join(reading.faults))
    line = Line(calls / (per / SECOND), SECOND / handle, SECOND / patience if patience else 0.0, room, lines)
    answer, within = target or (0.0, USUAL_WITHIN_MS)
    goal = Goal(
        answer,
        within / SECOND,
        abandon_at_most=1.0 if abandoned is None else abandoned,
        block_at_most=1.0 if blocked is None else blocked,
    )
    return Asked(line, goal, _promises(typed), _said(typed), within, agents, shrinkage)


def _what_is_missing(reading: _Reading, typed: Typed) -> None:
    reading.refuse(typed.calls is None, "--calls: how many come is not said: write it like --calls 400 --per 1h")
    reading.refuse(typed.handle is None, "--handle: how long one takes is not said: write it like --handle 3m")
    asks = (typed.target, typed.abandoned, typed.blocked, typed.agents)
    reading.refuse(
        all(one is None for one in asks),
        "nothing is asked: write a promise, like --target 80/30s, or how many you have, like --agents 24",
    )


def _what_does_not_go_together(
    reading: _Reading, typed: Typed, room: int | None, lines: int | None, agents: int | None
) -> None:
    endless = typed.room is None and typed.lines is None
    reading.refuse(
        typed.abandoned is not None and typed.patience is None,
        "--abandoned: nobody abandons whose patience has no end: write it like --patience 3m",
    )
    reading.refuse(
        typed.blocked is not None and endless,
        "--blocked: nobody is turned away where the room has no end: write --room or --lines as well",
    )
    reading.refuse(
        not endless and None not in (typed.room, typed.lines),
        "--room and --lines both say how many find a place: keep one (lines are places and agents together)",
    )
    reading.refuse(
        room == 0 and typed.target is not None,
        "--target: with --room 0 nobody waits, who gets in is answered at once: ask for --blocked 1%",
    )
    if lines is not None and agents is not None:
        reading.refuse(lines < agents, f"--lines: {agents} agents need {agents} lines at least, {lines} are too few")


def _promises(typed: Typed) -> tuple[str, ...]:
    told = (
        typed.target,
        f"at most {typed.abandoned} abandoned" if typed.abandoned else None,
        f"at most {typed.blocked} turned away" if typed.blocked else None,
    )
    return tuple(one for one in told if one)


def _said(typed: Typed) -> tuple[str, ...]:
    told = [f"{typed.calls} calls in {typed.per}", f"{typed.handle} to handle"]
    if typed.room != "0":
        told.append(f"{typed.patience} of patience" if typed.patience else "patience without end")
    if typed.room:
        told.append(f"{typed.room} places to wait" if typed.room != "0" else "no place to wait")
    return (*told, f"{typed.lines} lines") if typed.lines else tuple(told)


def _volume(text: str) -> float:
    try:
        volume = float(text)
    except ValueError:
        volume = 0.0
    if not 0 < volume <= 1e9:
        raise ValueError(f"'{text}' is not a number of calls: write digits alone, above 0, like 400")
    return volume


def _time(text: str) -> int:
    ms = parse_duration(text)
    if ms == 0:
        raise ValueError(f"{text} is no time at all: write it like 20s, 4m30s or 1h30m")
    return ms


def _whole(text: str, least: int) -> int:
    if not text.isdecimal() or not least <= int(text) <= MOST:
        raise ValueError(f"'{text}' is not a whole number from {least} to {MOST:,}: write digits alone, like 24")
    return int(text)


def _agents(text: str) -> int:
    return _whole(text, 1)


def _places(text: str) -> int:
    return _whole(text, 0)


def _limit(text: str) -> float:
    share = parse_share(text)
    if share in (0, 1):
        raise ValueError(f"{text} is never or always kept, whatever the number of agents: write it like 5%")
    return share


def _shrinkage(text: str) -> float:
    share = parse_share(text)
    if share == 1:
        raise ValueError("100% leaves nobody: write a share below 100%")
    return share


def _target(text: str) -> tuple[float, int]:
    answer, slash, within = text.partition("/")
    if not slash:
        raise ValueError(f"'{text}' is not a promise: write the share and the time, like 80/30s")
    return _limit(answer if answer.endswith("%") else f"{answer}%"), parse_duration(within)
