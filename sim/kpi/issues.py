"""What whole contacts and whole issues add: legs belong to contacts, contacts to issues."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from sim.scenario.schema import Scenario
from sim.units import DAY, NEVER

FCR_WINDOW_MS = 7 * DAY
"""W of `fcr`: a further contact within it means that the first did not settle the matter."""

Ints = NDArray[np.int64]
Yes = NDArray[np.bool_]
View = dict[str, NDArray[Any]]

ISSUE_SUMS = (
    "handled_contacts", "contact_handle_ms", "more_legs", "only_contacts", "redials_blocked",
    "fcr", "fcr_of", "fcr_true", "fcr_tier1", "fcr_true_of",
)  # fmt: skip
"""The columns of `issue_sums`, part of CONTACT_SUMS."""


def issue_sums(contacts: pl.DataFrame, scenario: Scenario) -> pl.DataFrame:
    """For each row of one replication's log, in order (issue, attempt, leg): what its contact and its issue add in that
    row's cell: the contact's figures on its first leg, the issue's on the first leg of its first handled contact."""
    log_end = (scenario.days.warm_up + scenario.days.count) * DAY
    view = _view(contacts)
    first = np.flatnonzero(view["leg"] == 1)
    last = np.append(first[1:], len(contacts))[: len(first)] - 1
    sums = {name: np.zeros(len(contacts)) for name in ISSUE_SUMS}
    if len(first):
        for made in (_of_contacts(view, first, last), _of_issues(view, first, last, log_end)):
            for name, values in made.items():
                sums[name][first] = values
    return pl.DataFrame(sums)


def _view(contacts: pl.DataFrame) -> View:
    c = pl.col
    frame = contacts.select(
        "issue",
        "attempt",
        "leg",
        "arrived_ms",
        c("ended_ms").fill_null(NEVER),
        c("outcome").is_in(["answered", "callback_answered"]).alias("handled"),
        (c("talk_ms") + c("hold_ms") + c("transfer_ms") + c("wrap_ms")).fill_null(0).alias("handle_ms"),
        c("resolved").fill_null(False),
        (c("outcome") == "open").alias("open"),
        (c("outcome") == "blocked").alias("blocked"),
        (c("kind") == "redial").alias("redial"),
        c("switched_to").is_not_null().alias("moved"),
        (c("followed_by").is_not_null() & (c("followed_by") != "escalation")).alias("followed"),
    )
    return {name: frame[name].to_numpy() for name in frame.columns}


def _same_issue_next(view: View, first: Ints) -> Yes:
    issue = view["issue"][first]
    same: Yes = np.append(issue[1:] == issue[:-1], False)
    return same


def _of_contacts(view: View, first: Ints, last: Ints) -> View:
    handled = view["handled"][first]
    followed = _same_issue_next(view, first)
    alone = ~followed & ~view["followed"][last] & ~view["moved"][last]
    was_blocked = np.append(False, (view["blocked"][last] & followed)[:-1])
    return {
        "handled_contacts": handled,
        "contact_handle_ms": np.add.reduceat(view["handle_ms"], first) * handled,
        "more_legs": (last - first) * handled,
        "only_contacts": alone & (view["attempt"][first] == 1),
        "redials_blocked": was_blocked & view["redial"][first],
    }


def _of_issues(view: View, first: Ints, last: Ints, log_end: int) -> View:
    """An issue whose first attempt lies before the log (a return carried in) is left out: its first handled contact may
    lie there too."""
    issue, handled = view["issue"][first], view["handled"][first]
    start = np.append(True, issue[1:] != issue[:-1])
    whole = (view["attempt"][first] == 1)[np.flatnonzero(start)][np.cumsum(start) - 1]
    candidates = np.flatnonzero(handled & whole)
    first_handled = np.zeros(len(first), dtype=bool)
    first_handled[candidates[np.unique(issue[candidates], return_index=True)[1]]] = True
    ended = view["ended_ms"][last]
    arrived = view["arrived_ms"][first]
    next_arrival = np.where(_same_issue_next(view, first), np.append(arrived[1:], NEVER), NEVER)
    early = first_handled & (ended + FCR_WINDOW_MS <= log_end)
    over = first_handled & ~view["open"][last]
    return {
        "fcr_of": early,
        "fcr": early & (next_arrival - ended > FCR_WINDOW_MS) & ~view["moved"][last],
        "fcr_true_of": over,
        "fcr_true": over & view["resolved"][last],
        "fcr_tier1": over & view["resolved"][first],
    }
