"""Each lever of the benchmark day works by a mechanism of its own: what it moves on the same customers."""

from __future__ import annotations

import re
from math import log

import polars as pl
import pytest

import sim
from sim.kpi.catalogue import catalogue
from sim.scenario.strategies import plans
from sim.show.layout import WIDTH
from sim.study.ratios import by_replication
from sim.study.replicate import Study
from sim.study.run import Run
from sim.study.statistics import Interval, paired_difference
from sim.units import DAY, HOUR, MINUTE
from tests.benchmark.conftest import SMALLER_HOUSE
from tests.benchmark.figures import FILE, PAGE
from tests.cli.conftest import typed

Played = dict[str, Run]

KPIS = {kpi.key: kpi for kpi in catalogue(PAGE)}

CONTACT = ["replication", "issue", "attempt", "leg"]
FIRST = (pl.col("queue") == "care") & (pl.col("attempt") == 1) & pl.col("talk_ms").is_not_null()
COMMON, HARD = ("order_status", "how_to"), ("billing", "fault")


def _sums(study: Study, kpi: str, queue: str) -> tuple[object, object]:
    sums = by_replication([KPIS[kpi]], study.cells.days.filter(pl.col("queue") == queue))
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
    ("announced_wait", "balked_rate", "care", "up"),
    ("announced_wait", "asa", "care", "down"),
    ("announced_wait", "time_to_abandon", "care", "down"),
    ("fewer_transfers", "transfers_per_contact", "care", "down"),
    ("fewer_transfers", "holds_per_contact", "care", "down"),
    ("routing_by_tag", "transfers_per_contact", "email", "down"),
    ("routing_by_tag", "aht_contact", "email", "down"),
    ("three_chats", "concurrency", "chat", "up"),
    ("three_chats", "aht", "chat", "up"),
    ("three_chats", "on_queue_hours", "chat", "down"),
    ("spread_volume", "offered", "chat", "up"),
    ("spread_volume", "offered", "care", "down"),
    ("spread_volume", "occupancy", "care", "up"),
]


def test_every_lever_has_a_strategy_of_its_own_that_names_it_and_its_price() -> None:
    named = [int(number) for each in PAGE.strategies.values() for number in re.findall(r"lever (\d+)", each.about)]
    assert sorted(named) == list(range(1, 14))
    assert all(each.cost is not None and each.cost.per_day > 0 for each in PAGE.strategies.values())


@pytest.mark.slow
def test_compare_ranks_all_of_them_on_a_page_of_the_usual_width() -> None:
    page = typed("compare", FILE, "--days", 10, "--processes", 1).out
    assert [name for name in PAGE.strategies if not re.search(rf"^[> ] {name} +\d+ % \[", page, re.M)] == []
    assert max(map(len, page.splitlines())) <= WIDTH


@pytest.mark.slow
def test_booked_callbacks_shorten_the_wait_of_those_who_stay_on_the_line() -> None:
    """By 2.3 s on average in the smaller house, which takes more days to show than what the other levers move."""
    page = PAGE.patched(SMALLER_HOUSE)
    names = ("baseline", "booked_callback")
    both = {plan.name: sim.run(plan.scenario, replications=24) for plan in plans(page) if plan.name in names}
    assert _moved(_difference(both, "booked_callback", "asa", "care"), "down")


@pytest.mark.parametrize(("plan", "kpi", "queue", "direction"), MOVES, ids=lambda word: word)
def test_lever_moves_what_it_is_for(smaller: Played, plan: str, kpi: str, queue: str, direction: str) -> None:
    gap = _difference(smaller, plan, kpi, queue)
    print(plan, kpi, gap)
    assert _moved(gap, direction)


def _moved(gap: Interval, direction: str) -> bool:
    """Whether its whole interval lies on that side of nothing."""
    assert gap.low is not None
    assert gap.high is not None
    return gap.low > 0 if direction == "up" else gap.high < 0


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
    assert handed_over.mean() == pytest.approx(0.7, abs=0.04)  # three standard errors of some 1,200
    assert _talk_ratios(both.filter(handed_over)) == [round(0.9 / 1.1, 3)]
    assert _talk_ratios(both.filter(~handed_over)) == [1]


def test_canned_responses_shorten_the_common_reasons_and_leave_the_hard_ones_alone(smaller: Played) -> None:
    both = _both(smaller, "canned_responses")
    found = {reason: _talk_ratios(both.filter(pl.col("reason") == reason)) for reason in (*COMMON, *HARD)}
    assert found == {"order_status": [0.88], "how_to": [0.92], "billing": [1], "fault": [1]}


def test_experts_with_a_follow_up_settle_what_they_settled_and_some_of_what_they_left_open(smaller: Played) -> None:
    old, new = (
        smaller[name].contacts.filter(pl.col("queue") == "expert", pl.col("outcome") == "answered")
        for name in ("baseline", "clear_escalation")
    )
    both = old.join(new, on=CONTACT, suffix="_new")
    assert both.filter(pl.col("resolved") & ~pl.col("resolved_new")).is_empty()
    assert both.filter(~pl.col("resolved") & pl.col("resolved_new")).height >= 5
    assert new.height > old.height + 40


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


def test_an_announced_wait_is_padded_and_most_who_are_answered_wait_less(smaller: Played) -> None:
    told = smaller["announced_wait"].contacts.filter(pl.col("announced_ms").is_not_null())
    met = told.filter(pl.col("outcome") == "answered").select(
        (pl.col("answered_ms") - pl.col("queued_ms") <= pl.col("announced_ms")).mean()
    )
    assert (told["announced_ms"] - 1.1 * told["quoted_ms"]).abs().max() <= 1
    assert met.item() > 0.7
    assert smaller["baseline"].contacts["announced_ms"].is_null().all()


def test_patience_past_the_announced_wait_is_shorter_by_its_law_and_the_same_before_it(smaller: Played) -> None:
    """P > Q becomes Q + ln(1 + k(P - Q)) / k, where e^k is 1.5 a minute."""
    stayed = (pl.col("announced_ms_new").is_not_null()) & (pl.col("outcome_new") != "balked")
    old, new = (smaller[name].contacts for name in ("baseline", "announced_wait"))
    both = old.join(new, on=CONTACT, suffix="_new").filter(stayed)
    past, k = (both["patience_ms"] - both["announced_ms_new"]).clip(0), log(1.5) / MINUTE
    assert 0.3 < (past > 0).mean() < 0.7
    lost = (past - (1 + k * past).log() / k) - (both["patience_ms"] - both["patience_ms_new"])
    assert lost.abs().max() < 100


def test_with_three_chats_agents_have_three_open_and_never_more(smaller: Played) -> None:
    assert _most_open(smaller["baseline"]) == 2
    assert _most_open(smaller["three_chats"]) == 3


def _most_open(run: Run) -> int:
    """Chats that one agent ever had open."""
    who, chats = ["replication", "group", "agent"], run.contacts.filter(pl.col("queue") == "chat")
    begins = chats.select(*who, pl.col("answered_ms").alias("ms"), pl.lit(1).alias("by"))
    ends = chats.select(*who, (pl.col("ended_ms") + pl.col("wrap_ms")).alias("ms"), pl.lit(-1).alias("by"))
    steps = pl.concat([begins, ends]).drop_nulls().sort("ms", "by")
    return int(steps.select(pl.col("by").cum_sum().over(who).max()).item())


def test_tagged_mail_goes_to_the_back_office_at_once_where_it_was_read_twice(smaller: Played) -> None:
    read_twice = {}
    for plan in ("baseline", "routing_by_tag"):
        legs = smaller[plan].contacts.filter(pl.col("queue") == "back_office")
        read_twice[plan] = legs.select((pl.col("leg") == 2).mean()).item()
    assert read_twice["routing_by_tag"] < read_twice["baseline"] - 0.2


def test_the_front_line_answers_mail_where_volume_is_spread_and_fewer_call_at_the_peak_above_all(
    smaller: Played,
) -> None:
    kept, mail = _calls_kept(smaller), smaller["spread_volume"].contacts.filter(pl.col("queue") == "email")
    assert kept["peak"] < kept["rest"] - 0.02
    assert (mail["group"] == "front").sum() > 0.2 * len(mail)


def _calls_kept(smaller: Played) -> dict[str, float]:
    """New callers who still call where volume is spread, of those at the peak of 10:00-15:00 and of the rest."""
    at_peak = (pl.col("arrived_ms") % DAY).is_between(10 * HOUR, 15 * HOUR, closed="left")
    old, new = (
        smaller[name].contacts.filter(pl.col("kind") == "new", pl.col("queue") == "care")
        for name in ("baseline", "spread_volume")
    )
    return {
        name: new.filter(hours).height / old.filter(hours).height
        for name, hours in (("peak", at_peak), ("rest", ~at_peak))
    }
