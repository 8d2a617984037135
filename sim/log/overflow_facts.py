"""What must hold where a group takes a queue under conditions (`overflow`), as far as the log shows it.

The log has a moment's end, not the order within it: a fact counts whatever in that millisecond may have held.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.log.columns import Logs
from sim.log.findings import broken
from sim.scenario.overflow import Overflow
from sim.scenario.schema import Scenario

_c = pl.col
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
                yield from _guards(one, taken.filter(mine), name, queue, terms)


def _since(scenario: Scenario, first: pl.Expr) -> pl.Expr:
    """From when a wait counts: of legs that keep what they have waited, since the first leg queued."""
    onward = [page.escalate for page in scenario.queues.values() if page.escalate]
    keeping = {way.to for way in onward if way.place == "as_waited"}
    return pl.when(_c("leg") > 1, _c("queue").is_in(keeping)).then(first).otherwise(_c("queued_ms"))


def _guards(logs: Logs, taken: pl.DataFrame, group: str, queue: str, terms: Overflow) -> Iterator[str]:
    when = taken["answered_ms"].to_numpy()
    facts: list[tuple[str, Ints, int]] = []
    if terms.reserve is not None:
        facts.append((f"{group} takes {queue} only above its reserve", _idle_at(logs, group, when), terms.reserve + 1))
    if terms.waiting is not None:
        facts.append((f"{group} takes {queue} only from a long line", _waiting_at(logs, queue, when), terms.waiting))
    for other, count in (terms.idle or {}).items():
        facts.append((f"{group} takes {queue} only while {other} is idle", _idle_at(logs, other, when), count))
    for fact, there, least in facts:
        yield from broken(fact, taken.with_columns(pl.Series("there", there)), _c("there") < least)


def _idle_at(logs: Logs, group: str, when: Ints) -> Ints:
    """How many of a group may have been idle at some time in these ms: those idle after it, and whoever it gave work
    then."""
    own = logs.agents.filter(_c("group") == group)
    idle, dials = own.filter(_c("state") == "idle"), own.filter(_c("state") == "dial")
    answered = logs.contacts.filter(_c("group") == group)["answered_ms"].drop_nulls()
    found = _up_to(idle["from_ms"], when) - _up_to(idle["to_ms"], when)
    for starts in (answered, dials["from_ms"]):
        found += _up_to(starts, when) - _up_to(starts, when - 1)
    return found


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
