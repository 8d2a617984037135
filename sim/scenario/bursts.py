"""Bursts: a storm, an outage, a letter to everybody. Many customers at once, on top of the normal day."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from sim.scenario.laws import Law
from sim.scenario.once import reason_times_written_once
from sim.scenario.values import WEEKDAYS, Clock, Duration, Kind, Number, Page, Share, Unit
from sim.units import HOUR


def parse_burst_day(value: Any) -> int | str:
    """A counted day's number, a weekday's three letters or an ISO date; ValueError with the cure."""
    if isinstance(value, list | tuple):
        raise ValueError("a burst comes on one day, or every day: write one burst for each of these days")
    text = str(value).strip().lower()
    if text in WEEKDAYS:
        return text
    if re.fullmatch(r"[1-9]\d{0,2}", text):
        return int(text)
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(
            f"'{value}' is not a day: write 1 for the first counted day, {', '.join(WEEKDAYS)}, or a date like "
            "2026-11-30"
        ) from None


BurstDay = Annotated[
    int | str,
    BeforeValidator(parse_burst_day),
    Kind("burst day", f"`1` for the first counted day, `{'`, `'.join(WEEKDAYS)}`, or a date like `2026-11-30`"),
]


def _above_zero(decay: int) -> int:
    if decay == 0:
        raise ValueError("a burst that ends as it begins brings nobody: write how long it takes to halve, like 1h")
    return decay


class Burst(Page):
    """Customers who come on top of the normal day, all for the same cause: their rate rises in a straight line to its
    peak, and then halves again and again. They are issues like any other (patience, redials, repeats, escalations), and
    the burst's name is their `reason`, with times and patience of its own if it writes any. The volume that a file
    forecasts is the normal day's: quoted waits and Erlang's forecast know of no burst."""

    at: Clock
    """When it begins."""
    size: Annotated[Number, Field(gt=0, le=1_000_000), Unit("customers")]
    """How many customers it brings on average."""
    decay: Annotated[Duration, AfterValidator(_above_zero)]
    """After its peak the rate halves in this time."""
    rise: Duration = 0
    """How long the rate rises from 0 to its peak."""
    uncertainty: Share = 0.0
    """How much its size varies: standard deviation over mean of a factor (gamma, mean 1); chance comes on top."""
    day: BurstDay | None = None
    """The day on which it comes: the number of a counted day, a weekday, or a date (`days.first` says which day the
    first one is); every day where unwritten."""
    chance: Share = 1.0
    """How likely it comes at all on such a day."""
    held: Duration = HOUR
    """Whom it brings outside opening hours comes after the next opening, spread evenly over this time. Those who would
    come after the last day played are not in it. Source: no public figure."""
    talk: Law | None = None
    """Conversation with an agent; the queue's where unwritten."""
    hold: Law | None = None
    """On hold during the conversation; the queue's where unwritten."""
    wrap_up: Law | None = None
    """Work after the conversation; the queue's where unwritten."""
    handle_time: Law | None = None
    """Talk, hold and wrap-up in one figure, instead of all three; the queue's where unwritten."""
    patience: Law | None = None
    """How long they wait before they abandon; the queue's where unwritten."""
    contained: Share | None = None
    """How many of its self-service sessions end with the need met, by a message on the cause for instance; the queue's
    where unwritten."""

    @model_validator(mode="after")
    def _one_handle_time(self) -> Burst:
        if wrong := reason_times_written_once([name for name, value in self if value is not None]):
            raise ValueError(wrong)
        return self


Bursts = Annotated[
    Annotated[dict[str, Burst], Field(max_length=9)] | None,
    BeforeValidator(lambda value: None if value == "off" else value),
]
"""Bursts by name; `off` takes them away."""
