"""A clock that runs only while the page is open: how promises on email count time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sim.scenario.schema import Scenario
from sim.units import DAY

Ints = NDArray[np.int64]

_DAYS_AROUND = 800
"""Days before the first and after the last played that the clock knows: mail that old is nobody's, and no target takes
more than a year of opening hours (`sim.scenario.deferred_faults`)."""


@dataclass(frozen=True, eq=False)
class OpeningClock:
    """Corners of the line that grows while the page is open: (ms from midnight before the first day played, ms open by
    then)."""

    ms: Ints
    shown: Ints

    def read(self, ms: Ints) -> Ints:
        """What the clock shows at each ms."""
        return np.rint(np.interp(ms, self.ms, self.shown)).astype(np.int64)

    def after(self, ms: int, within: int) -> int:
        """When it has run for so long since ms: the first moment at which it has."""
        wanted = int(self.read(np.array([ms]))[0]) + within
        corner = int(np.searchsorted(self.shown, wanted, side="left"))
        return int(self.ms[corner] - (self.shown[corner] - wanted))


def opening_clock(scenario: Scenario) -> OpeningClock:
    """The clock of the page's `open`."""
    warm_up, count = scenario.days.warm_up, scenario.days.count
    hours = [
        (day * DAY + start, day * DAY + end)
        for day in range(-_DAYS_AROUND, warm_up + count + _DAYS_AROUND)
        for start, end in [scenario.open_on(day - warm_up)]
    ]
    edges = np.array(hours, np.int64).ravel()
    lengths = np.diff(edges, prepend=edges[0])
    lengths[::2] = 0  # from closing to opening it stands still
    return OpeningClock(edges, np.cumsum(lengths))
