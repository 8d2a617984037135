"""A queue's page: who comes, what they need, what they put up with, what is promised."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WrapSerializer, model_validator

from sim.scenario.arrivals import Arrivals
from sim.scenario.bursts import Burst, Bursts
from sim.scenario.by_day import Opening
from sim.scenario.callback import Callback
from sim.scenario.chat import Silent
from sim.scenario.deferred import Backlog, Chases, ReplyExpected
from sim.scenario.laws import Law
from sim.scenario.mechanisms import (
    Balk,
    Escalate,
    History,
    Redial,
    RedialBlocked,
    ReturnsWithin,
    SwitchChannel,
    TalkLimit,
    Unresolved,
)
from sim.scenario.once import handle_time_written_once
from sim.scenario.quote import Announce, Quote
from sim.scenario.reasons import Reason, Reasons
from sim.scenario.self_service import SelfService
from sim.scenario.values import Count, Duration, Number, Page, Share, Switch, Unit
from sim.units import SECOND

Formula = Literal[
    "offered",
    "answered_only",
    "excl_short",
    "excl_abandoned_in_t",
    "credit_abandoned_in_t",
    "credit_short",
    "excl_callbacks",
    "dequeued",
    "virtual",
]

Work = tuple[Law | None, Law | None, Law | None]
"""The laws of talk, hold and wrap-up; none where there is nothing of it."""

THREE_MINUTES = Law.model_validate({"exponential": "3m"})


def _refuse(wrong: str | None) -> None:
    if wrong:
        raise ValueError(wrong)


def _not_none(page: Page) -> list[str]:
    return [name for name, value in page if value is not None]


class Target(Page):
    """The service level promised: answer this share within this time."""

    answer: Share
    """Share to answer in time."""
    within: Duration
    """Longest wait that counts as in time (a wait of exactly this long does)."""
    formula: Formula = "offered"
    """Which of the trade's service levels is meant; docs/kpis.md has the formula of each."""
    clock: Literal["calendar", "opening_hours"] = "calendar"
    """What counts as time, for email. calendar: all of it, nights and weekends too. opening_hours: only that within the
    page's `open`."""


def _patience(value: Any) -> Any:
    return THREE_MINUTES if value == "on" else None if value == "off" else value


class Queue(Page):
    """One line of contacts: who comes, what they need, what they put up with, what is promised."""

    channel: Literal["voice", "chat", "email"] = "voice"
    """The channel. An agent has one call at a time, and as many chats as the group's `chats` says. For email nobody
    waits on the line: a contact lies in the backlog, over night and weekend too, until an agent with nothing live to do
    has worked it off (`agents.*.deferred`). It is answered when the reply is sent, at the end of the work."""
    open: Opening | None = None
    """Opening hours of this queue, of all days alike or by day; those of the whole page where unwritten. For email the
    hours in which new mail comes (00:00-24:00: at any hour); it is never turned away, and agents work on it in the
    hours of their live queues, or of the page where they have none."""
    arrivals: Annotated[
        Arrivals | None,
        BeforeValidator(lambda value: None if value == "none" else value),
        WrapSerializer(lambda value, write: "none" if value is None else write(value), when_used="json"),
    ]
    """New customers, or `none` for a queue fed by others."""
    bursts: Bursts = None
    """Bursts by name: customers on top of the normal day, for a cause of their own, on any channel; none where
    unwritten."""
    reasons: Reasons = None
    """Contact reasons by name, each with its share, its times and its chance of being contained; none where
    unwritten."""
    talk: Law | None = None
    """Conversation with an agent. With hold and wrap_up, or handle_time alone."""
    hold: Law | None = None
    """On hold during the conversation; none where unwritten."""
    wrap_up: Law | None = None
    """Work after the conversation; none where unwritten."""
    handle_time: Law | None = None
    """Talk, hold and wrap-up in one figure (logged as talk)."""
    talk_limit: Annotated[TalkLimit | None, Switch] = None
    """A maximum call time; off unless named."""
    patience: Annotated[Law | None, BeforeValidator(_patience)] = None
    """How long they wait before they abandon; for ever where unwritten. `on` is exponential with mean 3m. Source: Gans,
    Koole, Mandelbaum 2003 (60 s-13 min)."""
    silent: Annotated[Silent | None, Switch] = None
    """Chat: leaving without closing the window; nobody does unless named."""
    history: Annotated[History | None, Switch] = None
    """How redials and repeats differ in patience; not at all unless named."""
    waiting_room: Annotated[Annotated[Count, Field(ge=0)] | None, Unit("places")] = None
    """Places to wait, beside the agents; no limit where unwritten."""
    lines: Annotated[Annotated[Count, Field(ge=1)] | None, Unit("lines")] = None
    """Places in the house: self-service, waiting and conversation together; no limit where unwritten. A contact that
    comes in on this queue takes one on arrival and keeps it until it leaves, on whatever later queue that is; wrap-up
    needs none, nor does a callback, which goes out. Who finds none free is blocked at once."""
    target: Target | None = None
    """The promised service level; none where unwritten."""
    backlog: Annotated[Backlog | None, Switch] = None
    """Email that lies there when the first day begins; none unless named."""
    chases: Annotated[Chases | None, Switch] = None
    """Of email, messages that customers send on top before it is taken up; none unless named."""
    reply_expected: ReplyExpected = None
    """Of email, how many customers expect a reply within a time, all who expect it sooner among them: `{15m: 12%, 4h:
    46%}`, the others none in particular (SuperOffice's figures). It changes nothing in the play: how many were met is
    reported (`expectation_met`); none where unwritten."""
    before: Annotated[tuple[str, ...], Field(min_length=1)] | None = None
    """Queues over which this one has priority: while somebody waits here, an agent who serves both takes nobody from
    them, however long they wait and whatever the group's next_contact; over none where unwritten."""
    weight: Annotated[Annotated[Number, Field(ge=0.001, le=1000)], Unit("points a second")] = 1.0
    """What each second of a wait on this queue counts for groups that choose by weighted_wait; to three decimals."""
    head_start: Duration = 0
    """For groups that choose by longest_wait or weighted_wait: each wait here counts as so much longer, beside those on
    other queues. Priority then grows with waiting: whoever has waited this much longer elsewhere comes first."""
    short_abandon: Duration = 5 * SECOND
    """Abandons after at most this are short: some service levels leave them out. Source: vendors (5-10 s)."""
    self_service: Annotated[SelfService | None, Switch] = None
    """IVR or bot in front; off unless named."""
    quote: Quote = "queue_length"
    """How the wait of a contact that finds nobody idle is estimated: by `queue_length` (contacts ahead and itself,
    times the mean handle time, over the agents on), by `last_waited` (the wait of whoever was answered last, 0 before
    anybody was since opening) or by `head_of_line` (the wait so far of whoever is next, 0 if nobody waits). With no
    agent on it is infinite. Source: Ibrahim, Whitt 2009."""
    announce: Annotated[Announce | None, Switch] = None
    """Saying the quoted wait; off unless named."""
    balk: Annotated[Balk | None, Switch] = None
    """Leaving on the quoted wait, or the announced one; off unless named."""
    callback: Annotated[Callback | None, Switch] = None
    """Callbacks; off unless named."""
    redial: Annotated[Redial | None, Switch] = None
    """Redials after abandoning; off unless named."""
    redial_blocked: Annotated[RedialBlocked | None, Switch] = None
    """Redials of those who are turned away, for want of a line or of a place to wait; off unless named."""
    escalate: Annotated[Escalate | None, Switch] = None
    """A second tier; off unless named."""
    unresolved: Annotated[Unresolved | None, Switch] = None
    """Contacts that do not settle the matter; all settle it unless named."""
    switch: Annotated[SwitchChannel | None, Switch] = None
    """Moves to another channel; off unless named."""
    when_closed: Annotated[ReturnsWithin | None, Switch] = None
    """Redials, repeats and switches that fall outside opening hours move to the next opening; turned away unless
    named."""
    cost_per_contact: Annotated[Number, Unit("money a contact")] = 0.0
    """Price of a contact taken in, telephony for instance."""

    @property
    def deferred(self) -> bool:
        """Whether nobody waits on the line for it: work that may be put off."""
        return self.channel == "email"

    @property
    def can_block(self) -> bool:
        """Whether anybody is ever turned away for want of room."""
        return self.lines is not None or self.waiting_room is not None

    @property
    def reason_names(self) -> tuple[str, ...]:
        """What its own customers may come for: its reasons, then its bursts, in the order of the file."""
        return (*(self.reasons or ()), *(self.bursts or ()))

    @property
    def _in_its_place(self) -> list[Reason | Burst]:
        """The pages that may write for each of its customers what the queue writes: none without reasons."""
        return [*self.reasons.values(), *(self.bursts or {}).values()] if self.reasons else []

    @property
    def contained_by_reason(self) -> bool:
        """Whether each reason, and burst, writes its own chance of being contained, so that the queue's is nobody's."""
        return bool(self.reasons) and all(one.contained is not None for one in self._in_its_place)

    @model_validator(mode="after")
    def _one_handle_time(self) -> Queue:
        _refuse(handle_time_written_once(_not_none(self), [_not_none(one) for one in self._in_its_place]))
        return self

    def work(self, reason: Reason | None = None) -> Work:
        """The laws of talk, hold and wrap-up for a reason of this queue, or without one; handle time alone is talk."""
        own = reason or self
        if own.handle_time or (self.handle_time and not own.talk):
            return own.handle_time or self.handle_time, None, None
        if self.handle_time:
            return own.talk, own.hold, own.wrap_up
        return own.talk or self.talk, own.hold or self.hold, own.wrap_up or self.wrap_up
