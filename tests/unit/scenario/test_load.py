from pathlib import Path

import pytest

from sim.scenario.dump import dump
from sim.scenario.laws import Law
from sim.units import HOUR
from tests.unit.scenario.pages import SUPPORT, complaints, page, with_line, write

TUESDAY = """\
extends: base.yaml
name: Tuesday
queues:
  care:
    arrivals: {per_day: 2100}
    redial: null
    talk: {constant: 4m}
"""


def test_a_file_that_extends_another_merges_into_it(tmp_path: Path) -> None:
    write(tmp_path, name="base.yaml")
    found = page(tmp_path, TUESDAY)
    care = found.queues["care"]
    assert found.name == "Tuesday"
    assert care.arrivals.per_day == 2100
    assert len(care.arrivals.profile or ()) == 4
    assert care.redial is None
    assert care.talk == Law.model_validate({"constant": "4m"})


def test_a_fault_is_told_in_the_file_in_which_it_stands(tmp_path: Path) -> None:
    write(tmp_path, with_line("exponential: 30s", "exponential: 30"), "base.yaml")
    told = complaints(tmp_path, TUESDAY.replace("2100", "-1"))
    assert [line.split(" ")[0] for line in told] == ["page.yaml:5:25", "base.yaml:15:28"]


def test_extending_a_missing_file_or_oneself_or_a_number_is_a_fault(tmp_path: Path) -> None:
    write(tmp_path, name="base.yaml")
    missing = complaints(tmp_path, TUESDAY.replace("base", "bse"))
    assert missing[0] == "page.yaml:1:10 extends: there is no file bse.yaml, did you mean base.yaml?"
    assert any("page.yaml extends this file in turn" in line for line in complaints(tmp_path, "extends: page.yaml\n"))
    assert any("not the name of a file" in line for line in complaints(tmp_path, "extends: 5\n"))


def test_a_circle_of_files_is_a_fault_where_it_closes(tmp_path: Path) -> None:
    write(tmp_path, "extends: page.yaml\n" + SUPPORT, "base.yaml")
    told = complaints(tmp_path, TUESDAY)
    assert told == ["base.yaml:1:10 extends: page.yaml extends this file in turn: let one of them end it"]


def test_sets_are_applied_in_their_order(tmp_path: Path) -> None:
    sets = (
        "queues.care.arrivals.per_day=2000",
        "queues.care.arrivals.per_day=+10%",
        "days=3",
        "agents.front.shrinkage=0.2",
    )
    found = page(tmp_path, sets=sets)
    assert found.queues["care"].arrivals.per_day == 2200
    assert (found.days.count, found.agents["front"].shrinkage) == (3, 0.2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("queues.care.talkk=5", "--set queues.care.talkk=5 queues.care.talkk: unknown key, did you mean talk?"),
        ("nothing", "--set nothing: not a change: write --set path=value"),
        ("days=[", "'[' cannot be read"),
        ("days=*a", "the alias *a has no anchor"),
        ("days=", "--set days=: no value: write path=value"),
        ("queues.care.patience=3m", "it does not say how it varies: write {exponential: 3m}"),
    ],
)
def test_a_set_that_cannot_be_is_told_by_its_own_text(tmp_path: Path, text: str, said: str) -> None:
    told = complaints(tmp_path, SUPPORT, (text,))
    assert any(said in line for line in told), told
    assert told[0].startswith("--set ")


PROFILE = "profile: {08:00: 30, 09:00: 55, 10:00: 70, 12:00: 52}"


def test_a_profile_is_read_from_a_csv_column(tmp_path: Path) -> None:
    (tmp_path / "forecast.csv").write_text("clock,care,expert\n08:00,30,1\n09:00,55.5,\n")
    found = page(tmp_path, with_line(PROFILE, "profile_csv: forecast.csv#care"))
    assert found.queues["care"].arrivals.profile == {8 * HOUR: 30, 9 * HOUR: 55.5}


def test_values_are_read_from_a_csv_column_in_the_unit_named(tmp_path: Path) -> None:
    (tmp_path / "talks.csv").write_text("id;talk\n1;50\n2;1m30s\n3;\n")
    text = with_line("{lognormal: {mean: 4m30s, cv: 1.0}}", "{empirical: {csv: talks.csv#talk, unit: s}}")
    talk = page(tmp_path, text).queues["care"].talk
    assert talk.empirical.values == (50_000, 90_000)


@pytest.mark.parametrize(
    ("named", "content", "said"),
    [
        ("forecast.csv", "", "not a column of a CSV file: write it like forecast.csv#care"),
        ("forcast.csv#care", "clock,care\n08:00,1\n", "there is no file forcast.csv, did you mean forecast.csv?"),
        ("forecast.csv#car", "clock,care\n08:00,1\n", "has no column 'car', did you mean care?"),
        ("forecast.csv#care", "clock,care\n8.5,1\n", "line 2: '8.5' is not a time of day"),
        ("forecast.csv#care", "clock,care\n08:00,many\n", "line 2: 'many' is not a number of 0 or more"),
        ("forecast.csv#care", "clock,care\n08:00,1\n08:00,2\n", "line 3: 08:00 is there twice"),
        ("forecast.csv#care", "clock,care\n", "column 'care' of forecast.csv is empty"),
    ],
)
def test_a_csv_column_that_cannot_be_read_is_told_where_it_is_named(
    tmp_path: Path, named: str, content: str, said: str
) -> None:
    (tmp_path / "forecast.csv").write_text(content)
    told = complaints(tmp_path, with_line(PROFILE, f"profile_csv: {named}"))
    assert [line.partition(": ")[0] for line in told] == ["page.yaml:13:20 queues.care.arrivals.profile_csv"]
    assert said in told[0]


def test_a_childs_profile_replaces_its_parents_csv_column_and_the_other_way_round(tmp_path: Path) -> None:
    (tmp_path / "forecast.csv").write_text("clock,care\n08:00,30\n11:00,55\n")
    write(tmp_path, with_line(PROFILE, "profile_csv: forecast.csv#care"), "column.yaml")
    write(tmp_path, name="table.yaml")
    for base, written, clocks in (
        ("column", "profile: {08:00: 1, 09:00: 2}", [8, 9]),
        ("table", "profile_csv: forecast.csv#care", [8, 11]),
        ("table", "profile: {11:00: 2}", [8, 9, 10, 11, 12]),
    ):
        arrivals = (
            page(tmp_path, f"extends: {base}.yaml\nqueues: {{care: {{arrivals: {{{written}}}}}}}\n")
            .queues["care"]
            .arrivals
        )
        assert list(arrivals.profile) == [clock * HOUR for clock in clocks]


def test_volume_and_heads_written_in_another_way_replace_those_of_the_file_below(tmp_path: Path) -> None:
    write(tmp_path, SUPPORT.split("strategies:")[0], "base.yaml")
    child = """\
extends: base.yaml
queues: {care: {arrivals: {per_hour: {08:00: 90}}}}
agents: {front: {on_queue: {08:00: 6}}, experts: {scheduled: 5}}
"""
    found = page(tmp_path, child)
    arrivals = found.queues["care"].arrivals
    assert (arrivals.per_day, arrivals.profile, arrivals.per_hour) == (None, None, {8 * HOUR: 90})
    assert (found.agents["front"].on_queue, found.agents["front"].scheduled) == ({8 * HOUR: 6}, None)
    assert (found.agents["experts"].on_queue, found.agents["experts"].scheduled) == (None, {0: 5})


def test_two_ways_in_one_file_are_still_a_fault(tmp_path: Path) -> None:
    write(tmp_path, name="base.yaml")
    told = complaints(tmp_path, "extends: base.yaml\nagents: {front: {on_queue: 6, scheduled: 9}}\n")
    assert len(told) == 1
    assert "heads are written twice" in told[0]


PER_DAY = "      per_day: 1900\n      day_to_day: 10%\n      " + PROFILE


def replayed(tmp_path: Path, content: str, named: str = "calls.csv#arrived") -> str:
    (tmp_path / "calls.csv").write_text(content)
    return with_line(PER_DAY, f"      times_csv: {named}")


def test_recorded_times_are_read_from_a_csv_column_each_date_a_day(tmp_path: Path) -> None:
    rows = ["2026-12-01 09:00", "2026-11-30T08:00:12.250", "", "2026-11-30 08:00:05+01:00", "2026-12-03T19:59:59"]
    text = replayed(tmp_path, "\n".join(["arrived;agent", *(f"{row};x" for row in rows)]))
    found = page(tmp_path, text)
    eight, nine, eight_at_night = 8 * HOUR, 9 * HOUR, 20 * HOUR
    days = ((eight + 5_000, eight + 12_250), (nine,), (eight_at_night - 1_000,))
    assert found.queues["care"].arrivals.times == days
    again = page(tmp_path, dump(found))
    assert again.queues["care"].arrivals.times == days


def test_recorded_times_without_a_date_are_one_day(tmp_path: Path) -> None:
    found = page(tmp_path, replayed(tmp_path, "arrived\n09:30:00.5\n8:15\n"))
    assert found.queues["care"].arrivals.times == ((8 * HOUR + 900_000, 9 * HOUR + 1_800_500),)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("arrived\n08:00\n8am\n", "line 3: '8am' is not a time: write it like 08:00:12, or 2026-11-30T08:00:12"),
        ("arrived\n2026-11-30\n", "line 2: '2026-11-30' is not a time: write it like"),
        ("arrived\n2026-11-31 08:00\n", "line 2: '2026-11-31 08:00' is not a time: write it like"),
        ("arrived\n08:00\n2026-11-30 08:00\n", "some times have a date and some have none: write the date to all"),
        ("arrived\n" + "08:00\n" * 100_001, "100,001 times are more than a page can hold: keep 100,000 at most"),
    ],
)
def test_recorded_times_that_cannot_be_read_are_told_with_their_cure(tmp_path: Path, content: str, said: str) -> None:
    told = complaints(tmp_path, replayed(tmp_path, content))
    assert [line.partition(": ")[0] for line in told] == ["page.yaml:11:18 queues.care.arrivals.times_csv"]
    assert said in told[0]


def test_recorded_times_and_a_volume_replace_each_other(tmp_path: Path) -> None:
    text = replayed(tmp_path, "arrived\n09:00\n")
    volume = page(tmp_path, text, ("queues.care.arrivals.per_day=20",)).queues["care"].arrivals
    assert (volume.per_day, volume.times) == (20, None)
    write(tmp_path, text, "base.yaml")
    child = "extends: base.yaml\nqueues: {care: {arrivals: {per_hour: 7}}}\n"
    assert page(tmp_path, child).queues["care"].arrivals.per_hour == {0: 7}


def test_each_line_of_a_csv_that_cannot_be_read_is_told_and_of_many_how_many_more(tmp_path: Path) -> None:
    place, cure = "page.yaml:11:18 queues.care.arrivals.times_csv", "write it like 08:00:12, or 2026-11-30T08:00:12"
    told = complaints(tmp_path, replayed(tmp_path, "arrived\n8h\n08:00\nten\n"))
    assert told == [f"{place}: calls.csv line {line}: '{cell}' is not a time: {cure}" for line, cell in BAD_ROWS]
    told = complaints(tmp_path, replayed(tmp_path, "arrived\n" + "8h\n" * 9))
    assert len(told) == 6
    assert told[-1] == f"{place}: and 4 more lines of calls.csv: mend the file"


BAD_ROWS = [(2, "8h"), (4, "ten")]


def test_a_bad_csv_beside_a_second_volume_is_told_with_it(tmp_path: Path) -> None:
    text = replayed(tmp_path, "arrived\n8h\n").replace("      times_csv", "      per_day: 1900\n      times_csv")
    told = complaints(tmp_path, text)
    assert any(line.startswith("page.yaml:12:18 queues.care.arrivals.times_csv: calls.csv line 2") for line in told)
    assert any("the volume is written 2 times: keep one of per_day, times" in line for line in told)
    assert len(told) == 2
