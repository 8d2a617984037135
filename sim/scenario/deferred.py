"""Deferred work: contacts that nobody waits for on a line, worked off while agents have nothing live to do."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from sim.scenario.laws import Law
from sim.scenario.values import Count, Duration, Off, Page, Relative, Share, Unit, each_once
from sim.units import format_duration, parse_duration

TWO_DAYS = Law.model_validate({"lognormal": {"mean": "2d"}})


def _each_time_once(value: Any) -> Any:
    return each_once(value, parse_duration, "time")


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


class Chases(Page):
    """Customers who write again before anybody has looked at their email: each by a patience of their own, once more
    whenever it passes anew, by the calendar, from joining the backlog until work on it first begins. What is sent while
    the work is laid down does not count. All are read and answered together."""

    after: Law = TWO_DAYS
    """How long each waits before writing again. Source: no public figure (taken up after 12h, an email then has come
    with 1.13 messages on average; LiveAgent counts 1.15)."""
    at_most: Annotated[Count, Field(ge=1), Unit("messages")] = 3
    """How often they write again at most. Source: no public figure."""
    longer: Relative = 1.1
    """The work on it for each such message, relative to the first one's: with +10%, three make it 30 % longer; in whole
    permille, rounded down to the ms. Source: no public figure."""

    @model_validator(mode="after")
    def _no_less_work(self) -> Chases:
        if self.longer < 1:
            raise ValueError("more messages make no less work: write longer as +10%, or +0%")
        return self


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
