"""Simulated figures and their standard errors, read straight off the engine's record.

A figure is a ratio of two sums per replication; replications are independent, contacts within one are not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from sim.demand.draw import draw
from sim.engine.flatten import flatten
from sim.engine.record import NONE, OUTCOMES, STATES, Record
from sim.engine.reference import play
from sim.roster.heads import plan_heads
from sim.scenario.schema import Scenario
from sim.units import DAY, HOUR, MINUTE, SECOND
from validation.facts import Estimate

Rows = dict[str, NDArray[np.int64]]
Sums = tuple[float, float]


@dataclass(frozen=True)
class Played:
    """One replication, without what came before `start_ms`."""

    scenario: Scenario
    record: Record
    start_ms: int
    end_ms: int
    """When the last day closes."""

    @cached_property
    def minutes(self) -> float:
        """Counted minutes."""
        return (self.end_ms - self.start_ms) / MINUTE

    @property
    def cut_short(self) -> bool:
        """Whether some customer made all the attempts that the scenario allows, and might have made more."""
        return bool(self.record.contacts["attempt"].max(initial=0) >= self.scenario.attempts_at_most)

    def arrived(self, queue: int) -> Rows:
        """The counted contacts of a queue."""
        contacts = self.record.contacts
        counted = (contacts["queue"] == queue) & (contacts["arrived_ms"] >= self.start_ms)
        return {name: values[counted] for name, values in contacts.items()}

    def queued(self, queue: int) -> Rows:
        """Those that reached the line, and their wait, however it ended (callbacks wait until they are served)."""
        rows = self.arrived(queue)
        rows = {name: values[rows["queued_ms"] != NONE] for name, values in rows.items()}
        until = np.where(rows["answered_ms"] != NONE, rows["answered_ms"], rows["ended_ms"])
        return rows | {"wait": until - rows["queued_ms"]}


Measure = Callable[[Played], Sums]


def _is(rows: Rows, outcome: str) -> NDArray[np.bool_]:
    so: NDArray[np.bool_] = rows["outcome"] == OUTCOMES.index(outcome)
    return so


def _live(rows: Rows) -> Rows:
    return {name: values[rows["callback_accepted"] == 0] for name, values in rows.items()}


def blocked(queue: int = 0) -> Measure:
    """Share of arrivals that find no room."""

    def measure(played: Played) -> Sums:
        rows = played.arrived(queue)
        return float(_is(rows, "blocked").sum()), len(rows["row"])

    return measure


def delayed(queue: int = 0) -> Measure:
    """Share of those in the line that wait at all."""

    def measure(played: Played) -> Sums:
        rows = played.queued(queue)
        return float((rows["wait"] > 0).sum()), len(rows["row"])

    return measure


def abandoned(queue: int = 0, live_only: bool = False) -> Measure:
    """Share of the contacts in the line that abandons; `live_only` leaves accepted callbacks out below the bar."""

    def measure(played: Played) -> Sums:
        rows = played.queued(queue)
        rows = _live(rows) if live_only else rows
        return float(_is(rows, "abandoned").sum()), len(rows["row"])

    return measure


def mean_wait(queue: int = 0) -> Measure:
    """Minutes that live contacts wait, answered or not."""

    def measure(played: Played) -> Sums:
        rows = _live(played.queued(queue))
        return float(rows["wait"].sum()) / MINUTE, len(rows["row"])

    return measure


def speed_of_answer(queue: int = 0) -> Measure:
    """Minutes that the answered waited."""

    def measure(played: Played) -> Sums:
        rows = played.queued(queue)
        answered = _is(rows, "answered")
        return float(rows["wait"][answered].sum()) / MINUTE, float(answered.sum())

    return measure


def service_level(queue: int = 0, within: int = 20 * SECOND) -> Measure:
    """Share of the contacts in the line answered within so many ms: the service level `offered`."""

    def measure(played: Played) -> Sums:
        rows = played.queued(queue)
        in_time = _is(rows, "answered") & (rows["wait"] <= within)
        return float(in_time.sum()), len(rows["row"])

    return measure


def handle_time(queue: int = 0) -> Measure:
    """Minutes from answer to the end of wrap-up."""

    def measure(played: Played) -> Sums:
        rows = played.queued(queue)
        rows = {name: values[_is(rows, "answered")] for name, values in rows.items()}
        return float((rows["talk_ms"] + rows["hold_ms"] + rows["wrap_ms"]).sum()) / MINUTE, len(rows["row"])

    return measure


def chats_in_hand(played: Played) -> Sums:
    """Minutes of chats over minutes in which agents have any."""
    return _chat_minutes(played), _agent_minutes(played, 0)[0]


def places_taken(played: Played) -> Sums:
    """Minutes of chats over the minutes of all the places that agents on the queue have for them."""
    chats = played.scenario.agents["front"].chats
    assert chats is not None
    return _chat_minutes(played), chats.at_once * sum(_agent_minutes(played, 0))


def _chat_minutes(played: Played) -> float:
    rows = played.record.contacts
    done = rows["answered_ms"] + rows["talk_ms"] + rows["hold_ms"] + rows["wrap_ms"]
    inside = np.minimum(done, played.end_ms) - np.maximum(rows["answered_ms"], played.start_ms)
    return float(np.clip(inside[rows["answered_ms"] != NONE], 0, None).sum()) / MINUTE


def occupancy(group: int = 0) -> Measure:
    """Agents' busy minutes over busy and idle minutes, in the counted time."""

    def measure(played: Played) -> Sums:
        busy, idle = _agent_minutes(played, group)
        return busy, busy + idle

    return measure


def _agent_minutes(played: Played, group: int) -> Sums:
    agents = played.record.agents
    inside = np.minimum(agents["to_ms"], played.end_ms) - np.maximum(agents["from_ms"], played.start_ms)
    length = np.where(agents["group"] == group, np.maximum(inside, 0), 0) / MINUTE
    idle = agents["state"] == STATES.index("idle")
    return float(length[~idle].sum()), float(length[idle].sum())


def attempts_per_issue(queue: int = 0) -> Measure:
    """Contacts per new issue."""

    def measure(played: Played) -> Sums:
        rows = played.arrived(queue)
        return len(rows["row"]), float((rows["attempt"] == 1).sum())

    return measure


def new_blocked(played: Played) -> Sums:
    """Share of the new customers of the one queue that find no room at their first try."""
    rows = played.arrived(0)
    new = rows["attempt"] == 1
    return float((_is(rows, "blocked") & new).sum()), float(new.sum())


def redials_a_minute(played: Played) -> Sums:
    """Redials that arrive in a minute, on the one queue."""
    return float((played.arrived(0)["attempt"] > 1).sum()), played.minutes


def will_redial(played: Played) -> Sums:
    """Mean number of customers between two tries: by Little's law, redials a minute times their minutes since the try
    before. Rows are in order of issue and attempt, so that it stands in the row before."""
    contacts = played.record.contacts
    since = contacts["arrived_ms"] - np.roll(contacts["ended_ms"], 1)
    counted = (contacts["attempt"] > 1) & (contacts["arrived_ms"] >= played.start_ms)
    return float(since[counted].sum()) / MINUTE, played.minutes


def arrivals_a_minute(queue: int = 0) -> Measure:
    """Contacts that reach the line of a queue in a minute."""
    return lambda played: (float((played.queued(queue)["queued_ms"] < played.end_ms).sum()), played.minutes)


def callbacks_taken(queue: int = 0) -> Measure:
    """Share of the contacts that takes a callback."""

    def measure(played: Played) -> Sums:
        rows = played.queued(queue)
        return float(rows["callback_accepted"].sum()), len(rows["row"])

    return measure


def callback_delay(queue: int = 0) -> Measure:
    """Minutes from the line to the human voice, of those called back."""

    def measure(played: Played) -> Sums:
        rows = played.queued(queue)
        called = _is(rows, "callback_answered")
        return float(rows["wait"][called].sum()) / MINUTE, float(called.sum())

    return measure


# Days from empty: what happens after closing is not counted, except that waits for the service level are served out.


def abandoned_a_day(played: Played) -> Sums:
    """Contacts that abandon before closing, a day."""
    rows = played.queued(0)
    return float((_is(rows, "abandoned") & (rows["ended_ms"] < played.end_ms)).sum()), 1.0


def abandoned_of_arrived(played: Played) -> Sums:
    """The same over those who arrive."""
    return abandoned_a_day(played)[0], len(played.queued(0)["row"])


def mean_wait_until_closing(played: Played) -> Sums:
    """Minutes spent in the line before closing, over those who arrive."""
    rows = played.queued(0)
    spent = np.minimum(rows["wait"], played.end_ms - rows["queued_ms"])
    return float(spent.sum()) / MINUTE, len(rows["row"])


def occupancy_scheduled(played: Played) -> Sums:
    """Busy minutes before closing, overtime included, over minutes on the schedule."""
    busy, _ = _agent_minutes(played, 0)
    changes = [(ms, heads) for ms, group, heads in plan_heads(played.scenario).changes.tolist() if group == 0]
    ends = [ms for ms, _ in changes[1:]] + [played.end_ms]
    return busy, sum(heads * (end - ms) / MINUTE for (ms, heads), end in zip(changes, ends, strict=True))


def estimate(sums: list[Sums]) -> Estimate:
    """A pooled ratio and its standard error by the delta method, from the sums of independent replications."""
    above, below = np.array(sums, dtype=float).T
    ratio = float(above.sum() / below.sum())
    spread = float(np.std(above - ratio * below, ddof=1))
    return Estimate(ratio, spread / sqrt(len(sums)) / float(below.mean()))


def replications(scenario: Scenario, number: int, seed: int, warm_up: int) -> Iterator[Played]:
    """Plays them one at a time; `warm_up` is in hours of the first day."""
    roster, rules = plan_heads(scenario), flatten(scenario)
    opens, closes = scenario.hours(next(iter(scenario.queues)))
    start, end = opens + warm_up * HOUR, (scenario.days.count - 1) * DAY + closes
    for replication in range(number):
        yield Played(scenario, play(draw(scenario, seed, replication), roster, rules), start, end)
