"""What must hold where a group takes a queue under conditions (`overflow`), as far as the log shows it.

The log has a moment's end, not the order within it: a fact counts whatever in that millisecond may have held.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.log.chat_facts import held_places
from sim.log.columns import Logs
from sim.log.findings import broken
from sim.scenario.overflow import Overflow
from sim.scenario.schema import Scenario

_c = pl.col
_SPAN = ("group", "agent", "from_ms", "to_ms")
Ints = NDArray[np.int64]


def overflow(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Whom a group answered under conditions had waited for `after`, with more than `reserve` of the group idle before,
    and so many of the groups in `idle`; and `waiting` stood in the line."""
    first = _c("queued_ms").first().over("replication", "issue", "attempt")
    contacts = logs.contacts.with_columns(since=_since(scenario, first))
    for name, group in scenario.agents.items():
        for queue, terms in (group.overflow or {}).items():
            taken = contacts.filter(_c("group") == name, _c("queue") == queue, _c("answered_ms").is_not_null())
            early = _c("answered_ms") - _c("since") < (terms.after or 0)
            yield from broken(f"{name} takes {queue} only after a wait", taken, early)
            for replication in taken["replication"].unique().sort():
                mine = _c("replication") == replication
                one = Logs(*(table.filter(mine) for table in (contacts, logs.agents, logs.queues)))
                yield from _guards(one, scenario, taken.filter(mine), terms)


def _since(scenario: Scenario, first: pl.Expr) -> pl.Expr:
    """From when a wait counts: of legs that keep what they have waited, since the first leg queued."""
    onward = [page.escalate for page in scenario.queues.values() if page.escalate]
    keeping = {way.to for way in onward if way.place == "as_waited"}
    return pl.when(_c("leg") > 1, _c("queue").is_in(keeping)).then(first).otherwise(_c("queued_ms"))


def _guards(logs: Logs, scenario: Scenario, taken: pl.DataFrame, terms: Overflow) -> Iterator[str]:
    """Of whom one group took of one queue."""
    group, queue, when = taken["group"][0], taken["queue"][0], taken["answered_ms"].to_numpy()
    facts: list[tuple[str, Ints, int]] = []
    if terms.reserve is not None:
        there = _idle_at(logs, scenario, group, when)
        facts.append((f"{group} takes {queue} only above its reserve", there, terms.reserve + 1))
    if terms.waiting is not None:
        facts.append((f"{group} takes {queue} only from a long line", _waiting_at(logs, queue, when), terms.waiting))
    for other, count in (terms.idle or {}).items():
        there = _idle_at(logs, scenario, other, when)
        facts.append((f"{group} takes {queue} only while {other} is idle", there, count))
    for fact, there, least in facts:
        yield from broken(fact, taken.with_columns(pl.Series("there", there)), _c("there") < least)


def _idle_at(logs: Logs, scenario: Scenario, group: str, when: Ints) -> Ints:
    """How many of a group may have had nothing in hand at some time in these ms: all who are there, if only from or up
    to then, but those with something that began before and goes on after."""
    mine = _c("group") == group
    there = _stretches(logs.agents.filter(mine), gap=1)
    busy = _stretches(_in_hand(logs, scenario).filter(mine), gap=0)
    present = _up_to(there["from_ms"], when) - _up_to(there["to_ms"], when - 1)
    return present - (_up_to(busy["from_ms"], when - 1) - _up_to(busy["to_ms"], when))


def _in_hand(logs: Logs, scenario: Scenario) -> pl.DataFrame:
    """Calls, dials, stretches of email and places for chats, each for itself: group, agent, from_ms, to_ms. A desk that
    empties as it is given the next thing is empty at that moment, which states alone would not show."""
    calls = logs.contacts.filter(_c("channel") != "chat", _c("worked_ms").is_null(), _c("answered_ms").is_not_null())
    lasts = _c("talk_ms") + _c("hold_ms") + _c("transfer_ms") + _c("wrap_ms")
    alone = calls.select(*_SPAN[:2], _c("answered_ms").alias("from_ms"), (_c("answered_ms") + lasts).alias("to_ms"))
    others = logs.agents.filter(_c("state").is_in(["dial", "email"]))
    parts = [alone.filter(_c("to_ms") > _c("from_ms")), others, held_places(logs.contacts, scenario)]
    return pl.concat([rows.select(_SPAN) for rows in parts])


def _stretches(spans: pl.DataFrame, gap: int) -> pl.DataFrame:
    """Spans of one group, those of an agent made one that follow each other by less than `gap` ms."""
    by_agent = spans.sort("agent", "from_ms")
    so_far = _c("to_ms").cum_max().over("agent").shift(1).over("agent")
    apart = (_c("from_ms") - so_far >= gap).fill_null(True)
    stretch = by_agent.with_columns(apart.cum_sum().alias("stretch")).group_by("stretch")
    return stretch.agg(_c("from_ms").min(), _c("to_ms").max())


def _waiting_at(logs: Logs, queue: str, when: Ints) -> Ints:
    """The longest that a line was in these ms."""
    steps = logs.queues.filter(_c("queue") == queue)
    ms, lengths = steps["ms"].to_numpy(), np.append(0, steps["length"].to_numpy())
    before, after = np.searchsorted(ms, when, side="left"), np.searchsorted(ms, when, side="right")
    spans = zip(before.tolist(), after.tolist(), strict=True)
    return np.array([lengths[start : end + 1].max() for start, end in spans], dtype=np.int64)


def _up_to(starts: pl.Series, when: Ints) -> Ints:
    return np.searchsorted(np.sort(starts.to_numpy()), when, side="right")


FACTS = (overflow,)
