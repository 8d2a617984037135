"""Experience KPIs, modelled: what customers would say if they were asked, from what happened to them.

A handled contact that is over has `best` points, less `per_minute_waited`, `per_transfer`, `per_repeat` and
`unresolved` for what bothered this customer; customers differ around that by a normal law with sd `spread`. On the
0-10 scale of "would you recommend us" a 9 or 10 promotes (8.5 points or more) and 0 to 6 detracts (under 6.5); on the
1-5 scale of satisfaction, 1 + 0.4 points, 4 or 5 is satisfied (6.25 points or more); ease on the 1-7 scale of effort is
1 + 0.6 points, once `effort` is off them; of detractors the share `leaves` does so. What is summed is expected numbers,
so nothing is drawn. Contacts that begin by email are not asked, and the time that email lies there bothers nobody.
NPS is promoters minus detractors: some published pages print it the other way round.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import ndtr

from sim.kpi.kpi import Kpi, per, share
from sim.kpi.sums import column
from sim.scenario.experience import Experience
from sim.units import MINUTE

PROMOTES, DETRACTS, SATISFIED = 8.5, 6.5, 6.25
"""Points from which a customer promotes, under which they detract, from which they are satisfied."""

EXPERIENCE_SUMS = ("experienced", "satisfied", "promoters", "detractors", "ease", "leavers")
"""Columns of a cell where the scenario has `experience`: handled contacts that are over, in the cell of their first
leg, and what is expected of them (numbers of customers; points of ease)."""

_ASKED = column("experienced")

EXPERIENCE: tuple[Kpi, ...] = (
    share("csat", "expected to give 4 or 5 of 5 / handled contacts", column("satisfied"), _ASKED, "high", "Modelled"),
    per(
        "nps",
        "100 x (promoters - detractors) / handled contacts",
        (column("promoters") - column("detractors")) * 100,
        _ASKED,
        "high",
        about="Modelled; -100 to 100",
        signed=True,
    ),
    per("ces", "expected ease, 1 to 7 / handled contacts", column("ease"), _ASKED, "high", about="Modelled; 7 is easy"),
    share("churn", "expected to leave / handled contacts", column("leavers"), _ASKED, "low", "Modelled"),
)
"""The KPIs of a scenario with `experience`."""


def experience_sums(contacts: pl.DataFrame, of: Experience) -> pl.DataFrame:
    """EXPERIENCE_SUMS for each row of one replication's log, in order (issue, attempt, leg): a contact's stand on its
    first leg, others are 0."""
    c = pl.col
    # Who was promised a time does not wait before it.
    waited = (pl.coalesce("answered_ms", "ended_ms") - pl.coalesce("promised_ms", "queued_ms")).fill_null(0)
    waited = pl.when(c("worked_ms").is_null()).then(waited).otherwise(0)
    one = ["issue", "attempt"]
    told = contacts.select(
        (c("leg") == 1).alias("first"),
        (
            c("outcome").is_in(["answered", "callback_answered"]).first()
            & c("worked_ms").is_null().first()
            & (c("outcome").last() != "open")
        )
        .over(one)
        .alias("asked"),
        waited.sum().over(one).alias("waited_ms"),
        (pl.len() - 1).over(one).alias("transfers"),
        (c("attempt") - 1).alias("earlier"),
        c("resolved").fill_null(value=False).last().over(one).alias("resolved"),
    )
    lost = (
        of.per_minute_waited * told["waited_ms"].to_numpy() / MINUTE
        + of.per_transfer * told["transfers"].to_numpy().astype(np.float64)
        + of.per_repeat * told["earlier"].to_numpy()
        + of.unresolved * ~told["resolved"].to_numpy()
    )
    asked = (told["first"] & told["asked"]).to_numpy()
    return pl.DataFrame({name: expected * asked for name, expected in _expected(of.best - lost, of).items()})


def _expected(points: NDArray[np.float64], of: Experience) -> dict[str, NDArray[np.float64]]:
    detractors = 1 - _at_least(DETRACTS, points, of.spread)
    return {
        "experienced": np.ones_like(points),
        "satisfied": _at_least(SATISFIED, points, of.spread),
        "promoters": _at_least(PROMOTES, points, of.spread),
        "detractors": detractors,
        "ease": 1 + 0.6 * np.clip(points - of.effort, 0, 10),
        "leavers": of.leaves * detractors,
    }


def _at_least(edge: float, points: NDArray[np.float64], spread: float) -> NDArray[np.float64]:
    """How likely a customer with these points on average has `edge` or more."""
    if spread == 0:
        return (points >= edge).astype(np.float64)
    return np.asarray(ndtr((points - edge) / spread), dtype=np.float64)
