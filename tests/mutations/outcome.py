"""Logs, KPIs and what is made of them, wrong."""

from __future__ import annotations

from tests.mutations.mutation import Mutation

OUTCOME: tuple[Mutation, ...] = (
    Mutation(
        "a wait counts from the arrival, not from the queue",
        "kpi/rows.py",
        'then(_c("answered_ms") - _c("queued_ms"))\n    left',
        'then(_c("answered_ms") - _c("arrived_ms"))\n    left',
        "unit/kpi/test_ten_contacts.py::test_kpi_of_a_queue_is_what_the_hand_says",
    ),
    Mutation(
        "days of the plan differ by what chance makes of them",
        "study/busy.py",
        "(values.size - len(np.unique(groups)))",
        "values.size",
        "unit/study/test_target.py::test_days_that_differ_by_no_more_than_chance_makes_explain_nothing",
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
        "a quote that was too short counts as too long",
        "kpi/rows.py",
        'error = _c("quoted_ms") - _c("wait")',
        'error = _c("wait") - _c("quoted_ms")',
        "unit/kpi/test_quotes.py::test_the_error_is_below_nothing_where_the_quote_was_too_short",
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
        "a group paid by the contact has no price",
        "study/compare.py",
        'isdisjoint({"cost_per_hour", "cost_per_contact"})',
        'isdisjoint({"cost_per_hour"})',
        "unit/study/test_compare.py::test_a_group_paid_by_the_contact_has_its_price_and_plans_are_compared_by_money",
    ),
    Mutation(
        "who was promised a time is taken to have waited for it",
        "kpi/experience.py",
        'pl.coalesce("promised_ms", "queued_ms")',
        'c("queued_ms")',
        "unit/kpi/test_experience.py::test_who_is_called_back_at_a_promised_time_waited_past_it_alone",
    ),
    Mutation(
        "a burst of the evening is felt there, though its customers are held until the morning",
        "kpi/recovery.py",
        "burst.at >= closes or (half_ms >= closes and",
        "burst.at >= closes or (half_ms >= DAY and",
        "unit/kpi/test_recovery.py::test_a_burst_of_the_evening_counts_on_the_day_to_which_half_of_it_is_held",
    ),
    Mutation(
        "heads on the queue are those with whom an interval begins",
        "show/staffing_rows.py",
        "_within(one, first, last) for one in parts) / (last - first)",
        "(one.from_ms <= first < one.to_ms) for one in parts)",
        "unit/study/test_erlang.py::test_heads_on_the_queue_are_their_mean_over_the_time_of_an_interval",
    ),
    Mutation(
        "a shift may come when its queues are closed",
        "scenario/shift_faults.py",
        "worked[0] < there[1] and there[0] < worked[1]",
        "worked[0] < DAY",
        "unit/scenario/test_shifts.py::test_a_shift_that_finds_its_queues_closed_when_it_comes_is_refused",
    ),
)
