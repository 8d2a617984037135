"""Each lever of the benchmark day works by a mechanism of its own: what it moves on the same customers."""

from __future__ import annotations

import polars as pl
import pytest

from sim.kpi.catalogue import find
from sim.study.ratios import by_replication
from sim.study.replicate import Study
from sim.study.run import Run
from sim.study.statistics import Interval, paired_difference
from sim.units import MINUTE

Played = dict[str, Run]

CONTACT = ["replication", "issue", "attempt", "leg"]
FIRST = (pl.col("attempt") == 1) & (pl.col("leg") == 1) & pl.col("talk_ms").is_not_null()
COMMON, HARD = ("order_status", "how_to"), ("billing", "fault")


def _sums(study: Study, kpi: str, queue: str) -> tuple[object, object]:
    sums = by_replication([find(kpi)], study.cells.days.filter(pl.col("queue") == queue))
    return sums.tops[0, 0], sums.bottoms[0, 0]


def _difference(smaller: Played, plan: str, kpi: str, queue: str) -> Interval:
    """Plan minus today's, on the same days, with its 95 % interval."""
    new, old = (_sums(smaller[name].study, kpi, queue) for name in (plan, "baseline"))
    return paired_difference(*new, *old).at(0)


# Plan, KPI, queue, direction: what the lever is for, beyond its paired interval.
MOVES = [
    ("more_self_service", "containment_gross", "care", "up"),
    ("more_self_service", "offered", "care", "down"),
    ("chatbot", "aht", "care", "down"),
    ("canned_responses", "aht", "care", "down"),
    ("clear_escalation", "transfers_per_contact", "care", "up"),
    ("clear_escalation", "wrap_avg", "expert", "up"),
    ("clear_escalation", "fcr_true", "care", "up"),
    ("clear_escalation", "repeats", "care", "down"),
    ("co_browsing", "fcr_true", "care", "up"),
    ("co_browsing", "transfers_per_contact", "care", "down"),
    ("co_browsing", "contacts_per_issue", "care", "down"),
    ("co_browsing", "aht", "care", "up"),
    ("training", "aht", "care", "down"),
    ("training", "fcr_tier1", "care", "up"),
    ("call_limit", "aht", "care", "down"),
    ("call_limit", "repeats", "care", "up"),
    ("call_limit", "on_queue_hours", "care", "down"),
    ("booked_callback", "abandon_rate", "care", "down"),
    ("booked_callback", "asa", "care", "down"),
    ("fewer_transfers", "transfers_per_contact", "care", "down"),
    ("fewer_transfers", "holds_per_contact", "care", "down"),
]


@pytest.mark.parametrize(("plan", "kpi", "queue", "direction"), MOVES, ids=lambda word: word)
def test_lever_moves_what_it_is_for(smaller: Played, plan: str, kpi: str, queue: str, direction: str) -> None:
    gap = _difference(smaller, plan, kpi, queue)
    assert gap.low is not None
    assert gap.high is not None
    print(plan, kpi, gap)
    assert gap.low > 0 if direction == "up" else gap.high < 0


def _both(smaller: Played, plan: str) -> pl.DataFrame:
    """First attempts answered at the first tier under both plans, the plan's columns ending in `_new`."""
    old, new = (smaller[name].contacts.filter(FIRST) for name in ("baseline", plan))
    return old.join(new, on=CONTACT, suffix="_new")


def _talk_ratios(rows: pl.DataFrame) -> list[float]:
    """New talk over old, to a thousandth; each once."""
    long = rows.filter(pl.col("talk_ms") > MINUTE)
    return (long["talk_ms_new"] / long["talk_ms"]).round(3).unique().sort().to_list()


def test_a_bot_that_hands_over_its_notes_shortens_the_talks_it_used_to_lengthen(smaller: Played) -> None:
    """A session that failed made talk 10 % longer; handed over it makes it 10 % shorter."""
    both = _both(smaller, "chatbot").filter(pl.col("self_service") == "failed")
    handed_over = both["self_service_new"] == "handed_over"
    assert handed_over.mean() == pytest.approx(0.7, abs=0.04)
    assert _talk_ratios(both.filter(handed_over)) == [round(0.9 / 1.1, 3)]
    assert _talk_ratios(both.filter(~handed_over)) == [1]


def test_canned_responses_shorten_the_common_reasons_and_leave_the_hard_ones_alone(smaller: Played) -> None:
    both = _both(smaller, "canned_responses")
    found = {reason: _talk_ratios(both.filter(pl.col("reason") == reason)) for reason in (*COMMON, *HARD)}
    assert found == {"order_status": [0.88], "how_to": [0.92], "billing": [1], "fault": [1]}


def test_experts_with_a_follow_up_leave_fewer_matters_open(smaller: Played) -> None:
    settled = {
        name: smaller[name].contacts.filter(pl.col("queue") == "expert", pl.col("outcome") == "answered")["resolved"]
        for name in ("baseline", "clear_escalation")
    }
    assert settled["baseline"].mean() == pytest.approx(0.90, abs=0.04)
    assert settled["clear_escalation"].mean() == pytest.approx(0.96, abs=0.03)


def test_training_shortens_the_talk_of_every_reason_alike(smaller: Played) -> None:
    assert _talk_ratios(_both(smaller, "training")) == [0.95]


def test_a_maximum_call_time_cuts_the_long_calls_there_and_leaves_the_others_alone(smaller: Played) -> None:
    both = _both(smaller, "call_limit")
    long = both["talk_ms"] > 25 * MINUTE
    assert both.filter(long)["talk_ms_new"].unique().to_list() == [25 * MINUTE]
    assert _talk_ratios(both.filter(~long)) == [1]
    assert 0.02 < long.mean() < 0.06


def test_a_booked_callback_comes_in_its_half_hour_or_later_and_six_are_booked_for_one_at_most(smaller: Played) -> None:
    booked = smaller["booked_callback"].contacts.filter(pl.col("promised_ms").is_not_null())
    served = booked.filter(pl.col("outcome") == "callback_answered")
    assert (booked["promised_ms"] % (30 * MINUTE)).unique().to_list() == [0]
    assert (booked["promised_ms"] > booked["queued_ms"]).all()
    assert (served["answered_ms"] >= served["promised_ms"]).all()
    assert len(served) > 20
    assert booked.group_by("replication", "promised_ms").len()["len"].max() == 6
    assert smaller["baseline"].contacts["promised_ms"].is_null().all()
