"""Hand-made days: customers with explicit times in seconds, played by the engine, told back in seconds.

    told = tell(customer(at=0, talk=30), customer(at=10, talk=5, patience=20), agents=1)
    first, second = told.contacts

`customer(...)` is one issue; `.then(...)` says what its next attempt holds, `.escalated(...)` what the next leg holds.
Chances play no part: a mechanism is named in the scenario for its rules alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from sim.demand.by_agent import MILLION, blank_by_agent
from sim.demand.draw import CONTAINED, FAILED, GAVE_UP, HANDED_OVER, NOBODY, Demand
from sim.demand.legs import BLANK
from sim.demand.places import Places, lay_out
from sim.demand.streams import Streams
from sim.engine.flatten import flatten
from sim.engine.reference import play
from sim.log.audit import audit
from sim.log.columns import to_logs
from sim.roster.attendance import attended
from sim.scenario.schema import Scenario
from sim.units import NEVER, SECOND, format_clock
from tests.moments.told import Told

ENDS = {"contained": CONTAINED, "gave_up": GAVE_UP, "failed": FAILED, "handed_over": HANDED_OVER}
FOR_EVER = NEVER / SECOND


@dataclass(frozen=True)
class Leg:
    """Everything about one leg, in seconds."""

    queue: str
    talk: float = 30
    hold: float = 0
    wrap: float = 0
    patience: float = FOR_EVER
    silent: bool = False
    chases: float = FOR_EVER
    """The patience after which email is followed by another message."""
    balks_over: float = FOR_EVER
    accepts: bool = False
    reached_at_dial: int = 0
    wants_after: float = 0
    rings_again: float | None = None
    session: tuple[str, float] | None = None
    redials: float | None = None
    redials_blocked: float | None = None
    returns: float | None = None
    moves: tuple[str, float] | None = None
    """Where to and after how long, once answered."""
    leaves_for: tuple[str, float] | None = None
    """The same once abandoned."""
    spread: float = 0
    lot: float = 0
    """Of 1: 0.5 is in the middle of the idle agents."""
    confer: float | None = None
    """Of a leg that escalates: how long it confers with the next agent."""
    own: tuple[float, ...] = ()
    """Talk, hold and wrap-up with the first group that has times of its own, then with the next; where the work depends
    on who takes it and this is not said, theirs are the queue's."""
    open_below: float = 1
    """Where it depends on who takes the contact: whoever has a higher chance of leaving the matter open does."""
    cut_open_below: float = 1
    """The same for whoever the talk limit cuts."""
    resolved: bool = True


@dataclass(frozen=True)
class Customer:
    """One issue: its attempts, each a tuple of legs."""

    at: float
    attempts: tuple[tuple[Leg, ...], ...]
    first_attempt: int = 1

    def then(self, *, queue: str | None = None, **facts: Any) -> Customer:
        """What the next attempt holds; on the queue of the attempt before unless named."""
        leg = Leg(queue or self.attempts[-1][0].queue, **facts)
        return replace(self, attempts=(*self.attempts, (leg,)))

    def escalated(self, queue: str, **facts: Any) -> Customer:
        """What the next leg of this attempt holds; the leg before escalates."""
        last = (*self.attempts[-1], Leg(queue, **facts))
        return replace(self, attempts=(*self.attempts[:-1], last))


def customer(at: float, *, queue: str = "care", first_attempt: int = 1, **facts: Any) -> Customer:
    """A customer who comes at this second after midnight."""
    return Customer(at, ((Leg(queue, **facts),),), first_attempt)


def heads(steps: int | Mapping[Any, Any]) -> Any:
    """Heads as a scenario writes them, from seconds after midnight -> heads, or days -> such a table."""
    if isinstance(steps, int):
        return steps
    return {at if isinstance(at, str) else format_clock(at * SECOND): heads(of) for at, of in steps.items()}


def working(on: Any) -> dict[str, Any]:
    """Heads, or shifts as `by_name` writes them."""
    named = isinstance(on, dict) and any(isinstance(shift, dict) and "hours" in shift for shift in on.values())
    return {"shifts": on} if named else {"on_queue": heads(on)}


def by_name(**shifts: Mapping[str, Any]) -> dict[str, Any]:
    """Shifts as a scenario writes them, one agent each unless they say: `hours` (from, to), `breaks` and a `meal` each
    (from, lasts) or (from, lasts, until), in seconds after midnight."""

    def clock(at: int) -> str:
        return format_clock((at if at <= 86_400 else at - 86_400) * SECOND)

    def away(start: int, lasts: int, until: int | None = None) -> str:
        return f"{clock(start)} for {lasts}s" if until is None else f"{lasts}s between {clock(start)}-{clock(until)}"

    def shift(keys: Mapping[str, Any]) -> dict[str, Any]:
        written = {"agents": 1, **keys, "hours": "-".join(map(clock, keys["hours"]))}
        written["breaks"] = [away(*one) for one in keys.get("breaks", ())]
        return written | ({"meal": away(*keys["meal"])} if "meal" in keys else {})

    return {name: shift(keys) for name, keys in shifts.items()}


def page(
    *, agents: int | Mapping[Any, Any] = 1, queues: Mapping[str, Any] | None = None, groups: Any = None, **keys: Any
) -> Scenario:
    """A scenario: one queue `care` served by one group `front`, unless `queues` (name -> keys) and `groups` (name ->
    (skills, heads or shifts), or with more keys) are given. A queue's handle time is 60 s where it does not say."""
    queues = queues or {"care": {}}
    groups = groups or {"front": (list(queues), agents)}
    return Scenario.model_validate(
        {
            "name": "a hand-made day",
            "repeats": "none",
            "queues": {name: {"arrivals": None, "talk": {"constant": "60s"}, **more} for name, more in queues.items()},
            "agents": {
                name: {"skills": skills, **working(on), **dict(*more)} for name, (skills, on, *more) in groups.items()
            },
            **keys,
        }
    )


def tell(*customers: Customer, **keys: Any) -> Told:
    """Play these customers on the page that the keys describe; the log must pass its audit. `care` holds keys of the
    one queue."""
    if "care" in keys:
        keys["queues"] = {"care": keys.pop("care")}
    scenario = page(**keys)
    record = play(demand_of(customers, scenario), attended(scenario, Streams(1, 0)), flatten(scenario), check=True)
    assert audit(to_logs(record, scenario, 0), scenario) == ()
    return Told(scenario, record)


def demand_of(customers: tuple[Customer, ...], scenario: Scenario) -> Demand:
    """These customers as a Demand, numbered in the order given."""
    places = lay_out(scenario)
    blocks = tuple(places.rows(origin) for origin in range(len(places.names)))
    origin = [places.names.index(one.attempts[0][0].queue) for one in customers]
    sizes = [len(one.attempts) * len(blocks[queue]) for one, queue in zip(customers, origin, strict=True)]
    first_row = np.cumsum([0, *sizes])
    rows = {name: np.full(int(first_row[-1]), value) for name, value in BLANK.items()}
    rows["queue"] = np.zeros(int(first_row[-1]), np.int64)
    rows |= blank_by_agent(places, int(first_row[-1]))
    rows["confer_ms"] = np.full(int(first_row[-1]) if places.any_warm else 0, NOBODY)
    for begin, start, one in zip(first_row.tolist(), origin, customers, strict=False):
        _write(rows, begin, start, one, places)
    return Demand(
        places=blocks,
        issue=np.arange(len(customers)),
        origin=np.array(origin, np.int64),
        arrived_ms=np.rint(np.array([one.at for one in customers], float) * SECOND).astype(np.int64),
        first_attempt=np.array([one.first_attempt for one in customers], np.int64),
        attempts=np.array([len(one.attempts) for one in customers], np.int64),
        first_row=first_row,
        **rows,
        day_factor=np.ones(scenario.days.warm_up + scenario.days.count),
    )


def _write(rows: dict[str, Any], begin: int, origin: int, one: Customer, places: Places) -> None:
    width = len(places.rows(origin))
    for block, legs in enumerate(one.attempts):
        start = begin + block * width
        rows["queue"][start : start + width] = [queue for queue, _ in places.rows(origin)]
        at = start + places.first(origin, places.names.index(legs[0].queue))
        for number, leg in enumerate(legs):
            for name, value in _columns(leg, number + 1 < len(legs), places).items():
                rows[name][at + number] = value
            if leg.confer is not None:
                rows["confer_ms"][at + number] = round(leg.confer * SECOND)
            if any(places.by_agent):
                for name, values in _by_agent(leg, len(places.own_times)).items():
                    rows[name][at + number] = values


def _columns(leg: Leg, escalates: bool, places: Places) -> dict[str, int]:
    def whole(seconds: float | None) -> int:
        return NOBODY if seconds is None else round(seconds * SECOND)

    names = (*places.names, *places.outside)
    after_answer, after_leaving = ((names.index(way[0]), whole(way[1])) if way else (NOBODY, NOBODY)
                                   for way in (leg.moves, leg.leaves_for))  # fmt: skip
    may_settle = leg.returns is None or leg.open_below < 1 or leg.cut_open_below < 1
    settled = leg.resolved and not escalates and leg.moves is None and may_settle
    return {
        "lot": int(leg.lot * 2**32),
        "session_end": ENDS[leg.session[0]] if leg.session else 0,
        "session_ms": whole(leg.session[1]) if leg.session else 0,
        "patience_ms": whole(leg.patience),
        "silent": int(leg.silent),
        "chases_ms": whole(leg.chases),
        "balk_over_ms": whole(leg.balks_over),
        "accept_from_ms": 0 if leg.accepts else NEVER,
        "reached_at_dial": leg.reached_at_dial,
        "wanted_after_ms": whole(leg.wants_after),
        "rings_again_ms": whole(leg.rings_again),
        "talk_ms": whole(leg.talk),
        "hold_ms": whole(leg.hold),
        "wrap_ms": whole(leg.wrap),
        "escalates": int(escalates),
        "resolved": int(settled),
        "returns_ms": whole(leg.returns),
        "redials_ms": whole(leg.redials),
        "redials_blocked_ms": whole(leg.redials_blocked),
        "switch_answered_to": after_answer[0],
        "switch_answered_ms": after_answer[1],
        "switch_abandoned_to": after_leaving[0],
        "switch_abandoned_ms": after_leaving[1],
        "spread_ms": whole(leg.spread),
    }


def _by_agent(leg: Leg, groups: int) -> dict[str, Any]:
    own = leg.own or (leg.talk, leg.hold, leg.wrap) * groups
    thresholds = {"open_below_ppm": leg.open_below, "cut_open_below_ppm": leg.cut_open_below}
    return {name: round(share * MILLION) for name, share in thresholds.items()} | {
        "own_ms": [round(seconds * SECOND) for seconds in own]
    }
