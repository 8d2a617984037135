"""Who comes and who works, wrong."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

GAPS_IN_TURN = """rates = np.diff(means) / np.diff(edges)
    clock, late = float(edges[0]), []
    for gap in np.diff(points, prepend=0.0):
        clock += gap / rates[min(int(np.searchsorted(edges, clock, side="right")) - 1, len(rates) - 1)]
        late.append(clock)
    times = whole_ms(np.array(late))"""

DEMAND: tuple[Mutation, ...] = (
    Mutation(
        "a date has the hours of its weekday",
        "scenario/by_day.py",
        "table[min(naming, key=lambda key: len(parse_days(key)))]",
        "table[max(naming, key=lambda key: len(parse_days(key)))]",
        "unit/scenario/test_by_day.py::test_the_key_that_names_a_day_most_narrowly_holds_for_it",
    ),
    Mutation(
        "dates from one to another stop a day early",
        "scenario/calendar.py",
        "for day in range(days + 1)",
        "for day in range(days)",
        "unit/scenario/test_by_day.py::test_dates_that_follow_one_another_are_written_from_the_first_to_the_last",
    ),
    Mutation(
        "every midnight is a closing",
        "scenario/opening.py",
        "found.pop()[0] if found and found[-1][1] == opens else opens",
        "opens",
        "moments/test_days.py::test_a_day_that_ends_at_midnight_as_the_next_begins_is_one_opening_with_it",
    ),
    Mutation(
        "the opening-hours clock runs through the night",
        "scenario/opening_clock.py",
        "lengths[::2] = 0",
        "lengths[:1] = 0",
        "unit/scenario/test_opening.py::test_opening_hours_between_two_moments_are_those_that_the_queue_is_open",
    ),
    Mutation(
        "every day has the heads of the first",
        "roster/heads.py",
        "return clocks_on(written, scenario.days.first, day)",
        "return clocks_on(written, scenario.days.first, 0)",
        "moments/test_days.py::test_each_day_has_the_heads_of_its_weekday",
    ),
    Mutation(
        "every day has the profile of the first",
        "demand/arrivals.py",
        "return clocks_on(arrivals.profile, scenario.days.first, day)",
        "return clocks_on(arrivals.profile, scenario.days.first, 0)",
        "unit/demand/test_arrivals.py::test_customers_of_each_weekday_come_by_its_own_profile",
    ),
    Mutation(
        "the mean day has the profile of the first",
        "demand/arrivals.py",
        "scenario.hours_on(queue, day), tuple(profile_on(scenario, queue, day).items())",
        "scenario.hours_on(queue, day)",
        "unit/demand/test_arrivals.py::test_a_days_profile_says_when_its_customers_come_and_the_volume_how_many",
    ),
    Mutation(
        "the play ends a day after the last closing, though days come after it",
        "engine/shifts.py",
        "return max(last + DAY, rules.days * DAY)",
        "return last + DAY",
        "moments/test_days.py::test_a_closed_last_day_is_played_to_its_end",
    ),
    Mutation(
        "a group's own times are the queue's",
        "demand/by_agent.py",
        "whole_work(through, page, end, reasons, own)",
        "whole_work(through, page, end, reasons)",
        "unit/demand/test_by_agent.py::test_own_times_are_drawn_with_the_customers_own_uniforms_and_change_nothing_else",
    ),
    Mutation(
        "a burst's decay is taken for its mean, not for the time in which it halves",
        "demand/bursts.py",
        "tau, rise = burst.decay / log(2)",
        "tau, rise = burst.decay / 1",
        "unit/demand/test_bursts.py::test_the_rate_rises_in_a_straight_line_and_then_halves_every_decay",
    ),
    Mutation(
        "whom a burst brings at night comes to a closed door",
        "demand/bursts.py",
        "np.where(opening > times, opening + spread, times)",
        "times",
        "unit/demand/test_bursts.py::test_those_of_the_night_are_held_until_the_opening_and_come_spread_over_held",
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
        "return heads, heads / (1 - page.shrinkage_in_all)",
        "return heads, heads * (1 + page.shrinkage_in_all)",
        "unit/kpi/test_cells.py::test_shrinkage_is_paid_and_not_on_the_queue",
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
)
