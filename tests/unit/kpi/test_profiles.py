"""A vendor's profile counts as the vendor's own pages say, and says so."""

from __future__ import annotations

from typing import get_args

import polars as pl
import pytest

from sim.kpi.catalogue import CATALOGUE
from sim.kpi.compute import cells
from sim.kpi.kpi import Kpi, value
from sim.kpi.profiles import CISCO, NEUTRAL, PROFILES, Profile, ProfileName, spelled
from sim.kpi.treatment import kinds, treatments
from sim.log.columns import Logs
from sim.scenario.schema import Scenario
from sim.units import SECOND
from tests.unit.log.hand import abandoned, answered, at, contact, logs, scenario, ten_contacts_logs

ICMI = {"A": 1000, "B": 60, "A_T": 860, "B_T": 20, "B_s": 10, "F": 0}
CISCO_S = {"A": 80, "B": 20, "A_T": 70, "B_T": 10, "B_s": 0, "F": 0}
GENESYS_S = {"A": 300, "B": 100, "A_T": 200, "B_T": 50, "B_s": 50, "F": 0}
FLOW_OUTS = GENESYS_S | {"F": 25}

EXAMPLES = [
    (ICMI, "offered", 81.13),
    (ICMI, "amazon_connect", 83.02),
    (ICMI, "genesys", 81.90),
    (ICMI, "cisco_ignored", 82.69),
    (ICMI, "cisco_negative", 81.90),
    (ICMI, "cisco_positive", 82.86),
    (ICMI, "talkdesk", 81.90),
    (CISCO_S, "cisco_ignored", 77.78),
    (CISCO_S, "cisco_negative", 70.00),
    (CISCO_S, "cisco_positive", 80.00),
    (GENESYS_S, "genesys", 57.14),
    (GENESYS_S, "offered", 50.00),
    (FLOW_OUTS, "genesys", 57.14),
    (FLOW_OUTS, "talkdesk", 53.33),
    (FLOW_OUTS, "amazon_connect", 64.71),
]
LEVELS = {level.formula: level for profile in PROFILES.values() for level in profile.service_levels}


def _cell(counts: dict[str, int]) -> pl.DataFrame:
    """A queue where nobody waits exactly T or s, and s is below T."""
    return pl.DataFrame(
        {
            "queue": ["care"],
            "queued": [counts["A"] + counts["B"] + counts["F"]],
            "answered": [counts["A"]],
            "abandoned": [counts["B"]],
            "accepted": [counts["F"]],
            **{name: [counts["A_T"]] for name in ("answered_in_t", "answered_under_t")},
            **{name: [counts["B_T"]] for name in ("abandoned_in_t", "abandoned_under_t")},
            **{name: [counts["B_s"]] for name in ("short_abandoned", "short_under_s", "short_under_t")},
        }
    )


def _of(kpi: Kpi, log: Logs, page: Scenario, queue: str | None = "care") -> float | None:
    rows = value(kpi, cells(log, page).days)
    return rows.filter(pl.col("queue").eq_missing(pl.lit(queue, pl.String)))["value"].item()


@pytest.mark.parametrize(("counts", "formula", "percent"), EXAMPLES)
def test_published_example_comes_out_to_the_digit(counts: dict[str, int], formula: str, percent: float) -> None:
    level = value(LEVELS[formula], _cell(counts))["value"].item()
    assert round(100 * level, 2) == percent


# The morning of ten contacts on care: N 8 = A 5 (waits 0, 10, 20, 40, 0 s) + B 2 (3 s, 30 s) + F 1; T 20 s, s 5 s;
# handled 6 in 660 s; one dial of 30 s unanswered.
TEN = [
    ("neutral", "service_level", 4 / 8),
    ("amazon_connect", "service_level", (3 + 1 + 1) / 8),
    ("genesys", "service_level", 4 / (5 + 2 - 1)),
    ("cisco", "service_level", 3 / (8 - 1)),
    ("talkdesk", "service_level", 4 / (8 - 1)),
    ("neutral", "abandon_rate", 2 / 8),
    ("amazon_connect", "abandon_rate", 2 / 8),
    ("genesys", "abandon_rate", 2 / 8),
    ("cisco", "abandon_rate", 1 / 7),
    ("talkdesk", "abandon_rate", 1 / 7),
    ("genesys", "time_to_abandon", 33 / 2),
    ("cisco", "time_to_abandon", 30),
    ("talkdesk", "time_to_abandon", 30),
    ("neutral", "offered", 8),
    ("cisco", "offered", 7),
    ("talkdesk", "offered", 8),
    ("cisco", "abandoned", 1),
    ("talkdesk", "abandoned", 1),
    ("genesys", "asa", 70 / 5),
    ("neutral", "aht", 660 / 6),
    ("genesys", "aht", (660 + 30) / 6),
    ("cisco", "occupancy", 690 / 14_400),
]


@pytest.mark.parametrize(("profile", "name", "expected"), TEN)
def test_morning_of_ten_contacts_by_each_profile(profile: str, name: str, expected: float) -> None:
    found = _of(PROFILES[profile].find(name), ten_contacts_logs(), scenario())
    assert found == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    ("profile", "in_time"), [("neutral", 1), ("genesys", 1), ("talkdesk", 1), ("amazon_connect", 0), ("cisco", 0)]
)
def test_contact_answered_after_exactly_the_threshold_is_late_where_the_vendor_says_less_than(
    profile: str, in_time: int
) -> None:
    log = logs([answered(1, at("08:00"), 20, 60)])
    assert _of(PROFILES[profile].level, log, scenario()) == in_time


@pytest.mark.parametrize(("profile", "rate"), [("neutral", 1), ("talkdesk", None), ("cisco", 1)])
def test_contact_abandoned_after_exactly_the_short_limit_is_short_where_the_vendor_says_within(
    profile: str, rate: float | None
) -> None:
    log = logs([abandoned(1, at("08:00"), 5)])
    assert _of(PROFILES[profile].find("abandon_rate"), log, scenario()) == rate


def test_all_queues_together_count_each_contact_by_its_own_queue() -> None:
    """Expert's T is 60 s: its one contact, answered after 30 s, is in time; care's three of seven stay."""
    assert _of(CISCO.level, ten_contacts_logs(), scenario(), None) == pytest.approx((3 + 1) / (7 + 1))


WAITS = (0, 3, 5, 12, 20, 33)


def _around(within: int, short: int) -> tuple[Logs, Scenario]:
    """One contact answered and one abandoned after each of WAITS, a callback accepted, one still waiting."""
    care = {
        "arrivals": {"per_day": 10},
        "talk": {"exponential": "2m"},
        "target": {"answer": "80%", "within": f"{within}s"},
        "short_abandon": f"{short}s",
        "callback": {},
    }
    rows = [answered(number, at("08:00"), wait, 60) for number, wait in enumerate(WAITS)]
    rows += [abandoned(10 + number, at("08:10"), wait) for number, wait in enumerate(WAITS)]
    rows.append(
        contact(
            20, at("08:20"), queued_ms=at("08:20"), callback_offered=True, callback_accepted=True, outcome="open"
        )
    )  # fmt: skip
    rows.append(contact(21, at("08:30"), queued_ms=at("08:30")))
    agents = {"front": {"skills": ["care"], "on_queue": 2}}
    return logs(rows), scenario(queues={"care": care}, agents=agents)


@pytest.mark.parametrize(("within", "short"), [(20, 5), (5, 20), (20, 20), (20, 0)])
def test_kinds_of_contact_make_up_those_queued_and_their_treatment_makes_up_every_formula(
    within: int, short: int
) -> None:
    log, page = _around(within, short)
    day = cells(log, page).days.filter(pl.col("queue") == "care")
    found = kinds(within * SECOND, short * SECOND)
    counts = [day.select(kind.count.alias("x")).item() for kind in found]
    assert sum(counts) == 14
    for formula in [*LEVELS.values(), *(profile.find("abandon_rate") for profile in PROFILES.values())]:
        treated = treatments(formula, found)
        above = sum(count for count, how in zip(counts, treated, strict=True) if how == "in both")
        below = sum(count for count, how in zip(counts, treated, strict=True) if how != "left out")
        assert day.select(formula.numerator.alias("x")).item() == above, formula.key
        assert day.select(formula.denominator.alias("x")).item() == below, formula.key


def test_kinds_are_named_by_the_edges_in_their_order() -> None:
    assert [kind.about for kind in kinds(20 * SECOND, 5 * SECOND)] == [
        "answered under 20s",
        "answered at 20s exactly",
        "answered over 20s",
        "abandoned under 5s",
        "abandoned at 5s exactly",
        "abandoned 5s to 20s",
        "abandoned at 20s exactly",
        "abandoned over 20s",
        "callback accepted",
        "disconnected at closing",
        "still waiting at the end",
    ]


@pytest.mark.parametrize("by", PROFILES.values(), ids=PROFILES)
def test_a_profile_has_every_kpi_of_the_catalogue_once_its_own_service_level_first(by: Profile) -> None:
    kpis = by.kpis(CATALOGUE)
    keys = [kpi.key for kpi in kpis]
    assert len(keys) == len(set(keys))
    assert {kpi.key for kpi in CATALOGUE} <= set(keys)
    assert kpis[0] is by.level
    assert {kpi.key for kpi in by.otherwise} | set(by.called) <= set(keys)
    assert all(spelled(kpi) for kpi in kpis)


def test_the_neutral_profile_is_the_catalogue_itself() -> None:
    assert NEUTRAL.kpis(CATALOGUE) == CATALOGUE


def test_every_profile_goes_by_its_name() -> None:
    assert tuple(PROFILES) == get_args(ProfileName)
    assert all(profile.name == name for name, profile in PROFILES.items())
