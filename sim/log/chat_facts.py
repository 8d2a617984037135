"""What must hold where agents have several chats: no more open than they may, and time in chat is theirs exactly."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.log.columns import Logs
from sim.log.findings import broken, told
from sim.scenario.schema import Scenario

Ints = NDArray[np.int64]
_c = pl.col
_WHO = ("replication", "group", "agent")
_SPAN = (*_WHO, "from_ms", "to_ms")
_FAR = 1 << 40
"""More than any ms of a play: an agent's number times this, plus ms, puts all moments of all agents in one order."""


def chats(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """An agent never has more chats open than it may, silent ones among them; beside a call no more than calls_with,
    and none is given during it; and is in state chat exactly while one is open and no call or dial in hand."""
    if not any(page.channel == "chat" for page in scenario.queues.values()):
        return
    places = held_places(logs.contacts, scenario)
    calls = logs.agents.filter(_c("state").is_in(["talk", "hold", "transfer", "wrap", "dial"]))
    who = pl.concat([places.select(_WHO), logs.agents.select(_WHO)]).unique(maintain_order=True).with_row_index("who")
    places, calls = (rows.join(who, on=_WHO, maintain_order="left") for rows in (places, calls))
    slots, beside = _limits(scenario)
    open_then = pl.Series("open", _inside(places, _moments(places, "from_ms")))
    over = places.with_columns(open_then) if len(places) else places.with_columns(pl.lit(0).alias("open"))
    yield from broken("an agent never has more chats open than at once", over, _c("open") > slots)
    beside_open = calls.with_columns(pl.Series("open", _inside(places, _moments(calls, "from_ms")), dtype=pl.Int64))
    yield from broken("a call is given to an agent with few enough chats open", _begun(beside_open),
                      _c("open") > beside)  # fmt: skip
    during = _inside(calls, _moments(places, "from_ms")) - _starting(calls, _moments(places, "from_ms"))
    rows = places.with_columns(pl.Series("during", during, dtype=pl.Int64))
    yield from broken("no chat is given to an agent during a call", rows, _c("during") > 0)
    yield from _in_chat(logs, places, calls)


def held_places(contacts: pl.DataFrame, scenario: Scenario) -> pl.DataFrame:
    """Each place that a chat, silent ones among them, held with an agent for any time: replication, group, agent,
    from_ms, to_ms."""
    holds = {name: page.silent.holds if page.silent else 0 for name, page in scenario.queues.items()}
    given = contacts.filter(_c("channel") == "chat", _c("agent").is_not_null())
    silent = _c("left_silently")
    begin = pl.when(silent).then(_c("silent_until_ms")).otherwise(_c("answered_ms"))
    held = _c("queue").replace_strict(holds, default=0, return_dtype=pl.Int64)
    lasts = pl.when(silent).then(held).otherwise(_c("talk_ms") + _c("hold_ms") + _c("wrap_ms"))
    return given.select(*_WHO, begin.alias("from_ms"), (begin + lasts).alias("to_ms")).filter(
        _c("to_ms") > _c("from_ms")
    )


def _limits(scenario: Scenario) -> tuple[pl.Expr, pl.Expr]:
    slots = {name: group.chats.at_once if group.chats else 1 for name, group in scenario.agents.items()}
    beside = {name: group.chats.calls_with if group.chats else 0 for name, group in scenario.agents.items()}
    return tuple(_c("group").replace_strict(table, default=0, return_dtype=pl.Int64)
                 for table in (slots, beside))  # type: ignore[return-value]  # fmt: skip


def _moments(rows: pl.DataFrame, name: str) -> Ints:
    return (rows["who"].cast(pl.Int64) * _FAR + rows[name]).to_numpy()


def _inside(rows: pl.DataFrame, when: Ints) -> Ints:
    """How many of an agent's rows are begun and not over at each moment."""
    begun = np.searchsorted(np.sort(_moments(rows, "from_ms")), when, side="right")
    over = np.searchsorted(np.sort(_moments(rows, "to_ms")), when, side="right")
    return (begun - over).astype(np.int64)


def _starting(rows: pl.DataFrame, when: Ints) -> Ints:
    """How many of an agent's rows begin at each moment."""
    begins = np.sort(_moments(rows, "from_ms"))
    at = np.searchsorted(begins, when, side="right") - np.searchsorted(begins, when, side="left")
    return at.astype(np.int64)


def _begun(calls: pl.DataFrame) -> pl.DataFrame:
    """Calls and dials where they begin: not where hold, transfer or wrap-up goes on from what was before."""
    same = pl.all_horizontal(_c(name) == _c(name).shift(1) for name in _WHO)
    goes_on = same & (_c("from_ms") == _c("to_ms").shift(1)) & _c("state").is_in(["hold", "transfer", "wrap"])
    return calls.filter(~goes_on.fill_null(False))


def _in_chat(logs: Logs, places: pl.DataFrame, calls: pl.DataFrame) -> Iterator[str]:
    changes = [
        rows.select(*_WHO, "who", _c(end).alias("ms"), pl.lit(held * by).alias("held"), pl.lit(busy * by).alias("busy"))
        for rows, held, busy in ((places, 1, 0), (calls, 0, 1))
        for end, by in (("from_ms", 1), ("to_ms", -1))
    ]
    at = pl.concat(changes).group_by(*_WHO, "who", "ms").agg(_c("held", "busy").sum()).sort("who", "ms")
    inside = (_c("held").cum_sum() > 0) & (_c("busy").cum_sum() == 0)
    pieces = at.with_columns(inside.alias("inside"), _c("ms").shift(-1).alias("next")).filter("inside")
    apart = (_c("who") != _c("who").shift(1)) | (_c("ms") != _c("next").shift(1))
    whole = pieces.with_columns(apart.fill_null(True).cum_sum().alias("span"))
    said = whole.group_by(*_WHO, "span").agg(_c("ms").min().alias("from_ms"), _c("next").max().alias("to_ms"))
    done = logs.agents.filter(_c("state") == "chat").select(_SPAN)
    for fact, here, there in (
        ("an agent is in chat while one is open and no call in hand", said.select(_SPAN), done),
        ("an agent is in chat only while one is open", done, said.select(_SPAN)),
    ):
        odd = here.join(there, on=_SPAN, how="anti")
        if len(odd):
            yield told(fact, odd.sort(_SPAN))


def silent(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Only who abandons a queue that names it leaves silently, and is noticed later."""
    named = _c("queue").is_in([name for name, page in scenario.queues.items() if page.silent])
    rows, left = logs.contacts, _c("left_silently")
    yield from broken("who leaves silently abandons a chat that names it", rows,
                      left & ((_c("outcome") != "abandoned") | ~named))  # fmt: skip
    yield from broken("who did not leave silently is not noticed later", rows,
                      ~left & _c("silent_until_ms").is_not_null())  # fmt: skip
    yield from broken("who left silently is noticed after that", rows, left & (_c("silent_until_ms") < _c("ended_ms")))
    given = left & _c("agent").is_not_null() & _c("silent_until_ms").is_null()
    yield from broken("who is given to an agent after leaving silently is noticed", rows, given)


FACTS = (chats, silent)
"""Chats, as the log shows them."""
