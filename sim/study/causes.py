"""Why a simulation and Erlang C differ: what a scenario may have that Erlang does not know, and how it is switched off.

The order of CAUSES is the order in which they are switched off. Patience, and whatever else keeps a line from growing
without end, goes first: in the reversed order it goes last, so that every steady state that is played before has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sim.scenario.queue import Queue
from sim.scenario.schema import Scenario
from sim.study import cause_words as say
from sim.study import switched_off as off

Present = Callable[[Scenario, str], bool]


@dataclass(frozen=True)
class Cause:
    """Something that the simulation plays and Erlang leaves out."""

    name: str
    """What its row is called."""
    keys: tuple[str, ...]
    """Keys of a queue (`arrivals.day_to_day` of its arrivals) whose effect it is."""
    present: Present
    """Whether a scenario has it for a queue."""
    switched_off: Callable[[Scenario, str], Scenario]
    """The scenario without it."""
    words: Callable[[Scenario, str], str]
    """Why it makes a difference there, in a sentence."""


def present_causes(scenario: Scenario, queue: str) -> tuple[Cause, ...]:
    """What stands between the simulation of a queue and Erlang C, in the order in which it is switched off; always with
    STEADY at the end."""
    return (*(cause for cause in CAUSES if cause.present(scenario, queue)), STEADY)


def bare(scenario: Scenario, queue: str) -> Scenario:
    """The scenario with every cause but STEADY switched off: one that Erlang knows all of."""
    for cause in present_causes(scenario, queue)[:-1]:
        scenario = cause.switched_off(scenario, queue)
    return scenario


def _has(*keys: str) -> Present:
    return lambda scenario, queue: any(getattr(scenario.queues[queue], key) is not None for key in keys)


def around(scenario: Scenario, queue: str) -> set[str]:
    """The queue, those from which contacts may come to it, and those to which it escalates: who gives up there rings
    the first again."""
    leads = {name: set(_leads_to(page)) for name, page in scenario.queues.items()}
    found, look = {queue}, [queue]
    while look:
        to = look.pop()
        more = {name for name, ways in leads.items() if to in ways} - found
        if (way := scenario.queues[to].escalate) is not None:
            more |= {way.to} - found
        found |= more
        look += sorted(more)
    return found


def _pages_around(scenario: Scenario, queue: str) -> list[Queue]:
    return [scenario.queues[name] for name in around(scenario, queue)]


def _leads_to(page: Queue) -> Iterator[str]:
    if page.escalate is not None:
        yield page.escalate.to
    for way in page.switch.ways if page.switch else ():
        if way.to is not None:
            yield way.to


def _redials(scenario: Scenario, queue: str) -> bool:
    pages = _pages_around(scenario, queue)
    return any((page.redial and (page.patience or page.balk)) or page.redial_blocked for page in pages)


def _repeats(scenario: Scenario, queue: str) -> bool:
    return any(comes_again(page) for page in _pages_around(scenario, queue))


def comes_again(page: Queue) -> bool:
    """Whether a matter may be left open, and bring its customer back."""
    service, limit = page.self_service, page.talk_limit
    falsely = service is not None and service.false_containment is not None
    return page.unresolved is not None or falsely or (limit is not None and limit.unresolved > 0)


def _history(scenario: Scenario, queue: str) -> bool:
    page = scenario.queues[queue]
    return bool(page.history and page.patience and (_redials(scenario, queue) or _repeats(scenario, queue)))


def _switches_in(scenario: Scenario, queue: str) -> bool:
    others = [page.switch for name, page in scenario.queues.items() if name != queue and page.switch]
    return any(way.to == queue for switch in others for way in switch.ways)


def _escalations_in(scenario: Scenario, queue: str) -> bool:
    return any(page.escalate is not None and page.escalate.to == queue for page in scenario.queues.values())


def _shared(scenario: Scenario, queue: str) -> bool:
    serving = [group for group in scenario.agents.values() if queue in group.skills]
    return any(len(group.skills) > 1 or queue in (group.overflow or {}) for group in serving)


def _by_agent(scenario: Scenario, queue: str) -> bool:
    serving = [group for group in scenario.agents.values() if queue in group.skills]
    return any(group.works_its_own_way(skill) for group in serving for skill in group.skills)


def _traces(scenario: Scenario, queue: str) -> bool:
    return scenario.queues[queue].self_service is not None


def _shape(scenario: Scenario, queue: str) -> bool:
    return not off.is_exponential(scenario.queues[queue])


def _weekdays(scenario: Scenario, queue: str) -> bool:
    return any(len(set(off.forecast_by_day(scenario, name))) > 1 for name in around(scenario, queue))


def _busy_days(scenario: Scenario, queue: str) -> bool:
    return any(page.arrivals is not None and page.arrivals.day_to_day > 0 for page in _pages_around(scenario, queue))


def _busy_hours(scenario: Scenario, queue: str) -> bool:
    return any(
        page.arrivals is not None and page.arrivals.within_day is not None for page in _pages_around(scenario, queue)
    )


def _absence(scenario: Scenario, queue: str) -> bool:
    return any(group.absence or group.adherence for group in scenario.agents.values() if queue in group.skills)


def _uneven(scenario: Scenario, queue: str) -> bool:
    groups = [name for name, group in scenario.agents.items() if queue in group.skills]
    for start, end in off.open_intervals(scenario, queue):
        if len({rate for *_, rate in off.rates(scenario, queue, start, end)}) > 1:
            return True
        if any(len({on for *_, on in off.heads(scenario, name, start, end)}) > 1 for name in groups):
            return True
    return False


CAUSES: tuple[Cause, ...] = (
    Cause("abandonment", ("patience",), _has("patience"), off.without("patience"), say.abandonment),
    Cause("balking", ("balk",), _has("balk"), off.without("balk"), say.balking),
    Cause("announced waits", ("announce",), _has("announce"), off.without("announce"), say.announced_waits),
    Cause(
        "no room",
        ("waiting_room", "lines"),
        _has("waiting_room", "lines"),
        off.without("waiting_room", "lines"),
        say.no_room,
    ),
    Cause("callbacks", ("callback",), _has("callback"), off.without("callback"), say.callbacks),
    Cause("redials", ("redial", "redial_blocked"), _redials, off.without_redials, say.redials),
    Cause("history", ("history",), _history, off.without("history"), say.history),
    Cause("repeats", ("unresolved", "when_closed"), _repeats, off.without_repeats, say.repeats),
    Cause("from other channels", ("switch",), _switches_in, off.without_switches_in, say.switches_in),
    Cause("escalations", ("escalate",), _escalations_in, off.without_escalations_in, say.escalations_in),
    Cause("shared agents", (), _shared, off.without_sharing, say.shared_agents),
    Cause("who takes it", (), _by_agent, off.with_equal_agents, say.by_agent),
    Cause("self-service", ("self_service",), _traces, off.without_traces_of_self_service, say.self_service),
    Cause("talk limit", ("talk_limit",), _has("talk_limit"), off.without("talk_limit"), say.talk_limit),
    Cause(
        "shape of handle time",
        ("talk", "hold", "wrap_up", "handle_time", "reasons"),
        _shape,
        off.with_exponential_handle_time,
        say.shape,
    ),
    Cause("weekdays and weeks", ("arrivals.weekdays", "arrivals.weeks"), _weekdays, off.without_weekdays, say.weekdays),
    Cause(
        "day-to-day volume",
        ("arrivals.day_to_day", "arrivals.busy_together"),
        _busy_days,
        off.without_busy_days,
        say.busy_days,
    ),
    Cause("busy and quiet hours", ("arrivals.within_day",), _busy_hours, off.without_busy_hours, say.busy_hours),
    Cause("absence", (), _absence, off.without_absence, say.absence),
    Cause("within the interval", (), _uneven, off.with_even_intervals, say.within_the_interval),
)
"""In the order in which they are switched off, before STEADY."""


def _played_as_steady(scenario: Scenario, queue: str) -> Scenario:
    return scenario


STEADY = Cause("carry-over", (), lambda scenario, queue: True, _played_as_steady, say.carry_over)
"""The intervals lead into one another; without it each is a steady state (`sim.study.steady`), whatever else is on."""
