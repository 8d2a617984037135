"""Numbers as a planner reads them: `77.3 %`, `10.7 s`, `6m24s`, `8,235`. What is not known prints as `-`."""

from __future__ import annotations

from math import floor, isfinite

UNKNOWN = "-"


def known(value: float | None) -> bool:
    """Whether there is a number to print."""
    return value is not None and isfinite(value)


def share(value: float | None, digits: int = 1) -> str:
    """0.7734 as `77.3 %`."""
    return f"{percent(value, digits)} %" if known(value) else UNKNOWN


def percent(value: float | None, digits: int = 1) -> str:
    """0.7734 as `77.3`, for columns whose head says %."""
    return f"{100 * value:z.{digits}f}" if value is not None and known(value) else UNKNOWN


def duration(value: float | None) -> str:
    """Seconds as `10.7 s`, from a minute on as `1m31s`, from an hour on as `2h05m`."""
    if value is None or not isfinite(value):
        return UNKNOWN
    if round(value, 1) < 0:
        return f"-{duration(-value)}"
    if round(value, 1) < 60:
        return f"{value:z.1f} s"
    if round(value) < 3600:
        return f"{round(value) // 60}m{round(value) % 60:02d}s"
    minutes = round(value / 60)
    return f"{minutes // 60:,}h{minutes % 60:02d}m"


def amount(value: float | None, digits: int = 0) -> str:
    """1234.5 as `1,235` (or with decimals)."""
    return f"{value:z,.{digits}f}" if value is not None and known(value) else UNKNOWN


def money(value: float | None, currency: str, digits: int = 0) -> str:
    """`EUR 8,235`; the number alone where the file names no currency."""
    return f"{currency} {amount(value, digits)}".strip() if known(value) else UNKNOWN


def signed(value: float | None, digits: int = 1, scale: float = 1.0) -> str:
    """`+8.6`, `-0.6`, and plain `0.0` for what rounds to nothing."""
    if value is None or not isfinite(value):
        return UNKNOWN
    text = f"{value * scale:+,.{digits}f}"
    return text[1:] if float(text.replace(",", "")) == 0 else text


def by_unit(value: float | None, unit: str) -> str:
    """A KPI's value in the words of its unit: a share, seconds, hours, money, a count."""
    if unit == "share":
        return share(value)
    if unit == "s":
        return duration(value)
    if value is None or not isfinite(value):
        return UNKNOWN
    return amount(value, 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 2)


def plural(count: int, one: str, many: str = "") -> str:
    """`1 day`, `1,600 days`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def adding_up(parts: list[float], digits: int) -> list[float]:
    """`parts` rounded so that they add up to their rounded sum (largest remainders go up)."""
    scale = 10.0**digits
    exact = [part * scale for part in parts]
    short = round(sum(exact)) - sum(floor(one) for one in exact)
    up = sorted(range(len(parts)), key=lambda i: (floor(exact[i]) - exact[i], i))[:short]
    return [(floor(one) + (i in up)) / scale for i, one in enumerate(exact)]
