"""What must hold on every contact row by itself: one outcome, what belongs to it, times in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from sim.engine.record import KINDS, OUTCOMES
from sim.log.columns import SESSIONS, Logs
from sim.log.findings import broken
from sim.log.hours_facts import CLOSES, OPENS, with_hours
from sim.roster.heads import plan_heads
from sim.scenario.schema import Scenario
from sim.units import DAY, NEVER

_c = pl.col
_OUTCOME, _QUEUED, _ENDED, _ANSWERED = _c("outcome"), _c("queued_ms"), _c("ended_ms"), _c("answered_ms")
_PICKED_UP = _c("picked_up_ms")
_SERVED = _OUTCOME.is_in(["answered", "callback_answered"])
_OPEN, _ACCEPTED = _OUTCOME.eq("open"), _c("callback_accepted")
_CALLED = ["callback_answered", "callback_failed", "callback_cancelled"]
_WORK = ("answered_ms", "talk_ms", "hold_ms", "transfer_ms", "confer_ms", "wrap_ms", "group", "agent")


def known_names(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Exactly one known outcome a row: then those who arrived are the sum over the outcomes. Known names elsewhere."""
    rows = logs.contacts
    for fact, name, known in (
        ("a row has exactly one known outcome", "outcome", OUTCOMES),
        ("a queue is one of the scenario", "queue", tuple(scenario.queues)),
        ("a kind is a known one", "kind", KINDS),
    ):
        yield from broken(fact, rows, ~_c(name).is_in(known).fill_null(False))
    yield from broken("what follows is of a known kind", rows, ~_c("followed_by").is_in(KINDS[1:]))
    yield from broken("a session has a known end", rows, ~_c("self_service").is_in(SESSIONS[1:]))


def in_order(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Rows by (replication, issue, attempt, leg), each once; times in order on every row, in whole days."""
    rows = logs.contacts
    key = pl.struct("replication", "issue", "attempt", "leg")
    ordered = rows.sort("replication", "issue", "attempt", "leg", maintain_order=True)
    if not ordered.select("replication", "issue", "attempt", "leg").equals(
        rows.select("replication", "issue", "attempt", "leg")
    ):
        yield "rows are in order of replication, issue, attempt and leg: broken"
    yield from broken("a leg has one row", rows, key.is_duplicated())
    yield from broken("nobody queues before arriving", rows, _c("arrived_ms") > _QUEUED)
    yield from broken("nobody is answered before queueing", rows, _ANSWERED < _QUEUED)
    yield from broken(
        "nobody leaves before arriving, queueing or being answered",
        rows,
        pl.max_horizontal("arrived_ms", "queued_ms", "answered_ms") > _ENDED,
    )
    warm_up, count = scenario.days.warm_up, scenario.days.count
    yield from broken("a row is of a day played", rows, ~_c("day").is_between(-warm_up, count - 1))
    first, came = rows.filter(_c("leg") == 1), _c("arrived_ms").clip(lower_bound=0)  # a backlog with the first day
    yield from broken("a contact's day is that of its arrival", first, _c("day") != came // DAY - warm_up)


def belongs_to_its_outcome(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """What a row holds fits how it ended."""
    rows = logs.contacts
    for name in _WORK:
        there = _c(name).is_not_null()
        if name in ("group", "agent"):
            there = there & (_SERVED | ~_c("left_silently"))
        yield from broken(f"{name} stands where an agent answered, and only there", rows, _SERVED.ne(there))
    for name in ("ended_ms", "resolved"):
        yield from broken(f"{name} is null on open rows, and only there", rows, _OPEN.ne(_c(name).is_null()))
    reached = ["answered", "abandoned", "balked", *_CALLED]
    yield from broken(
        "who was answered, abandoned, balked or promised a callback has queued", rows,
        _OUTCOME.is_in(reached) & _QUEUED.is_null(),
    )  # fmt: skip
    never = ["blocked", "contained", "self_service_abandoned"]
    yield from broken(
        "who was blocked or ended in self-service never queued", rows, _OUTCOME.is_in(never) & _QUEUED.is_not_null()
    )
    for outcome, end in (("contained", "contained"), ("self_service_abandoned", "gave_up")):
        ended = (_c("self_service") == end).fill_null(False)
        yield from broken(f"a session that {end} is {outcome}, and only such", rows, _OUTCOME.eq(outcome).ne(ended))
    session_ms = _c("self_service_ms")
    yield from broken("who queues does so at the end of the session", rows, _c("arrived_ms") + session_ms != _QUEUED)
    yield from broken("without a session its length is 0", rows, _c("self_service").is_null() & (session_ms != 0))


def callbacks(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Accepted after an offer, dialled at most so many times, ended as a callback."""
    attempts = {name: queue.callback.attempts if queue.callback else 0 for name, queue in scenario.queues.items()}
    limit = _c("queue").replace_strict(attempts, default=0, return_dtype=pl.Int64)
    rows, called, dials = logs.contacts, _OUTCOME.is_in(_CALLED), _c("dials")
    yield from broken("a callback is accepted only when offered", rows, _ACCEPTED & ~_c("callback_offered"))
    yield from broken("an accepted callback ends as one", rows, _ACCEPTED & ~called & ~_OPEN)
    yield from broken("who is called back accepted it", rows, called & ~_ACCEPTED)
    yield from broken("only callbacks are dialled", rows, ~_ACCEPTED & (dials != 0))
    yield from broken("a callback is dialled at most as often as the scenario says", rows, _ACCEPTED & (dials > limit))
    failed = _OUTCOME.eq("callback_failed") & _PICKED_UP.is_null()
    yield from broken("a callback fails at its last dial, or on hold", rows, failed & (dials != limit))
    yield from broken("a callback is answered on a dial", rows, _OUTCOME.eq("callback_answered") & (dials < 1))


def announcements(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Where a queue announces, whoever is quoted a wait is told it as padded; an infinite one stays so."""
    pads = {name: round(1000 * page.announce.pad) if page.announce else None for name, page in scenario.queues.items()}
    pad = _c("queue").replace_strict(pads, default=None, return_dtype=pl.Int64)
    quoted = _c("quoted_ms")
    said = pl.when(quoted == NEVER).then(quoted).otherwise((quoted * pad // 1000).clip(upper_bound=NEVER))
    told = pl.when(pad.is_not_null()).then(said)
    yield from broken("what is announced is the quoted wait as padded", logs.contacts,
                      _c("announced_ms").ne_missing(told))  # fmt: skip


def rung_first(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Who is rung first picks up on a dial, holds no longer than the patience in force, and gives up exactly then."""
    pages = {name: queue.callback for name, queue in scenario.queues.items() if queue.callback}
    first = _c("queue").is_in([name for name, page in pages.items() if page.dial == "customer_first"])
    rows, there = logs.contacts, _PICKED_UP.is_not_null()
    yield from broken("who holds was rung first and picked up", rows, there & (~_ACCEPTED | ~first | (_c("dials") < 1)))
    called = first & _OUTCOME.eq("callback_answered")
    yield from broken("who is rung first is answered after picking up", rows, called & _PICKED_UP.is_null())
    held = pl.coalesce("answered_ms", "ended_ms") - _PICKED_UP
    yield from broken("times are in order on hold", rows, (held < 0) | (_PICKED_UP < _QUEUED))
    gave_up = _OUTCOME.eq("callback_failed") & (held != _c("patience_ms"))
    yield from broken("who gives up on hold held exactly the patience in force", rows, gave_up)
    yield from broken("nobody holds longer than the patience in force", rows, held > _c("patience_ms"))


def promises(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Scheduled callbacks are promised to the start of a slot, nobody is called before, no slot is overfull."""
    rows, promised = logs.contacts, _c("promised_ms")
    pages = {name: queue.callback and queue.callback.scheduled for name, queue in scenario.queues.items()}

    def of_queue(values: Mapping[str, int]) -> pl.Expr:
        return _c("queue").replace_strict(values, default=0, return_dtype=pl.Int64)

    slot = of_queue({name: page.slots if page else 0 for name, page in pages.items()})
    capacity = of_queue({name: page.capacity if page else 0 for name, page in pages.items()})
    there = promised.is_not_null()
    yield from broken("a scheduled callback has its time, and only such", rows, (_ACCEPTED & (slot > 0)).ne(there))
    early = (promised < _QUEUED) | (promised > _ANSWERED)
    yield from broken("a time is promised for later, and kept or late", rows, there & early)
    timed = with_hours(rows.filter(there), promised, scenario)
    astray = (promised < OPENS) | (promised >= CLOSES) | ((promised - OPENS) % slot != 0)
    yield from broken("a promised time is the start of a slot", timed, astray)
    kept = rows.filter(there, _OUTCOME != "callback_cancelled")
    together = pl.len().over("replication", "queue", "promised_ms")
    yield from broken("a slot holds no more than its capacity", kept, together > capacity)


def patience(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Who abandons has waited exactly the patience in force; nobody in the live line is kept longer."""
    rows = logs.contacts
    live = ~_ACCEPTED & _QUEUED.is_not_null()
    until = pl.coalesce("answered_ms", "ended_ms")
    waited = until - _QUEUED
    abandoned = _OUTCOME.eq("abandoned") & (waited != _c("patience_ms"))
    yield from broken("who abandoned waited exactly the patience in force", rows, abandoned)
    yield from broken("nobody waits longer than the patience in force", rows, live & (waited > _c("patience_ms")))
    yield from broken("who balks leaves at once", rows, _OUTCOME.eq("balked") & (_ENDED != _QUEUED))


def conversation(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """The customer leaves at the end of talk and hold; the agent has the skill and a seat."""
    rows = logs.contacts.filter(_SERVED)
    skilled = [(queue, group) for group, page in scenario.agents.items() for queue in page.skills]
    pairs = pl.struct("queue", "group").is_in([{"queue": queue, "group": group} for queue, group in skilled])
    seats = dict(zip(scenario.agents, plan_heads(scenario).seats, strict=True))
    seat = _c("group").replace_strict(seats, default=0, return_dtype=pl.Int64)
    negative = pl.any_horizontal(_c(name) < 0 for name in ("talk_ms", "hold_ms", "transfer_ms", "confer_ms", "wrap_ms"))
    yield from broken("talk, hold and wrap-up are 0 or longer", rows, negative)
    talked = _c("worked_ms").is_null() & (_ANSWERED + _c("talk_ms") + _c("hold_ms") != _ENDED)
    yield from broken("a conversation ends after talk and hold", rows, talked)
    yield from broken("an agent has the skill", rows, ~pairs)
    yield from broken("an agent is one of the group's heads", rows, ~_c("agent").is_between(0, seat - 1))


FACTS = (
    known_names,
    in_order,
    belongs_to_its_outcome,
    callbacks,
    rung_first,
    promises,
    announcements,
    patience,
    conversation,
)
