"""Overflow in the naive engine's house: which groups take a contact now, found by looking at everybody anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.scenario.overflow import Overflow
from tests.engines.naive_people import Contact

if TYPE_CHECKING:
    from tests.engines.naive_house import House


def terms(house: House, group: str, queue: str) -> Overflow:
    return (house.scenario.agents[group].overflow or {}).get(queue) or Overflow()


def lets_go(house: House, group: str, one: Contact, idle: int) -> int:
    """How many of so many idle agents of the group this contact may have."""
    page = terms(house, group, one.queue)
    if page.after and page.after not in one.long_enough:
        return 0
    if len(house.in_line("waits", one.queue)) < (page.waiting or 0):
        return 0
    if any(len(house.idle(other)) < count for other, count in (page.idle or {}).items()):
        return 0
    return max(idle - (page.reserve or 0), 0)


def taken_by(house: House, group: str, queue: str) -> list[Contact]:
    """Those in the line of the queue whom an idle agent of the group takes now."""
    return [one for one in house.wanting(queue) if lets_go(house, group, one, len(house.idle(group, queue=queue)))]


def unclaimed(house: House, group: str) -> int:
    """How many idle agents of the group are left when all in line whom it takes have taken theirs."""
    idle = len(house.idle(group))
    for queue in house.scenario.agents[group].skills:
        if mine := taken_by(house, group, queue):
            idle -= min(len(mine), lets_go(house, group, mine[0], len(house.idle(group))))
    return idle


def begins_to_wait(house: House, one: Contact) -> None:
    """It has waited long enough for some groups already, for others it will have."""
    for group in house.servers(one.queue):
        if after := terms(house, group, one.queue).after:
            at = one.place[1] + after
            if at <= house.now:
                one.long_enough.add(after)
            else:
                one.long_enough_at.append(at)


def waited_long_enough(house: House, one: Contact) -> str | None:
    """From now on some groups take it; which of them does at once."""
    one.long_enough_at = [at for at in one.long_enough_at if at != house.now]
    after = house.now - one.place[1]
    groups = [group for group in house.servers(one.queue) if terms(house, group, one.queue).after == after]
    free = {group: unclaimed(house, group) for group in groups}
    one.long_enough.add(after)
    in_line = one in house.wanting(one.queue)
    return next((group for group in groups if in_line and lets_go(house, group, one, free[group])), None)
