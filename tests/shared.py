"""Where the outside material kept beside the project is found, if it is there: reference cases, a real log."""

from __future__ import annotations

from pathlib import Path

import pytest

_SHARED = Path(__file__).resolve().parents[2] / "shared"


def shared_file(name: str) -> Path:
    """The path of `name` in the material kept beside the project; skips the test where it is absent."""
    path = _SHARED / name
    if not path.exists():
        pytest.skip(f"{name} is kept beside the project and is not here")
    return path
