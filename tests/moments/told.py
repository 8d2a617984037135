"""What a hand-made day tells back: each leg, and what each agent did, in seconds."""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.flatten import flatten
from sim.engine.record import KINDS, NONE, OUTCOMES, STATES, Record
from sim.scenario.schema import Scenario
from sim.units import SECOND


@dataclass(frozen=True)
class Fact:
    """One leg as played. Seconds after the first midnight; None where it did not come."""

    customer: int
    attempt: int
    leg: int
    day: int
    queue: str
    kind: str
    outcome: str
    arrived: float
    queued: float | None
    quoted: float | None
    announced: float | None
    patience: float
    offered: bool
    accepted: bool
    promised: float | None
    picked_up: float | None
    dials: int
    answered: float | None
    talk: float | None
    hold: float | None
    transfer: float | None
    wrap: float | None
    ended: float | None
    freed: float | None
    """When the agent, or the place for a chat, was free again."""
    silent_until: float | None
    agent: str | None
    """Group and number, like `front 0`."""
    resolved: bool | None
    switched_to: str | None
    followed_by: str | None


@dataclass(frozen=True)
class Told:
    """What happened."""

    scenario: Scenario
    record: Record

    @property
    def contacts(self) -> tuple[Fact, ...]:
        """A fact a leg, in order of customer, attempt and leg."""
        columns = {name: values.tolist() for name, values in self.record.contacts.items()}
        rows = zip(*columns.values(), strict=True)
        return tuple(self._fact(dict(zip(columns, values, strict=True))) for values in rows)

    def _fact(self, row: dict[str, int]) -> Fact:
        def seconds(name: str) -> float | None:
            return None if row[name] == NONE else _seconds(row[name])

        queues, groups = list(self.scenario.queues), list(self.scenario.agents)
        outside = [*queues, *flatten(self.scenario).outside]
        return Fact(
            customer=row["issue"],
            attempt=row["attempt"],
            leg=row["leg"],
            day=row["day"],
            queue=queues[row["queue"]],
            kind=KINDS[row["kind"]],
            outcome=OUTCOMES[row["outcome"]],
            arrived=_seconds(row["arrived_ms"]),
            queued=seconds("queued_ms"),
            quoted=seconds("quoted_ms"),
            announced=seconds("announced_ms"),
            patience=_seconds(row["patience_ms"]),
            offered=bool(row["callback_offered"]),
            accepted=bool(row["callback_accepted"]),
            promised=seconds("promised_ms"),
            picked_up=seconds("picked_up_ms"),
            dials=row["dials"],
            answered=seconds("answered_ms"),
            talk=seconds("talk_ms"),
            hold=seconds("hold_ms"),
            transfer=seconds("transfer_ms"),
            wrap=seconds("wrap_ms"),
            ended=seconds("ended_ms"),
            freed=None
            if row["answered_ms"] == NONE
            else _seconds(sum(row[name] for name in ("answered_ms", "talk_ms", "hold_ms", "wrap_ms"))),
            silent_until=seconds("silent_until_ms"),
            agent=None if row["group"] == NONE else f"{groups[row['group']]} {row['agent']}",
            resolved=None if row["resolved"] == NONE else bool(row["resolved"]),
            switched_to=None if row["switched_to"] == NONE else outside[row["switched_to"]],
            followed_by=None if row["followed_by"] == NONE else KINDS[row["followed_by"]],
        )

    def answers(self) -> list[tuple[float | None, str | None]]:
        """When and by whom each leg was answered."""
        return [(fact.answered, fact.agent) for fact in self.contacts]

    def outcomes(self) -> list[str]:
        """How each leg ended."""
        return [fact.outcome for fact in self.contacts]

    def agent(self, name: str) -> list[tuple[float, float, str]]:
        """An agent's states, like `front 0`: (from, to, state)."""
        group, number = name.split()
        spans = self.record.agents
        own = (spans["group"] == list(self.scenario.agents).index(group)) & (spans["agent"] == int(number))
        from_to = zip(spans["from_ms"][own].tolist(), spans["to_ms"][own].tolist(), spans["state"][own].tolist(),
                      strict=True)  # fmt: skip
        return [(_seconds(start), _seconds(end), STATES[state]) for start, end, state in from_to]

    def signed_off(self, name: str) -> float:
        """When an agent was on for the last time."""
        return self.agent(name)[-1][1]

    def lengths(self, queue: str) -> list[tuple[float, int]]:
        """(second, live contacts waiting from then on) of a queue."""
        trace = self.record.queues
        own = trace["queue"] == list(self.scenario.queues).index(queue)
        steps = zip(trace["ms"][own].tolist(), trace["length"][own].tolist(), strict=True)
        return [(_seconds(ms), n) for ms, n in steps]


def _seconds(ms: int) -> float:
    return ms // SECOND if ms % SECOND == 0 else ms / SECOND
