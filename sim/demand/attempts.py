"""The attempts an issue could ever make, drawn block by block for those who could still come to them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sim.demand.by_agent import by_agent
from sim.demand.crowd import Crowd, Flags, Ints, Turn
from sim.demand.legs import Columns, draw_leg
from sim.demand.places import Places
from sim.scenario.schema import Scenario

_UNREACHED = 10**9


@dataclass(frozen=True)
class Entry:
    """Where each customer of a crowd enters the days played."""

    first_attempt: Ints
    """0 for those who do not (a customer of an earlier day whose matter is settled)."""
    queue: Ints
    """Queue of that attempt."""
    arrived_ms: Ints


@dataclass(frozen=True)
class Sheet:
    """One leg of one attempt, drawn for those who could come to it."""

    attempt: int
    head: int
    leg: int
    who: Ints
    columns: Columns


def draw_attempts(crowd: Crowd, entry: Entry, scenario: Scenario, places: Places) -> tuple[Ints, list[Sheet]]:
    """How many attempts each customer could make in the days played (0 for those who do not enter), and their legs.

    Kept per queue and customer: the fewest redials on any way there, so that the bound on an issue's redials bounds
    the chain.
    """
    size, heads = len(crowd.arrived_ms), places.heads[crowd.origin]
    attempts, sheets = np.zeros(size, np.int64), []
    last_entry = int(entry.first_attempt.max(initial=0))
    fewest = {head: np.full(size, _UNREACHED) for head in heads}
    for attempt in range(1, scenario.attempts_at_most + 1):
        ahead = {head: np.full(size, _UNREACHED) for head in heads}
        for head in heads:
            fewest[head][(entry.first_attempt == attempt) & (entry.queue == head)] = 0
            who = np.flatnonzero(fewest[head] < _UNREACHED)
            if len(who):
                attempts[who] = attempt - entry.first_attempt[who] + 1
                block = _draw_block(crowd, who, attempt, head, places)
                sheets += block
                for sheet in block:
                    _lead_on(sheet, fewest[head][sheet.who], places, ahead)
        fewest = ahead
        if attempt >= last_entry and not any((reached < _UNREACHED).any() for reached in fewest.values()):
            break
    return attempts, sheets


def _draw_block(crowd: Crowd, who: Ints, attempt: int, head: int, places: Places) -> list[Sheet]:
    """The legs of an attempt that starts on `head`; later legs for those only whom the leg before passes on."""
    sheets = []
    for leg, queue in enumerate(places.chains[head], 1):
        if len(who) == 0:
            break
        turn = Turn(crowd, who, attempt, places.names[head], places.names[queue])
        columns = draw_leg(turn, places, queue, leg)
        if places.by_agent[queue]:
            columns |= by_agent(turn, places, queue, columns)
        sheets.append(Sheet(attempt, head, leg, who, columns))
        who = who[columns["escalates"] == 1]
    return sheets


def _lead_on(sheet: Sheet, redials: Ints, places: Places, ahead: dict[int, Ints]) -> None:
    """Note in `ahead` where this leg could lead. Redials and repeats go to the queue on which the attempt began; who
    rings again while a callback is to come uses up no redial."""
    page = places.queues[places.chains[sheet.head][sheet.leg - 1]]
    redials_after = (("redials_ms", page.redial), ("redials_blocked_ms", page.redial_blocked))

    def note(queue: int, some: Flags, count: Ints) -> None:
        who = sheet.who[some]
        ahead[queue][who] = np.minimum(ahead[queue][who], count[some])

    columns = sheet.columns
    for column, again in redials_after:
        if again:
            note(sheet.head, (columns[column] >= 0) & (redials < again.at_most), redials + 1)
    note(sheet.head, columns["returns_ms"] >= 0, redials)
    if sheet.leg == 1:
        note(sheet.head, columns["rings_again_ms"] >= 0, redials)
    for to in (columns["switch_answered_to"], columns["switch_abandoned_to"]):
        for queue in ahead:
            note(queue, to == queue, redials)
