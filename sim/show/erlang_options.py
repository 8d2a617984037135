"""What can be typed after `ccsim erlang`, with its help: a calculator's question, or a file. Imports nothing heavy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Calls = Annotated[str | None, typer.Option(metavar="NUMBER", help="Calls that come ...")]
PerTime = Annotated[str, typer.Option(metavar="TIME", help="... in this time.")]
Handle = Annotated[str | None, typer.Option(metavar="TIME", help="Mean handle time: 3m, 4m30s.")]
Patience = Annotated[str | None, typer.Option(metavar="TIME", help="Mean patience; without it nobody gives up.")]
Promise = Annotated[str | None, typer.Option(metavar="80/30s", help="Promise: answer so many % within the time.")]
AbandonedAtMost = Annotated[str | None, typer.Option(metavar="5%", help="Promise: at most so many abandon.")]
BlockedAtMost = Annotated[str | None, typer.Option(metavar="1%", help="Promise: at most so many are turned away.")]
Agents = Annotated[str | None, typer.Option(metavar="COUNT", help="What so many agents do, instead.")]
Room = Annotated[str | None, typer.Option(metavar="COUNT", help="Places to wait; 0 is Erlang B.")]
Lines = Annotated[str | None, typer.Option(metavar="COUNT", help="Places in the house, agents included.")]
Shrinkage = Annotated[str | None, typer.Option(metavar="30%", help="Say what that is on the schedule.")]

File = Annotated[Path | None, typer.Argument(metavar="FILE", help="A scenario, to set Erlang beside its simulation.")]
QueueName = Annotated[
    str | None, typer.Option("--queue", metavar="NAME", help="With FILE: its queue; the first with a target.")
]
Days = Annotated[int | None, typer.Option("--days", min=1, show_default="40", help="With FILE: counted days to play.")]
Json = Annotated[str | None, typer.Option("--json", metavar="PATH|-", help="Write it as JSON; - is stdout.")]
