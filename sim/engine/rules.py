"""What an engine looks up while the clock runs: a scenario as whole numbers (`flatten` makes them)."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.at_work import AtWork
from sim.units import DAY

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
    feeds: tuple[tuple[int, ...], ...]
    """Per group: the queues whose contacts may still reach it (its skills, and whatever escalates to them)."""
    opens: tuple[int, ...]
    closes: tuple[int, ...]
    """Opening hours, ms after midnight; 0 and DAY is round the clock."""
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
    warm: bool
    """Whether any escalation is a warm transfer."""
    at_work: AtWork | None
    """What depends on who takes a contact; None where nothing does."""

    def is_open(self, queue: int, ms: int) -> bool:
        """Half-open, on the days played."""
        return self.opens[queue] <= ms % DAY < self.closes[queue] and ms < self.days * DAY

    def may_offer(self, queue: int, ms: int) -> bool:
        """Whether the queue is open, and stays so for longer than its last stretch without offers."""
        end = self.days * DAY if self._round_the_clock(queue) else ms - ms % DAY + self.closes[queue]
        return self.is_open(queue, ms) and ms + self.last_offer_ms[queue] < end

    def next_opening(self, queue: int, ms: int) -> int:
        """The first opening after ms, on whatever day."""
        opening = ms - ms % DAY + self.opens[queue]
        return opening if opening > ms else opening + DAY

    def last_opening(self, queue: int, ms: int) -> int:
        """The last opening at or before ms; the beginning of the play where the queue is open round the clock."""
        if self._round_the_clock(queue):
            return 0
        opening = ms - ms % DAY + self.opens[queue]
        return opening if opening <= ms else opening - DAY

    def closings(self, queue: int) -> list[int]:
        """When the queue closes: every day, or only at the end of the last where it is open round the clock."""
        days = range(self.days - 1 if self._round_the_clock(queue) else 0, self.days)
        return [day * DAY + self.closes[queue] for day in days]

    def _round_the_clock(self, queue: int) -> bool:
        return self.opens[queue] == 0 and self.closes[queue] == DAY
