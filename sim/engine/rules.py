"""A scenario flattened to whole numbers: what an engine looks up while the clock runs."""

from __future__ import annotations

from dataclasses import dataclass

UNLIMITED = 10**9
SERVE_OUT, CARRY, CANCEL = range(3)


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
    handle_ms: tuple[int, ...]
    """Mean handle time, for the quoted wait."""
    redials_at_most: tuple[int, ...]
    same_patience: tuple[bool, ...]
    redial_permille: tuple[int, ...]
    repeat_permille: tuple[int, ...]
    """Patience of redials and repeats: patience * permille // 1000."""
    offers: tuple[bool, ...]
    offer_wait_ms: tuple[int, ...]
    offer_waiting: tuple[int, ...]
    """A callback is offered when the quoted wait, or the live contacts waiting, is at or over this (NEVER, UNLIMITED)."""
    keeps_place: tuple[bool, ...]
    reserve: tuple[int, ...]
    ring_ms: tuple[int, ...]
    dials_at_most: tuple[int, ...]
    retry_ms: tuple[int, ...]
    pending_at_closing: tuple[int, ...]
    """SERVE_OUT, CARRY or CANCEL."""
    attempts_at_most: int
