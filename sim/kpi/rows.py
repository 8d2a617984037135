"""What each contact row adds to the sums of its cell: one column of whole numbers a sum, one row a leg."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from sim.engine.record import OUTCOMES
from sim.kpi.catalogue import destinations
from sim.kpi.deferred import email_sums, has_email, with_replies
from sim.kpi.expected import expectation_row_sums
from sim.kpi.sums import SWITCHED
from sim.scenario.schema import Scenario
from sim.units import DAY, NEVER, SECOND

USUAL_THRESHOLD_MS = 20 * SECOND
"""T of a queue without a target."""

_c = pl.col
_OUTCOME = _c("outcome")
_ACCEPTED = _c("callback_accepted").fill_null(False)
_ANSWERED = _c("answered_ms").is_not_null() & ~_ACCEPTED
_ABANDONED, _BALKED = _OUTCOME == "abandoned", _OUTCOME == "balked"
_IN_LINE = _c("queued_ms").is_not_null() | _BALKED
_SERVED = _OUTCOME == "callback_answered"
_HANDLED = (_OUTCOME == "answered") | _SERVED
_FIRST = _c("leg") == 1


def rules_by_queue(scenario: Scenario) -> pl.DataFrame:
    """What counting needs of each queue, a row a queue in file order."""
    queues = scenario.queues.values()
    return pl.DataFrame(
        {
            "queue": list(scenario.queues),
            "queue_number": list(range(len(scenario.queues))),
            "threshold_ms": [queue.target.within if queue.target else USUAL_THRESHOLD_MS for queue in queues],
            "short_ms": [queue.short_abandon for queue in queues],
            "ring_ms": [queue.callback.agent_ring_ms if queue.callback else 0 for queue in queues],
            "session_cost": [queue.self_service.cost if queue.self_service else 0.0 for queue in queues],
            "contact_cost": [queue.cost_per_contact for queue in queues],
            "deferred": [queue.deferred for queue in queues],
            "promises": [queue.target is not None for queue in queues],
        }
    )


def with_waits(contacts: pl.DataFrame, scenario: Scenario) -> pl.DataFrame:
    """Counted rows with their queue's rules, `interval_number`, and the three waits that percentiles are taken of:
    `wait` (answered), `wait_all` (answered or abandoned; who balks waits 0), `time_to_callback`; ms, else null."""
    per_day = DAY // scenario.interval
    midnight = (_c("day") + scenario.days.warm_up) * DAY
    since = pl.coalesce("queued_ms", "arrived_ms") - midnight
    wait = pl.when(_ANSWERED & _c("worked_ms").is_null()).then(_c("answered_ms") - _c("queued_ms"))
    left = pl.when(_ABANDONED).then(_c("ended_ms") - _c("queued_ms")).when(_BALKED).then(pl.lit(0, pl.Int64))
    rows = (
        contacts.filter(_c("day").is_between(0, scenario.days.count - 1))
        .join(rules_by_queue(scenario), on="queue", maintain_order="left")
        .with_columns(
            (since // scenario.interval).clip(0, per_day - 1).alias("interval_number"),
            wait.alias("wait"),
            pl.coalesce(wait, left).alias("wait_all"),
            pl.when(_SERVED).then(_c("answered_ms") - _c("queued_ms")).alias("time_to_callback"),
        )
    )
    return with_replies(rows, contacts, scenario) if has_email(scenario) else rows


def row_sums(rows: pl.DataFrame, scenario: Scenario) -> pl.DataFrame:
    """The columns CONTACT_SUMS but those of whole contacts and issues, SWITCHED ones, and `contact_money`."""
    line = email_sums(_line()) if has_email(scenario) else _line()
    made = {**_arrivals(), **line, **_quotes(), **_callbacks(), **_handling(), **_self_service()}
    for place in destinations(scenario):
        made[SWITCHED + place] = _HANDLED & (_c("switched_to") == place)
    made |= expectation_row_sums(scenario)
    made["contact_money"] = _money(scenario)
    return rows.select(expression.fill_null(0).cast(pl.Float64).alias(name) for name, expression in made.items())


def _arrivals() -> dict[str, pl.Expr]:
    return {
        "arrived": _c("leg").is_not_null(),
        **{f"outcome_{name}": _OUTCOME.eq(name) for name in OUTCOMES},
        "contacts": _FIRST,
        "issues": _FIRST & (_c("attempt") == 1),
        "redials": _FIRST & (_c("kind") == "redial"),
        "repeats": _FIRST & (_c("kind") == "repeat"),
        "switches": _FIRST & (_c("kind") == "switch"),
    }


def _line() -> dict[str, pl.Expr]:
    """What the line gives; its names are LINE."""
    wait, abandoned = _c("wait_all"), _ABANDONED | _BALKED
    left_line = _IN_LINE & (_ACCEPTED | (_OUTCOME == "closed"))
    in_t, under_t = wait <= _c("threshold_ms"), wait < _c("threshold_ms")
    short, short_under = abandoned & (wait <= _c("short_ms")), abandoned & (wait < _c("short_ms"))
    return {
        "queued": _IN_LINE & (_OUTCOME != "blocked"),
        "answered": _ANSWERED,
        "abandoned": abandoned,
        "left_line": left_line,
        "still_waiting": _IN_LINE & (_OUTCOME == "open") & ~_ANSWERED & ~_ACCEPTED,
        "answered_in_t": _ANSWERED & in_t,
        "abandoned_in_t": abandoned & in_t,
        "short_abandoned": short,
        "answered_under_t": _ANSWERED & under_t,
        "abandoned_under_t": abandoned & under_t,
        "short_under_s": short_under,
        "short_under_t": short_under & under_t,
        "delayed": wait > 0,
        "wait_answered_ms": _c("wait"),
        "wait_abandoned_ms": pl.when(abandoned).then(wait),
        "wait_short_ms": pl.when(short).then(wait),
        "wait_short_under_ms": pl.when(short_under).then(wait),
    }


def _quotes() -> dict[str, pl.Expr]:
    told = _ANSWERED & (_c("quoted_ms") < NEVER)
    announced = _ANSWERED & (_c("announced_ms") < NEVER)
    error = _c("quoted_ms") - _c("wait")
    return {
        "quoted": told,
        "announced": announced,
        "announced_late": announced & (_c("wait") > _c("announced_ms")),
        "quote_error_ms": pl.when(told).then(error),
        "quote_error_abs_ms": pl.when(told).then(error.abs()),
    }


def _callbacks() -> dict[str, pl.Expr]:
    return {
        "offered": _c("callback_offered"),
        "accepted": _ACCEPTED,
        "served": _SERVED,
        "dials": _c("dials"),
        "ring_lost_ms": (_c("dials") - _SERVED.cast(pl.Int64)) * _c("ring_ms"),
        "callback_wait_ms": _c("time_to_callback"),
        "reached": _SERVED | _c("picked_up_ms").is_not_null(),
        "scheduled_served": _SERVED & _c("promised_ms").is_not_null(),
        "callback_late_ms": pl.when(_SERVED).then(_c("answered_ms") - _c("promised_ms")),
    }


def _handling() -> dict[str, pl.Expr]:
    moved = (_c("followed_by") == "switch") | _c("switched_to").is_not_null()
    return {
        "handled": _HANDLED,
        "talk_ms": pl.when(_HANDLED).then(_c("talk_ms")),
        "hold_ms": pl.when(_HANDLED).then(_c("hold_ms")),
        "transfer_ms": pl.when(_HANDLED).then(_c("transfer_ms")),
        "wrap_ms": pl.when(_HANDLED).then(_c("wrap_ms")),
        "held": _HANDLED & (_c("hold_ms") > 0),
        "escalated": _HANDLED & (_c("followed_by") == "escalation"),
        "resolved": _c("resolved"),
        "switched_abandoned": (_ABANDONED | _BALKED) & moved,
    }


def _self_service() -> dict[str, pl.Expr]:
    contained = _OUTCOME == "contained"
    return {
        "sessions": _c("self_service").is_not_null(),
        "contained": contained,
        "gave_up": _OUTCOME == "self_service_abandoned",
        "contained_resolved": contained & _c("resolved") & _c("followed_by").is_null(),
    }


def _money(scenario: Scenario) -> pl.Expr:
    """Telephony for contacts taken in, each once however many legs it has, self-service sessions, and what groups are
    paid for each contact they handle."""
    turned_away = (_OUTCOME == "blocked") | ((_OUTCOME == "closed") & _c("queued_ms").is_null())
    session = _c("self_service").is_not_null() * _c("session_cost")
    prices = {name: page.cost_per_contact for name, page in scenario.agents.items() if page.cost_per_contact}
    money = session + (_FIRST & ~turned_away) * _c("contact_cost")
    return money + handled_at(prices) if prices else money


def handled_at(prices: Mapping[str, float]) -> pl.Expr:
    """The price of a contact handled, by the group that did; 0 for others."""
    return _HANDLED * _c("group").replace_strict(prices, default=0.0, return_dtype=pl.Float64)


LINE = tuple(_line())
"""The sums that add over live queues alone."""
