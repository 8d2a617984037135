"""`sim.run` and `sim.compare`: a scenario, or the file at a path, played from a notebook."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from sim.log.columns import Logs
from sim.scenario.load import load
from sim.scenario.schema import Scenario
from sim.study import compare as plans
from sim.study.pool import in_order
from sim.study.replicate import USUAL_DAYS, Study, merged, play_task, replications_for, tasks_of, without_logs
from sim.study.summary import frame_of, summarise


@dataclass(frozen=True, repr=False)
class Run:
    """The logs and KPIs of every replication."""

    study: Study
    contacts: pl.DataFrame
    """A row a leg."""
    agents: pl.DataFrame
    """Agent state spans."""
    queues: pl.DataFrame
    """Queue length at each change."""

    def kpis(self) -> pl.DataFrame:
        """Every KPI with its interval, by queue, in total (queue null) and by interval: the rows of `--json`."""
        return frame_of(summarise(self.study))

    def __repr__(self) -> str:
        """What was played; the logs are frames of their own."""
        return f"Run of {self.study!r}: .contacts, .agents, .queues, .kpis()"


def run(
    scenario: Scenario | str | Path,
    replications: int | None = None,
    days: int | None = None,
    seed: int = 1,
    processes: int = 1,
) -> Run:
    """Plays a scenario, or the file at a path, and keeps the logs of every replication in memory.

    Say how much by `replications` (runs of the whole file) or by counted `days`, 100 unless said. With more than one
    process, a script calls this under `if __name__ == "__main__":`. Raises ScenarioError for a faulty file, ValueError
    for both `replications` and `days`.
    """
    page = _page(scenario)
    tasks = tasks_of(page, 0.0, seed, _wanted(page, replications, days), processes, keep_logs=True)
    parts, logs = [], []
    with closing(in_order(play_task, tasks, processes)) as played:
        for part in played:
            if part.logs is not None:
                logs.append(part.logs)
            parts.append(without_logs(part))
    log = Logs.concat(logs)
    return Run(merged(page, seed, 0.0, parts), log.contacts, log.agents, log.queues)


def compare(
    scenario: Scenario | str | Path,
    replications: int | None = None,
    days: int | None = None,
    seed: int = 1,
    processes: int = 1,
) -> plans.Comparison:
    """Every strategy of a scenario, or of the file at a path, on the same customers; see `run` for how much."""
    page = _page(scenario)
    return plans.compare(page, _wanted(page, replications, days), seed, processes=processes)


def _page(scenario: Scenario | str | Path) -> Scenario:
    return scenario if isinstance(scenario, Scenario) else load(scenario)


def _wanted(scenario: Scenario, replications: int | None, days: int | None) -> int:
    if replications is not None and days is not None:
        raise ValueError("say how much once: replications (runs of the whole file) or days (counted days)")
    wanted = replications if replications is not None else replications_for(scenario, days or USUAL_DAYS)
    if wanted < 1:
        raise ValueError("play at least one replication")
    return wanted
