"""Where the rest depends on who takes a contact, demand holds the same customers, and what each agent would need."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.demand.by_agent import MILLION
from sim.demand.draw import draw
from tests.unit.demand.pages import COLUMNS, first_block, page, steady

UNSETTLED = {"unresolved": {"chance": "30%", "comes_back": "50%"}, "talk_limit": {"at": "4m", "unresolved": "60%"}}
CARE: dict[str, Any] = {"talk": {"exponential": "2m"}, "wrap_up": {"constant": "5s"}, **UNSETTLED}


def with_group(**keys: Any) -> Any:
    agents = {"front": {"skills": ["care"], "on_queue": 1, **keys}}
    return page({"care": steady(500, **CARE)}, agents=agents, repeats="none", attempts_at_most=1)


PLAIN = draw(with_group(), 1, 0)
OWN = draw(with_group(own_times={"care": {"talk": {"exponential": "3m"}}}), 1, 0)


def test_own_times_are_drawn_with_the_customers_own_uniforms_and_change_nothing_else() -> None:
    whole = first_block(OWN, "talk_ms")
    assert np.array_equal(np.minimum(whole, 240_000), first_block(PLAIN, "talk_ms"))
    own = first_block(OWN, "own_ms")
    assert np.abs(own[:, 0] - whole * 1.5).max() <= 1  # both are rounded to the ms
    assert set(own[:, 2].tolist()) == {5_000}
    changed = {"talk_ms", "resolved", "returns_ms"}
    assert all(np.array_equal(getattr(PLAIN, one), getattr(OWN, one)) for one in COLUMNS if one not in changed)


def test_the_average_agents_open_matters_are_those_whose_thresholds_their_chances_pass() -> None:
    cut = first_block(OWN, "talk_ms") > 240_000
    left_open = first_block(OWN, "open_below_ppm") < 300_000
    left_open |= cut & (first_block(OWN, "cut_open_below_ppm") < 600_000)
    assert np.array_equal(~left_open, first_block(PLAIN, "resolved") == 1)
    returns = np.where(left_open, first_block(OWN, "returns_ms"), -1)
    assert np.array_equal(returns, first_block(PLAIN, "returns_ms"))


def test_who_goes_on_to_another_queue_is_left_open_by_nobody() -> None:
    queues = {"care": steady(500, escalate={"chance": "50%", "to": "expert"}, **CARE), "expert": {}}
    agents = {"front": {"skills": ["care", "expert"], "on_queue": 1, "speed": "90%"}}
    demand = draw(page(queues, agents=agents, repeats="none", attempts_at_most=1), 1, 0)
    goes_on = first_block(demand, "escalates") == 1
    assert 200 < goes_on.sum() < 300
    assert set(first_block(demand, "open_below_ppm")[goes_on].tolist()) == {MILLION}
    assert set(first_block(demand, "returns_ms")[goes_on].tolist()) == {-1}
    assert set(first_block(demand, "resolved")[goes_on].tolist()) == {0}


def test_where_nothing_depends_on_who_takes_it_nothing_of_that_is_kept() -> None:
    assert PLAIN.own_ms.size == PLAIN.open_below_ppm.size == PLAIN.cut_open_below_ppm.size == 0


def test_handle_time_of_their_own_stands_in_for_all_three_whatever_the_reason() -> None:
    reasons = {"easy": {"share": "50%", "talk": {"constant": "10s"}}, "hard": {"share": "50%"}}
    times = {"care": {"handle_time": {"constant": "70s"}}}
    queues = {"care": steady(100, reasons=reasons, wrap_up={"constant": "5s"})}
    agents = {"front": {"skills": ["care"], "on_queue": 1, "own_times": times}}
    demand = draw(page(queues, agents=agents), 1, 0)
    assert set(first_block(demand, "talk_ms").tolist()) == {10_000, 100_000}
    assert set(map(tuple, first_block(demand, "own_ms").tolist())) == {(70_000, 0, 0)}
