"""What depends on who takes a contact, in the naive engine's house: read off the page for each conversation anew."""

from __future__ import annotations

from sim.scenario.group import Group
from sim.units import DAY
from tests.engines.naive_follow_ups import FollowUps
from tests.engines.naive_people import Agent, Contact


class AtWork(FollowUps):
    """How long an agent needs, and whether that settles the matter."""

    def works_on(self, agent: Agent, one: Contact) -> tuple[int, int, int]:
        """Talk, hold and wrap-up; writes them down, and whether the matter is settled."""
        demand, row, page = self.demand, one.row, self.scenario.queues[one.queue]
        work, settled = [int(times[row]) for times in (demand.talk_ms, demand.hold_ms, demand.wrap_ms)], True
        if self.by_agent(one.queue):
            group, limit = self.scenario.agents[agent.group], page.talk_limit
            if one.queue in (group.own_times or {}):
                with_own = [name for name, other in self.scenario.agents.items() if other.own_times]
                at = 3 * with_own.index(agent.group)
                work = demand.own_ms[row, at : at + 3].tolist()
            pace = agent.pace[self.now // DAY] if agent.pace else 1000
            pace *= self.slower(agent)
            work = [ms * pace // (1000 * round(1000 * speed(group, one.queue))) for ms in work]
            chance = page.unresolved.chance if page.unresolved else 0
            open_ppm = round(1_000_000 * chance) * (1000 if agent.left_open is None else agent.left_open) // 1000
            settled = bool(demand.open_below_ppm[row] >= open_ppm)
            if limit is not None and work[0] > limit.at:
                work[0] = limit.at
                settled = settled and demand.cut_open_below_ppm[row] >= 1_000_000 * limit.unresolved
        one.talk, one.hold, one.wrap = talk, hold, wrap = work
        one.resolved, one.left_open = bool(demand.resolved[row]) and settled, not settled
        return talk, hold, wrap

    def by_agent(self, queue: str) -> bool:
        """Whether any group that serves the queue works otherwise than its page says."""
        serving = [group for group in self.scenario.agents.values() if queue in group.skills]
        return any(
            queue in (g.own_times or {}) or speed(g, queue) != 1 or g.turnover or g.hires or g.differ or g.slow_down
            for g in serving
        )

    def slower(self, agent: Agent) -> int:
        """In permille, how long work takes with so many of the group busy, the agent who answers among them; who is on
        a break is not on."""
        slow = self.scenario.agents[agent.group].slow_down
        on = [one for one in self.agents if one.group == agent.group and one.on and one.back is None]
        busy = [one for one in on if one is agent or one.idle_since is None]
        return round(1000 * slow.by) if slow and 1000 * len(busy) > round(1000 * slow.above) * len(on) else 1000

    def comes_back(self, one: Contact) -> None:
        """Of those whom the agent might leave open, those whom they do."""
        if one.left_open or not self.by_agent(one.queue) or one.outcome == "contained":
            super().comes_back(one)


def speed(group: Group, queue: str) -> float:
    return (group.speed or {}).get(queue, 1.0)
