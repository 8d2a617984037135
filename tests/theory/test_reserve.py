"""A reserve for one of two queues, against the Markov chain of its agents and lines."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.linalg import spsolve

from sim.demand.draw import draw
from sim.engine.book import ABANDONED
from sim.engine.flatten import flatten
from sim.engine.reference import play
from sim.roster.heads import plan_heads
from sim.scenario.schema import Scenario

HEADS, RESERVE, LONGEST = 6, 2, 45
GOLD, BASIC, MU, THETA = 30.0, 62.0, 20.0, 15.0
"""Arrivals, ends of a talk and ends of patience, an hour."""
DAYS, K = 12, 4
"""So many standard errors: with 12 days the truth lies outside once in 500 times."""

State = tuple[int, int, int]
"""Agents busy, gold waiting, basic waiting."""


def moves(state: State) -> Iterator[tuple[State, float]]:
    """Where to, and how often an hour. Gold takes any idle agent; basic only while more than RESERVE are idle."""
    busy, gold, basic = state
    kept = HEADS - RESERVE
    yield ((busy + 1, gold, basic) if busy < HEADS else (busy, gold + 1, basic)), GOLD
    yield ((busy + 1, gold, basic) if busy < kept else (busy, gold, basic + 1)), BASIC
    if gold:
        yield (busy, gold - 1, basic), busy * MU + gold * THETA
    elif busy == kept and basic:
        yield (busy, gold, basic - 1), busy * MU
    elif busy:
        yield (busy - 1, gold, basic), busy * MU
    if basic:
        yield (busy, gold, basic - 1), basic * THETA


def abandoning() -> tuple[float, float]:
    """The exact shares of gold and of basic that abandon: THETA x mean line / arrivals."""
    alone = [(busy, 0, 0) for busy in range(HEADS - RESERVE)]
    kept = [(busy, 0, basic) for busy in range(HEADS - RESERVE, HEADS) for basic in range(LONGEST)]
    states = alone + kept + [(HEADS, gold, basic) for gold in range(LONGEST) for basic in range(LONGEST)]
    number = {state: at for at, state in enumerate(states)}
    entries = [
        entry
        for state in states
        for to, rate in moves(state)
        if to in number
        for entry in ((number[to], number[state], rate), (number[state], number[state], -rate))
    ]
    rows, columns, rates = zip(*[entry for entry in entries if entry[0] != 0], strict=True)
    ones = len(states)  # the first balance equation follows from the others: all shares add up to 1 instead
    matrix = coo_matrix(([*rates, *[1.0] * ones], ([*rows, *[0] * ones], [*columns, *range(ones)])), shape=(ones, ones))
    share = spsolve(matrix.tocsc(), np.eye(1, ones)[0])
    line = share @ np.array(states)
    return THETA * line[1] / GOLD, THETA * line[2] / BASIC


def test_a_reserve_shares_out_abandonment_as_the_markov_chain_says() -> None:
    queue = {"talk": {"exponential": "3m"}, "patience": {"exponential": "4m"}}
    rates = {"gold": GOLD, "basic": BASIC}
    scenario = Scenario.model_validate(
        {
            "name": "Reserve",
            "days": {"count": DAYS, "warm_up": 1},
            "repeats": "none",
            "queues": {
                name: {"arrivals": {"per_hour": rate, "day_to_day": "0%"}, **queue} for name, rate in rates.items()
            },
            "agents": {
                "team": {
                    "skills": ["gold", "basic"],
                    "on_queue": HEADS,
                    "overflow": {"basic": {"reserve": RESERVE}},
                }
            },
        }
    )
    contacts = play(draw(scenario, 1, 0), plan_heads(scenario), flatten(scenario)).contacts
    for number, exact in enumerate(abandoning()):
        mine = (contacts["queue"] == number) & (contacts["day"] > 0)
        offered = np.bincount(contacts["day"][mine])[1:]
        gone = np.bincount(contacts["day"][mine & (contacts["outcome"] == ABANDONED)], minlength=DAYS + 1)[1:]
        found = gone.sum() / offered.sum()
        error = np.std(gone - found * offered, ddof=1) / np.sqrt(DAYS) / offered.mean()
        assert abs(found - exact) < K * error
        assert error < 0.15 * exact  # else nothing would have been shown
    assert abandoning()[1] > 5 * abandoning()[0]
