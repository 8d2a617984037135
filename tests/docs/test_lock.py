"""What a fresh machine installs from."""

from __future__ import annotations

import re
from pathlib import Path

LOCK = (Path(__file__).resolve().parents[2] / "uv.lock").read_text(encoding="utf-8")


def test_the_lock_file_names_only_the_public_package_hosts() -> None:
    assert set(re.findall(r"https?://([^/\"]+)", LOCK)) == {"pypi.org", "files.pythonhosted.org"}
