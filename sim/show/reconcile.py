"""The page of `ccsim kpi --reconcile`: one log by every profile, each formula with its counts, and why they differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from sim.kpi.kpi import Kpi
from sim.kpi.profiles import PROFILES, Profile, spelled
from sim.kpi.rows import USUAL_THRESHOLD_MS
from sim.kpi.sums import SUMS
from sim.kpi.treatment import Kind, Treatment, kinds, treatments
from sim.show.export import Origin
from sim.show.figures import UNKNOWN, amount, duration, plural, share
from sim.show.layout import INDENT, columns, ends, indented, page, sentences
from sim.show.run_page import accounted, provenance
from sim.study.replicate import Study
from sim.units import SECOND, format_duration

KPIS = {
    "service_level": "service level",
    "offered": "offered, a day",
    "abandoned": "abandoned, a day",
    "abandon_rate": "abandoned, share",
    "asa": "speed of answer (ASA)",
    "time_to_abandon": "time to abandon",
    "aht": "handle time (AHT)",
    "occupancy": "occupancy",
}
"""What two tools are compared by."""
LETTERS = (
    "Letters: N reached the queue, A answered, B abandoned, F left the line otherwise (callback accepted, disconnected "
    "at closing); A_T, B_T of them with a wait of at most T; B_s abandoned after at most s. `waits < T` says that a "
    "wait of exactly T is late. `*` marks the contacts that are not counted alike: they make the figures differ."
)


@dataclass(frozen=True)
class Counted:
    """One queue (None: all together) over all counted days of all replications."""

    study: Study
    queue: str | None

    def sums(self) -> pl.DataFrame:
        """One row, the columns SUMS."""
        days = self.study.cells.days
        mine = days.filter(pl.col("queue").eq_missing(pl.lit(self.queue, days.schema["queue"])))
        return mine.select(pl.col(list(SUMS)).sum())

    def fraction(self, kpi: Kpi) -> tuple[float, float]:
        """The KPI's numerator and denominator."""
        parts = self.sums().select(kpi.numerator.cast(pl.Float64).alias("top"), kpi.denominator.cast(pl.Float64))
        top, bottom = parts.row(0)
        return float(top), float(bottom)

    @property
    def within(self) -> int:
        """T, ms."""
        target = None if self.queue is None else self.study.scenario.queues[self.queue].target
        return target.within if target else USUAL_THRESHOLD_MS


def reconcile_page(study: Study, origin: Origin) -> str:
    """One log under all profiles, at most 104 columns wide."""
    queues = list(study.scenario.queues)
    together = [_side_by_side(Counted(study, None))] if len(queues) > 1 else []
    return page(
        [
            ends(study.scenario.name, f"one log, {len(PROFILES)} ways to count; {plural(study.days, 'day')}"),
            *(block for queue in queues for block in _queue(Counted(study, queue))),
            *together,
            sentences(LETTERS, hang=9),
            provenance(origin, accounted(study), "each profile as named"),
        ]
    )


def _queue(counted: Counted) -> list[list[str]]:
    """Figures side by side, each formula with its counts, then what each profile makes of each kind of contact."""
    assert counted.queue is not None
    queue = counted.study.scenario.queues[counted.queue]
    return [
        _side_by_side(counted),
        [INDENT + "Formulas, counted over all days", *(line for name in KPIS for line in _formulas(counted, name))],
        *_why(counted, kinds(counted.within, queue.short_abandon)),
    ]


def _side_by_side(counted: Counted) -> list[str]:
    """A row for each KPI, a column for each profile."""
    head = "all queues together, each by its own T and s"
    if counted.queue is not None:
        short = format_duration(counted.study.scenario.queues[counted.queue].short_abandon)
        head = f"{counted.queue}: threshold T {format_duration(counted.within)}, short limit s {short}"
    rows = [["", *PROFILES]]
    for name, label in KPIS.items():
        rows.append([label, *(_value(counted, profile.find(name)) for profile in PROFILES.values())])
    return [*sentences(head), *indented(columns(rows, "l" + "r" * len(PROFILES)))]


def _value(counted: Counted, kpi: Kpi) -> str:
    top, bottom = counted.fraction(kpi)
    if not bottom:
        return UNKNOWN
    if kpi.unit == "share":
        return share(top / bottom, 2)
    return f"{amount(top / bottom, 1)}{' s' if kpi.unit == 's' else ''}"


def _formulas(counted: Counted, name: str) -> list[str]:
    """A KPI's formulas, those that several profiles share once: value, counts, formula, who goes by it."""
    by: dict[Kpi, list[str]] = {}
    for profile in PROFILES.values():
        for kpi in profile.service_levels if name == "service_level" else (profile.find(name),):
            by.setdefault(kpi, []).append(_who(profile, kpi))
    cells = [(_value(counted, kpi), _counts(counted, kpi)) for kpi in by]
    wide = [max(len(cell[place]) for cell in cells) for place in (0, 1)]
    lines = [INDENT * 2 + KPIS[name]]
    for (kpi, who), (figure, counts) in zip(by.items(), cells, strict=True):
        said = f"{figure:>{wide[0]}}  {counts:>{wide[1]}}  "
        lines += sentences(f"{INDENT * 2}{said}{spelled(kpi)}:  {', '.join(who)}", hang=len(said) + 4)
    return lines


def _who(profile: Profile, kpi: Kpi) -> str:
    called = profile.called.get(kpi.key)
    return f'{profile.name} "{called}"' if called else profile.name


def _counts(counted: Counted, kpi: Kpi) -> str:
    """`1,200 / 1,553`; times and agents' time as durations."""
    top, bottom = counted.fraction(kpi)
    if kpi.unit == "s":
        return f"{duration(top / SECOND)} / {amount(bottom / SECOND)}"
    if kpi.name == "occupancy":
        return f"{duration(top / SECOND)} / {duration(bottom / SECOND)}"
    return f"{amount(top)} / {amount(bottom)}"


def _why(counted: Counted, of: Sequence[Kind]) -> list[list[str]]:
    """How each profile counts each kind of contact; then what else their figures hold."""
    sums = counted.sums()
    there = [(kind, count) for kind in of if (count := int(sums.select(kind.count.alias("x")).item()))]
    if not there:
        return []
    levels: dict[Treatment, str] = {"in both": "in time", "below only": "missed", "left out": "left out"}
    rates: dict[Treatment, str] = {"in both": "counted", "below only": "offered", "left out": "left out"}
    blocks = [_counted_as(there, "service_level", "contacts in the service level", levels)]
    if gone := [(kind, count) for kind, count in there if kind.abandoned]:
        blocks.append(_counted_as(gone, "abandon_rate", "contacts in the share abandoned", rates))
    if lost := int(sums["dials"].item() - sums["served"].item()):
        plain = PROFILES["neutral"].find("aht")
        adding = ", ".join(name for name, profile in PROFILES.items() if profile.find("aht") is not plain)
        rung = duration(sums["ring_lost_ms"].item() / SECOND)
        blocks.append(sentences(f"* handle time of {adding}: {plural(lost, 'unanswered dial')} in it, {rung} in all"))
    return blocks


def _counted_as(there: Sequence[tuple[Kind, int]], name: str, head: str, said: dict[Treatment, str]) -> list[str]:
    """A row for each kind with how many there are, a column for each profile; `*` where they do not agree."""
    by = [treatments(profile.find(name), [kind for kind, _ in there]) for profile in PROFILES.values()]
    rows = [[head, "count", *PROFILES, ""]]
    for (kind, count), each in zip(there, zip(*by, strict=True), strict=True):
        differ = "*" if len(set(each)) > 1 else ""
        rows.append([kind.about, amount(count), *(said[one] for one in each), differ])
    total = sum(count for _, count in there)
    rows.append(["together", amount(total), *([""] * len(PROFILES)), ""])
    return indented(columns(rows, "lr" + "r" * len(PROFILES) + "l"))
