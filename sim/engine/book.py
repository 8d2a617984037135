"""The book of one replication: what demand says of each row, and what the engine writes down about it."""

from __future__ import annotations

import numpy as np

from sim.demand.draw import NOBODY, Demand
from sim.engine.record import KINDS, NONE, OUTCOMES, Ints, Record
from sim.engine.routing import Floor
from sim.engine.rules import AS_WAITED, AT_RANDOM, FIRST, Rules
from sim.engine.spans import agent_spans
from sim.units import DAY, NEVER

NEW, REDIAL, REPEAT, SWITCH, ESCALATION = range(len(KINDS))
(
    ANSWERED,
    ABANDONED,
    BLOCKED,
    BALKED,
    CLOSED,
    DONE_IN_SELF_SERVICE,
    HUNG_UP_IN_SELF_SERVICE,
    CALLED_BACK,
    CALLBACK_FAILED,
    CALLBACK_CANCELLED,
    OPEN,
) = range(len(OUTCOMES))


class Book:
    """Lists by demand row: Python ints, as indexing a NumPy array one by one costs several times as much."""

    def __init__(self, demand: Demand, rules: Rules):
        self.demand, self.rules = demand, rules
        rows = int(demand.first_row[-1])
        self._read_demand(demand)
        self._read_issues(demand)
        self.arrived, self.queued = [NONE] * rows, [NONE] * rows
        self.quoted: list[int] = [NONE] * rows
        self.answered, self.ended, self.agent = [NONE] * rows, [NONE] * rows, [NONE] * rows
        self.dials, self.followed_by = [0] * rows, [NONE] * rows
        self.kind, self.outcome = bytearray([NEW]) * rows, bytearray([OPEN]) * rows
        self.offered, self.accepted = bytearray(rows), bytearray(rows)
        # What few rows have is kept by row: a list of a whole column costs more than all of them.
        self.turned_away: list[int] = []
        """Rows that found no line free: whatever was drawn, they have no session."""
        self.announced: dict[int, int] = {}
        self.switched_to: dict[int, int] = {}
        self.promised: dict[int, int] = {}
        """When a scheduled callback was promised, by row."""
        self.worked: dict[int, int] = {}
        """Agents' work so far on deferred contacts, by row."""
        self.interruptions: dict[int, int] = {}
        self.messages: dict[int, int] = {}
        """What its customer had sent when work on a deferred contact first began, by row."""
        self.picked_up: dict[int, int] = {}
        """When a customer who was rung first picked up, by row."""
        self.bound: dict[int, int] = {}
        """Agents who keep a customer in a warm transfer, by the row of the next leg."""
        self.transfer: dict[int, int] = {}
        """How long they stayed after their own conversation, by their row."""
        self.conferred: dict[int, int] = {}
        """How long the second agent conferred, by the second's row."""
        self.silent_until: dict[int, int] = {}
        """When who left silently was given to an agent, or cut off at closing, by row."""
        self.capped = 0

    def _read_demand(self, demand: Demand) -> None:
        self.queue: list[int] = demand.queue.tolist()
        self.session_end, self.session_ms = demand.session_end.tolist(), demand.session_ms.tolist()
        self.patience = demand.patience_ms.tolist()
        self.own_patience: dict[int, int] = {}
        """Patience before an announcement changed it, by row."""
        self.balk_over, self.accept_from = demand.balk_over_ms.tolist(), demand.accept_from_ms.tolist()
        self.wanted_after: list[int] = demand.wanted_after_ms.tolist()
        self.reached_at, self.rings_again = demand.reached_at_dial.tolist(), demand.rings_again_ms.tolist()
        self.lots: list[int] = demand.lot.tolist() if AT_RANDOM in self.rules.next_agent else []
        self.talk, self.hold, self.wrap = demand.talk_ms.tolist(), demand.hold_ms.tolist(), demand.wrap_ms.tolist()
        self.silent: list[int] = demand.silent.tolist()
        if self.rules.at_work:
            self.own, self.resolved = demand.own_ms.tolist(), demand.resolved.tolist()
            self.open_below, self.cut_open_below = demand.open_below_ppm.tolist(), demand.cut_open_below_ppm.tolist()
        self.confer: list[int] = demand.confer_ms.tolist()
        self.escalates, self.returns_after = demand.escalates.tolist(), demand.returns_ms.tolist()
        goes_on = (demand.escalates != 0) | (demand.switch_answered_to != NOBODY) | (demand.returns_ms != NOBODY)
        self.goes_on: list[bool] = goes_on.tolist()
        self.redials_after, self.spread = demand.redials_ms.tolist(), demand.spread_ms.tolist()
        self.redials_blocked_after = demand.redials_blocked_ms.tolist()
        self.answered_to, self.answered_move = demand.switch_answered_to.tolist(), demand.switch_answered_ms.tolist()
        self.abandoned_to, self.abandoned_move = (
            demand.switch_abandoned_to.tolist(),
            demand.switch_abandoned_ms.tolist(),
        )

    def _read_issues(self, demand: Demand) -> None:
        self.origin: list[int] = demand.origin.tolist()
        self.first_row: list[int] = demand.first_row.tolist()
        self.first_attempt = demand.first_attempt.tolist()
        self.redials = [0] * len(self.origin)
        self.leg_starts: list[dict[int, int]] = [
            {queue: at for at, (queue, leg) in enumerate(p) if leg == 1} for p in demand.places
        ]
        """Per origin queue: where in a block each queue's legs begin."""
        issues = np.repeat(np.arange(len(self.origin)), np.diff(demand.first_row))
        widths = np.array([len(places) for places in demand.places])
        legs = np.zeros((len(widths), int(widths.max(initial=1))), dtype=np.int64)
        for queue, places in enumerate(demand.places):
            legs[queue, : len(places)] = [leg for _, leg in places]
        within = np.arange(len(issues)) - demand.first_row[issues]
        origin = demand.origin[issues]
        self._issues, self._legs = issues, legs[origin, within % widths[origin]]
        self._attempts = demand.first_attempt[issues] + within // widths[origin]
        self.issue: list[int] = issues.tolist()
        self.width: list[int] = widths.tolist()
        self.leg: list[int] = self._legs.tolist()
        self.attempt: list[int] = self._attempts.tolist()

    def next_attempt(self, row: int, queue: int) -> int:
        """The row at which this row's issue tries again, on that queue; NONE once it has made attempts_at_most."""
        issue = self.issue[row]
        if self.attempt[row] >= self.rules.attempts_at_most:
            return NONE
        start, origin = self.first_row[issue], self.origin[issue]
        block = start + ((row - start) // self.width[origin] + 1) * self.width[origin]
        if block >= self.first_row[issue + 1]:
            raise AssertionError(f"demand holds no attempt after row {row}, yet the engine needs one")
        return block + self.leg_starts[origin][queue]

    def place(self, row: int) -> tuple[int, int, int]:
        """The place in the line: escalated legs that stand first, then by the time queued (of escalated legs that keep
        their wait, the time at which the contact's first leg queued), then by row."""
        if self.leg[row] == 1:
            return 1, self.queued[row], row
        stands = self.rules.escalated_stand[self.queue[row - 1]]
        since = self.queued[row - (self.leg[row] - 1) if stands == AS_WAITED else row]
        return 0 if stands == FIRST else 1, since, row

    def scale_patience(self, row: int, permille: int) -> None:
        """What came before changes patience: in whole permille, rounded down; infinite patience stays so."""
        if self.patience[row] < NEVER:
            self.patience[row] = self.patience[row] * permille // 1000

    def close(self, floor: Floor, horizon_ms: int, breaks: list[int], plan: dict[str, Ints]) -> Record:
        """The record of everything that happened before the horizon; work begun before it is written to its end.
        `breaks` holds agent, from_ms, to_ms, state; `plan` is the record's."""
        contacts = self._contacts(floor)
        agents = agent_spans(floor, contacts, breaks, self.demand.issue[self._issues], horizon_ms)
        ms, queue, length = np.array(floor.trace, dtype=np.int64).reshape(-1, 3).T
        return Record(contacts, agents, {"ms": ms, "queue": queue, "length": length}, self.capped, horizon_ms, plan)

    def _contacts(self, floor: Floor) -> dict[str, Ints]:
        arrived = np.array(self.arrived)
        row = np.flatnonzero(arrived != NONE)
        return self._who(row, arrived) | self._waited(row) | self._served(row, floor) | self._led_to(row)

    def _who(self, row: Ints, arrived: Ints) -> dict[str, Ints]:
        demand, leg = self.demand, self._legs[row]
        return {
            "row": row,
            "issue": demand.issue[self._issues[row]],
            "day": np.maximum(arrived[row - (leg - 1)], 0) // DAY,  # a backlog comes in with the first day
            "attempt": self._attempts[row],
            "leg": leg,
            "queue": demand.queue[row],
            "reason": demand.reason[row],
            "kind": _small(self.kind, row),
            "arrived_ms": arrived[row],
        }

    def _waited(self, row: Ints) -> dict[str, Ints]:
        inside = np.ones(len(self.arrived), np.int64)
        inside[self.turned_away] = 0
        return {
            "session_end": self.demand.session_end[row] * inside[row],
            "session_ms": self.demand.session_ms[row] * inside[row],
            "queued_ms": _column(self.queued, row),
            "quoted_ms": _column(self.quoted, row),
            "announced_ms": _sparse(self.announced, row, len(self.arrived)),
            "patience_ms": _column(self.patience, row),
            "left_silently": self.demand.silent[row] * (_small(self.outcome, row) == ABANDONED),
            "silent_until_ms": _sparse(self.silent_until, row, len(self.arrived)),
            "callback_offered": _small(self.offered, row),
            "callback_accepted": _small(self.accepted, row),
            "promised_ms": _sparse(self.promised, row, len(self.arrived)),
            "picked_up_ms": _sparse(self.picked_up, row, len(self.arrived)),
            "dials": _column(self.dials, row),
        }

    def _served(self, row: Ints, floor: Floor) -> dict[str, Ints]:
        """By whom and for how long: NONE for those who were not. Work as it took: other than drawn where the speed of a
        chat changed. Who left silently may have been given to an agent, too."""
        demand, outcome, agent = self.demand, _small(self.outcome, row), _column(self.agent, row)
        served = (outcome == ANSWERED) | (outcome == CALLED_BACK)
        group_of, first_agent = np.array([*floor.group_of, NONE]), np.array([*floor.first_agent, 0])
        group = group_of[agent]
        settled = served | (outcome == DONE_IN_SELF_SERVICE)
        talk, hold, wrap = demand.talk_ms[row], demand.hold_ms[row], demand.wrap_ms[row]
        resolved, rows = demand.resolved[row], len(self.arrived)
        if self.rules.at_work or self.rules.warm or any(self.rules.is_chat) or any(self.rules.chases_at_most):
            talk, hold, wrap = _column(self.talk, row), _column(self.hold, row), _column(self.wrap, row)
        if self.rules.at_work:
            resolved = _column(self.resolved, row)
        return {
            "answered_ms": _column(self.answered, row),
            "talk_ms": np.where(served, talk, NONE),
            "hold_ms": np.where(served, hold, NONE),
            "transfer_ms": np.where(served, _sparse(self.transfer, row, rows, 0), NONE),
            "confer_ms": np.where(served, _sparse(self.conferred, row, rows, 0), NONE),
            "wrap_ms": np.where(served, wrap, NONE),
            "worked_ms": _sparse(self.worked, row, len(self.arrived)),
            "interruptions": _sparse(self.interruptions, row, len(self.arrived)),
            "messages": _sparse(self.messages, row, len(self.arrived)),
            "group": group,
            "agent": np.where(agent != NONE, agent - first_agent[group], NONE),
            "outcome": outcome,
            "resolved": np.where(outcome == OPEN, NONE, np.where(settled, resolved, 0)),
        }

    def _led_to(self, row: Ints) -> dict[str, Ints]:
        return {
            "ended_ms": _column(self.ended, row),
            "switched_to": _sparse(self.switched_to, row, len(self.arrived)),
            "followed_by": _column(self.followed_by, row),
        }


def _column(values: list[int], row: Ints) -> Ints:
    return np.array(values, dtype=np.int64)[row]


def _small(values: bytearray, row: Ints) -> Ints:
    return np.frombuffer(values, dtype=np.uint8)[row].astype(np.int64)


def _sparse(values: dict[int, int], row: Ints, rows: int, others: int = NONE) -> Ints:
    """Of few rows, by row; NONE for the others, unless another number is said."""
    filled = np.full(rows, others)
    filled[list(values)] = list(values.values())
    return filled[row]
