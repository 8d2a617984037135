"""In which order the run page goes through the queues."""

from sim.scenario.schema import Scenario
from sim.show.found import Found
from sim.show.queue_order import misses_first, promising
from sim.study.summary import KpiRow
from tests.unit.study.made_up import PAGE, study_of

CARE = PAGE.queues["care"]
PAGE_OF_FOUR = PAGE.model_copy(
    update={"queues": {"claims": CARE, "office": CARE.model_copy(update={"target": None}), "sales": CARE, "it": CARE}}
)


def found(levels: dict[str, tuple[float, float]], page: Scenario = PAGE_OF_FOUR) -> Found:
    """Service level and the upper end of its interval, by queue."""
    rows = [
        KpiRow("baseline", queue, None, "service_level", "offered", "share", mean, None, high, None, None)
        for queue, (mean, high) in levels.items()
    ]
    return Found(study_of(page=page), rows)


def test_queues_that_clearly_miss_stand_first_each_in_file_order() -> None:
    one = found({"claims": (0.9, 0.95), "office": (0.1, 0.2), "sales": (0.7, 0.75), "it": (0.4, 0.5)})
    assert misses_first(one) == ("sales", "it", "claims", "office")
    assert promising(one) == ("sales", "it", "claims")


def test_a_miss_that_could_be_chance_leaves_the_order_of_the_file() -> None:
    one = found({"claims": (0.82, 0.85), "office": (0.1, 0.2), "sales": (0.78, 0.83), "it": (0.79, 0.81)})
    assert misses_first(one) == ("claims", "office", "sales", "it")
