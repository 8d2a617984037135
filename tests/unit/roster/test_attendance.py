"""Who of those planned is there: how often, together with whom, and the same people in every plan."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pytest
from scipy import special, stats

from sim.demand.streams import Streams
from sim.roster.attendance import attended, less_absent
from sim.roster.heads import ABSENT, EARLY, LATE, Roster, plan_heads
from sim.scenario.schema import Scenario
from sim.units import DAY, HOUR, MINUTE
from tests.moments.story import by_name

DAYS = 300
CREW = by_name(day={"agents": 20, "hours": (8 * 3_600, 16 * 3_600), "meal": (12 * 3_600, 1_800)})


def scenario(shifts: Any = None, heads: Any = None, **keys: Any) -> Scenario:
    group = {"skills": ["care"], **({"shifts": shifts} if shifts else {"on_queue": heads}), **keys}
    page = {"name": "crew", "open": "08:00-16:00", "days": DAYS, "agents": {"crew": group}}
    return Scenario.model_validate(page | {"queues": {"care": {"arrivals": None, "talk": {"constant": "1m"}}}})


def drawn(page: Scenario, seed: int = 1) -> Roster:
    return attended(page, Streams(seed, 0))


def absent_a_day(roster: Roster) -> np.ndarray:
    """How many people are absent, day by day."""
    rows = roster.missed[roster.missed[:, 4] == ABSENT]
    people = {(start // DAY, agent) for start, _, _, agent, _ in rows.tolist()}
    return np.bincount([day for day, _ in people], minlength=DAYS)


def test_each_is_absent_with_the_chance_written() -> None:
    # 6,000 people's days at 10 %: standard error 0.0039; within 3 of them (false alarm 0.3 %, the seed is fixed).
    share = absent_a_day(drawn(scenario(CREW, absence="10%"))).sum() / (20 * DAYS)
    assert share == pytest.approx(0.10, abs=3 * sqrt(0.1 * 0.9 / (20 * DAYS)))


def test_people_absent_together_vary_from_day_to_day_by_the_copula() -> None:
    # Two scores that correlate by 0.3 lie both below the 10 % quantile with the bivariate normal's chance.
    cut = special.ndtri(0.10)
    both = stats.multivariate_normal([0, 0], [[1, 0.3], [0.3, 1]]).cdf([cut, cut])
    expected = 20 * 0.10 + 20 * 19 * both - (20 * 0.10) ** 2
    counts = absent_a_day(drawn(scenario(CREW, absence={"chance": "10%", "together": "30%"})))
    fourth = np.mean((counts - counts.mean()) ** 4)
    assert counts.var() == pytest.approx(expected, abs=3 * sqrt((fourth - expected**2) / DAYS))
    alone = absent_a_day(drawn(scenario(CREW, absence="10%"))).var()
    assert alone == pytest.approx(20 * 0.1 * 0.9, abs=3 * sqrt(3 * 1.8**2 / DAYS))
    assert alone < expected / 2


def test_more_agents_in_a_shift_leave_the_absence_of_the_others_as_it_was() -> None:
    more = {**CREW, "day": {**CREW["day"], "agents": 25}, "late": {**CREW["day"], "agents": 3}}
    few, many = (drawn(scenario(shifts, absence="20%")).missed.tolist() for shifts in (CREW, more))
    assert few == [row for row in many if row[3] < 20]


def test_who_is_absent_is_absent_for_the_whole_shift_beside_the_unpaid_meal() -> None:
    roster = drawn(scenario(CREW, absence="100%"))
    assert len(roster.duties) == 0
    first = [(start, end) for start, end, _, agent, _ in roster.missed.tolist() if agent == 0 and end < DAY]
    assert first == [(8 * HOUR, 12 * HOUR), (12 * HOUR + 30 * MINUTE, 16 * HOUR)]


def test_who_comes_late_and_leaves_early_works_the_time_between() -> None:
    odd = {"late": {"chance": "100%", "by": {"constant": "10m"}}, "early": {"chance": "100%", "by": {"constant": "5m"}}}
    roster = drawn(scenario(CREW, adherence=odd))
    assert roster.duties[0].tolist() == [8 * HOUR + 10 * MINUTE, 16 * HOUR - 5 * MINUTE, 0, 0, 0]
    rows = sorted(row for row in roster.missed.tolist() if row[3] == 0 and row[1] <= DAY)
    assert rows == [
        [8 * HOUR, 8 * HOUR + 10 * MINUTE, 0, 0, LATE],
        [16 * HOUR - 5 * MINUTE, 16 * HOUR, 0, 0, EARLY],
    ]


def test_lateness_beyond_the_shift_is_not_coming_at_all() -> None:
    odd = {"late": {"chance": "100%", "by": {"constant": "10h"}}}
    roster = drawn(scenario(CREW, adherence=odd))
    assert len(roster.duties) == 0
    assert roster.missed[0].tolist() == [8 * HOUR, 16 * HOUR, 0, 0, LATE]


def test_of_a_head_count_the_same_people_are_missing_all_day() -> None:
    # Heads 2, 4, 3: the third and the first of them are absent, from when they would have been counted.
    steps = [(8, 2), (10, 4), (12, 3), (16, 0)]
    assert less_absent(steps, [(10, 16, 2), (8, 16, 0)]) == [(8, 1), (10, 2), (12, 1), (16, 0)]


def test_a_head_count_is_short_of_those_absent_and_no_more() -> None:
    page = scenario(heads={"08:00": 2, "10:00": 4, "12:00": 3}, absence="30%")
    roster, plan = drawn(page), plan_heads(page)

    def man_ms(rows: np.ndarray) -> int:
        total = 0
        for day in range(DAYS):
            own = [row for row in rows.tolist() if day * DAY <= row[0] < (day + 1) * DAY]
            ends = [*(row[0] for row in own[1:]), day * DAY + 16 * HOUR]
            total += sum(heads * (end - start) for (start, _, heads), end in zip(own, ends, strict=False))
        return total

    missed = int((roster.missed[:, 1] - roster.missed[:, 0]).sum())
    assert man_ms(plan.changes) - man_ms(roster.changes) == missed > 0


def test_absence_is_another_each_replication_and_the_same_for_one_seed() -> None:
    page = scenario(CREW, absence="10%")
    first, again, other = (attended(page, Streams(1, number)).missed.tolist() for number in (0, 0, 1))
    assert first == again != other
