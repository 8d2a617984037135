"""In which order the run page goes through the queues."""

from __future__ import annotations

from sim.show.found import Found


def misses_first(found: Found) -> tuple[str, ...]:
    """The queues that clearly miss their target, then the others; each in file order, so that chance moves none."""
    return tuple(sorted(found.study.scenario.queues, key=lambda queue: not _clearly_misses(found, queue)))


def promising(found: Found) -> tuple[str, ...]:
    """Of these, the queues with a target."""
    return tuple(queue for queue in misses_first(found) if found.target(queue))


def _clearly_misses(found: Found, queue: str) -> bool:
    """Whether the service level's whole interval lies below the target."""
    target, row = found.target(queue), found.row(found.level(queue), queue)
    best = (row.mean if row.high is None else row.high) if row else None
    return target is not None and best is not None and best < target.answer
