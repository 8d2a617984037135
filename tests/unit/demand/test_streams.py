from __future__ import annotations

import numpy as np
import pytest
from numpy.random import PCG64, SeedSequence

from sim.demand.streams import Streams, uniforms


@pytest.mark.parametrize("seed", [0, 1, 2**40 + 3, 2**130 + 7])
def test_a_stream_is_pcg64_seeded_by_seed_replication_and_the_names_bytes(seed: int) -> None:
    plain = PCG64(SeedSequence(seed, spawn_key=(7, *b"care|-1|patience"))).random_raw(5)
    assert Streams(seed, 7).source(("care", -1, "patience")).random_raw(5).tolist() == plain.tolist()


def test_more_uniforms_begin_with_the_same_ones() -> None:
    streams = Streams(1, 0)
    assert streams.uniforms(("a",), 3).tolist() == streams.uniforms(("a",), 1000)[:3].tolist()


def test_name_replication_and_seed_each_give_another_stream() -> None:
    first = [
        Streams(s, r).uniforms((name,), 1)[0] for s, r, name in [(1, 0, "a"), (1, 0, "b"), (1, 1, "a"), (2, 0, "a")]
    ]
    assert len(set(first)) == 4


def test_neither_zero_nor_one_occurs_even_from_the_extreme_bits() -> None:
    class Extremes:
        def random_raw(self, count: int) -> np.ndarray:
            return np.array([0, 2**64 - 1], np.uint64)

    low, high = uniforms(Extremes(), 2)  # type: ignore[arg-type]
    assert (low, high) == (2.0**-53, 1 - 2.0**-53)


@pytest.mark.parametrize(("seed", "replication"), [(-1, 0), (0, -1)])
def test_negative_seeds_and_replications_are_refused(seed: int, replication: int) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        Streams(seed, replication)
