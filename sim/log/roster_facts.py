"""What must hold for agents by name: there from the start of their shift to its end, away for the breaks planned."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from sim.log.columns import Logs
from sim.log.findings import broken, told
from sim.roster.heads import plan_heads
from sim.scenario.schema import Scenario
from sim.units import NEVER

_c = pl.col
_WHO = ["replication", "group", "agent"]
_AWAY = ["break", "meal"]


def named(logs: Logs, scenario: Scenario) -> Iterator[str]:
    """Agent state time = rostered time + overtime, of each agent; breaks are taken as planned, or late."""
    if logs.roster.is_empty() and not any(page.shifts for page in scenario.agents.values()):
        return
    groups = [name for name, page in scenario.agents.items() if page.shifts]
    at_work = {list(scenario.agents)[number] for number in set(plan_heads(scenario).shifts[:, 2].tolist())}
    missing = [name for name in groups if name in at_work and name not in set(logs.roster["group"])]
    if missing:
        yield f"groups with shifts have a plan: {missing[0]} has none"
    shifts = _shifts(logs, scenario)
    parts = _by_shift(logs.agents.filter(_c("group").is_in(groups)), shifts)
    yield from _attendance(parts, shifts)
    yield from _breaks(parts, logs.roster, shifts)


def _shifts(logs: Logs, scenario: Scenario) -> pl.DataFrame:
    """A row a shift that its agent came for: who, on_ms, come_ms, go_ms (on_ms and the end but for lateness and leaving
    early), next_ms (when the same agent next signs on), stays (to the end, which is at closing or later)."""
    groups = list(scenario.agents)
    ends = [{"group": groups[group], "off_ms": ms} for ms, group in plan_heads(scenario).closings.tolist()]
    rows = logs.roster.filter(_c("planned") == "shift").sort(*_WHO, "from_ms")
    rows = rows.select(*_WHO, _c("from_ms").alias("on_ms"), _c("to_ms").alias("off_ms"))
    missed = logs.roster.filter(_c("planned").is_in(["absent", "late", "early"]))
    absent = _with_shift(missed.filter(_c("planned") == "absent"), rows).select(*_WHO, "on_ms")
    late = missed.filter(_c("planned") == "late").select(*_WHO, on_ms="from_ms", late_ms="to_ms")
    early = missed.filter(_c("planned") == "early").select(*_WHO, off_ms="to_ms", early_ms="from_ms")
    came = rows.join(absent, on=[*_WHO, "on_ms"], how="anti")
    came = came.join(late, on=[*_WHO, "on_ms"], how="left").join(early, on=[*_WHO, "off_ms"], how="left")
    came = came.with_columns(
        pl.coalesce("late_ms", "on_ms").alias("come_ms"),
        pl.coalesce("early_ms", "off_ms").alias("go_ms"),
        (pl.struct("group", "off_ms").is_in(ends or [{"group": "", "off_ms": -1}]) & _c("early_ms").is_null()).alias(
            "stays"
        ),
    )
    came = came.filter(_c("come_ms") < _c("go_ms")).sort(*_WHO, "on_ms")
    return came.with_columns(_c("on_ms").shift(-1).over(_WHO).fill_null(NEVER).alias("next_ms")).select(
        *_WHO, "on_ms", "come_ms", "go_ms", "next_ms", "stays"
    )


def _by_shift(spans: pl.DataFrame, shifts: pl.DataFrame) -> pl.DataFrame:
    """The spans with the shift they belong to, cut where the agent's next shift begins; `rest` is what a cut leaves."""
    whole = _with_shift(spans, shifts).with_columns(pl.lit(False).alias("rest"))
    first = whole.with_columns(pl.min_horizontal("to_ms", "next_ms").alias("to_ms"))
    rest = whole.filter(_c("to_ms") > _c("next_ms")).with_columns(_c("next_ms").alias("from_ms")).select(spans.columns)
    both = pl.concat([first, _with_shift(rest, shifts).with_columns(pl.lit(True).alias("rest"))])
    return both.sort(*_WHO, "from_ms")


def _with_shift(spans: pl.DataFrame, shifts: pl.DataFrame) -> pl.DataFrame:
    return spans.sort("from_ms").join_asof(
        shifts.sort("on_ms"), left_on="from_ms", right_on="on_ms", by=_WHO, strategy="backward", check_sortedness=False
    )


def _attendance(parts: pl.DataFrame, shifts: pl.DataFrame) -> Iterator[str]:
    before = _c("to_ms").shift(1).over(_WHO)
    yield from broken("an agent by name signs on with a shift", parts, _c("on_ms").is_null())
    early = (_c("from_ms") < _c("come_ms")) & (before != _c("from_ms")).fill_null(True)
    yield from broken("nobody is there before they come", parts, early)
    inside = pl.min_horizontal("to_ms", "go_ms") - pl.max_horizontal("from_ms", "come_ms")
    there = parts.group_by(*_WHO, "on_ms").agg(inside.clip(0).sum().alias("there_ms"))
    rows = shifts.join(there, on=[*_WHO, "on_ms"], how="left").with_columns(_c("on_ms").alias("from_ms"))
    gone = _c("there_ms").fill_null(0) != _c("go_ms") - _c("come_ms")
    yield from broken("an agent is there from the start of the shift to its end", rows, gone)
    late = (_c("to_ms") > _c("go_ms")) & ~_c("stays")
    yield from broken("nobody is idle after the shift", parts, late & (_c("state") == "idle"))
    yield from broken(
        "nobody starts a contact after the shift", parts, late & _begins() & (_c("from_ms") >= _c("go_ms"))
    )
    away = (_c("from_ms") > before) & (_c("from_ms") >= _c("go_ms"))
    yield from broken("overtime goes on from the shift without a gap", parts, away.fill_null(False))


def _begins() -> pl.Expr:
    """Where a contact or a dial begins: work that is not the hold, transfer or wrap-up of what the agent was doing."""
    before, state = _c("state").shift(1).over(_WHO), _c("state")
    joined = _c("from_ms") == _c("to_ms").shift(1).over(_WHO)
    goes_on = joined & before.is_in(["talk", "hold", "transfer"]) & state.is_in(["hold", "transfer", "wrap"])
    # An agent comes back to chats that are open as a call ends.
    return ~state.is_in(["idle", "chat", *_AWAY]) & ~goes_on.fill_null(False) & ~_c("rest")


def _breaks(parts: pl.DataFrame, roster: pl.DataFrame, shifts: pl.DataFrame) -> Iterator[str]:
    """The first so many breaks of a shift are taken, in the order planned; the rest were still to begin at its end."""
    nth = pl.int_range(pl.len()).over(*_WHO, "on_ms").alias("nth")
    rows = _with_shift(roster.filter(_c("planned").is_in(_AWAY)), shifts)
    rows = rows.filter(_c("from_ms").is_between(_c("come_ms"), _c("go_ms"), closed="left"))
    planned = rows.sort(*_WHO, "from_ms").with_columns(nth)
    taken = parts.filter(_c("state").is_in(_AWAY)).sort(*_WHO, "from_ms").with_columns(nth)
    taken = taken.select(*_WHO, "on_ms", "nth", "state", _c("from_ms").alias("begun_ms"), _c("to_ms").alias("ended_ms"))
    both = planned.join(taken, on=[*_WHO, "on_ms", "nth"], how="full", coalesce=True)
    begun, ended, lasts = _c("begun_ms"), _c("ended_ms"), _c("to_ms") - _c("from_ms")
    yield from broken("a break is one that was planned", both, _c("planned").is_null() | (_c("planned") != _c("state")))
    yield from broken("nobody goes on a break before it is due", both, begun < _c("from_ms"))
    cut = (ended >= _c("go_ms")) & (ended - begun < lasts)
    yield from broken(
        "a break lasts as long as planned, or to the end of the shift", both, ~cut & (ended - begun != lasts)
    )
    waited = both.filter(_c("planned").is_not_null()).with_columns(
        _c("begun_ms").fill_null(_c("go_ms")).alias("until_ms")
    )
    yield from _nothing_else(waited, parts)


def _nothing_else(waited: pl.DataFrame, parts: pl.DataFrame) -> Iterator[str]:
    """Between the time a break is due and its beginning its agent finishes what is in hand."""
    idle = parts.filter(_c("state") == "idle").select(*_WHO, _c("from_ms").alias("at_ms"), _c("to_ms").alias("last_ms"))
    begins = parts.filter(_begins()).select(*_WHO, _c("from_ms").alias("at_ms"), (_c("from_ms") + 1).alias("last_ms"))
    for fact, what in (("who is due for a break is not idle", idle), ("nor starts a contact", begins)):
        rows = waited.with_columns((_c("until_ms") - 1).alias("before_ms")).sort("before_ms")
        found = rows.join_asof(
            what.sort("at_ms"), left_on="before_ms", right_on="at_ms", by=_WHO, strategy="backward",
            check_sortedness=False,
        )  # fmt: skip
        bad = found.filter(_c("last_ms") > _c("from_ms"))
        if len(bad):
            yield told(fact, bad)


FACTS = (named,)
