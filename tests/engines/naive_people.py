"""Agents and contacts as the naive engine knows them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(eq=False)
class Chat:
    """One that an agent has open."""

    of: Contact
    talk_left: int
    place_left: int
    """Work to do, in millionths of a ms: until the conversation ends, and until the place frees."""
    talked: bool = False


@dataclass(eq=False)
class Agent:
    """One seat of a group."""

    group: str
    number: int
    on: bool = False
    idle_since: int | None = None
    done: int | None = None
    """When the work in hand ends."""
    busy: int = 0
    """Work since it signed on."""
    keeps: Contact | None = None
    """Whose customer it stays with, in a warm transfer."""
    fresh: bool = False
    """Idle since the last dispatch."""
    rings: Contact | None = None
    """Whom it dials without being answered."""
    pace: list[int] = field(default_factory=list)
    left_open: int | None = None
    """Permille on the chance to leave a matter open; None where all are alike."""
    """Day by day, how many permille of what others need it needs; empty where nobody is new."""
    works: Contact | None = None
    works_since: int = 0
    """The deferred contact that it is at work on."""
    plan: list[tuple[int, str, int]] = field(default_factory=list)
    """(ms, what, length) of a shift to come, where it works by name: `on`, `off`, `over`, `break`."""
    due: list[int] = field(default_factory=list)
    """Lengths of breaks that should have begun."""
    back: int | None = None
    """When its break ends."""
    going: bool = False
    """It leaves for good as soon as it is free."""

    chats: list[Chat] = field(default_factory=list)
    silent: list[tuple[Contact, int]] = field(default_factory=list)
    """Those who left silently and hold a place, and until when."""
    goes: bool = False
    """Takes nothing more, and is gone once nothing is left to do; only where there are chats."""

    @property
    def open(self) -> int:
        return len(self.chats) + len(self.silent)

    @property
    def counts(self) -> bool:
        """Whether it is on and due nowhere else."""
        return self.on and not self.due and not self.going and self.back is None


@dataclass(eq=False)
class Contact:
    """One leg as played."""

    row: int
    issue: int
    attempt: int
    leg: int
    queue: str
    front: str
    """The queue of its attempt's first leg."""
    kind: str
    due: int | None
    """When it next turns up: arrives, leaves self-service, or may be dialled again."""
    patience: int
    """As in force."""
    line: str | None = None
    """The queue whose line it came in on, and has until it is off it."""
    off_line: int | None = None
    again: int | None = None
    """When it rings again if its callback is still to come."""
    doing: str = "coming"
    stood: int | None = None
    """When it last began to stand in the line, for an agent who might come to have room."""
    arrived: int | None = None
    queued: int | None = None
    first_queued: int | None = None
    """When its attempt's first leg was, of a later leg."""
    long_enough: set[int] = field(default_factory=set)
    """What `after` of overflow it has waited for."""
    long_enough_at: list[int] = field(default_factory=list)
    """When it will have waited for those to come."""
    stands: str = "first"
    """Where a later leg stands in the line."""
    quoted: int | None = None
    announced: int | None = None
    own_patience: int | None = None
    """Before an announcement changed it; None if none did."""
    left_silently: bool = False
    silent_until: int | None = None
    answered: int | None = None
    talk: int | None = None
    hold: int | None = None
    wrap: int | None = None
    resolved: bool | None = None
    transfer: int = 0
    confer: int = 0
    left_open: bool = False
    """Though the agent might have settled it."""
    ended: int | None = None
    agent: str | None = None
    offered: bool = False
    accepted: bool = False
    promised: int | None = None
    picked_up: int | None = None
    gave_back: bool = False
    """It rang again before its slot began."""
    dials: int = 0
    begun: int | None = None
    left: int | None = None
    worked: int = 0
    interruptions: int = 0
    messages: int | None = None
    settles: bool | None = None
    """Of deferred work: when it was first taken up, what is left of it, what was done, how often it was laid down,
    what had been sent by then, whether the reply will settle the matter."""
    outcome: str = "open"
    switched_to: str | None = None
    followed_by: str | None = None

    @property
    def stands_since(self) -> int | None:
        """Since when it stands in the line, if it does."""
        return self.queued if self.picked_up is None else self.picked_up

    @property
    def place(self) -> tuple[bool, int, int]:
        """Escalated legs that stand first, then by time queued (in all, of those who keep their wait), then by row."""
        since = self.first_queued if self.leg > 1 and self.stands == "as_waited" else self.queued
        return self.leg == 1 or self.stands != "first", since or 0, self.row
