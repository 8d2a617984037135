"""When is the queue normal again? A sentence for each queue that has bursts and a target."""

from __future__ import annotations

from sim.kpi.recovery import RECOVERY, beginnings
from sim.scenario.schema import Scenario
from sim.study.figures import sums_of
from sim.study.replicate import Study
from sim.study.summary import a_day_in_ten
from sim.units import MINUTE, SECOND, format_clock, format_duration, format_share

BACK, AGAIN = RECOVERY


def after_bursts(study: Study) -> list[str]:
    """`sim.kpi.recovery` says what normal means; days on which no burst came are not in it."""
    told = []
    for queue, page in study.scenario.queues.items():
        felt = page.bursts and page.target and not page.deferred
        mean = sums_of(study, BACK, queue).pooled() if felt else None
        again = sums_of(study, AGAIN, queue).pooled()
        if mean is None or again is None:
            continue
        worst = a_day_in_ten(study, BACK.name, queue)
        parts = [f"After a burst {queue} is normal again in {_minutes(mean)} on average"]
        parts[0] += _clock(study.scenario, queue, mean)
        parts += [f"one day in ten takes longer than {_minutes(worst)}"] if worst is not None else []
        parts += [f"on {format_share(round(1 - again, 2))} of days not before closing"] if again < 1 else []
        told.append("; ".join(parts) + ".")
    return told


def _clock(scenario: Scenario, queue: str, seconds: float) -> str:
    """` (at 12:40)`, where there is one burst and it is always felt from the same time on; where that is an opening,
    which may be days after the burst's own clock, it is said."""
    bursts = list((scenario.queues[queue].bursts or {}).values())
    begins = {begins for burst in bursts for _, begins, _ in beginnings(scenario, queue, burst)}
    if len(bursts) != 1 or len(begins) != 1:
        return ""
    (at,) = begins
    held = ", counted from the opening" if at != bursts[0].at else ""
    return f"{held} (at {format_clock(round((at + seconds * SECOND) / MINUTE) * MINUTE)})"


def _minutes(seconds: float) -> str:
    """`2h40m`: intervals are coarser than seconds."""
    return format_duration(round(seconds * SECOND / MINUTE) * MINUTE)
