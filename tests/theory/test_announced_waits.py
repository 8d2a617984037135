"""What an announcement does to patience, against the formula and the law that follows from it."""

from __future__ import annotations

from math import exp, log, log1p, sqrt

import numpy as np
import pytest

from sim.engine.overdue import borne, overdue_curve
from sim.scenario.schema import Scenario
from sim.study.run import run
from sim.units import MINUTE, NEVER, SECOND
from tests.moments.story import customer, tell

K = 4
"""Standard errors; a true fact fails once in some 16,000 tests (normal)."""

OVERDUE = [1.0001, 1.01, 1.1, 1.5, 3, 100]


@pytest.mark.parametrize("overdue", OVERDUE)
def test_the_table_is_off_by_at_most_what_it_says(overdue: float) -> None:
    """Every ms up to 3 s, and 5,000 more up to the longest finite patience, evenly on a logarithmic scale."""
    curve, k = overdue_curve(overdue), log(overdue) / MINUTE
    spread = np.exp(np.linspace(log(3 * SECOND), log(NEVER - 1), 5_000)).astype(np.int64)
    for past in (*range(3 * SECOND), *spread.tolist()):
        assert -0.5 <= log1p(k * past) / k - borne(curve, past) <= 1.5 + past / 2**23


@pytest.mark.parametrize("overdue", OVERDUE)
def test_who_would_have_stayed_longer_does_not_leave_earlier_nor_later_than_without_an_announcement(
    overdue: float,
) -> None:
    curve = overdue_curve(overdue)
    spread = np.unique(np.exp(np.linspace(0, log(NEVER - 1), 5_000)).astype(np.int64)).tolist()
    left = [borne(curve, past) for past in (0, *range(1, 3 * SECOND), *spread[-2_000:])]
    assert left == sorted(left)
    assert all(borne(curve, past) <= past for past in spread)


def test_past_the_announced_wait_the_hazard_of_exponential_patience_grows_by_the_factor_each_minute() -> None:
    """60 s are said to 4,000 customers of exponential patience, mean 2 m: of those who bear 60 s, exp(-theta (e^{kt} -
    1) / k) bear t minutes more."""
    theta, k = 1 / 2, log(1.5)
    patience = np.random.Generator(np.random.PCG64(5)).exponential(1 / theta, 4_000) * MINUTE / SECOND
    callers = (customer(at=1 + number, patience=round(each, 3)) for number, each in enumerate(patience.tolist()))
    # whoever came first keeps the agent, and by the last wait, always 60 s, everybody is told as much
    first, second = customer(at=0, talk=60.5), customer(at=0.5, talk=80_000)
    rows = tell(first, second, *callers, care={"quote": "last_waited", "announce": {}}).record.contacts
    told = rows["announced_ms"] == MINUTE
    assert told.sum() == 4_000 - 60
    over = (rows["ended_ms"] - rows["queued_ms"])[told] / SECOND - 60
    over = over[over > 0]
    for minutes in (0.5, 1, 2, 3, 4):
        theirs = exp(-theta * (exp(k * minutes) - 1) / k)
        assert abs((over > 60 * minutes).mean() - theirs) < K * sqrt(theirs * (1 - theirs) / len(over))


def test_the_more_a_wait_is_padded_the_fewer_wait_longer_than_announced() -> None:
    """The same customers, whose waits no pad changes: nobody balks, and overdue 1 shortens no patience."""
    line = Scenario.model_validate(
        {
            "name": "says the wait",
            "open": "08:00-18:00",
            "queues": {
                "care": {
                    "arrivals": {"per_day": 600},
                    "talk": {"exponential": "4m"},
                    "patience": {"exponential": "6m"},
                    "announce": {"overdue": 1},
                }
            },
            "agents": {"front": {"skills": ["care"], "on_queue": 4}},
        }
    )
    late = []
    for pad in ("+0%", "+20%", "+50%", "x2"):
        padded = line.patched({"queues.care.announce.pad": pad})
        rows = run(padded, replications=4, seed=1).contacts
        told = rows.filter(rows["announced_ms"] < NEVER, rows["outcome"] == "answered")
        late.append((len(told), (told["answered_ms"] - told["queued_ms"] > told["announced_ms"]).mean()))
    assert len({count for count, _ in late}) == 1
    shares = [share for _, share in late]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 2 * shares[-1]
