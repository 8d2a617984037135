"""New customers of a queue: how many, when in the day, and how much that varies."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from sim.scenario.by_day import RatesByDay, clock_tables
from sim.scenario.calendar import Weekdays
from sim.scenario.once import volume_written_once
from sim.scenario.values import Clock, Number, Page, Rates, Relative, Share, Unit, Week


def _in_order(times: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(sorted(times))


class WithinDay(Page):
    """Busy and quiet hours that no forecast knows: each interval of the page has a factor (gamma, mean 1) on the
    queue's volume, which goes together with those of the intervals around it. The mean volume stays."""

    cv: Share
    """How much an interval's volume varies around the profile's: standard deviation over mean of its factor."""
    correlation: Share
    """How closely the next interval follows: correlation of the two factors' normal scores; two intervals on it is
    the square of that, and so forth (a Gaussian copula, as in Oreshkin, Regnard, L'Ecuyer 2016)."""


class Arrivals(Page):
    """New customers. The volume is written once: `per_day` with a profile, `per_interval`, `per_hour`, or as exact
    `times`."""

    counts: Literal["first_attempts", "offered"] = "first_attempts"
    """What the volume counts: customers' first attempts, redials and repeats come on top; or `offered`, every contact
    that reached the line, as a phone system reports it."""
    per_day: Annotated[Number | None, Unit("contacts a day")] = None
    """Mean volume of a day."""
    profile: Annotated[RatesByDay | None, Unit("weights")] = None
    """With per_day: how the day's volume is spread; relative weights, clock -> weight, each holds until the next
    clock, by day where days have another shape; flat where unwritten. A day's weights say when its customers come, not
    how many: that is per_day and `weekdays`. A CSV column serves too, or one by day: `profile_csv: forecast.csv#care`
    (its first column holds the clocks), `profile_csv: {mon-fri: forecast.csv#week, sat: forecast.csv#saturday}`."""
    per_interval: Annotated[Rates | None, Unit("contacts an interval")] = None
    """Mean volume of each interval, clock -> contacts, or one number for all day."""
    per_hour: Annotated[Rates | None, Unit("contacts an hour")] = None
    """Mean rate, clock -> contacts an hour, or one number for all day."""
    times: tuple[Annotated[tuple[Clock, ...], AfterValidator(_in_order)], ...] | None = None
    """The times at which customers come, as they were recorded: a list of days, each a list of clock times. A CSV
    column serves too: `times_csv: calls.csv#arrived`, of clock times (one day), or of dates with times
    (`2026-11-30T08:00:12`, local time): each date a day, in order, those without a row left out. The days played take
    them in turn, from one run of the file to the next, and begin again after the last; days before the first are taken
    backwards; `day_to_day` is 0%. They are first attempts: redials and repeats do not belong in the column."""
    offered_per_issue: Annotated[Annotated[Number, Field(gt=0)] | None, Unit("contacts an issue")] = None
    """With `counts: offered`: how many of the contacts counted there are for each new customer, at every hour alike;
    the volume is divided by it, so that no redial or repeat is played twice. Below 1 where a bot keeps many from the
    line. It belongs to the days that were counted: every strategy meets the same customers. `ccsim offered FILE` plays
    the file and finds it."""
    weekdays: Weekdays | None = None
    """How the volume differs by weekday: `{mon: +15%, sat: -60%, sun: -100%}`; none where unwritten."""
    weeks: Annotated[dict[Week, Relative], Field(min_length=1)] | None = None
    """How the volume differs by week of the year, on top: `{49: +20%, 52: -30%}`, the weeks not named as written; none
    where unwritten."""
    day_to_day: Share = 0.10
    """How much a day's volume varies around its mean: standard deviation over mean of a factor (gamma, mean 1) that
    all queues share. Source: Brown et al. 2005; Avramidis, Deslauriers, L'Ecuyer 2004 (0-20 %)."""
    busy_together: Share = 1.0
    """How closely the queue's busy days are those that all queues share: 100% has the very same days, 0% days of its
    own. It is the correlation of their normal scores; two queues that write 80% and 50% correlate by 40%. Source: no
    public figure."""
    within_day: WithinDay | None = None
    """How much single intervals vary around the profile, beyond chance; none where unwritten."""

    @model_validator(mode="before")
    @classmethod
    def _recorded_days_do_not_vary(cls, written: Any) -> Any:
        if isinstance(written, dict) and written.get("times") is not None:
            return {"day_to_day": 0.0} | written
        return written

    @model_validator(mode="after")
    def _one_volume(self) -> Arrivals:
        if wrong := volume_written_once([name for name, value in self if value is not None]):
            raise ValueError(wrong)
        for day, table in clock_tables(self.profile or {}).items():
            if sum(table.values()) == 0:
                on = f" on {day}" if day else ""
                raise ValueError(f"every weight of the profile{on} is 0: write at least one above 0")
        if self.times == ():
            raise ValueError("times holds no day: write one at least, like [[09:00, 09:05]]")
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

    @model_validator(mode="after")
    def _days_that_vary(self) -> Arrivals:
        if self.day_to_day == 0 and self.busy_together < 1:
            raise ValueError(
                "busy_together does nothing where day_to_day is 0%: write how much days vary, or remove busy_together"
            )
        return self

    @model_validator(mode="after")
    def _somebody_on_some_weekday(self) -> Arrivals:
        if self.weekdays is not None and not any(self.weekdays.factors):
            raise ValueError("nobody arrives on any weekday: write arrivals: none, or one weekday above -100%")
        return self

    @model_validator(mode="after")
    def _exact_times_stand_alone(self) -> Arrivals:
        varied = {
            "counts: offered": self.counts == "offered",
            "weekdays": self.weekdays is not None,
            "weeks": self.weeks is not None,
            "day_to_day": self.day_to_day > 0,
            "busy_together": self.busy_together < 1,
            "within_day": self.within_day is not None,
        }
        if self.times is not None and any(varied.values()):
            beside = ", ".join(key for key, there in varied.items() if there)
            raise ValueError(f"recorded times are played as they are: write a volume instead, or remove {beside}")
        return self

    @property
    def volume_per_issue(self) -> float:
        """What the volume is divided by: the contacts that it counts for each new customer."""
        return self.offered_per_issue or 1.0
