"""KPI profiles: the same log by a vendor's definitions, so that its tool's figures can be met or explained.

A profile has its own service levels and re-defines those KPIs that its vendor counts otherwise; every other KPI keeps
the catalogue's definition. Letters as in `sim.kpi.catalogue`. Each tool has settings of its own: a profile follows its
documented formula with the threshold and the short limit that the scenario writes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import polars as pl

from sim.kpi.catalogue import find
from sim.kpi.kpi import Kpi, per, seconds, share
from sim.kpi.line import SERVICE_LEVELS
from sim.kpi.sums import A_T, B_S, DAYS, HANDLE_MS, HANDLED, A, B, N, column

ProfileName = Literal["neutral", "amazon_connect", "genesys", "cisco", "talkdesk"]


@dataclass(frozen=True, eq=False)
class Profile:
    """How one vendor counts."""

    name: ProfileName
    service_levels: tuple[Kpi, ...]
    """The vendor's own, the one it goes by first."""
    otherwise: tuple[Kpi, ...]
    """KPIs of the catalogue, by name, that it defines otherwise."""
    called: Mapping[str, str]
    """What its reports call a KPI, by `Kpi.key`."""

    @property
    def level(self) -> Kpi:
        """The service level it goes by."""
        return self.service_levels[0]

    def kpis(self, kpis: Sequence[Kpi]) -> tuple[Kpi, ...]:
        """The same KPIs by this profile: its service levels first (the catalogue's keep their names and stay), those
        it defines otherwise in their place."""
        held, own = {kpi.key for kpi in kpis}, {kpi.name: kpi for kpi in self.otherwise}
        first = (level for level in self.service_levels if level.key not in held)
        return (*first, *(own.get(kpi.name, kpi) for kpi in kpis))

    def find(self, name: str) -> Kpi:
        """A KPI by its name; `service_level` is the one it goes by. KeyError if there is none."""
        if name == "service_level":
            return self.level
        return next((kpi for kpi in self.otherwise if kpi.name == name), None) or find(name)


def _level(formula: str, top: pl.Expr, bottom: pl.Expr, about: str) -> Kpi:
    return share("service_level", formula, top, bottom, "high", about)


def _without_short(short: pl.Expr, short_ms: pl.Expr, said: str = "") -> tuple[Kpi, ...]:
    """What is abandoned where short abandons are none; `said` is what the formulas add about B_s."""
    return (
        share("abandon_rate", f"(B - B_s) / (N - B_s){said}", B - short, N - short, "low"),
        seconds(
            "time_to_abandon",
            f"sum of waits of B beyond s / (B - B_s){said}",
            column("wait_abandoned_ms") - short_ms,
            B - short,
            "neither",
        ),
        per("abandoned", f"B - B_s{said}, a day", B - short, DAYS, "low"),
    )


NEUTRAL = Profile("neutral", (SERVICE_LEVELS["offered"],), (), {})
"""The catalogue as it stands; its service level is `offered`."""

AMAZON_CONNECT = Profile(
    "amazon_connect",
    (
        _level(
            "amazon_connect",
            column("answered_under_t") + column("abandoned_under_t") + column("accepted"),
            N,
            "(A_T + B_T + callbacks accepted) / N, waits < T. Whoever left the queue in time, by whatever way",
        ),
    ),
    (),
    {
        "service_level_amazon_connect": "Service level X",
        "offered": "Contacts queued",
        "abandoned": "Contacts abandoned",
        "abandon_rate": "Abandonment rate",
        "asa": "Average queue answer time",
        "time_to_abandon": "Average queue abandon time",
        "aht": "Average handle time",
        "occupancy": "Occupancy",
    },
)
"""Amazon Connect. "Metric definitions in Amazon Connect" (Administrator Guide): Service level X is the share of queued
contacts that left the queue within X seconds, answered, abandoned or moved to a callback; contacts queued for a
callback are not abandoned. "Threshold" (API Reference): only "less than" is supported, so a wait of exactly X is late.
"Reference queries for the Connect Customer data lake": abandonment rate = abandoned / queued, short ones in it. (A
callback put in the same queue would count there once more, when it is dialled: here it is one contact.)"""

GENESYS = Profile(
    "genesys",
    (_level("genesys", A_T, A + B - B_S, "A_T / (A + B - B_s). Flow-outs and short abandons left out"),),
    (
        seconds(
            "aht",
            "(talk + hold + wrap + unanswered dials) / handled legs",
            HANDLE_MS + column("ring_lost_ms"),
            HANDLED,
            "low",
        ),
    ),
    {
        "service_level_genesys": "Service Level %",
        "offered": "Offered",
        "abandoned": "Abandon",
        "abandon_rate": "Abandon %",
        "asa": "ASA",
        "time_to_abandon": "Average abandon",
        "aht": "Average Handle",
        "occupancy": "Occupancy",
    },
)
"""Genesys Cloud. "Configure the service level calculation" (Resource Center): (answered - answered that miss the
target) / (answered + abandoned), flow-outs added and abandons, all or short, subtracted as switched: here flow-outs
(an accepted callback is one) are out and short abandons subtracted. "Metric definitions": Abandon % = abandoned /
offered, short ones in it; offered are answered, abandoned or flow-out. "Average handle time (AHT)" (glossary): talk,
hold, after-call work, and for outbound calls dialing and contacting, per interaction handled."""

_SHORT, _SHORT_IN_T = column("short_under_s"), column("short_under_t")
_IN_T, _GONE_IN_T = column("answered_under_t"), column("abandoned_under_t") - _SHORT_IN_T
_EVENTS = N - _SHORT

CISCO = Profile(
    "cisco",
    (
        _level(
            "cisco_ignored",
            _IN_T,
            _EVENTS - _GONE_IN_T,
            "A_T / (N - B_s - B_T beyond s), waits < T and < s. Abandons in time are ignored",
        ),
        _level(
            "cisco_negative", _IN_T, _EVENTS, "A_T / (N - B_s), waits < T and < s. Abandons in time count as missed"
        ),
        _level(
            "cisco_positive",
            _IN_T + _GONE_IN_T,
            _EVENTS,
            "(A_T + B_T beyond s) / (N - B_s), waits < T and < s. Abandons in time count as answered in time",
        ),
    ),
    (
        *_without_short(_SHORT, column("wait_short_under_ms"), ", waits < s"),
        per("offered", "N - B_s, waits < s, a day", _EVENTS, DAYS, "neither"),
    ),
    {
        "service_level_cisco_ignored": "SL Aban Ignored",
        "service_level_cisco_negative": "SL Aban Negative",
        "service_level_cisco_positive": "SL Aban Positive",
        "offered": "Calls offered",
        "abandoned": "Calls abandoned",
        "asa": "ASA",
        "aht": "AHT",
        "occupancy": "% Utilization",
    },
)
"""Cisco Unified CCE. "Unified ICM/Unified CCE Reporting Concepts" (Report Template Reference Guide for Unified
Intelligence Center): a call is in time if it is answered *before* the threshold expires; one that abandons *before*
the abandon call wait time is a short call, neither offered nor abandoned; the three types of service level, of which
the profile goes by the first; % Utilization is handling time / ready time, our occupancy. "How to Perform Service Level
Calculation" (Cisco support). Whoever takes a callback was not answered in time, and counts as offered."""

TALKDESK = Profile(
    "talkdesk",
    (_level("talkdesk", A_T, N - B_S, "A_T / (N - B_s). Short abandons left out"),),
    _without_short(B_S, column("wait_short_ms")),
    {
        "service_level_talkdesk": "Service Level",
        "offered": "Inbound Contacts",
        "abandoned": "Abandoned Contacts",
        "abandon_rate": "Abandon Rate",
        "aht": "Avg. Handle Time",
    },
)
"""Talkdesk, its contacts data model. "Service Level" (Talkdesk Live): contacts answered within the threshold / (inbound
contacts - short abandoned). "Abandon Rate": abandoned / (inbound - short abandoned); "Abandoned Contacts": short
abandons are none of them; inbound are all that reach a queue. "Contacts' Service Level" (data dictionary) says the
same. Its Avg. Wait Time is over all contacts, as `wait_all` is, and not the speed of answer."""

PROFILES: Mapping[str, Profile] = {
    profile.name: profile for profile in (NEUTRAL, AMAZON_CONNECT, GENESYS, CISCO, TALKDESK)
}
"""Every profile by its name."""


def spelled(kpi: Kpi) -> str:
    """The KPI's formula in letters: that of a service level, whose `formula` is a name, stands first in `about`."""
    return kpi.about.partition(". ")[0] if kpi.name == "service_level" else kpi.formula
