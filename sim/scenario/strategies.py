"""The plans of a scenario: today's, and one for each strategy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sim.scenario.dump import tree_of
from sim.scenario.faults import Fault, Place, ScenarioError, fault
from sim.scenario.nodes import Node, places, plain
from sim.scenario.patch import change
from sim.scenario.reason_faults import idle_faults
from sim.scenario.schema import Scenario
from sim.scenario.validate import in_order, validated
from sim.scenario.words import which_instead

FIXED = ("name", "about", "interval", "days", "currency", "strategies", "decide", "extends", "attempts_at_most")
"""What a strategy may not change, or its days could not be compared with today's."""


@dataclass(frozen=True)
class Plan:
    """A scenario to play: today's, or what one strategy makes of it."""

    name: str
    about: str
    scenario: Scenario
    cost_per_day: float
    """The strategy's own price a day, with those it uses."""
    own_cost: bool
    """Whether any price of its own is written."""
    unchanged: bool = False
    """Whether a strategy comes to the same as today's plan: `--set`, or the file that extends, may do what it does."""


def plans(scenario: Scenario) -> tuple[Plan, ...]:
    """`baseline` first, then the strategies in the order of the file.

    A strategy first takes what it uses, in order, then its own changes; their costs add up. `ScenarioError` where a
    strategy cannot be carried out.
    """
    root = tree_of(scenario)
    faults: list[Fault] = []
    found = [Plan("baseline", "", scenario, 0.0, False)]
    for name, strategy in scenario.strategies.items():
        tree, wrong = _carried_out(root, name)
        changed, more = validated(tree) if not wrong else (None, ())
        faults += [*wrong, *more]
        if changed is None:
            continue
        prices = [
            cost.per_day for each in (*_used(root, name), name) if (cost := scenario.strategies[each].cost) is not None
        ]
        same = same_days(changed, scenario)
        found.append(Plan(name, strategy.about, changed, sum(prices), bool(prices), same))
    if faults:
        raise ScenarioError(in_order(faults))
    return tuple(found)


def plan_of(scenario: Scenario, name: str) -> Plan:
    """The plan of one strategy as a page of its own: named after it, its changes written in, no strategies left.

    `baseline` is today's. `ScenarioError` where there is no such strategy, or it cannot be carried out.
    """
    every = {plan.name: plan for plan in plans(scenario)}
    if name not in every:
        wrong, cure = f"there is no strategy '{name}'", which_instead(name, list(every))
        raise ScenarioError((fault(Place(f"--strategy {name}"), "", wrong, cure),))
    plan = every[name]
    if name == "baseline":
        return plan
    return replace(plan, scenario=plan.scenario.patched({"name": f"{scenario.name}, {name}", "strategies": None}))


def same_days(one: Scenario, other: Scenario) -> bool:
    """Whether two scenarios mean the same; a step of a clock table that changes nothing makes no difference."""
    return bool(_without_idle_steps(one.model_dump()) == _without_idle_steps(other.model_dump()))


def _without_idle_steps(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if not value or not all(isinstance(key, int) for key in value):
        return {key: _without_idle_steps(child) for key, child in value.items()}
    left: dict[int, float] = {}
    for clock, count in value.items():  # the models keep tables in the order of the day
        if not left or count != left[max(left)]:
            left[clock] = count
    return left


def strategy_faults(root: Node, scenario: Scenario | None, idle_in: str | None = None) -> list[Fault]:
    """What is wrong with the strategies of a tree, whether or not today's plan is sound (then `scenario` is None).

    Faults of today's plan are not repeated. What a strategy breaks elsewhere is told at the strategy. One that changes
    nothing is a fault where the file `idle_in` writes it.
    """
    today = {_unplaced(each) for each in validated(root)[1]} if scenario is None else set()
    unreadable = {path.split(".")[1] for path, _ in today if path.startswith("strategies.")}
    strategies = root.at("strategies")
    faults: list[Fault] = []
    broken: set[str] = set()
    for name in strategies.keys if strategies else ():
        if broken & set(_used(root, name)):
            continue
        tree, wrong = _carried_out(root, name)
        changed, more = validated(tree) if not wrong else (None, ())
        wrong += [_told_at(root, name, each) for each in more if _unplaced(each) not in today]
        wrong += _idle(root, name, tree)
        same = same_days(changed, scenario) if scenario and changed else plain(tree) == plain(root)
        if same and not wrong and name not in unreadable:
            wrong += _changes_nothing(root, name, idle_in)
        if wrong:
            broken.add(name)
        faults += [each for each in wrong if not _told_of_todays(each, name, today)]
    return faults


def _unplaced(each: Fault) -> tuple[str, str]:
    return each.path, each.wrong


def _told_of_todays(each: Fault, name: str, today: set[tuple[str, str]]) -> bool:
    """Whether it is a clock of today's own table that cannot be read: told there, not again at each change of it."""
    path = each.path.removeprefix(f"strategies.{name}.set.")
    return any(wrong == each.wrong and told.startswith(f"{path}.") for told, wrong in today)


def _used(root: Node, name: str) -> tuple[str, ...]:
    """The strategies that a strategy takes first, those that they take included; each as often as it is taken."""
    return _used_below(root, name, (name,))


def _used_below(root: Node, name: str, above: tuple[str, ...]) -> tuple[str, ...]:
    use = root.at("strategies", name, "use")
    strategies = root.at("strategies")
    found: tuple[str, ...] = ()
    for item in use.items if use else ():
        known = item.text is not None and strategies is not None and item.text in strategies.keys
        if known and item.text not in above:
            found = (*found, *_used_below(root, str(item.text), (*above, str(item.text))), str(item.text))
    return found


def _carried_out(root: Node, name: str) -> tuple[Node, list[Fault]]:
    """The tree after a strategy, and which of its own changes cannot be made."""
    faults: list[Fault] = []
    tree = root
    for each in (*_used(root, name), name):
        node = root.at("strategies", each, "set")
        for path, value in (node.keys if node else {}).items():
            head = path.partition(".")[0]
            if head in FIXED:
                wrong = f"a strategy cannot change {head}"
                faults.append(fault(value.key, f"strategies.{each}.set.{path}", wrong, "write a scenario of its own"))
                continue
            try:
                tree = change(tree, path, value)
            except ScenarioError as error:
                faults += [_within(each, one) for one in error.faults]
    return tree, faults


def _within(name: str, each: Fault) -> Fault:
    path = f"strategies.{name}.set.{each.path}"
    return Fault(each.file, each.line, each.column, path, each.wrong, each.cure)


def _told_at(root: Node, name: str, each: Fault) -> Fault:
    """A fault that a strategy causes, at the strategy: where its change stands if the fault is in it, else its name."""
    node = root.at("strategies", name)
    if node is None or any((each.file, each.line, each.column) == (p.file, p.line, p.column) for p in places(node)):
        return each
    return fault(node.key, f"strategies.{name}", f"it breaks {each.path} ({each.wrong})", f"{each.cure}, in its set")


def _idle(root: Node, name: str, tree: Node) -> list[Fault]:
    """What the strategy itself writes to no effect."""
    node = root.at("strategies", name)
    own = set(places(node)) if node else set()
    return [each for each in idle_faults(tree) if Place(each.file, each.line, each.column) in own]


def _changes_nothing(root: Node, name: str, idle_in: str | None) -> list[Fault]:
    node = root.at("strategies", name)
    if node is None or node.key.file != idle_in:
        return []
    cure = "write what it sets, or remove it"
    return [fault(node.key, f"strategies.{name}", "changes nothing of today's plan", cure)]
