"""Callbacks, wrong."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

CALLBACKS: tuple[Mutation, ...] = (
    Mutation(
        "a callback is offered only over its limit",
        "engine/callbacks.py",
        "return limit <= quoted and limit < NEVER",
        "return limit < quoted and limit < NEVER",
        "moments/test_callbacks.py::test_a_callback_is_offered_from_a_quoted_wait_of_exactly_the_limit",
    ),
    Mutation(
        "one callback more than the most may pend",
        "engine/callbacks.py",
        "promised < rules.most_pending[queue]",
        "promised <= rules.most_pending[queue]",
        "moments/test_callbacks.py::test_no_callback_is_offered_while_the_most_are_pending",
    ),
    Mutation(
        "a slot takes one callback more than its capacity",
        "engine/promises.py",
        "if taken.get(ms, 0) < rules.slot_capacity[queue]:",
        "if taken.get(ms, 0) <= rules.slot_capacity[queue]:",
        "moments/test_scheduled_callbacks.py::test_a_full_slot_passes_the_promise_on_to_the_next",
    ),
    Mutation(
        "a slot is promised that began before the time they would like",
        "engine/promises.py",
        "-(-past_opening // length) * length",
        "past_opening // length * length",
        "moments/test_scheduled_callbacks.py"
        "::test_promised_is_the_first_slot_that_begins_at_or_after_the_time_they_would_like",
    ),
    Mutation(
        "who picks up and holds has lost the old place",
        "engine/customer_first.py",
        "play.picked_up[row] = ms",
        "play.picked_up[row] = play.queued[row] = ms",
        "moments/test_customer_first.py::test_who_holds_stands_at_the_old_place_ahead_of_the_line",
    ),
    Mutation(
        "a ring that closing broke off counts as a dial",
        "engine/customer_first.py",
        "    if play.floor.doing[row] != RUNG or play.floor.rung_until[row] != ms:",
        "    if play.floor.rung_until[row] != ms:",
        "moments/test_customer_first.py::test_a_ring_is_served_out_or_broken_off_at_closing",
    ),
    Mutation(
        "the promise stands though its customer rings again",
        "engine/callbacks.py",
        "if play.followed_by[row] != NONE:",
        "if play.followed_by[row] == NONE:",
        "moments/test_rings_again.py::test_who_rings_again_ends_the_promise_and_comes_as_a_redial",
    ),
)
