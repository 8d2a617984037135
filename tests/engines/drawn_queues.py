"""Drawn queues: who comes, what they bear, what follows; calls, chats and email."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.engines.drawn_values import PATIENCE, PAUSES, SHARES, WORK, Pages


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


LENGTHS = st.sampled_from(["1s", "10m", "6h"])


def bursts(queue: dict[str, Any], *, live: bool = True) -> Pages:
    """One of a few customers, by day or by night, at once or slowly; containment only where there is self-service, and
    patience where somebody waits."""
    optional: dict[str, st.SearchStrategy[Any]] = {
        "rise": st.sampled_from(["5m", "1h"]),
        "day": st.just(1),
        "chance": st.just("50%"),
        "uncertainty": st.just("80%"),
        "held": st.sampled_from(["0s", "10m"]),
        "talk": WORK,
    }
    if live:
        optional["patience"] = PATIENCE
    if "self_service" in queue:
        optional["contained"] = st.sampled_from(["0%", "80%"])
    begins = {"at": st.sampled_from(["00:10", "08:20", "23:30"]), "size": st.sampled_from([4, 12]), "decay": LENGTHS}
    return st.fixed_dictionaries({"outage": st.fixed_dictionaries(begins, optional=optional)})


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
    if draw(st.booleans()):
        named["bursts"] = draw(bursts(named, live=False))
    return {"channel": "email", "arrivals": draw(st.none() | arrivals()), "talk": draw(WORK), **named}


def mechanisms_of_calls(others: list[str]) -> dict[str, st.SearchStrategy[Any]]:
    """What a queue of calls may name, whatever stands beside it; chats may name most of it."""
    return {
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
        "switch": switches(others),
        "when_closed": st.just({"returns_within": "10m"}),
        "talk_limit": st.just({"at": "1m", "unresolved": "50%"}),
        "target": st.fixed_dictionaries(
            {"answer": st.just("80%"), "within": st.sampled_from(["0s", "20s", "1m", "5m"])}
        ),
        "weight": st.sampled_from([0.5, 2, 1.333]),
        "head_start": st.sampled_from(["30s", "2m", "1h"]),
    }


@st.composite
def queues(
    draw: st.DrawFn, name: str, names: tuple[str, ...], chats: frozenset[str], email: set[str]
) -> dict[str, Any]:
    """One queue's page; each mechanism named or not. Escalations go to later queues, so that they make no circle."""
    number = names.index(name)
    if name in email:
        return draw(email_queues(number, names, email))
    mechanisms = mechanisms_of_calls([other for other in names if other != name])
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
