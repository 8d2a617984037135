"""The scenario file: frozen models whose docstrings are the manual.

A mechanism that the file does not name is off; inside one that it names, unnamed keys take the published defaults
below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, PrivateAttr

from sim.scenario.bursts import Burst
from sim.scenario.by_day import CLOSED, Opening, value_on
from sim.scenario.experience import Experience
from sim.scenario.group import Group
from sim.scenario.queue import Queue
from sim.scenario.values import Count, FirstDay, Interval, Number, Page, Switch, Unit
from sim.units import DAY, HOUR


class Days(Page):
    """How many days are played in one run of the file (a replication)."""

    count: Annotated[Count, Field(ge=1, le=366), Unit("days")] = 1
    """Days that are counted."""
    warm_up: Annotated[Count, Field(ge=0, le=366), Unit("days")] = 0
    """Days played before them and not counted."""
    first: FirstDay | None = None
    """Which day the first counted one is: a weekday, or a date. Needed where hours, heads or a
    volume differ by weekday, date or week."""


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
    open: Opening = (0, DAY)
    """Opening hours of every queue that does not write its own, of all days alike or by weekday and date: `{mon-fri:
    08:00-20:00, sat: 09:00-14:00, sun: closed, 2026-12-25: closed}`. A date comes before weekdays, fewer weekdays
    before more. `fri: 20:00-24:00` and `sat: 00:00-02:00` are one opening; round the clock where unwritten."""
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

    def bursts(self) -> Iterator[tuple[str, str, Burst]]:
        """(queue, name, burst) of those that may come, in the order of the file."""
        for queue, page in self.queues.items():
            for name, burst in (page.bursts or {}).items():
                if burst.chance > 0:
                    yield queue, name, burst

    def hours_on(self, queue: str, day: int) -> tuple[int, int]:
        """Opening hours of a queue on a day counted from the first counted day, half-open, in ms after midnight; CLOSED
        where it is not open."""
        return self._on(self.queues[queue].open or self.open, day)

    def open_on(self, day: int) -> tuple[int, int]:
        """The page's opening hours on a day counted like that."""
        return self._on(self.open, day)

    def _on(self, written: Opening, day: int) -> tuple[int, int]:
        return written if isinstance(written, tuple) else value_on(written, self.days.first, day) or CLOSED

    def hours(self, queue: str) -> tuple[int, int]:
        """From the earliest opening to the latest closing of a queue on the counted days; CLOSED if it has none."""
        every = [hours for day in range(self.days.count) if (hours := self.hours_on(queue, day)) != CLOSED]
        return (min(start for start, _ in every), max(end for _, end in every)) if every else CLOSED
