"""The laws of a scenario as inverse CDFs: a uniform in (0, 1) in, a duration in ms (a float) out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from sim.demand.streams import Floats
from sim.scenario.laws import (
    Empirical,
    Erlang,
    Exponential,
    Gamma,
    Hyperexponential,
    Law,
    Lognormal,
    Mixture,
    Triangular,
    Uniform,
    Weibull,
)
from sim.units import NEVER

BELOW_ONE = 1 - 2.0**-53
"""The largest uniform."""


def inverse(law: Law, u: Floats) -> Floats:
    """Durations in ms (floats) for uniforms in (0, 1); grows with u, but for the hyperexponential (grows by branch)."""
    name, part = _part(law)
    return _INVERSES[name](part, u)


def by_clock(parts: Mapping[int, Law], clocks: NDArray[np.int64], u: Floats) -> Floats:
    """Durations in ms for uniforms, each by the law that holds at its clock (ms after midnight); before the first clock
    the last holds."""
    starts, laws = list(parts), list(parts.values())
    which = (np.searchsorted(starts, clocks, side="right") - 1) % len(laws)
    times = np.empty(len(u))
    for number, law in enumerate(laws):
        times[which == number] = inverse(law, u[which == number])
    return times


def mean_ms(law: Law) -> float:
    """Mean in ms, in closed form. A `by_arrival` has one only for a queue: see `sim.demand.means`."""
    name, part = _part(law)
    return _MEANS[name](part) if name in _MEANS else float(part.mean)


def whole_ms(times: Floats) -> NDArray[np.int64]:
    """Floats end here: the nearest whole ms (halves to even), at most NEVER."""
    return np.rint(np.minimum(times, NEVER)).astype(np.int64)


def _part(law: Law) -> tuple[str, Any]:
    (name,) = law.model_fields_set
    return name, getattr(law, name)


def _unit_exponential(u: Floats) -> Floats:
    return -np.log1p(-u)


def _cv(law: Lognormal | Gamma) -> float:
    if law.sd is not None:
        return law.sd / law.mean if law.mean else 0.0
    return 1.0 if law.cv is None else law.cv


def _exponential(law: Exponential, u: Floats) -> Floats:
    return law.mean * _unit_exponential(u)


def _lognormal(law: Lognormal, u: Floats) -> Floats:
    cv = _cv(law)
    if cv == 0 or law.mean == 0:
        return np.full(len(u), float(law.mean))
    variance = np.log1p(cv * cv)
    return np.asarray(law.mean * np.exp(np.sqrt(variance) * special.ndtri(u) - variance / 2))


def _gamma(law: Gamma, u: Floats) -> Floats:
    return law.mean * unit_gamma(_cv(law), u)


def unit_gamma(cv: float, u: Floats) -> Floats:
    """Gamma of mean 1 and the given coefficient of variation; 1 where it is 0."""
    return np.asarray(special.gammaincinv(1 / cv**2, u) * cv**2) if cv else np.ones(len(u))


def _erlang(law: Erlang, u: Floats) -> Floats:
    return np.asarray(special.gammaincinv(law.k, u) * law.mean / law.k)


def _branches(law: Hyperexponential) -> tuple[Floats, Floats]:
    """Shares and means of the branches; by mean and cv, two with balanced means (share x mean the same in both)."""
    if law.phases is not None:
        return np.array([p.share for p in law.phases]), np.array([float(p.mean) for p in law.phases])
    mean, cv = law.mean or 0, law.cv or 1.0
    first = (1 + np.sqrt((cv**2 - 1) / (cv**2 + 1))) / 2
    shares = np.array([first, 1 - first])
    return shares, mean / (2 * shares)


def _hyperexponential(law: Hyperexponential, u: Floats) -> Floats:
    shares, means = _branches(law)
    starts = np.concatenate([[0.0], np.cumsum(shares)[:-1]])
    branch = np.searchsorted(starts, u, side="right") - 1
    within = (u - starts[branch]) / shares[branch]
    return np.asarray(means[branch] * _unit_exponential(np.minimum(within, BELOW_ONE)))


def _weibull(law: Weibull, u: Floats) -> Floats:
    scale = law.mean / special.gamma(1 + 1 / law.shape)
    return np.asarray(scale * _unit_exponential(u) ** (1 / law.shape))


def _uniform(law: Uniform, u: Floats) -> Floats:
    return law.start + (law.to - law.start) * u


def _triangular(law: Triangular, u: Floats) -> Floats:
    width, rise, fall = law.to - law.start, law.mode - law.start, law.to - law.mode
    rising = law.start + np.sqrt(u * width * rise)
    falling = law.to - np.sqrt((1 - u) * width * fall)
    return np.where(u * width < rise, rising, falling)


def _constant(value: int, u: Floats) -> Floats:
    return np.full(len(u), float(value))


def _mixture(law: Mixture, u: Floats) -> Floats:
    times = np.zeros(len(u))
    rest = u >= law.zero
    times[rest] = inverse(law.otherwise, np.clip((u[rest] - law.zero) / (1 - law.zero), 2.0**-53, BELOW_ONE))
    return times


def _empirical(law: Empirical, u: Floats) -> Floats:
    values = np.sort(np.array(law.values, np.float64))
    return values[(u * len(values)).astype(np.int64)]


_INVERSES: dict[str, Callable[[Any, Floats], Floats]] = {
    "exponential": _exponential,
    "lognormal": _lognormal,
    "gamma": _gamma,
    "erlang": _erlang,
    "hyperexponential": _hyperexponential,
    "weibull": _weibull,
    "uniform": _uniform,
    "triangular": _triangular,
    "constant": _constant,
    "mixture": _mixture,
    "empirical": _empirical,
}


def _branches_mean(law: Hyperexponential) -> float:
    shares, means = _branches(law)
    return float(shares @ means)


_MEANS: dict[str, Callable[[Any], float]] = {
    "hyperexponential": _branches_mean,
    "uniform": lambda law: (law.start + law.to) / 2,
    "triangular": lambda law: (law.start + law.mode + law.to) / 3,
    "constant": float,
    "mixture": lambda law: (1 - law.zero) * mean_ms(law.otherwise),
    "empirical": lambda law: sum(law.values) / len(law.values),
}
"""Those whose mean is not simply written as `mean`."""
