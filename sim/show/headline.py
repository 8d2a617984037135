"""The sentences a planner reads first: does the plan meet its target, how often, and where not."""

from __future__ import annotations

from collections.abc import Sequence

from sim.show.few_days import enough_days
from sim.show.figures import share
from sim.show.found import Found
from sim.show.layout import listed, sentences
from sim.show.queue_order import promising
from sim.show.strip import ranges
from sim.show.words import in_words, promise
from sim.study.busy import BusyBand, busy_bands
from sim.study.target import days_met
from sim.units import format_duration


def headline(found: Found) -> list[str]:
    """For each queue with a target: the share of days that meet it, when it misses, what busy days do."""
    if not promising(found):
        return sentences(
            "No queue promises a service level, so there is nothing to meet or to miss. "
            "To have one judged, write under a queue  target: {answer: 80%, within: 20s}",
            hang=2,
        )
    lines = []
    for queue in promising(found):
        lines += sentences(_meets(found, queue))
        if missed := found.misses(queue):
            lines += sentences(_where(found, queue, missed))
    return [*lines, *sentences(_asked(found))]


def _meets(found: Found, queue: str) -> str:
    target, met = found.target(queue), days_met(found.study, (queue,))
    assert target is not None
    of = f" for {queue}" if len(found.study.scenario.queues) > 1 else ""
    if met.share.mean is None:
        return f"No day has a contact to judge {promise(target)}{of} by."
    text = f"The plan meets {promise(target)}{of} on {in_words(met.share)} of days."
    days = "1 day" if met.empty == 1 else f"{met.empty:,} days"
    nothing = "no email decided" if found.study.scenario.queues[queue].deferred else "no contact"
    return text + (f" ({days} with {nothing}: not judged.)" if met.empty else "")


def _where(found: Found, queue: str, missed: Sequence[int]) -> str:
    step = found.study.scenario.interval
    judged = [row for row in found.over_the_day(found.level(queue), queue, found.starts(queue)) if row]
    if len(missed) == len(judged):
        text = "It misses all day."
    else:
        spans = ranges(missed, step)
        text = f"It misses {listed(spans)}." if len(spans) <= 4 else f"It misses {_many(spans, missed, step)}."
    busy = _busy(busy_bands(found.study, queue)) if enough_days(found) else ""
    return f"{text} {busy}".rstrip()


def _many(spans: Sequence[str], missed: Sequence[int], step: int) -> str:
    return f"in {len(missed)} intervals of {format_duration(step)} between {spans[0][:5]} and {spans[-1][-5:]}"


def _busy(bands: Sequence[BusyBand]) -> str:
    """`On days below forecast it holds on 85 %; above it on 16 %, more than 10 % above never.`"""
    judged = [band for band in bands if band.met is not None and band.days]
    below = [band for band in judged if band in bands[:2]]
    above = [band for band in judged if band in bands[2:]]
    if not below or not above:
        return ""
    return f"It holds on {_held(below)} of the days below forecast and on {_held(above)} of those above."


def _held(bands: Sequence[BusyBand]) -> str:
    days = sum(band.days for band in bands)
    return share(sum((band.met or 0.0) * band.days for band in bands) / days, 0)


def _asked(found: Found) -> str:
    rule = found.study.scenario.decide
    if rule is None:
        return ""
    met = days_met(found.study, rule.meet).share
    if met.mean is None:
        return ""
    what = listed(rule.meet)
    verdict = "it holds" if met.mean >= rule.on else "it does not hold"
    if met.holds(rule.on):
        verdict += ", and more days could turn that: the interval holds your figure"
    with_share = f" ({in_words(met)})" if len(rule.meet) > 1 else ""
    return f"You ask that {what} meet on {share(rule.on, 0)} of days{with_share}: {verdict}."
