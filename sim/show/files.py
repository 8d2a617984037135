"""Files that are whole or not there: each is written beside its place and then renamed."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


class CannotWrite(Exception):  # noqa: N818 - it is what happened, in the words that are printed
    """A place for results that cannot be written to; its text says why."""


def ready_directory(path: Path) -> list[Path]:
    """Makes the directory if need be and tries that it takes a file; returns the directories it made. Raises
    CannotWrite, before any work is done."""
    try:
        made = [one for one in (path, *path.parents) if not one.exists()]
        path.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path, prefix=".ccsim-"):
            pass
    except OSError as error:
        raise CannotWrite(f"{path}: cannot write there ({error.strerror or error})") from error
    return made


def ready_file(path: Path) -> list[Path]:
    """The same for a file's directory; `path` itself must not be a directory."""
    if path.is_dir():
        raise CannotWrite(f"{path}: is a directory, name a file")
    return ready_directory(path.parent)


def take_back(directories: Sequence[Path]) -> None:
    """Removes those of the directories that are empty, the innermost first."""
    for directory in sorted(directories, reverse=True):
        with suppress(OSError):
            directory.rmdir()


def write_whole(path: Path, write: Callable[[Path], None]) -> Path:
    """Has `write` fill a file beside `path`, then renames it; nothing is left behind where that fails."""
    beside = path.with_name(f".{path.stem}.{os.getpid()}{path.suffix}")
    try:
        write(beside)
        beside.replace(path)
    except OSError as error:
        raise CannotWrite(f"{path}: cannot write it ({error.strerror or error})") from error
    finally:
        beside.unlink(missing_ok=True)
    return path


def write_text(path: Path, text: str) -> Path:
    """A text file, in UTF-8. Raises CannotWrite."""

    def write(beside: Path) -> None:
        beside.write_text(text, encoding="utf-8")

    return write_whole(path, write)
