"""Agents of one group who differ from each other, in how fast they are and in how much they settle."""

from __future__ import annotations

from math import sqrt

from pydantic import model_validator

from sim.scenario.values import Page, Share

EVEN = sqrt(3)
"""A quantity spread evenly over its mean and this many standard deviations to either side has that deviation."""


class Differ(Page):
    """How much the agents of a group differ, drawn once for each seat, or agent by name, in each run of the file. On
    average they are as the queue says. Source: no public figure; Ibrahim et al. 2016 find that handle times depend
    strongly on the agent."""

    speed: Share = 0.0
    """Standard deviation between agents of how long talk, hold and wrap-up take them, relative to the mean: lognormal,
    in whole permille."""
    resolution: Share = 0.0
    """Standard deviation between agents of the chance to leave a matter open (the queue's `unresolved`), relative to
    it: spread evenly, so that with 30% nobody's chance is further than 52 % from the mean. At most 50%."""

    @model_validator(mode="after")
    def _in_something(self) -> Differ:
        if not self.speed and not self.resolution:
            raise ValueError("it is not said in what they differ: write speed: 15%, resolution: 20%, or both")
        if self.resolution > 0.5:
            raise ValueError("with a resolution over 50% somebody's chance would fall below 0: write 50% at most")
        return self

    @property
    def most_left_open(self) -> float:
        """The greatest factor on the chance to leave a matter open that any agent can have."""
        return 1 + EVEN * self.resolution
