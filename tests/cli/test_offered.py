"""`ccsim offered`: what a planner types and reads."""

from pathlib import Path

from sim.show.layout import WIDTH
from tests.cli.conftest import SMALL, typed
from tests.cli.test_staff import TINY

COUNTED = TINY.replace("{per_hour:", "{counts: offered, per_hour:").replace(
    "    patience:", "    redial: {chance: 50%, after: {constant: 5m}}\n    patience:"
)


def test_the_line_for_the_file_is_printed_and_makes_the_file_sound(tmp_path: Path) -> None:
    file = tmp_path / "counted.yaml"
    file.write_text(COUNTED)
    assert "write offered_per_issue, which `ccsim offered` finds" in typed("check", file).err
    said = typed("offered", file, "--days", 4, "--processes", 1)
    assert (said.code, said.err) == (0, "")
    assert max(map(len, said.out.splitlines())) <= WIDTH
    (line,) = [line.strip() for line in said.out.splitlines() if "offered_per_issue:" in line]
    figure = float(line.partition(": ")[2])
    assert 1 < figure < 1.9
    checked = typed("check", file, "--set", line.replace(": ", "="))
    assert f"{120 / figure:.0f}" in next(text for text in checked.out.splitlines() if "care" in text)


def test_bursts_are_left_out_of_what_a_count_of_normal_days_is_and_that_is_said(tmp_path: Path) -> None:
    file = tmp_path / "counted.yaml"
    storm = "    bursts: {storm: {at: 09:00, size: 500, decay: 1h}}\n    patience:"
    file.write_text(COUNTED.replace("    patience:", storm))
    said = typed("offered", file, "--days", 4, "--processes", 1).out
    assert "The file's bursts are left out here: a count is one of normal days." in " ".join(said.split())


def test_a_file_that_counts_first_attempts_is_refused_in_words() -> None:
    said = typed("offered", SMALL, "--days", 1)
    assert (said.code, said.out) == (2, "")
    assert said.err == "no queue counts offered contacts: write counts: offered under the arrivals of one\n"
