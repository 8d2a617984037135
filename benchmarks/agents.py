"""A contact costs at most twice as much with 1,000 agents as with 10 who are as busy, whichever rule chooses them.

About as many contacts each: ten whole days of 10 agents, two and a half hours of 1,000. The engine alone is timed
(drawing knows of no agents), in processor time, so that a busy machine does not decide; few and many in turns, in one
process. Run it as `python benchmarks/agents.py`.
"""

from __future__ import annotations

from statistics import median
from time import process_time
from typing import Any

from sim.demand.draw import draw
from sim.engine.flatten import flatten
from sim.engine.reference import play
from sim.roster.heads import plan_heads
from sim.scenario.schema import Scenario
from sim.units import HOUR, format_clock

CALLS_AN_AGENT_AND_HOUR = 10.8
"""Of five minutes each: agents are busy for 90 % of their time."""
FEW, MANY = (10, 24.0, 10), (1_000, 2.5, 1)
"""Agents, hours open a day, days."""
TURNS = 9

RULES: dict[str, dict[str, Any]] = {
    "longest idle": {},
    "least busy": {"next_agent": "least_busy"},
    "at random": {"next_agent": "at_random"},
}


def floor(agents: int, hours: float, days: int, rule: dict[str, Any], waves: bool = False) -> Scenario:
    """One queue and its group; with `waves` a tenth of the heads leaves and comes back, half-hour by half-hour."""
    care = {
        "arrivals": {"per_hour": CALLS_AN_AGENT_AND_HOUR * agents, "day_to_day": "0%"},
        "handle_time": {"exponential": "5m"},
        "patience": {"exponential": "3m"},
    }
    starts = range(int(2 * hours)) if waves else range(1)
    heads = {format_clock(half * HOUR // 2): agents - agents // 10 * (half % 2) for half in starts}
    front = {"skills": ["care"], "on_queue": heads, **rule}
    opening = f"00:00-{format_clock(round(hours * HOUR))}"
    page = {"name": "floor", "open": opening, "days": days, "queues": {"care": care}, "agents": {"front": front}}
    return Scenario.model_validate(page)


def cost(scenario: Scenario, turn: int) -> float:
    """Processor seconds that the engine takes for a contact."""
    demand, roster, rules = draw(scenario, 1, turn), plan_heads(scenario), flatten(scenario)
    start = process_time()
    record = play(demand, roster, rules)
    return (process_time() - start) / len(record.contacts["issue"])


def tell(what: str, few: Scenario, many: Scenario) -> None:
    ratios = [cost(many, turn) / cost(few, turn) for turn in range(TURNS)]
    print(f"  {what:34} {median(ratios):5.2f}   ({min(ratios):.2f} to {max(ratios):.2f})")


def main() -> None:
    print(f"a contact's cost with {MANY[0]:,} agents over that with {FEW[0]} (median of {TURNS} turns; 2 at most):")
    for name, rule in RULES.items():
        tell(name, floor(*FEW, rule), floor(*MANY, rule))
    tell("heads that change by the half-hour", floor(*FEW, {}, waves=True), floor(*MANY, {}, waves=True))


if __name__ == "__main__":
    main()
