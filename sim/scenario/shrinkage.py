"""Shrinkage: paid time that is not spent on the queue, in one figure or by what it goes to."""

from __future__ import annotations

from math import floor, fsum
from typing import Annotated, Any

from pydantic import Discriminator, Tag, model_validator

from sim.scenario.values import Page, Share
from sim.units import format_share

IN_ALL, BY_KIND = "[in all]", "[by kind]"
"""How the two ways of writing it are told apart in pydantic's places; neither stands in the file."""


class ShrinkageByKind(Page):
    """Shrinkage by what it goes to: shares of all paid time, which add up to less than 100%. A kind that is not written
    is none. Usual are leave 10 %, sickness 5 %, breaks 6 %, training 5 % and meetings 4 %, 30 % in all (Call Centre
    Helper; CCa2z)."""

    leave: Share = 0.0
    """Holidays and other planned leave; 10 % is usual."""
    sickness: Share = 0.0
    """Days off sick; 5 % is usual. Not beside `absence`, which draws them."""
    breaks: Share = 0.0
    """Paid breaks; 6 % is usual. Not beside shifts that have breaks of their own."""
    training: Share = 0.0
    """Training and coaching; 5 % is usual."""
    meetings: Share = 0.0
    """Team meetings and talks one to one; 4 % is usual."""

    @model_validator(mode="after")
    def _somebody_is_left(self) -> ShrinkageByKind:
        if not self.model_fields_set:
            raise ValueError(f"no kind is written: write some of {', '.join(type(self).model_fields)}")
        if self.in_all >= 1:
            raise ValueError(
                f"the kinds add up to {format_share(self.in_all)}, which leaves nobody: write less than 100% in all"
            )
        return self

    @property
    def in_all(self) -> float:
        """What the kinds add up to; rounded, so that 30 % by kind is 30 % in one figure."""
        return round(fsum(share for _, share in self), 12)


def _which(value: Any) -> str:
    return BY_KIND if isinstance(value, dict | ShrinkageByKind) else IN_ALL


Shrinkage = Annotated[
    Annotated[Share, Tag(IN_ALL)] | Annotated[ShrinkageByKind, Tag(BY_KIND)],
    Discriminator(_which),
]
"""One share of paid time, or one for each kind."""


def in_all(shrinkage: float | ShrinkageByKind) -> float:
    """The share of paid time that is not on the queue, whatever it goes to."""
    return shrinkage.in_all if isinstance(shrinkage, ShrinkageByKind) else shrinkage


def left_of(heads: int, share: float) -> int:
    """Heads on the queue of those scheduled, to the nearest whole head."""
    # The rounding to nine places keeps 70 heads at 30 % at 49, whatever the float product says.
    return floor(round(heads * (1 - share), 9) + 0.5)
