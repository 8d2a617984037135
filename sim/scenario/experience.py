"""What customers make of a contact, modelled: the constants of `sim.kpi.experience`."""

from __future__ import annotations

from typing import Annotated

from sim.scenario.values import Number, Page, Share, Unit


class Experience(Page):
    """A model of what customers make of a contact that was handled: points from 0 to 10, less for each thing that
    bothers them. Nobody was asked: fit the constants to surveys of your own before you read the level, and read
    differences between plans first."""

    best: Annotated[Number, Unit("points")] = 9.0
    """Points of whoever waits for nobody and is helped at once, by one person, at the first try."""
    per_minute_waited: Annotated[Number, Unit("points")] = 0.25
    """Points lost a minute waited, all legs together; of a callback, until it comes, and of a scheduled one past its
    time."""
    per_transfer: Annotated[Number, Unit("points")] = 1.0
    """Points lost for each leg beyond the first."""
    per_repeat: Annotated[Number, Unit("points")] = 1.5
    """Points lost for each earlier contact about the same issue, redials included."""
    unresolved: Annotated[Number, Unit("points")] = 3.0
    """Points lost where the contact does not settle the matter."""
    effort: Annotated[Number, Unit("points")] = 0.0
    """Points that having to ask at all costs, however well it goes; off ease (CES) alone."""
    spread: Annotated[Number, Unit("points")] = 2.0
    """How customers differ: the standard deviation of points, a normal law."""
    leaves: Share = 0.32
    """How many of those with a bad experience leave. Source: PwC, Experience is everything, 2018 (after one)."""
