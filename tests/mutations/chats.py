"""Several chats at once, wrong."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

CHATS: tuple[Mutation, ...] = (
    Mutation(
        "an end on the millisecond is put off to the next",
        "engine/desk.py",
        "self.since - (self.count - self.marks[0][0]) // self._rate()",
        "self.since + (self.marks[0][0] - self.count) // self._rate() + 1",
        "moments/test_chats.py::test_wrap_up_holds_a_place_and_slows_the_others_while_the_customer_is_gone",
    ),
    Mutation(
        "a call beside chats slows nobody down",
        "engine/desk.py",
        "self.rates[self.running + self.calling]",
        "self.rates[self.running]",
        "moments/test_chats.py::test_a_call_beside_a_chat_runs_at_full_speed_slows_the_chat_and_keeps_others_out",
    ),
    Mutation(
        "who left silently slows the others down",
        "engine/desk.py",
        "self.rates[self.running + self.calling] if self.running",
        "self.rates[self.open + self.calling] if self.running",
        "moments/test_chats.py::test_who_left_silently_slows_nobody_down",
    ),
    Mutation(
        "the fullest desk with room is given a chat",
        "engine/chat_floor.py",
        "next(level for level, standing in enumerate(self.at_level[group]) if standing)",
        "max(level for level, standing in enumerate(self.at_level[group]) if standing)",
        "moments/test_chats.py::test_the_agent_with_the_fewest_open_is_given_a_chat_and_of_equals_the_one_longest_so",
    ),
    Mutation(
        "the fullest desk chooses first",
        "engine/chat_floor.py",
        "key=lambda agent: (self.desks[agent].open, agent)",
        "key=lambda agent: (-self.desks[agent].open, agent)",
        "moments/test_chats.py::test_of_two_who_come_to_have_room_the_emptier_chooses_first",
    ),
    Mutation(
        "chats are given during a call",
        "engine/chat_floor.py",
        "not leaves and not desk.calling and desk.open < self.slots[group]",
        "not leaves and desk.open < self.slots[group]",
        "moments/test_chats.py::test_a_call_beside_a_chat_runs_at_full_speed_slows_the_chat_and_keeps_others_out",
    ),
    Mutation(
        "who has most in hand goes first",
        "engine/chat_floor.py",
        "(self.desks[agent].in_hand, -agent)",
        "(-self.desks[agent].in_hand, -agent)",
        "moments/test_chats.py::test_when_heads_fall_who_has_least_in_hand_takes_no_more_and_goes_when_done",
    ),
    Mutation(
        "who leaves silently leaves the line",
        "engine/reference.py",
        "if self.silent[row]:",
        "if False:",
        "moments/test_chats.py::test_who_leaves_silently_keeps_the_place_in_line_and_then_one_with_the_agent",
    ),
    Mutation(
        "chats in conversation keep no agents after closing",
        "engine/shifts.py",
        " or play.chatting[queue])",
        ")",
        "moments/test_chats.py::test_after_closing_agents_stay_for_a_chat_that_may_yet_lead_to_them",
    ),
)
