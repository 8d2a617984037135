"""The wait that a contact is quoted: how it is estimated, and what saying it does."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import model_validator

from sim.scenario.values import Number, Page, Relative, Unit

Quote = Literal["queue_length", "last_waited", "head_of_line"]


class Announce(Page):
    """Saying the wait to whoever finds nobody idle, on every leg. `balk` looks at what is said; a callback's limit and
    acceptance stay with the quoted wait. Whoever stays leaves sooner once what was said is over."""

    pad: Relative = 1.0
    """What is said, relative to the quoted wait: `+10%` says a little more, so that most are glad."""
    overdue: Annotated[Number, Unit("times as likely to leave")] = 1.5
    """Each minute past the announced wait makes leaving so many times as likely as the minute before; 1 changes
    nothing. Source: Webb et al. (+52 % a minute)."""

    @model_validator(mode="after")
    def _waiting_does_not_soothe(self) -> Announce:
        if self.overdue < 1:
            raise ValueError(
                "overdue is below 1, as if waiting past what was said made people stay: "
                "write 1 for no effect, or a factor over it, like 1.5"
            )
        return self
