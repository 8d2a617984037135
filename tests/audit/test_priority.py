"""Priority between queues, as the log shows it."""

from __future__ import annotations

from sim.log.audit import audit
from sim.log.columns import Logs
from sim.scenario.schema import Scenario
from sim.units import MINUTE
from tests.unit.log.hand import answered, at, change, logs, scenario, span

START = at("08:00")


def page() -> Scenario:
    queue = {"arrivals": {"per_day": 10}, "talk": {"exponential": "2m"}}
    queues = {"care": queue, "gold": {**queue, "before": ["care"]}}
    return scenario(queues=queues, agents={"front": {"skills": ["care", "gold"], "on_queue": {"08:00": 1}}})


def two_waits(first: int, second: int) -> Logs:
    """One agent, busy until minute 4 of the day; then, for 2 minutes each, `first` (queued at minute 1) and `second`
    (at minute 2), of whom issue 2 is on care and issue 3 on gold."""
    queue = {2: "care", 3: "gold"}
    rows = [
        answered(1, START, wait=0, talk=240, queue="care"),
        answered(first, START + MINUTE, wait=180, talk=120, queue=queue[first]),
        answered(second, START + 2 * MINUTE, wait=240, talk=120, queue=queue[second]),
    ]
    rows.sort(key=lambda row: str(row["issue"]))
    talks = [(0, 4), (4, 6), (6, 8)]
    spans = [span("front", 0, START + begin * MINUTE, START + end * MINUTE, "talk") for begin, end in talks]
    spans.append(span("front", 0, START + 8 * MINUTE, at("10:00"), "idle"))
    steps = [(1, queue[first], 1), (2, queue[second], 1), (4, queue[first], 0), (6, queue[second], 0)]
    return logs(rows, spans, [change(START + ms * MINUTE, name, length) for ms, name, length in steps])


def test_who_waits_behind_and_is_taken_last_passes() -> None:
    assert audit(two_waits(first=3, second=2), page()) == ()


def test_who_is_taken_over_somebody_with_priority_is_caught() -> None:
    (finding,) = audit(two_waits(first=2, second=3), page())
    assert finding.startswith("gold comes before care: broken by 1 row, first replication 0, issue 2")
