"""Ways in which the model could be wrong, each as a patch to its source, and the test that notices.

A mutation that no test notices is a gap in the tests. Nothing in `sim` knows of this.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """One line of the model turned wrong."""

    name: str
    """What the mutant does."""
    file: str
    """Below `sim/`."""
    old: str
    """Stands in the file exactly once."""
    new: str
    caught_by: str
    """The test that must fail, below `tests/`."""


GAPS_IN_TURN = """rates = np.diff(means) / np.diff(edges)
    clock, late = float(edges[0]), []
    for gap in np.diff(points, prepend=0.0):
        clock += gap / rates[min(int(np.searchsorted(edges, clock, side="right")) - 1, len(rates) - 1)]
        late.append(clock)
    times = whole_ms(np.array(late))"""

MUTATIONS = (
    Mutation(
        "priority reaches no further than the next queue",
        "engine/rules.py",
        """for _ in names:
        found |= {name for""",
        """for _ in names[:1]:
        found |= {name for""",
        "moments/test_next_contact.py::test_priority_reaches_through_a_queue_where_nobody_waits",
    ),
    Mutation(
        "the longest wait is chosen, overdue or not",
        "engine/next_contact.py",
        "queued + floor.rules.target_ms[queue]",
        "queued",
        "moments/test_next_contact.py::test_the_most_overdue_is_taken_first",
    ),
    Mutation(
        "who has left a line still claims an agent for it",
        "engine/routing.py",
        """        while self.doing[line[0][2]] not in (WAITING, HELD):
            heappop(line)
        return line[0]""",
        """        return line[0]""",
        "moments/test_next_contact.py::test_who_has_left_the_head_of_a_line_claims_nothing",
    ),
    Mutation(
        "the least busy agent is the one idle for longest",
        "engine/routing.py",
        "self.busy_ms[agent] if self.rules.next_agent[group] == LEAST_BUSY else now",
        "now",
        "moments/test_next_agent.py::test_the_least_busy_agent_is_chosen_however_shortly_idle",
    ),
    Mutation(
        "a seat stays on the list of the idle when its agent is chosen",
        "engine/routing.py",
        "self.seats[group].change(agent - self.first_agent[group], -1)",
        "pass",
        "moments/test_next_agent.py::test_a_lot_leaves_out_who_is_busy",
    ),
    Mutation(
        "every replication plays the first recorded days",
        "demand/replay.py",
        "(streams.replication * scenario.days.count + day)",
        "day",
        "unit/demand/test_replay.py::test_the_next_run_of_the_file_goes_on_where_the_last_one_ended",
    ),
    Mutation(
        "the week begins on the warm-up's day",
        "scenario/calendar.py",
        "(monday_is_0 + day) % len(WEEKDAYS)",
        "(monday_is_0 + day + 1) % len(WEEKDAYS)",
        "unit/demand/test_arrivals.py::test_a_day_has_the_factors_of_its_weekday_and_its_week",
    ),
    Mutation(
        "intervals of a day vary each by itself",
        "demand/busyness.py",
        "scores[place], within.correlation",
        "scores[place], 0.0",
        "unit/demand/test_busyness.py::test_an_interval_goes_together_with_the_next_and_less_with_the_one_after",
    ),
    Mutation(
        "queues with busy days of their own share those, too",
        "demand/busyness.py",
        '(queue, day, "own busyness")',
        '(day, "own busyness")',
        "unit/demand/test_busyness.py::test_days_of_two_queues_correlate_by_what_they_write",
    ),
    Mutation(
        "an offered count is played as if nobody in it came again",
        "demand/arrivals.py",
        "return edges, means / arrivals.volume_per_issue",
        "return edges, means",
        "unit/demand/test_arrivals.py::test_the_cumulative_rate_is_the_one_worked_out_by_hand",
    ),
    Mutation(
        "patience ends before dispatch",
        "engine/moment.py",
        "AGENTS, CONTACTS, DISPATCH, PATIENCE, CLOSING = range(1, 6)",
        "AGENTS, CONTACTS, PATIENCE, DISPATCH, CLOSING = range(1, 6)",
        "moments/test_ties.py::test_a_contact_whose_patience_ends_as_an_agent_frees_is_answered",
    ),
    Mutation(
        "contacts come before agents sign off",
        "engine/moment.py",
        "AGENTS, CONTACTS, DISPATCH, PATIENCE, CLOSING = range(1, 6)",
        "CONTACTS, AGENTS, DISPATCH, PATIENCE, CLOSING = range(1, 6)",
        "moments/test_ties.py::test_an_agent_who_signs_off_as_a_contact_arrives_does_not_take_it",
    ),
    Mutation(
        "an arrival takes the agent that just freed from those who wait",
        "engine/reference.py",
        "self.floor.take_unclaimed(queue, row) if self.dispatching else self.floor.take_idle(queue, row)",
        "self.floor.take_idle(queue, row)",
        "moments/test_ties.py::test_an_agent_who_frees_in_the_millisecond_of_an_arrival_takes_the_one_who_waits",
    ),
    Mutation(
        "patience counts from the arrival in self-service, not from the queue",
        "engine/reference.py",
        "self.clock.at(ms + patience, PATIENCE",
        "self.clock.at(max(ms, self.arrived[row] + patience), PATIENCE",
        "moments/test_self_service.py::test_patience_runs_from_the_queue_and_not_from_the_session",
    ),
    Mutation(
        "a wait counts from the arrival, not from the queue",
        "kpi/rows.py",
        'then(_c("answered_ms") - _c("queued_ms"))\n    left',
        'then(_c("answered_ms") - _c("arrived_ms"))\n    left',
        "unit/kpi/test_ten_contacts.py::test_kpi_of_a_queue_is_what_the_hand_says",
    ),
    Mutation(
        "a wait of exactly the threshold is too long",
        "kpi/rows.py",
        'wait <= _c("threshold_ms")',
        'wait < _c("threshold_ms")',
        "unit/kpi/test_ten_contacts.py::test_kpi_of_a_queue_is_what_the_hand_says",
    ),
    Mutation(
        "a contact counts in the interval in which it is answered",
        "kpi/rows.py",
        'since = pl.coalesce("queued_ms", "arrived_ms") - midnight',
        'since = pl.coalesce("answered_ms", "queued_ms", "arrived_ms") - midnight',
        "unit/kpi/test_cells.py::test_contact_belongs_to_the_interval_in_which_it_queued_not_answered",
    ),
    Mutation(
        "who redials has the patience of before, though the file says fresh",
        "engine/reference.py",
        "if kind == REDIAL and self.rules.same_patience[self.queue[row]]:",
        "if kind == REDIAL:",
        "theory/test_reference_cases.py::test_simulated_figures_agree_with_those_of_others[abandon_redial_1]",
    ),
    Mutation(
        "one redial more than the file allows",
        "engine/reference.py",
        "self.redials[issue] < at_most",
        "self.redials[issue] <= at_most",
        "moments/test_what_follows.py::test_an_issue_redials_at_most_so_often_as_the_queue_allows",
    ),
    Mutation(
        "seats are fixed: who has a seat stays though the count has fallen, who lost it goes",
        "engine/routing.py",
        "if self.on[group] > self.heads[group]:",
        "if agent - self.first_agent[group] >= self.heads[group]:",
        "moments/test_heads.py::test_whoever_finishes_first_leaves_though_its_number_is_the_lower",
    ),
    Mutation(
        "wrap-up does not occupy the agent",
        "engine/reference.py",
        "done = left + self.wrap[row]",
        "done = left",
        "moments/test_line.py::test_who_waits_is_not_taken_before_the_wrap_up_is_done",
    ),
    Mutation(
        "the room counts those who are served",
        "engine/reference.py",
        "if first_leg and live >= rules.room[queue]:",
        "if first_leg and live + sum(floor.on) >= rules.room[queue]:",
        "theory/test_reference_cases.py::test_simulated_figures_agree_with_those_of_others[mmnk_3]",
    ),
    Mutation(
        "one contact more than there are lines",
        "engine/lines.py",
        "if len(play.on_line[queue]) < play.rules.lines[queue]:",
        "if len(play.on_line[queue]) <= play.rules.lines[queue]:",
        "moments/test_lines.py::test_who_finds_no_line_is_blocked_at_once_though_an_agent_is_idle",
    ),
    Mutation(
        "the line is kept until the wrap-up is done",
        "engine/reference.py",
        "lines.frees_at(self, row, left)",
        "lines.frees_at(self, row, done)",
        "moments/test_lines.py"
        "::test_the_line_is_free_from_the_end_of_the_conversation_hold_included_not_of_the_wrap_up",
    ),
    Mutation(
        "who escalates gives up the line",
        "engine/reference.py",
        "if self.limited and not self.escalates[row]:",
        "if self.limited:",
        "moments/test_lines.py::test_an_escalated_contact_keeps_the_line_it_came_in_on_until_its_last_leg_ends",
    ),
    Mutation(
        "escalated legs go behind new contacts",
        "engine/reference.py",
        "(0 if self.leg[row] > 1 else 1, self.queued[row], row)",
        "(1 if self.leg[row] > 1 else 0, self.queued[row], row)",
        "moments/test_line.py::test_an_escalated_leg_goes_ahead_of_new_contacts",
    ),
    Mutation(
        "an escalated leg waits for the wrap-up",
        "engine/reference.py",
        "self._goes_on(row, left)",
        "self._goes_on(row, done)",
        "moments/test_line.py::test_an_escalated_leg_leaves_at_the_end_of_the_conversation_while_wrap_up_goes_on",
    ),
    Mutation(
        "the quoted wait forgets the contact itself",
        "engine/quote.py",
        "(ahead + 1) *",
        "ahead *",
        "moments/test_quoted_wait.py"
        "::test_the_quoted_wait_grows_by_a_share_of_the_handle_time_for_each_contact_ahead_rounded_down",
    ),
    Mutation(
        "balking does not hear the padding",
        "engine/reference.py",
        "if first_leg and told > self.balk_over[row]:",
        "if first_leg and self.quoted[row] > self.balk_over[row]:",
        "moments/test_announcements.py::test_balking_looks_at_the_announced_wait",
    ),
    Mutation(
        "an announcement shortens all of patience, not what is past it",
        "engine/announce.py",
        "said + borne(curve, patience - said)",
        "borne(curve, patience)",
        "moments/test_announcements.py::test_patience_past_the_announced_wait_is_shortened",
    ),
    Mutation(
        "a redial has the patience that the announcement before left",
        "engine/reference.py",
        "self.own_patience.get(row, self.patience[row])",
        "self.patience[row]",
        "moments/test_announcements.py::test_a_redial_of_the_same_patience_has_it_as_it_was_before_the_announcement",
    ),
    Mutation(
        "the chance to leave grows each hour, not each minute",
        "engine/overdue.py",
        "per_ms = log(overdue) / MINUTE",
        "per_ms = log(overdue) / (60 * MINUTE)",
        "theory/test_announced_waits.py"
        "::test_past_the_announced_wait_the_hazard_of_exponential_patience_grows_by_the_factor_each_minute",
    ),
    Mutation(
        "yesterday's last wait is still quoted this morning",
        "engine/quote.py",
        " or play.answered[row] < play.rules.last_opening(queue, ms)",
        "",
        "moments/test_quoted_wait.py::test_last_waited_forgets_yesterday_where_the_queue_has_closed_since",
    ),
    Mutation(
        "who has abandoned is still the head of the line",
        "engine/routing.py",
        "while front and self.doing[front[0][2]] != WAITING:",
        "while front and not self.live[queue]:",
        "moments/test_quoted_wait.py::test_head_of_line_is_the_next_one_when_the_first_has_abandoned",
    ),
    Mutation(
        "a quote that was too short counts as too long",
        "kpi/rows.py",
        'error = _c("quoted_ms") - _c("wait")',
        'error = _c("wait") - _c("quoted_ms")',
        "unit/kpi/test_quotes.py::test_the_error_is_below_nothing_where_the_quote_was_too_short",
    ),
    Mutation(
        "who tolerates a wait balks at exactly it",
        "engine/reference.py",
        "told > self.balk_over[row]",
        "told >= self.balk_over[row]",
        "moments/test_quoted_wait.py::test_a_quoted_wait_of_exactly_the_limit_is_tolerated",
    ),
    Mutation(
        "a callback is offered only over its limit",
        "engine/callbacks.py",
        "return limit <= quoted and limit < NEVER",
        "return limit < quoted and limit < NEVER",
        "moments/test_callbacks.py::test_a_callback_is_offered_from_a_quoted_wait_of_exactly_the_limit",
    ),
    Mutation(
        "a callback is offered at the very start of the last stretch before closing",
        "engine/rules.py",
        "ms + self.last_offer_ms[queue] < end",
        "ms + self.last_offer_ms[queue] <= end",
        "moments/test_callbacks.py::test_no_callback_is_offered_in_the_last_stretch_before_closing",
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
        "lateness counts from the acceptance",
        "kpi/rows.py",
        'then(_c("answered_ms") - _c("promised_ms"))',
        'then(_c("answered_ms") - _c("queued_ms"))',
        "unit/kpi/test_ten_contacts.py"
        "::test_a_scheduled_callback_is_late_by_what_lies_between_its_time_and_human_voice",
    ),
    Mutation(
        "everybody is rung for one idle agent",
        "engine/routing.py",
        "return sum(self.idle[group] - len(self.rung[group]) for group in self.rules.servers[queue])",
        "return self.idle_for(queue)",
        "moments/test_customer_first.py::test_one_customer_at_a_time_is_rung_for_an_idle_agent",
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
    Mutation(
        "callbacks are dialled down to the reserve",
        "engine/routing.py",
        "if later and not self.live[queue] and self._spare_for(queue) > self.rules.reserve[queue]:",
        "if later and not self.live[queue] and self._spare_for(queue) >= self.rules.reserve[queue] > 0:",
        "moments/test_callbacks.py::test_live_first_is_dialled_only_while_more_than_the_reserve_are_idle",
    ),
    Mutation(
        "opening hours include the closing millisecond",
        "engine/rules.py",
        "<= ms % DAY < self.closes[queue]",
        "<= ms % DAY <= self.closes[queue]",
        "moments/test_closing.py::test_opening_hours_are_half_open",
    ),
    Mutation(
        "the next arrival is drawn at the rate now in force",
        "demand/arrivals.py",
        """step = np.searchsorted(means, points, side="right") - 1
    share = (points - means[step]) / (means[step + 1] - means[step])
    times = whole_ms(edges[step] + share * (edges[step + 1] - edges[step]))""",
        GAPS_IN_TURN,
        "unit/demand/test_arrivals.py::test_the_first_busy_hour_after_a_quiet_one_has_all_its_arrivals",
    ),
    Mutation(
        "each queue has a busyness of its own",
        "demand/busyness.py",
        '(day, "busyness")',
        '(queue, day, "busyness")',
        "unit/demand/test_busyness.py::test_queues_share_the_days_busyness_each_with_its_own_spread",
    ),
    Mutation(
        "shrinkage is added to the heads, not taken off the paid time",
        "roster/heads.py",
        "return heads, heads / (1 - page.shrinkage)",
        "return heads, heads * (1 + page.shrinkage)",
        "unit/kpi/test_cells.py::test_shrinkage_is_paid_and_not_on_the_queue",
    ),
    Mutation(
        "percentages of days are averaged, not pooled",
        "study/statistics.py",
        "ratio = np.sum(top, axis=-1) / total",
        "ratio = np.mean(top / bottom, axis=-1)",
        "unit/study/test_statistics.py::test_ratio_is_pooled_and_not_the_mean_of_the_days",
    ),
    Mutation(
        "a share of days has the normal's interval, not Wilson's",
        "study/shares.py",
        "middle = (share + z**2 / (2 * effective)) / shrink",
        "middle = share",
        "unit/study/test_statistics.py::test_one_day_a_replication_is_exactly_wilson",
    ),
    Mutation(
        "an issue draws its reason anew at each attempt",
        "demand/reasons.py",
        '("reason", places.names[queue])',
        '("reason", turn.attempt, places.names[queue])',
        "unit/demand/test_reasons.py::test_an_issue_keeps_its_reason_over_redials_and_repeats",
    ),
    Mutation(
        "self-service contains every reason alike",
        "demand/legs.py",
        "np.where(ends < contained_by, CONTAINED",
        "np.where(ends < service.contained, CONTAINED",
        "unit/demand/test_reasons.py::test_self_service_contains_each_reason_by_its_own_chance",
    ),
    Mutation(
        "the quoted wait takes the handle time of those who contact, not of those who reach an agent",
        "demand/means.py",
        "weights = reaching if reaching.any() else _shares(page)",
        "weights = _shares(page)",
        "unit/demand/test_reasons.py::test_the_quoted_waits_handle_time_is_that_of_the_mix_which_reaches_the_agents",
    ),
    Mutation(
        "a law by arrival begins a clock early",
        "demand/distributions.py",
        '(np.searchsorted(starts, clocks, side="right") - 1) % len(laws)',
        'np.searchsorted(starts, clocks, side="right") % len(laws)',
        "theory/test_laws_by_arrival.py::test_the_mean_number_busy_follows_the_law_of_each_period",
    ),
    Mutation(
        "who was promised a time is taken to have waited for it",
        "kpi/experience.py",
        'pl.coalesce("promised_ms", "queued_ms")',
        'c("queued_ms")',
        "unit/kpi/test_experience.py::test_who_is_called_back_at_a_promised_time_waited_past_it_alone",
    ),
)
