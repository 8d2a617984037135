"""ccsim: a contact-center queue simulator. The public names are here; each loads its part when first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.scenario.load import load
    from sim.scenario.schema import Scenario
    from sim.study.compare import Comparison
    from sim.study.run import Run, compare, run

    __version__: str

__all__ = ["Comparison", "Run", "Scenario", "__version__", "compare", "load", "run"]

_HOMES = {
    "Comparison": "sim.study.compare",
    "Run": "sim.study.run",
    "Scenario": "sim.scenario.schema",
    "compare": "sim.study.run",
    "load": "sim.scenario.load",
    "run": "sim.study.run",
}


def __getattr__(name: str) -> Any:
    """A public name, loaded on first use (PEP 562): `ccsim --help` shall not wait for polars."""
    if name == "__version__":
        return import_module("importlib.metadata").version("ccsim")
    if name not in _HOMES:
        raise AttributeError(f"module 'sim' has no attribute '{name}'")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
