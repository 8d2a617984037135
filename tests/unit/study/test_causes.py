"""What stands between a simulation and Erlang C: no key of a queue is forgotten, nothing absent is named."""

from __future__ import annotations

from typing import Any

import pytest

from sim.scenario.arrivals import Arrivals
from sim.scenario.queue import Queue
from sim.scenario.schema import Days, Scenario
from sim.study.causes import CAUSES, bare, present_causes
from sim.study.question import question_of
from sim.study.switched_off import open_intervals, rates
from sim.units import HOUR, MINUTE

PLAIN: dict[str, Any] = {"arrivals": {"per_hour": 60, "day_to_day": "0%"}, "handle_time": {"exponential": "4m"}}
MECHANISMS: dict[str, tuple[str, Any]] = {
    "abandonment": ("patience", {"exponential": "3m"}),
    "balking": ("balk", {"when_wait_over": {"constant": "2m"}}),
    "announced waits": ("announce", {"overdue": 1}),
    "no room": ("lines", 9),
    "callbacks": ("callback", "on"),
    "repeats": ("unresolved", "on"),
    "self-service": ("self_service", {"contained": "30%", "gives_up": "10%", "used_by": "50%"}),
    "talk limit": ("talk_limit", {"at": "9m", "unresolved": "0%"}),
    "shape of handle time": ("handle_time", {"lognormal": {"mean": "4m"}}),
    "day-to-day volume": ("arrivals", {"per_hour": 60, "day_to_day": "15%"}),
    "weekdays and weeks": ("arrivals", {"per_hour": 60, "day_to_day": "0%", "weekdays": {"mon": "+50%"}}),
    "busy and quiet hours": (
        "arrivals",
        {"per_hour": 60, "day_to_day": "0%", "within_day": {"cv": "20%", "correlation": "70%"}},
    ),
    "within the interval": ("arrivals", {"per_hour": {"08:00": 30, "08:10": 60}, "day_to_day": "0%"}),
}
"""Cause -> the key of a queue that brings it, alone."""

ASKED = {
    "channel": "of a chat, which is not taken one at a time, and of email Erlang is not asked: the command says so",
    "backlog": "of email, and Erlang is not asked of it",
    "chases": "the same",
    "reply_expected": "the same: and it is a way of counting",
    "silent": "of a chat, and Erlang is not asked of it",
    "open": "the intervals that Erlang is asked about are those in which the queue is open",
    "arrivals": "the forecast of first attempts is what Erlang is asked",
    "arrivals.counts": "an offered count is brought down to first attempts before Erlang is asked",
    "arrivals.offered_per_issue": "what brings it down",
    "arrivals.times": "recorded times are no forecast, and Erlang is not asked of them: the command says so",
    "arrivals.per_day": "the forecast",
    "arrivals.profile": "the forecast",
    "arrivals.per_interval": "the forecast",
    "arrivals.per_hour": "the forecast",
    "bursts": "a burst is no steady state, and Erlang is not asked of it: the command says so",
    "target": "its time is the one that Erlang is asked about",
    "before": "whom shared agents take first: with the sharing it is switched off",
    "weight": "the same",
    "head_start": "the same",
    "quote": "it estimates the wait that balking, announcing and callbacks go by, and does nothing without them",
    "short_abandon": "a way of counting: the service level compared here does not use it",
    "cost_per_contact": "money",
}
"""Keys of a queue that are no cause, and why."""


def desk(skills: tuple[str, ...] = ("care",), others: dict[str, Any] | None = None, **keys: Any) -> Scenario:
    groups = {"front": {"skills": list(skills), "on_queue": 6}}
    queues = {"care": PLAIN | keys} | (others or {})
    if others:
        groups["back"] = {"skills": list(others), "on_queue": 3}
    page = {"name": "Desk", "open": "08:00-12:00", "days": {"count": 5, "first": "mon"}}
    return Scenario.model_validate(page | {"queues": queues, "agents": groups})


def names(scenario: Scenario, queue: str = "care") -> list[str]:
    return [cause.name for cause in present_causes(scenario, queue)]


def test_every_key_of_a_queue_is_a_cause_or_part_of_what_erlang_is_asked() -> None:
    keys = [*Queue.model_fields, *(f"arrivals.{name}" for name in Arrivals.model_fields)]
    covered = [key for cause in CAUSES for key in cause.keys]
    assert len(covered) == len(set(covered))
    assert sorted([*covered, *ASKED]) == sorted(keys)
    assert all(ASKED.values())


def test_a_plain_desk_differs_by_what_carries_over_alone() -> None:
    assert names(desk()) == ["carry-over"]


@pytest.mark.parametrize("cause", MECHANISMS)
def test_a_mechanism_alone_is_the_one_cause_named(cause: str) -> None:
    key, value = MECHANISMS[cause]
    scenario = desk(**{key: value})
    assert names(scenario) == [cause, "carry-over"]
    assert names(bare(scenario, "care")) in (["carry-over"], [cause, "carry-over"])
    assert all(one.words(scenario, "care").endswith(".") for one in present_causes(scenario, "care"))


def test_absence_is_a_cause_of_the_queues_that_those_agents_serve() -> None:
    scenario = desk()
    absent = scenario.patched({"agents.front.absence": "on"})
    assert names(absent) == ["absence", "carry-over"]
    assert bare(absent, "care").agents == scenario.agents


def test_redials_and_history_need_somebody_who_gives_up() -> None:
    assert "redials" not in names(desk(redial="on", history={"redial": "-50%"}))
    scenario = desk(redial="on", history={"redial": "-50%"}, patience="on")
    assert names(scenario) == ["abandonment", "redials", "history", "carry-over"]


def test_what_comes_from_other_queues_is_named_where_it_arrives() -> None:
    sales = PLAIN | {"escalate": {"chance": "10%", "to": "care"}}
    assert names(desk(others={"sales": sales})) == ["escalations", "carry-over"]
    moving = PLAIN | {"switch": {"answered": {"chance": "10%", "to": "care"}}}
    assert names(desk(others={"sales": moving})) == ["from other channels", "carry-over"]
    assert names(desk(others={"sales": moving}), "sales") == ["carry-over"]


def test_agents_who_need_another_time_than_the_queues_are_made_equal() -> None:
    new = {"learning": "on", "turnover": "29%"}
    slow = {"slow_down": {"above": "85%", "by": "+10%"}}
    for keys in (new, slow, {"speed": "90%"}, {"own_times": {"care": {"handle_time": {"exponential": "6m"}}}}):
        agents = {"front": {"skills": ["care"], "on_queue": 6, **keys}}
        page = {"name": "Desk", "open": "08:00-12:00", "queues": {"care": PLAIN}, "agents": agents}
        scenario = Scenario.model_validate(page)
        assert names(scenario) == ["who takes it", "carry-over"]
        assert names(bare(scenario, "care")) == ["carry-over"]


def test_agents_of_several_queues_are_copied_so_that_each_queue_keeps_as_many() -> None:
    scenario = desk(("care", "sales"), {"sales": PLAIN})
    assert names(scenario) == ["shared agents", "carry-over"]
    alone = bare(scenario, "care")
    assert {name: group.skills for name, group in alone.agents.items()} == {
        "front": ("care",),
        "front (others)": ("sales",),
        "back": ("sales",),
    }
    assert question_of(alone, "care", None).heads == (6,) * 8


def everything() -> Scenario:
    care = dict(MECHANISMS.values()) | {
        "arrivals": {
            "per_hour": {"08:00": 30, "08:10": 60},
            "day_to_day": "15%",
            "weekdays": {"mon": "+50%"},
            "within_day": {"cv": "20%", "correlation": "70%"},
        },
        "redial": "on",
        "history": {"redial": "-20%"},
        "switch": {"answered": {"chance": "5%", "to": "sales"}},
    }
    sales = PLAIN | {
        "escalate": {"chance": "10%", "to": "care"},
        "switch": {"answered": {"chance": "5%", "to": "care"}},
    }
    return desk(("care", "sales"), {"sales": sales}, **care).patched(
        {"agents.front.speed": "110%", "agents.front.absence": "on"}
    )


def test_switched_off_in_either_order_the_same_scenario_is_left() -> None:
    scenario = everything()
    causes = present_causes(scenario, "care")[:-1]
    assert len(causes) == len(CAUSES)
    backwards = scenario
    for cause in reversed(causes):
        backwards = cause.switched_off(backwards, "care")
    down, up = (question_of(page, "care", None) for page in (bare(scenario, "care"), backwards))
    assert down.volumes == pytest.approx(up.volumes)
    assert (down.heads, down.handle_ms) == (up.heads, up.handle_ms)
    left, right = bare(scenario, "care").queues["care"], backwards.queues["care"]
    assert {key: getattr(left, key) for key in Queue.model_fields if key != "arrivals"} == {
        key: getattr(right, key) for key in Queue.model_fields if key != "arrivals"
    }


def test_erlang_is_asked_the_first_attempts_that_self_service_lets_through() -> None:
    # half of 60 an hour try the bot, which keeps 30 % and loses 10 % of them: 60 x (1 - 0.5 x 0.4) = 48 an hour
    scenario = bare(desk(self_service=MECHANISMS["self-service"][1]), "care")
    assert question_of(scenario, "care", None).volumes == pytest.approx((24,) * 8)


def test_an_interval_is_made_even_at_its_own_mean() -> None:
    # 30 an hour for ten minutes, 60 for the rest of the half-hour: 5 + 20 contacts
    scenario = desk(arrivals={"per_hour": {"08:00": 30, "08:10": 60}, "day_to_day": "0%"})
    even = bare(scenario, "care")
    assert [(start, length) for start, length, _ in rates(even, "care", 8 * HOUR, 9 * HOUR)] == [
        (8 * HOUR, 30 * MINUTE),
        (8 * HOUR + 30 * MINUTE, 30 * MINUTE),
    ]
    assert question_of(even, "care", None).volumes[:2] == pytest.approx((25, 30))
    assert open_intervals(even, "care")[0] == (8 * HOUR, 8 * HOUR + 30 * MINUTE)


def test_erlang_is_asked_of_the_mean_day() -> None:
    # 60 an hour, half as many more on one day in five: 66 an hour
    arrivals = {"per_hour": 60, "day_to_day": "0%", "weekdays": {"mon": "+50%"}}
    assert question_of(bare(desk(arrivals=arrivals), "care"), "care", None).volumes == pytest.approx((33,) * 8)
    on_mondays = desk(arrivals=arrivals).model_copy(update={"days": Days(count=1, first="mon")})
    assert names(on_mondays) == ["carry-over"]
    assert question_of(on_mondays, "care", None).volumes == pytest.approx((45,) * 8)
