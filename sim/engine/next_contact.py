"""Which contact a free agent takes, where that is not simply the group's skills in order.

Only the heads of the lines are looked at. First those queues drop out that another with somebody waiting comes before
(`before`), directly or through others; of the rest the group's `next_contact` chooses. Ties go to the earlier skill.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.engine.rules import LONGEST_WAIT, MOST_OVERDUE, SKILL_ORDER

if TYPE_CHECKING:
    from sim.engine.routing import Floor


def chosen_queue(floor: Floor, group: int, now: int) -> tuple[int, ...]:
    """The queue whose first in line an agent of the group takes now; none if nobody waits for it."""
    rules = floor.rules
    wanting = [queue for queue in rules.skills[group] if floor.wanting[queue]]
    free = [queue for queue in wanting if rules.behind[queue].isdisjoint(wanting)]
    if rules.next_contact[group] == SKILL_ORDER or len(free) < 2:
        return tuple(free[:1])
    return (min(free, key=lambda queue: claim(floor, group, queue, now)),)


def claim(floor: Floor, group: int, queue: int, now: int) -> tuple[int, int]:
    """How early the first in a queue's line comes, smallest first: escalated legs that stand first before others, as in
    each line; then by the time from which their places count. longest_wait takes the queue's `head_start` off that,
    most_overdue adds the target's `within` (who is most overdue, or will be first), weighted_wait multiplies the wait,
    with its head start, by the queue's `weight`, in whole permille."""
    rules, (behind_first, since, _) = floor.rules, floor.head(queue)
    rule = rules.next_contact[group]
    if rule == MOST_OVERDUE:
        return behind_first, since + rules.target_ms[queue]
    since -= rules.head_start_ms[queue]
    return behind_first, since if rule == LONGEST_WAIT else (since - now) * rules.weight_permille[queue]
