"""Named streams of uniforms: the same name gives the same numbers, whatever else is drawn.

A stream is `PCG64` seeded by `SeedSequence(seed, spawn_key=(replication, *name.encode()))`. Its bits are promised
across NumPy versions; NumPy's distributions are not, so that we map the uniforms ourselves.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_POOL_WORDS = 4
_STEP = 2.0**-53


def _words(number: int) -> list[int]:
    """The 32-bit words of a whole number, lowest first, at least one."""
    words = [number & 0xFFFFFFFF]
    while number := number >> 32:
        words.append(number & 0xFFFFFFFF)
    return words


@dataclass(frozen=True)
class Streams:
    """All streams of one replication."""

    seed: int
    """0 or more."""
    replication: int
    """0 or more."""

    def __post_init__(self) -> None:
        if self.seed < 0 or self.replication < 0:
            raise ValueError("a seed, and a replication's number, is a whole number of 0 or more")

    @cached_property
    def _head(self) -> NDArray[np.uint32]:
        seed = _words(self.seed)
        return np.array(seed + [0] * (_POOL_WORDS - len(seed)) + _words(self.replication), np.uint32)

    def source(self, name: Iterable[object]) -> np.random.PCG64:
        """The generator of the stream whose name is these parts, joined by `|`.

        Entropy is laid out as SeedSequence itself lays out (seed, spawn_key), at a third of the cost: a replication
        opens hundreds of streams.
        """
        text = np.frombuffer("|".join(map(str, name)).encode(), np.uint8)
        entropy = np.concatenate([self._head, text], dtype=np.uint32)
        return np.random.PCG64(np.random.SeedSequence(entropy))

    def uniforms(self, name: Iterable[object], count: int) -> Floats:
        """The first `count` uniforms of a stream, in the open interval (0, 1)."""
        return uniforms(self.source(name), count)


def uniforms(source: np.random.PCG64, count: int) -> Floats:
    """The next `count` uniforms: 53 bits, the last one set, so that neither 0 nor 1 can occur (and 1 - u is exact)."""
    bits = (source.random_raw(count) >> np.uint64(11)) | np.uint64(1)
    return np.asarray(bits * _STEP, np.float64)
