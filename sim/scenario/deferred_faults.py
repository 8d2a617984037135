"""Keys that have no meaning where nobody waits on the line, and others that have none where somebody does."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.faults import Fault, fault
from sim.scenario.hours import is_deferred, page_hours_on
from sim.scenario.nodes import Node
from sim.scenario.values import WEEKDAYS
from sim.units import DAY, HOUR, format_clock, parse_duration

WEEKS = 52
"""In a year, the longest that a target may take (`sim.scenario.opening_clock` knows two and more)."""

LIVE_KEYS = {
    "hold": "write all of the work as handle_time",
    "wrap_up": "write all of the work as handle_time",
    "talk_limit": "remove it",
    "patience": "remove it: email is answered in the end, or still open",
    "history": "remove it",
    "short_abandon": "remove it",
    "waiting_room": "remove it: a backlog has room for all",
    "lines": "remove it: a backlog has room for all",
    "before": "remove it: who waits on a line comes first, and among email agents.*.deferred.next decides",
    "weight": "remove it: agents.*.deferred.next decides",
    "head_start": "remove it: agents.*.deferred.next decides",
    "quote": "remove it",
    "announce": "remove it",
    "balk": "remove it",
    "callback": "write switch.answered: {to: a voice queue} for those who are called instead",
    "redial": "remove it: `unresolved` brings back those whose matter is not settled",
    "redial_blocked": "remove it",
    "when_closed": "remove it: email is never turned away",
}
"""Keys of a queue whose customers wait on the line, and what to write instead on one of email."""


def deferred_faults(root: Node) -> Iterator[Fault]:
    """What is written about email against the rest of the page."""
    queues, groups = root.at("queues"), root.at("agents")
    email = {name for name in (queues.keys if queues else {}) if is_deferred(root, name)}
    for name, page in (queues.keys if queues else {}).items():
        yield from _email(root, name, page) if name in email else _live(name, page)
        yield from _across(root, name, page, email)
    for name, page in (groups.keys if groups else {}).items():
        yield from _group(root, name, page, email)


def _named(page: Node, *path: str) -> Node | None:
    node = page.at(*path)
    return node if node and node.value not in (None, "off") else None


def _email(root: Node, name: str, page: Node) -> Iterator[Fault]:
    for key, cure in LIVE_KEYS.items():
        if node := _named(page, key):
            yield fault(node.key, f"queues.{name}.{key}", "nobody waits on the line for email", cure)
    for part in ("reasons", "bursts"):
        written = page.at(part)
        for cause, one in (written.keys if written else {}).items():
            for key in ("hold", "wrap_up", "patience"):
                if node := _named(one, key):
                    path = f"queues.{name}.{part}.{cause}.{key}"
                    yield fault(node.key, path, "nobody waits on the line for email", LIVE_KEYS[key])
    if node := _named(page, "switch", "abandoned"):
        yield fault(node.key, f"queues.{name}.switch.abandoned", "nobody abandons email", "write switch.answered")
    formula = page.at("target", "formula")
    if formula and formula.text not in (None, "offered"):
        wrong = f"{formula.text} counts those who abandon, and nobody abandons email"
        yield fault(formula.place, f"queues.{name}.target.formula", wrong, "write offered")
    yield from _clock(root, name, page)


def _clock(root: Node, name: str, page: Node) -> Iterator[Fault]:
    """A clock that shows opening hours must stand still at times, run at others, and come to the end of the target."""
    clock, hours = page.at("target", "clock"), root.at("open")
    if clock is None or clock.text != "opening_hours":
        return
    path = f"queues.{name}.target.clock"
    if hours is None or hours.text == f"{format_clock(0)}-{format_clock(DAY)}":
        wrong = "the page is open round the clock, so that its opening hours are the calendar"
        yield fault(clock.place, path, wrong, "write the page's hours, like open: 08:00-20:00, or clock: calendar")
        return
    week = [page_hours_on(root, day) for day in range(len(WEEKDAYS))]
    year = WEEKS * sum(end - start for start, end in filter(None, week))
    within = page.at("target", "within")
    if None in week:
        return  # told already
    if year == 0:
        wrong = "the page is open on no weekday, so that its opening hours never pass"
        yield fault(clock.place, path, wrong, "write its hours by weekday, or clock: calendar")
    elif within and (within.read(parse_duration) or 0) > year:
        wrong = f"the page is open for {year // HOUR}h a year, and the target takes longer"
        path = f"queues.{name}.target.within"
        yield fault(within.place, path, wrong, f"write {year // HOUR}h or less, or clock: calendar")


def _live(name: str, page: Node) -> Iterator[Fault]:
    for path in (("backlog",), ("chases",), ("reply_expected",), ("target", "clock")):
        if node := _named(page, *path):
            wrong, cure = "only email lies until somebody has time for it", "write channel: email, or remove it"
            yield fault(node.key, ".".join(("queues", name, *path)), wrong, cure)


def _across(root: Node, name: str, page: Node, email: set[str]) -> Iterator[Fault]:
    """Second tiers and orders between a line and a backlog."""
    to = page.at("escalate", "to")
    if to and to.text and name in email and to.text not in email and root.at("queues", to.text):
        wrong = f"whoever writes is not on the line, as {to.text} expects"
        yield fault(to.place, f"queues.{name}.escalate.to", wrong, f"write switch.answered: {{to: {to.text}}}")
    if (lines := _named(page, "lines")) and name not in email and (backlog := _backlog_after(root, name, email)):
        wrong = f"a line would be kept until {backlog} has been worked off"
        yield fault(lines.key, f"queues.{name}.lines", wrong, "remove it, or write switch.answered instead of escalate")
    before = page.at("before")
    for item in before.items if before and name not in email else []:
        if item.text in email:
            wrong = f"who waits on a line always comes before {item.text}"
            yield fault(item.place, f"queues.{name}.before", wrong, "remove it")


def _backlog_after(root: Node, name: str, email: set[str]) -> str | None:
    """The queue of email to which second tiers lead from this one, tier after tier; None if to none."""
    passed, at = {name}, root.at("queues", name, "escalate", "to")
    while at and at.text and at.text not in passed:
        if at.text in email:
            return at.text
        passed.add(at.text)
        at = root.at("queues", at.text, "escalate", "to")
    return None


def _group(root: Node, name: str, page: Node, email: set[str]) -> Iterator[Fault]:
    yield from _own_times(name, page, email)
    yield from _overflow(name, page, email)
    deferred, skills = _named(page, "deferred"), page.at("skills")
    known = {item.text for item in (skills.items if skills else [])}
    path = f"agents.{name}.deferred"
    if deferred and not known & email:
        wrong = "the group serves no email"
        yield fault(deferred.key, path, wrong, "add a queue with channel: email to its skills, or remove it")
    rule = deferred.at("next") if deferred else None
    targets = [queue for queue in known & email if queue and root.at("queues", queue, "target")]
    if rule and rule.text == "earliest_deadline" and not targets:
        wrong = "none of its email has a target, and so no deadline"
        yield fault(rule.place, f"{path}.next", wrong, "write a target, or next: first_come")


def _overflow(name: str, page: Node, email: set[str]) -> Iterator[Fault]:
    for queue in sorted(email):
        if node := _named(page, "overflow", queue):
            skills = page.at("skills")
            serves = queue in {item.text for item in (skills.items if skills else [])}
            wrong = "email is taken up last of all, whatever else holds"
            cure = f"write agents.{name}.deferred.reserve" if serves else "remove it"
            yield fault(node.key, f"agents.{name}.overflow.{queue}", wrong, cure)


def _own_times(name: str, page: Node, email: set[str]) -> Iterator[Fault]:
    for queue in sorted(email):
        for key in ("hold", "wrap_up"):
            if node := _named(page, "own_times", queue, key):
                path = f"agents.{name}.own_times.{queue}.{key}"
                yield fault(node.key, path, "nobody waits on the line for email", LIVE_KEYS[key])
