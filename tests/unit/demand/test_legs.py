"""What is drawn for one leg. Shares are held within k = 4 standard errors, sqrt(p (1 - p) / n)."""

from __future__ import annotations

from dataclasses import fields
from math import sqrt
from typing import Any

import numpy as np
import pytest

from sim.demand.draw import CONTAINED, FAILED, GAVE_UP, HANDED_OVER, NO_SESSION, NOBODY, Demand, draw
from sim.units import HOUR, NEVER

from .pages import first_block, page, steady

K = 4
N = 5000


def care(**more: Any) -> Demand:
    return draw(page({"care": steady(N, **more), "other": {}}, repeats="none"), 1, 0)


def holds(happened: np.ndarray, share: float) -> None:
    assert abs(happened.mean() - share) < K * sqrt(share * (1 - share) / len(happened))


def test_what_is_not_named_is_off() -> None:
    demand = care()
    drawn = {name: set(first_block(demand, name).tolist()) for name in ("session_end", "patience_ms", "balk_over_ms")}
    assert drawn == {"session_end": {NO_SESSION}, "patience_ms": {NEVER}, "balk_over_ms": {NEVER}}
    assert set(first_block(demand, "accept_from_ms").tolist()) == {NEVER}
    for name in ("returns_ms", "redials_ms", "switch_answered_to", "switch_abandoned_to"):
        assert set(first_block(demand, name).tolist()) == {NOBODY}
    assert set(first_block(demand, "resolved").tolist()) == {1}


def test_sessions_end_in_the_shares_written() -> None:
    service = {"used_by": "60%", "contained": "30%", "gives_up": "5%", "hand_over": {"share": "40%"}}
    end = first_block(care(self_service=service), "session_end")
    holds(end == NO_SESSION, 0.4)
    holds(end == CONTAINED, 0.6 * 0.3)
    holds(end == GAVE_UP, 0.6 * 0.05)
    holds(end == HANDED_OVER, 0.6 * 0.65 * 0.4)
    holds(end == FAILED, 0.6 * 0.65 * 0.6)


def test_sessions_last_as_their_law_says_and_only_for_those_who_use_them() -> None:
    demand = care(self_service={"used_by": "50%", "lasts": {"constant": "48s"}})
    used = first_block(demand, "session_end") != NO_SESSION
    assert set(first_block(demand, "session_ms")[used].tolist()) == {48_000}
    assert set(first_block(demand, "session_ms")[~used].tolist()) == {0}


def test_better_containment_keeps_every_success_and_every_quitter() -> None:
    worse, better = (
        first_block(care(self_service={"contained": share, "gives_up": "10%"}), "session_end")
        for share in ("30%", "38%")
    )
    assert (better[worse == CONTAINED] == CONTAINED).all()
    assert ((better == GAVE_UP) == (worse == GAVE_UP)).all()


def test_failure_and_hand_over_scale_talk_and_patience() -> None:
    service = {"hand_over": {"share": "50%", "talk": "-10%"}, "on_failure": {"talk": "+10%", "patience": "-20%"}}
    demand = care(self_service=service | {"used_by": "60%"}, patience={"constant": "50s"})
    end, talk, patience = (first_block(demand, name) for name in ("session_end", "talk_ms", "patience_ms"))
    drawn = {
        number: (set(talk[end == number].tolist()), set(patience[end == number].tolist()))
        for number in (NO_SESSION, FAILED, HANDED_OVER)
    }
    assert drawn[NO_SESSION] == ({100_000}, {50_000})
    assert drawn[FAILED] == ({110_000}, {40_000})
    assert drawn[HANDED_OVER] == ({90_000}, {50_000})


def test_contained_is_resolved_unless_it_was_false_and_then_comes_back() -> None:
    service = {
        "contained": "100%",
        "gives_up": "0%",
        "false_containment": {"chance": "20%", "after": {"constant": "1d"}},
    }
    demand = care(self_service=service)
    resolved, returns = first_block(demand, "resolved"), first_block(demand, "returns_ms")
    holds(resolved == 0, 0.2)
    assert set(returns[resolved == 0].tolist()) == {24 * HOUR}
    assert set(returns[resolved == 1].tolist()) == {NOBODY}


def test_handle_time_counts_as_talk() -> None:
    demand = care(handle_time={"constant": "5m"})
    parts = [set(first_block(demand, name).tolist()) for name in ("talk_ms", "hold_ms", "wrap_ms")]
    assert parts == [{300_000}, {0}, {0}]


def test_a_talk_limit_cuts_the_long_ones_and_leaves_some_of_them_unresolved() -> None:
    limit = {"at": "5m", "unresolved": "30%"}
    demand = care(talk={"uniform": {"from": "4m", "to": "6m"}}, talk_limit=limit)
    talk, resolved = first_block(demand, "talk_ms"), first_block(demand, "resolved")
    cut = talk == 300_000
    assert talk.max() == 300_000
    holds(cut, 0.5)
    holds(resolved[cut] == 0, 0.3)
    assert (resolved[~cut] == 1).all()
    holds(first_block(demand, "returns_ms")[resolved == 0] != NOBODY, 0.8)


def test_handled_contacts_escalate_else_switch_else_stay_unresolved() -> None:
    demand = care(
        escalate={"chance": "20%", "to": "other"},
        switch={"answered": {"chance": "25%", "leaves_to": "email", "after": {"constant": "10m"}}},
        unresolved={"chance": "50%", "comes_back": "60%"},
    )
    names = ("escalates", "switch_answered_to", "switch_answered_ms", "resolved", "returns_ms")
    escalates, to, after, resolved, returns = (first_block(demand, name) for name in names)
    outside = 2  # the first channel after the two queues
    holds(escalates == 1, 0.2)
    holds(to == outside, 0.8 * 0.25)
    holds(resolved == 1, 0.8 * 0.75 * 0.5)
    holds(returns != NOBODY, 0.8 * 0.75 * 0.5 * 0.6)
    assert not ((escalates == 1) & (to == outside)).any()
    assert not ((resolved == 1) & ((escalates == 1) | (to == outside) | (returns != NOBODY))).any()
    assert set(after[to == outside].tolist()) == {600_000}


def test_outside_channels_are_numbered_by_first_mention() -> None:
    switch = {
        "abandoned": {"chance": "100%", "leaves_to": "shop"},
        "answered": {"chance": "100%", "leaves_to": "email"},
    }
    demand = care(patience={"exponential": "3m"}, switch=switch)
    assert set(first_block(demand, "switch_abandoned_to").tolist()) == {2}
    assert set(first_block(demand, "switch_answered_to").tolist()) == {3}


@pytest.mark.parametrize(("picks_up", "shares"), [("80%", (0.8, 0.16, 0.032, 0.008)), ("100%", (1, 0, 0, 0))])
def test_the_dial_that_is_picked_up_is_geometric_within_those_allowed(picks_up: str, shares: tuple[float, ...]) -> None:
    reached = first_block(care(callback={"picks_up": picks_up, "attempts": 3}), "reached_at_dial")
    for dial, share in zip((1, 2, 3, 0), shares, strict=True):
        assert abs((reached == dial).mean() - share) <= K * sqrt(share * (1 - share) / len(reached))


def test_nobody_is_reached_who_never_picks_up() -> None:
    assert set(first_block(care(callback={"picks_up": "0%"}), "reached_at_dial").tolist()) == {0}


def test_only_who_accepts_rings_again() -> None:
    callback = {"accepted_by": "50%", "rings_again": {"chance": "40%", "after": {"constant": "5m"}}}
    demand = care(callback=callback)
    accepts, again = (first_block(demand, name) for name in ("accept_from_ms", "rings_again_ms"))
    assert set(again.tolist()) == {300_000, NOBODY}
    assert set(again[accepts == NEVER].tolist()) == {NOBODY}
    holds(again[accepts == 0] == 300_000, 0.4)


def test_an_issue_has_attempts_for_as_long_as_its_customer_could_ring_again() -> None:
    callback = {"accepted_by": "100%", "rings_again": {"chance": "100%", "after": {"constant": "5m"}}}
    assert set(care(callback=callback).attempts.tolist()) == {12}


def test_callbacks_are_accepted_at_once_or_never() -> None:
    accept = first_block(care(callback={"accepted_by": "37%"}), "accept_from_ms")
    assert set(accept.tolist()) == {0, NEVER}
    holds(accept == 0, 0.37)


def test_a_balk_limit_is_held_by_the_share_written() -> None:
    limit = first_block(care(balk={"when_wait_over": {"constant": "2m"}, "chance": "40%"}), "balk_over_ms")
    assert set(limit.tolist()) == {120_000, NEVER}
    holds(limit == 120_000, 0.4)


def test_attempts_outside_opening_hours_spread_evenly_after_the_next_opening() -> None:
    again = {"unresolved": {"chance": "100%", "comes_back": "100%"}, "when_closed": {"returns_within": "1h"}}
    demand = draw(page({"care": steady(N, **again)}, repeats="none", attempts_at_most=2), 1, 0)
    first, second = demand.spread_ms[::2], demand.spread_ms[1::2]
    assert set(first.tolist()) == {0}
    assert second.max() <= HOUR
    assert abs(second.mean() - HOUR / 2) < K * HOUR / sqrt(12 * len(second))


def test_lots_are_drawn_for_those_alone_whom_a_group_serves_at_random_and_move_nothing_else() -> None:
    queues = {"care": steady(N, redial={}, patience={"exponential": "3m"}), "other": steady(N)}
    plain = page(queues, repeats="none")
    choosing = plain.patched({"agents.lucky": {"skills": ["care"], "next_agent": "at_random", "on_queue": 1}})
    before, demand = draw(plain, 1, 0), draw(choosing, 1, 0)
    assert (before.lot == 0).all()
    assert (demand.lot[demand.queue == 1] == 0).all()
    for name in vars(before).keys() - {"places", "lot"}:
        assert np.array_equal(getattr(before, name), getattr(demand, name)), name


def test_lots_are_spread_evenly_over_the_idle() -> None:
    group = {"agents.lucky": {"skills": ["care"], "next_agent": "at_random", "on_queue": 1}}
    lots = first_block(draw(page({"care": steady(N), "other": {}}, repeats="none").patched(group), 1, 0), "lot")
    for agent in range(3):
        holds(lots * 3 >> 32 == agent, 1 / 3)


def test_the_patience_of_those_who_write_again_moves_no_other_number_and_is_a_millisecond_at_least() -> None:
    email = {"channel": "email", "unresolved": "on"}
    without, chased = care(**email), care(**email, chases={"after": {"exponential": "2h"}})
    names = {each.name for each in fields(Demand)} - {"chases_ms"}
    assert all(np.array_equal(getattr(without, name), getattr(chased, name)) for name in names)
    assert set(without.chases_ms.tolist()) == {NEVER}
    mean = first_block(chased, "chases_ms").mean()
    assert abs(mean - 2 * HOUR) < K * 2 * HOUR / sqrt(N)
    at_once = care(**email, chases={"after": {"constant": "0s"}})
    assert set(first_block(at_once, "chases_ms").tolist()) == {1}
