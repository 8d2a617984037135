"""Who comes in one replication, and everything about them, drawn before the clock starts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.demand.arrivals import expected_per_day, volume_factor
from sim.demand.attempts import Entry, Sheet, draw_attempts
from sim.demand.backlog import lying_there
from sim.demand.bursts import gather_burst, places_of_burst
from sim.demand.by_agent import blank_by_agent
from sim.demand.carry import carried_days, enter
from sim.demand.crowd import NOBODY, Crowd, Ints, gather
from sim.demand.legs import BLANK, CONTAINED, FAILED, GAVE_UP, HANDED_OVER, NO_SESSION
from sim.demand.places import Places, lay_out, outside_channels
from sim.demand.streams import Streams
from sim.scenario.schema import Scenario

__all__ = [
    "CONTAINED",
    "FAILED",
    "GAVE_UP",
    "HANDED_OVER",
    "NOBODY",
    "NO_SESSION",
    "Demand",
    "draw",
    "outside_channels",
]


@dataclass(frozen=True)
class Demand:
    """Customers as whole numbers. Times are ms from midnight before the first day played (warm-up included).

    **Issues** come first: arrays of length n, sorted by `issue`. Each issue owns the rows from `first_row[i]` to
    `first_row[i + 1]`: a block of `len(places[origin[i]])` rows for each attempt it could ever make, attempt
    `first_attempt[i]` first. Within a block there is one row for each (queue the attempt may be on, leg): the origin
    queue's legs first, then those of the queues that a switch can reach (`places[origin]` is that list of
    (queue, leg)). An engine uses one queue's legs of each block; the other rows are never played, and those that
    cannot come up are left blank (`legs.BLANK`). The chain is bounded: an issue has a block for attempt k + 1 only
    where some row of attempt k could lead to it (its redials within `at_most` of the mechanism and queue that lead on,
    and k < attempts_at_most).

    **Rows** follow: arrays of length `first_row[-1]`.
    """

    places: tuple[tuple[tuple[int, int], ...], ...]
    """Per origin queue: the (queue, leg) of each row of a block; legs count from 1. Leg 2 stands right after leg 1."""

    issue: Ints
    """The issue's lasting number: day * 10**10 + queue * 10**7 + index, the day counted from the first day played;
    issues carried in from earlier days have negative days, those of a backlog day -1000; a burst's have numbers of
    their own (`Crowd.number` instead of the queue). More volume adds numbers and changes none."""
    origin: Ints
    """Queue of attempt `first_attempt`, by its place in the file."""
    arrived_ms: Ints
    """When attempt `first_attempt` arrives; below 0 for a backlog."""
    first_attempt: Ints
    """1; more for a return carried in from a day before the first."""
    attempts: Ints
    """Blocks that this issue has."""
    first_row: Ints
    """Offsets into the rows, length n + 1."""

    queue: Ints
    """The queue that this row's leg is on."""
    lot: Ints
    """Of n idle agents from whom a group chooses at random it gets number lot * n >> 32 (the first is 0); below 2**32,
    and 0 where no group that serves the queue does."""
    reason: Ints
    """Why they come: a reason's or burst's place in `places.reason_names`; NOBODY where the queue has no reasons."""
    session_end: Ints
    """NO_SESSION .. HANDED_OVER (0 on legs after the first)."""
    session_ms: Ints
    """Length of the self-service session; 0 without one."""
    patience_ms: Ints
    """Patience before history scales it (failed self-service already has); NEVER if infinite."""
    silent: Ints
    """1 for who, should patience end, leaves without closing the window."""
    chases_ms: Ints
    """How long this customer waits, again and again, before writing once more, 1 or more; NEVER if they never do."""
    balk_over_ms: Ints
    """This customer leaves when the wait they are told is over this; NEVER if they never do."""
    accept_from_ms: Ints
    """A callback is accepted when the quoted wait is at or over this: 0 or NEVER."""
    reached_at_dial: Ints
    """The dial that is picked up, 1 .. attempts; 0 if none is."""
    wanted_after_ms: Ints
    """How long after the offer the customer would like a scheduled callback."""
    rings_again_ms: Ints
    """Delay from accepting a callback to ringing again if it is still to come; NOBODY if they do not."""
    talk_ms: Ints
    hold_ms: Ints
    wrap_ms: Ints
    """Work, with what self-service and a talk limit change already in; where it depends on who takes the contact
    (`sim.demand.by_agent`), before the limit."""
    own_ms: Ints
    """The same for each group with times of its own, in file order: talk, hold and wrap-up of the first, then of the
    next (shape rows x three a group); the queue's where a group has none there. This and the next two have no rows
    unless some queue's work depends on who takes it."""
    open_below_ppm: Ints
    """Where that depends on who takes the contact: the matter is left open by an agent whose chance of that, in ppm, is
    above this; a million where none is."""
    cut_open_below_ppm: Ints
    """The same for whoever the talk limit cuts, and the limit's share of open matters."""
    escalates: Ints
    """1 if this leg, once handled, goes on to the next row (the next leg)."""
    confer_ms: Ints
    """How long its agent and the next leg's confer; NOBODY where it does not escalate, or coldly. No rows where no
    transfer of the file is warm."""
    resolved: Ints
    """1 if the matter is settled when this leg is handled and is the last (0 where it escalates or switches, too).
    For a contained session: 1 unless the containment is false. Where that depends on who takes the contact: 1, unless
    they leave it open."""
    returns_ms: Ints
    """Delay from the end (of conversation, or of the falsely contained session) to a repeat; NOBODY if none. Where it
    depends on who takes the contact: of all whom somebody might leave open."""
    redials_ms: Ints
    """Delay from abandoning or balking to a redial; NOBODY if none. How many an issue makes is a rule, not a draw."""
    redials_blocked_ms: Ints
    """The same from being blocked."""
    switch_answered_to: Ints
    """Destination after being handled: a queue's number, len(queues) + place of an outside channel in
    `Rules.outside`, or NOBODY. Not drawn where the leg escalates."""
    switch_answered_ms: Ints
    """Delay until they turn up there."""
    switch_abandoned_to: Ints
    """The same after abandoning, for those who do not redial."""
    switch_abandoned_ms: Ints
    spread_ms: Ints
    """Time after the next opening at which this attempt is made if it falls outside opening hours."""

    day_factor: NDArray[np.float64]
    """The factor of each day played on the volume (1 where days do not vary), length warm_up + count."""


@dataclass(frozen=True)
class _Part:
    """One origin queue's share of a Demand."""

    crowd: Crowd
    entry: Entry
    attempts: Ints
    sheets: list[Sheet]


def draw(scenario: Scenario, seed: int, replication: int) -> Demand:
    """Everybody who comes in one replication, and everything about them.

    With `repeats: carry` also those of earlier days who come back within the days played (`sim.demand.carry` says what
    is assumed about those days). Same seed, replication and scenario: the same numbers; a changed scenario changes
    those numbers only that its change names. ValueError for a negative seed or replication.
    """
    streams, places, days_before = Streams(seed, replication), lay_out(scenario), carried_days(scenario)
    parts = []
    for origin, queue in enumerate(places.queues):
        if queue.arrivals is not None:
            parts.append(_part(gather(scenario, origin, streams, days_before), scenario, places))
        for name in queue.bursts or ():
            crowd = gather_burst(scenario, origin, name, streams, days_before)
            parts.append(_part(crowd, scenario, places_of_burst(places, origin, name)))
        if queue.backlog is not None:
            crowd, entry = lying_there(scenario, origin, queue.backlog, streams)
            parts.append(_Part(crowd, entry, *draw_attempts(crowd, entry, scenario, places)))
    return _assemble(parts, places, _day_factors(scenario, streams))


def _part(crowd: Crowd, scenario: Scenario, places: Places) -> _Part:
    entry = enter(crowd, scenario, places)
    return _Part(crowd, entry, *draw_attempts(crowd, entry, scenario, places))


def _day_factors(scenario: Scenario, streams: Streams) -> NDArray[np.float64]:
    """Per day played; where queues vary differently, the mean of their factors by volume."""
    days = range(-scenario.days.warm_up, scenario.days.count)
    volumes = {name: expected_per_day(scenario, name) for name in scenario.queues}
    total = sum(volumes.values())
    if total == 0:
        return np.ones(len(days))
    factors = [[volume_factor(scenario, name, streams, day) for name in volumes] for day in days]
    return np.array(factors) @ (np.array(list(volumes.values())) / total)


def _assemble(parts: list[_Part], places: Places, day_factors: NDArray[np.float64]) -> Demand:
    """Issues of all origins in the order of their numbers, with their blocks of rows behind each other."""
    tables = [_issues(part) for part in parts] or [np.zeros((5, 0), np.int64)]
    table = np.concatenate(tables, axis=1)
    order = np.argsort(table[0])
    issue, origin, arrived_ms, first_attempt, attempts = table[:, order]
    blocks = tuple(places.rows(queue) for queue in range(len(places.names)))
    width = np.array([len(block) for block in blocks])[origin]
    first_row = np.concatenate([[0], np.cumsum(attempts * width)])
    rows = _blank_rows(blocks, origin, first_row) | blank_by_agent(places, int(first_row[-1]))
    rows["confer_ms"] = np.full(int(first_row[-1]) if places.any_warm else 0, NOBODY)
    begins, at = np.empty(len(order), np.int64), 0
    begins[order] = first_row[:-1]
    for part, numbers in zip(parts, tables, strict=False):
        _fill(rows, part, begins[at : at + numbers.shape[1]], places, blocks)
        at += numbers.shape[1]
    return Demand(blocks, issue, origin, arrived_ms, first_attempt, attempts, first_row, **rows, day_factor=day_factors)


def _issues(part: _Part) -> Ints:
    """Rows issue, origin, arrived_ms, first_attempt, attempts of those who enter the days played."""
    crowd, entry = part.crowd, part.entry
    who = np.flatnonzero(part.attempts)
    day = np.searchsorted(crowd.starts, who, side="right") - 1
    issue = (day - crowd.carried_days) * 10**10 + crowd.number * 10**7 + (who - crowd.starts[day])
    return np.stack([issue, entry.queue[who], entry.arrived_ms[who], entry.first_attempt[who], part.attempts[who]])


def _blank_rows(blocks: tuple[tuple[tuple[int, int], ...], ...], origin: Ints, first_row: Ints) -> dict[str, Ints]:
    """Rows as they are where nothing is drawn, with the queue of each."""
    size = int(first_row[-1])
    queue_at = np.full((len(blocks), max(map(len, blocks))), NOBODY)
    for number, block in enumerate(blocks):
        queue_at[number, : len(block)] = [queue for queue, _ in block]
    length = np.diff(first_row)
    owner = np.repeat(origin, length)
    place = (np.arange(size) - np.repeat(first_row[:-1], length)) % np.array([len(block) for block in blocks])[owner]
    return {"queue": queue_at[owner, place]} | {name: np.full(size, value) for name, value in BLANK.items()}


def _fill(
    rows: dict[str, Ints], part: _Part, begins: Ints, places: Places, blocks: tuple[tuple[tuple[int, int], ...], ...]
) -> None:
    """Write what was drawn where it belongs; `begins` is the first row of each customer who enters."""
    first_row = np.zeros(len(part.attempts), np.int64)
    first_row[part.attempts > 0] = begins
    widths = np.array([len(block) for block in blocks])
    for sheet in part.sheets:
        origin = part.entry.queue[sheet.who]
        block = sheet.attempt - part.entry.first_attempt[sheet.who]
        legs_at = np.array([places.first(start, sheet.head) for start in range(len(blocks))])
        row = first_row[sheet.who] + block * widths[origin] + legs_at[origin] + sheet.leg - 1
        for name, column in sheet.columns.items():
            rows[name][row] = column
