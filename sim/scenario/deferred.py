"""Deferred work: contacts that nobody waits for on a line, worked off while agents have nothing live to do."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from sim.scenario.laws import Law
from sim.scenario.values import Count, Page, Unit


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
    """A contact is begun only while more than so many agents of the group are idle."""
    interruptible: bool = True
    """true: a live contact that finds nobody idle takes the agent who began last, and at closing the work is laid down;
    what is left of it is done later, by whoever takes it up. false: work once begun is finished."""
    next: Literal["first_come", "earliest_deadline"] = "first_come"
    """Which contact is taken up first. first_come: the oldest, on whatever queue. earliest_deadline: whose target's
    `within` is over first, by its clock; queues without a target come last. Escalated legs come first, as in each line;
    among equals what somebody has begun."""
