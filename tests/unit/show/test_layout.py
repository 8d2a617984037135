"""Lines and columns of a page."""

from sim.show.layout import WIDTH, columns, ends, fitted, listed, page, sentences


def test_columns_lean_to_their_side_and_end_without_blanks() -> None:
    assert columns([["asa", "8.4 s", ""], ["abandoned", "6 %", "x"]], "lrl") == [
        "asa        8.4 s",
        "abandoned    6 %  x",
    ]


def test_a_sentence_never_runs_past_the_page() -> None:
    lines = sentences("word " * 60, hang=4)
    assert max(map(len, lines)) <= WIDTH
    assert lines[1].startswith(" " * 6 + "word")


def test_a_title_too_long_for_one_line_takes_two() -> None:
    assert ends("left", "right") == ["left" + " " * (WIDTH - 9) + "right"]
    assert ends("x" * 90, "400 days, seed 1") == ["x" * 90, "400 days, seed 1"]


def test_a_title_wider_than_the_page_ends_in_an_ellipsis() -> None:
    long, short = ends("x" * 200, "400 days, seed 1")
    assert (len(long), long[-4:], short) == (WIDTH, "x...", "400 days, seed 1")


def test_the_last_of_a_list_is_joined_by_and() -> None:
    assert [listed(["claims", "sales", "experts"][:many]) for many in range(4)] == [
        "",
        "claims",
        "claims and sales",
        "claims, sales and experts",
    ]


def test_empty_blocks_leave_no_gap() -> None:
    assert page([["a"], [], ["b"]]) == "a\n\nb\n"


def test_columns_move_together_where_the_page_would_be_too_narrow() -> None:
    assert fitted([["a", "1"], ["bb", "22"]], "lr") == ["  a     1", "  bb   22"]
    assert len(fitted([["a" * 100, "1"]], "lr")[0]) == len("  ") + 100 + 1 + 1
