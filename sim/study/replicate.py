"""Plays scenarios many times and keeps the cells: draw, play, log, audit, count."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import polars as pl

from sim.demand.draw import Demand, draw
from sim.demand.streams import Streams
from sim.engine.flatten import flatten
from sim.engine.reference import play
from sim.kpi.compute import Cells
from sim.kpi.compute import cells as count
from sim.log.audit import audit
from sim.log.columns import Logs, to_logs
from sim.log.store import SavedRun, saving
from sim.roster.attendance import attended, is_drawn
from sim.roster.heads import plan_heads
from sim.scenario.schema import Scenario
from sim.study.pool import in_order

USUAL_DAYS = 100
"""Counted days played where nobody says how many."""

CHUNK = 4
"""Replications that a process plays before it hands them in: few, so that progress is seen and logs do not pile up."""

JOINED = 12
"""Parts, some fifty replications, that are kept as one: a small frame takes more room than its numbers."""


class AuditError(Exception):
    """A log broke a fact that every log must obey: a fault of the program, not of the scenario."""

    def __init__(self, findings: tuple[str, ...]) -> None:
        super().__init__(findings)
        self.findings = findings

    def __str__(self) -> str:
        shown = "; ".join(self.findings[:5])
        return f"the audit of the log found {len(self.findings)} fault(s): {shown}"


@dataclass(frozen=True, repr=False)
class Study:
    """What is kept of the replications of one scenario: sums, no logs."""

    scenario: Scenario
    seed: int
    replications: int
    cells: Cells
    """Additive sums per (replication, day, queue), per interval, and percentiles; replications in order."""
    day_factors: pl.DataFrame
    """replication, day (from 0, counted days only), factor: the volume of each day relative to the forecast."""
    capped: int
    """Issues that would have gone on but for attempts_at_most; 0 if counted from a log, which does not say."""
    contacts: int
    """Rows of the contact logs, warm-up included."""
    cost_per_day: float = 0.0
    """The strategy's own price a day, in the sums already."""

    @property
    def days(self) -> int:
        """Counted days in all."""
        return self.replications * self.scenario.days.count

    def __repr__(self) -> str:
        """What was played; the sums are thousands of lines."""
        return f"Study({self.scenario.name!r}, {self.days:,} days, seed {self.seed}, {self.contacts:,} contacts)"


@dataclass(frozen=True)
class Task:
    """Some replications of one plan, for one process."""

    scenario: Scenario
    cost_per_day: float
    seed: int
    replications: range
    keep_logs: bool = False
    check: bool = False


@dataclass(frozen=True)
class Part:
    """What comes back: small, unless the logs are asked for."""

    cells: Cells
    day_factors: pl.DataFrame
    capped: int
    contacts: int
    replications: int
    logs: Logs | None


def replications_for(scenario: Scenario, days: int) -> int:
    """Replications that hold at least `days` counted days."""
    return -(-days // scenario.days.count)


def replicate(
    scenario: Scenario,
    replications: int,
    seed: int,
    *,
    processes: int = 1,
    cost_per_day: float = 0.0,
    on_progress: Callable[[int, int], None] | None = None,
    log_to: Path | None = None,
    check: bool = False,
) -> Study:
    """Plays replications 0 .. n - 1 of `scenario`; the same for any number of processes.

    `on_progress(done, replications)` is called as results are merged. `log_to` keeps the logs as well, in that file and
    its companions. `check` has the engine assert after each dispatch that no match is left undone.
    Raises AuditError, WorkerLostError, LogError.
    """
    tasks = tasks_of(scenario, cost_per_day, seed, replications, processes, log_to is not None, check)
    saved = (
        saving(log_to, scenario, seed, replications, version("ccsim")) if log_to is not None else nullcontext(_no_log)
    )
    with saved as add, closing(in_order(play_task, tasks, processes)) as played:
        parts = with_progress(played, replications, on_progress)
        return merged(scenario, seed, cost_per_day, _handed_over(parts, add))


def _handed_over(parts: Iterable[Part], add: Callable[[Logs], None]) -> Iterator[Part]:
    """The parts, their logs given to `add`."""
    for part in parts:
        if part.logs is not None:
            add(part.logs)
        yield without_logs(part)


def _no_log(logs: Logs) -> None:
    raise AssertionError("logs came back that nobody asked for")


def tasks_of(
    scenario: Scenario,
    cost_per_day: float,
    seed: int,
    replications: int,
    processes: int,
    keep_logs: bool = False,
    check: bool = False,
) -> list[Task]:
    """The replications in chunks. A process plays its chunks one by one, so the chunks do not change what comes out."""
    size = 1 if keep_logs else max(1, min(CHUNK, replications // (2 * processes)))
    starts = range(0, replications, size)
    chunks = [range(start, min(start + size, replications)) for start in starts]
    return [Task(scenario, cost_per_day, seed, chunk, keep_logs, check) for chunk in chunks]


def play_task(task: Task) -> Part:
    """Draws and plays the replications of a task, then audits and counts their logs at one go. Raises AuditError."""
    log, factors, capped = played(task.scenario, task.seed, task.replications, check=task.check)
    return Part(
        count(log, task.scenario, task.cost_per_day),
        factors,
        capped,
        log.contacts.height,
        len(task.replications),
        log if task.keep_logs else None,
    )


def played(scenario: Scenario, seed: int, replications: range, check: bool = False) -> tuple[Logs, pl.DataFrame, int]:
    """The audited logs of some replications, the factors of their counted days (as in `Study`), and how many issues
    were cut at attempts_at_most. Raises AuditError."""
    plan, rules = plan_heads(scenario), flatten(scenario)
    logs, factors, capped = [], [], 0
    for replication in replications:
        demand = draw(scenario, seed, replication)
        roster = attended(scenario, Streams(seed, replication)) if is_drawn(scenario) else plan
        record = play(demand, roster, rules, check=check)
        logs.append(to_logs(record, scenario, replication))
        factors.append(_counted_factors(demand, scenario, replication))
        capped += record.capped
    log = Logs.concat(logs)
    if findings := audit(log, scenario):
        raise AuditError(findings)
    return log, pl.concat(factors), capped


def _counted_factors(demand: Demand, scenario: Scenario, replication: int) -> pl.DataFrame:
    factors = demand.day_factor[scenario.days.warm_up :]
    return pl.DataFrame({"day": range(len(factors)), "factor": factors}).select(
        pl.lit(replication, pl.Int64).alias("replication"), "day", "factor"
    )


def without_logs(part: Part) -> Part:
    """A part to keep: a thousand replications do not hold a thousand logs."""
    return Part(part.cells, part.day_factors, part.capped, part.contacts, part.replications, None)


def with_progress(parts: Iterator[Part], of: int, on_progress: Callable[[int, int], None] | None) -> Iterator[Part]:
    """The same parts, each told to `on_progress(done, of)` as it comes in."""
    done = 0
    for part in parts:
        done += part.replications
        if on_progress is not None:
            on_progress(done, of)
        yield part


def merged(scenario: Scenario, seed: int, cost_per_day: float, parts: Iterable[Part]) -> Study:
    """Parts in replication order as one study; their logs are not kept."""
    whole: list[Part] = []
    fresh: list[Part] = []
    for part in parts:
        fresh.append(without_logs(part))
        if len(fresh) == JOINED:
            whole, fresh = [*whole, _joined(fresh)], []
    one = _joined([*whole, *fresh])
    return Study(scenario, seed, one.replications, one.cells, one.day_factors, one.capped, one.contacts, cost_per_day)


def _joined(parts: Sequence[Part]) -> Part:
    """Parts in replication order as one, without logs."""
    return Part(
        Cells.concat(part.cells for part in parts),
        pl.concat([part.day_factors for part in parts], rechunk=True),
        sum(part.capped for part in parts),
        sum(part.contacts for part in parts),
        sum(part.replications for part in parts),
        None,
    )


def recount(saved: SavedRun) -> Study:
    """The study that a saved log holds, counted again from its rows. How busy its days were is drawn again: a log knows
    who came, not what was forecast."""
    scenario = saved.scenario
    factors = [
        _counted_factors(draw(scenario, saved.seed, replication), scenario, replication)
        for replication in range(saved.replications)
    ]
    return Study(
        scenario,
        saved.seed,
        saved.replications,
        count(saved.logs, scenario),
        pl.concat(factors),
        capped=0,
        contacts=saved.logs.contacts.height,
    )
