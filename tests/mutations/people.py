"""People's time, wrong."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

PEOPLE: tuple[Mutation, ...] = (
    Mutation(
        "who leaves more open than others leaves as much open as they",
        "engine/at_work.py",
        "at_work.unresolved_ppm[queue] * share // PERMILLE",
        "at_work.unresolved_ppm[queue]",
        "moments/test_who_takes_it.py::test_an_agent_leaves_a_matter_open_whose_own_chance_of_that_is_above_the_threshold",
    ),
    Mutation(
        "people who are new do not learn while the days go by",
        "engine/at_work.py",
        "play.pace[agent][ms // DAY]",
        "play.pace[agent][0]",
        "moments/test_who_takes_it.py::test_who_waits_over_midnight_is_served_at_the_pace_of_the_day_of_the_answer",
    ),
    Mutation(
        "agents slow down as soon as the share is reached, not above it",
        "engine/at_work.py",
        "busy * PERMILLE > at_work.slow_above",
        "busy * PERMILLE >= at_work.slow_above",
        "moments/test_slow_down.py::test_with_more_than_the_share_busy_who_answers_takes_longer_and_nobody_else_does",
    ),
    Mutation(
        "hires that a strategy writes are added to those of the plan",
        "scenario/patch.py",
        'if shape.word == "table" or shape.whole:',
        'if shape.word == "table":',
        "unit/scenario/test_learning_faults.py::"
        "test_hires_written_anew_are_all_of_them_and_one_date_of_them_goes_on_from_the_others",
    ),
    Mutation(
        "who was hired first has the highest number",
        "roster/pace.py",
        "sorted((page.hires or {}).items(), reverse=True)",
        "sorted((page.hires or {}).items())",
        "unit/roster/test_pace.py::test_those_hired_last_have_the_highest_numbers_and_learn_from_their_first_day",
    ),
    Mutation(
        "a late break is as much shorter as it is late",
        "engine/names.py",
        "queued = agent in names.due or agent in names.away",
        "queued, lasts = agent in names.due or agent in names.away, lasts // (1 + (play.floor.rank[agent] < 0))",
        "moments/test_shifts.py::test_a_break_that_begins_late_keeps_its_length",
    ),
    Mutation(
        "a break that has not begun is still taken when the shift is over",
        "engine/names.py",
        "owed = names.due.pop(agent, None)",
        "owed = names.due.get(agent)",
        "moments/test_shifts.py::test_a_break_that_has_not_begun_at_the_end_of_the_shift_falls_away",
    ),
    Mutation(
        "shifts are head counts: whoever finishes first leaves",
        "engine/staff.py",
        "and (agent in self.leaving or not self.rules.by_name[group]):",
        "and True:",
        "moments/test_shifts.py::test_who_finishes_first_stays_if_the_shift_of_another_is_over",
    ),
    Mutation(
        "breaks come in the order of the agents, one at each place, then the next",
        "scenario/shifts.py",
        "agent * self.places // of * self.lasts_ms",
        "min(agent, self.places - 1) * self.lasts_ms",
        "moments/test_shifts.py::test_breaks_by_rule_are_spread_so_that_no_more_are_away_than_need_be",
    ),
    Mutation(
        "contacts per agent shift take a shift by name for eight hours, however long it is",
        "kpi/capacity.py",
        "yield off_ms - on_ms, plan.filter(",
        "yield USUAL_SHIFT, plan.filter(",
        "unit/kpi/test_shifts.py::test_contacts_per_agent_shift_go_by_real_shifts_and_by_eight_paid_hours_of_head_counts",
    ),
    Mutation(
        "agents on a break are paid for nothing",
        "kpi/capacity.py",
        'cube["paid_ms"] = (cube["shift_ms"] - cube["meal_ms"])',
        'cube["paid_ms"] = (cube["shift_ms"] - cube["break_ms"] - cube["meal_ms"])',
        "unit/kpi/test_shifts.py::test_time_of_a_shift_is_paid_but_for_the_meal_and_on_the_queue_but_for_both",
    ),
)
