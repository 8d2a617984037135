"""New customers of a queue: how many, when in the day, and how much that varies."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sim.scenario.once import volume_written_once
from sim.scenario.values import Number, Page, Rates, Share, Unit


class Arrivals(Page):
    """New customers. The volume is written once: `per_day` with a profile, `per_interval` or `per_hour`."""

    counts: Literal["first_attempts", "offered"] = "first_attempts"
    """What the volume counts: customers' first attempts, redials and repeats come on top; or `offered`, every contact
    that reached the line, as a phone system reports it."""
    per_day: Annotated[Number | None, Unit("contacts a day")] = None
    """Mean volume of a day."""
    profile: Annotated[Rates | None, Unit("weights")] = None
    """With per_day: how the day's volume is spread; relative weights, clock -> weight, each holds until the next
    clock; flat where unwritten. A CSV column serves too: `profile_csv: forecast.csv#care` (its first column holds the
    clocks)."""
    per_interval: Annotated[Rates | None, Unit("contacts an interval")] = None
    """Mean volume of each interval, clock -> contacts, or one number for all day."""
    per_hour: Annotated[Rates | None, Unit("contacts an hour")] = None
    """Mean rate, clock -> contacts an hour, or one number for all day."""
    offered_per_issue: Annotated[Annotated[Number, Field(gt=0)] | None, Unit("contacts an issue")] = None
    """With `counts: offered`: how many of the contacts counted there are for each new customer, at every hour alike;
    the volume is divided by it, so that no redial or repeat is played twice. Below 1 where a bot keeps many from the
    line. It belongs to the days that were counted: every strategy meets the same customers. `ccsim offered FILE` plays
    the file and finds it."""
    day_to_day: Share = 0.10
    """How much a day's volume varies around its mean: standard deviation over mean of a factor (gamma, mean 1) that
    all queues share. Source: Brown et al. 2005; Avramidis, Deslauriers, L'Ecuyer 2004 (0-20 %)."""

    @model_validator(mode="after")
    def _one_volume(self) -> Arrivals:
        if wrong := volume_written_once([name for name, value in self if value is not None]):
            raise ValueError(wrong)
        if self.profile is not None and sum(self.profile.values()) == 0:
            raise ValueError("every weight of the profile is 0: write at least one above 0")
        return self

    @model_validator(mode="after")
    def _offered_or_first(self) -> Arrivals:
        if self.counts == "offered" and self.offered_per_issue is None:
            raise ValueError(
                "an offered count holds redials and repeats: write offered_per_issue, which `ccsim offered` finds by "
                "playing the file"
            )
        if self.counts != "offered" and self.offered_per_issue is not None:
            raise ValueError("offered_per_issue goes with counts: offered: write that, or remove it")
        return self

    @property
    def volume_per_issue(self) -> float:
        """What the volume is divided by: the contacts that it counts for each new customer."""
        return self.offered_per_issue or 1.0
