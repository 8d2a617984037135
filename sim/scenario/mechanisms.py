"""What may happen to a contact around its queue: balking, redials, second tiers, other channels.

Each is off where the file does not name it; inside one that it names, unnamed keys take the published defaults below.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sim.scenario.laws import Law
from sim.scenario.values import Count, Duration, Page, Relative, Share, Switch, Unit

TEN_MINUTES = Law.model_validate({"exponential": "10m"})
TWO_MINUTES = Law.model_validate({"exponential": "2m"})
NEXT_DAY = Law.model_validate({"lognormal": {"mean": "1d"}})


class Balk(Page):
    """Leaving at once on hearing the quoted wait; where the queue announces one, on hearing that."""

    when_wait_over: Law
    """The quoted or announced wait that this customer tolerates, drawn once; a longer one makes them leave."""
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


class RedialBlocked(Page):
    """Those who find no line, or no place to wait, and ring again on the same queue. They are redials like others:
    `history` and `redial.patience` hold for them, and an issue's redials are counted together."""

    chance: Share = 0.70
    """Chance after each time. Source: no public figure."""
    after: Law = TWO_MINUTES
    """Time from being turned away to the next try. Source: no public figure."""
    at_most: Annotated[Count, Field(ge=1), Unit("redials")] = 5
    """Being blocked makes nobody ring again whose issue has made so many redials, of either kind. Source: no public
    figure."""


class Escalate(Page):
    """A handled contact that goes on to another queue."""

    chance: Share
    """How many handled contacts."""
    to: str
    """The queue of this file that takes them."""
    place: Literal["first", "as_waited", "last"] = "first"
    """Where they stand in its line. first: ahead of all others, among themselves by the time they came there.
    as_waited: as if they had stood there since the contact first queued, so that they keep what they have waited.
    last: where a new contact would."""
    warm: Law | None = None
    """A warm transfer: how long the two agents confer before the second goes on alone. The first keeps the customer
    until one of the second queue's agents answers and they have conferred, or until the customer gives up, and then
    wraps up. Unwritten: a cold one, in which the first agent is free after wrap-up."""


class Unresolved(Page):
    """Contacts handled, neither escalated nor moved to another channel, that did not settle the matter."""

    chance: Share = 0.26
    """How many are not resolved. Source: SQM; MetricNet (first-contact resolution 70-75 %)."""
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

    @property
    def ways(self) -> tuple[Switching, ...]:
        """Those that are named, in this order."""
        return tuple(way for way in (self.abandoned, self.answered) if way is not None)


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
