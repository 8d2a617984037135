"""Ten times the contacts take about ten times the time; a thousand replications do not hold a thousand logs.

Times: one replication drawn, played and put into log frames, in turns. Memory: the peak of a fresh process that plays
100 short replications, then of one that plays 1,000. Run it as `python benchmarks/scaling.py`.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from statistics import median
from time import perf_counter

from sim.demand.draw import draw
from sim.engine.flatten import flatten
from sim.engine.reference import play
from sim.log.columns import to_logs
from sim.roster.heads import plan_heads
from sim.scenario.schema import Scenario

TURNS = 3
BYTES = 1 if sys.platform == "darwin" else 1024


def desk(per_hour: int, agents: int, days: int = 1, hours: str = "00:00-24:00") -> Scenario:
    """An Erlang A desk."""
    care = {
        "arrivals": {"per_hour": per_hour},
        "talk": {"lognormal": {"mean": "4m30s"}},
        "wrap_up": {"exponential": "30s"},
        "patience": {"exponential": "3m"},
        "target": {"answer": "80%", "within": "20s"},
    }
    front = {"skills": ["care"], "on_queue": agents}
    page = {"name": "Desk", "days": days, "open": hours, "queues": {"care": care}, "agents": {"front": front}}
    return Scenario.model_validate(page)


def seconds_per_contact(scenario: Scenario, replication: int) -> tuple[float, int]:
    """Seconds that one contact takes, and how many contacts there were."""
    start = perf_counter()
    record = play(draw(scenario, 1, replication), plan_heads(scenario), flatten(scenario))
    contacts = to_logs(record, scenario, replication).contacts.height
    return (perf_counter() - start) / contacts, contacts


def compare_times(what: str, small: Scenario, large: Scenario) -> None:
    ratios = []
    for turn in range(TURNS):
        (one, few), (ten, many) = seconds_per_contact(small, turn), seconds_per_contact(large, turn)
        ratios.append(ten / one * 10)
    print(f"{what}, {few:,} to {many:,} contacts: {median(ratios):.1f} times the time for ten times the contacts")


def peak_megabytes(replications: int) -> float:
    """Peak memory of a fresh process that plays that many replications."""
    ran = subprocess.run([sys.executable, __file__, str(replications)], check=True, stdout=subprocess.PIPE, text=True)
    return float(ran.stdout)


def short() -> Scenario:
    """Three hours of a desk, some 720 contacts."""
    return desk(240, 22, hours="09:00-12:00")


def play_many(replications: int) -> None:
    from sim.study.replicate import replicate

    replicate(short(), replications, seed=1)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * BYTES / 2**20)


def log_megabytes(scenario: Scenario) -> float:
    """The size of one replication's log frames."""
    logs = to_logs(play(draw(scenario, 1, 0), plan_heads(scenario), flatten(scenario)), scenario, 0)
    return sum(frame.estimated_size("mb") for frame in (logs.contacts, logs.agents, logs.queues))


def main() -> None:
    # Memory first: on Linux a new process starts with the peak of the one that started it.
    few, many = peak_megabytes(100), peak_megabytes(1000)
    logs = 900 * log_megabytes(short())
    print(f"peak memory of 100 replications {few:.0f} MB, of 1,000 {many:.0f} MB: {many / few:.2f} times as much")
    print(f"900 replications more add {(many - few) / logs:.2f} of what their logs would hold ({logs:.0f} MB)")
    compare_times("ten times the days", desk(600, 52), desk(600, 52, days=10))
    compare_times("ten times the calls and agents", desk(120, 12), desk(1200, 110))


if __name__ == "__main__":
    play_many(int(sys.argv[1])) if sys.argv[1:] else main()
