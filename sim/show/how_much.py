"""How much is played, and by how many processes, from what was typed. Imports nothing heavy."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from sim.scenario.schema import Scenario


def one_length(days: int | None, replications: int | None) -> None:
    """Raises BadParameter where both are typed."""
    if days is not None and replications is not None:
        raise typer.BadParameter("say how much to play once: --days or --replications, not both")


def replications_of(scenario: Scenario, days: int | None, replications: int | None) -> int:
    """The runs of the whole file that were asked for, by either; USUAL_DAYS where by neither. Days that are no whole
    runs are rounded up, and stderr says so."""
    from sim.study.replicate import USUAL_DAYS, replications_for

    count = replications or replications_for(scenario, days or USUAL_DAYS)
    played = count * scenario.days.count
    if days is not None and played != days:
        typer.echo(
            f"--days {days} is rounded up to {played}: one run of this file is {scenario.days.count} days", err=True
        )
    return count


def cores() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
