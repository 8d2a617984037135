"""What a planner types into Erlang for a queue: the forecast, the mean handle time, the heads; and Erlang's answer."""

from __future__ import annotations

from dataclasses import dataclass

from sim.demand.means import law_mean_ms, mean_handle_ms, reaching_agents
from sim.kpi.rows import USUAL_THRESHOLD_MS
from sim.scenario.schema import Scenario
from sim.study.switched_off import forecast_by_day, heads, open_intervals, rates
from sim.theory.staffing import Line, steady_state


@dataclass(frozen=True)
class Question:
    """The work of one queue, interval by interval; times in ms."""

    queue: str
    within_ms: int
    """The time of the queue's target, 20 s where it has none."""
    parts: tuple[tuple[int, int], ...]
    """The open part of each interval, ms after midnight."""
    volumes: tuple[float, ...]
    """First attempts that reach the queue, by forecast: neither redials nor repeats, nor who moves here."""
    heads: tuple[int, ...]
    handle_ms: float
    patience_ms: float | None
    """Mean patience, which Erlang A is told and Erlang C is not; None where all wait for ever."""

    @property
    def volume(self) -> float:
        """First attempts a day."""
        return sum(self.volumes)

    def line(self, place: int, *, patient: bool) -> Line:
        """An interval's work; `patient`: nobody abandons."""
        start, end = self.parts[place]
        leaves = 0.0 if patient or self.patience_ms is None else 1 / max(self.patience_ms, 1.0)
        return Line(self.volumes[place] / (end - start), 1 / self.handle_ms, leaves)

    def overloaded(self, place: int) -> bool:
        """Whether an interval brings at least as much work as its heads can do."""
        return self.line(place, patient=True).load >= self.heads[place] * (1 - 1e-12)

    def level(self, place: int, *, patient: bool) -> float | None:
        """Service level `offered` of an interval by Erlang C (`patient`) or A; None where nobody comes."""
        if self.volumes[place] == 0:
            return None
        if self.heads[place] == 0:
            return 0.0
        return steady_state(self.line(place, patient=patient), self.heads[place], self.within_ms).service_level

    def day(self, *, patient: bool) -> float:
        """The day's service level: that of the intervals, each by its volume."""
        levels = [self.level(place, patient=patient) or 0.0 for place in range(len(self.parts))]
        return sum(level * volume for level, volume in zip(levels, self.volumes, strict=True)) / self.volume


def question_of(bare: Scenario, queue: str, patience_ms: float | None) -> Question:
    """The question that `bare`, a scenario in which all that Erlang does not know is switched off, comes down to."""
    parts = tuple(open_intervals(bare, queue))
    page = bare.queues[queue]
    days = forecast_by_day(bare, queue)
    reach = float(reaching_agents(bare, queue).sum()) * sum(days) / len(days)
    return Question(
        queue,
        page.target.within if page.target else USUAL_THRESHOLD_MS,
        parts,
        tuple(reach * sum(length * rate for _, length, rate in rates(bare, queue, *part)) for part in parts),
        tuple(_heads_on(bare, queue, start) for start, _ in parts),
        mean_handle_ms(bare, queue),
        patience_ms,
    )


def mean_patience_ms(scenario: Scenario, queue: str) -> float | None:
    """What Erlang A is told; None where all wait for ever."""
    patience = scenario.queues[queue].patience
    return law_mean_ms(patience, scenario, queue) if patience is not None else None


def _heads_on(scenario: Scenario, queue: str, clock: int) -> int:
    groups = [name for name, group in scenario.agents.items() if queue in group.skills]
    return sum(count for name in groups for _, _, count in heads(scenario, name, clock, clock + 1))
