"""What `ccsim check` says of a file without faults: what it holds, to see a slip before it is played."""

from __future__ import annotations

from sim.demand.arrivals import expected_per_day
from sim.roster.heads import days_differ, stretches
from sim.scenario.bursts import Burst
from sim.scenario.calendar import falls_on
from sim.scenario.defaults import unwritten
from sim.scenario.schema import Scenario
from sim.scenario.strategies import plans
from sim.show.changed import changed
from sim.show.figures import amount, plural
from sim.show.layout import INDENT, TIE, WIDTH, columns, indented, label_width, labelled, listed, page, sentences
from sim.show.seldom_meant import seldom_meant
from sim.show.unserved import unserved
from sim.show.words import opening, promise
from sim.study.words import money
from sim.units import HOUR, format_clock, format_duration, format_share

EXPLAIN = f"(ccsim{TIE}check{TIE}--explain)"
"""Where every value in force is told, with its source."""


def check_page(scenario: Scenario, file: str) -> str:
    """Queues with their volume and promise, groups with their hours, strategies, values that the file leaves open."""
    days = scenario.days
    played = f"{plural(days.count, 'day')} a run" + (f" after {days.warm_up} of warm-up" if days.warm_up else "")
    return page(
        [
            [f"{file} is fine."],
            sentences(f"{scenario.name}, {played}"),
            _queues(scenario),
            _bursts(scenario),
            indented(columns(_groups(scenario), "lrrl")),
            nobody_there(scenario),
            [line for text in seldom_meant(scenario) for line in sentences(text, hang=2)],
            _empty_mailboxes(scenario),
            _strategies(scenario),
            unwritten_values(scenario),
        ]
    )


def _queues(scenario: Scenario) -> list[str]:
    """A row a queue; hours that would make it too wide for the page stand below."""
    rows, below = [["queue", "first attempts a day", "open", "target"]], dict[str, list[str]]()
    for name, queue in scenario.queues.items():
        clocks = opening(scenario, name)
        if len(clocks) > WIDTH // 2:
            below.setdefault(clocks, []).append(name)
            clocks = "by day"
        volume = expected_per_day(scenario, name)
        target = f"{promise(queue.target)}, {queue.target.formula}" if queue.target else "none"
        rows.append([name, amount(volume) if volume else "none", clocks, target])
    told = [f"{listed(names)} by day: {clocks}" for clocks, names in below.items()]
    return [*indented(columns(rows, "lrll")), *(line for text in told for line in sentences(text, hang=2))]


def _bursts(scenario: Scenario) -> list[str]:
    """What comes on top of those first attempts."""
    told = [
        f"{queue}: {name} brings {amount(one.size)} more from {_when(one)}{_held(scenario, queue, one)}"
        for queue, name, one in scenario.bursts()
    ]
    return [line for text in told for line in sentences(text)]


def _when(burst: Burst) -> str:
    day = f"on {'day ' if isinstance(burst.day, int) else ''}{burst.day}" if burst.day else "every day"
    chance = f", with a chance of {format_share(burst.chance)}" if burst.chance < 1 else ""
    return f"{format_clock(burst.at)}, {day}{chance}"


def _held(scenario: Scenario, queue: str, burst: Burst) -> str:
    """What becomes of it where the queue is closed as it begins, on each of its days."""
    days = [day for day in range(scenario.days.count) if falls_on(burst.day, scenario.days.first, day)]
    hours = [scenario.hours_on(queue, day) for day in days]
    if not hours or any(opens <= burst.at < closes for opens, closes in hours):
        return ""
    over = f", spread over {format_duration(burst.held)}" if burst.held else ""
    return f"; {queue} is closed then: who would come before the next opening comes after it{over}"


def _groups(scenario: Scenario) -> list[list[str]]:
    rows = [["agents", "hours on queue a day", "paid", "skills"]]
    for name, group in scenario.agents.items():
        days = range(scenario.days.count if days_differ(scenario) else 1)
        spans = [(one, (one.to_ms - one.from_ms) / HOUR) for day in days for one in stretches(scenario, name, day)]
        on_queue = sum(one.on_queue * hours for one, hours in spans) / len(days)
        paid = sum(one.paid * hours for one, hours in spans) / len(days)
        rows.append([name, amount(on_queue, 1), amount(paid, 1), ", ".join(group.skills)])
    return rows


def _strategies(scenario: Scenario) -> list[str]:
    if not scenario.strategies:
        return []
    _, *tried = plans(scenario)
    wide = label_width(list(scenario.strategies))
    lines = [f"{INDENT}{plural(len(tried), 'strategy', 'strategies')}"]
    for plan in tried:
        changes = changed(scenario, plan.scenario) if not plan.unchanged else ["changes nothing of this plan"]
        price = [f"its own price: {money(plan.cost_per_day, scenario.currency)} a day"] if plan.own_cost else []
        nobody = [text for text in unserved(plan.scenario) if text not in unserved(scenario)]
        first, *rest = [text for text in (plan.about, *changes, *nobody, *price) if text]
        lines += [*labelled(plan.name, first, wide), *(line for text in rest for line in labelled("", text, wide))]
    return lines


def nobody_there(scenario: Scenario) -> list[str]:
    """When queues are open with nobody on."""
    return [line for text in unserved(scenario) for line in sentences(text, hang=2)]


def _empty_mailboxes(scenario: Scenario) -> list[str]:
    """Email of which nothing lies there as the play begins: the first days are too good."""
    if scenario.days.warm_up:
        return []
    empty = [
        name for name, page in scenario.queues.items() if page.deferred and not (page.backlog and page.backlog.count)
    ]
    told = f"{listed(empty)} {'begins' if len(empty) == 1 else 'begin'} with an empty mailbox"
    return sentences(f"{told}: write a backlog, or a days.warm_up before the days that count.", hang=2) if empty else []


def unwritten_values(scenario: Scenario) -> list[str]:
    """The published defaults in force that the file does not write; what several queues leave open is said once."""
    by: dict[str, list[str]] = {}
    for one in unwritten(scenario):
        queues = by.setdefault(one.label, [])
        if (queue := one.path.split(".")[1]) not in queues:
            queues.append(queue)
    if not by:
        return []
    shape = "shapes" if len(by) == 1 else "shape"
    told = f"{plural(len(by), 'value')} you did not write {shape} this{_by_queues(by, list(scenario.queues))}"
    return sentences(f"{told} {EXPLAIN}")


def _by_queues(by: dict[str, list[str]], every: list[str]) -> str:
    """`: patience 3m; for care and sales: redial 35%`, what all queues leave open first."""
    common = [label for label, queues in by.items() if queues == every]
    own: dict[str, list[str]] = {}
    for label, queues in by.items():
        if queues != every:
            own.setdefault(listed(queues), []).append(label)
    told = [f"for {queues}: {', '.join(labels)}" for queues, labels in own.items()]
    return "; ".join([f": {', '.join(common)}", *told]) if common else f", {'; '.join(told)}"
