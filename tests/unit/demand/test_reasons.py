"""Reasons inside a queue: who has which, whose law and chance holds. Shares are held within k = 4 standard errors."""

from __future__ import annotations

from math import sqrt
from typing import Any

import numpy as np
import pytest

from sim.demand.draw import CONTAINED, GAVE_UP, NOBODY, Demand, draw
from sim.demand.means import mean_handle_ms, reaching_agents
from sim.engine.flatten import flatten
from sim.scenario.schema import Scenario

from .pages import COLUMNS, first_block, page, rows_by_issue, steady

K = 4
N = 4000
PASSWORD, OTHER = 0, 1
EASY: dict[str, Any] = {"share": "20%", "talk": {"constant": "3m"}}
MIX = {"password": EASY, "other": {"share": "80%"}}
BOT = {"self_service": {"contained": "10%", "gives_up": "0%", "on_failure": {"talk": "+0%"}}}


def desk(reasons: dict[str, Any] | None = None, **more: Any) -> Scenario:
    own = {"reasons": reasons} if reasons else {}
    return page({"care": steady(N, talk={"constant": "330s"}, **own, **more)}, repeats="none")


def care(reasons: dict[str, Any] | None = None, **more: Any) -> Demand:
    return draw(desk(reasons, **more), 1, 0)


def easy_contained(share: str) -> dict[str, Any]:
    return MIX | {"password": EASY | {"contained": share}}


def holds(happened: np.ndarray, share: float) -> None:
    assert abs(happened.mean() - share) < K * sqrt(share * (1 - share) / len(happened))


def test_customers_come_for_their_reasons_in_the_shares_written() -> None:
    reason = first_block(care(MIX), "reason")
    holds(reason == PASSWORD, 0.2)
    holds(reason == OTHER, 0.8)


def test_a_queue_without_reasons_has_none_in_its_rows() -> None:
    assert set(care().reason.tolist()) == {NOBODY}


def test_a_reason_that_writes_no_time_takes_its_queues() -> None:
    demand = care(MIX, wrap_up={"constant": "20s"})
    reason, talk, wrap = (first_block(demand, name) for name in ("reason", "talk_ms", "wrap_ms"))
    assert set(talk[reason == PASSWORD].tolist()) == {180_000}
    assert set(talk[reason == OTHER].tolist()) == {330_000}
    assert set(wrap.tolist()) == {20_000}


def work_of(demand: Demand) -> set[tuple[int, ...]]:
    parts = [first_block(demand, name).tolist() for name in ("talk_ms", "hold_ms", "wrap_ms")]
    return set(zip(*parts, strict=True))


def test_a_reasons_handle_time_stands_for_talk_hold_and_wrap_up() -> None:
    demand = care({"password": {"share": "100%", "handle_time": {"constant": "1m"}}}, wrap_up={"constant": "20s"})
    assert work_of(demand) == {(60_000, 0, 0)}


def test_a_reasons_talk_leaves_nothing_of_its_queues_handle_time() -> None:
    talk_and_hold = {"share": "50%", "talk": {"constant": "1m"}, "hold": {"constant": "5s"}}
    reasons = {"password": talk_and_hold, "other": {"share": "50%"}}
    scenario = page({"care": steady(N, handle_time={"constant": "5m"}, reasons=reasons)}, repeats="none")
    assert work_of(draw(scenario, 1, 0)) == {(60_000, 5_000, 0), (300_000, 0, 0)}


def test_reasons_that_differ_in_nothing_move_no_number() -> None:
    """The same uniforms whatever the reason: only the law and the chance that they meet could differ."""
    queue = steady(500) | {"talk": {"lognormal": {"mean": "5m"}}, "patience": {"exponential": "2m"}} | BOT
    alike = {"reasons": {"password": {"share": "20%"}, "other": {"share": "80%", "contained": "10%"}}}
    plain, split = (draw(page({"care": queue | extra}), 1, 0) for extra in ({}, alike))
    assert set(split.reason.tolist()) == {PASSWORD, OTHER}
    for name in COLUMNS:
        if name != "reason":
            assert np.array_equal(getattr(plain, name), getattr(split, name)), name


def test_self_service_contains_each_reason_by_its_own_chance() -> None:
    demand = care(easy_contained("60%"), **BOT)
    reason, end = first_block(demand, "reason"), first_block(demand, "session_end")
    holds(end[reason == PASSWORD] == CONTAINED, 0.6)
    holds(end[reason == OTHER] == CONTAINED, 0.1)


def test_who_gives_up_does_so_whatever_the_reason() -> None:
    bot = {"self_service": {"contained": "10%", "gives_up": "10%"}}
    with_reasons, without = care(easy_contained("90%"), **bot), care(**bot)
    gave_up = [first_block(one, "session_end") == GAVE_UP for one in (with_reasons, without)]
    assert np.array_equal(*gave_up)
    assert gave_up[0].any()
    end = first_block(with_reasons, "session_end")[first_block(with_reasons, "reason") == PASSWORD]
    assert set(end.tolist()) == {CONTAINED, GAVE_UP}


def test_an_issue_keeps_its_reason_over_redials_and_repeats() -> None:
    again = {"patience": {"exponential": "1m"}, "redial": {"chance": "80%"}, "unresolved": {"chance": "50%"}}
    demand = care(MIX, **again)
    assert demand.attempts.max() > 2
    kept = [{reason for (reason,) in rows} - {NOBODY} for rows in rows_by_issue(demand, ("reason",)).values()]
    assert all(len(reasons) == 1 for reasons in kept)


def two_tiers(expert: dict[str, Any]) -> tuple[np.ndarray, np.ndarray]:
    """The reasons of each contact's two legs, by their numbers through the file: care's are 0 and 1."""
    reasons = {"billing": {"share": "30%"}, "outage": {"share": "70%"}}
    first = steady(N, reasons=reasons, escalate={"chance": "100%", "to": "expert"})
    demand = draw(page({"care": first, "expert": expert}, repeats="none"), 1, 0)
    return demand.reason[demand.queue == 0], demand.reason[demand.queue == 1]


def test_a_reason_holds_on_another_queue_that_has_one_of_its_name() -> None:
    first, second = two_tiers({"reasons": {"outage": {"share": "10%"}, "billing": {"share": "90%"}}})
    assert np.array_equal(second, np.where(first == 0, 3, 2))


def test_on_a_queue_that_does_not_know_the_reason_the_issue_draws_one_of_that_queues() -> None:
    first, second = two_tiers({"reasons": {"outage": {"share": "10%"}, "refund": {"share": "90%"}}})
    assert set(second[first == 1].tolist()) == {2}
    holds(second[first == 0] == 3, 0.9)


def test_on_a_queue_without_reasons_an_escalated_contact_has_none() -> None:
    assert set(two_tiers({})[1].tolist()) == {NOBODY}


def test_the_quoted_waits_handle_time_is_that_of_the_mix_which_reaches_the_agents() -> None:
    """A fifth of 180 s, the rest of 330 s: 300 s. Without the easy fifth 330 s; with half of it contained, a ninth of
    180 s and the rest of 330 s: 313.333 s."""
    assert flatten(desk(MIX)).handle_ms == (300_000,)
    bot = {"self_service": {"contained": "0%", "gives_up": "0%"}}
    found = [flatten(desk(easy_contained(share), **bot)).handle_ms for share in ("100%", "50%")]
    assert found == [(330_000,), (313_333,)]


def test_the_mix_that_reaches_the_agents_counts_who_uses_self_service_and_who_gives_up() -> None:
    bot = {"self_service": {"used_by": "50%", "contained": "10%", "gives_up": "20%"}}
    assert reaching_agents(desk(easy_contained("60%"), **bot), "care") == pytest.approx([0.2 * 0.6, 0.8 * 0.85])


def test_the_mean_handle_time_is_that_of_the_contacts_drawn() -> None:
    easy = {"share": "40%", "talk": {"exponential": "2m"}, "contained": "70%"}
    scenario = desk({"password": easy, "other": {"share": "60%"}}, **BOT)
    demand = draw(scenario, 1, 0)
    talk = first_block(demand, "talk_ms")[first_block(demand, "session_end") != CONTAINED]
    assert abs(talk.mean() - mean_handle_ms(scenario, "care")) < K * talk.std() / sqrt(len(talk))
