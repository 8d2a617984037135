"""Who serves whom in the naive engine's house: found by looking at every agent and everybody in line anew."""

from __future__ import annotations

from tests.engines.naive_overflow import lets_in, takers
from tests.engines.naive_people import Agent, Contact
from tests.engines.naive_warm import WarmTransfers


class Dispatch(WarmTransfers):
    """Agents and contacts find each other, and what an agent does with a contact follows."""

    def dispatches(self) -> bool:
        """Agents choose, one contact each, then contacts that have come to stand now; then agents who still have room,
        round by round; then callbacks for which live contacts come first; email last. False if nothing matches."""
        matched = self.agents_choose()
        line = [one for queue in self.scenario.queues for one in self.wanting(queue)]
        for one in sorted(line, key=lambda one: one.place):
            if found := takers(self, one):
                self.takes(self.whose_turn(found[0], one), one)
                matched = True
        while self.agents_choose():
            matched = True
        for one in self.in_line("held"):
            callback = self.callback(one)
            rings = callback.dial == "customer_first"
            if callback.keeps_place and not rings:
                continue
            spare = {}
            for group in self.servers(one.queue):
                rung = self.rung_for(group) if rings else 0
                spare[group] = lets_in(self, group, one, len(self.idle(group)) - rung, self.with_nothing(group) - rung)
            if sum(spare.values()) > callback.reserve and not self.in_line("waits", one.queue):
                self.takes(self.whose_turn(next(group for group in spare if spare[group]), one), one)
                matched = True
        return self.takes_up() or matched

    def agents_choose(self) -> bool:
        """Those who have come to be free for something, the emptiest desk first; False if nobody finds anything."""
        matched = False
        for agent in sorted((one for one in self.agents if one.fresh), key=lambda one: one.open):
            if agent.idle_since is not None and (mine := self.next_contact(agent)):
                self.takes(agent, mine)
                matched = True
            else:
                agent.fresh = False
        return matched

    def takes(self, agent: Agent, one: Contact) -> None:
        """Answers who waits, dials who was promised a callback, or rings them."""
        if one.doing == "waits":
            one.doing = "taken"
            self.passes(one)
            self.talks(agent, one, "callback_answered" if one.accepted else "answered")
            return
        callback = self.scenario.queues[one.queue].callback
        assert callback is not None
        if callback.dial == "customer_first":
            self.rings(one, agent.group)
            return
        one.dials += 1
        if one.dials == self.demand.reached_at_dial[one.row]:
            self.talks(agent, one, "callback_answered")
            return
        one.doing, agent.rings = "rings", one
        agent.done = self.now + callback.ring
        self.not_idle(agent)

    def talks(self, agent: Agent, one: Contact, outcome: str) -> None:
        """The agent is busy for talk, hold and wrap-up; the customer leaves, and goes on, after talk and hold."""
        if self.is_chat(one.queue):
            self.given_chat(agent, one)
            return
        self.ends(one, outcome)
        talk, hold, wrap = self.works_on(agent, one)
        talk += self.confers(one)
        one.talk = talk
        one.answered, one.ended, one.agent = self.now, self.now + talk + hold, f"{agent.group} {agent.number}"
        one.off_line = one.ended
        if outcome == "answered" and one.queued is not None:
            self.last_wait[one.queue] = self.now - one.queued
        agent.done = one.ended + wrap
        self.not_idle(agent)
        self.keeps(agent, one)
        self.goes_on(one)

    def goes_on(self, one: Contact) -> None:
        """A second tier, another channel, a repeat, or nothing."""
        demand, row, ended = self.demand, one.row, one.ended
        if demand.escalates[row]:
            to, one.followed_by = list(self.scenario.queues)[int(demand.queue[row + 1])], "escalation"
            page = self.scenario.queues[one.queue].escalate
            assert page is not None
            self.story.append(Contact(row + 1, one.issue, one.attempt, one.leg + 1, to, one.front, "escalation",
                                      ended, int(demand.patience_ms[row + 1]), line=one.line, stands=page.place,
                                      first_queued=one.queued if one.leg == 1 else one.first_queued))  # fmt: skip
            one.line = None
        elif demand.switch_answered_to[row] >= 0:
            self.moves(one, int(demand.switch_answered_to[row]), int(demand.switch_answered_ms[row]))
        else:
            self.comes_back(one)
