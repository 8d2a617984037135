"""The sentences that say why a cause makes a difference, with the scenario's own figures."""

from __future__ import annotations

from sim.demand.means import law_mean_ms
from sim.scenario.laws import Law
from sim.scenario.queue import Queue
from sim.scenario.schema import Scenario
from sim.units import SECOND, format_duration


def _mean(scenario: Scenario, queue: str, law: Law | None) -> str:
    ms = law_mean_ms(law, scenario, queue) if law is not None else 0.0
    return format_duration(round(ms / SECOND) * SECOND if ms >= SECOND else round(ms))


def _percent(share: float) -> str:
    return f"{100 * share:.3g} %"


def abandonment(scenario: Scenario, queue: str) -> str:
    """Of patience."""
    patience = _mean(scenario, queue, scenario.queues[queue].patience)
    return (
        f"who has waited long enough ({patience} on average) hangs up and makes room; Erlang C has all wait for ever."
    )


def balking(scenario: Scenario, queue: str) -> str:
    """Of leaving on the quoted wait."""
    return "who is told of too long a wait leaves at once, and the others wait less; in Erlang C nobody is told."


def announced_waits(scenario: Scenario, queue: str) -> str:
    """Of saying the wait."""
    return "who is told a wait leaves sooner once it is over, and who balks goes by it; in Erlang C nobody is told."


def no_room(scenario: Scenario, queue: str) -> str:
    """Of a bounded house."""
    return "who finds no place is turned away, and counts neither as answered nor as late; Erlang C has room for all."


def callbacks(scenario: Scenario, queue: str) -> str:
    """Of callbacks."""
    return "who accepts one leaves the line, counts as late, and is called when agents are free; Erlang C has none."


def redials(scenario: Scenario, queue: str) -> str:
    """Of redials."""
    redial = scenario.queues[queue].redial
    who = f"{_percent(redial.chance)} of those who give up" if redial else "some who give up or find no room"
    return f"{who} ring again: contacts that no forecast of first attempts has."


def history(scenario: Scenario, queue: str) -> str:
    """Of patience that changes."""
    return "who rings again is not as patient as the first time."


def repeats(scenario: Scenario, queue: str) -> str:
    """Of those who come back."""
    return "whose matter is not settled comes back: contacts that no forecast of first attempts has."


def switches_in(scenario: Scenario, queue: str) -> str:
    """Of moves from other queues."""
    return f"contacts move to {queue} from other queues: no forecast of its own first attempts has them."


def escalations_in(scenario: Scenario, queue: str) -> str:
    """Of being the second tier."""
    return f"contacts are passed on to {queue}, and wait ahead of its own: no forecast of first attempts has them."


def shared_agents(scenario: Scenario, queue: str) -> str:
    """Of other skills."""
    if any(len(group.skills) > 1 for group in scenario.agents.values() if queue in group.skills):
        return "the agents serve other queues too; Erlang has them all to itself."
    return "some agents take it under conditions only (overflow); Erlang has them all at once."


def by_agent(scenario: Scenario, queue: str) -> str:
    """Of work that depends on who does it."""
    return "how long a contact takes depends on who takes it; Erlang's agents are alike, by the queue's own times."


def self_service(scenario: Scenario, queue: str) -> str:
    """Of what sessions leave behind."""
    return (
        "sessions take time, and change the talk and the patience of those they hand on; Erlang is asked the first "
        "attempts that reach the queue, as if they came at once."
    )


def talk_limit(scenario: Scenario, queue: str) -> str:
    """Of cut talks."""
    limit = scenario.queues[queue].talk_limit
    at = format_duration(limit.at) if limit else ""
    return f"talk is cut at {at}, so that contacts take less time than their law says, which is what Erlang is asked."


def shape(scenario: Scenario, queue: str) -> str:
    """Of laws other than exponential, of reasons and hours that have laws of their own."""
    page = scenario.queues[queue]
    differ = [word for word, is_so in (("reason", page.reasons), ("hour", _by_the_hour(page))) if is_so]
    by = f", another by {' and '.join(differ)}" if differ else ""
    return f"handle times follow laws of their own{by}; Erlang's are exponential, all of the same mean."


def _by_the_hour(page: Queue) -> bool:
    works = [page.work(), *(page.work(reason) for reason in (page.reasons or {}).values())]
    laws = [law for work in works for law in work]
    return any(law is not None and law.by_arrival is not None for law in laws)


def weekdays(scenario: Scenario, queue: str) -> str:
    """Of forecasts that differ by day."""
    return "the forecast differs from one of the days played to the next; Erlang is asked of their mean."


def busy_days(scenario: Scenario, queue: str) -> str:
    """Of volume that varies."""
    arrivals = scenario.queues[queue].arrivals
    cv = _percent(arrivals.day_to_day) if arrivals is not None else ""
    return f"a day's volume varies by {cv}; near full load busy days lose more than quiet ones win. Erlang has one day."


def busy_hours(scenario: Scenario, queue: str) -> str:
    """Of volume that varies within a day."""
    return "single intervals bring more or less than their forecast, beyond chance; Erlang's bring the forecast."


def absence(scenario: Scenario, queue: str) -> str:
    """Of agents who are not there as planned."""
    return "on some days more of the agents are absent, late or leave early than on others; Erlang has all planned."


def within_the_interval(scenario: Scenario, queue: str) -> str:
    """Of rates and heads that change inside an interval."""
    return "volume or heads change inside an interval; Erlang is told its mean (heads to the nearest whole)."


def carry_over(scenario: Scenario, queue: str) -> str:
    """Of a day that is no row of steady states."""
    cut = ", closing cuts off who waits" if scenario.closing == "disconnected" else ""
    return (
        f"the day opens with an empty line, who waits as an interval ends waits in the next{cut}, and who comes back "
        "does so in another; to Erlang each interval is a steady state, as if it lasted for ever."
    )
