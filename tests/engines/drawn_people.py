"""Drawn people: head counts and shifts, what they can do, how they work, which contacts they take."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sim.units import format_clock
from tests.engines.drawn_values import PAUSES, QUARTERS, SHARES, WORK, Pages


@st.composite
def heads(draw: st.DrawFn, opening: str) -> dict[str, int]:
    """Head counts of an hour by the quarter, from 0 up; round the clock the last holds on."""
    first, steps = QUARTERS[opening], draw(st.lists(st.sampled_from([1, 2, 0, 3]), min_size=1, max_size=4))
    return {format_clock((first + quarter) * 900_000): count for quarter, count in enumerate(steps)}


@st.composite
def shifts(draw: st.DrawFn, opening: str) -> dict[str, Any]:
    """Up to three shifts around the hour, by the quarter; breaks one after the other at their beginning, all at once in
    their middle and just before their end; one through midnight."""
    found: dict[str, Any] = {}
    for name in ("early", "middle", "late")[: draw(st.integers(1, 3))]:
        on = max(QUARTERS[opening] + draw(st.integers(-1, 3)), 0)
        off = min(on + draw(st.integers(2, 5)), 24 * 4)
        start, soon, middle, before, end = (
            format_clock(ms) for ms in (on * 900_000, on * 900_000 + 480_000, on * 900_000 + 540_000,
                                        off * 900_000 - 180_000, off * 900_000)
        )  # fmt: skip
        breaks = [f"2m between {start}-{soon}", f"{middle} for 1m", f"{before} for 3m"]
        chosen = [one for one in breaks if draw(st.booleans())]
        found[name] = {"agents": draw(st.integers(1, 3)), "hours": f"{start}-{end}", "breaks": chosen[:2]}
        if len(chosen) > 2:
            found[name]["meal"] = chosen[2]
    if opening == "00:00-24:00" and draw(st.booleans()):
        found["night"] = {"agents": 1, "hours": "23:30-00:30", "breaks": ["23:55 for 10m", "00:10 for 5m"]}
    return found


def adherence() -> Pages:
    """Coming late and leaving early, by anything from no time to the whole shift."""
    way = st.fixed_dictionaries({"chance": SHARES, "by": PAUSES})
    return st.fixed_dictionaries({}, optional={"late": way, "early": way}).filter(bool)


@st.composite
def several_chats(draw: st.DrawFn) -> dict[str, Any]:
    """Up to three at once, slower by a rule or as measured, beside calls or not."""
    at_once = draw(st.integers(1, 3))
    page: dict[str, Any] = {"at_once": at_once, "calls_with": draw(st.integers(0, at_once - 1))}
    speeds = st.sampled_from(["100%", "77.7%", "33%"])
    if at_once > 1 and draw(st.booleans()):
        return {**page, "speed": {number: draw(speeds) for number in range(2, at_once + 1)}}
    return {**page, "slower_by": draw(st.sampled_from(["0%", "15%", "100%"]))}


CHOICES = st.fixed_dictionaries(
    {},
    optional={
        "next_agent": st.sampled_from(["least_busy", "at_random"]),
        "next_contact": st.sampled_from(["longest_wait", "most_overdue", "weighted_wait"]),
    },
)

DEFERRED = st.fixed_dictionaries(
    {},
    optional={
        "deferred": st.fixed_dictionaries(
            {},
            optional={
                "reserve": st.integers(0, 2),
                "interruptible": st.booleans(),
                "next": st.sampled_from(["first_come", "earliest_deadline"]),
            },
        )
    },
)


def heads_or_shifts(opening: str, weekend: str | None) -> Pages:
    """Head counts or agents by name; heads by day where the weekend has hours of its own."""
    absence = {"absence": st.sampled_from([{"chance": "40%"}, {"chance": "30%", "together": "80%"}])}
    if weekend is not None:
        own = heads(weekend) if weekend != "closed" else st.just({"00:00": 0})
        by_day = st.fixed_dictionaries({"mon-fri": heads(opening), "sat-sun": own})
        return st.fixed_dictionaries({"on_queue": by_day}, optional=absence)
    by_name = st.fixed_dictionaries({"shifts": shifts(opening)}, optional=absence | {"adherence": adherence()})
    return st.fixed_dictionaries({"on_queue": heads(opening)}, optional=absence) | by_name


@st.composite
def groups(
    draw: st.DrawFn,
    names: tuple[str, ...],
    opening: str,
    weekend: str | None,
    chats: frozenset[str],
    email: set[str],
) -> dict[str, Any]:
    """Up to three groups with overlapping skills; the first knows whatever the others do not."""
    skills = draw(st.lists(st.lists(st.sampled_from(names), min_size=1, unique=True), min_size=1, max_size=3))
    known = {queue for each in skills for queue in each}
    skills[0] = [*skills[0], *(queue for queue in names if queue not in known)]
    people = heads_or_shifts(opening, weekend)
    found: dict[str, Any] = {}
    for at, each in enumerate(skills):
        found[f"group {at}"] = {"skills": each, **draw(people), **draw(CHOICES), **draw(at_work(each, email, chats))}
        if chats.intersection(each):
            found[f"group {at}"]["chats"] = draw(several_chats())
        others = [f"group {other}" for other in range(len(skills)) if other != at]
        live = [skill for skill in each if skill not in email]
        if live and draw(st.booleans()):
            found[f"group {at}"]["overflow"] = draw(overflows(live, others))
        if len(live) < len(each):
            found[f"group {at}"] |= draw(DEFERRED)
    return found


def overflows(skills: list[str], others: list[str]) -> Pages:
    """Conditions of every kind on some of a group's queues."""
    conditions: dict[str, st.SearchStrategy[Any]] = {
        "after": st.sampled_from(["30s", "1m", "4m", "0s"]),
        "reserve": st.integers(1, 2),
        "waiting": st.integers(2, 3),
    }
    if others:
        conditions["idle"] = st.dictionaries(st.sampled_from(others), st.integers(1, 2), min_size=1)
    page = st.fixed_dictionaries({}, optional=conditions)
    return st.dictionaries(st.sampled_from(skills), page, min_size=1)


LEARNING = st.fixed_dictionaries(
    {
        "learning": st.sampled_from(["on", {"starts_at": "+33.3%", "over": "1d"}, {"starts_at": "x3", "over": "400d"}]),
        "turnover": st.sampled_from(["5%", "29%", "100%"]),
    }
)

SLOW_DOWN = st.fixed_dictionaries(
    {
        "slow_down": st.fixed_dictionaries(
            {"above": st.sampled_from(["0%", "50%", "66.7%"]), "by": st.sampled_from(["+12.5%", "x3"])}
        )
    }
)


DIFFER = st.sampled_from([{"speed": "15%"}, {"resolution": "50%"}, {"speed": "80%", "resolution": "20%"}])


@st.composite
def at_work(draw: st.DrawFn, skills: list[str], email: set[str], chats: frozenset[str]) -> dict[str, Any]:
    """What depends on a group's taking a contact, in half of all groups."""
    if draw(st.booleans()):
        return {}
    parts = st.fixed_dictionaries({}, optional={"talk": WORK, "hold": WORK, "wrap_up": WORK}).filter(bool)
    in_one = st.fixed_dictionaries({"handle_time": WORK})
    times = st.fixed_dictionaries({}, optional={one: in_one if one in email else parts | in_one for one in skills})
    times = times.filter(bool)
    percentages = st.sampled_from(["100%", "150%", "33.3%"])
    speeds = percentages | st.dictionaries(st.sampled_from(skills), percentages, min_size=1)
    own = draw(st.fixed_dictionaries({}, optional={"own_times": times, "speed": speeds}))
    calls_alone = not (email | chats).intersection(skills)
    differing = st.just({}) | st.fixed_dictionaries({"differ": DIFFER})
    slowing = st.just({}) | SLOW_DOWN if calls_alone else st.just({})
    return own | draw(st.just({}) | LEARNING) | draw(differing) | draw(slowing)
