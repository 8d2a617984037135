"""From a file to a scenario: read, extend, change, fill in CSV columns, check; all faults at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sim.scenario.faults import Fault, Place, ScenarioError, fault
from sim.scenario.inline import inlined
from sim.scenario.nodes import Node, merged
from sim.scenario.patch import change
from sim.scenario.reason_faults import idle_faults
from sim.scenario.schema import Scenario
from sim.scenario.strategies import strategy_faults
from sim.scenario.tree import read_tree, read_value
from sim.scenario.validate import in_order, validated
from sim.scenario.words import which_instead

LARGEST = 5_000_000


def load(
    path: str | Path, sets: Sequence[str] = (), *, to_compare: bool = False, to_bring_down: bool = False
) -> Scenario:
    """The scenario of a YAML file, with `--set` changes (`path=value`) on top.

    `to_compare`: a strategy of this very file that changes nothing is a fault, unless `sets` may be why.
    `to_bring_down`: an offered count without `offered_per_issue` starts from 1 instead of being a fault.
    Raises `ScenarioError` with everything that is wrong, each fault with file, line and column.
    """
    root, faults = _read(Path(path), ())
    root, more = inlined(root)
    faults += more
    in_the_file = set(idle_faults(root))
    for text in sets:
        root, more = _with_set(root, text)
        faults += more
    faults += [each for each in idle_faults(root) if each in in_the_file or not each.line]
    if to_bring_down:
        root = _from_one(root)
    scenario, found = validated(root)
    faults = [*faults, *found]
    faults += strategy_faults(root, scenario, idle_in=str(path) if to_compare and not sets else None)
    if faults or scenario is None:
        raise ScenarioError(in_order(faults))
    return scenario


def _read(path: Path, above: tuple[Path, ...]) -> tuple[Node, list[Fault]]:
    """A file with what it extends laid under it."""
    root, faults = read_tree(_text(path), str(path))
    extends = root.at("extends")
    if extends is None:
        return root, faults
    below = _below(path, extends, (*above, path.resolve()), faults)
    base, deeper = _read(below, (*above, path.resolve()))
    own = Node({key: child for key, child in root.keys.items() if key != "extends"}, root.place, root.key)
    return merged(base, own), [*faults, *deeper]


def _below(path: Path, extends: Node, chain: tuple[Path, ...], faults: list[Fault]) -> Path:
    """The file that is extended; `ScenarioError` where there is none, for without it half of the page is missing."""
    if extends.text is None:
        wrong, cure = "not the name of a file", "write extends: baseline.yaml"
        raise ScenarioError((*faults, fault(extends.place, "extends", wrong, cure)))
    below = path.parent / extends.text
    if below.resolve() in chain:
        wrong, cure = f"{extends.text} extends this file in turn", "let one of them end it"
        raise ScenarioError((*faults, fault(extends.place, "extends", wrong, cure)))
    if not below.is_file():
        near = sorted(each.name for each in path.parent.glob("*.y*ml") if each != path)
        cure = which_instead(extends.text, near) if near else "check its name; it is looked for beside this file"
        raise ScenarioError((*faults, fault(extends.place, "extends", f"there is no file {below}", cure)))
    return below


def _text(path: Path) -> str:
    """A file's text; `ScenarioError` where there is none to read."""
    place = Place(str(path))
    try:
        if path.is_dir():
            raise _refusal(place, "this is a folder", "name a file in it")
        if path.stat().st_size > LARGEST:
            raise _refusal(place, f"larger than {LARGEST:,} bytes", "name a scenario, not a log")
        raw = path.read_bytes()
    except FileNotFoundError:
        folder = path.parent if path.parent.is_dir() else Path()
        names = sorted(each.name for each in folder.glob("*.y*ml"))
        cure = which_instead(path.name, names) if names else "check the name and the folder"
        raise _refusal(place, "there is no such file", cure) from None
    except (OSError, ValueError) as error:
        raise _refusal(place, f"cannot be read ({error})", "check the name and its permissions") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        at = Place(str(path), before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise _refusal(at, "this is not UTF-8 text", "save the file as UTF-8") from None


def _refusal(place: Place, wrong: str, cure: str) -> ScenarioError:
    return ScenarioError((fault(place, "", wrong, cure),))


def _from_one(root: Node) -> Node:
    """The page with 1 for every `offered_per_issue` that an offered count lacks."""
    queues = root.at("queues")
    for name in queues.keys if queues else ():
        arrivals = root.at("queues", name, "arrivals")
        counts = arrivals.at("counts") if arrivals else None
        if arrivals and counts and counts.text == "offered" and arrivals.at("offered_per_issue") is None:
            root = change(root, f"queues.{name}.arrivals.offered_per_issue", Node(1, counts.place, counts.key))
    return root


def _with_set(root: Node, text: str) -> tuple[Node, list[Fault]]:
    path, joint, value = text.partition("=")
    place = Place(f"--set {text}")
    if not joint or not path.strip():
        return root, [fault(place, "", "not a change", "write --set path=value, like queues.care.talk=-10%")]
    try:
        node = read_value(value, place.file)
        filled, faults = inlined(Node({path.strip(): node}, place, place), Path())
        for key, child in filled.keys.items():
            root = change(root, key, child)
    except ScenarioError as error:
        return root, list(error.faults)
    return root, faults
