"""Self-service in front of the queue: IVR, bot or knowledge base, and how its sessions end."""

from __future__ import annotations

from typing import Annotated

from pydantic import model_validator

from sim.scenario.laws import Law
from sim.scenario.mechanisms import NEXT_DAY
from sim.scenario.values import Number, Page, Relative, Share, Switch, Unit

SESSION = Law.model_validate({"lognormal": {"mean": "48s", "cv": 0.8}})


class OnFailure(Page):
    """How a failed self-service session changes what follows: longer talk, less patience."""

    talk: Relative = 1.10
    """Talk time (or handle time) relative to the usual. Source: VCC Live, vendors (+10 %)."""
    patience: Relative = 1.0
    """Patience relative to the usual."""


class HandOver(Page):
    """Sessions handed over to a person together with their notes, instead of failing."""

    share: Share = 1.0
    """How many of the sessions that neither contain nor are given up."""
    talk: Relative = 0.90
    """Talk time (or handle time) relative to the usual. Source: no public figure."""


class FalseContainment(Page):
    """Contained sessions that did not help: the customer comes back as a repeat."""

    chance: Share
    """How many of the contained sessions did not help."""
    after: Law = NEXT_DAY
    """How long after the session's end they come back. Source: no public figure."""


class SelfService(Page):
    """IVR, bot or knowledge base before the queue. A session ends with the need met, with the customer hanging up
    inside, handed over with its notes, or failed; after the last two the contact reaches its queue."""

    used_by: Share = 1.0
    """How many contacts use it; the others go straight to the queue."""
    contained: Share = 0.30
    """How many sessions end with the need met. Source: vendors (20-45 %)."""
    gives_up: Share = 0.05
    """How many sessions end with the customer hanging up inside. Source: no public figure."""
    lasts: Law = SESSION
    """Length of a session, whatever its end. Source: VCC Live (48 s)."""
    on_failure: OnFailure = OnFailure()
    """What a failed session changes."""
    hand_over: Annotated[HandOver | None, Switch] = None
    """Hand-over with notes; off unless named."""
    false_containment: Annotated[FalseContainment | None, Switch] = None
    """Contained sessions that come back; off unless named."""
    cost: Annotated[Number, Unit("money a session")] = 0.0
    """Price of a session."""

    @model_validator(mode="after")
    def _ends_add_up(self) -> SelfService:
        if self.contained + self.gives_up > 1 + 1e-9:
            raise ValueError("contained and gives_up are shares of the same sessions: together at most 100%")
        return self
