"""Several chats on one agent at once, and those who leave a chat without a word."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from sim.scenario.values import ChatsOpen, Count, Duration, Page, Share, Unit
from sim.units import MINUTE


class Chats(Page):
    """Several chats on one agent at once: each runs the slower the more are open. A chat comes to the group's agents
    with the fewest open first, then by the group's next_agent."""

    at_once: Annotated[Count, Field(ge=1, le=20), Unit("chats")] = 3
    """Chats that an agent has open at most. Source: Goes et al. 2018; practitioners (1-4)."""
    slower_by: Share = 0.15
    """How much longer each chat takes for each other one open: with n open its speed is 1 / (1 + slower_by x (n - 1)).
    Source: Goes et al. 2018; practitioners (evidence differs tenfold)."""
    speed: Annotated[dict[ChatsOpen, Share], Field(min_length=1)] | None = None
    """The speed of each chat by how many are open, as measured, in place of slower_by: `{2: 87%, 3: 77%}`, for every
    number from 2 to at_once at least; by slower_by where unwritten."""
    calls_with: Annotated[Count, Field(ge=0), Unit("chats")] = 0
    """Chats that an agent may have open and still be given a call. During a call no chat is given to them, and those
    open run on at the speed for one more. Source: no public figure."""

    @model_validator(mode="after")
    def _fits_together(self) -> Chats:
        if self.speed is not None and "slower_by" in self.model_fields_set:
            raise ValueError("speed and slower_by say the same thing: write one of the two")
        said = {1, *(self.speed or range(self.at_once + 1))}
        if unsaid := sorted({*range(1, self.at_once + 1)} - said):
            raise ValueError(f"no speed is said for {unsaid[0]} open: write it under speed, like {unsaid[0]}: 80%")
        if self.speed is not None and min(self.speed.values()) < 0.01:
            raise ValueError("a chat that does not go on never ends: write speeds of 1% or more")
        if self.calls_with >= self.at_once:
            raise ValueError(f"a call takes the place of a chat: write calls_with of {self.at_once - 1} or less")
        return self

    def speed_with(self, open_chats: int) -> float:
        """How fast each of so many open chats runs; 1 is alone."""
        if self.speed is not None and open_chats > 1:
            return self.speed[open_chats]
        return 1 / (1 + self.slower_by * (open_chats - 1))


class Silent(Page):
    """Those whose patience ends and who leave the window open: nobody knows. They keep their place, are given an agent
    when their turn comes, and hold one of its places until the agent gives up on them; they type nothing, so that they
    slow nobody down."""

    chance: Share = 0.70
    """How many of those who abandon. Source: Castellanos et al. (3-71 %)."""
    holds: Duration = 2 * MINUTE
    """How long each holds its place with the agent. Source: Castellanos et al."""
