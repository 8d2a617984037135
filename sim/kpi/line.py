"""What the line gives: service levels, waits, abandonment.

Letters in formulas: see `sim.kpi.catalogue`.
"""

from __future__ import annotations

import polars as pl

from sim.kpi.kpi import Kpi, seconds, share
from sim.kpi.sums import A_T, ARRIVED, B_S, B_T, A, B, F, N, column
from sim.scenario.queue import Formula


def _level(formula: Formula, top: pl.Expr, bottom: pl.Expr, about: str) -> Kpi:
    return share("service_level", formula, top, bottom, "high", about)


SERVICE_LEVELS: dict[Formula, Kpi] = {
    "offered": _level("offered", A_T, N, "A_T / N. The default: Call Centre Helper; Cisco negative"),
    "answered_only": _level("answered_only", A_T, A, "A_T / A. AT&T CMS"),
    "excl_short": _level("excl_short", A_T, N - B_S, "A_T / (N - B_s). Genesys; Talkdesk"),
    "excl_abandoned_in_t": _level("excl_abandoned_in_t", A_T, N - B_T, "A_T / (N - B_T). Cisco ignore; Bright Pattern"),
    "credit_abandoned_in_t": _level("credit_abandoned_in_t", A_T + B_T, N, "(A_T + B_T) / N. Cisco positive"),
    "credit_short": _level("credit_short", A_T + B_S, N, "(A_T + B_s) / N. ICMI"),
    "excl_callbacks": _level("excl_callbacks", A_T, N - F, "A_T / (N - F). Where callbacks are offered"),
    "dequeued": _level(
        "dequeued",
        A_T + B_T + column("accepted"),
        N,
        "(A_T + B_T + callbacks accepted) / N: whoever left the queue within T, a callback at once. Amazon Connect",
    ),
    "virtual": _level(
        "virtual",
        column("virtual_in_t"),
        column("virtual_of"),
        "P(virtual wait <= T), simulation, one first-come queue, else null (Jouini, Koole, Roubos 2013)",
    ),
}
"""The service levels by the name of their formula, as `target.formula` writes it."""

WAITS = (
    seconds("asa", "sum of waits of answered / A", column("wait_answered_ms"), A, "low", "Speed of answer"),
    seconds(
        "time_to_human",
        "sum from queued to human voice / (A + callbacks served)",
        column("wait_answered_ms") + column("callback_wait_ms"),
        A + column("served"),
        "low",
        "The honest ASA: callbacks counted",
    ),
    seconds(
        "wait_all",
        "sum of waits of answered and abandoned / (A + B)",
        column("wait_answered_ms") + column("wait_abandoned_ms"),
        A + B,
        "low",
    ),
    seconds("time_to_abandon", "sum of waits of abandoned / B", column("wait_abandoned_ms"), B, "neither"),
    share("delay_share", "(A + B with wait > 0) / (A + B)", column("delayed"), A + B, "low"),
    seconds(
        "patience_estimate",
        "sum of waits of answered and abandoned / B",
        column("wait_answered_ms") + column("wait_abandoned_ms"),
        B,
        "neither",
        "Mean patience if it is exponential",
    ),
)

ABANDONMENT = (
    share("abandon_rate", "B / N", B, N, "low", "Accepted callbacks are not abandons"),
    share("abandon_rate_excl_short", "(B - B_s) / (N - B_s)", B - B_S, N - B_S, "low"),
    share("blocked_rate", "blocked / arrived", column("outcome_blocked"), ARRIVED, "low"),
    share("balked_rate", "balked / arrived", column("outcome_balked"), ARRIVED, "low"),
    share("closed_rate", "closed / arrived", column("outcome_closed"), ARRIVED, "low"),
)
