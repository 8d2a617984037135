"""When a group takes contacts of one of its queues."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from sim.scenario.values import Count, Duration, Page, Unit


class Overflow(Page):
    """What must hold for a group to take a contact of a queue among its skills: all that is written here, of every
    contact, at every moment. While it does not hold the group is to that contact as if it were busy. Idle is who has
    nothing in hand: an agent with a chat open may have room for another, but is not idle."""

    after: Duration | None = None
    """Only contacts that have waited so long: live ones and callbacks since they were queued, escalated legs that keep
    their wait with that, and who left a chat silently as if still there; at once where unwritten."""
    reserve: Annotated[Annotated[Count, Field(ge=1)] | None, Unit("agents")] = None
    """Only while more than so many of the group are idle: these stay free for its other queues; none are kept where
    unwritten."""
    waiting: Annotated[Annotated[Count, Field(ge=2)] | None, Unit("contacts")] = None
    """Only while at least so many live contacts wait on the queue, the one to be taken among them. Who arrives is one
    of them once it waits, and then the first in line is taken; however few where unwritten."""
    idle: Annotated[dict[str, Annotated[Count, Field(ge=1)]] | None, Unit("agents")] = None
    """Only while each group named here has at least so many idle: `{front: 2}`; whatever others do where unwritten."""


def _off(value: Any) -> Any:
    return None if value == "off" else value


Overflows = Annotated[Annotated[dict[str, Overflow], Field(min_length=1)] | None, BeforeValidator(_off)]
"""Overflow by queue; `off` takes it away."""
