"""What `ccsim check` says of a file without faults: what it holds, to see a slip before it is played."""

from __future__ import annotations

from sim.demand.arrivals import expected_per_day
from sim.roster.heads import stretches
from sim.scenario.defaults import unwritten
from sim.scenario.schema import Scenario
from sim.scenario.strategies import plans
from sim.show.changed import changed
from sim.show.figures import amount, plural
from sim.show.layout import INDENT, TIE, columns, indented, label_width, labelled, page, sentences
from sim.show.unserved import unserved
from sim.show.words import promise
from sim.study.words import money
from sim.units import DAY, HOUR, format_clock

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
            indented(columns(_queues(scenario), "lrll")),
            indented(columns(_groups(scenario), "lrrl")),
            nobody_there(scenario),
            _strategies(scenario),
            unwritten_values(scenario),
        ]
    )


def _queues(scenario: Scenario) -> list[list[str]]:
    rows = [["queue", "first attempts a day", "open", "target"]]
    for name, queue in scenario.queues.items():
        hours = scenario.hours(name)
        volume = expected_per_day(scenario, name)
        clocks = "round the clock" if hours == (0, DAY) else "-".join(map(format_clock, hours))
        target = f"{promise(queue.target)}, {queue.target.formula}" if queue.target else "none"
        rows.append([name, amount(volume) if volume else "none", clocks, target])
    return rows


def _groups(scenario: Scenario) -> list[list[str]]:
    rows = [["agents", "hours on queue a day", "paid", "skills"]]
    for name, group in scenario.agents.items():
        spans = [(one, (one.to_ms - one.from_ms) / HOUR) for one in stretches(scenario, name)]
        on_queue = sum(one.on_queue * hours for one, hours in spans)
        paid = sum(one.paid * hours for one, hours in spans)
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


def unwritten_values(scenario: Scenario) -> list[str]:
    """The published defaults in force that the file does not write; what several queues leave open is said once."""
    labels = list(dict.fromkeys(one.label for one in unwritten(scenario)))
    if not labels:
        return []
    shape = "shapes" if len(labels) == 1 else "shape"
    told = f"{plural(len(labels), 'value')} you did not write {shape} this: {', '.join(labels)}"
    return sentences(f"{told} {EXPLAIN}")
