"""When new customers come: points of rate 1, mapped through the inverse of a day's cumulative rate.

More volume moves the arrival times and brings more customers; those who came anyway keep their number, and with it
their patience and their work. (Drawing each gap at the rate now in force would carry a quiet hour's long gap into a
busy one.) Recorded times are played as they are.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from sim.demand.busyness import day_factor, interval_factors
from sim.demand.distributions import whole_ms
from sim.demand.replay import recorded_day, recorded_rate
from sim.demand.streams import Floats, Streams, uniforms
from sim.scenario.arrivals import Arrivals
from sim.scenario.by_day import CLOSED, clocks_on
from sim.scenario.calendar import week_of, weekday_of
from sim.scenario.schema import Scenario
from sim.units import DAY, HOUR

Ints = NDArray[np.int64]


def expected_per_day(scenario: Scenario, queue: str) -> float:
    """Mean new customers a day on a queue, by name, over the counted days; 0 without arrivals."""
    parts = calendar_parts(scenario, queue)
    if len(parts) == 1:
        ((day, factor),) = parts
        return float(cumulative_rate(scenario, queue, day)[1][-1]) * (factor / scenario.days.count)
    return sum(expected_on(scenario, queue, day) for day in range(scenario.days.count)) / scenario.days.count


def expected_on(scenario: Scenario, queue: str, day: int) -> float:
    """Mean new customers on a day, counted from the first counted one; 0 where the queue is closed."""
    return float(cumulative_rate(scenario, queue, day)[1][-1]) * calendar_factor(scenario, queue, day)


def calendar_parts(scenario: Scenario, queue: str) -> list[tuple[int, float]]:
    """The counted days in groups of the same hours and profile: (one of the days, the sum of their calendar
    factors)."""
    found: dict[object, tuple[int, float]] = {}
    for day in range(scenario.days.count):
        alike = scenario.hours_on(queue, day), tuple(profile_on(scenario, queue, day).items())
        first, factors = found.get(alike, (day, 0))
        found[alike] = first, factors + calendar_factor(scenario, queue, day)
    return list(found.values())


def profile_on(scenario: Scenario, queue: str, day: int) -> Mapping[int, float]:
    """How a day's volume is spread, `day` counted from the first counted one: clock -> weight, flat where unwritten;
    none on a day that a profile by day does not name."""
    arrivals = scenario.queues[queue].arrivals
    if arrivals is None or arrivals.profile is None:
        return {0: 1.0}
    return clocks_on(arrivals.profile, scenario.days.first, day)


def profiles_differ(scenario: Scenario, queue: str) -> bool:
    """Whether a queue's volume is spread in more than one way over the days played on which it is open, warm-up
    included."""
    days = range(-scenario.days.warm_up, scenario.days.count)
    open_ = [day for day in days if scenario.hours_on(queue, day) != CLOSED]
    return len({tuple(profile_on(scenario, queue, day).items()) for day in open_}) > 1


def calendar_factor(scenario: Scenario, queue: str, day: int) -> float:
    """What the forecast says of a day's weekday and week, relative to the volume written; `day` counts from the first
    counted day."""
    arrivals, first = scenario.queues[queue].arrivals, scenario.days.first
    if arrivals is None or first is None:
        return 1.0
    by_weekday = arrivals.weekdays.factors[weekday_of(first, day)] if arrivals.weekdays else 1.0
    return by_weekday * (arrivals.weeks.get(week_of(first, day), 1.0) if arrivals.weeks else 1.0)


def cumulative_rate(scenario: Scenario, queue: str, day: int = 0) -> tuple[Floats, Floats]:
    """(clock in ms after midnight, mean customers up to then): the corners of a line from opening to closing, in the
    hours of a day (counted from the first counted one), of the volume written. Nobody comes on a closed day.

    An offered count is brought down to new customers; of recorded times it is the mean of the days, by interval. Raises
    ValueError where a profile has no weight within the opening hours.
    """
    hours, arrivals = scenario.hours_on(queue, day), scenario.queues[queue].arrivals
    if arrivals is None or hours == CLOSED:
        return np.array(hours, float), np.zeros(2)
    edges, means = _cumulative_volume(scenario, queue, arrivals, day)
    return edges, means / arrivals.volume_per_issue


def _cumulative_volume(scenario: Scenario, queue: str, arrivals: Arrivals, day: int) -> tuple[Floats, Floats]:
    """The same line in what the file's volume counts."""
    opens, closes = scenario.hours_on(queue, day)
    if arrivals.per_day is not None:
        edges, means = _steps(profile_on(scenario, queue, day), opens, closes, HOUR)
        if means[-1] == 0:
            raise ValueError(
                f"queues.{queue}.arrivals.profile has no weight within the opening hours: write one above 0"
            )
        return edges, means * (arrivals.per_day / means[-1])
    if arrivals.times is not None:
        return recorded_rate(arrivals.times, opens, closes, scenario.interval)
    if arrivals.per_interval is not None:
        return _steps(arrivals.per_interval, opens, closes, scenario.interval)
    return _steps(arrivals.per_hour or {}, opens, closes, HOUR)


def _steps(table: Mapping[int, float], opens: int, closes: int, per_ms: int) -> tuple[Floats, Floats]:
    """A clock -> value table, each value per `per_ms` and in force until the next clock, summed up from opening on."""
    clocks = sorted(table)
    inside = [clock for clock in clocks if opens < clock < closes]
    edges = [opens, *inside, closes]
    values = [max((c for c in clocks if c <= edge), default=None) for edge in edges[:-1]]
    rates = np.array([0.0 if clock is None else table[clock] for clock in values]) / per_ms
    return np.array(edges, float), np.concatenate([[0.0], np.cumsum(rates * np.diff(edges))])


def volume_factor(scenario: Scenario, queue: str, streams: Streams, day: int) -> float:
    """How many customers a day expects on a queue, once its factors are known, relative to its forecast; for recorded
    times how many come, relative to the mean of the recorded days."""
    arrivals = scenario.queues[queue].arrivals
    if arrivals is not None and arrivals.times is not None:
        return len(recorded_day(arrivals.times, scenario, streams, day)) / (expected_per_day(scenario, queue) or 1)
    factor, written = day_factor(scenario, queue, streams, day), cumulative_rate(scenario, queue, day)[1][-1]
    if arrivals is None or arrivals.within_day is None or written == 0:
        return factor
    return factor * float(_with_intervals(scenario, queue, streams, day)[1][-1] / written)


def _rate_of_day(scenario: Scenario, queue: str, streams: Streams, day: int) -> tuple[Floats, Floats]:
    """The cumulative rate of one day, its forecast and its factors in it."""
    edges, means = _with_intervals(scenario, queue, streams, day)
    return edges, means * calendar_factor(scenario, queue, day) * day_factor(scenario, queue, streams, day)


def _with_intervals(scenario: Scenario, queue: str, streams: Streams, day: int) -> tuple[Floats, Floats]:
    """The cumulative rate, the factors of the day's intervals in it."""
    edges, means = cumulative_rate(scenario, queue, day)
    arrivals = scenario.queues[queue].arrivals
    if arrivals is None or arrivals.within_day is None or means[-1] == 0:
        return edges, means
    factors = interval_factors(arrivals.within_day, DAY // scenario.interval, streams, queue, day)
    return _by_interval(edges, means, factors, scenario.interval)


def _by_interval(edges: Floats, means: Floats, factors: Floats, interval: int) -> tuple[Floats, Floats]:
    """A cumulative rate with each interval's share of it times a factor."""
    bounds = np.arange(len(factors) + 1) * float(interval)
    cuts = np.union1d(edges, bounds[(edges[0] < bounds) & (bounds < edges[-1])])
    grown = np.diff(np.interp(cuts, edges, means)) * factors[(cuts[:-1] // interval).astype(np.int64)]
    return cuts, np.concatenate([[0.0], np.cumsum(grown)])


def arrivals_of_day(scenario: Scenario, queue: str, streams: Streams, day: int) -> Ints:
    """Times in ms after midnight at which the day's new customers come, in order; each before closing."""
    arrivals = scenario.queues[queue].arrivals
    if arrivals is not None and arrivals.times is not None:
        return np.array(recorded_day(arrivals.times, scenario, streams, day), np.int64)
    edges, means = _rate_of_day(scenario, queue, streams, day)
    points = unit_points(streams, (queue, day, "arrivals"), float(means[-1]))
    step = np.searchsorted(means, points, side="right") - 1
    share = (points - means[step]) / (means[step + 1] - means[step])
    times = whole_ms(edges[step] + share * (edges[step + 1] - edges[step]))
    before_closing: Ints = times[times < edges[-1]]
    return before_closing


def unit_points(streams: Streams, name: tuple[object, ...], length: float) -> Floats:
    """The points of a Poisson process of rate 1 below `length`: a longer stretch has the same points, and more."""
    source, gaps = streams.source(name), np.zeros(0)
    points = gaps
    while len(points) == 0 or points[-1] < length:
        more = int(length - (points[-1] if len(points) else 0)) + int(4 * length**0.5) + 10
        gaps = np.concatenate([gaps, -np.log1p(-uniforms(source, more))])
        points = np.cumsum(gaps)
    return points[points < length]
