"""Which seats of a group are idle, in the order of their numbers."""

from __future__ import annotations


class Seats:
    """A tree of counts: a seat that comes or goes, and finding the k-th, take steps with the logarithm of the group's
    size, so that a choice at random needs no look at all of them."""

    def __init__(self, size: int):
        self.leaves = 1 << max(size - 1, 0).bit_length()
        self.idle = [0] * (2 * self.leaves)
        """How many seats are idle below each node; the root is node 1, seat s the leaf `leaves + s`."""

    def change(self, seat: int, by: int) -> None:
        """A seat comes (+1) or goes (-1)."""
        node = self.leaves + seat
        while node:
            self.idle[node] += by
            node >>= 1

    def kth(self, k: int) -> int:
        """The idle seat with exactly k idle ones of lower number; there must be more than k."""
        node = 1
        while node < self.leaves:
            node *= 2
            if k >= self.idle[node]:
                k -= self.idle[node]
                node += 1
        return node - self.leaves
