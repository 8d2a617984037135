"""What Erlang would staff for the contacts that a study saw: interval by interval, as if each were a steady state."""

from __future__ import annotations

import polars as pl

from sim.demand.means import law_mean_ms
from sim.kpi.sums import HANDLE_MS
from sim.roster.days import days_open
from sim.roster.heads import stretches
from sim.scenario.schema import Scenario
from sim.study.replicate import Study
from sim.study.target import target_of
from sim.theory.staffing import Goal, Line, agents_needed


def own_groups(scenario: Scenario, queue: str) -> tuple[str, ...]:
    """The groups that serve a queue, if they serve nothing else; none where any of them does: Erlang knows one queue
    with agents of its own. None for a chat, either: it knows agents who have one contact at a time."""
    groups = [name for name, group in scenario.agents.items() if queue in group.skills]
    alone = all(set(scenario.agents[name].skills) == {queue} for name in groups)
    return tuple(groups) if alone and scenario.queues[queue].channel == "voice" else ()


def heads_at(scenario: Scenario, group: str, clock: int, day: int = 0) -> int:
    """Heads of a group on the queue at a time of a counted day, ms after midnight."""
    return next((part.on_queue for part in stretches(scenario, group, day) if part.from_ms <= clock < part.to_ms), 0)


def goal_of(scenario: Scenario, queue: str) -> Goal:
    """A queue's target, times in ms."""
    target = target_of(scenario, queue)
    return Goal(target.answer, target.within, target.formula, scenario.queues[queue].short_abandon)


def lines_of(study: Study, queue: str) -> dict[int, Line]:
    """The work of a queue by interval (start, ms after midnight), rates per ms: the mean of those who reached it on
    the days on which it is open (these are alike), redials and the like included, and their mean handle time and the
    file's mean patience, which are those of the whole day. Those turned away count as come, but at lines that
    self-service shares, as they never got as far as the queue; there Erlang knows no limit. Empty where nobody was
    handled."""
    mine = study.cells.intervals.filter(pl.col("queue") == queue)
    handle_ms, handled = mine.select(HANDLE_MS.sum(), pl.col("handled").sum().alias("handled")).row(0)
    if not handled or not handle_ms:
        return {}
    page, (opens, closes) = study.scenario.queues[queue], study.scenario.hours(queue)
    patience = law_mean_ms(page.patience, study.scenario, queue) if page.patience is not None else None
    leaves = 1 / max(patience, 1.0) if patience is not None else 0.0
    shared = page.lines is not None and page.self_service is not None
    reached = pl.col("queued") if shared else pl.col("queued") + pl.col("outcome_blocked")
    room, house = page.waiting_room, None if shared or page.waiting_room is not None else page.lines
    came = mine.group_by("interval").agg(reached.sum().alias("came"))
    days = study.replications * len(days_open(study.scenario, queue))
    lines = {}
    for start, contacts in came.sort("interval").iter_rows():
        open_ms = min(start + study.scenario.interval, closes) - max(start, opens)
        if open_ms > 0:
            lines[start] = Line(contacts / days / open_ms, handled / handle_ms, leaves, room, house)
    return lines


def needed_by_interval(study: Study, queue: str) -> dict[int, int | None]:
    """The fewest agents, by interval, that keep the queue's target; None where no number does."""
    goal = goal_of(study.scenario, queue)
    return {start: agents_needed(line, goal) for start, line in lines_of(study, queue).items()}
