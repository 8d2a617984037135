"""Lesson 12 in a week with breaks and busy Mondays: one to four chats at once, on the same customers."""

from __future__ import annotations

from functools import cache
from math import sqrt
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

import sim
from sim.scenario.strategies import plan_of

PAGE = Path(__file__).resolve().parents[2] / "scenarios" / "omnichannel-week.yaml"
PLANS = ("one_chat", "baseline", "three_chats", "four_chats")
CHATS_ALONE = {"queues.phone.arrivals": "none", "queues.email.arrivals": "none", "queues.email.backlog": "off"}
NOBODY_LEAVES = {"queues.chat.patience": "off", "queues.chat.silent": "off"}
WEEKS = 6
K = 4
"""Standard errors of a paired difference by which an effect must stand out."""

Weeks = NDArray[np.float64]


@cache
def weeks(plan: str, *, all_stay: bool = False) -> dict[str, Weeks]:
    """Week by week: the share that gives up, and of those answered the mean wait and the mean conversation, seconds."""
    scenario = plan_of(sim.load(PAGE), plan).scenario.patched({**CHATS_ALONE, **(NOBODY_LEAVES if all_stay else {})})
    contacts = sim.run(scenario, replications=WEEKS, seed=5).contacts.filter(pl.col("queue") == "chat")
    found = contacts.group_by("replication", maintain_order=True).agg(
        gave_up=(pl.col("outcome") == "abandoned").mean(),
        wait=(pl.col("answered_ms") - pl.col("queued_ms")).mean() / 1000,
        takes=pl.col("talk_ms").mean() / 1000,
    )
    return {name: found[name].to_numpy() for name in ("gave_up", "wait", "takes")}


def stands_out(more: Weeks, less: Weeks) -> bool:
    gap = more - less
    return bool(gap.mean() > K * gap.std(ddof=1) / sqrt(WEEKS))


@pytest.mark.slow
def test_a_second_chat_at_once_keeps_many_from_giving_up_and_a_fourth_few_for_a_longer_chat() -> None:
    one, two, three, four = (weeks(plan) for plan in PLANS)
    assert stands_out(one["gave_up"] - 0.2, two["gave_up"])
    assert stands_out(four["gave_up"] + 0.05, three["gave_up"])
    assert stands_out(four["takes"] - three["takes"], 10 * (three["wait"] - four["wait"]))


@pytest.mark.slow
def test_where_nobody_gives_up_a_chat_is_over_sooner_with_up_to_three_at_once_and_later_with_four() -> None:
    ends = [found["wait"] + found["takes"] for found in (weeks(plan, all_stay=True) for plan in PLANS)]
    one, two, three, four = ends
    assert stands_out(one, two)
    assert stands_out(two, three)
    assert stands_out(four, three)
