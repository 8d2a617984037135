"""Returns carried in: who of the days before the first played comes back within the days played.

Assumed: on those earlier days each contact was answered when it arrived (or contained, or hung up inside self-service),
so that nobody abandoned or redialled; one that fell outside opening hours was turned away, or moved to the next opening
where the queue says so. Work was by the queue's own times and chances, whoever would have taken it on. Those days are
drawn from streams like any other's, under negative numbers.
"""

from __future__ import annotations

import numpy as np

from sim.demand.attempts import Entry
from sim.demand.crowd import NOBODY, Crowd, Flags, Ints, Turn
from sim.demand.distributions import inverse
from sim.demand.legs import served_leg, spread_ms
from sim.demand.places import Places
from sim.scenario.by_day import CLOSED
from sim.scenario.laws import Law
from sim.scenario.mechanisms import Unresolved
from sim.scenario.opening import next_opening
from sim.scenario.queue import Queue
from sim.scenario.schema import Scenario
from sim.units import DAY

CARRY_TAIL = 0.005
"""Days are looked back until at most this share of the returns takes longer."""
CARRY_DAYS_AT_MOST = 60

_QUANTILES = (np.arange(2_000) + 0.5) / 2_000


def carried_days(scenario: Scenario) -> int:
    """How many days before the first played are drawn: the least for the slowest kind of return, and
    those that it may be held on while a queue is closed; 0 without returns."""
    if scenario.repeats == "none":
        return 0
    laws = [law for queue in scenario.queues.values() for law in _return_laws(queue)]
    parts = [part for law in laws for part in (law.by_arrival or {0: law}).values()]
    tails = [np.quantile(inverse(law, _QUANTILES), 1 - CARRY_TAIL, method="higher") for law in parts]
    longest = max(map(float, tails), default=0.0)
    back = min(int(np.ceil(longest / DAY)), CARRY_DAYS_AT_MOST)
    return back + _closed_before(scenario) if back else 0


def _closed_before(scenario: Scenario) -> int:
    """Days right before the first played on which a queue is closed that moves to its next opening who comes then."""
    moving = [name for name, queue in scenario.queues.items() if queue.when_closed]
    before = range(-scenario.days.warm_up - 1, -scenario.days.warm_up - 1 - CARRY_DAYS_AT_MOST, -1)
    opened = [[scenario.hours_on(name, day) != CLOSED for day in before] for name in moving]
    return max((days.index(True) if True in days else len(days) for days in opened), default=0)


def _return_laws(queue: Queue) -> list[Law]:
    laws, service = [], queue.self_service
    leaves_open = queue.unresolved is not None and queue.unresolved.chance > 0
    if leaves_open or (queue.talk_limit and queue.talk_limit.unresolved > 0):
        laws.append((queue.unresolved or Unresolved()).after)
    if service and service.false_containment and service.false_containment.chance > 0:
        laws.append(service.false_containment.after)
    return laws


def enter(crowd: Crowd, scenario: Scenario, places: Places) -> Entry:
    """Where each customer enters the days played: at the first attempt that falls at or after 0, if any."""
    at_ms = crowd.arrived_ms.copy()
    queue = np.full(len(at_ms), crowd.origin)
    horizon_ms = (scenario.days.warm_up + scenario.days.count) * DAY
    first_attempt = ((at_ms >= 0) & (at_ms < horizon_ms)).astype(np.int64)
    before = np.flatnonzero((at_ms < 0) & (scenario.repeats == "carry"))
    for attempt in range(1, scenario.attempts_at_most + 1):
        if attempt > 1:
            before = _within_hours(crowd, before, attempt, at_ms, queue, scenario, places)
            arrives = at_ms[before] >= 0
            first_attempt[before[arrives & (at_ms[before] < horizon_ms)]] = attempt
            before = before[~arrives]
        if len(before) == 0:
            break
        before = _follow(crowd, before, attempt, at_ms, queue, places)
    return Entry(first_attempt, queue, at_ms)


def _within_hours(
    crowd: Crowd, who: Ints, attempt: int, at_ms: Ints, queue: Ints, scenario: Scenario, places: Places
) -> Ints:
    """Move attempts of the days before that fall outside opening hours (in `at_ms`); those who are left, once the ones
    turned away have gone."""
    kept = []
    for head in np.unique(queue[who]).tolist():
        some, name = who[queue[who] == head], places.names[head]
        opening = next_opening(scenario, name, np.minimum(at_ms[some], 0))
        shut = (at_ms[some] < 0) & (opening > at_ms[some]) & (not places.queues[head].deferred)
        if places.queues[head].when_closed:
            spread = spread_ms(Turn(crowd, some, attempt, name, name).only(shut), places.queues[head])
            at_ms[some[shut]] = opening[shut] + spread
        else:
            some = some[~shut]
        kept.append(some)
    return np.sort(np.concatenate(kept)) if kept else who


def _follow(crowd: Crowd, who: Ints, attempt: int, at_ms: Ints, queue: Ints, places: Places) -> Ints:
    """Serve an attempt at once and write when and where (in `at_ms`, `queue`) the next is made; those who make one."""
    goes_on = np.zeros(len(at_ms), np.bool_)
    for head in np.unique(queue[who]).tolist():
        some = who[queue[who] == head]
        for leg, number in enumerate(places.chains[head], 1):
            turn = Turn(crowd, some, attempt, places.names[head], places.names[number])
            columns = served_leg(turn, places, number, leg)
            at_ms[some] += columns["session_ms"] + columns["talk_ms"] + columns["hold_ms"]
            if "confer_ms" in columns:
                at_ms[some] += np.maximum(columns["confer_ms"], 0)
            returns, to = columns["returns_ms"] >= 0, columns["switch_answered_to"]
            moves: Flags = (to != NOBODY) & (to < len(places.names))
            at_ms[some] += np.select([returns, moves], [columns["returns_ms"], columns["switch_answered_ms"]], 0)
            queue[some[moves]] = to[moves]
            goes_on[some[returns | moves]] = True
            some = some[columns["escalates"] == 1]
    return np.flatnonzero(goes_on)
