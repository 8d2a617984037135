"""Callbacks: who is offered one, who accepts, when and how the customer is dialled."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sim.scenario.laws import Law
from sim.scenario.values import Count, Duration, Page, Share, Switch, Unit
from sim.units import MINUTE, SECOND, format_duration


class RingsAgain(Page):
    """Customers who do not wait for the call they were promised, but ring again: the promise ends, and they come as a
    redial (which does not count against `redial.at_most`)."""

    chance: Share
    """How many of those who accept ring again if the callback is still to come by then."""
    after: Law
    """Time from accepting to ringing again."""


class Scheduled(Page):
    """Called back at a time that the customer picks: promised is the start of the first slot that begins at or after
    the time they would like, on this day or a later one of those played, and that is not full. Nothing is offered where
    there is none. At its time the callback is due and stands in the line; before, it is no place ahead of anybody."""

    slots: Duration = 30 * MINUTE
    """Length of a slot, counted from the queue's opening. Source: no public figure."""
    capacity: Annotated[Count, Field(ge=1), Unit("callbacks a slot")]
    """Callbacks promised to one slot at most; one whose customer rings again before its time gives its place back."""
    wanted_after: Law
    """How long after the offer they would like the call."""

    @model_validator(mode="after")
    def _slots_last(self) -> Scheduled:
        if self.slots < MINUTE:
            raise ValueError(f"slots of {format_duration(self.slots)} are too short to plan with: write 1m or more")
        return self


class Callback(Page):
    """Called back instead of waiting. Offered on arrival, when no agent is idle and a limit is reached; who accepts
    leaves the line, and is dialled when the turn comes."""

    offer_when_wait_over: Duration | None = None
    """Offer when the quoted wait is at or over this; 2m where neither limit is written. Source: Hathaway, Emadi,
    Deshpande."""
    offer_when_waiting: Annotated[Annotated[Count, Field(ge=0)] | None, Unit("contacts")] = None
    """Offer when at least so many live contacts wait; instead of, or besides, the quoted wait."""
    accepted_by: Share = 0.37
    """How many accept the offer. Source: Hathaway, Emadi, Deshpande (20-65 %)."""
    keeps_place: bool = True
    """true: virtual hold, the place in the line is kept. false: live contacts first."""
    reserve: Annotated[Count, Field(ge=0), Unit("agents")] = 0
    """Live first only: dial only while more than so many eligible agents are idle."""
    picks_up: Share = 0.80
    """Chance that a dial is answered. Source: no public figure."""
    ring: Duration = 30 * SECOND
    """Agent time that an unanswered dial costs. Source: no public figure."""
    attempts: Annotated[Count, Field(ge=1), Unit("dials")] = 3
    """Dials at most. Source: no public figure."""
    retry_after: Duration = 15 * MINUTE
    """Pause between dials. Source: no public figure."""
    dial: Literal["agent_first", "customer_first"] = "agent_first"
    """Who is on the line first. agent_first: an agent is bound while it rings, and one who picks up is served at once.
    customer_first: no agent is bound while it rings (for the `ring` time, answered or not); who picks up holds at the
    old place, ahead of the line, for the next agent, with the patience of the contact in full."""
    last_offer: Duration = 0
    """Nothing is offered in this last stretch before the queue closes."""
    most_pending: Annotated[Annotated[Count, Field(ge=1)] | None, Unit("callbacks")] = None
    """Nothing is offered while so many are promised and not over on this queue; no limit where unwritten."""
    scheduled: Annotated[Scheduled | None, Switch] = None
    """At a time that the customer picks; as soon as the turn comes unless named."""
    rings_again: Annotated[RingsAgain | None, Switch] = None
    """Ringing again while a callback is to come; nobody does unless named."""
    at_closing: Literal["serve_out", "carry", "cancel"] = "serve_out"
    """Those pending at closing: served before the agents leave, kept for the next day, or cancelled. What is scheduled
    for another day stands."""

    @model_validator(mode="after")
    def _one_kind(self) -> Callback:
        if self.keeps_place and self.reserve:
            raise ValueError(
                "reserve does nothing where callbacks keep their place: write reserve: 0, or keeps_place: false"
            )
        return self

    @property
    def agent_ring_ms(self) -> int:
        """Agent time that an unanswered dial costs: none where the customer is rung first."""
        return self.ring if self.dial == "agent_first" else 0

    @property
    def wait_limit_ms(self) -> int | None:
        """The quoted wait from which the offer is made; None where only the queue's length counts."""
        if self.offer_when_wait_over is None and self.offer_when_waiting is None:
            return 2 * MINUTE
        return self.offer_when_wait_over
