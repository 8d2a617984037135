"""Who of those planned is there: absence for a day, coming late and leaving early."""

from __future__ import annotations

from typing import Any

from pydantic import BeforeValidator, model_validator

from sim.scenario.laws import Law, has_by_arrival
from sim.scenario.values import Page, Share


def _chance_alone(value: Any) -> Any:
    return value if isinstance(value, dict | Page) or value in ("on", "off", None) else {"chance": value}


ChanceAlone = BeforeValidator(_chance_alone)
"""`absence: 5%` is short for `{chance: 5%}`."""


class Absence(Page):
    """People who are planned and do not come, for a whole day or shift; they are paid. Each is drawn for each day, the
    same person in every plan of a seed: the agents of a shift by place, of a head count whoever would be the last to
    sign on and the first to leave, up to the day's highest count."""

    chance: Share = 0.05
    """How likely each is absent on a day. Source: practitioners (4-8 %)."""
    together: Share = 0.0
    """How much people are absent on the same days: the correlation of two people's normal scores on a day, in whichever
    group (a Gaussian copula with one common factor a day; of groups that write 80% and 20%, 40%). 0% is each on their
    own. Source: no public figure."""


class Lateness(Page):
    """How often, and by how much."""

    chance: Share
    """How likely it is on a day."""
    by: Law
    """By how much; at most the whole shift."""

    @model_validator(mode="after")
    def _not_by_arrival(self) -> Lateness:
        if has_by_arrival(self.by):
            raise ValueError("by_arrival goes by when a contact arrived, and here is none: write another law")
        return self


class Adherence(Page):
    """How agents by name keep to their shifts, beside breaks that begin late. They are paid as planned. A break that
    falls due before somebody has come, or after they have left, falls away; who leaves early does not stay at closing.
    """

    late: Lateness | None = None
    """Signing on late: `{chance: 10%, by: {exponential: 5m}}`; nobody where unwritten."""
    early: Lateness | None = None
    """Signing off early, written alike; nobody where unwritten."""

    @model_validator(mode="after")
    def _somebody(self) -> Adherence:
        if self.late is None and self.early is None:
            raise ValueError(
                "it says neither who comes late nor who leaves early: write late: {chance: 10%, by: {exponential: 5m}} "
                "or early alike, or remove adherence"
            )
        return self
