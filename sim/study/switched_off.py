"""A scenario without one of the things that Erlang does not know: a new scenario each time, for the same customers.

Every function takes a scenario and the queue that Erlang is asked about. Streams are named, so who comes, how patient
they are and how long they take stays; taken in any order, they all lead to the same scenario.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from sim.demand.arrivals import calendar_factor, cumulative_rate
from sim.demand.means import mean_work_ms
from sim.roster.days import group_hours
from sim.roster.heads import stretches
from sim.scenario.arrivals import Arrivals
from sim.scenario.group import Group
from sim.scenario.laws import Law
from sim.scenario.queue import Queue
from sim.scenario.reasons import Reason
from sim.scenario.schema import Scenario
from sim.scenario.self_service import HandOver, OnFailure
from sim.units import HOUR, format_duration

COPY = " (others)"
"""What the copy of a shared group is called."""


def with_queue(scenario: Scenario, queue: str, **keys: object) -> Scenario:
    """The scenario with other values for keys of one queue."""
    page = scenario.queues[queue].model_copy(update=keys)
    return scenario.model_copy(update={"queues": {**scenario.queues, queue: page}})


def with_queues(scenario: Scenario, changed: Callable[[Queue], Queue]) -> Scenario:
    """The scenario with every queue changed."""
    return scenario.model_copy(update={"queues": {name: changed(page) for name, page in scenario.queues.items()}})


def without(*keys: str) -> Callable[[Scenario, str], Scenario]:
    """Switches off mechanisms of the queue itself."""
    return lambda scenario, queue: with_queue(scenario, queue, **dict.fromkeys(keys))


def without_redials(scenario: Scenario, queue: str) -> Scenario:
    """Nobody rings again, on any queue: who gives up on a second tier rings the first."""
    return with_queues(scenario, lambda page: page.model_copy(update={"redial": None, "redial_blocked": None}))


def without_repeats(scenario: Scenario, queue: str) -> Scenario:
    """Nobody comes back, on any queue, from today or from the days before."""
    return with_queues(scenario, _settled)


def _settled(page: Queue) -> Queue:
    service, limit = page.self_service, page.talk_limit
    return page.model_copy(
        update={
            "unresolved": None,
            "when_closed": None,
            "self_service": service and service.model_copy(update={"false_containment": None}),
            "talk_limit": limit and limit.model_copy(update={"unresolved": 0.0}),
        }
    )


def without_switches_in(scenario: Scenario, queue: str) -> Scenario:
    """Nobody comes from another channel of the file."""

    def stays(page: Queue) -> Queue:
        ways = {name: way for name, way in page.switch or () if way is not None and way.to == queue}
        return page.model_copy(update={"switch": page.switch and page.switch.model_copy(update=dict.fromkeys(ways))})

    return with_queues(scenario, stays)


def without_escalations_in(scenario: Scenario, queue: str) -> Scenario:
    """Nobody is passed on to the queue: those contacts end where they are handled."""

    def ends(page: Queue) -> Queue:
        onward = page.escalate is None or page.escalate.to != queue
        return page if onward else page.model_copy(update={"escalate": None})

    return with_queues(scenario, ends)


def without_sharing(scenario: Scenario, queue: str) -> Scenario:
    """The agents keep to this queue, and take it without conditions; what else they did is done by as many others, so
    that it goes on as it did."""
    agents: dict[str, Group] = {}
    for name, group in scenario.agents.items():
        others = tuple(skill for skill in group.skills if skill != queue)
        if queue not in group.skills:
            agents[name] = group
            continue
        alone = group.model_copy(update={"skills": (queue,), "overflow": None})
        agents[name] = _over(scenario, name, alone) if others else alone
        if others:
            overflow = {other: terms for other, terms in (group.overflow or {}).items() if other != queue}
            agents[name + COPY] = group.model_copy(update={"skills": others, "overflow": overflow or None})
    return scenario.model_copy(update={"agents": agents})


def _over(scenario: Scenario, name: str, group: Group) -> Group:
    """A group whose heads are written for its old hours keeps them: its new ones may begin later."""
    table = {part.from_ms: part.on_queue for part in stretches(scenario, name)}
    return with_on_queue(group, table)


def with_on_queue(group: Group, table: dict[int, int]) -> Group:
    """The group as a head count on the queue, clock -> heads, whatever it was."""
    plain = {"on_queue": table, "scheduled": None, "shifts": None, "adherence": None, "shrinkage": 0.0}
    return group.model_copy(update=plain)


def with_equal_agents(scenario: Scenario, queue: str) -> Scenario:
    """Whoever serves the queue works by the queues' own times, experienced and all alike."""
    alike = {"own_times": None, "speed": None, "differ": None, "slow_down": None, "learning": None, "turnover": 0.0,
             "hires": None}  # fmt: skip
    agents = {
        name: group.model_copy(update=alike) if queue in group.skills else group
        for name, group in scenario.agents.items()
    }
    return scenario.model_copy(update={"agents": agents})


def without_traces_of_self_service(scenario: Scenario, queue: str) -> Scenario:
    """The same customers reach the queue, at once, as patient and as easy to handle as if they had not tried."""
    service = scenario.queues[queue].self_service
    if service is None:
        return scenario
    plain = {
        "lasts": Law.model_validate({"constant": "0s"}),
        "on_failure": OnFailure(talk="x1", patience="x1"),
        "hand_over": None,
    }
    return with_queue(scenario, queue, self_service=service.model_copy(update=plain))


def with_exponential_handle_time(scenario: Scenario, queue: str) -> Scenario:
    """One exponential handle time, of the mean that talk, hold and wrap-up have together, over the reasons that reach
    the agents and the hours of the day. What self-service does to talk is restated for the whole, so that it adds as
    much as before; a talk limit cuts at the same multiple of the mean."""
    page = scenario.queues[queue]
    if is_exponential(page):
        return scenario
    parts = mean_work_ms(scenario, queue)
    whole, talk = sum(parts), parts[0]
    service, limit = page.self_service, page.talk_limit
    if service is not None:
        failed, noted = service.on_failure, service.hand_over
        part = talk / whole
        changes: dict[str, object] = {
            "on_failure": failed.model_copy(update={"talk": 1 + (failed.talk - 1) * part}),
            "hand_over": noted and _restated(noted, part),
        }
        service = service.model_copy(update=changes)
    law = Law.model_validate({"exponential": format_duration(round(whole))})
    return with_queue(
        scenario,
        queue,
        talk=None,
        hold=None,
        wrap_up=None,
        handle_time=law,
        reasons=page.reasons and {name: _without_times(reason) for name, reason in page.reasons.items()},
        self_service=service,
        talk_limit=limit and limit.model_copy(update={"at": round(limit.at * whole / talk)}),
    )


def is_exponential(page: Queue) -> bool:
    """Whether a queue's handle time is one exponential law, whatever the reason."""
    alike = all(page.work(reason) == page.work() for reason in (page.reasons or {}).values())
    return page.handle_time is not None and page.handle_time.exponential is not None and alike


def _without_times(reason: Reason) -> Reason:
    return reason.model_copy(update=dict.fromkeys(("talk", "hold", "wrap_up", "handle_time")))


def _restated(noted: HandOver, part: float) -> HandOver:
    return noted.model_copy(update={"talk": 1 + (noted.talk - 1) * part})


def forecast_by_day(scenario: Scenario, queue: str) -> list[float]:
    """What the forecast says of each counted day's weekday and week, relative to the volume written."""
    return [calendar_factor(scenario, queue, day) for day in range(scenario.days.count)]


def without_weekdays(scenario: Scenario, queue: str) -> Scenario:
    """Every day has the mean forecast of the counted days, on every queue."""
    for name, page in scenario.queues.items():
        if page.arrivals is not None:
            days = forecast_by_day(scenario, name)
            parts = rates(scenario, name, *scenario.hours(name))
            table = {start: rate * HOUR * sum(days) / len(days) for start, _, rate in parts}
            even = by_hour(page.arrivals, table).model_copy(update={"weekdays": None, "weeks": None})
            scenario = with_queue(scenario, name, arrivals=even)
    return scenario


def without_busy_days(scenario: Scenario, queue: str) -> Scenario:
    """Every day has the volume of the forecast, on every queue."""
    return with_queues(scenario, lambda page: with_arrivals(page, day_to_day=0.0, busy_together=1.0))


def without_busy_hours(scenario: Scenario, queue: str) -> Scenario:
    """Every interval has the volume of its day's forecast, on every queue."""
    return with_queues(scenario, lambda page: with_arrivals(page, within_day=None))


def with_arrivals(page: Queue, **keys: object) -> Queue:
    """The queue with other values for keys of its arrivals, if it has any."""
    return page.model_copy(update={"arrivals": page.arrivals and page.arrivals.model_copy(update=keys)})


def without_absence(scenario: Scenario, queue: str) -> Scenario:
    """Everybody planned comes, on time and until the end."""
    keys = {"absence": None, "adherence": None}
    agents = {name: group.model_copy(update=keys) for name, group in scenario.agents.items()}
    return scenario.model_copy(update={"agents": agents})


def with_even_intervals(scenario: Scenario, queue: str) -> Scenario:
    """Within each interval the queue's customers come at one rate and its agents are one number: the mean of the
    interval's, heads to the nearest whole."""
    arrivals, step = scenario.queues[queue].arrivals, scenario.interval
    if arrivals is not None:
        parts = _open_parts(*scenario.hours(queue), step)
        table = {
            start: sum(rate * length for _, length, rate in rates(scenario, queue, start, end)) for start, end in parts
        }
        rated = {start: table[start] / (end - start) * HOUR for start, end in parts}
        scenario = with_queue(scenario, queue, arrivals=by_hour(arrivals, rated))
    agents = dict(scenario.agents)
    for name, group in scenario.agents.items():
        if queue in group.skills:
            parts = _open_parts(*group_hours(scenario, name), step)
            heads = {start: _mean_heads(scenario, name, start, end) for start, end in parts}
            agents[name] = with_on_queue(group, heads)
    return scenario.model_copy(update={"agents": agents})


def _open_parts(opens: int, closes: int, step: int) -> list[tuple[int, int]]:
    """The open part of each interval, ms after midnight."""
    starts = range(opens - opens % step, closes, step)
    return [(max(start, opens), min(start + step, closes)) for start in starts]


def open_intervals(scenario: Scenario, queue: str) -> list[tuple[int, int]]:
    """The open part of each interval of a queue's day, ms after midnight, half-open."""
    return _open_parts(*scenario.hours(queue), scenario.interval)


def by_hour(arrivals: Arrivals, table: dict[int, float]) -> Arrivals:
    """The same arrivals with their volume written by hour: clock -> new customers an hour."""
    old = ("per_day", "profile", "per_interval", "offered_per_issue")
    return arrivals.model_copy(update=dict.fromkeys(old) | {"counts": "first_attempts", "per_hour": table})


def rates(scenario: Scenario, queue: str, start: int, end: int) -> Iterator[tuple[int, int, float]]:
    """(from, length, new customers a ms) of each part of a stretch of the day with a rate of its own, on a day of the
    volume written; ms after midnight. Nothing where the queue is closed."""
    edges, means = cumulative_rate(scenario, queue)
    corners = list(zip(edges.tolist(), means.tolist(), strict=True))
    for (left, before), (right, after) in pairwise(corners):
        first, last = max(int(left), start), min(int(right), end)
        if first < last:
            yield first, last - first, (after - before) / (right - left)


def heads(scenario: Scenario, group: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(from, length, heads on the queue) of each part of a stretch of the day; ms after midnight."""
    for part in stretches(scenario, group):
        first, last = max(part.from_ms, start), min(part.to_ms, end)
        if first < last:
            yield first, last - first, part.on_queue


def _mean_heads(scenario: Scenario, group: str, start: int, end: int) -> int:
    total = sum(length * count for _, length, count in heads(scenario, group, start, end))
    return (2 * total + end - start) // (2 * (end - start))
