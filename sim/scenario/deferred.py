"""Deferred work: contacts that nobody waits for on a line, worked off while agents have nothing live to do."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from sim.scenario.laws import Law
from sim.scenario.values import Count, Duration, Off, Page, Share, Unit
from sim.units import format_duration, parse_duration


def _each_time_once(value: Any) -> Any:
    """`60m` and `1h` are two keys of a file and one time."""
    seen: dict[int, str] = {}
    for key in value if isinstance(value, dict) else ():
        try:
            ms = parse_duration(key) if isinstance(key, str) else key
        except ValueError:
            continue
        if ms in seen:
            raise ValueError(f"{seen[ms]} and {key} are the same time: write it once")
        seen[ms] = key
    return value


def _rising(shares: dict[int, float]) -> dict[int, float]:
    """In order of time; ValueError unless more customers expect a reply within a longer one."""
    before, table = 0.0, dict(sorted(shares.items()))
    for within, share in table.items():
        if share <= before:
            wrong = f"{share * 100:g}% expect a reply within {format_duration(within)}, no more than within less"
            raise ValueError(f"{wrong}: shares add up, so write more than {before * 100:g}%")
        before = share
    return table


ReplyExpected = Annotated[
    Annotated[dict[Duration, Share], Field(min_length=1), BeforeValidator(_each_time_once), AfterValidator(_rising)]
    | None,
    Off,
]
"""Time -> share of customers, in order of time, both rising."""


class Backlog(Page):
    """Contacts that lie there already when the first day played begins, each with an age of its own. They are settled
    like others, and count on that first day."""

    count: Annotated[Count, Field(ge=0, le=9_999_999), Unit("contacts")]
    """How many."""
    age: Law
    """How long each has lain there by then."""


class Deferred(Page):
    """How a group works on deferred contacts: only while nobody waits live whom its agents could serve, and none before
    its first clock or after its closing."""

    reserve: Annotated[Count, Field(ge=0), Unit("agents")] = 0
    """A contact is begun only while more than so many agents of the group are idle; where it has chats, have none
    open."""
    interruptible: bool = True
    """true: a live contact that finds nobody idle takes the agent who began last, and at closing the work is laid down;
    what is left of it is done later, by whoever takes it up. false: work once begun is finished."""
    next: Literal["first_come", "earliest_deadline"] = "first_come"
    """Which contact is taken up first. first_come: the oldest, on whatever queue. earliest_deadline: whose target's
    `within` is over first, by its clock; queues without a target come last. Escalated legs come first, as in each line;
    among equals what somebody has begun."""
