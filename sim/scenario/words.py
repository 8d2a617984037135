"""The planner's words: what a mistyped or foreign key was probably meant to be, and what comes later."""

from __future__ import annotations

import difflib
from collections.abc import Collection

from sim.scenario.laws import Law

SYNONYMS: dict[str, tuple[str, ...]] = {
    "aht": ("handle_time",),
    "average_handle_time": ("handle_time",),
    "handling_time": ("handle_time",),
    "service_time": ("handle_time",),
    "duration": ("handle_time", "lasts"),
    "talk_time": ("talk",),
    "att": ("talk",),
    "sla": ("target",),
    "sl": ("target",),
    "service_level": ("target", "answer"),
    "goal": ("target",),
    "percent": ("answer",),
    "threshold": ("within",),
    "seconds": ("within",),
    "fte": ("on_queue", "agents"),
    "headcount": ("on_queue", "agents"),
    "head_count": ("on_queue", "agents"),
    "heads": ("on_queue", "agents"),
    "staff": ("on_queue", "agents"),
    "staffing": ("on_queue", "agents"),
    "count": ("on_queue",),
    "groups": ("agents",),
    "teams": ("agents",),
    "schedule": ("scheduled",),
    "roster": ("scheduled", "shifts"),
    "shift": ("shifts",),
    "lunch": ("meal",),
    "pauses": ("breaks",),
    "pause": ("breaks",),
    "working_hours": ("hours",),
    "days": ("weekdays",),
    "rostered": ("scheduled",),
    "calls": ("arrivals", "per_day"),
    "volume": ("arrivals", "per_day"),
    "contacts": ("arrivals", "per_day"),
    "demand": ("arrivals",),
    "forecast": ("arrivals", "profile"),
    "rate": ("per_hour",),
    "daily": ("per_day",),
    "hourly": ("per_hour",),
    "weekday": ("weekdays", "first"),
    "date": ("day", "first"),
    "season": ("weeks",),
    "seasonality": ("weeks",),
    "replay": ("times",),
    "arrival_times": ("times",),
    "busyness": ("day_to_day",),
    "correlation": ("busy_together",),
    "acw": ("wrap_up",),
    "after_call_work": ("wrap_up",),
    "wrapup": ("wrap_up",),
    "wrap": ("wrap_up",),
    "hold_time": ("hold",),
    "abandonment": ("patience",),
    "abandon": ("patience",),
    "reneging": ("patience",),
    "balking": ("balk",),
    "ivr": ("self_service",),
    "bot": ("self_service",),
    "chatbot": ("self_service",),
    "knowledge_base": ("self_service",),
    "deflection": ("contained", "self_service"),
    "containment": ("contained",),
    "announcement": ("announce",),
    "announced_wait": ("announce",),
    "expected_wait": ("quote", "announce"),
    "ewt": ("quote", "announce"),
    "estimator": ("quote",),
    "padding": ("pad",),
    "reminders": ("chases",),
    "chasers": ("chases",),
    "retrial": ("redial",),
    "retry": ("redial", "retry_after"),
    "callbacks": ("callback",),
    "escalation": ("escalate",),
    "transfer": ("escalate",),
    "fcr": ("unresolved",),
    "repeats": ("unresolved",),
    "repeat": ("unresolved",),
    "hourly_cost": ("cost_per_hour",),
    "wage": ("cost_per_hour",),
    "salary": ("cost_per_hour",),
    "overtime": ("overtime_rate",),
    "overtime_cost": ("overtime_rate",),
    "outsourced": ("cost_per_contact",),
    "sickness": ("absence",),
    "absenteeism": ("absence",),
    "sick_leave": ("sickness", "absence"),
    "sick": ("sickness", "absence"),
    "holidays": ("leave",),
    "vacation": ("leave",),
    "annual_leave": ("leave",),
    "coaching": ("training",),
    "no_show": ("absence",),
    "attrition": ("turnover",),
    "fatigue": ("slow_down",),
    "ramp_up": ("learning",),
    "learning_curve": ("learning",),
    "tenure": ("learning", "turnover"),
    "new_hires": ("hires",),
    "lateness": ("adherence", "late"),
    "tardiness": ("adherence", "late"),
    "cost": ("cost_per_hour", "cost_per_contact"),
    "trunks": ("lines",),
    "ports": ("lines",),
    "capacity": ("lines",),
    "busy_signal": ("redial_blocked",),
    "redial_busy": ("redial_blocked",),
    "queue_limit": ("waiting_room",),
    "opening_hours": ("open",),
    "hours": ("open",),
    "max_call_time": ("talk_limit",),
    "skill": ("skills",),
    "agent_choice": ("next_agent",),
    "priority": ("before", "next_contact"),
    "overflows": ("overflow",),
    "overflow_after": ("overflow", "after"),
    "spillover": ("overflow",),
    "reserve": ("overflow",),
    "threshold_reservation": ("reserve",),
    "reserved": ("reserve",),
    "queue_length": ("waiting",),
    "wait": ("after",),
    "delay": ("after",),
    "ageing": ("head_start", "weight"),
    "aging": ("head_start", "weight"),
    "boost": ("head_start",),
    "priorities": ("before", "next_contact"),
    "routing": ("next_contact",),
    "contact_choice": ("next_contact",),
    "queue_discipline": ("next_contact",),
    "agent_selection": ("next_agent",),
    "concurrency": ("chats", "at_once"),
    "concurrent_chats": ("chats", "at_once"),
    "max_chats": ("at_once",),
    "slots": ("chats", "at_once"),
    "silent_abandonment": ("silent",),
    "burst": ("bursts",),
    "surge": ("bursts",),
    "spike": ("bursts",),
    "storm": ("bursts",),
    "outage": ("bursts",),
    "half_life": ("decay",),
    "reason": ("reasons",),
    "intents": ("reasons",),
    "topics": ("reasons",),
    "call_types": ("reasons",),
    "contact_types": ("reasons",),
    "queue": ("queues", "skills"),
    "agent": ("agents",),
    "agents": ("on_queue",),
    "strategy": ("strategies",),
    "scenarios": ("strategies",),
    "what_if": ("strategies",),
    "changes": ("set",),
    "description": ("about",),
    "title": ("name",),
    "mail": ("deferred", "backlog"),
    "blending": ("deferred",),
    "preemptive": ("interruptible",),
    "expo": ("exponential",),
    "fixed": ("constant",),
    "average": ("mean",),
    "mean": ("lognormal",),
    "cv": ("lognormal",),
    "sd": ("lognormal",),
    "stdev": ("sd",),
    "std": ("sd",),
    "probability": ("chance",),
    "min": ("from",),
    "max": ("to",),
}
"""The trade's other words for our keys, the likeliest first; the first that fits the place is offered."""

CHOICES: dict[str, tuple[str, ...]] = {
    "client_first": ("customer_first",),
    "caller_first": ("customer_first",),
    "mail": ("email",),
    "fifo": ("first_come",),
    "edf": ("earliest_deadline",),
    "business_hours": ("opening_hours",),
}
"""The trade's other words for a key's own words."""

_ISSUE_TO_COME = "leave it out for now"
LATER: dict[str, tuple[str, str]] = {
    "bursts": ("bursts come in a later version", "write the hours' volumes in profile or per_interval"),
    "breaks": ("breaks belong to shifts", "write them under a shift, or count them in shrinkage"),
    "normal": ("a normal law would go below zero", f"write one of {', '.join(Law.model_fields)}"),
}
"""Keys that a planner may expect and that this version does not have: what to say, what to do."""

LATER_CHANNELS = ("messaging", "sms", "whatsapp", "video", "social")


def meant(word: str, known: Collection[str]) -> str | None:
    """The known word that was probably meant, or None."""
    wanted = word.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted in known:
        return wanted
    for synonym in (*SYNONYMS.get(wanted, ()), *CHOICES.get(wanted, ())):
        if synonym in known:
            return synonym
    close = difflib.get_close_matches(wanted, list(known), n=1, cutoff=0.6)
    return close[0] if close else None


def which_instead(word: str, known: Collection[str]) -> str:
    """The cure for a word that is not known: the likely one, or all there are."""
    guess = meant(word, known)
    if guess:
        return f"did you mean {guess}?"
    if not known:
        return "remove it"
    return f"write one of {', '.join(known)}" if len(known) > 1 else f"write {next(iter(known))}"


def unknown_key(key: str, known: Collection[str]) -> tuple[str, str]:
    """What is wrong with a key that is not known here, and what to write instead."""
    later = LATER.get(key.lower())
    if later:
        return later
    return "unknown key", which_instead(key, known)
