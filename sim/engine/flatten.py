"""A scenario becomes rules: every name its place in the file, every law its mean, every mechanism that is off its
neutral number.
"""

from __future__ import annotations

from typing import Any

from sim.demand.means import mean_handle_ms
from sim.demand.places import outside_channels
from sim.engine.at_work import rules_at_work
from sim.engine.overdue import overdue_curve
from sim.engine.rules import (
    AGENT_CHOICES,
    AT_CLOSING,
    CONTACT_CHOICES,
    ESTIMATORS,
    FIRST,
    SERVE_OUT,
    STANDINGS,
    UNLIMITED,
    Rules,
    Terms,
)
from sim.scenario.callback import Callback
from sim.scenario.chat import Chats
from sim.scenario.deferred import Deferred
from sim.scenario.group import Group
from sim.scenario.opening import open_days, openings
from sim.scenario.opening_clock import opening_clock
from sim.scenario.queue import Queue
from sim.scenario.schema import Scenario
from sim.units import DAY, NEVER


def flatten(scenario: Scenario) -> Rules:
    """The rules by which a scenario is played."""
    pages = tuple(scenario.queues.values())
    return Rules(
        **_house(scenario),
        **_skills(scenario),
        **_waiting(scenario, pages),
        **_leaving(pages),
        **_callbacks(pages),
        **_deferred(scenario, pages),
        **_chats(scenario),
    )


def _house(scenario: Scenario) -> dict[str, Any]:
    """Names, hours, days."""
    days = scenario.days.warm_up + scenario.days.count
    # Email is taken in at any hour, a backlog before the first: its own hours only say when customers write.
    always = [(-NEVER, days * DAY)]
    by_day = [
        [(day * DAY, (day + 1) * DAY) for day in range(days)]
        if page.deferred
        else open_days(scenario, name, 0, days - 1)
        for name, page in scenario.queues.items()
    ]
    every = [always if page.deferred else openings(scenario, name) for name, page in scenario.queues.items()]
    return {
        "queues": tuple(scenario.queues),
        "groups": tuple(scenario.agents),
        "outside": outside_channels(scenario),
        "opens": tuple(tuple(start for start, _ in hours) for hours in by_day),
        "closes": tuple(tuple(end for _, end in hours) for hours in by_day),
        "openings": tuple(tuple(start for start, _ in hours) for hours in every),
        "closings": tuple(tuple(end for _, end in hours) for hours in every),
        "days": days,
        "served_out": scenario.closing == "served_out",
        "attempts_at_most": scenario.attempts_at_most,
        "at_work": rules_at_work(scenario),
        "warm": any(page.escalate is not None and page.escalate.warm is not None for page in scenario.queues.values()),
    }


def _skills(scenario: Scenario) -> dict[str, Any]:
    """Who serves whom."""
    queues, pages = tuple(scenario.queues), scenario.queues.values()
    behind = tuple(_behind(scenario, queue) for queue in queues)
    skills = tuple(tuple(queues.index(skill) for skill in group.skills) for group in scenario.agents.values())
    return {
        "skills": skills,
        "servers": tuple(_servers(queue, skills) for queue in range(len(queues))),
        "by_name": tuple(group.shifts is not None for group in scenario.agents.values()),
        "next_agent": tuple(AGENT_CHOICES.index(group.next_agent) for group in scenario.agents.values()),
        "next_contact": tuple(CONTACT_CHOICES.index(group.next_contact) for group in scenario.agents.values()),
        "in_order": tuple(
            group.next_contact == "skill_order"
            and not group.overflow
            and all(behind[queue].isdisjoint(able) for queue in able)
            for group, able in zip(scenario.agents.values(), skills, strict=True)
        ),
        "behind": behind,
        "target_ms": tuple(page.target.within if page.target else 0 for page in pages),
        "weight_permille": tuple(round(1000 * page.weight) for page in pages),
        "head_start_ms": tuple(page.head_start for page in pages),
        "escalated_stand": tuple(STANDINGS.index(page.escalate.place) if page.escalate else FIRST for page in pages),
        "overflow": _overflow(scenario),
        "feeds": tuple(_feeds(scenario, group) for group in scenario.agents),
    }


def _waiting(scenario: Scenario, pages: tuple[Queue, ...]) -> dict[str, Any]:
    """Room, and what those who wait are told."""
    return {
        "moved_when_closed": tuple(page.when_closed is not None for page in pages),
        "room": tuple(UNLIMITED if page.waiting_room is None else page.waiting_room for page in pages),
        "lines": tuple(UNLIMITED if page.lines is None else page.lines for page in pages),
        "quote": tuple(ESTIMATORS.index(page.quote) for page in pages),
        "announces": tuple(page.announce is not None for page in pages),
        "pad_permille": tuple(round(1000 * page.announce.pad) if page.announce else 1000 for page in pages),
        "overdue": tuple(overdue_curve(page.announce.overdue) if page.announce else () for page in pages),
        "handle_ms": tuple(round(mean_handle_ms(scenario, queue)) for queue in scenario.queues),
    }


def _leaving(pages: tuple[Queue, ...]) -> dict[str, Any]:
    """What becomes of those who leave without an agent, or come again."""
    return {
        "redials_at_most": tuple(page.redial.at_most if page.redial else 0 for page in pages),
        "redials_blocked_at_most": tuple(page.redial_blocked.at_most if page.redial_blocked else 0 for page in pages),
        "same_patience": tuple(page.redial is not None and page.redial.patience == "same" for page in pages),
        "redial_permille": tuple(round(1000 * page.history.redial) if page.history else 1000 for page in pages),
        "repeat_permille": tuple(round(1000 * page.history.repeat) if page.history else 1000 for page in pages),
    }


def _deferred(scenario: Scenario, pages: tuple[Queue, ...]) -> dict[str, Any]:
    """What may be put off, and how each group works on it."""
    ways = [group.deferred or Deferred() for group in scenario.agents.values()]
    by_hours = [page.target is not None and page.target.clock == "opening_hours" for page in pages]
    clock = opening_clock(scenario) if any(by_hours) else None
    return {
        "deferred": tuple(page.deferred for page in pages),
        "promises": tuple(page.target is not None for page in pages),
        "clock": tuple(clock if counts else None for counts in by_hours),
        "chases_at_most": tuple(page.chases.at_most if page.chases else 0 for page in pages),
        "chase_permille": tuple(round(1000 * page.chases.longer) - 1000 if page.chases else 0 for page in pages),
        "deferred_reserve": tuple(way.reserve for way in ways),
        "interruptible": tuple(way.interruptible for way in ways),
        "by_deadline": tuple(way.next == "earliest_deadline" for way in ways),
    }


def _callbacks(pages: tuple[Queue, ...]) -> dict[str, Any]:
    """When a callback is offered, and how it is dialled."""
    callbacks = [page.callback for page in pages]
    scheduled = [callback.scheduled if callback else None for callback in callbacks]
    return {
        "offers": tuple(callback is not None for callback in callbacks),
        "offer_wait_ms": tuple(_offer_wait_ms(callback) for callback in callbacks),
        "offer_waiting": tuple(_offer_waiting(callback) for callback in callbacks),
        "last_offer_ms": tuple(callback.last_offer if callback else 0 for callback in callbacks),
        "most_pending": tuple(_most_pending(callback) for callback in callbacks),
        "slot_ms": tuple(page.slots if page else 0 for page in scheduled),
        "slot_capacity": tuple(page.capacity if page else 0 for page in scheduled),
        "keeps_place": tuple(callback is not None and callback.keeps_place for callback in callbacks),
        "rings_first": tuple(callback is not None and callback.dial == "customer_first" for callback in callbacks),
        "reserve": tuple(callback.reserve if callback else 0 for callback in callbacks),
        "ring_ms": tuple(callback.ring if callback else 0 for callback in callbacks),
        "dials_at_most": tuple(callback.attempts if callback else 0 for callback in callbacks),
        "retry_ms": tuple(callback.retry_after if callback else 0 for callback in callbacks),
        "pending_at_closing": tuple(
            AT_CLOSING.index(callback.at_closing) if callback else SERVE_OUT for callback in callbacks
        ),
    }


def _chats(scenario: Scenario) -> dict[str, Any]:
    """Chats at once, and how fast they run."""
    pages, groups = scenario.queues.values(), scenario.agents.values()
    return {
        "is_chat": tuple(page.channel == "chat" for page in pages),
        "rate_ppm": tuple(chat_rates(scenario, group) for group in groups),
        "calls_with": tuple(group.chats.calls_with if group.chats else 0 for group in groups),
        "silent_ms": tuple(page.silent.holds if page.silent else 0 for page in pages),
    }


def chat_rates(scenario: Scenario, group: Group) -> tuple[int, ...]:
    """Millionths of full speed by the number of chats that run on an agent of the group, from none on; empty where it
    has no chats."""
    if not any(scenario.queues[skill].channel == "chat" for skill in group.skills):
        return ()
    chats = group.chats or Chats(at_once=1)
    return (0, *(round(1_000_000 * chats.speed_with(running)) for running in range(1, chats.at_once + 1)))


def _servers(queue: int, skills: tuple[tuple[int, ...], ...]) -> tuple[int, ...]:
    able = [group for group, known in enumerate(skills) if queue in known]
    return tuple(sorted(able, key=lambda group: (skills[group].index(queue), group)))


def _behind(scenario: Scenario, queue: str) -> frozenset[int]:
    names, found = list(scenario.queues), {queue}
    for _ in names:
        found |= {name for name, page in scenario.queues.items() if found.intersection(page.before or ())}
    return frozenset(names.index(name) for name in found - {queue})


def _overflow(scenario: Scenario) -> tuple[Terms, ...]:
    queues, groups = list(scenario.queues), list(scenario.agents)
    return tuple(
        Terms(
            group=groups.index(name),
            queue=queues.index(queue),
            after_ms=page.after or 0,
            reserve=page.reserve or 0,
            waiting=page.waiting or 0,
            idle=tuple((groups.index(other), count) for other, count in (page.idle or {}).items()),
        )
        for name, group in scenario.agents.items()
        for queue, page in (group.overflow or {}).items()
    )


def _feeds(scenario: Scenario, group: str) -> tuple[int, ...]:
    names = list(scenario.queues)
    reach = {names.index(skill) for skill in scenario.agents[group].skills if not scenario.queues[skill].deferred} | {
        names.index(queue)
        for other in scenario.agents.values()
        for queue, page in (other.overflow or {}).items()
        if group in (page.idle or {})
    }
    for _ in names:
        reach |= {
            number
            for number, page in enumerate(scenario.queues.values())
            if page.escalate is not None and names.index(page.escalate.to) in reach
        }
    return tuple(sorted(reach))


def _offer_wait_ms(callback: Callback | None) -> int:
    limit = callback.wait_limit_ms if callback else None
    return NEVER if limit is None else limit


def _offer_waiting(callback: Callback | None) -> int:
    limit = callback.offer_when_waiting if callback else None
    return UNLIMITED if limit is None else limit


def _most_pending(callback: Callback | None) -> int:
    limit = callback.most_pending if callback else None
    return UNLIMITED if limit is None else limit
