"""Blocked customers who ring again until answered, against a Markov chain solved here: M/M/n/n with retrials.

The state is (agents busy, customers between two tries). New customers come at `lam`, an agent is done at `mu`, and each
who was blocked tries again at `retry_rate`; a try that finds all agents busy changes nothing. Arrivals see averages
over time: a new customer is blocked as often as all are busy. The second number is cut off where it hardly ever comes.
"""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.sparse import coo_array, csc_array, diags_array, vstack
from scipy.sparse.linalg import spsolve

from sim.scenario.schema import Scenario
from validation.agreement import K
from validation.cases import BLOCKED_REDIALS
from validation.facts import FACTS
from validation.figures import Played, Sums, estimate, replications
from validation.pages import blocked_redials

MOST = 500
"""Customers between two tries in the chain."""
WARM_UP = 12
"""Hours from empty that are not counted."""


def solved(lam: float, mu: float, n: int, retry_rate: float) -> dict[str, float]:
    """The exact figures."""
    share = stationary(moves(lam, mu, n, retry_rate)).reshape(n + 1, MOST + 1)
    assert share[:, -1].sum() < 1e-10
    orbit = float(share.sum(axis=0) @ np.arange(MOST + 1))
    return {
        "p_block_fresh": float(share[n].sum()),
        "retry_rate": retry_rate * orbit,
        "mean_orbit": orbit,
        "occupancy": float(share.sum(axis=1) @ np.arange(n + 1)) / n,
    }


def moves(lam: float, mu: float, n: int, retry_rate: float) -> csc_array:
    """Rates from state to state; the state (busy, orbit) has the number busy * (MOST + 1) + orbit."""
    busy, orbit = (grid.ravel() for grid in np.meshgrid(np.arange(n + 1), np.arange(MOST + 1), indexing="ij"))
    step = MOST + 1
    here = busy * step + orbit
    ways = (
        (busy < n, step, lam + 0 * here),
        ((busy == n) & (orbit < MOST), 1, lam + 0 * here),
        (busy > 0, -step, mu * busy),
        ((busy < n) & (orbit > 0), step - 1, retry_rate * orbit),
    )
    start = np.concatenate([here[can] for can, _, _ in ways])
    end = np.concatenate([here[can] + by for can, by, _ in ways])
    rate = np.concatenate([rates[can] for can, _, rates in ways])
    return csc_array(coo_array((rate, (start, end)), shape=(len(here), len(here))))


def stationary(rates: csc_array) -> NDArray[np.float64]:
    """Shares of time: what flows into a state flows out, and together they are 1 (in place of the last balance)."""
    states = rates.shape[0]
    balance = (rates - diags_array(rates.sum(axis=1))).T.tocsr()
    equations = vstack([balance[:-1], coo_array(np.ones((1, states)))], format="csc")
    found: NDArray[np.float64] = spsolve(equations, np.append(np.zeros(states - 1), 1.0))
    return found


@pytest.mark.parametrize("name", ["blocked_retrial_1", "blocked_retrial_3"])
def test_the_chain_has_the_published_figures(name: str) -> None:
    inputs = FACTS[name].inputs
    exact = solved(inputs["lam"], inputs["mu"], inputs["n"], inputs["retry_rate"])
    assert exact == pytest.approx({figure: FACTS[name].outputs[figure] for figure in exact}, abs=6e-7, rel=6e-7)


def test_the_chain_of_one_agent_is_the_closed_form() -> None:
    """Falin and Templeton 1997, Retrial Queues, 1.2: of load r, r of the new are blocked, and between two tries are
    r^2 / (1 - r) + r lam / (retry_rate (1 - r))."""
    exact = solved(0.4, 0.5, 1, 0.25)
    assert exact["p_block_fresh"] == pytest.approx(0.8)
    assert exact["mean_orbit"] == pytest.approx(0.64 / 0.2 + 0.8 * 0.4 / (0.25 * 0.2))


@pytest.mark.parametrize(("attempts", "cut"), [(2, True), (100, False)])
def test_a_play_tells_whether_somebody_would_have_tried_again_but_for_the_bound(attempts: int, cut: bool) -> None:
    page = blocked_redials({"lam": 0.3, "mu": 0.5, "n": 1, "retry_rate": 0.2})
    scenario = Scenario.model_validate({**page, "attempts_at_most": attempts})
    assert [played.cut_short for played in replications(scenario, 1, seed=1, warm_up=0)] == [cut]


VARIATIONS = [(1, 0.3, 0.1, 4), (1, 0.6, 0.5, 4), (2, 0.5, 1.0, 2), (5, 0.85, 0.3, 3), (10, 0.7, 0.1, 1)]
"""Agents, load, tries a minute, days in each of 40 replications; conversations of 2 min. The seed is the place here."""
PRECISION = 1 / 25
"""Our standard error over the figure, at most. The validation page's is finer, at many times the contacts."""


@pytest.mark.slow
@pytest.mark.parametrize("variation", VARIATIONS)
def test_simulated_figures_agree_with_the_chain(variation: tuple[int, float, float, int]) -> None:
    n, load, retry_rate, days = variation
    given = {"lam": 0.5 * n * load, "mu": 0.5, "n": n, "retry_rate": retry_rate}
    exact = solved(**given)
    scenario = Scenario.model_validate({**blocked_redials(given), "days": days})
    played = [sums_of(one) for one in replications(scenario, 40, VARIATIONS.index(variation), WARM_UP)]
    faults = []
    for figure, theirs in exact.items():
        ours = estimate([sums[figure] for sums in played])
        z, precision = (ours.value - theirs) / ours.error, ours.error / theirs
        line = f"{figure:14} exact {theirs:<9.6g} found {ours.value:<9.6g} z {z:+.2f} s/v {precision:.4f}"
        print(line)
        if abs(z) > K or precision > PRECISION:
            faults.append(line)
    assert not faults, "\n" + "\n".join(faults)


def sums_of(played: Played) -> dict[str, Sums]:
    """The sums of each figure."""
    assert not played.cut_short
    return {figure: measure(played) for figure, measure in BLOCKED_REDIALS.items()}
