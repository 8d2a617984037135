"""The page of `ccsim offered`: the new customers behind an offered count, and the line to put into the file."""

from __future__ import annotations

import sys

from sim.show.export import Origin
from sim.show.figures import amount, plural
from sim.show.layout import INDENT, columns, ends, indented, page, sentences
from sim.study.offered import BroughtDown, Counted


def say_offered(found: BroughtDown, origin: Origin) -> None:
    """Prints the page."""
    sys.stdout.write(offered_page(found, origin))


def offered_page(found: BroughtDown, origin: Origin) -> str:
    """Each offered count taken apart, at most 104 columns wide."""
    played = f"{plural(found.study.days, 'day')}, seed {origin.seed}"
    return page(
        [
            ends(found.study.scenario.name, played),
            sentences(
                "A phone system's count holds redials and repeats, which the model makes itself. Played as the file "
                "staffs it, so many new customers make the contacts counted:"
            ),
            indented(columns(_rows(found.queues), "lrrrr", gap=3)),
            [f"{INDENT}To put into the file:", *(_line(one) for one in found.queues)],
            sentences(
                "Hold the abandoned beside those of the days that were counted: where they differ, the staffing or the "
                "patience of the file is not that of those days, and the figure is off. Strategies leave it as it is, "
                "so that every plan meets the same customers."
            ),
            sentences(
                "The file's bursts are left out here: a count is one of normal days." if found.bursts_left_out else ""
            ),
            sentences(
                f"{plural(found.rounds, 'round')} of the same days, until no figure moved. Audit: every contact "
                f"accounted for. ccsim {origin.version}, scenario {origin.scenario_hash}, seed {origin.seed}"
            ),
        ]
    )


def _rows(queues: tuple[Counted, ...]) -> list[list[str]]:
    head = ["a day", "counted", "new customers", "contacts for each", "abandoned %"]
    return [head, *(_row(one) for one in queues)]


def _row(one: Counted) -> list[str]:
    return [one.queue, amount(one.a_day), amount(one.customers), f"{one.per_issue:.3f}", f"{100 * one.abandoned:.1f}"]


def _line(one: Counted) -> str:
    return f"{INDENT * 2}queues.{one.queue}.arrivals.offered_per_issue: {one.per_issue:.3f}"
