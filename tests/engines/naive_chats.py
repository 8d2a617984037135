"""Several chats on one agent in the naive engine's house: what is left of each, recomputed whenever time passes."""

from __future__ import annotations

from sim.scenario.chat import Chats
from tests.engines.naive_house import House
from tests.engines.naive_people import Agent, Chat, Contact

MILLION = 1_000_000


class Desks(House):
    """The house as far as its chats are concerned; `Play` lets follow what follows."""

    def goes_on(self, one: Contact) -> None:
        raise NotImplementedError

    def works_on(self, agent: Agent, one: Contact) -> tuple[int, int, int]:
        raise NotImplementedError

    def fewer_idle(self, group: str) -> None:
        raise NotImplementedError

    def must_go(self, agent: Agent) -> None:
        raise NotImplementedError

    def rate(self, agent: Agent) -> int:
        """Millionths of a ms of work that each chat of the agent gets on by in a ms."""
        page, at_once = self.scenario.agents[agent.group].chats or Chats(at_once=1), len(agent.chats)
        at_once += agent.done is not None
        if page.speed is not None and at_once > 1:
            return round(MILLION * page.speed[at_once])
        return round(MILLION / (1 + page.slower_by * (at_once - 1)))

    def time_passes(self, until: int) -> None:
        for agent in self.agents:
            for chat in agent.chats:
                work = self.rate(agent) * (until - self.now)
                chat.talk_left, chat.place_left = chat.talk_left - work, chat.place_left - work
        self.now = until

    def chat_times(self) -> list[int]:
        """When anything on a desk is next due, as things stand."""
        times = [until for agent in self.agents for _, until in agent.silent]
        for agent in self.agents:
            for chat in agent.chats:
                left = chat.place_left if chat.talked else chat.talk_left
                times.append(self.now + -(-left // self.rate(agent)))
        return times

    def given_chat(self, agent: Agent, one: Contact) -> None:
        """It takes a place; who left silently holds one for a time."""
        one.agent = f"{agent.group} {agent.number}"
        if one.left_silently:
            silent = self.scenario.queues[one.queue].silent
            assert silent is not None
            one.silent_until = self.now
            agent.silent.append((one, self.now + silent.holds))
        else:
            talk, hold, wrap = self.works_on(agent, one)
            talk += hold
            one.answered, one.outcome, one.doing = self.now, "answered", "chats"
            self.last_wait[one.queue] = self.now - (one.queued or 0)
            agent.busy += talk + wrap
            agent.chats.append(Chat(one, talk * MILLION, (talk + wrap) * MILLION))
        chooses = agent.fresh
        self.desk_changes(agent)
        agent.fresh = agent.fresh and chooses

    def chat_happens(self, agent: Agent) -> bool:
        """One conversation ends, or one place frees; False if none does now."""
        for one, until in agent.silent:
            if until == self.now:
                agent.silent.remove((one, until))
                one.off_line = self.now
                self.desk_changes(agent)
                return True
        for chat in sorted(agent.chats, key=lambda chat: chat.of.row):
            if chat.talk_left <= 0 and not chat.talked:
                chat.talked, chat.of.ended, chat.of.off_line, chat.of.doing = True, self.now, self.now, "gone"
                chat.of.talk, chat.of.hold = self.now - (chat.of.answered or 0), 0
                self.goes_on(chat.of)
                return True
            if chat.place_left <= 0:
                agent.chats.remove(chat)
                chat.of.wrap = self.now - (chat.of.ended or 0)
                self.desk_changes(agent)
                return True
        return False

    def desk_changes(self, agent: Agent) -> None:
        """Who has room may be given more from now on; who must go, or is due for a break, is gone with nothing left."""
        leaves, empty = agent.goes or agent.going or bool(agent.due), not agent.open and agent.done is None
        if leaves and empty:
            agent.back = self.now + agent.due.pop(0) if agent.due and not agent.going else None
            agent.on, agent.goes, agent.going = agent.back is not None, False, False
        may_take = agent.on and not leaves and agent.back is None and agent.done is None
        agent.fresh = may_take and agent.open < self.places(agent.group)
        agent.idle_since = self.now if agent.fresh else None
        self.fewer_idle(agent.group)

    def chatters_become(self, group: str, heads: int) -> None:
        """Those with the least in hand go, highest number first; who went last need not after all, then others come."""
        own = [agent for agent in self.agents if agent.group == group]
        while len(stay := [agent for agent in own if agent.on and not agent.goes]) > heads:
            goes = min(stay, key=lambda agent: (agent.open + (agent.done is not None), -agent.number))
            goes.goes, self.chosen_to_go = True, [*self.chosen_to_go, goes]
            self.must_go(goes)
            self.desk_changes(goes)
        while sum(agent.on and not agent.goes for agent in own) < heads:
            waiting = [agent for agent in self.chosen_to_go if agent.group == group and agent.goes]
            one = waiting[-1] if waiting else next(agent for agent in own if not agent.on)
            if not waiting:
                one.on, one.busy = True, 0
            one.goes = False
            self.chosen_to_go = [agent for agent in self.chosen_to_go if agent is not one]
            self.desk_changes(one)
