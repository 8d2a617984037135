"""Keys that say the same thing: each thing is written once. Models and cross checks ask the same questions."""

from __future__ import annotations

from collections.abc import Collection, Sequence

VOLUME = {
    "per_day": ("per_interval", "per_hour", "times", "times_csv"),
    "profile": ("profile_csv",),
    "profile_csv": ("profile",),
    "per_interval": ("per_day", "profile", "profile_csv", "per_hour", "times", "times_csv"),
    "per_hour": ("per_day", "profile", "profile_csv", "per_interval", "times", "times_csv"),
    "times": ("per_day", "profile", "profile_csv", "per_interval", "per_hour", "times_csv"),
    "times_csv": ("per_day", "profile", "profile_csv", "per_interval", "per_hour", "times"),
}
_HEADS = ("on_queue", "scheduled", "shifts")
HEADS = {key: tuple(other for other in _HEADS if other != key) for key in _HEADS}


def other_ways(path: tuple[str, ...], key: str) -> tuple[str, ...]:
    """The keys beside `path.key` that say the same thing: what is written anew in one way drops them."""
    if len(path) == 3 and path[0] == "queues" and path[2] == "arrivals":
        return VOLUME.get(key, ())
    return HEADS.get(key, ()) if len(path) == 2 and path[0] == "agents" else ()


def volume_written_once(keys: Collection[str]) -> str | None:
    """What is wrong with the keys that say how many arrive; None if nothing is."""
    ways = [way for way in ("per_day", "per_interval", "per_hour", "times") if way in keys]
    if len(ways) > 1:
        return f"the volume is written {len(ways)} times: keep one of {', '.join(ways)}"
    if not ways:
        return "say how many arrive: per_day (with a profile), per_interval, per_hour or times"
    if "profile" in keys and "per_day" not in keys:
        return "profile goes with per_day: per_interval, per_hour and times already say when"
    return None


def handle_time_written_once(keys: Collection[str], reasons: Sequence[Collection[str]] = ()) -> str | None:
    """What is wrong with the keys of a queue, and of each of its reasons, that say how long a contact takes; None if
    nothing is. A queue whose reasons all say it needs no times of its own."""
    if wrong := reason_times_written_once(keys):
        return wrong
    if "handle_time" not in keys and "talk" not in keys and not (reasons and all(map(_says_how_long, reasons))):
        where = ", here or under each reason" if reasons else ""
        return f"say how long a contact takes: talk (with hold and wrap_up), or handle_time alone{where}"
    if "handle_time" in keys and any(("hold" in each or "wrap_up" in each) and "talk" not in each for each in reasons):
        return "a reason adds to a handle_time that is all of it already: write talk beside its hold and wrap_up"
    return None


def reason_times_written_once(keys: Collection[str]) -> str | None:
    """What is wrong with the times of one reason; None if nothing is: those it does not write are its queue's."""
    parts = [name for name in ("talk", "hold", "wrap_up") if name in keys]
    if "handle_time" in keys and parts:
        return f"handle_time is talk + hold + wrap-up: remove it, or remove {', '.join(parts)}"
    return None


def own_times_written_once(keys: Collection[str], queue: Collection[str] = ()) -> str | None:
    """What is wrong with a group's own times on a queue, beside the queue's keys; None if nothing is."""
    if wrong := reason_times_written_once(keys):
        return wrong
    if not keys:
        return "no time is written: write talk, hold, wrap_up or handle_time, or leave the queue out"
    added = [name for name in ("hold", "wrap_up") if name in keys]
    if "handle_time" in queue and added and "talk" not in keys:
        return f"the queue's handle_time is all of it already: write talk beside {' and '.join(added)}, or handle_time"
    return None


def _says_how_long(keys: Collection[str]) -> bool:
    return "talk" in keys or "handle_time" in keys


def schedule_written_once(keys: Collection[str]) -> str | None:
    """What is wrong with the keys that say how many work; None if nothing is."""
    written = [key for key in _HEADS if key in keys]
    if len(written) > 1:
        one_of = "on_queue (heads actually on), scheduled (before shrinkage) or shifts (by name)"
        return f"heads are written {'twice' if len(written) == 2 else '3 times'}: keep {one_of}"
    if not written:
        return "say how many work: on_queue (heads actually on), scheduled (before shrinkage) or shifts (by name)"
    return None
