from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.scenario.faults import ScenarioError
from sim.scenario.load import load
from sim.scenario.nodes import plain
from sim.scenario.tree import read_tree
from tests.unit.scenario.pages import SUPPORT, complaints, write


def values(text: str) -> object:
    return plain(read_tree(text, "page.yaml")[0])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("17:30", "17:30"),
        ("8:30", "8:30"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("off", "off"),
        ("true", True),
        ("False", False),
        ("+2", "+2"),
        ("-2", -2),
        ("x1.1", "x1.1"),
        ("-10%", "-10%"),
        ("12", 12),
        ("012", 12),
        ("0.35", 0.35),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("'12'", "12"),
        ("1_000", "1_000"),
        ("0x10", "0x10"),
        ("~", None),
        ("null", None),
        ("", None),
        ("2026-11-22", "2026-11-22"),
        (".nan", ".nan"),
    ],
)
def test_unquoted_words_are_what_a_planner_wrote(written: str, read: object) -> None:
    found = values(f"key: {written}")
    assert found == {"key": read}
    assert isinstance(found, dict)
    assert type(found["key"]) is type(read)


def test_keys_are_text_even_if_they_look_like_truth_or_time() -> None:
    assert values("on: 1\n08:00: 2\n7: 3\ntrue: 4\n") == {"on": 1, "08:00": 2, "7": 3, "true": 4}


def test_a_value_knows_its_line_and_column_and_its_keys() -> None:
    root, _ = read_tree("queues:\n  care: {talk: 4m}\n", "page.yaml")
    talk = root.at("queues", "care", "talk")
    assert talk is not None
    assert (str(talk.key), str(talk.place)) == ("page.yaml:2:10", "page.yaml:2:16")


def test_an_alias_stands_where_it_is_used() -> None:
    assert values("a: &base {x: 1}\nb: *base\n") == {"a": {"x": 1}, "b": {"x": 1}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "page.yaml:1:1: the file is empty: start with name: and queues:"),
        ("# only a comment\n", "page.yaml:1:1: the file is empty"),
        ("- a\n- b\n", "page.yaml:1:1: this is not a page of keys"),
        ("just words\n", "page.yaml:1:1: this is not a page of keys"),
        ("a: 1\n\tb: 2\n", "page.yaml:2:1: a tab stands where spaces belong: indent with spaces"),
        ("a: b: c\n", "page.yaml:1:5: a second colon on this line"),
        ("a: {b: 1\n", "a { is not closed"),
        ("a: [1, 2\n", "a [ is not closed"),
        ("a: 'open\n", "a quotation mark is not closed"),
        ("a: 1\n b: 2\n", "page.yaml:2:3: a second colon"),
        ("a:\n  b: 1\n c: 2\n", "page.yaml:3:2: the indentation does not match"),
        ("a: *nothing\n", "page.yaml:1:4: the alias *nothing has no anchor"),
        ("a: &a {b: *a}\n", "page.yaml:1:11: the alias *a stands inside itself"),
        ("<<: {a: 1}\n", "page.yaml:1:1 <<: merge keys are not read"),
        ("a: !!str 5\n", "page.yaml:1:4: the tag tag:yaml.org,2002:str means nothing here"),
        ("a: 1\n---\nb: 2\n", "page.yaml:2:1: a second document (---): keep one page to a file"),
        ("? [a, b]\n: 1\n", "page.yaml:1:3: a key must be plain text"),
        ("a: " + "[" * 500 + "]" * 500, "nested more than 40 deep"),
        ("a: " + "{b: " * 500, "nested more than 40 deep"),
        ("a: \x07\n", "the character U+0007 cannot stand in YAML: remove it"),
        ('a: "\\q"\n', "a backslash that means nothing in double quotes"),
        ('a: "\\UFFFFFFFF"\n', "a backslash or % that YAML cannot read"),
        ('a: "\\ud800"\n', "half a character"),
        ("name: x\nname: y\nname: z\n", "page.yaml:3:1 name: written twice, first on line 1: keep one of the two"),
    ],
)
def test_a_malformed_file_is_told_by_place_and_cure(tmp_path: Path, text: str, said: str) -> None:
    told = complaints(tmp_path, text)
    assert any(said in each for each in told), told


def test_aliases_of_aliases_do_not_explode(tmp_path: Path) -> None:
    lines = ["a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"]
    lines += [f"a{k}: &a{k} [" + ", ".join([f"*a{k - 1}"] * 10) + "]" for k in range(1, 12)]
    assert any("more than 200000 values" in each for each in complaints(tmp_path, "\n".join(lines)))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name: caf\xe9\n", ":1:10: this is not UTF-8 text: save the file as UTF-8"),
        (b"\xff\xfen\x00a\x00", ":1:1: this is not UTF-8 text"),
        (b"PK\x03\x04\x00\x00", "cannot stand in YAML"),
        (b"\x89PNG\r\n\x1a\n\x00", "this is not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_text_is_told(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "page.yaml"
    path.write_bytes(content)
    with pytest.raises(ScenarioError) as caught:
        load(path)
    assert said in str(caught.value)


def test_a_byte_order_mark_and_windows_line_ends_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "page.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SUPPORT.replace("\n", "\r\n").encode())
    assert load(path) == load(write(tmp_path, name="unix.yaml"))


def test_a_missing_file_is_told_with_the_name_that_was_probably_meant(tmp_path: Path) -> None:
    write(tmp_path, name="monday.yaml")
    with pytest.raises(ScenarioError, match=r"there is no such file, did you mean monday\.yaml\?"):
        load(tmp_path / "mondy.yaml")


def test_a_folder_is_told_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="this is a folder: name a file in it"):
        load(tmp_path)


def test_a_log_given_as_a_scenario_is_refused_by_its_size(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="larger than 5,000,000 bytes"):
        load(write(tmp_path, "a" * 5_000_001))


MARKS = [
    "\t",
    ":",
    "{",
    "}",
    "[",
    "]",
    "'",
    '"',
    "&a ",
    "*a",
    "- ",
    "\n",
    "  ",
    "\\",
    "> ",
    "? ",
    "\x00",
    "<<: ",
    "!!int ",
    "@",
]
WORDS = ["-5", "+2", "off", "null", "%", "x1.1", "1e400", "24:01", "care", "@ 17:00-20:00", "9" * 30, "0"]
SCRAPS = st.sampled_from([*MARKS, *WORDS])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cuts=st.lists(st.tuples(st.integers(0, len(SUPPORT)), st.integers(0, 12), SCRAPS), min_size=1, max_size=4),
)
def test_no_mutation_of_a_page_raises_anything_but_its_faults(tmp_path: Path, cuts: list[tuple[int, int, str]]) -> None:
    text = SUPPORT
    for at, length, scrap in cuts:
        text = text[:at] + scrap + text[at + length :]
    for line in complaints(tmp_path, text):
        assert ": " in line or line.endswith("?")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moved=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=3))
def test_no_shuffle_of_lines_raises_anything_but_its_faults(tmp_path: Path, moved: list[tuple[int, int]]) -> None:
    lines = SUPPORT.splitlines()
    for source, target in moved:
        lines.insert(target % len(lines), lines.pop(source % len(lines)))
    complaints(tmp_path, "\n".join(lines))
