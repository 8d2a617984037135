"""Who is taken by whom, wrong."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

ROUTING: tuple[Mutation, ...] = (
    Mutation(
        "a head start counts for nothing",
        "engine/next_contact.py",
        "since -= rules.head_start_ms[queue]",
        "since -= 0",
        "moments/test_next_contact.py::test_a_head_start_makes_a_wait_count_so_much_longer",
    ),
    Mutation(
        "an escalated leg that keeps its wait counts it from the leg before only",
        "engine/reference.py",
        "self.queued[row - (self.leg[row] - 1) if stands == AS_WAITED else row]",
        "self.queued[row - 1 if stands == AS_WAITED else row]",
        "moments/test_escalated_place.py::test_a_third_leg_counts_from_when_the_first_queued",
    ),
    Mutation(
        "an escalated leg stands first whatever the file says",
        "engine/reference.py",
        "if stands == FIRST else 1, since, row",
        "if stands >= FIRST else 1, since, row",
        "moments/test_escalated_place.py::test_an_escalated_leg_stands_first_or_with_its_wait_so_far_or_last",
    ),
)
