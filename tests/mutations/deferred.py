"""Email, wrong."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

DEFERRED: tuple[Mutation, ...] = (
    Mutation(
        "interrupted work is begun anew",
        "engine/deferred.py",
        "    play.deskwork.left[row] = left\n",
        "    play.deskwork.left[row] = play.talk[row]\n",
        "moments/test_deferred.py::test_what_is_left_of_an_email_interrupted_twice_is_done_to_the_millisecond",
    ),
    Mutation(
        "the end of an interrupted stretch frees the agent all the same",
        "engine/deferred.py",
        "    if stretch is None or stretch.until_ms != ms:",
        "    if stretch is None:",
        "moments/test_deferred.py::test_what_is_left_of_an_email_interrupted_twice_is_done_to_the_millisecond",
    ),
    Mutation(
        "who signs on finds email before those who wait",
        "engine/shifts.py",
        "    if wanted:\n        play.free_agents += arrived\n    if play.deferred_queues:",
        "    if play.deferred_queues:\n        deferred.heads_changed(play, group, ms)\n"
        "    if wanted:\n        play.free_agents += arrived\n    if play.deferred_queues:",
        "moments/test_deferred.py::test_agents_who_sign_on_take_who_waits_live_before_they_take_up_email",
    ),
    Mutation(
        "who began first is interrupted",
        "engine/deferred.py",
        "heappush(work.latest[group], (-ms, -agent))",
        "heappush(work.latest[group], (ms, agent))",
        "moments/test_deferred.py::test_who_began_last_is_interrupted_and_of_two_the_highest_number",
    ),
    Mutation(
        "an email is taken up with as many agents idle as are kept in reserve",
        "engine/deferred.py",
        "if spare > rules.deferred_reserve[group]",
        "if spare >= max(rules.deferred_reserve[group], 1)",
        "moments/test_deferred.py::test_agents_are_kept_in_reserve_for_live_contacts",
    ),
    Mutation(
        "email laid down is given away before the call that interrupts has its agent",
        "engine/deferred.py",
        "dispatch.in_turn(play, ms)",
        "dispatch.soon(play, ms)",
        "moments/test_deferred.py::test_who_is_taken_from_an_email_for_a_call_of_no_length_may_be_the_one_to_go_on_with_it",
    ),
    Mutation(
        "what somebody has begun stands behind others of its age",
        "engine/deferred.py",
        "row not in play.deskwork.begun, row))",
        "True, row))",
        "moments/test_deferred.py::test_an_interrupted_email_goes_on_before_a_leg_that_has_waited_as_long",
    ),
    Mutation(
        "who has a chat open and could take a call is idle for email",
        "engine/chat_floor.py",
        "return self.at_level[group][0] if self.slots[group] else self.idle[group]",
        "return self.idle[group]",
        "moments/test_chats_beside_email.py::test_who_has_a_chat_open_and_could_take_a_call_is_not_idle_for_email",
    ),
    Mutation(
        "an email laid down for a chat still fills the desk",
        "engine/deferred.py",
        "    if play.has_chats:\n        chats.lays_down(play, agent)\n",
        "",
        "moments/test_chats_beside_email.py::"
        "test_a_chat_that_finds_no_room_interrupts_an_email_which_goes_on_when_the_desk_is_empty",
    ),
    Mutation(
        "customers write again without end",
        "engine/deferred.py",
        "chases = min((ms - play.queued[row]) // int(play.demand.chases_ms[row]), at_most)",
        "chases = (ms - play.queued[row]) // int(play.demand.chases_ms[row])",
        "moments/test_deferred.py::test_nobody_writes_again_more_often_than_they_may_nor_who_is_taken_up_at_once",
    ),
    Mutation(
        "each message more makes the work longer than with those before",
        "engine/deferred.py",
        "play.talk[row] * (1000 + chases * play.rules.chase_permille[queue]) // 1000",
        "play.talk[row] * (1000 + play.rules.chase_permille[queue]) ** chases // 1000**chases",
        "moments/test_deferred.py::test_a_wait_of_exactly_the_patience_sends_a_message_and_a_millisecond_less_does_not",
    ),
    Mutation(
        "the share of all who expect a reply within a time weighs, those who expect it sooner once more",
        "kpi/expected.py",
        "met += pl.when(wrote & (took <= within)).then(until - before)",
        "met += pl.when(wrote & (took <= within)).then(until)",
        "unit/kpi/test_expected.py::test_each_time_weighs_as_many_as_expect_it_and_no_sooner_reply",
    ),
    Mutation(
        "the opening clock runs at night",
        "scenario/opening_clock.py",
        "    lengths[::2] = 0  # from closing to opening it stands still\n",
        "",
        "moments/test_deferred.py::test_a_deadline_on_the_opening_clock_stands_still_while_the_page_is_closed",
    ),
    Mutation(
        "what is open and not yet due has missed its target",
        "kpi/deferred.py",
        'decided = pl.when("promises").then(replied | late).otherwise(lay)',
        "decided = lay",
        "unit/kpi/test_deferred.py::test_what_is_open_and_not_yet_due_is_neither_met_nor_missed",
    ),
)
