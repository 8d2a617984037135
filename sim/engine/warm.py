"""A warm transfer: the first agent keeps the customer until an agent of the next queue answers, and the two confer.

While they wait the customer stands in the second queue like any escalated leg, and may give up. The conference is the
beginning of the second talk; once it is over, or the customer has gone, the first agent wraps up. To an agent with
chats all of it is part of the call: chats go on beside it, and none is given to them. The functions act on the play
whose contact it is, and are asked only where some transfer of the file is warm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.engine import chats
from sim.engine.moment import AGENTS, WORK_ENDS
from sim.engine.record import NONE

if TYPE_CHECKING:
    from sim.engine.reference import Play


def keeps(play: Play, row: int, agent: int) -> bool:
    """Whether this leg's agent is bound beyond the conversation, to be let go by the next leg."""
    if play.confer[row] < 0:
        return False
    play.bound[row + 1] = agent
    return True


def confers(play: Play, row: int, ms: int) -> None:
    """A second agent has answered: the conference lengthens the talk, and at its end the first agent is let go."""
    if row in play.bound:
        confer = play.confer[row - 1]
        play.conferred[row] = confer
        play.talk[row] += confer
        lets_go(play, row, ms + confer)


def lets_go(play: Play, row: int, ms: int) -> None:
    """The first agent, if this leg came with one, has nothing more to do with the customer from ms on: wraps up."""
    agent = play.bound.pop(row, NONE)
    if agent != NONE:
        stayed = play.transfer[row - 1] = ms - play.ended[row - 1]
        play.floor.busy_ms[agent] += stayed
        done = ms + play.wrap[row - 1]
        if play.has_chats:
            chats.call_lasts(play, agent, done)
        play.clock.at(done, AGENTS, agent, WORK_ENDS, play.agent_frees)


def cut_by_horizon(play: Play, horizon_ms: int) -> None:
    """Who is still bound when the play ends stayed until then."""
    for row, agent in play.bound.items():
        until = max(horizon_ms, play.ended[row - 1])
        play.transfer[row - 1] = until - play.ended[row - 1]
        if play.has_chats:
            chats.call_lasts(play, agent, until + play.wrap[row - 1])
