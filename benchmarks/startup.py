"""How long `ccsim --help` takes against an empty typer app's, in turns: `python benchmarks/startup.py`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

TURNS = 11
EMPTY_APP = "import typer\n\napp = typer.Typer()\n\n\n@app.command()\ndef nothing() -> None:\n    pass\n\n\napp()\n"


def seconds(command: list[str]) -> float:
    start = perf_counter()
    subprocess.run([*command, "--help"], check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def main() -> None:
    ccsim = [str(Path(sys.executable).parent / "ccsim")]
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder, "empty.py")
        script.write_text(EMPTY_APP)
        empty = [sys.executable, str(script)]
        seconds(ccsim), seconds(empty)  # the first start reads from disk
        times = [(seconds(ccsim), seconds(empty)) for _ in range(TURNS)]
    ratio = median(ours / theirs for ours, theirs in times)
    ours, theirs = (1000 * median(column) for column in zip(*times, strict=True))
    print(f"ccsim --help {ours:.0f} ms, an empty typer app's --help {theirs:.0f} ms, {TURNS} turns")
    print(f"times as long as an empty typer app (median of the turns' ratios): {ratio:.2f}")


if __name__ == "__main__":
    main()
