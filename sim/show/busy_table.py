"""What moves the service level from day to day: which day it is, how busy it is, and everything else."""

from __future__ import annotations

from sim.scenario.schema import Scenario
from sim.scenario.values import WEEKDAYS
from sim.show.figures import amount, percent, share
from sim.show.found import Found
from sim.show.layout import TIE, columns, indented, sentences
from sim.show.words import promise
from sim.study.busy import Moved, busy_bands, what_moves


def busy_table(found: Found, queue: str) -> list[str]:
    """The four bands of volume with their service level and days met; nothing where the volume does not vary."""
    bands, moved, target = busy_bands(found.study, queue), what_moves(found.study, queue), found.target(queue)
    if not bands:
        return []
    of = f" of {queue}" if len(found.study.scenario.queues) > 1 else ""
    head = f"What moves the service level{of} from day to day"
    if moved is not None:
        head += f": {_shares(moved, found.study.scenario)}"
    rows = [
        ["busier than forecast by", *(band.label for band in bands)],
        ["days", *(amount(band.days) for band in bands)],
        ["service level", *(share(band.service_level) for band in bands)],
    ]
    if target:
        rows.append([f"days that meet {promise(target)}", *(share(band.met, 0) for band in bands)])
    return [*sentences(head, hang=2), *indented(columns(rows, "lrrrr", gap=4))]


def _shares(moved: Moved, scenario: Scenario) -> str:
    """What moves it, each with its share."""
    days, named = scenario.days.count, scenario.days.first is not None
    which = "weekday it is" if named and days <= len(WEEKDAYS) else f"of the {days} days it is"
    shares = {} if moved.which_day is None else {f"which {which}": moved.which_day}
    shares["how busy the day is"] = moved.volume
    shares["everything else"] = 1 - sum(shares.values())
    return ", ".join(f"{what} {percent(part, 0)}{TIE}%" for what, part in shares.items())
