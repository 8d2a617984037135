"""What must hold for agents: one thing at a time, exactly the work of their contacts, head counts as planned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.engine.record import STATES
from sim.log.columns import Logs
from sim.log.findings import broken, told
from sim.roster.attendance import less_absent, steps_of
from sim.roster.heads import plan_heads
from sim.scenario.schema import Scenario
from sim.units import DAY, HOUR

Ints = NDArray[np.int64]
_c = pl.col
_WHO = ("replication", "group", "agent")
_SPAN = (*_WHO, "from_ms", "to_ms", "state")


def spans(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Spans have a length, a known state and a known agent, and none overlaps another of the same agent."""
    rows = logs.agents
    seats = dict(zip(scenario.agents, plan_heads(scenario).seats, strict=True))
    seat = _c("group").replace_strict(seats, default=0, return_dtype=pl.Int64)
    yield from broken("a span ends after it begins", rows, _c("to_ms") <= _c("from_ms"))
    yield from broken("a span has a known state", rows, ~_c("state").is_in(STATES[1:]).fill_null(False))
    yield from broken("a span is of one of the group's heads", rows, ~_c("agent").is_between(0, seat - 1))
    same = pl.all_horizontal(_c(name) == _c(name).shift(1) for name in _WHO)
    begun = rows.with_columns((same & (_c("from_ms") < _c("to_ms").shift(1))).fill_null(False).alias("overlaps"))
    yield from broken("an agent does one thing at a time, in order, never two contacts", begun, _c("overlaps"))


def work(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """The work of every call, warm transfers in it, stands among its agent's spans, to the ms, and nothing else."""
    said = _work_of_contacts(logs.contacts.filter(_c("channel") != "chat"))
    done = logs.agents.filter(_c("state").is_in(["talk", "hold", "transfer", "wrap"])).select(_SPAN)
    # Equal sets of rows, far quicker than the two joins that name the odd ones.
    if not said.hash_rows().sort().equals(done.hash_rows().sort()):
        for fact, here, there in (
            ("an agent does the work of the contact answered: nobody is answered by who is off or busy", said, done),
            ("an agent works only on contacts of the log", done, said),
        ):
            odd = here.join(there, on=_SPAN, how="anti")
            if len(odd):
                yield told(fact, odd)
    yield from _dials(logs, scenario)


def _work_of_contacts(contacts: pl.DataFrame) -> pl.DataFrame:
    rows = contacts.filter(_c("answered_ms").is_not_null(), _c("agent").is_not_null(), _c("worked_ms").is_null())
    talked = _c("answered_ms") + _c("talk_ms")
    held = talked + _c("hold_ms")
    passed_on = held + _c("transfer_ms")
    parts = {
        "talk": (_c("answered_ms"), talked),
        "hold": (talked, held),
        "transfer": (held, passed_on),
        "wrap": (passed_on, passed_on + _c("wrap_ms")),
    }
    spans = [
        rows.select(*_WHO, start.alias("from_ms"), end.alias("to_ms"), pl.lit(state).alias("state"))
        for state, (start, end) in parts.items()
    ]
    return pl.concat(spans).filter(_c("to_ms") > _c("from_ms"))


def _dials(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Unanswered dials cost their ring time: in sum over each replication."""
    ring = {name: queue.callback.agent_ring_ms if queue.callback else 0 for name, queue in scenario.queues.items()}
    unanswered = _c("dials") - (_c("outcome") == "callback_answered").cast(pl.Int64)
    rung = unanswered * _c("queue").replace_strict(ring, default=0, return_dtype=pl.Int64)
    said = logs.contacts.group_by("replication").agg(rung.sum().alias("said"))
    spent = (_c("to_ms") - _c("from_ms")).sum().alias("spent")
    done = logs.agents.filter(_c("state") == "dial").group_by("replication").agg(spent)
    both = said.join(done, on="replication", how="full", coalesce=True).fill_null(0).sort("replication")
    yield from broken("agents dial as long as unanswered callbacks ring", both, _c("said") != _c("spent"))


# Head counts --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Plan:
    """A group's head counts as steps: `rostered[k]` from `ms[k - 1]` on, none before the first. `allowed` is the same
    but for closing, when the heads of the last stretch may stay to serve those inside."""

    ms: Ints
    rostered: Ints
    allowed: Ints


def heads(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Agent state time = rostered time + overtime: at every moment at least the head count is on, who is beyond it is
    busy, and nobody beyond it starts a contact. After closing the last heads may stay. Of agents by name see
    `roster_facts`. Where agents chat, those chosen to go finish while others go on: of them no more may be idle than
    there are heads."""
    roster = plan_heads(scenario)
    end = (scenario.days.warm_up + scenario.days.count) * DAY
    chats = {name: any(scenario.queues[skill].channel == "chat" for skill in group.skills)
             for name, group in scenario.agents.items()}  # fmt: skip
    for number, (group, page) in enumerate(scenario.agents.items()):
        if page.shifts is not None:
            continue
        steps, mine = steps_of(roster, number), logs.agents.filter(_c("group") == group)
        closings = [ms for ms, other in roster.closings.tolist() if other == number]
        # A replication without a single span of the group has its head count missing too.
        for replication in logs.contacts["replication"].unique().sort():
            name = f"{group}, replication {replication}"
            missed = logs.roster.filter(_c("group") == group, _c("replication") == replication)
            absent = missed.select("from_ms", "to_ms", "agent").rows()
            plan = _plan(less_absent(steps, absent), closings)
            yield from _heads_of(mine.filter(_c("replication") == replication), plan, end, name, chats[group])


def _heads_of(rows: pl.DataFrame, plan: _Plan, end: int, name: str, chats: bool) -> Iterator[str]:
    rows = rows.sort("agent", "from_ms")
    idle = rows["state"].eq("idle").to_numpy()
    from_ms, to_ms = rows["from_ms"].to_numpy(), rows["to_ms"].to_numpy()
    new = ~((rows["from_ms"] == rows["to_ms"].shift(1)) & (rows["agent"] == rows["agent"].shift(1))).fill_null(False)
    signs_on = new.to_numpy()
    signs_off = np.append(signs_on[1:], True)[: len(signs_on)]
    moments = np.unique(np.concatenate([plan.ms, from_ms[signs_on], to_ms[signs_off]]))
    on = np.searchsorted(np.sort(from_ms[signs_on]), moments, side="right")
    on -= np.searchsorted(np.sort(to_ms[signs_off]), moments, side="right")
    step = np.searchsorted(plan.ms, moments, side="right")
    rostered, allowed = plan.rostered[step], plan.allowed[step]
    short = ("at every moment at least the head count is on", moments[(on < rostered) & (moments < end)])
    many = ("no more agents are idle than heads", _too_many_idle(from_ms[idle], to_ms[idle], plan))
    for fact, at in (short, many) if chats else (short, *_beyond_heads(rows, moments, on > allowed)):
        if len(at):
            first = int(at.min())
            yield f"{fact}: {name}, first at {first} ms (day {first // DAY} played, at {first % DAY / HOUR:.2f} h)"


def _too_many_idle(begins: Ints, ends: Ints, plan: _Plan) -> Ints:
    """Beginnings of idle spans at which more agents are idle than heads are allowed."""
    idle = np.searchsorted(np.sort(begins), begins, side="right") - np.searchsorted(np.sort(ends), begins, side="right")
    too_many: Ints = begins[idle > plan.allowed[np.searchsorted(plan.ms, begins, side="right")]]
    return too_many


def _beyond_heads(rows: pl.DataFrame, moments: Ints, beyond: NDArray[np.bool_]) -> tuple[tuple[str, Ints], ...]:
    """What may not happen while more agents are on than heads, and when it does."""
    idle = rows["state"].eq("idle").to_numpy()
    from_ms, to_ms = rows["from_ms"].to_numpy(), rows["to_ms"].to_numpy()
    # Time with agents beyond the head count, up to each moment: an idle span in which it grows is one too many.
    excess = np.append(0, np.cumsum(np.diff(moments) * beyond[:-1]))
    grows = np.interp(to_ms[idle], moments, excess) > np.interp(from_ms[idle], moments, excess)
    begins = from_ms[_begins(rows)]
    return (
        ("who is beyond the head count is busy", from_ms[idle][grows]),
        ("nobody beyond the head count starts a contact", begins[_at(beyond, moments, begins)]),
    )


def _at(holds: NDArray[np.bool_], moments: Ints, when: Ints) -> NDArray[np.bool_]:
    """Whether a step function of time holds at each `when`, all of which lie on or after the first moment."""
    values: NDArray[np.bool_] = holds[np.searchsorted(moments, when, side="right") - 1]
    return values


def _begins(rows: pl.DataFrame) -> NDArray[np.bool_]:
    """Where a contact or a dial begins: work that is not the hold, transfer or wrap-up of what the agent was doing."""
    state, before = rows["state"], rows["state"].shift(1)
    joined = (rows["from_ms"] == rows["to_ms"].shift(1)) & (rows["agent"] == rows["agent"].shift(1))
    goes_on = (
        joined & before.is_in(["talk", "hold", "transfer"]) & state.is_in(["hold", "transfer", "wrap"])
    ).fill_null(False)
    return (state.ne("idle") & ~goes_on).to_numpy()


def _plan(steps: list[tuple[int, int]], closings: list[int]) -> _Plan:
    """A head count as steps, with its fall to 0 at each of these closings."""
    ms, rostered, allowed = [0], [0, 0], [0, 0]  # nobody may ever be there
    for at, heads in steps:
        ms.append(at)
        rostered.append(heads)
        allowed.append(allowed[-1] if at in closings else heads)
    return _Plan(*(np.array(values, dtype=np.int64) for values in (ms, rostered, allowed)))


FACTS = (spans, work, heads)
