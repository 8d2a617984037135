"""The SimPy engine against the textbook SimPy model of the same queue, in the same run, one after the other in turns.

10 calls a minute, 5 minutes of service, 52 agents, 3 minutes of patience, all exponential.
Processor time, so that a busy machine does not decide. Run it as `python benchmarks/erlang_a.py`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Generator
from statistics import median
from time import process_time
from typing import Any

import simpy

from sim.demand.draw import draw
from sim.engine.flatten import flatten
from sim.engine.reference import play
from sim.log.columns import to_logs
from sim.roster.heads import plan_heads
from sim.scenario.schema import Scenario

CALLS_A_MINUTE, SERVICE_MINUTES, AGENTS, PATIENCE_MINUTES = 10, 5, 52, 3
DAYS, TURNS = 2, 11


def textbook(seed: int) -> int:
    """`Resource` and `request | timeout`, as tutorials teach it, with a list of what happened to each call."""
    chance, env = random.Random(seed), simpy.Environment()
    agents, log = simpy.Resource(env, AGENTS), []

    def call() -> Generator[simpy.Event, Any, None]:
        arrived = env.now
        with agents.request() as request:
            happened = yield request | env.timeout(chance.expovariate(1 / PATIENCE_MINUTES))
            if request not in happened:
                log.append((arrived, None, env.now, "abandoned"))
                return
            answered = env.now
            yield env.timeout(chance.expovariate(1 / SERVICE_MINUTES))
            log.append((arrived, answered, env.now, "answered"))

    def calls() -> Generator[simpy.Event, Any, None]:
        while True:
            yield env.timeout(chance.expovariate(CALLS_A_MINUTE))
            env.process(call())

    env.process(calls())
    env.run(until=DAYS * 24 * 60)
    return len(log)


def the_same_queue() -> Scenario:
    """The textbook's queue as a planner writes it."""
    care = {
        "arrivals": {"per_hour": 60 * CALLS_A_MINUTE, "day_to_day": "0%"},
        "handle_time": {"exponential": f"{SERVICE_MINUTES}m"},
        "patience": {"exponential": f"{PATIENCE_MINUTES}m"},
    }
    front = {"skills": ["care"], "on_queue": AGENTS}
    return Scenario.model_validate(
        {"name": "Erlang A", "days": DAYS, "queues": {"care": care}, "agents": {"front": front}}
    )


def seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def main() -> None:
    scenario = the_same_queue()
    roster, rules = plan_heads(scenario), flatten(scenario)
    ratios: dict[str, list[float]] = {"play": [], "draw + play": [], "draw + play + log frames": []}
    for turn in range(TURNS):
        book = seconds(lambda turn=turn: textbook(turn))
        start = process_time()
        demand = draw(scenario, 1, turn)
        drawn = process_time()
        record = play(demand, roster, rules)
        played = process_time()
        to_logs(record, scenario, turn)
        logged = process_time()
        ratios["play"].append(book / (played - drawn))
        ratios["draw + play"].append(book / (played - start))
        ratios["draw + play + log frames"].append(book / (logged - start))
    print(f"{DAYS} days of some {CALLS_A_MINUTE * 1440:,} calls, {TURNS} turns")
    print(f"the last turn: textbook {book:.2f} s, play {played - drawn:.2f} s")
    print("times as fast as the textbook SimPy model with a plain list as its log (median of the turns' ratios):")
    for what, found in ratios.items():
        print(f"  {what:26} {median(found):5.2f}   ({min(found):.2f} to {max(found):.2f})")


if __name__ == "__main__":
    main()
