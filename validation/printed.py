"""What published simulations print: totals a day, everybody inside served out, and quotients of their own."""

from __future__ import annotations

from sim.engine.record import OUTCOMES
from sim.units import SECOND
from validation.figures import Measure, Played, Sums

ANSWERED, ABANDONED = OUTCOMES.index("answered"), OUTCOMES.index("abandoned")


def arrivals_a_day(played: Played) -> Sums:
    """Contacts that arrive, a day."""
    return len(played.arrived(0)["row"]), played.scenario.days.count


def abandons_a_day(played: Played) -> Sums:
    """Contacts that abandon, after closing too, a day."""
    return float((played.queued(0)["outcome"] == ABANDONED).sum()), played.scenario.days.count


def answered_in_time_a_day(within: int) -> Measure:
    """Contacts answered within so many ms, a day."""

    def measure(played: Played) -> Sums:
        rows = played.queued(0)
        return float(((rows["outcome"] == ANSWERED) & (rows["wait"] <= within)).sum()), played.scenario.days.count

    return measure


# Over the contacts EXPECTED, not those who came: that is the quotient printed.


def abandons_of_expected(expected: int) -> Measure:
    """Contacts that abandon, over those expected."""
    return lambda played: (abandons_a_day(played)[0], expected * played.scenario.days.count)


def seconds_waited_of_expected(expected: int) -> Measure:
    """Seconds waited, answered or not, over the contacts expected."""

    def measure(played: Played) -> Sums:
        return float(played.queued(0)["wait"].sum()) / SECOND, expected * played.scenario.days.count

    return measure


def shorter_waits_of_expected(expected: int, within: int) -> Measure:
    """Waits shorter than so many ms, strictly, answered or not, over the contacts expected."""

    def measure(played: Played) -> Sums:
        return float((played.queued(0)["wait"] < within).sum()), expected * played.scenario.days.count

    return measure


def share_served_by(queue: int, group: int) -> Measure:
    """Of the contacts of a queue that are answered, those whom this group answers."""

    def measure(played: Played) -> Sums:
        rows = played.queued(queue)
        answered = rows["outcome"] == ANSWERED
        return float((answered & (rows["group"] == group)).sum()), float(answered.sum())

    return measure


def answered_a_day(played: Played) -> Sums:
    """Contacts answered on all queues, a day."""
    return float((played.record.contacts["outcome"] == ANSWERED).sum()), played.scenario.days.count


def in_time_of_answered_and_late(within: int) -> Measure:
    """On all queues: answered within so many ms, over all answered and those who abandon after it."""

    def measure(played: Played) -> Sums:
        queues = [played.queued(queue) for queue in range(len(played.scenario.queues))]
        good = sum(float(((rows["outcome"] == ANSWERED) & (rows["wait"] <= within)).sum()) for rows in queues)
        late = sum(float(((rows["outcome"] == ABANDONED) & (rows["wait"] > within)).sum()) for rows in queues)
        return good, answered_a_day(played)[0] + late

    return measure
