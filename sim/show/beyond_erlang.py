"""What stands between a run and Erlang's rows on its page, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from sim.roster.heads import what_differs
from sim.scenario.schema import Scenario
from sim.show.layout import listed, sentences
from sim.study.causes import present_causes
from sim.study.erlang import own_groups


def beyond_erlang(scenario: Scenario, queues: Sequence[str]) -> list[str]:
    """The causes present for the first of `queues` that has Erlang's rows and a forecast of its own; where to read what
    each makes. Nothing where there is no such queue, customers come at recorded times or in bursts, or days differ in
    hours, heads or profile."""
    live = [name for name in queues if not scenario.queues[name].deferred]
    asked = [name for name in live if scenario.queues[name].arrivals is not None and own_groups(scenario, name)]
    pages = scenario.queues.values()
    recorded = any(page.arrivals is not None and page.arrivals.times for page in pages)
    if not asked or recorded or any(scenario.bursts()) or what_differs(scenario):
        return []
    names = [cause.name for cause in present_causes(scenario, asked[0])]
    of, only = ("", "") if len(scenario.queues) == 1 else (f" of {asked[0]}", f" --queue {asked[0]}")
    return sentences(
        f"Between this day{of} and Erlang C stand {listed(names)}: ccsim erlang FILE{only} says what each makes."
    )
