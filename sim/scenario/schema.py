"""The scenario file: frozen models whose docstrings are the manual.

A mechanism that the file does not name is off; inside one that it names, unnamed keys take the published defaults
below.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, PrivateAttr, WrapSerializer, model_validator

from sim.scenario.experience import Experience
from sim.scenario.laws import Law
from sim.scenario.mechanisms import (
    Balk,
    Callback,
    Escalate,
    History,
    Redial,
    ReturnsWithin,
    SelfService,
    SwitchChannel,
    Switching,
    TalkLimit,
    Unresolved,
)
from sim.scenario.once import handle_time_written_once, schedule_written_once, volume_written_once
from sim.scenario.values import Count, Duration, Heads, Hours, Interval, Number, Page, Rates, Share, Switch, Unit
from sim.units import DAY, HOUR, SECOND

__all__ = [
    "Arrivals",
    "Callback",
    "Days",
    "Decide",
    "Formula",
    "Group",
    "Queue",
    "Scenario",
    "SelfService",
    "Strategy",
    "StrategyCost",
    "Switching",
    "Target",
    "Unresolved",
]

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

THREE_MINUTES = Law.model_validate({"exponential": "3m"})


class Days(Page):
    """How many days are played in one run of the file (a replication)."""

    count: Annotated[Count, Field(ge=1, le=366), Unit("days")] = 1
    """Days that are counted."""
    warm_up: Annotated[Count, Field(ge=0, le=366), Unit("days")] = 0
    """Days played before them and not counted."""


def _refuse(wrong: str | None) -> None:
    if wrong:
        raise ValueError(wrong)


def _not_none(page: Page) -> list[str]:
    return [name for name, value in page if value is not None]


class Arrivals(Page):
    """New customers. The volume is written once: `per_day` with a profile, `per_interval` or `per_hour`."""

    counts: Literal["first_attempts"] = "first_attempts"
    """What the volume counts: customers' first attempts; redials and repeats come on top."""
    per_day: Annotated[Number | None, Unit("contacts a day")] = None
    """Mean volume of a day."""
    profile: Annotated[Rates | None, Unit("weights")] = None
    """With per_day: how the day's volume is spread; relative weights, clock -> weight, each holds until the next
    clock; flat where unwritten. A CSV column serves too: `profile_csv: forecast.csv#care` (its first column holds the
    clocks)."""
    per_interval: Annotated[Rates | None, Unit("contacts an interval")] = None
    """Mean volume of each interval, clock -> contacts, or one number for all day."""
    per_hour: Annotated[Rates | None, Unit("contacts an hour")] = None
    """Mean rate, clock -> contacts an hour, or one number for all day."""
    day_to_day: Share = 0.10
    """How much a day's volume varies around its mean: standard deviation over mean of a factor (gamma, mean 1) that
    all queues share. Source: Brown et al. 2005; Avramidis, Deslauriers, L'Ecuyer 2004 (0-20 %)."""

    @model_validator(mode="after")
    def _one_volume(self) -> Arrivals:
        _refuse(volume_written_once(_not_none(self)))
        if self.profile is not None and sum(self.profile.values()) == 0:
            raise ValueError("every weight of the profile is 0: write at least one above 0")
        return self


class Target(Page):
    """The service level promised: answer this share within this time."""

    answer: Share
    """Share to answer in time."""
    within: Duration
    """Longest wait that counts as in time (a wait of exactly this long does)."""
    formula: Formula = "offered"
    """Which of the trade's service levels is meant; docs/kpis.md has the formula of each."""


def _patience(value: Any) -> Any:
    return THREE_MINUTES if value == "on" else None if value == "off" else value


class Queue(Page):
    """One line of contacts: who comes, what they need, what they put up with, what is promised."""

    channel: Literal["voice"] = "voice"
    """The channel. Chat and email come later."""
    open: Hours | None = None
    """Opening hours of this queue; those of the whole page where unwritten."""
    arrivals: Annotated[
        Arrivals | None,
        BeforeValidator(lambda value: None if value == "none" else value),
        WrapSerializer(lambda value, write: "none" if value is None else write(value), when_used="json"),
    ]
    """New customers, or `none` for a queue fed by others."""
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
    history: Annotated[History | None, Switch] = None
    """How redials and repeats differ in patience; not at all unless named."""
    waiting_room: Annotated[Annotated[Count, Field(ge=0)] | None, Unit("places")] = None
    """Places to wait, beside the agents; no limit where unwritten."""
    target: Target | None = None
    """The promised service level; none where unwritten."""
    short_abandon: Duration = 5 * SECOND
    """Abandons after at most this are short: some service levels leave them out. Source: vendors (5-10 s)."""
    self_service: Annotated[SelfService | None, Switch] = None
    """IVR or bot in front; off unless named."""
    balk: Annotated[Balk | None, Switch] = None
    """Leaving on the quoted wait; off unless named."""
    callback: Annotated[Callback | None, Switch] = None
    """Callbacks; off unless named."""
    redial: Annotated[Redial | None, Switch] = None
    """Redials after abandoning; off unless named."""
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

    @model_validator(mode="after")
    def _one_handle_time(self) -> Queue:
        _refuse(handle_time_written_once(_not_none(self)))
        return self


class Group(Page):
    """Agents who share skills and a schedule."""

    skills: Annotated[tuple[str, ...], Field(min_length=1)]
    """The queues they serve, first choice first."""
    on_queue: Annotated[Heads | None, Unit("heads")] = None
    """Heads actually on the queue, clock -> heads, each holds until the next clock, the last until closing."""
    scheduled: Annotated[Heads | None, Unit("heads")] = None
    """Heads on the schedule, clock -> heads; shrinkage takes its share off, rounded to the nearest whole head."""
    shrinkage: Share = 0.0
    """Share of paid time not on the queue: leave, sickness, breaks, training, meetings. 30 % is usual (20-50 %)."""
    cost_per_hour: Annotated[Number, Unit("money an hour")] = 0.0
    """Price of a paid hour."""

    @model_validator(mode="after")
    def _one_schedule(self) -> Group:
        _refuse(schedule_written_once(_not_none(self)))
        if self.shrinkage >= 1:
            raise ValueError("shrinkage of 100% leaves nobody: write a share below 100%")
        return self


class StrategyCost(Page):
    """What a strategy costs beyond hours and contacts."""

    per_day: Annotated[Number, Unit("money a day")]
    """Its price."""


class Strategy(Page):
    """A change to the plan, tried on the same customers."""

    about: str = ""
    """One line for the reader."""
    use: tuple[str, ...] = ()
    """Other strategies whose changes and costs are taken first, in this order."""
    set: dict[str, Any] = Field(default_factory=dict)
    """Path -> new value or change: `queues.care.self_service.contained: 38%`,
    `agents.front.scheduled: +2 @ 17:00-20:00`, `queues.care.talk: -10%`, `queues.care.redial: off`."""
    cost: StrategyCost | None = None
    """Its own price."""


def _day_share(value: Any) -> Any:
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*%\s+of\s+days\s*", str(value))
    if not found or float(found[1]) > 100:
        raise ValueError(f"'{value}' is not a rule: write it like 80% of days")
    return float(found[1]) / 100


def _day_share_text(share: float) -> str:
    return f"{share * 100:.15g}% of days"


class Decide(Page):
    """The rule by which `compare` chooses."""

    meet: Annotated[tuple[str, ...], Field(min_length=1)]
    """The queues whose targets a day must meet, all of them."""
    on: Annotated[float, BeforeValidator(_day_share), PlainSerializer(_day_share_text, when_used="json")]
    """On how many days; written `80% of days`."""
    then: Literal["lowest cost"] = "lowest cost"
    """What decides among plans that do."""


def _days(value: Any) -> Any:
    return {"count": value} if isinstance(value, int) and not isinstance(value, bool) else value


class Scenario(Page):
    """One planner's page: the days of a contact center, and the strategies to try on them."""

    name: str
    """What the page is called on every screen."""
    about: str = ""
    """A line for the reader."""
    interval: Interval = HOUR // 2
    """Length of the intervals in tables and plots: 15m, 30m or 60m."""
    days: Annotated[Days, BeforeValidator(_days)] = Days()
    """Days played; `days: 5` is short for `{count: 5}`."""
    open: Hours = (0, DAY)
    """Opening hours of every queue that does not write its own; round the clock where unwritten."""
    closing: Literal["served_out", "disconnected"] = "served_out"
    """At closing, those inside are served to the end (24 h at most), or cut off."""
    repeats: Literal["carry", "none"] = "carry"
    """Whether day 1 starts with the returns that like days before it would have left."""
    attempts_at_most: Annotated[Count, Field(ge=1, le=200), Unit("contacts")] = 12
    """Contacts that one issue makes at most; a hit is counted and said."""
    currency: str = ""
    """The money's sign or code, printed before amounts."""
    queues: Annotated[dict[str, Queue], Field(min_length=1, max_length=99)]
    """The lines, by name."""
    agents: Annotated[dict[str, Group], Field(min_length=1)]
    """The agent groups, by name."""
    experience: Annotated[Experience | None, Switch] = None
    """What customers make of it, modelled (CSAT, NPS, CES, churn); off unless named."""
    strategies: dict[str, Strategy] = Field(default_factory=dict)
    """What could be done instead, by name."""
    decide: Decide | None = None
    """The rule by which `compare` chooses."""

    _raw: Any = PrivateAttr(default=None)

    def __eq__(self, other: object) -> bool:
        """Equal in meaning, however and wherever it was written."""
        return isinstance(other, Scenario) and self.__dict__ == other.__dict__

    def patched(self, changes: Mapping[str, object]) -> Scenario:
        """This scenario with changes by path, in the grammar of `strategies.*.set`; `ScenarioError` where they fail."""
        from sim.scenario.patch import patched  # it needs this module in turn

        return patched(self, changes)

    def hours(self, queue: str) -> tuple[int, int]:
        """Opening hours of a queue, half-open, in ms after midnight."""
        return self.queues[queue].open or self.open
