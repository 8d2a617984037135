"""The day as a strip of columns."""

from sim.show.layout import WIDTH
from sim.show.strip import ranges, strip
from sim.units import HOUR

HALF = HOUR // 2


def day(first: int, intervals: int, step: int = HALF) -> list[int]:
    return [first + place * step for place in range(intervals)]


def test_hours_stand_above_the_interval_that_begins_them() -> None:
    assert strip(day(8 * HOUR, 4), HALF, [("heads", ["9", "11", "14", "17"])]) == [
        "  half-hour 08    09",
        "  heads      9 11 14 17",
    ]


def test_a_day_that_opens_at_half_past_names_no_hour_above_its_first_interval() -> None:
    assert strip(day(8 * HOUR + HALF, 3), HALF, [("heads", ["9", "11", "14"])]) == [
        "  half-hour    09",
        "  heads      9 11 14",
    ]


def test_fourteen_hours_of_half_hours_stand_on_one_line() -> None:
    lines = strip(day(8 * HOUR, 28), HALF, [("in 20 s %", ["99"] * 28)])
    assert len(lines) == 2
    assert max(map(len, lines)) <= WIDTH


def test_a_day_too_wide_for_the_page_is_cut_at_full_hours() -> None:
    for first, intervals, step in ((0, 96, HOUR // 4), (0, 48, HALF), (7 * HOUR + HALF, 33, HALF)):
        lines = strip(day(first, intervals, step), step, [("in 20 s %", ["100"] * intervals)])
        heads = [line for line in lines if line.startswith("  half") or line.startswith("  quarter")]
        assert len(heads) > 1
        assert all(line.split()[1] == f"{int(line.split()[1]):02d}" for line in heads)
        assert max(map(len, lines)) <= WIDTH
        assert sum(line.count("100") for line in lines) == intervals


def test_a_row_of_misses_is_left_out_where_nothing_misses() -> None:
    lines = strip(day(0, 48), HALF, [("in 20 s %", ["100"] * 48), ("misses", ["!"] + [""] * 47)])
    assert sum("misses" in line for line in lines) == 1


def test_intervals_that_follow_one_another_are_one_range() -> None:
    starts = [10 * HOUR, 16 * HOUR + HALF, 17 * HOUR, 17 * HOUR + HALF]
    assert ranges(starts, HALF) == ["10:00-10:30", "16:30-18:00"]
    assert ranges([], HALF) == []
