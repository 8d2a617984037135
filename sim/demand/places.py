"""Where an attempt's rows stand in its block: the queues it may be on, and the legs that follow each."""

from __future__ import annotations

from dataclasses import dataclass

from sim.scenario.group import Group
from sim.scenario.mechanisms import Switching
from sim.scenario.queue import Queue
from sim.scenario.schema import Scenario


@dataclass(frozen=True)
class Places:
    """Queues by number (their place in the file); a `head` is the queue of an attempt's first leg."""

    names: tuple[str, ...]
    queues: tuple[Queue, ...]
    outside: tuple[str, ...]
    """Channels outside the file that contacts leave to, in the order of `outside_channels`."""
    chains: tuple[tuple[int, ...], ...]
    """Per head: the queues of its legs, itself first."""
    heads: tuple[tuple[int, ...], ...]
    """Per origin: the queues an attempt of its issues may start on, itself first, then in file order."""
    by_lot: tuple[bool, ...]
    """Per queue: whether a group that serves it has the next agent chosen at random."""
    own_times: tuple[Group, ...]
    """Groups with times of their own on some queue, in file order."""
    most_left_open: tuple[float, ...]
    """Per queue: the greatest factor that any agent who serves it has on the chance to leave a matter open."""
    by_agent: tuple[bool, ...]
    """Per queue: whether the work on its contacts depends on who takes them."""
    first_reason: tuple[int, ...]
    """Per queue: the number of its first reason, its place in `reason_names`; the next ones follow."""

    @property
    def any_warm(self) -> bool:
        """Whether any queue's escalations are warm transfers."""
        return any(page.escalate is not None and page.escalate.warm is not None for page in self.queues)

    def rows(self, origin: int) -> tuple[tuple[int, int], ...]:
        """The (queue, leg) of each row of a block, legs counted from 1."""
        return tuple((queue, leg) for head in self.heads[origin] for leg, queue in enumerate(self.chains[head], 1))

    def first(self, origin: int, head: int) -> int:
        """The row within a block where this head's legs begin; -1 if it cannot come up."""
        return self.rows(origin).index((head, 1)) if head in self.heads[origin] else -1

    def destination(self, switching: Switching) -> int:
        """A queue's number, or len(queues) + the place of the channel among those outside."""
        if switching.to is not None:
            return self.names.index(switching.to)
        return len(self.names) + self.outside.index(switching.leaves_to or "")


def lay_out(scenario: Scenario) -> Places:
    """The places of a scenario; escalations and switches must name queues of the file, escalations in no circle."""
    names, queues = tuple(scenario.queues), tuple(scenario.queues.values())
    chains = tuple(_chain(names, queues, head) for head in range(len(names)))
    heads = tuple(_reachable(names, queues, chains, origin) for origin in range(len(names)))
    drawing = [group.skills for group in scenario.agents.values() if group.next_agent == "at_random"]
    by_lot = tuple(any(name in skills for skills in drawing) for name in names)
    groups = tuple(scenario.agents.values())
    own_times = tuple(group for group in groups if group.own_times)
    by_agent = tuple(any(name in group.skills and group.works_its_own_way(name) for group in groups) for name in names)
    most_left_open = tuple(_most_left_open(groups, name) for name in names)
    before = tuple(sum(len(page.reason_names) for page in queues[:queue]) for queue in range(len(queues)))
    return Places(
        names, queues, outside_channels(scenario), chains, heads, by_lot, own_times, most_left_open, by_agent, before
    )


def _most_left_open(groups: tuple[Group, ...], queue: str) -> float:
    return max((group.differ.most_left_open for group in groups if group.differ and queue in group.skills), default=1.0)


def outside_channels(scenario: Scenario) -> tuple[str, ...]:
    """Channels that contacts leave to, by first mention: queues in file order, `abandoned` before `answered`."""
    ways = [way for queue in scenario.queues.values() for way in _ways(queue)]
    return tuple(dict.fromkeys(way.leaves_to for way in ways if way.leaves_to is not None))


def reason_names(scenario: Scenario) -> tuple[str, ...]:
    """The reasons of all queues, and their bursts, queue by queue in file order."""
    return tuple(name for queue in scenario.queues.values() for name in queue.reason_names)


def _ways(queue: Queue) -> tuple[Switching, ...]:
    return queue.switch.ways if queue.switch else ()


def _chain(names: tuple[str, ...], queues: tuple[Queue, ...], head: int) -> tuple[int, ...]:
    chain = [head]
    while escalate := queues[chain[-1]].escalate:
        chain.append(names.index(escalate.to))
    return tuple(chain)


def _reachable(
    names: tuple[str, ...], queues: tuple[Queue, ...], chains: tuple[tuple[int, ...], ...], origin: int
) -> tuple[int, ...]:
    found, look = {origin}, [origin]
    while look:
        ways = [way for queue in chains[look.pop()] for way in _ways(queues[queue])]
        new = {names.index(way.to) for way in ways if way.to is not None} - found
        found |= new
        look.extend(new)
    return (origin, *sorted(found - {origin}))
