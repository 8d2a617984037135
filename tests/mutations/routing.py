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
        "engine/book.py",
        "self.queued[row - (self.leg[row] - 1) if stands == AS_WAITED else row]",
        "self.queued[row - 1 if stands == AS_WAITED else row]",
        "moments/test_escalated_place.py::test_a_third_leg_counts_from_when_the_first_queued",
    ),
    Mutation(
        "an escalated leg stands first whatever the file says",
        "engine/book.py",
        "if stands == FIRST else 1, since, row",
        "if stands >= FIRST else 1, since, row",
        "moments/test_escalated_place.py::test_an_escalated_leg_stands_first_or_with_its_wait_so_far_or_last",
    ),
    Mutation(
        "a group dips into its reserve",
        "engine/guards.py",
        "return min(room, idle - terms.reserve) if terms.reserve else room",
        "return room",
        "moments/test_overflow.py::test_a_group_with_a_reserve_keeps_so_many_idle_agents_for_its_other_queues",
    ),
    Mutation(
        "a group helps a line one too short",
        "engine/guards.py",
        "self.live[terms.queue] < terms.waiting",
        "self.live[terms.queue] < terms.waiting - 1",
        "moments/test_overflow.py::test_a_long_line_is_helped_until_it_is_short_again",
    ),
    Mutation(
        "a guard looks at no other group",
        "engine/guards.py",
        "any(self.idle_of(other) < count for other, count in terms.idle)",
        "False",
        "moments/test_overflow.py::test_a_group_helps_while_enough_of_another_are_idle",
    ),
    Mutation(
        "overflow takes the first in line, however shortly they have waited",
        "engine/guards.py",
        "return self._first_long_enough(guard) if guard.terms.after_ms else self.head(queue)",
        "return self.head(queue)",
        "moments/test_overflow.py::test_who_has_not_waited_so_long_is_not_taken_though_they_stand_first",
    ),
    Mutation(
        "a guard that opens lets nobody in who waits",
        "engine/dispatch.py",
        "play.free_agents or play.new_waiting or (play.guarded and play.guarded.first_let_in())",
        "play.free_agents or play.new_waiting",
        "moments/test_overflow.py::test_a_long_line_is_helped_until_it_is_short_again",
    ),
    Mutation(
        "those whom a group does not take keep its agents from others",
        "engine/guards.py",
        "return min(waiting, max(self.lets_in(guard, self.room_for(group, queue), self.idle_of(group)), 0))",
        "return waiting",
        "moments/test_overflow.py::test_who_waits_and_is_not_taken_hinders_nobody_from_being_answered_at_once",
    ),
    Mutation(
        "a reserve counts who has a chat open and might take a call beside it",
        "engine/guards.py",
        "self._for(group, queue, row, room, self.idle_of(group)) > 0:",
        "self._for(group, queue, row, room, self.idle[group]) > 0:",
        "moments/test_overflow_with_chats.py::"
        "test_a_call_is_kept_from_the_reserve_though_who_has_a_chat_might_take_it_beside",
    ),
    Mutation(
        "a guard counts who has a chat open and might take a call as idle",
        "engine/guards.py",
        "any(self.idle_of(other) < count for",
        "any(self.idle[other] < count for",
        "moments/test_overflow_with_chats.py::test_groups_whose_idleness_counts_count_empty_desks",
    ),
    Mutation(
        "those whom a group does not take keep places for chats from others",
        "engine/chat_floor.py",
        "chats = sum(self.claims(group, skill) for",
        "chats = sum(self.wanting[skill] for",
        "moments/test_overflow_with_chats.py::test_who_waits_and_is_not_taken_keeps_no_place_from_a_chat_that_comes",
    ),
    Mutation(
        "a leg that keeps its wait is timed anew",
        "engine/overflow.py",
        "        if place[1] + after_ms <= ms:",
        "        if place[1] + after_ms < 0:",
        "moments/test_overflow.py::test_a_leg_that_keeps_its_wait_may_have_waited_long_enough_as_it_comes",
    ),
    Mutation(
        "who waits on the idleness of a group does not keep it",
        "engine/flatten.py",
        "        if group in (page.idle or {})",
        "        if False",
        "moments/test_overflow.py::test_agents_whose_idleness_counts_stay_until_those_who_wait_for_it_are_served",
    ),
    Mutation(
        "nobody dials for whom the last live contact made way",
        "engine/reference.py",
        "if self.guarded:  # an idle agent's callback",
        "if False:  # an idle agent's callback",
        "moments/test_overflow.py::test_a_callback_waits_for_a_live_contact_whom_nobody_idle_takes",
    ),
)
