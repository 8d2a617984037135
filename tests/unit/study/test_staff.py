"""The search for the fewest heads, on days written down instead of played: an interval's level by its heads."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl
import pytest

from sim.kpi.compute import Cells
from sim.roster.heads import stretches
from sim.scenario.schema import Scenario
from sim.show.export import Origin
from sim.show.staff_page import heads_row, staff_page
from sim.study.heads_search import with_heads, written
from sim.study.replicate import Study
from sim.study.shifts_search import ShiftsSearch
from sim.study.staff import Play, Staffed, hours_and_cost, staff
from sim.study.staffable import StaffError
from sim.units import HOUR, MINUTE
from tests.unit.study.made_up import study_of

STARTS = (8 * HOUR, 9 * HOUR, 10 * HOUR)
CAME = (100, 200, 100)
"""An hour; 3 minutes each: 5, 10 and 5 erlangs."""
ENOUGH = {1: (6, 12, 8), 2: (6, 13, 8)}
"""Heads with which an hour keeps 80/20, by seed; each one more or less is worth 10 points."""


def desk(**group: object) -> Scenario:
    care = {
        "arrivals": {"per_day": 400},
        "talk": {"exponential": "3m"},
        "target": {"answer": "80%", "within": "20s"},
    }
    front = {"skills": ["care"], "on_queue": {"08:00": 9}, "cost_per_hour": 30} | group
    page = {"name": "Desk", "interval": "60m", "open": "08:00-11:00", "queues": {"care": care}}
    return Scenario.model_validate(page | {"agents": {"front": front}})


def days_with(enough: Mapping[int, tuple[int, ...]]) -> Play:
    """What a day looks like, whose hours need so many heads by seed."""

    def play(page: Scenario, seed: int) -> Study:
        heads = [part.on_queue for start in STARTS for part in stretches(page, "front") if covers(part, start)]
        gaps = [have - need for have, need in zip(heads, enough[seed], strict=True)]
        in_time = [came * min(100, max(0, 80 + 10 * gap)) // 100 for came, gap in zip(CAME, gaps, strict=True)]
        columns = {
            "replication": [0] * 3,
            "queue": ["care"] * 3,
            "queued": CAME,
            "answered_in_t": in_time,
            "outcome_blocked": [0] * 3,
            "handled": CAME,
            "talk_ms": [came * 3 * MINUTE for came in CAME],
            "hold_ms": [0] * 3,
            "transfer_ms": [0] * 3,
            "wrap_ms": [0] * 3,
        }
        intervals = pl.DataFrame(columns | {"interval": STARTS})
        days = {"replication": [0], "day": [0], "queue": ["care"], "queued": [400], "answered_in_t": [sum(in_time)]}
        return study_of(Cells(pl.DataFrame(days), intervals, pl.DataFrame()), [1.0], page)

    return play


def covers(part: object, start: int) -> bool:
    return part.from_ms <= start < part.to_ms  # type: ignore[attr-defined]


def found(page: Scenario, enough: Mapping[int, tuple[int, ...]] = ENOUGH) -> Staffed:
    return staff(page, None, 1, days_with(enough))


def test_no_head_is_too_few_and_none_is_needless() -> None:
    result = found(desk())
    # 5 and 10 erlangs of 3 minutes take 8 and 14 for 80/20 by Erlang C; the days say 6, 12 and 8
    assert result.today == (9, 9, 9)
    assert result.erlang == (8, 14, 8)
    assert result.needed == (6, 12, 8)


def test_from_far_too_few_the_search_climbs() -> None:
    assert found(desk(), {1: (20, 30, 25), 2: (20, 30, 25)}).needed == (20, 30, 25)


def test_fresh_days_say_where_the_heads_fall_short() -> None:
    result = found(desk())
    assert result.levels("care") == [0.8, 0.7, 0.8]
    assert result.missing() == [STARTS[1]]
    assert result.after.scenario == result.scenario
    assert result.days_met(result.after).met == 0
    assert found(desk(), {1: ENOUGH[1], 2: ENOUGH[1]}).missing() == []


def test_heads_are_written_as_the_file_writes_them() -> None:
    # 30 % off 9, 17 and 11: 6.3, 11.9 and 7.7, so 6, 12 and 8 on the queue; a head less each gives 5.6, 11.2 and 7
    page = desk(on_queue=None, scheduled={"08:00": 12}, shrinkage="30%")
    result = found(page)
    assert result.needed == (6, 12, 8)
    assert heads_row(result) == ["    scheduled: {08:00: 8, 09:00: 17, 10:00: 11}"]
    assert [part.on_queue for part in stretches(result.scenario, "front")] == [6, 12, 8]


def test_the_row_printed_is_the_group_s_table() -> None:
    result = found(desk(), {1: (6, 6, 8), 2: (6, 6, 8)})
    assert heads_row(result) == ["    on_queue: {08:00: 6, 10:00: 8}"]


def test_hours_and_cost_are_those_paid_for() -> None:
    assert hours_and_cost(desk(), "front") == (27.0, 27.0, 810.0)
    assert hours_and_cost(desk(shrinkage="10%"), "front") == pytest.approx((27.0, 30.0, 900.0))


def test_the_smallest_number_on_the_schedule_gives_the_heads_wanted() -> None:
    group = desk(on_queue=None, scheduled={"08:00": 1}, shrinkage="30%").agents["front"]
    assert [written(group, heads) for heads in (0, 5, 6, 49)] == [0, 7, 8, 70]
    assert with_heads(desk(), "front", STARTS, (1, 1, 2)).agents["front"].on_queue == {STARTS[0]: 1, STARTS[2]: 2}


def test_a_group_beside_others_is_named_and_erlang_is_silent_where_agents_serve_several_queues() -> None:
    page = desk()
    front = page.agents["front"]
    both = {"front": front.model_copy(update={"skills": ("care", "mail")}), "back": front}
    queues = {"care": page.queues["care"], "mail": page.queues["care"].model_copy(update={"target": None})}
    result = found(page.model_copy(update={"agents": both, "queues": queues}))
    assert (result.group, result.queues, result.erlang) == ("front", ("care",), None)
    told = " ".join(staff_page(result, Origin("0", "Desk", "abcdef", 1, 1)).split())
    assert "The group front alone is staffed; back stays as it is (see --group)." in told
    assert "Erlang knows agents of one queue alone: here the search began at today's heads." in told


def test_what_cannot_be_staffed_is_said() -> None:
    with pytest.raises(StaffError, match="no group 'frnt', write one of front"):
        staff(desk(), "frnt", 1, days_with(ENOUGH))
    promising = desk()
    care = promising.queues["care"]
    silent = promising.model_copy(update={"queues": {"care": care.model_copy(update={"target": None})}})
    with pytest.raises(StaffError, match="front has no target to staff for"):
        found(silent)
    sure = promising.queues["care"].target
    assert sure is not None
    certain = care.model_copy(update={"target": sure.model_copy(update={"answer": 1.0})})
    with pytest.raises(StaffError, match="below 100%"):
        found(promising.model_copy(update={"queues": {"care": certain}}))


def on_shifts(**shifts: dict[str, object]) -> Scenario:
    return desk(on_queue=None, shifts=shifts)


EARLY, LATE, LONG = ({"agents": 9, "hours": hours} for hours in ("08:00-10:00", "09:00-11:00", "08:00-11:00"))


def test_a_group_of_shifts_gets_agents_by_shift() -> None:
    # 6 are needed from eight on, 12 from nine, when both shifts are there, and 8 from ten
    result = found(on_shifts(early=EARLY, late=LATE))
    assert result.shifts == {"early": (9, 6), "late": (9, 8)}
    assert (result.today, result.needed) == ((9, 18, 9), (6, 14, 8))
    assert hours_and_cost(result.scenario, "front") == (28.0, 28.0, 840.0)


def test_agents_go_where_the_fewest_paid_hours_cover_each_interval() -> None:
    # long + early >= 6, all three >= 12, long + late >= 8: 26 paid hours, where one more on long makes 27
    result = found(on_shifts(long=LONG, early=EARLY, late=LATE))
    assert result.shifts == {"long": (9, 2), "early": (9, 4), "late": (9, 6)}


def test_from_far_too_few_agents_the_search_climbs() -> None:
    few = {"early": {**EARLY, "agents": 1}, "late": {**LATE, "agents": 1}}
    enough = {1: (20, 21, 25), 2: (20, 21, 25)}
    assert found(on_shifts(**few), enough).needed == (20, 45, 25)


def test_a_shift_keeps_an_agent_and_one_of_another_weekday_stays_as_it_is() -> None:
    saturday = {"agents": 3, "hours": "08:00-11:00", "weekdays": "sat"}
    page = on_shifts(long=LONG, late=LATE, saturday=saturday)
    result = found(
        page.model_copy(update={"days": page.days.model_copy(update={"first": 0})}), {1: (6, 6, 6), 2: (6, 6, 6)}
    )
    assert result.shifts == {"long": (9, 6), "late": (9, 1)}
    assert (result.scenario.agents["front"].shifts or {})["saturday"].agents == 3


def test_who_is_on_a_break_or_at_a_meal_is_no_head_and_a_meal_is_not_paid() -> None:
    # one after the other each of two is away for half of the hour from nine on
    page = on_shifts(long={"agents": 2, "hours": "08:00-11:00", "meal": "30m between 09:00-10:00"})
    search = ShiftsSearch(page, "front", ("care",), STARTS, lambda page: days_with(ENOUGH)(page, 1))
    assert search.present.tolist() == [[1.0, 0.5, 1.0]]
    assert search.paid_hours.tolist() == [2.5]


def test_an_hour_that_misses_and_has_no_shift_is_said() -> None:
    with pytest.raises(StaffError, match=r"agents.front.shifts: the target is missed from 10:00, and no shift is at"):
        found(on_shifts(early=EARLY))


def test_a_group_that_does_email_alone_is_told_what_to_do_instead() -> None:
    page = desk()
    mail = page.queues["care"].model_copy(update={"channel": "email"})
    with pytest.raises(StaffError, match=r"ccsim run FILE --set agents.front.on_queue=\+1"):
        found(page.model_copy(update={"queues": {"care": mail}}))
