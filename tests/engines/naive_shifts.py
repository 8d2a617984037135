"""Agents by name in the naive engine: shifts and breaks, and what is put off until they are free."""

from __future__ import annotations

from tests.engines.naive_house import House
from tests.engines.naive_people import Agent


class Shifts(House):
    """Who has a plan of their own."""

    def by_plan(self) -> bool:
        """Does the first thing that is planned now; False if nothing is. Whose shift is over and who stays for those
        inside loses the breaks that have not begun."""
        for agent in self.agents:
            if agent.plan and agent.plan[0][:2] == (self.now, "over"):
                agent.plan.pop(0)
                lost, agent.due = agent.due, []
                if lost and self.places(agent.group) and agent.back is None:
                    self.desk_changes(agent)
                return True
        for agent in self.agents:
            if agent.back == self.now:
                agent.back = None
                self.is_free(agent)
                return True
            if agent.plan and agent.plan[0][0] == self.now:
                _, what, length = agent.plan.pop(0)
                self.does(agent, what, length)
                return True
        return False

    def does(self, agent: Agent, what: str, length: int) -> None:
        """Signs on or off, or is due for a break."""
        free = agent.done is None and agent.back is None and not agent.open
        if what == "on":
            agent.on, agent.going = True, False
            if self.places(agent.group):
                agent.busy = 0 if free else agent.busy
                self.desk_changes(agent)
            elif free:
                agent.idle_since, agent.fresh, agent.busy = self.now, True, 0
        elif what == "off":
            agent.due, agent.going, agent.back = [], True, None
            if agent.done is None:
                self.is_free(agent)
        elif agent.on and not agent.going:
            agent.due.append(length)
            if free or (self.places(agent.group) and agent.back is None):
                self.is_free(agent)

    def desk_changes(self, agent: Agent) -> None:
        raise NotImplementedError

    def is_free(self, agent: Agent) -> None:
        """Gone, on a break that is due, or idle; with chats once they are done."""
        if self.places(agent.group):
            self.desk_changes(agent)
            return
        if agent.idle_since is not None:
            self.not_idle(agent)
        if agent.going:
            agent.on = agent.going = False
        elif agent.due:
            agent.back = self.now + agent.due.pop(0)
        else:
            agent.idle_since, agent.fresh = self.now, True
