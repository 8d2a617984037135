"""How the agents of a group work: what depends on who takes a contact."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, model_validator

from sim.scenario.laws import Law
from sim.scenario.once import own_times_written_once
from sim.scenario.queue import Work
from sim.scenario.values import Off, Page, Percentage, Relative, Share


class OwnTimes(Page):
    """Another group's times on a queue: each law stands in for the queue's, whatever the contact's reason, and is drawn
    with the same uniforms, so that an easy customer is easy for both. What self-service changes and what a talk limit
    cuts holds for it as well."""

    talk: Law | None = None
    """Conversation, instead of the queue's talk (or of its handle_time); the queue's where unwritten."""
    hold: Law | None = None
    """On hold, instead of the queue's; the queue's where unwritten."""
    wrap_up: Law | None = None
    """Work after the conversation, instead of the queue's; the queue's where unwritten."""
    handle_time: Law | None = None
    """Talk, hold and wrap-up in one figure, instead of all three of the queue's; the queue's where unwritten."""

    @model_validator(mode="after")
    def _one_handle_time(self) -> OwnTimes:
        if wrong := own_times_written_once([name for name, value in self if value is not None]):
            raise ValueError(wrong)
        return self

    def instead_of(self, queues: Work) -> Work:
        """The laws of talk, hold and wrap-up, given the queue's."""
        if self.handle_time is not None:
            return self.handle_time, None, None
        talk, hold, wrap_up = queues
        return self.talk or talk, self.hold or hold, self.wrap_up or wrap_up


OwnTimesByQueue = Annotated[Annotated[dict[str, OwnTimes], Field(min_length=1)] | None, Off]
"""Queue -> own times; `off` takes them away."""

Speeds = Annotated[Annotated[dict[str, Percentage], Field(min_length=1)] | None, Off]
"""Queue -> speed; `off` takes them away."""


class SlowDown(Page):
    """How agents slow down at high occupancy. As one of them answers, the group's busy agents are counted, that one
    included: if they are more than a share of those on, talk, hold and wrap-up of this contact take so much longer,
    whatever happens meanwhile. Busy is whoever is on and has something in hand, wrap-up, a dial or a warm transfer too;
    who is on a break is not on. Source: no public figure."""

    above: Share
    """The share of the group's agents on, in whole permille; at exactly this share nobody is slower."""
    by: Relative
    """How much longer the work takes, in whole permille, like +10%; rounded down to the ms once, together with speed
    and learning, before a talk limit cuts."""

    @model_validator(mode="after")
    def _may_happen_and_slows_down(self) -> SlowDown:
        if round(1000 * self.above) >= 1000:
            raise ValueError("above 100% busy there is nothing: write a share below it like 85%, or remove slow_down")
        if round(1000 * self.by) <= 1000:
            raise ValueError("by must make work longer: write a change like +10%, or remove slow_down")
        return self


def for_each_skill(value: Any, skills: Any) -> Any:
    """One speed for all of a group's skills; a speed for each queue stays as it is."""
    one_for_all = isinstance(value, str) and value != "off" and isinstance(skills, list | tuple)
    return dict.fromkeys(map(str, skills), value) if one_for_all else value
