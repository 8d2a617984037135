"""Contact reasons inside a queue: easy ones and hard ones, each with its share, its times and its chance of being
contained."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from sim.scenario.laws import Law
from sim.scenario.once import reason_times_written_once
from sim.scenario.values import Off, Page, Share


class Reason(Page):
    """Why some of a queue's customers come. Drawn once for an issue, and kept over its redials and repeats; on another
    queue (after an escalation, or a switch) it holds where that queue has a reason of the same name, else the issue
    draws one of that queue's own. Self-service so takes the easy ones, and what agents get is the harder rest."""

    share: Share
    """How many of the queue's customers come for it; the shares of a queue's reasons add up to 100 %."""
    talk: Law | None = None
    """Conversation with an agent; the queue's where unwritten."""
    hold: Law | None = None
    """On hold during the conversation; the queue's where unwritten."""
    wrap_up: Law | None = None
    """Work after the conversation; the queue's where unwritten."""
    handle_time: Law | None = None
    """Talk, hold and wrap-up in one figure, instead of all three; the queue's where unwritten."""
    contained: Share | None = None
    """How many of its self-service sessions end with the need met; the queue's where unwritten. Those who give up do
    so whatever their reason, so that `gives_up` and this are together at most 100 %."""

    @model_validator(mode="after")
    def _one_handle_time(self) -> Reason:
        if wrong := reason_times_written_once([name for name, value in self if value is not None]):
            raise ValueError(wrong)
        return self


def _add_up(reasons: dict[str, Reason]) -> dict[str, Reason]:
    total = sum(reason.share for reason in reasons.values())
    if abs(total - 1) > 1e-9:
        raise ValueError(f"the shares of the reasons add up to {total * 100:.4g}%: write shares that make 100%")
    return reasons


Reasons = Annotated[Annotated[dict[str, Reason], Field(min_length=1), AfterValidator(_add_up)] | None, Off]
"""Reasons by name; `off` takes them away."""
