"""Overflow in the naive engine's house: which groups take a contact now, found by looking at everybody anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.scenario.overflow import Overflow
from tests.engines.naive_people import Contact

if TYPE_CHECKING:
    from tests.engines.naive_house import House


def terms(house: House, group: str, queue: str) -> Overflow:
    return (house.scenario.agents[group].overflow or {}).get(queue) or Overflow()


def lets_in(house: House, group: str, one: Contact, room: int, idle: int) -> int:
    """How much of the group's room for so many this contact may have, so many agents having nothing in hand."""
    page = terms(house, group, one.queue)
    if page.after and page.after not in one.long_enough:
        return 0
    if len(house.in_line("waits", one.queue)) < (page.waiting or 0):
        return 0
    if any(house.with_nothing(other) < count for other, count in (page.idle or {}).items()):
        return 0
    return max(min(room, idle - page.reserve) if page.reserve else room, 0)


def taken_by(house: House, group: str, queue: str) -> list[Contact]:
    """Those in the line of the queue whom the group takes now."""
    room, idle = house.room(group, queue), house.with_nothing(group)
    return [one for one in house.wanting(queue) if lets_in(house, group, one, room, idle)]


def claims(house: House, group: str, queue: str) -> int:
    """How many of them find room, if they choose first."""
    mine = taken_by(house, group, queue)
    return min(
        len(mine), lets_in(house, group, mine[0], house.room(group, queue), house.with_nothing(group)) if mine else 0
    )


def unclaimed(house: House, group: str, queue: str) -> tuple[int, int]:
    """The room for a queue, and agents with nothing in hand, that are left when all in line whom the group takes have
    taken theirs: each an agent with nothing in hand, and a call all the places for chats of one."""
    claiming = {skill: claims(house, group, skill) for skill in house.scenario.agents[group].skills}
    calls = sum(count for skill, count in claiming.items() if not house.is_chat(skill))
    taken = everybody = sum(claiming.values())
    if house.is_chat(queue):
        taken = everybody - calls + house.places(group) * min(calls, len(house.idle(group)))
    return house.room(group, queue) - taken, house.with_nothing(group) - everybody


def takers(house: House, one: Contact) -> list[str]:
    """The groups that take it now. Where there are chats, who has stood in line for a while is looked at only where a
    group takes them under conditions: else nobody has come to have room but agents who choose themselves."""
    found = [group for group in house.servers(one.queue)
             if lets_in(house, group, one, house.room(group, one.queue), house.with_nothing(group))]  # fmt: skip
    chats = any(map(house.is_chat, house.scenario.queues))
    if (
        chats
        and one.stood != house.now
        and not any(one.queue in (house.scenario.agents[group].overflow or {}) for group in found)
    ):
        return []
    return found


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
    free = {group: unclaimed(house, group, one.queue) for group in groups}
    one.long_enough.add(after)
    in_line = one in house.wanting(one.queue)
    return next((group for group in groups if in_line and lets_in(house, group, one, *free[group])), None)
