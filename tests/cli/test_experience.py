"""Modelled experience is printed where the file names it, and is labelled so."""

from __future__ import annotations

import json
import re

from tests.cli.conftest import SMALL, Played, typed
from tests.cli.test_pages import page_of


def test_a_file_that_names_experience_prints_it_as_modelled_for_queues_where_contacts_begin(played: Played) -> None:
    care, expert = (
        next(block for block in said.split("\n\n") if block.strip().startswith(f"{queue} "))
        for said in [typed("run", SMALL, "--days", 2, "--processes", 1, "--set", "experience=on").out]
        for queue in ("care", "expert")
    )
    assert len(re.findall(r"^  modelled: (?:CSAT|NPS|ease|leave)", care, re.M)) == 4
    assert "modelled" not in expert
    assert "modelled" not in page_of(played)


def test_waits_that_cost_more_points_lower_nps_and_nothing_that_happened() -> None:
    found = []
    for points in ("0.25", "1"):
        said = typed(
            "run",
            SMALL,
            "--days",
            2,
            "--processes",
            1,
            "--json",
            "-",
            "--set",
            f"experience.per_minute_waited={points}",
        )
        rows = json.loads(said.out)["kpis"]
        found.append({row["kpi"]: row["mean"] for row in rows if row["queue"] is None and row["interval"] is None})
    assert found[1]["nps"] < found[0]["nps"]
    assert found[1]["churn"] > found[0]["churn"]
    assert found[1]["asa"] == found[0]["asa"]
