"""Warm transfers in the naive engine's house: who keeps a customer is found by looking through everybody."""

from __future__ import annotations

from sim.units import NEVER
from tests.engines.naive_deferred import Backlog
from tests.engines.naive_people import Agent, Contact


class WarmTransfers(Backlog):
    """Agents who stay with a customer until somebody else has them."""

    def keeps(self, agent: Agent, one: Contact) -> None:
        """Whoever passes a contact on warmly is bound until let go."""
        escalate = self.scenario.queues[one.queue].escalate
        if escalate is not None and escalate.warm is not None and self.demand.escalates[one.row]:
            agent.keeps, agent.done = one, NEVER

    def confers(self, one: Contact) -> int:
        """How long the agent before and the new one confer; the one before is bound for so long, and then wraps up."""
        if not any(agent.keeps is not None and agent.keeps.row == one.row - 1 for agent in self.agents):
            return 0
        one.confer = int(self.demand.confer_ms[one.row - 1])
        self.lets_go(one, self.now + one.confer)
        return one.confer

    def lets_go(self, one: Contact, at: int) -> None:
        """The agent before wraps up from then on."""
        for agent in self.agents:
            before = agent.keeps
            if before is not None and before.row == one.row - 1:
                before.transfer = at - (before.ended or 0)
                agent.done, agent.keeps = at + (before.wrap or 0), None
                agent.busy += before.transfer

    def breaks_off(self, horizon: int) -> None:
        """The play ends on those who still keep somebody."""
        for agent in self.agents:
            if agent.keeps is not None:
                agent.keeps.transfer = max(horizon - (agent.keeps.ended or 0), 0)

    def ends(self, one: Contact, outcome: str) -> None:
        super().ends(one, outcome)
        if outcome not in ("answered", "callback_answered"):
            self.lets_go(one, self.now)
