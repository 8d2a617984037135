"""What follows a contact in the naive engine's house: redials, repeats, other channels."""

from __future__ import annotations

from sim.demand.places import outside_channels
from sim.units import DAY, NEVER
from tests.engines.naive_callbacks import Promises
from tests.engines.naive_people import Contact


class FollowUps(Promises):
    """Who comes again, and where."""

    def gives_up(self, one: Contact, outcome: str) -> None:
        """Leaves the line, and perhaps rings again or tries another channel."""
        self.ends(one, outcome)
        demand, redial, row = self.demand, self.scenario.queues[one.queue].redial, one.row
        used = self.redials.get(one.issue, 0)
        if redial is not None and demand.redials_ms[row] >= 0 and used < redial.at_most:
            self.redials[one.issue] = used + 1
            self.follows(one, one.front, int(demand.redials_ms[row]), "redial")
        elif demand.switch_abandoned_to[row] >= 0:
            self.moves(one, int(demand.switch_abandoned_to[row]), int(demand.switch_abandoned_ms[row]))

    def comes_back(self, one: Contact) -> None:
        if self.demand.returns_ms[one.row] >= 0:
            self.follows(one, one.front, int(self.demand.returns_ms[one.row]), "repeat")

    def moves(self, one: Contact, to: int, pause: int) -> None:
        names = [*self.scenario.queues, *outside_channels(self.scenario)]
        if to < len(self.scenario.queues):
            self.follows(one, names[to], pause, "switch")
        if to >= len(self.scenario.queues) or one.followed_by:
            one.switched_to = names[to]

    def follows(self, one: Contact, queue: str, pause: int, kind: str) -> None:
        """The issue's next attempt, if it may make one, and if it still falls on the day."""
        if one.attempt >= self.scenario.attempts_at_most:
            return
        one.followed_by = kind
        demand, at = self.demand, (one.ended or 0) + pause
        places = demand.places[int(demand.origin[one.issue])]
        number = list(self.scenario.queues).index(queue)
        row = int(demand.first_row[one.issue]) + one.attempt * len(places) + places.index((number, 1))
        patience, page, left = (
            int(demand.patience_ms[row]),
            self.scenario.queues[queue],
            self.scenario.queues[one.queue],
        )
        if kind == "redial" and left.redial and left.redial.patience == "same":
            patience = one.patience if one.own_patience is None else one.own_patience
        elif page.history and patience < NEVER and kind in ("redial", "repeat"):
            factor = page.history.redial if kind == "redial" else page.history.repeat
            patience = patience * round(1000 * factor) // 1000
        if at < DAY:
            self.story.append(Contact(row, one.issue, one.attempt + 1, 1, queue, queue, kind, at, patience))
