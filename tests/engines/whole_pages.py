"""Drawn scenarios with the rest of the schema laid over them: every way to write a volume, a law, heads, and a price.

`drawn` looks for the edges of what an engine does; what is laid on here an engine never sees, but everything around it
does: loading, drawing, KPIs.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from tests.engines.drawn import pages
from tests.engines.drawn_values import WORK

LAWS = st.sampled_from(
    [
        {"lognormal": {"mean": "2m", "cv": 0.8}},
        {"lognormal": {"mean": "2m", "sd": "1m"}},
        {"gamma": {"mean": "2m", "cv": 0.5}},
        {"gamma": {"mean": "2m", "sd": "1m"}},
        {"erlang": {"mean": "2m", "k": 3}},
        {"hyperexponential": {"mean": "2m", "cv": 1.5}},
        {"hyperexponential": {"phases": [{"share": "30%", "mean": "1m"}, {"share": "70%", "mean": "3m"}]}},
        {"weibull": {"mean": "2m", "shape": 1.4}},
        {"uniform": {"from": "30s", "to": "3m"}},
        {"triangular": {"from": "30s", "mode": "1m", "to": "3m"}},
        {"empirical": {"values": ["10s", "2m", "4m"]}},
    ]
)

WEEKDAYS = {"mon": "+20%", "tue": "-10%", "wed": "+0%", "thu": "-20%", "fri": "+10%", "sat": "-60%", "sun": "-50%"}

VOLUMES = st.one_of(
    st.fixed_dictionaries(
        {"per_day": st.just(30)},
        optional={"day_to_day": st.just("20%"), "busy_together": st.just("50%"), "weekdays": st.just(WEEKDAYS)},
    ),
    st.just({"per_day": 30, "profile": {"00:00": 1, "08:15": 2, "23:30": 3}}),
    st.just({"per_day": 30, "profile": {"mon-sun": {"00:00": 1, "08:15": 2}, "mon": 1, "2026-12-31": {"00:00": 5}}}),
    st.just({"per_hour": 20}),
    st.just({"per_interval": 12, "within_day": {"cv": "40%", "correlation": "60%"}}),
    st.just({"per_day": 30, "counts": "offered", "offered_per_issue": 1.25, "weeks": {1: "+50%", 48: "-50%"}}),
    st.just({"times": [["00:10", "00:10", "00:40"], ["00:20"]]}),
)

EXPERIENCE = {"best": 8.5, "per_minute_waited": 0.3, "per_transfer": 0.5, "per_repeat": 1, "unresolved": 2.5,
              "effort": 0.5, "spread": 1.5, "leaves": "20%"}  # fmt: skip


@st.composite
def _queue(draw: st.DrawFn, page: dict[str, Any], by_day: bool) -> dict[str, Any]:
    """Other laws, another way to write the volume, prices and limits."""
    live = page.get("channel", "voice") != "email"
    of_email = {"reply_expected": st.just({"15m": "12%", "4h": "46%"})}
    of_line = {"cost_per_contact": st.just(0.1), "short_abandon": st.just("10s")}
    more: dict[str, Any] = draw(st.fixed_dictionaries({}, optional=of_line if live else of_email))
    if page["arrivals"] and "bursts" not in page and draw(st.booleans()):
        volumes = VOLUMES if not by_day else VOLUMES.filter(lambda volume: "times" not in volume)
        more["arrivals"] = draw(volumes)
    if draw(st.booleans()):
        more["talk"] = draw(LAWS)
    if "self_service" in page and draw(st.booleans()):
        service = {"cost": 0.2, "lasts": draw(LAWS), "on_failure": {"talk": "+10%", "patience": "-20%"}}
        if "hand_over" in page["self_service"]:
            service["hand_over"] = page["self_service"]["hand_over"] | {"talk": "-10%"}
        more["self_service"] = page["self_service"] | service
    if page.get("channel", "voice") == "voice":
        more |= draw(_work(page))
    if not by_day and draw(st.sampled_from([True, False, False])):
        more["open"] = "00:00-24:00"
    if live and draw(st.booleans()):
        more["target"] = {"answer": "70%", "within": "30s", "formula": draw(st.sampled_from(FORMULAS))}
    page = {**page, **more}
    if live and not {"reasons", "bursts", "talk_limit"} & page.keys() and draw(st.booleans()):
        page = {key: page[key] for key in page if key not in ("talk", "hold", "wrap_up")} | {"handle_time": draw(LAWS)}
    return page


@st.composite
def _work(draw: st.DrawFn, page: dict[str, Any]) -> dict[str, Any]:
    """Times of reasons and bursts written in every way; handle time in one figure where nothing else says it."""
    more: dict[str, Any] = {}
    if "reasons" in page:
        times = [{"handle_time": draw(LAWS)}, {"hold": draw(WORK), "wrap_up": draw(WORK)}]
        more["reasons"] = {name: {key: one[key] for key in one if key != "talk"} | draw(st.sampled_from(times))
                           for name, one in page["reasons"].items()}  # fmt: skip
    if "bursts" in page:
        times = [{"handle_time": draw(LAWS)}, {"hold": draw(WORK), "wrap_up": draw(WORK)}]
        more["bursts"] = {name: {key: one[key] for key in one if key != "talk"} | draw(st.sampled_from(times))
                          for name, one in page["bursts"].items()}  # fmt: skip
    return more


FORMULAS = ("offered", "answered_only", "excl_short", "excl_abandoned_in_t", "credit_abandoned_in_t", "credit_short",
            "excl_callbacks", "dequeued")  # fmt: skip


@st.composite
def _group(draw: st.DrawFn, page: dict[str, Any]) -> dict[str, Any]:
    """Heads as scheduled, less shrinkage; and what they cost."""
    by_hour = [{}, {"cost_per_hour": 24}, {"cost_per_hour": 24, "overtime_rate": "150%"}]
    by_contact: list[dict[str, Any]] = [{}, {"cost_per_contact": 4.2}]
    more = draw(st.sampled_from(by_hour)) | draw(st.sampled_from(by_contact))
    if "learning" in page and draw(st.booleans()):
        more["hires"] = {"2026-11-30": 1}
    if "shifts" in page and draw(st.booleans()):
        more["shifts"] = {name: {**shift, "weekdays": "mon-sat"} for name, shift in page["shifts"].items()}
    if "on_queue" in page and draw(st.booleans()):
        by_kind = {"leave": "8%", "sickness": "4%", "breaks": "6%", "training": "3%", "meetings": "2%"}
        more |= {"scheduled": page["on_queue"], "shrinkage": draw(st.sampled_from(["30%", by_kind]))}
        page = {key: page[key] for key in page if key != "on_queue"}
    return {**page, **more}


@st.composite
def whole_pages(draw: st.DrawFn) -> dict[str, Any]:
    """A drawn page, with what the drawn ones leave out."""
    page = draw(pages())
    by_day = isinstance(page["open"], dict)
    first = draw(st.sampled_from(["2026-11-30", "2026-12-31"]))
    queues = {name: draw(_queue(queue, by_day)) for name, queue in page["queues"].items()}
    promised = [name for name, queue in queues.items() if "target" in queue]
    house: dict[str, Any] = draw(
        st.fixed_dictionaries(
            {},
            optional={
                "about": st.just("drawn, with more laid over it"),
                "currency": st.just("EUR"),
                "interval": st.sampled_from(["15m", "1h"]),
                "experience": st.just(EXPERIENCE),
                "strategies": st.just(
                    {
                        "one": {"about": "longer talk", "set": {"queues.care.talk": "x1.1"}, "cost": {"per_day": 10}},
                        "two": {"use": ["one"], "set": {"attempts_at_most": 3}},
                    }
                ),
            },
        )
    )
    if promised and draw(st.booleans()):
        house["decide"] = {"meet": promised, "on": "80% of days", "then": "lowest cost"}
    return {
        **page,
        **house,
        "days": page["days"] | {"first": first},
        "queues": queues,
        "agents": {name: draw(_group(group)) for name, group in page["agents"].items()},
    }
