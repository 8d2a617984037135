"""Which queue of a page Erlang can be asked about, and why not the others."""

from __future__ import annotations

from sim.demand.means import reaching_agents
from sim.roster.heads import what_differs
from sim.scenario.dump import tree_of
from sim.scenario.schema import Scenario
from sim.study.one_day import one_day


class NotAskableError(ValueError):
    """A queue that Erlang cannot be asked about; the text says why and what to do."""


def askable(scenario: Scenario, queue: str | None) -> str:
    """The queue asked for, or without one the first of calls with a target and arrivals. Raises NotAskableError."""
    if queue is not None and queue not in scenario.queues:
        raise NotAskableError(f"--queue: there is no queue '{queue}', write one of {', '.join(scenario.queues)}")
    name = _of_calls(scenario, queue)
    if differs := what_differs(scenario):
        cure = one_day(scenario, [name], bursts=False)
        raise NotAskableError(f"the days differ in {differs}, and Erlang is asked about one of them: {cure}")
    _has_a_forecast(scenario)
    if reaching_agents(scenario, name).sum() <= 0:
        raise NotAskableError(
            f"queues.{name}.self_service: nobody reaches the queue, so there is nothing to ask Erlang"
        )
    return name


def _of_calls(scenario: Scenario, queue: str | None) -> str:
    several = [name for name, page in scenario.queues.items() if page.channel != "voice"]
    asked = [name for name, page in scenario.queues.items() if page.arrivals is not None and name not in several]
    if queue in several or not asked:
        name = queue if queue in several else several[0]
        why = "nobody waits on the line for email" if scenario.queues[name].deferred else "of chats they have several"
        raise NotAskableError(
            f"queues.{name}.channel: Erlang knows agents who have one contact at a time, and {why}; ask it about "
            "a queue of calls"
        )
    name = queue or next((name for name in asked if scenario.queues[name].target is not None), asked[0])
    if name not in asked:
        raise NotAskableError(
            f"--queue {name}: it has no arrivals of its own, and these are what Erlang is asked; write one of "
            f"{', '.join(asked)}"
        )
    return name


def _has_a_forecast(scenario: Scenario) -> None:
    recorded = [other for other, page in scenario.queues.items() if page.arrivals is not None and page.arrivals.times]
    if recorded:
        times = tree_of(scenario).at("queues", recorded[0], "arrivals", "times")
        at = f"{times.place} " if times and times.place.line else ""
        raise NotAskableError(
            f"{at}queues.{recorded[0]}.arrivals: recorded times are no forecast, and that is what Erlang asks; write "
            "the volume as per_interval to set Erlang beside it"
        )
    for where, burst, _ in scenario.bursts():
        raise NotAskableError(
            f"queues.{where}.bursts.{burst}: a burst is no steady state, and that is what Erlang asks; for the normal "
            f"day beside it add --set queues.{where}.bursts.{burst}.chance=0%"
        )
