"""What `import sim` offers, and what it does not cost."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import sim


def test_import_sim_loads_no_heavy_package() -> None:
    say = "import sim, sys; print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", say], capture_output=True, text=True, check=True)
    heavy = {"numpy", "polars", "scipy", "simpy", "pydantic", "matplotlib", "yaml"}
    assert heavy.isdisjoint(found.stdout.split())


def test_every_public_name_is_there_and_listed() -> None:
    for name in sim.__all__:
        assert getattr(sim, name) is not None
    assert set(sim.__all__) <= set(dir(sim))


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="simulate"):
        _ = sim.simulate


def test_the_version_has_one_source() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert sim.__version__ == project["version"]
