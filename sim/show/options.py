"""What can be typed after a command, with its help. Imports nothing heavy: `--help` reads it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

BASELINE = "baseline"
"""The plan without any strategy."""

ScenarioFile = Annotated[Path, typer.Argument(metavar="FILE", help="A scenario, in YAML.")]
ScenarioFiles = Annotated[list[Path], typer.Argument(metavar="FILE...", help="One scenario or several, in YAML.")]
LogFile = Annotated[Path, typer.Argument(metavar="LOG", help="A log that `ccsim run --log` has written.")]
DaysWanted = Annotated[
    int | None,
    typer.Option("--days", min=1, show_default="100", help="Counted days to play, in whole runs of the file."),
]
Replications = Annotated[int | None, typer.Option(min=1, help="Runs of the whole file, instead of --days.")]
Seed = Annotated[int, typer.Option(min=0, help="Other customers: the same seed gives the same days.")]
Sets = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="PATH=VALUE", help="Change a value: agents.front.scheduled=+2. Repeatable."),
]
StrategyName = Annotated[
    str, typer.Option("--strategy", metavar="NAME", help="Play what this strategy makes of the plan.")
]
Json = Annotated[str | None, typer.Option("--json", metavar="PATH|-", help="Write every KPI as JSON; - is stdout.")]
Csv = Annotated[Path | None, typer.Option("--csv", metavar="DIR", help="Write tables, by interval too, as CSV.")]
Plot = Annotated[Path | None, typer.Option("--plot", metavar="DIR", help="Write charts as SVG and PNG.")]
Log = Annotated[
    Path | None,
    typer.Option("--log", metavar="FILE", help="Write every contact to FILE.parquet or FILE.csv, agents beside it."),
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Print every value: what it means, its unit, written or default, its source.")
]
Words = str | None
Full = Annotated[bool, typer.Option("--full", help="Print every KPI.")]
ProfileName = Annotated[
    Literal["neutral", "amazon_connect", "genesys", "cisco", "talkdesk"],
    typer.Option("--profile", help="Count KPIs by this vendor's definitions. Targets keep the scenario's formula."),
]
Reconcile = Annotated[
    bool, typer.Option("--reconcile", help="Print the log by every profile, side by side, and why they differ.")
]
Processes = Annotated[
    int | None,
    typer.Option(min=1, show_default="one a core", help="Processes that share the work; results do not depend on it."),
]
