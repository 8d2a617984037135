"""Which contact a free agent takes, where that is not simply the group's skills in order.

Only the first in each line is looked at, or where the group takes a queue under conditions (`overflow`) the first whom
it may take. Those queues drop out that another with somebody to take comes before (`before`), directly or through
others; of the rest the group's `next_contact` chooses. Ties go to the earlier skill.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.engine.record import NONE
from sim.engine.rules import LONGEST_WAIT, MOST_OVERDUE, SKILL_ORDER, Rules

if TYPE_CHECKING:
    from sim.engine.routing import Place


def next_contact(rules: Rules, group: int, firsts: dict[int, Place], now: int) -> int:
    """Of those first in line whom an agent of the group may take now, by queue, the row that it takes; NONE if there
    are none."""
    free = [queue for queue in firsts if rules.behind[queue].isdisjoint(firsts)]
    if not free:
        return NONE
    if rules.next_contact[group] == SKILL_ORDER or len(free) == 1:
        return firsts[free[0]][2]
    return firsts[min(free, key=lambda queue: claim(rules, group, queue, firsts[queue], now))][2]


def claim(rules: Rules, group: int, queue: int, first: Place, now: int) -> tuple[int, int]:
    """How early the first in a queue's line comes, smallest first: escalated legs that stand first before others, as in
    each line; then by the time from which their places count. longest_wait takes the queue's `head_start` off that,
    most_overdue adds the target's `within` (who is most overdue, or will be first), weighted_wait multiplies the wait,
    with its head start, by the queue's `weight`, in whole permille."""
    behind_first, since, _ = first
    rule = rules.next_contact[group]
    if rule == MOST_OVERDUE:
        return behind_first, since + rules.target_ms[queue]
    since -= rules.head_start_ms[queue]
    return behind_first, since if rule == LONGEST_WAIT else (since - now) * rules.weight_permille[queue]
