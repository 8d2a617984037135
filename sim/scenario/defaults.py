"""The published values in force that the planner did not write, and where they come from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sim.scenario.arrivals import Arrivals
from sim.scenario.attendance import Absence
from sim.scenario.bursts import Burst
from sim.scenario.callback import Callback
from sim.scenario.chat import Chats
from sim.scenario.dump import tree_of, written
from sim.scenario.group import Group
from sim.scenario.laws import Gamma, Law, Lognormal
from sim.scenario.learning import Learning
from sim.scenario.mechanisms import Switching
from sim.scenario.nodes import Node
from sim.scenario.queue import Queue
from sim.scenario.reasons import Reason
from sim.scenario.schema import Scenario
from sim.scenario.self_service import SelfService
from sim.scenario.shape import Shape, page_keys
from sim.scenario.values import Page
from sim.units import format_clock, format_duration


@dataclass(frozen=True)
class Unwritten:
    """One value that shapes the result though the file does not say it."""

    path: str
    value: str
    """As it would be written."""
    label: str
    """A few words for a screen's foot."""
    source: str


def unwritten(scenario: Scenario) -> tuple[Unwritten, ...]:
    """Published defaults in force and not written, queue by queue and then group by group in the order of the file."""
    tree = tree_of(scenario)
    of_queues = (each for name in scenario.queues for each in _of_queue(scenario, tree, name))
    return (*of_queues, *(each for name, group in scenario.agents.items() for each in _of_group(name, group)))


def _of_queue(scenario: Scenario, tree: Node, name: str) -> Iterator[Unwritten]:
    queue = scenario.queues[name]
    written_patience = tree.at("queues", name, "patience")
    path = f"queues.{name}"
    if written_patience and written_patience.value == "on":
        yield Unwritten(f"{path}.patience", "3m", "patience 3m", _source(Queue, "patience"))
    if queue.arrivals is not None and "day_to_day" not in queue.arrivals.model_fields_set:
        value = written(queue.arrivals.day_to_day, "share")
        yield Unwritten(f"{path}.arrivals.day_to_day", value, f"day-to-day {value}", _source(Arrivals, "day_to_day"))
    yield from _of_mechanisms(path, queue)
    callback = queue.callback
    if callback and callback.offer_when_wait_over is None and callback.offer_when_waiting is None:
        yield Unwritten(
            f"{path}.callback.offer_when_wait_over",
            "2m",
            "callback offered over 2m",
            _source(Callback, "offer_when_wait_over"),
        )
    yield from _spreads(path, queue)
    for reason, page in (queue.reasons or {}).items():
        yield from _spreads(f"{path}.reasons.{reason}", page)
    for cause, burst in (queue.bursts or {}).items():
        yield from _of_burst(f"{path}.bursts.{cause}", burst, scenario.hours(name))


def _of_group(name: str, group: Group) -> Iterator[Unwritten]:
    yield from _of_chats(name, group.chats)
    for key, label in LEARNING.items():
        if group.learning and group.has_new_people and key not in group.learning.model_fields_set:
            value = _as_text(getattr(group.learning, key), page_keys(Learning)[key])
            yield Unwritten(f"agents.{name}.learning.{key}", value, label.format(value), _source(Learning, key))
    absence = group.absence
    if absence is not None and "chance" not in absence.model_fields_set:
        value = written(absence.chance, "share")
        yield Unwritten(f"agents.{name}.absence.chance", value, f"absent {value}", _source(Absence, "chance"))


def _of_chats(group: str, chats: Chats | None) -> Iterator[Unwritten]:
    measured = {"slower_by"} if chats and (chats.speed is not None or chats.at_once == 1) else set()
    for key, label in CHATS.items():
        if chats and key not in chats.model_fields_set | measured:
            value = _as_text(getattr(chats, key), page_keys(Chats)[key])
            yield Unwritten(f"agents.{group}.chats.{key}", value, label.format(value), _source(Chats, key))


def _of_burst(path: str, burst: Burst, hours: tuple[int, int]) -> Iterator[Unwritten]:
    """Its spreads, and where it begins while the queue is closed, how those who are held come."""
    if "held" not in burst.model_fields_set and not hours[0] <= burst.at < hours[1]:
        value = written(burst.held, "duration")
        yield Unwritten(f"{path}.held", value, f"held until the opening, then over {value}", _source(Burst, "held"))
    yield from _spreads(path, burst)


def _spreads(path: str, page: Queue | Reason | Burst) -> Iterator[Unwritten]:
    for key, label in SPREADS.items():
        for law, inner in _laws(getattr(page, key)):
            if inner.cv is None and inner.sd is None:
                yield Unwritten(f"{path}.{key}.{law}.cv", "1.0", f"{label} spread 1.0", _source(type(inner), "cv"))


def _of_mechanisms(path: str, queue: Queue) -> Iterator[Unwritten]:
    for mechanism, keys, label in PUBLISHED:
        page = getattr(queue, mechanism)
        *way, key = keys.split(".")
        spelled = True
        for step in way:
            spelled = page is not None and step in page.model_fields_set
            page = getattr(page, step) if page is not None else None
        if page is not None and not (spelled and key in page.model_fields_set) and not _idle(queue, page, key):
            model: type[Page] = type(page)
            value = _as_text(getattr(page, key), page_keys(model)[key])
            yield Unwritten(f"{path}.{mechanism}.{keys}", value, label.format(value), _source(model, key))


def _idle(queue: Queue, page: Page, key: str) -> bool:
    """Whether a key shapes nothing here: a chance that each reason writes for itself, the time until somebody turns up
    in a channel outside the file."""
    if isinstance(page, SelfService) and key == "contained":
        return queue.contained_by_reason
    return isinstance(page, Switching) and page.leaves_to is not None


def _source(page: type[Page], key: str) -> str:
    """Where a default comes from: the key's docstring says it, and nothing else does."""
    return page_keys(page)[key].source


def _as_text(value: Any, shape: Shape) -> str:
    if isinstance(value, Law):
        law = getattr(value, next(iter(value.model_fields_set)))
        return format_duration(law.mean)
    if shape.word == "relative":
        return as_change(value)
    return str(written(value, shape.word))


def as_change(factor: float) -> str:
    """A factor as planners write it: 1.1 as `+10%`."""
    return f"{(factor - 1) * 100:+.3g}%"


def _laws(law: Law | None) -> Iterator[tuple[str, Lognormal | Gamma]]:
    for name in ("lognormal", "gamma"):
        inner = getattr(law, name, None)
        if inner is not None:
            yield name, inner
    for clock, part in (law.by_arrival or {}).items() if law else ():
        for name, inner in _laws(part):
            yield f"by_arrival.{format_clock(clock)}.{name}", inner


# Mechanism, key, words for a screen's foot.
PUBLISHED = (
    ("announce", "overdue", "leaving x {} a minute past the announced wait"),
    ("redial", "chance", "redial {}"),
    ("redial", "after", "redial after {}"),
    ("redial", "at_most", "at most {} redials"),
    ("redial_blocked", "chance", "blocked ring again {}"),
    ("redial_blocked", "after", "blocked ring again after {}"),
    ("redial_blocked", "at_most", "blocked ring again up to {} redials"),
    ("self_service", "contained", "bot contains {}"),
    ("self_service", "gives_up", "bot gives up {}"),
    ("self_service", "lasts", "bot session {}"),
    ("self_service", "on_failure.talk", "talk after a failed bot {}"),
    ("self_service", "hand_over.talk", "talk after a hand-over {}"),
    ("self_service", "false_containment.after", "false containment back after {}"),
    ("silent", "chance", "abandon silently {}"),
    ("silent", "holds", "silent chats held {}"),
    ("callback", "accepted_by", "callback accepted by {}"),
    ("callback", "picks_up", "callback picked up {}"),
    ("callback", "ring", "unanswered dial {}"),
    ("callback", "attempts", "callback attempts {}"),
    ("callback", "retry_after", "callback again after {}"),
    ("unresolved", "chance", "unresolved {}"),
    ("unresolved", "comes_back", "unresolved that return {}"),
    ("unresolved", "after", "repeat after {}"),
    ("chases", "after", "writing again after {}"),
    ("chases", "at_most", "writing again at most {} times"),
    ("chases", "longer", "work {} for each message more"),
    ("switch", "abandoned.after", "switch after {}"),
    ("switch", "answered.after", "switch after {}"),
)

CHATS = {"at_once": "{} chats at once", "slower_by": "each slower by {} for each other"}
"""Key of a group's chats, words for a screen's foot."""

LEARNING = {"starts_at": "new people {} longer", "over": "learnt over {}"}
"""The same of its new people."""

SPREADS = {"talk": "talk-time", "handle_time": "handle-time", "wrap_up": "wrap-up", "hold": "hold"}
