"""Lesson 12: past a knee, one more chat each slows everybody and helps nobody."""

from __future__ import annotations

import pytest

from sim.scenario.load import load
from sim.scenario.strategies import plans
from sim.study.replicate import replicate
from sim.study.summary import summarise
from tests.lessons.pages import as_number, path_of, shown

REPLICATIONS = 20
K = 4


def test_an_agent_of_the_page_gets_most_done_with_three_chats_at_once() -> None:
    chats = load(path_of("chat-slots")).agents["team"].chats
    assert chats is not None
    done = {number: number * chats.speed_with(number) for number in (1, 2, 3, 4)}
    assert done == pytest.approx({1: 1, 2: 1.6, 3: 1.62, 4: 1.52})


@pytest.mark.slow
def test_a_fourth_chat_takes_longer_and_keeps_no_more_from_giving_up() -> None:
    found = {}
    for plan in plans(load(path_of("chat-slots"))):
        rows = summarise(replicate(plan.scenario, REPLICATIONS, 2))
        found[plan.name] = {row.kpi: row for row in rows if row.queue == "chat" and row.interval is None}
    told = shown("chat-slots")
    words = {"gave up": ("abandon_rate", 100), "waited": ("asa", 1), "a chat took": ("aht", 1)}
    for plan, figures in told.items():
        for word, (kpi, times) in words.items():
            row = found[plan][kpi]
            assert row.mean is not None
            assert row.low is not None
            assert row.high is not None
            # Half a 95 % interval is about two standard errors; the page's own figure has one, too.
            assert abs(times * row.mean - as_number(figures[word])) <= K * times * (row.high - row.low) / 2 + 0.05
    lasts = [as_number(figures["a chat took"]) for figures in told.values()]
    gave_up = [as_number(figures["gave up"]) for figures in told.values()]
    assert lasts == sorted(lasts)
    assert gave_up[0] > gave_up[1] > gave_up[2] <= gave_up[3]
