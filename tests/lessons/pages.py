"""The trainers' pages: the figures at the foot of each, and those that playing it gives, under the same words."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from sim.scenario.dump import scenario_hash
from sim.scenario.load import load
from sim.scenario.strategies import plans
from sim.study.replicate import Study, replicate
from sim.study.statistics import Interval
from sim.study.summary import summarise
from sim.study.target import service_by_day

FOLDER = Path(__file__).resolve().parents[2] / "scenarios" / "lessons"
LESSONS = ("relief-valve", "vicious-circle", "callbacks", "busy-days")

KPIS = {
    "service level": ("service_level", 100),
    "days that meet": ("days_met", 100),
    "abandoned": ("abandon_rate", 100),
    "occupancy": ("occupancy", 100),
    "speed of answer": ("asa", 1),
    "time to a human": ("time_to_human", 1),
    "handled a day": ("handled", 1),
    "calls a customer": ("contacts_per_issue", 1),
    "hours on the queue": ("on_queue_hours", 1),
}
"""Words of a page's foot -> the KPI they stand for, and what it is multiplied by. Beside them: `spread`, see below."""

Studies = dict[str, dict[str, Study]]
"""Lesson -> plan -> what it gave."""


def path_of(lesson: str) -> Path:
    return FOLDER / f"{lesson}.yaml"


def shown(lesson: str) -> dict[str, dict[str, str]]:
    """The table at a page's foot: plan -> words -> figure, as written."""
    foot = path_of(lesson).read_text(encoding="utf-8").partition("\n# What it shows (")[2]
    lines = [line.strip("# ") for line in foot.splitlines()]
    words, *rows = [re.split(r"\s{2,}", line) for line in lines if "  " in line]
    return {name: dict(zip(words, told, strict=True)) for name, *told in rows}


def as_number(told: str) -> float:
    """`91.2 %`, `3.7 s` and `1,712` as numbers."""
    return float(told.split()[0].replace(",", ""))


def played(days: int, seed: int, processes: int = 1) -> Studies:
    """Every plan of every lesson on the same customers; a plan that two lessons share is played once."""
    once: dict[str, Study] = {}
    every: Studies = {lesson: {} for lesson in LESSONS}
    for lesson in LESSONS:
        for plan in plans(load(path_of(lesson))):
            alone = plan.scenario.model_copy(update={"name": "", "strategies": {}, "decide": None})
            what = scenario_hash(alone)
            if what not in once:
                once[what] = replicate(plan.scenario, days, seed, processes=processes)
            every[lesson][plan.name] = once[what]
    return every


def found(study: Study, against: Study | None = None) -> dict[str, Interval]:
    """A plan's figures, or what they differ by from another plan's on the same customers, with 95 % intervals; shares
    in points, times in seconds."""
    rows = {
        row.kpi: row if against is None else row.difference
        for row in summarise(study, against=against)
        if (row.queue, row.interval) == ("care", None) and (row.kpi != "service_level" or row.formula == "offered")
    }
    every = {}
    for words, (kpi, scale) in KPIS.items():
        one = rows[kpi]
        assert one is not None
        every[words] = Interval(*(None if end is None else scale * end for end in (one.mean, one.low, one.high)))
    return every


def spread(study: Study) -> float:
    """Standard deviation of the service level over days, in points."""
    return float(100 * np.std(service_by_day(study, "care").values()[0, 0], ddof=1))
