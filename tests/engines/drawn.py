"""Scenarios drawn at the edges: nobody on, no patience, no room, work of no length, times on a coarse grain."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from sim.demand.draw import Demand
from sim.scenario.schema import Scenario
from sim.units import NEVER, format_clock

SAME_EACH_TIME = settings(derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A fixed seed and no clock: a test that passes here passes everywhere."""

Pages = st.SearchStrategy[dict[str, Any]]

QUEUES = ("care", "sales", "expert")
OPENINGS = ("08:00-09:00", "00:00-01:00", "23:00-24:00", "00:00-24:00")
QUARTERS = {"08:00-09:00": 8 * 4, "00:00-01:00": 0, "23:00-24:00": 23 * 4, "00:00-24:00": 0}
"""The first quarter of an hour of each, counted from midnight."""

SHARES = st.sampled_from(["0%", "40%", "80%", "100%"])
GRAINS = st.sampled_from([30_000, 1_000, 1])
SEEDS = st.integers(0, 10_000)

WORK = st.sampled_from(
    [
        {"constant": "4m"},
        {"exponential": "2m"},
        {"constant": "30s"},
        {"constant": "0s"},
        {"mixture": {"zero": "50%", "otherwise": {"exponential": "3m"}}},
        {"by_arrival": {"08:20": {"constant": "1m"}, "23:30": {"exponential": "3m"}}},
    ]
)
PATIENCE = st.sampled_from(
    [
        {"constant": "1m"},
        {"exponential": "2m"},
        {"constant": "0s"},
        {"mixture": {"zero": "30%", "otherwise": {"exponential": "5m"}}},
    ]
)
PAUSES = st.sampled_from(
    [{"constant": "0s"}, {"constant": "30s"}, {"exponential": "2m"}, {"exponential": "10m"}, {"constant": "1d"}]
)


def arrivals() -> Pages:
    """A day's volume, tiny, varying from day to day or not."""
    return st.fixed_dictionaries(
        {"per_day": st.sampled_from([40, 60, 5, 0]), "day_to_day": st.sampled_from(["0%", "30%"])}
    )


def announcements() -> Pages:
    """Waits said as quoted, padded or shortened; overdue from no effect on."""
    return st.fixed_dictionaries(
        {},
        optional={
            "pad": st.sampled_from(["+25%", "-50%", "-100%", "x3.3333"]),
            "overdue": st.sampled_from([1, 1.0001, 1.5, 1000]),
        },
    )


def redials() -> Pages:
    """Redials of every kind."""
    return st.fixed_dictionaries(
        {
            "chance": SHARES,
            "after": PAUSES,
            "at_most": st.integers(1, 3),
            "patience": st.sampled_from(["fresh", "same"]),
        }
    )


def blocked_redials() -> Pages:
    """Redials of those turned away, wherever anybody is."""
    return st.fixed_dictionaries({"chance": SHARES, "after": PAUSES, "at_most": st.integers(1, 4)})


@st.composite
def callbacks(draw: st.DrawFn) -> dict[str, Any]:
    """Callbacks of both kinds, offered by wait, by line, or by both."""
    page = draw(
        st.fixed_dictionaries(
            {
                "accepted_by": SHARES,
                "keeps_place": st.booleans(),
                "picks_up": SHARES,
                "ring": st.sampled_from(["0s", "30s"]),
                "attempts": st.integers(1, 3),
                "retry_after": st.sampled_from(["0s", "1m", "15m"]),
                "at_closing": st.sampled_from(["serve_out", "carry", "cancel"]),
            },
            optional={
                "offer_when_wait_over": st.sampled_from(["0s", "1m", "4m"]),
                "offer_when_waiting": st.integers(0, 3),
                "dial": st.just("customer_first"),
                "last_offer": st.sampled_from(["10m", "30m"]),
                "most_pending": st.integers(1, 3),
                "scheduled": st.fixed_dictionaries(
                    {"slots": st.sampled_from(["5m", "10m"]), "capacity": st.integers(1, 2), "wanted_after": PAUSES}
                ),
                "rings_again": st.fixed_dictionaries({"chance": SHARES, "after": PAUSES}),
            },
        )
    )
    return page if page["keeps_place"] else {**page, "reserve": draw(st.integers(0, 2))}


def self_service() -> Pages:
    """Sessions with every end."""
    return st.fixed_dictionaries(
        {
            "used_by": SHARES,
            "contained": st.sampled_from(["0%", "30%", "60%"]),
            "gives_up": st.sampled_from(["0%", "20%"]),
            "lasts": WORK,
        },
        optional={
            "hand_over": st.fixed_dictionaries({"share": SHARES}),
            "false_containment": st.fixed_dictionaries({"chance": SHARES, "after": PAUSES}),
        },
    )


@st.composite
def reasons(draw: st.DrawFn, queue: dict[str, Any]) -> dict[str, Any]:
    """Two of three reasons that queues share by name; containment only where the queue has self-service."""
    names = draw(st.permutations(["password", "billing", "weather"]))[:2]
    first = draw(st.sampled_from([0, 30, 100]))
    found: dict[str, Any] = {}
    for name, share in zip(names, (first, 100 - first), strict=True):
        found[name] = {"share": f"{share}%"} | ({"talk": draw(WORK)} if draw(st.booleans()) else {})
        if "self_service" in queue and draw(st.booleans()):
            found[name]["contained"] = draw(st.sampled_from(["0%", "80%"]))
    return found


def bursts(queue: dict[str, Any]) -> Pages:
    """One of a few customers, by day or by night, at once or slowly; containment only where there is self-service."""
    optional: dict[str, st.SearchStrategy[Any]] = {
        "rise": st.sampled_from(["5m", "1h"]),
        "day": st.just(1),
        "chance": st.just("50%"),
        "uncertainty": st.just("80%"),
        "held": st.sampled_from(["0s", "10m"]),
        "talk": WORK,
        "patience": PATIENCE,
    }
    if "self_service" in queue:
        optional["contained"] = st.sampled_from(["0%", "80%"])
    begins = {"at": st.sampled_from(["00:10", "08:20", "23:30"]), "size": st.sampled_from([4, 12]), "decay": LENGTHS}
    return st.fixed_dictionaries({"outage": st.fixed_dictionaries(begins, optional=optional)})


LENGTHS = st.sampled_from(["1s", "10m", "6h"])


def switches(others: list[str]) -> Pages:
    """Moves to another queue or to a channel outside."""
    where = [st.just({"leaves_to": "email"})] + [st.just({"to": other}) for other in others]
    way = st.tuples(st.one_of(where), SHARES, PAUSES).map(lambda d: {**d[0], "chance": d[1], "after": d[2]})
    return st.fixed_dictionaries({}, optional={"abandoned": way, "answered": way})


@st.composite
def email_queues(draw: st.DrawFn, number: int, names: tuple[str, ...], email: set[str]) -> dict[str, Any]:
    """A queue's page where nobody waits on the line; escalations go to later ones of its kind."""
    mechanisms: dict[str, st.SearchStrategy[Any]] = {
        "self_service": self_service(),
        "unresolved": st.fixed_dictionaries({"chance": SHARES, "comes_back": SHARES, "after": PAUSES}),
        "switch": switches([name for name in names if name != names[number]]).map(
            lambda page: {way: page[way] for way in page if way == "answered"}
        ),
        "chases": st.fixed_dictionaries(
            {
                "after": PAUSES,
                "at_most": st.integers(1, 3),
                "longer": st.sampled_from(["+0%", "+10%", "x1.333"]),
            }
        ),
        "backlog": st.fixed_dictionaries({"count": st.integers(0, 5), "age": PAUSES}),
        "target": st.fixed_dictionaries(
            {
                "answer": st.just("80%"),
                "within": st.sampled_from(["0s", "10m", "1h"]),
                "clock": st.sampled_from(["calendar", "opening_hours"]),
            }
        ),
    }
    if further := [name for name in names[number + 1 :] if name in email]:
        mechanisms["escalate"] = st.fixed_dictionaries({"chance": SHARES, "to": st.sampled_from(further)})
    named = {name: draw(mechanism) for name, mechanism in mechanisms.items() if draw(st.booleans())}
    if draw(st.booleans()):
        named["reasons"] = draw(reasons(named))
    return {"channel": "email", "arrivals": draw(st.none() | arrivals()), "talk": draw(WORK), **named}


@st.composite
def queues(
    draw: st.DrawFn, name: str, names: tuple[str, ...], chats: frozenset[str], email: set[str]
) -> dict[str, Any]:
    """One queue's page; each mechanism named or not. Escalations go to later queues, so that they make no circle."""
    number = names.index(name)
    if name in email:
        return draw(email_queues(number, names, email))
    mechanisms: dict[str, st.SearchStrategy[Any]] = {
        "wrap_up": WORK,
        "hold": WORK,
        "patience": PATIENCE,
        "waiting_room": st.integers(0, 3),
        "lines": st.integers(1, 4),
        "redial_blocked": blocked_redials(),
        "history": st.just({"redial": "-50%", "repeat": "x0.333"}),
        "self_service": self_service(),
        "balk": st.fixed_dictionaries({"when_wait_over": PATIENCE, "chance": SHARES}),
        "quote": st.sampled_from(["queue_length", "last_waited", "head_of_line"]),
        "announce": announcements(),
        "redial": redials(),
        "callback": callbacks(),
        "unresolved": st.fixed_dictionaries({"chance": SHARES, "comes_back": SHARES, "after": PAUSES}),
        "switch": switches([other for other in names if other != name]),
        "when_closed": st.just({"returns_within": "10m"}),
        "talk_limit": st.just({"at": "1m", "unresolved": "50%"}),
    }
    mechanisms["target"] = st.fixed_dictionaries(
        {"answer": st.just("80%"), "within": st.sampled_from(["0s", "20s", "1m", "5m"])}
    )
    mechanisms["weight"] = st.sampled_from([0.5, 2, 1.333])
    mechanisms["head_start"] = st.sampled_from(["30s", "2m", "1h"])
    if name in chats:
        mechanisms = {key: mechanisms[key] for key in mechanisms if key not in ("hold", "callback")}
        mechanisms["silent"] = st.fixed_dictionaries({"chance": SHARES, "holds": st.sampled_from(["0s", "30s", "2m"])})
    later = [other for other in names[number + 1 :] if (other in chats) == (name in chats) and other not in email]
    if later:
        mechanisms["before"] = st.lists(st.sampled_from(later), min_size=1, unique=True)
    if number + 1 < len(names):
        further = st.sampled_from(names[number + 1 :])
        ways = {"place": st.sampled_from(["as_waited", "last"]), "warm": WORK}
        mechanisms["escalate"] = st.fixed_dictionaries(
            {"chance": SHARES, "to": further},
            optional=ways,
        )
    named = {name: draw(mechanism) for name, mechanism in mechanisms.items() if draw(st.booleans())}
    if {name, named.get("escalate", {}).get("to")} & (chats | email):
        named.get("escalate", {}).pop("warm", None)
    if draw(st.booleans()):
        named["reasons"] = draw(reasons(named))
    if draw(st.booleans()):
        named["bursts"] = draw(bursts(named))
    if name in chats:
        named["channel"] = "chat"
    return {"arrivals": draw(arrivals() if number == 0 else st.none() | arrivals()), "talk": draw(WORK), **named}


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
    return st.fixed_dictionaries({}, optional={"late": way, "early": way})


@st.composite
def several_chats(draw: st.DrawFn) -> dict[str, Any]:
    """Up to three at once, slower by a rule or as measured, beside calls or not."""
    at_once = draw(st.integers(1, 3))
    page: dict[str, Any] = {"at_once": at_once, "calls_with": draw(st.integers(0, at_once - 1))}
    speeds = st.sampled_from(["100%", "77.7%", "33%"])
    if at_once > 1 and draw(st.booleans()):
        return {**page, "speed": {number: draw(speeds) for number in range(2, at_once + 1)}}
    return {**page, "slower_by": draw(st.sampled_from(["0%", "15%", "100%"]))}


@st.composite
def groups(
    draw: st.DrawFn,
    names: tuple[str, ...],
    opening: str,
    weekend: str | None,
    chats: frozenset[str],
    email: set[str],
) -> dict[str, Any]:
    """Up to three groups with overlapping skills; the first knows whatever the others do not. Heads by day where the
    weekend has hours of its own."""
    skills = draw(st.lists(st.lists(st.sampled_from(names), min_size=1, unique=True), min_size=1, max_size=3))
    known = {queue for each in skills for queue in each}
    skills[0] = [*skills[0], *(queue for queue in names if queue not in known)]
    agents, contacts = ["least_busy", "at_random"], ["longest_wait", "most_overdue", "weighted_wait"]
    choices = {"next_agent": st.sampled_from(agents), "next_contact": st.sampled_from(contacts)}
    rules = st.fixed_dictionaries({}, optional=choices)
    absence = {"absence": st.sampled_from([{"chance": "40%"}, {"chance": "30%", "together": "80%"}])}
    deferred = st.fixed_dictionaries(
        {},
        optional={
            "reserve": st.integers(0, 2),
            "interruptible": st.booleans(),
            "next": st.sampled_from(["first_come", "earliest_deadline"]),
        },
    )
    ways = st.fixed_dictionaries({}, optional={"deferred": deferred})
    people = st.fixed_dictionaries({"on_queue": heads(opening)}, optional=absence) | st.fixed_dictionaries(
        {"shifts": shifts(opening)}, optional=absence | {"adherence": adherence()}
    )
    if weekend is not None:
        own = heads(weekend) if weekend != "closed" else st.just({"00:00": 0})
        by_day = st.fixed_dictionaries({"mon-fri": heads(opening), "sat-sun": own})
        people = st.fixed_dictionaries({"on_queue": by_day}, optional=absence)
    found: dict[str, Any] = {}
    for at, each in enumerate(skills):
        found[f"group {at}"] = {"skills": each, **draw(people), **draw(rules), **draw(at_work(each, email, chats))}
        if chats.intersection(each):
            found[f"group {at}"]["chats"] = draw(several_chats())
        others = [f"group {other}" for other in range(len(skills)) if other != at]
        live = [skill for skill in each if skill not in email]
        if live and draw(st.booleans()):
            found[f"group {at}"]["overflow"] = draw(overflows(live, others))
        if len(live) < len(each):
            found[f"group {at}"] |= draw(ways)
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
        "learning": st.sampled_from(["on", {"starts_at": "-33.3%", "over": "1d"}, {"starts_at": "x3", "over": "400d"}]),
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


def without_lines_to_email(drawn: dict[str, Any], email: set[str]) -> dict[str, Any]:
    """The queues; lines are unlimited where second tiers lead on to email, tier after tier, later queues first."""
    leads: set[str] = set(email)
    for name in reversed(drawn):
        if drawn[name].get("escalate", {}).get("to") in leads:
            leads.add(name)
            drawn[name].pop("lines", None)
    return drawn


@st.composite
def pages(draw: st.DrawFn) -> dict[str, Any]:
    """A whole scenario as its file would say it."""
    names, opening = QUEUES[: draw(st.integers(1, 3))], draw(st.sampled_from(OPENINGS))
    weekend = draw(st.none() | st.sampled_from([*OPENINGS, "closed"]))
    # A day alone, which the naive engine plays, is one that is open.
    first = draw(st.sampled_from(["mon", "fri"] if weekend == "closed" else ["mon", "fri", "sun"]))
    chats = frozenset(draw(st.lists(st.sampled_from(names), unique=True)) if draw(st.booleans()) else ())
    email = {name for name in names if name not in chats and draw(st.sampled_from([False, False, True]))}
    return {
        "name": "drawn",
        "open": opening if weekend is None else {"mon-fri": opening, "sat-sun": weekend},
        "days": draw(st.sampled_from([{"count": 1}, {"count": 2}, {"count": 1, "warm_up": 1}])) | {"first": first},
        "closing": draw(st.sampled_from(["served_out", "disconnected"])),
        "repeats": draw(st.sampled_from(["none", "carry"])),
        "attempts_at_most": draw(st.sampled_from([1, 2, 4, 12])),
        "queues": without_lines_to_email({name: draw(queues(name, names, chats, email)) for name in names}, email),
        "agents": draw(groups(names, opening, weekend, chats, email)),
    }


def scenarios() -> st.SearchStrategy[Scenario]:
    """The same, checked by the schema."""
    return pages().map(Scenario.model_validate)


def on_grain(demand: Demand, grain: int) -> Demand:
    """The same customers with every time rounded down to whole grains (ms): ties at every turn."""

    def rounded(name: str) -> np.ndarray:
        values = getattr(demand, name)
        return np.where((values > 0) & (values < NEVER), values - values % grain, values)

    times = {each.name: rounded(each.name) for each in fields(demand) if each.name.endswith("_ms")}
    return replace(demand, **times | {"chases_ms": np.maximum(times["chases_ms"], 1)})
