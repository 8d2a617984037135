"""What demand says of a contact where the rest depends on who takes it.

Work stands as it is before that agent's pace and before a talk limit cuts, and beside the queue's times stand those of
each group that has its own. Whether the matter is left open is two thresholds, drawn once: an agent leaves it open
whose chance of that is above the first, or who is cut by the limit and the second is below the limit's share. A return
is drawn for whoever might be left open, so that chains of returns are bounded before the play.
"""

from __future__ import annotations

import numpy as np

from sim.demand.crowd import NOBODY, Flags, Ints, Turn
from sim.demand.legs import Columns, reaches_queue, whole_work
from sim.demand.places import Places
from sim.scenario.mechanisms import Unresolved
from sim.scenario.queue import Queue

MILLION = 1_000_000
"""Chances that depend on the agent are whole ppm."""


def by_agent(turn: Turn, places: Places, queue: int, columns: Columns) -> Columns:
    """The columns of a leg that change where its queue is one of `places.by_agent`."""
    page, queued = places.queues[queue], reaches_queue(columns["session_end"])
    through, end = turn.only(queued), columns["session_end"][queued]
    reasons = columns["reason"][queued] - places.first_reason[queue]
    plain = np.stack(whole_work(through, page, end, reasons), axis=1)
    groups = [(group.own_times or {}).get(places.names[queue]) for group in places.own_times]
    own = [plain if own is None else np.stack(whole_work(through, page, end, reasons, own), axis=1) for own in groups]
    changed = {name: columns[name].copy() for name in ("talk_ms", "returns_ms", "resolved")}
    changed["talk_ms"][queued] = plain[:, 0]
    changed["own_ms"] = np.zeros((len(turn.who), 3 * len(own)), np.int64)
    changed["own_ms"][queued] = np.concatenate([np.empty((len(end), 0), np.int64), *own], axis=1)
    stays = queued & (columns["escalates"] == 0) & (columns["switch_answered_to"] == NOBODY)
    return changed | _left_open(turn, page, stays, changed, places.most_left_open[queue])


def blank_by_agent(places: Places, rows: int) -> Columns:
    """These columns as they are where nothing is drawn; empty where no queue's work depends on who takes it."""
    size = rows if any(places.by_agent) else 0
    thresholds = {name: np.full(size, MILLION) for name in ("open_below_ppm", "cut_open_below_ppm")}
    return {"own_ms": np.zeros((size, 3 * len(places.own_times)), np.int64)} | thresholds


def _left_open(turn: Turn, page: Queue, stays: Flags, columns: Columns, at_most: float) -> Columns:
    """The thresholds of those who neither escalate nor switch, and when they return if they are left open, by the agent
    who leaves most open if need be: with `at_most` times the queue's chance."""
    chance = page.unresolved.chance if page.unresolved else 0.0
    limit = page.talk_limit.unresolved if page.talk_limit else 0.0
    found = {
        "open_below_ppm": _threshold(turn, stays, chance, "unresolved"),
        "cut_open_below_ppm": _threshold(turn, stays, limit, "unresolved as cut"),
    }
    may = (found["open_below_ppm"] < ppm(chance * at_most)) | (found["cut_open_below_ppm"] < ppm(limit))
    back = page.unresolved or Unresolved()
    returns = turn.chance_among(may, back.comes_back, "comes back")
    columns["returns_ms"][stays] = turn.delay(returns, back.after, "return")[stays]
    columns["resolved"][stays] = 1
    return found


def _threshold(turn: Turn, stays: Flags, chance: float, purpose: str) -> Ints:
    """One uniform of each as whole ppm, rounded down; a million, which no chance is above, for all others."""
    if chance == 0:
        return np.full(len(turn.who), MILLION)
    return np.where(stays, np.floor(turn.uniforms(purpose) * MILLION).astype(np.int64), MILLION)


def ppm(chance: float) -> int:
    """A chance as an engine compares it with a threshold: it happens where the threshold is below this."""
    return round(chance * MILLION)
