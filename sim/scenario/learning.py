"""New people: how much longer they need at first, and who of a group is new."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from sim.scenario.values import Count, Date, Duration, Off, Page, Relative, Unit


class Learning(Page):
    """How people who are new get used to the work: what they do takes a factor longer, which falls in a straight line
    from `starts_at` on their first day to none at the end of `over`. It is reckoned day by day in whole permille, and
    is that of the day on which they take the contact. It changes nothing unless `turnover` or `hires` says who is new.
    """

    starts_at: Relative = 1.5
    """How much longer talk, hold and wrap-up take somebody on their first day; rounded down to the ms, before a talk
    limit cuts. Source: Gans et al. 2010; practitioners (1.3-1.8)."""
    over: Duration = 180 * 86_400_000
    """Time from the first day until nothing is left of it. Source: practitioners (6 months)."""

    @model_validator(mode="after")
    def _no_faster(self) -> Learning:
        if self.starts_at < 1:
            raise ValueError("new people would be faster than others: write starts_at as +50%, or remove learning")
        return self

    @model_validator(mode="after")
    def _takes_time(self) -> Learning:
        if self.over == 0:
            raise ValueError("over 0s nobody is ever new: write a time like 180d, or remove learning")
        return self


Hires = Annotated[
    Annotated[dict[Date, Annotated[Count, Field(ge=1, le=100_000), Unit("heads")]], Field(min_length=1)] | None, Off
]
"""Date -> heads who begin on it; `off` takes them away."""
