"""Milliseconds inside, planners' words outside: durations, clock times, shares.

Every time in the program is a whole number of milliseconds (`int`). This module is the only place that turns
`4m30s`, `08:30` and `35%` into numbers and back. Errors are `ValueError`s whose text says what to write instead.
"""

from __future__ import annotations

import re

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

NEVER = 10**15
"""A time that does not come, in ms (some 31,700 years): infinite patience, a threshold nobody reaches."""

_UNIT_MS = {"d": DAY, "h": HOUR, "m": MINUTE, "s": SECOND, "ms": 1}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|d|h|m|s)")
_LONG = re.compile(r"(\d+(?:\.\d+)?)\s*(?:(w)(?:ks?|eeks?)?|(d)ays?|(h)(?:ou)?rs?|(m)in(?:ute)?s?|(s)ec(?:ond)?s?)")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*%")


def parse_duration(text: str) -> int:
    """`4m30s`, `1h30m`, `90s`, `1.5m`, `250ms`, `2d` in ms; units from large to small, each at most once."""
    compact = text.replace(" ", "")
    parts = _DURATION.findall(compact)
    scales = [_UNIT_MS[unit] for _, unit in parts]
    if not parts or "".join(n + unit for n, unit in parts) != compact or scales != sorted(set(scales), reverse=True):
        if re.fullmatch(r"[+-]?\d+(\.\d+)?", compact):
            raise ValueError(f"{text} has no unit: write {compact}s, {compact}m or {compact}h")
        raise ValueError(f"'{text}' is not a duration: write {_in_short(text) or 'it like 20s, 4m30s, 1h30m or 2d'}")
    return round(sum(float(n) * _UNIT_MS[unit] for n, unit in parts))


def _in_short(text: str) -> str | None:
    """`8 weeks` as the `56d` that is meant, `90 sec` as `90s`; None where it is no number of one unit in full."""
    found = _LONG.fullmatch(text.strip().lower())
    if found is None:
        return None
    number, unit = found[1], next(unit for unit in found.groups()[1:] if unit)
    return f"{float(number) * 7:g}d" if unit == "w" else f"{number}{unit}"


def parse_clock(text: str) -> int:
    """`08:30`, `08:30:15` or `08:30:15.250` as ms after midnight; `24:00` is the end of the day."""
    found = _CLOCK.fullmatch(text.strip())
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3]) if found else (99, 0, 0)
    fraction = int((found[4] or "0").ljust(3, "0")) if found else 0
    ms = hours * HOUR + minutes * MINUTE + seconds * SECOND + fraction
    if minutes > 59 or seconds > 59 or ms > DAY:
        raise ValueError(f"'{text}' is not a time of day: write it like 08:30, from 00:00 to 24:00")
    return ms


def parse_share(text: str) -> float:
    """`35%` as 0.35, from 0 to 100 %."""
    found = _SHARE.fullmatch(text.strip())
    if not found or float(found[1]) > 100:
        raise ValueError(f"'{text}' is not a share: write a percentage from 0% to 100%, like 35%")
    return float(found[1]) / 100


def format_duration(ms: int) -> str:
    """The shortest text that `parse_duration` reads back: 270000 as `4m30s`, 0 as `0s`."""
    if ms >= NEVER:
        return "never"
    left, parts = ms, []
    for unit, size in _UNIT_MS.items():
        if left >= size:
            parts.append(f"{left // size}{unit}")
            left %= size
    return "".join(parts) or "0s"


def format_clock(ms: int) -> str:
    """Ms after midnight as `08:30`, with seconds and thousandths only where there are any."""
    hours, rest = divmod(ms, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    seconds = f":{rest // SECOND:02d}" if rest else ""
    fraction = f".{rest % SECOND:03d}" if rest % SECOND else ""
    return f"{hours:02d}:{minutes:02d}{seconds}{fraction}"


def format_share(share: float) -> str:
    """0.35 as `35%`, 0.125 as `12.5%`."""
    return f"{share * 100:g}%"
