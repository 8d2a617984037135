"""An agent group's page: what they can do, whom they take, when they work, what they cost."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from sim.scenario.at_work import OwnTimesByQueue, SlowDown, Speeds, for_each_skill
from sim.scenario.attendance import Absence, Adherence, ChanceAlone
from sim.scenario.by_day import HeadsByDay
from sim.scenario.chat import Chats
from sim.scenario.deferred import Deferred
from sim.scenario.differ import Differ
from sim.scenario.learning import Hires, Learning
from sim.scenario.once import schedule_written_once
from sim.scenario.overflow import Overflows
from sim.scenario.shifts import Shift
from sim.scenario.shrinkage import Shrinkage, in_all
from sim.scenario.values import Number, Off, Page, Percentage, Share, Switch, Unit


def _no_cheaper(rate: float) -> float:
    if rate < 1:
        raise ValueError(f"{rate * 100:g}% makes overtime cheaper than other hours: write 150% for time and a half")
    return rate


class Group(Page):
    """Agents who share skills and a schedule."""

    skills: Annotated[tuple[str, ...], Field(min_length=1)]
    """The queues they serve, first choice first."""
    overflow: Overflows = None
    """Queues among the skills that the group takes under conditions only; all without any where unwritten."""
    next_agent: Literal["longest_idle", "least_busy", "at_random"] = "longest_idle"
    """Which of the group's idle agents a contact gets. longest_idle: who has been idle for longest. least_busy: who has
    worked least (talk, hold, wrap-up, dials) since signing on. at_random: each of them as likely. An agent who frees
    while somebody waits takes them whatever the rule."""
    next_contact: Literal["skill_order", "longest_wait", "most_overdue", "weighted_wait"] = "skill_order"
    """Which contact an agent who frees takes. skill_order: the first in line of the earliest skill where somebody
    waits. The others look at the first in line of each skill: longest_wait takes who has waited longest, most_overdue
    who is furthest past the `within` of the queue's target (or will be first), weighted_wait the greatest wait times
    the queue's `weight`; a queue's `head_start` lengthens its waits. Escalated legs that stand first in their line come
    first here, too; ties go to the earlier skill."""
    chats: Annotated[Chats | None, Switch] = None
    """Several chats at once; needed, and of use, where the group serves a chat queue."""
    deferred: Annotated[Deferred | None, Switch] = None
    """How its agents work on email, where it is among their skills; as published unless named."""
    own_times: OwnTimesByQueue = None
    """Times of their own on some of their queues, queue by queue; none where unwritten."""
    speed: Speeds = None
    """A speed of their own: one percentage for all their queues, or queue by queue like `{care: 90%}`. Talk, hold and
    wrap-up are divided by it and rounded down to the ms, before a talk limit cuts; none where unwritten."""
    differ: Annotated[Differ | None, Switch] = None
    """Agents who differ from each other; all alike unless named."""
    slow_down: Annotated[SlowDown | None, Off] = None
    """Slower work while most of the group is busy, like `{above: 85%, by: +10%}`, but not of a group that serves chats
    or email; none where unwritten."""
    learning: Annotated[Learning | None, Switch] = None
    """New people need longer, and learn; everybody is experienced unless named."""
    turnover: Share = 0.0
    """Of the group's people, how many leave and are replaced in a year: how long each has been there is drawn, as it is
    in the long run (exponential, of mean 1 year / turnover), for the first day played; nobody leaves during the play.
    With `learning`. Around 29 % a year is usual (LinkedIn)."""
    hires: Hires = None
    """Who begins on a date, like `{2026-12-01: 10}`, in heads as the group writes them: the highest numbers of the
    group, the highest the last to begin. Heads do not change by it: write the people there too. Before that date
    they count as on their first day. With `learning`; nobody where unwritten."""
    on_queue: Annotated[HeadsByDay | None, Unit("heads")] = None
    """Heads actually on the queue, clock -> heads, each holds until the next clock, the last until closing. By weekday
    or date where days differ: `{mon-fri: {08:00: 9}, sat: {09:00: 4}}`."""
    scheduled: Annotated[HeadsByDay | None, Unit("heads")] = None
    """Heads on the schedule, clock -> heads, by day where days differ; shrinkage takes its share off, rounded to the
    nearest whole head."""
    shifts: Annotated[dict[str, Shift], Field(min_length=1)] | None = None
    """Agents by name instead of head counts: shifts, each under a name with its agents, hours and breaks."""
    absence: Annotated[Absence | None, ChanceAlone, Switch] = None
    """People planned who do not come, drawn for each day; everybody comes unless named."""
    adherence: Annotated[Adherence | None, Switch] = None
    """Coming late and leaving early, with shifts, like `{late: {chance: 10%, by: {exponential: 5m}}}`; as planned where
    unwritten."""
    shrinkage: Shrinkage = 0.0
    """Share of paid time not on the queue: `30%` for leave, sickness, breaks, training and meetings together (usual;
    20-50 %), or by kind like `{leave: 10%, training: 5%}`. It takes its share off `scheduled` heads; `on_queue` heads
    and shifts are on the queue as written, and it is paid on top of them."""
    cost_per_hour: Annotated[Number, Unit("money an hour")] = 0.0
    """Price of a paid hour."""
    overtime_rate: Annotated[Percentage, AfterValidator(_no_cheaper)] = 1.0
    """What an hour of overtime costs, of `cost_per_hour`: 150% is time and a half; not below 100%."""
    cost_per_contact: Annotated[Number, Unit("money a contact")] = 0.0
    """Price of a contact handled, as an outsourced group is paid; beside `cost_per_hour`, or instead of it."""

    def works_its_own_way(self, queue: str) -> bool:
        """Whether the work on a queue's contact takes longer or shorter where one of these agents takes it."""
        own = queue in (self.own_times or {}) or (self.speed or {}).get(queue, 1.0) != 1.0
        return own or self.has_new_people or self.differ is not None or self.slow_down is not None

    @property
    def has_new_people(self) -> bool:
        """Whether what a contact takes depends on how long who takes it has been there."""
        return self.learning is not None and bool(self.turnover or self.hires)

    @property
    def shrinkage_in_all(self) -> float:
        """Share of paid time not on the queue, all kinds of it together."""
        return in_all(self.shrinkage)

    @model_validator(mode="before")
    @classmethod
    def _one_speed_for_all(cls, page: Any) -> Any:
        if isinstance(page, dict) and "speed" in page:
            return {**page, "speed": for_each_skill(page["speed"], page.get("skills"))}
        return page

    @model_validator(mode="after")
    def _one_schedule(self) -> Group:
        if wrong := schedule_written_once([name for name, value in self if value is not None]):
            raise ValueError(wrong)
        if self.learning is None and (self.turnover or self.hires):
            key = "turnover" if self.turnover else "hires"
            raise ValueError(f"{key} says who is new, and nothing what that means: write learning: on, or remove {key}")
        if self.adherence is not None and self.shifts is None:
            raise ValueError("adherence is of agents by name: write shifts, or remove adherence")
        if self.overtime_rate != 1 and not self.cost_per_hour:
            raise ValueError("overtime_rate is of cost_per_hour: write that, or remove overtime_rate")
        if self.shrinkage_in_all >= 1:
            raise ValueError("shrinkage of 100% leaves nobody: write a share below 100%")
        return self
