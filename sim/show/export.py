"""KPI rows for other programs: JSON with lasting keys, and CSV tables for a spreadsheet."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.show.files import write_text, write_whole

if TYPE_CHECKING:
    from sim.study.reasons import ReasonRow
    from sim.study.summary import KpiRow

ALL_QUEUES = "(all)"


@dataclass(frozen=True)
class Origin:
    """Where figures come from; every output carries it."""

    version: str
    name: str
    scenario_hash: str
    seed: int
    replications: int
    profile: str = "neutral"
    """By whose definitions KPIs are counted; written only where it is not our own."""

    def by_profile(self) -> dict[str, str]:
        """The profile as a key of JSON, a column of CSV."""
        return {} if self.profile == "neutral" else {"profile": self.profile}

    @property
    def scenario(self) -> str:
        """`Support line (3f9c1e)`."""
        return f"{self.name} ({self.scenario_hash})"


def _plain(value: Any) -> Any:
    """NaN and infinity are not JSON; both mean that there is no figure."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return None if isinstance(value, float) and not isfinite(value) else value


def as_json(
    origin: Origin,
    rows: Sequence[KpiRow],
    verdict: Mapping[str, object] | None = None,
    reasons: Sequence[ReasonRow] = (),
) -> str:
    """`{"version", "scenario", "seed", "replications", "kpis": [...]}`: shares as fractions, times in seconds. A
    comparison has its `verdict` too (`Comparison.decision`), a file whose queues have contact reasons `reasons`, as
    many rows of their own."""
    content = {
        "version": origin.version,
        "scenario": origin.scenario,
        "seed": origin.seed,
        "replications": origin.replications,
        **origin.by_profile(),
        **({"verdict": verdict} if verdict else {}),
        "kpis": [_plain(asdict(row)) for row in rows],
        **({"reasons": [_plain(asdict(row)) for row in reasons]} if reasons else {}),
    }
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def write_json(
    path: Path,
    origin: Origin,
    rows: Sequence[KpiRow],
    verdict: Mapping[str, object] | None = None,
    reasons: Sequence[ReasonRow] = (),
) -> Path:
    """`as_json` as a file."""
    return write_text(path, as_json(origin, rows, verdict, reasons))


def write_csv(directory: Path, origin: Origin, rows: Sequence[KpiRow], reasons: Sequence[ReasonRow] = ()) -> list[Path]:
    """`kpis.csv`: a row for each plan, queue and KPI, with its interval. `intervals.csv`: a row for each plan, queue
    and interval of the day, a column for each KPI's mean; intervals after closing are there where somebody was still
    served, but no target is held against them. `reasons.csv`, where there are any: a row for each plan, queue, contact
    reason and KPI. Shares as fractions, times in seconds; an empty cell is no figure."""
    source = {"scenario": origin.scenario, "seed": origin.seed, "version": origin.version} | origin.by_profile()

    def written(name: str, table: Sequence[dict[str, Any]]) -> Path:
        return write_whole(directory / name, lambda beside: _write_table(beside, table, source))

    paths = [written("kpis.csv", _kpi_table(rows)), written("intervals.csv", _interval_table(rows))]
    return paths + ([written("reasons.csv", [_flat(row) for row in reasons])] if reasons else [])


def _kpi_table(rows: Sequence[KpiRow]) -> list[dict[str, Any]]:
    table = []
    for row in rows:
        if row.interval is None:
            cells = _flat(row)
            del cells["interval"]
            table.append(cells | {"queue": row.queue or ALL_QUEUES})
    return table


def _flat(row: KpiRow | ReasonRow) -> dict[str, Any]:
    """The difference in columns of its own."""
    cells = asdict(row)
    difference = cells.pop("difference") or {"mean": None, "low": None, "high": None}
    return cells | {f"difference_{end}": value for end, value in difference.items()}


def _interval_table(rows: Sequence[KpiRow]) -> list[dict[str, Any]]:
    table: dict[tuple[str, str | None, str], dict[str, Any]] = {}
    for row in rows:
        if row.interval is not None:
            place = {"strategy": row.strategy, "queue": row.queue or ALL_QUEUES, "interval": row.interval}
            table.setdefault((row.strategy, row.queue, row.interval), place)[key(row)] = row.mean
    return list(table.values())


def key(row: KpiRow) -> str:
    """A name that no other KPI of the same place has: `asa`, `service_level_offered`."""
    return f"{row.kpi}_{row.formula}" if row.kpi == "service_level" else row.kpi


def _write_table(path: Path, table: Sequence[dict[str, Any]], source: dict[str, Any]) -> None:
    heads = dict.fromkeys(key for cells in table for key in cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*heads, *source])
        writer.writeheader()
        writer.writerows(
            {key: "" if one is None else one for key, one in (_plain(row) | source).items()} for row in table
        )
