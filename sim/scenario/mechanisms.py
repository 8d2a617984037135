"""What may happen to a contact around its queue: self-service, redials, callbacks, second tiers, other channels.

Each is off where the file does not name it; inside one that it names, unnamed keys take the published defaults below.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sim.scenario.laws import Law
from sim.scenario.values import Count, Duration, Number, Page, Relative, Share, Switch, Unit
from sim.units import MINUTE, SECOND

TEN_MINUTES = Law.model_validate({"exponential": "10m"})
NEXT_DAY = Law.model_validate({"lognormal": {"mean": "1d"}})
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


class Balk(Page):
    """Leaving at once on hearing the quoted wait."""

    when_wait_over: Law
    """The quoted wait that this customer tolerates, drawn once; a longer one makes them leave."""
    chance: Share = 1.0
    """How many customers have such a limit at all."""


class History(Page):
    """What came before changes patience."""

    redial: Relative = 1.0
    """Patience of a redial, relative to a new contact's."""
    repeat: Relative = 1.0
    """Patience of a repeat caller, relative to a new contact's."""


class Redial(Page):
    """Those who abandon or balk and ring again on the same queue."""

    chance: Share = 0.35
    """Chance after each abandonment. Source: thin evidence (30-60 %)."""
    after: Law = TEN_MINUTES
    """Time from leaving to the next try. Source: thin evidence."""
    at_most: Annotated[Count, Field(ge=1), Unit("redials")] = 3
    """Redials an issue makes at most. Source: thin evidence."""
    patience: Literal["fresh", "same"] = "fresh"
    """A new draw for each attempt, or the one of the attempt before."""


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
    at_closing: Literal["serve_out", "carry", "cancel"] = "serve_out"
    """Those pending at closing: served before the agents leave, kept for the next day, or cancelled."""

    @model_validator(mode="after")
    def _one_kind(self) -> Callback:
        if self.keeps_place and self.reserve:
            raise ValueError(
                "reserve does nothing where callbacks keep their place: write reserve: 0, or keeps_place: false"
            )
        return self

    @property
    def wait_limit_ms(self) -> int | None:
        """The quoted wait from which the offer is made; None where only the queue's length counts."""
        if self.offer_when_wait_over is None and self.offer_when_waiting is None:
            return 2 * MINUTE
        return self.offer_when_wait_over


class Escalate(Page):
    """A handled contact that goes on to another queue, ahead of new contacts there."""

    chance: Share
    """How many handled contacts."""
    to: str
    """The queue of this file that takes them."""


class Unresolved(Page):
    """Contacts handled, neither escalated nor moved to another channel, that did not settle the matter."""

    chance: Share = 0.26
    """How many are not resolved. Source: SQM; MetricNet (first-contact resolution
    70-75 %)."""
    comes_back: Share = 0.80
    """How many of the unresolved come back as a repeat. Source: SQM; MetricNet."""
    after: Law = NEXT_DAY
    """Time from the end of the conversation to the repeat. Source: no public figure."""


class Switching(Page):
    """Going on in another channel: a queue of this file (`to`), or a named one outside it (`leaves_to`)."""

    chance: Share
    """How many move."""
    to: str | None = None
    """A queue of this file."""
    leaves_to: str | None = None
    """A channel that this file does not model: counted, and gone."""
    after: Law = TEN_MINUTES
    """Time until they turn up there. Source: no public figure."""

    @model_validator(mode="after")
    def _one_way(self) -> Switching:
        if (self.to is None) == (self.leaves_to is None):
            raise ValueError(
                "it is not said once where they go: write to (a queue of this file) "
                "or leaves_to (a channel outside it, like email)"
            )
        return self


class SwitchChannel(Page):
    """When contacts move to another channel."""

    abandoned: Annotated[Switching | None, Switch] = None
    """Moves of those who abandon and do not redial."""
    answered: Annotated[Switching | None, Switch] = None
    """Moves of those handled and not escalated; the issue is not resolved here."""


class TalkLimit(Page):
    """A maximum call time: talk is cut there."""

    at: Duration
    """The longest talk."""
    unresolved: Share
    """Chance that a cut contact is left unresolved, whatever it would have been."""


class ReturnsWithin(Page):
    """Contacts outside opening hours try again after the next opening."""

    returns_within: Duration
    """Evenly spread over this time from the next opening; 0s is all at once."""
