"""Erlang's figures worked out another way than in `sim/theory`: exact sums of fractions, and Palm's integrals.

Times in mean handle times, so the service rate is 1 and the arrival rate is the load.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

NODES, WEIGHTS = np.polynomial.legendre.leggauss(40)


def blocked(agents: int, load: Fraction) -> Fraction:
    """Erlang B as the definition has it: the last of the terms a^k / k!, k = 0..n, over their sum."""
    term = total = Fraction(1)
    for busy in range(1, agents + 1):
        term = term * load / busy
        total += term
    return term / total


def blocked_to_forty_digits(agents: int, load: Fraction) -> Fraction:
    """The same for thousands of agents: 1/B = sum over k of n! / (n - k)! / a^k, in whole numbers of 10^-60, cut where
    terms vanish."""
    one = 10**60
    term = total = one
    for k in range(agents):
        term = term * (agents - k) * load.denominator // load.numerator
        total += term
        if term == 0:
            break
    return Fraction(one, total)


@dataclass(frozen=True)
class Waits:
    """Shares of all that come."""

    p_wait: float
    in_time: float
    """Answered within t."""
    longer: float
    """Wait longer than t."""
    abandon: float
    mean_wait: float
    """Of all."""
    asa: float
    """Of the answered."""


def waits(agents: int, load: float, patience: float, within: float) -> Waits:
    """M/M/n+M by the law of the offered wait V (Baccelli, Hebuterne 1981; Zeltyn, Mandelbaum 2005): its density is
    a f(x) / (E + a J), f(x) = exp(a g(x) - n x), g(x) = patience (1 - e^(-x / patience)), J its integral from 0 on,
    E = 1 / B(n - 1, a). Who comes is answered after V where patience outlasts it, else leaves after patience."""

    def height(x: np.ndarray) -> np.ndarray:
        return load * patience * -np.expm1(-x / patience) - agents * x

    peak = patience * np.log(load / agents) if load > agents else 0.0
    top = float(height(np.array([peak]))[0])
    reach = 1.0
    while float(height(np.array([peak + reach]))[0]) > top - 60:
        reach *= 1.3
    lead = 0.0
    while lead < peak and float(height(np.array([max(0.0, peak - lead)]))[0]) > top - 60:
        lead = min(peak, lead * 1.3 + reach / 50)
    first, last = max(0.0, peak - lead), peak + reach
    none = float(1 / blocked_to_forty_digits(agents - 1, Fraction(load))) * np.exp(-top)

    def integral(low: float, high: float, of: str) -> float:
        if high <= low:
            return 0.0
        edges = np.linspace(low, high, 400)
        half = np.diff(edges)[:, None] / 2
        x = edges[:-1, None] + half * (1 + NODES)
        stays = np.exp(-x / patience)
        times = {"V": 1.0, "answered": stays, "left": 1 - stays, "wait": patience * (1 - stays), "asa": x * stays}[of]
        return float(np.sum(half * WEIGHTS * np.exp(height(x) - top) * times)) * load

    t = min(max(within, first), last)
    whole = none + integral(first, last, "V")
    answered = none + integral(first, last, "answered")
    return Waits(
        p_wait=1 - none / whole,
        in_time=(none + integral(first, t, "answered")) / whole,
        longer=float(np.exp(-within / patience)) * integral(t, last, "V") / whole,
        abandon=integral(first, last, "left") / whole,
        mean_wait=integral(first, last, "wait") / whole,
        asa=integral(first, last, "asa") / answered,
    )
