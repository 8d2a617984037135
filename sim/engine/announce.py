"""A queue that says the wait: what it says, and what that does to the patience of whoever stays.

The functions act on the play whose contact it is; `reference.Play` calls them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.engine.overdue import borne
from sim.engine.quote import quoted
from sim.units import NEVER

if TYPE_CHECKING:
    from sim.engine.reference import Play


def told(play: Play, row: int, queue: int, ms: int) -> int:
    """Where a queue announces, the quoted wait is said as padded, in whole permille, rounded down; an infinite one
    stays so."""
    wait = play.quoted[row] = quoted(play, queue, ms)
    if play.rules.announces[queue]:
        wait = wait if wait == NEVER else min(wait * play.rules.pad_permille[queue] // 1000, NEVER)
        play.announced[row] = wait
    return wait


def patience_in_force(play: Play, row: int, queue: int) -> int:
    """Whoever joins the line on hearing the wait bears less past it: the patience from now on in force. Patience that
    ends before it, or never, stays; so does that of a customer who accepted a callback, was rung first and holds: what
    they were told was for a line that they left."""
    patience: int = play.patience[row]
    said, curve = play.announced[row], play.rules.overdue[queue]
    if curve and said < patience < NEVER and not play.accepted[row]:
        play.own_patience[row] = patience
        patience = play.patience[row] = said + borne(curve, patience - said)
    return patience
