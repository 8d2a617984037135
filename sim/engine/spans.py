"""Agents' time as state spans: work from the contacts, duty from the floor, breaks, and idle what is left between."""

from __future__ import annotations

import numpy as np

from sim.engine.record import NONE, STATES, Ints
from sim.engine.routing import Floor

OFF, IDLE, TALK, HOLD, WRAP, DIAL = range(6)  # breaks and meals come with their state
CHAT = STATES.index("chat")
EMAIL = STATES.index("email")
TRANSFER = STATES.index("transfer")


def agent_spans(
    floor: Floor, contacts: dict[str, Ints], breaks: list[int], issue_of: Ints, horizon_ms: int
) -> dict[str, Ints]:
    """State spans as `Record.agents` describes them. Idle time ends at the horizon; work may pass it. `breaks` holds
    agent, from_ms, to_ms, state, one after the other; `issue_of` is the number of each row's issue."""
    first_agent = np.array([*floor.first_agent, 0], dtype=np.int64)
    is_chat = np.array(floor.rules.is_chat)[contacts["queue"]]
    calls = {name: values[~is_chat] for name, values in contacts.items()}
    alone = np.concatenate([_work(calls, first_agent), _rings(floor)], axis=1)
    chats = {name: values[is_chat] for name, values in contacts.items()}
    open_chats = _between(chat_places(chats, np.array(floor.rules.silent_ms), first_agent), alone)
    others = (alone, open_chats, _breaks(breaks), _duty(floor, horizon_ms))
    agent, from_ms, to_ms, state, issue = np.concatenate(
        [*(_of_nobody(spans) for spans in others), _stretches(floor, issue_of)], axis=1
    )
    # Marks of duty have no length; they stand before work that begins in their millisecond.
    order = np.lexsort((state != OFF, from_ms, agent))
    agent, from_ms, to_ms, state, issue = agent[order], from_ms[order], to_ms[order], state[order], issue[order]
    on_duty = np.cumsum(np.where(state == OFF, to_ms - from_ms, 0)) > 0
    to_ms = np.where(state == OFF, from_ms, to_ms)
    gap = np.append((agent[1:] == agent[:-1]) & (from_ms[1:] > to_ms[:-1]), False) & on_duty
    idle = np.flatnonzero(gap)
    work = np.flatnonzero(state != OFF)
    spans = np.concatenate(
        [
            np.stack([agent[work], from_ms[work], to_ms[work], state[work], issue[work]]),
            _of_nobody(np.stack([agent[idle], to_ms[idle], from_ms[idle + 1], np.full(len(idle), IDLE)])),
        ],
        axis=1,
    )
    agent, from_ms, to_ms, state, issue = spans[:, np.lexsort((spans[1], spans[0]))]
    group = np.array(floor.group_of, dtype=np.int64)[agent]
    return {
        "agent": agent - first_agent[group],
        "group": group,
        "from_ms": from_ms,
        "to_ms": to_ms,
        "state": state,
        "issue": issue,
    }


def _of_nobody(spans: Ints) -> Ints:
    """Spans of which no issue is written."""
    return np.concatenate([spans, np.full((1, spans.shape[1]), NONE)])


def _stretches(floor: Floor, issue_of: Ints) -> Ints:
    """Deferred work, each stretch by itself."""
    agent, from_ms, to_ms, row = np.array(floor.stretches, dtype=np.int64).reshape(-1, 4).T
    lasts = to_ms > from_ms
    state = np.full(np.count_nonzero(lasts), EMAIL)
    return np.stack([agent[lasts], from_ms[lasts], to_ms[lasts], state, issue_of[row[lasts]]])


def _work(contacts: dict[str, Ints], first_agent: Ints) -> Ints:
    served = (contacts["agent"] != NONE) & (contacts["worked_ms"] == NONE)
    agent = contacts["agent"][served] + first_agent[contacts["group"][served]]
    start, parts = contacts["answered_ms"][served], []
    for state, name in ((TALK, "talk_ms"), (HOLD, "hold_ms"), (TRANSFER, "transfer_ms"), (WRAP, "wrap_ms")):
        end = start + contacts[name][served]
        lasts = end > start
        parts.append(np.stack([agent[lasts], start[lasts], end[lasts], np.full(np.count_nonzero(lasts), state)]))
        start = end
    return np.concatenate(parts, axis=1)


def chat_places(chats: dict[str, Ints], silent_ms: Ints, first_agent: Ints) -> Ints:
    """Rows agent, from, to: the places that chats held, silent customers' included; several of one agent overlap."""
    held = chats["agent"] != NONE
    chats = {name: values[held] for name, values in chats.items()}
    silent = chats["left_silently"] == 1
    begin = np.where(silent, chats["silent_until_ms"], chats["answered_ms"])
    lasts = np.where(silent, silent_ms[chats["queue"]], chats["talk_ms"] + chats["hold_ms"] + chats["wrap_ms"])
    return np.stack([chats["agent"] + first_agent[chats["group"]], begin, begin + lasts])


def _between(places: Ints, calls: Ints) -> Ints:
    """Spans of state CHAT: while at least one place is held, and no call or dial is in hand."""
    agent = np.concatenate([places[0], places[0], calls[0], calls[0]])
    ms = np.concatenate([places[1], places[2], calls[1], calls[2]])
    chats, on_call = len(places[0]), len(calls[0])
    held = np.repeat([1, -1, 0, 0], [chats, chats, on_call, on_call])
    busy = np.repeat([0, 0, 1, -1], [chats, chats, on_call, on_call])
    order = np.lexsort((ms, agent))
    agent, ms = agent[order], ms[order]
    # What begins on an agent ends on it, so that the sums are 0 from one agent to the next.
    inside = (np.cumsum(held[order]) > 0) & (np.cumsum(busy[order]) == 0)
    begins = np.append(ms[1:] > ms[:-1], False) & inside  # the last change of its millisecond counts
    starts = np.flatnonzero(begins)
    pieces = np.stack([agent[starts], ms[starts], ms[starts + 1]])
    joins = (pieces[0, 1:] == pieces[0, :-1]) & (pieces[1, 1:] == pieces[2, :-1])
    first, last = np.append(True, ~joins)[: len(starts)], np.append(~joins, True)[: len(starts)]
    whole = np.stack([pieces[0, first], pieces[1, first], pieces[2, last]])
    return np.concatenate([whole, np.full((1, whole.shape[1]), CHAT)])


def _rings(floor: Floor) -> Ints:
    agent, from_ms, to_ms = np.array(floor.rings, dtype=np.int64).reshape(-1, 3).T
    lasts = to_ms > from_ms
    return np.stack([agent[lasts], from_ms[lasts], to_ms[lasts], np.full(np.count_nonzero(lasts), DIAL)])


def _breaks(breaks: list[int]) -> Ints:
    return np.array(breaks, dtype=np.int64).reshape(-1, 4).T


def _duty(floor: Floor, horizon_ms: int) -> Ints:
    """Marks of signing on and off as OFF "spans" whose length is +1 or -1; who is on at the horizon signs off there."""
    agent, ms, change = np.array(floor.duty, dtype=np.int64).reshape(-1, 3).T
    left = np.bincount(agent, weights=change, minlength=len(floor.group_of)).astype(np.int64)
    still_on = np.flatnonzero(left)
    agent = np.append(agent, still_on)
    ms = np.append(ms, np.full(len(still_on), horizon_ms))
    change = np.append(change, np.full(len(still_on), -1))
    return np.stack([agent, ms, ms + change, np.full(len(agent), OFF)])
