from pathlib import Path

import pytest

from sim.scenario.changes import (
    Change,
    changed_count,
    changed_duration,
    changed_number,
    changed_share,
    changed_table,
    parse_change,
)
from sim.scenario.faults import ScenarioError
from sim.scenario.schema import Scenario
from sim.scenario.strategies import plans
from sim.units import HOUR, MINUTE
from tests.unit.scenario.pages import page, with_line

OPEN = (8 * HOUR, 20 * HOUR)


def change(value: str | float) -> Change:
    found = parse_change(value)
    assert found is not None
    return found


@pytest.mark.parametrize("value", [5, 0, 2.5, "38%", "4m30s", "off", "on", True, None, "fresh", "08:00-20:00", "exp"])
def test_a_value_itself_is_no_change(value: str | float | None) -> None:
    assert parse_change(value) is None


@pytest.mark.parametrize(
    "text", ["+", "+-2", "-ten2", "x", "1.1x", "x1.1.1", "+2 @", "+2 @ 17", "2 @ 17:00-20:00", "*2"]
)
def test_what_looks_like_a_change_and_is_none_is_refused_with_the_grammar(text: str) -> None:
    if text in ("+", "x", "-ten2", "+-2"):
        assert parse_change(text) is None  # words, left to the key that they stand at
        return
    with pytest.raises(ValueError, match="is not a change: write it like"):
        parse_change(text)


def test_a_range_that_runs_backwards_is_told_the_right_way_round() -> None:
    with pytest.raises(ValueError, match=r"the range of '-2 @ 14:00-11:30' runs backwards: write 11:30-14:00"):
        parse_change("-2 @ 14:00-11:30")


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        (10, "+2", 12),
        (10, -2, 8),
        (10, "- 2", 8),
        (10, "+10%", 11),
        (10, "-10%", 9),
        (0.35, "x2", 0.7),
        (0.1, "+0.2", 0.3),
        (10, "×1.5", 15),
        (1900, "-100%", 0),
        (2, "-2", 0),
    ],
)
def test_numbers_change_exactly(before: float, text: str, after: float) -> None:
    assert changed_number(before, change(text)) == after


@pytest.mark.parametrize(
    ("before", "text", "after"), [(9, "+10%", 10), (5, "-10%", 5), (15, "-10%", 14), (3, "x1.5", 5)]
)
def test_heads_are_rounded_to_the_nearest_whole_half_up(before: int, text: str, after: int) -> None:
    assert changed_count(before, change(text)) == after


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("4m30s", "-10%", "4m3s"),
        ("20s", "+30s", "50s"),
        ("2m", "-1m", "1m"),
        ("1m", "x1.5", "1m30s"),
        ("1s", "-1s", "0s"),
    ],
)
def test_durations_take_durations_and_factors(before: str, text: str, after: str) -> None:
    assert changed_duration(before, change(text)) == after


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [("30%", "-10%", "27%"), ("30%", "x1.1", "33%"), (0.35, "+10%", "38.5%"), ("50%", "x2", "100%")],
)
def test_shares_change_relatively_and_exactly(before: str | float, text: str, after: str) -> None:
    assert changed_share(before, change(text)) == after


@pytest.mark.parametrize(
    ("kind", "before", "text", "complaint"),
    [
        (changed_number, 2, "-3", "-3 makes 2 negative: take away at most 2"),
        (changed_number, 2, "+30s", "is a duration, and this is a number"),
        (changed_count, 2, "+1.5", "is not a whole number of them"),
        (changed_duration, "20s", "-30s", "-30s makes 20s negative: take away at most 20s"),
        (changed_duration, "20s", "+5", "has no unit: write \\+5s"),
        (changed_share, "60%", "x2", "makes 60% more than 100%: write the new share"),
        (changed_share, "30%", "+2", "is no change of a share: write the new share, or a relative change"),
    ],
)
def test_a_change_that_cannot_be_is_refused_with_its_cure(kind, before, text, complaint) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match=complaint):
        kind(before, change(text))


def test_more_than_all_of_it_cannot_be_taken_away() -> None:
    with pytest.raises(ValueError, match="the most is -100%"):
        parse_change("-110%")


@pytest.mark.parametrize(
    ("table", "text", "after"),
    [
        ({"08:00": 9, "12:00": 14}, "+2", {"08:00": 11, "12:00": 16}),
        ({"08:00": 9, "12:00": 14}, "+2 @ 17:00-19:00", {"08:00": 9, "12:00": 14, "17:00": 16, "19:00": 14}),
        ({"08:00": 9, "12:00": 14}, "+2 @ 17:00-20:00", {"08:00": 9, "12:00": 14, "17:00": 16}),
        ({"08:00": 9, "12:00": 14}, "-2 @ 10:00-13:00", {"08:00": 9, "10:00": 7, "12:00": 12, "13:00": 14}),
        ({"08:00": 9, "12:00": 14}, "+1 @ 08:00-12:00", {"08:00": 10, "12:00": 14}),
        ({"00:00": 10}, "+2 @ 09:00-10:00", {"00:00": 10, "09:00": 12, "10:00": 10}),
        ({"00:00": 10}, "-10%", {"00:00": 9}),
        ({"10:00": 4}, "+2 @ 08:00-11:00", {"08:00": 2, "10:00": 6, "11:00": 4}),
        ({"08:00": 9, "20:00": 0}, "+2", {"08:00": 11, "20:00": 0}),
        ({"8:00": 9}, "+1", {"08:00": 10}),
    ],
)
def test_a_table_changes_element_by_element_and_only_in_its_range(
    table: dict[str, int], text: str, after: dict[str, int]
) -> None:
    assert changed_table(table, change(text), "count", OPEN) == after


def test_a_range_outside_the_opening_hours_is_refused() -> None:
    with pytest.raises(ValueError, match="reaches outside the opening hours 08:00-20:00"):
        changed_table({"08:00": 9}, change("+2 @ 19:00-21:00"), "count", OPEN)


def test_heads_below_zero_are_refused_with_their_clock() -> None:
    with pytest.raises(ValueError, match="at 08:00, -3 makes 2 negative"):
        changed_table({"08:00": 2, "12:00": 14}, change("-3"), "count", OPEN)


@pytest.fixture
def support(tmp_path: Path) -> Scenario:
    return page(tmp_path)


def refusal(scenario: Scenario, path: str, value: object) -> str:
    with pytest.raises(ScenarioError) as caught:
        scenario.patched({path: value})
    return str(caught.value)


def test_a_law_scales_its_durations_and_keeps_its_shape(support: Scenario) -> None:
    laws = {
        "queues.care.talk": {"lognormal": {"mean": "4m", "cv": 0.8}},
        "queues.care.hold": {
            "hyperexponential": {"phases": [{"share": "40%", "mean": "2m"}, {"share": 0.6, "mean": "6m"}]}
        },
        "queues.care.wrap_up": {"mixture": {"zero": "10%", "otherwise": {"erlang": {"mean": "20s", "k": 2}}}},
        "queues.care.patience": {"empirical": {"values": ["10s", "20s"]}},
        "queues.expert.handle_time": {"triangular": {"from": "2m", "mode": "3m", "to": "6m"}},
        "queues.expert.patience": {"constant": "1m"},
    }
    before = support.patched(laws)
    after = before.patched(dict.fromkeys(laws, "x1.5"))
    care, expert = after.queues["care"], after.queues["expert"]
    assert (care.talk.lognormal.mean, care.talk.lognormal.cv) == (6 * MINUTE, 0.8)
    assert [(p.share, p.mean) for p in care.hold.hyperexponential.phases] == [(0.4, 3 * MINUTE), (0.6, 9 * MINUTE)]
    erlang = care.wrap_up.mixture.otherwise.erlang
    assert (care.wrap_up.mixture.zero, erlang.mean, erlang.k) == (0.1, 30_000, 2)
    assert care.patience.empirical.values == (15_000, 30_000)
    three = expert.handle_time.triangular
    assert (three.start, three.mode, three.to) == (3 * MINUTE, 270_000, 9 * MINUTE)
    assert expert.patience.constant == 90_000


def test_a_duration_is_not_added_to_a_law_but_to_its_mean(support: Scenario) -> None:
    said = refusal(support, "queues.care.talk", "+30s")
    assert "+30s is not a change of a law: write +30s at queues.care.talk.lognormal.mean" in said
    after = support.patched({"queues.care.talk.lognormal.mean": "+30s", "queues.care.wrap_up.exponential.mean": "+5s"})
    assert after.queues["care"].talk.lognormal.mean == 5 * MINUTE
    assert after.queues["care"].wrap_up.exponential.mean == 35_000


def test_a_law_of_another_name_replaces_the_old_one(support: Scenario) -> None:
    talk = support.patched({"queues.care.talk": {"exponential": "3m"}}).queues["care"].talk
    assert talk.lognormal is None
    assert talk.exponential.mean == 3 * MINUTE


def test_off_removes_a_mechanism_and_null_a_key(support: Scenario) -> None:
    changes = {"queues.care.redial": "off", "queues.care.wrap_up": "off", "queues.care.self_service.cost": None}
    care = support.patched(changes).queues["care"]
    assert care.redial is None
    assert care.wrap_up is None
    assert care.self_service.cost == 0


def test_null_where_nothing_stands_is_refused(support: Scenario) -> None:
    assert "there is nothing to remove: leave it out" in refusal(support, "queues.care.hold", None)


def test_a_path_into_a_mechanism_not_named_creates_it(support: Scenario) -> None:
    callback = support.patched({"queues.care.callback.accepted_by": "50%"}).queues["care"].callback
    assert callback.accepted_by == 0.5
    assert callback.picks_up == 0.8


def test_a_change_of_a_default_in_force_starts_from_the_default(support: Scenario) -> None:
    after = support.patched({"queues.care.self_service.gives_up": "x2", "days.count": "+1"})
    assert after.queues["care"].self_service.gives_up == 0.1
    assert after.days.count == 6


def test_a_change_inside_a_mapping_is_a_change(support: Scenario) -> None:
    after = support.patched({"agents.front": {"scheduled": "+1", "cost_per_hour": "+10%"}})
    assert list(after.agents["front"].scheduled.values()) == [10, 15, 20]  # type: ignore[union-attr]
    assert after.agents["front"].cost_per_hour == 29.7


def test_a_relative_key_takes_its_change_as_its_value(support: Scenario) -> None:
    after = support.patched({"queues.care.self_service.on_failure.talk": "+15%"})
    assert after.queues["care"].self_service.on_failure.talk == 1.15


def test_a_new_group_can_be_added_but_not_by_a_slip(support: Scenario) -> None:
    after = support.patched({"agents.evening": {"skills": ["care"], "on_queue": {"17:00": 2}}})
    assert list(after.agents) == ["front", "experts", "evening"]
    assert "there is no 'frnt' to change, did you mean front?" in refusal(support, "agents.frnt", {"shrinkage": "10%"})


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("queues.care.talkk", "-10%", "unknown key, did you mean talk?"),
        ("queues.car.talk", "-10%", "there is no 'car' to change, did you mean care?"),
        ("queues.care.aht", "-10%", "unknown key, did you mean handle_time?"),
        ("queus.care.talk", "-10%", "unknown key, did you mean queues?"),
        ("queues.care.waiting_room.places", 5, "queues.care.waiting_room has no keys under it"),
        ("queues.care.arrivals", "+10%", "says not which number under it to change: go on to one of per_day"),
        ("queues.care.waiting_room", "+2", "nothing is written there that +2 could change: write the value itself"),
        ("queues.care.callback.attempts", "+2", "nothing is written there that +2 could change"),
        ("queues.care.arrivals.per_day", "+5% @ 09:00-10:00", "only a table of clocks changes by the time of day"),
        ("queues.care.self_service.contained", "+8", "is no change of a share"),
        ("agents.front.scheduled", "+2 @ 06:00-09:00", "reaches outside the opening hours 08:00-20:00"),
        ("agents.front.scheduled", "x" + "9" * 40, "cannot be reckoned: write the new value itself"),
        ("queues.care.escalate.to", "expertt", "there is no queue 'expertt', did you mean expert?"),
    ],
)
def test_a_change_that_leads_nowhere_is_refused_with_its_cure(
    support: Scenario, path: str, value: object, said: str
) -> None:
    assert said in refusal(support, path, value)


def test_a_scenario_built_in_python_can_be_patched(support: Scenario) -> None:
    built = Scenario(name="Built", queues=support.queues, agents=support.agents)
    after = built.patched({"queues.care.talk": "-10%"})
    assert after.queues["care"].talk == support.patched({"queues.care.talk": "-10%"}).queues["care"].talk
    assert after.queues["expert"].arrivals is None


def test_a_table_written_as_a_value_replaces_the_whole_table(support: Scenario, tmp_path: Path) -> None:
    six_all_day = {8 * HOUR: 6}
    assert support.patched({"agents.front.scheduled": {"08:00": 6}}).agents["front"].scheduled == six_all_day
    assert support.patched({"agents.front": {"scheduled": {"08:00": 6}}}).agents["front"].scheduled == six_all_day
    assert page(tmp_path, sets=("agents.front.scheduled={08:00: 6}",)).agents["front"].scheduled == six_all_day
    strategy = with_line('"+2 @ 17:00-20:00"', "{08:00: 6}")
    assert plans(page(tmp_path, strategy))[2].scenario.agents["front"].scheduled == six_all_day


def test_one_clock_of_a_table_changes_by_its_path(support: Scenario) -> None:
    after = support.patched({"agents.front.scheduled.09:00": "+1"}).agents["front"].scheduled
    assert after == {8 * HOUR: 9, 9 * HOUR: 15, 17 * HOUR: 19}


def test_a_change_inside_a_table_that_replaces_is_refused_with_its_cure(support: Scenario) -> None:
    said = refusal(support, "agents.front.scheduled", {"08:00": 6, "09:00": "+1"})
    assert "replaces the old one" in said
    assert "write its value, or agents.front.scheduled.09:00: +1 alone" in said
    assert "leave 09:00 out" in refusal(support, "agents.front.scheduled", {"08:00": 6, "09:00": None})


def test_heads_set_in_another_way_replace_those_of_the_plan(support: Scenario) -> None:
    front = support.patched({"agents.front.on_queue": {"08:00": 6}}).agents["front"]
    assert (front.on_queue, front.scheduled) == ({8 * HOUR: 6}, None)
