"""Warm transfers that could hold an agent for ever, or with nobody on the line."""

from __future__ import annotations

from collections.abc import Iterator

from sim.scenario.faults import Fault, fault
from sim.scenario.nodes import Node


def transfer_faults(root: Node) -> Iterator[Fault]:
    """Who keeps a customer is let go by an answer or by patience: without it two agents may wait for each other."""
    queues = root.at("queues")
    for name in queues.keys if queues else {}:
        warm, to = root.at("queues", name, "escalate", "warm"), root.at("queues", name, "escalate", "to")
        known = to is not None and queues is not None and to.text in queues.keys
        if warm is None or warm.value == "off" or to is None or not known:
            continue
        for one in (name, str(to.text)):
            channel = root.at("queues", one, "channel")
            if channel and channel.text in ("chat", "email"):
                wrong = f"nobody is on the line with two agents where {one} is {_called(channel.text)}"
                yield fault(warm.key, f"queues.{name}.escalate.warm", wrong, "remove it, and pass them on cold")
        patience = root.at("queues", str(to.text), "patience")
        if patience is None or patience.value == "off":
            wrong = f"the agent stays with a customer whose patience on {to.text} is without end"
            cure = f"write queues.{to.text}.patience: on, or a law of your own; or remove warm"
            yield fault(warm.key, f"queues.{name}.escalate.warm", wrong, cure)


def _called(channel: str) -> str:
    return "a chat" if channel == "chat" else "email"
