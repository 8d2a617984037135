"""The KPI catalogue: each KPI has one name, one formula, one denominator and one unit, here and nowhere else.

Letters in formulas: N = A + B + F + open reached the queue; A answered, B abandoned (who balks counts here, with
wait 0), F left the line otherwise (callback accepted, disconnected at closing); A_T, B_T within the queue's threshold T
(wait <= T, 20 s where the queue has no target); B_s abandoned within its short limit s. An accepted callback is F in
its queue: its conversation counts in handled, AHT, occupancy and time_to_human, never in A or asa. Sources: vendors'
reference pages (AT&T CMS, Cisco, Genesys, Talkdesk, Amazon Connect, Bright Pattern), ICMI, SWPP, Call Centre Helper.
"""

from __future__ import annotations

from sim.demand.places import outside_channels
from sim.kpi.deferred import DEFERRED, DEFERRED_PERCENTILES, email_kpis, has_email
from sim.kpi.expected import expectation_kpis
from sim.kpi.experience import EXPERIENCE
from sim.kpi.flow import CALLBACKS, FLOW, VOLUME
from sim.kpi.kpi import Kpi, Percentile, share
from sim.kpi.line import ABANDONMENT, WAITS
from sim.kpi.line import SERVICE_LEVELS as SERVICE_LEVELS
from sim.kpi.quotes import ANNOUNCED, QUOTES
from sim.kpi.recovery import RECOVERY
from sim.kpi.sums import HANDLED, SWITCHED, column
from sim.kpi.work import AGENTS, BY_NAME, CHATS, COST
from sim.scenario.schema import Scenario

CATALOGUE: tuple[Kpi, ...] = (
    *SERVICE_LEVELS.values(),
    *WAITS,
    *ABANDONMENT,
    *QUOTES,
    *AGENTS,
    *FLOW,
    *CALLBACKS,
    *COST,
    *VOLUME,
)
"""Every KPI that any scenario has, in reading order."""

PERCENTILES: tuple[Percentile, ...] = (
    *(Percentile(f"wait_p{p}", f"p{p} of waits of answered", "wait", p, "") for p in (50, 80, 90, 95, 99)),
    Percentile("wait_max", "longest wait of answered", "wait", 100, ""),
    *(Percentile(f"wait_all_p{p}", f"p{p} of waits of A and B", "wait_all", p, "") for p in (50, 80, 90, 95, 99)),
    Percentile("wait_all_max", "longest wait of A and B", "wait_all", 100, ""),
    Percentile("time_to_callback_p90", "p90 from acceptance to human voice", "time_to_callback", 90, ""),
)
"""What cannot be added up: nearest rank per replication over the counted days, then averaged over replications."""


def catalogue(scenario: Scenario) -> tuple[Kpi, ...]:
    """CATALOGUE; for each place that contacts may move on to, `channel_switch_rate to PLACE`; what announced
    waits were worth, how bursts are borne, how agents kept to their shifts, how many chats they have, email, and
    modelled experience, where the
    scenario has them."""
    moves = tuple(
        share(
            f"channel_switch_rate to {place}",
            f"switched to {place} / handled",
            column(SWITCHED + place),
            HANDLED,
            "neither",
            "By the queue they were handled on",
        )
        for place in destinations(scenario)
    )
    announces = any(queue.announce for queue in scenario.queues.values())
    bursts = any(queue.bursts for queue in scenario.queues.values())
    by_name = any(group.shifts for group in scenario.agents.values())
    chats = any(queue.channel == "chat" for queue in scenario.queues.values())
    people = (BY_NAME if by_name else ()) + (CHATS if chats else ())
    own = (ANNOUNCED if announces else ()) + (RECOVERY if bursts else ()) + people + moves
    email = email_kpis(scenario) + expectation_kpis(scenario)
    return CATALOGUE + own + email + (EXPERIENCE if scenario.experience else ())


def percentiles(scenario: Scenario) -> tuple[Percentile, ...]:
    """PERCENTILES, and those of email where the scenario has it."""
    return PERCENTILES + (DEFERRED_PERCENTILES if has_email(scenario) else ())


def destinations(scenario: Scenario) -> tuple[str, ...]:
    """The queues and outside channels that handled contacts may move on to, each once."""
    moves = [queue.switch.answered for queue in scenario.queues.values() if queue.switch and queue.switch.answered]
    inside = {move.to for move in moves}
    outside = {move.leaves_to for move in moves}
    places = (*scenario.queues, *outside_channels(scenario))
    return tuple(place for place in places if place in inside | outside)


def find(key: str) -> Kpi:
    """The KPI of CATALOGUE, or of email, with this key (`asa`, `service_level_offered`); KeyError if there is none."""
    return _BY_KEY[key]


_BY_KEY = {kpi.key: kpi for kpi in (*CATALOGUE, *DEFERRED)}
