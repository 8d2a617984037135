"""What an engine looks up while the clock runs: a scenario as whole numbers (`flatten` makes them)."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from sim.engine.at_work import AtWork
from sim.scenario.opening_clock import OpeningClock
from sim.units import NEVER

UNLIMITED = 10**9
AT_CLOSING = ("serve_out", "carry", "cancel")
SERVE_OUT, CARRY, CANCEL = range(len(AT_CLOSING))
ESTIMATORS = ("queue_length", "last_waited", "head_of_line")
QUEUE_LENGTH, LAST_WAITED, HEAD_OF_LINE = range(len(ESTIMATORS))
AGENT_CHOICES = ("longest_idle", "least_busy", "at_random")
LONGEST_IDLE, LEAST_BUSY, AT_RANDOM = range(len(AGENT_CHOICES))
CONTACT_CHOICES = ("skill_order", "longest_wait", "most_overdue", "weighted_wait")
SKILL_ORDER, LONGEST_WAIT, MOST_OVERDUE, WEIGHTED_WAIT = range(len(CONTACT_CHOICES))
STANDINGS = ("first", "as_waited", "last")
FIRST, AS_WAITED, LAST = range(len(STANDINGS))


@dataclass(frozen=True)
class Terms:
    """When a group takes a queue: for each (group, queue) that the file writes `overflow` for."""

    group: int
    queue: int
    after_ms: int
    """How long a contact must have waited; 0 where it need not."""
    reserve: int
    """More than so many of the group must be idle."""
    waiting: int
    """So many live contacts must wait."""
    idle: tuple[tuple[int, int], ...]
    """(group, how many of it must be idle)."""


@dataclass(frozen=True)
class Rules:
    """Per queue q and group g, by their place in the file. Times in ms, patience scales in permille."""

    queues: tuple[str, ...]
    groups: tuple[str, ...]
    outside: tuple[str, ...]
    """Channels outside the file that contacts leave to."""
    skills: tuple[tuple[int, ...], ...]
    """Per group: its queues, first choice first."""
    servers: tuple[tuple[int, ...], ...]
    """Per queue: the groups that serve it, in the order a contact tries them: groups for whom it is an earlier skill
    first, then file order."""
    by_name: tuple[bool, ...]
    """Per group: whether its agents have shifts; else they are a head count."""
    next_agent: tuple[int, ...]
    """Per group: which of its idle agents a contact gets: LONGEST_IDLE, LEAST_BUSY or AT_RANDOM."""
    next_contact: tuple[int, ...]
    """Per group: which contact its agents take: SKILL_ORDER, LONGEST_WAIT, MOST_OVERDUE or WEIGHTED_WAIT."""
    in_order: tuple[bool, ...]
    """Per group: whether its agents simply take the earliest skill where somebody waits."""
    behind: tuple[frozenset[int], ...]
    """Per queue: those that come before it, directly or through others."""
    target_ms: tuple[int, ...]
    """The target's `within`; 0 without one."""
    weight_permille: tuple[int, ...]
    head_start_ms: tuple[int, ...]
    """By how much longer a wait counts beside those on other queues."""
    escalated_stand: tuple[int, ...]
    """Where those whom a queue escalates stand in the next one's line: FIRST, AS_WAITED or LAST."""
    overflow: tuple[Terms, ...]
    feeds: tuple[tuple[int, ...], ...]
    """Per group: the queues whose contacts may still reach it, or wait until so many of it are idle (those, its skills,
    and whatever escalates to them)."""
    opens: tuple[tuple[int, ...], ...]
    closes: tuple[tuple[int, ...], ...]
    """Per queue, by day played: when it opens and closes, in ms; both at midnight on a day that it is closed."""
    openings: tuple[tuple[int, ...], ...]
    closings: tuple[tuple[int, ...], ...]
    """Per queue: the beginnings and the ends of its openings. A day that ends at midnight as the next begins is one
    opening with it: round the clock there is one in all."""
    days: int
    """Days played, warm-up included."""
    served_out: bool
    moved_when_closed: tuple[bool, ...]
    room: tuple[int, ...]
    """Places to wait."""
    lines: tuple[int, ...]
    """Places in the house, for those who come in on the queue; UNLIMITED."""
    quote: tuple[int, ...]
    """How the quoted wait is estimated: QUEUE_LENGTH, LAST_WAITED or HEAD_OF_LINE."""
    announces: tuple[bool, ...]
    """Whether the quoted wait is said, as padded."""
    pad_permille: tuple[int, ...]
    overdue: tuple[tuple[int, ...], ...]
    """What patience is left past the announced wait (`sim.engine.overdue`); empty where all of it is."""
    handle_ms: tuple[int, ...]
    """Mean handle time, for the quoted wait by queue length."""
    redials_at_most: tuple[int, ...]
    redials_blocked_at_most: tuple[int, ...]
    """Redials of its issue up to which a contact that abandons, balks or is blocked leads to one more."""
    same_patience: tuple[bool, ...]
    redial_permille: tuple[int, ...]
    repeat_permille: tuple[int, ...]
    """Patience of redials and repeats: patience * permille // 1000."""
    offers: tuple[bool, ...]
    offer_wait_ms: tuple[int, ...]
    offer_waiting: tuple[int, ...]
    """Offered when the quoted wait, or the live contacts waiting, is at or over this; NEVER, UNLIMITED."""
    last_offer_ms: tuple[int, ...]
    most_pending: tuple[int, ...]
    """Not offered so shortly before closing, nor with so many pending; 0, UNLIMITED."""
    slot_ms: tuple[int, ...]
    """Length of the slots for scheduled callbacks; 0 where none are."""
    slot_capacity: tuple[int, ...]
    keeps_place: tuple[bool, ...]
    rings_first: tuple[bool, ...]
    """The customer is rung before an agent is bound."""
    reserve: tuple[int, ...]
    ring_ms: tuple[int, ...]
    dials_at_most: tuple[int, ...]
    retry_ms: tuple[int, ...]
    pending_at_closing: tuple[int, ...]
    """SERVE_OUT, CARRY or CANCEL."""
    attempts_at_most: int
    deferred: tuple[bool, ...]
    """Whether nobody waits on the line there: email."""
    clock: tuple[OpeningClock | None, ...]
    """By which the target's `within` runs; None by the calendar."""
    promises: tuple[bool, ...]
    """Whether it has a target."""
    deferred_reserve: tuple[int, ...]
    """Per group: it begins deferred work only while more than so many of it are idle."""
    interruptible: tuple[bool, ...]
    by_deadline: tuple[bool, ...]
    """Per group: whether deferred work may be interrupted, and whether the earliest deadline comes first."""
    chases_at_most: tuple[int, ...]
    """Per queue: how often customers write again before their email is taken up; 0."""
    chase_permille: tuple[int, ...]
    """How much longer each such message makes the work."""
    is_chat: tuple[bool, ...]
    """Per queue: whether its contacts are chats."""
    rate_ppm: tuple[tuple[int, ...], ...]
    """Per group: how fast each chat of an agent runs by how many run, in millionths of one alone; the first is of
    none. As many as an agent has open at most, and one; empty where the group has no chats."""
    calls_with: tuple[int, ...]
    """Per group: chats that an agent may have open and still be given a call."""
    silent_ms: tuple[int, ...]
    """Per queue: how long who left silently holds a place with an agent."""
    warm: bool
    """Whether any escalation is a warm transfer."""
    at_work: AtWork | None
    """What depends on who takes a contact; None where nothing does."""

    def is_open(self, queue: int, ms: int) -> bool:
        """Half-open, on the days played."""
        at = bisect_right(self.openings[queue], ms)
        return at > 0 and ms < self.closings[queue][at - 1]

    def deadline(self, queue: int, ms: int) -> int:
        """When a deferred contact that came at ms should be answered, by its target's clock; NEVER without a target."""
        clock, within = self.clock[queue], self.target_ms[queue]
        return NEVER if not self.promises[queue] else clock.after(ms, within) if clock else ms + within

    def may_offer(self, queue: int, ms: int) -> bool:
        """Whether the queue is open, and stays so for longer than its last stretch without offers."""
        at = bisect_right(self.openings[queue], ms)
        return at > 0 and ms + self.last_offer_ms[queue] < self.closings[queue][at - 1]

    def next_opening(self, queue: int, ms: int) -> int:
        """The first opening after ms, on whatever day; NEVER if there is none on the days played."""
        at = bisect_right(self.openings[queue], ms)
        return self.openings[queue][at] if at < len(self.openings[queue]) else NEVER

    def last_opening(self, queue: int, ms: int) -> int:
        """The last opening at or before ms; the beginning of the play where there has been none."""
        at = bisect_right(self.openings[queue], ms)
        return self.openings[queue][at - 1] if at else 0
