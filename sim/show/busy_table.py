"""What moves the service level from day to day: how busy the day is, and everything else."""

from __future__ import annotations

from sim.show.figures import amount, percent, share
from sim.show.found import Found
from sim.show.layout import columns, indented, sentences
from sim.show.words import promise
from sim.study.busy import busy_bands, explained_by_volume


def busy_table(found: Found, queue: str) -> list[str]:
    """The four bands of volume with their service level and days met; nothing where the volume does not vary."""
    bands, explained, target = (
        busy_bands(found.study, queue),
        explained_by_volume(found.study, queue),
        found.target(queue),
    )
    if not bands:
        return []
    of = f" of {queue}" if len(found.study.scenario.queues) > 1 else ""
    head = f"What moves the service level{of} from day to day"
    if explained is not None:
        head += f": how busy the day is {percent(explained, 0)} %, everything else {percent(1 - explained, 0)} %"
    rows = [
        ["busier than forecast by", *(band.label for band in bands)],
        ["days", *(amount(band.days) for band in bands)],
        ["service level", *(share(band.service_level) for band in bands)],
    ]
    if target:
        rows.append([f"days that meet {promise(target)}", *(share(band.met, 0) for band in bands)])
    return [*sentences(head, hang=2), *indented(columns(rows, "lrrrr", gap=4))]
