from pathlib import Path

import pytest

from tests.unit.scenario.pages import SUPPORT, complaints, page, with_line


def test_the_shipped_shape_of_a_page_is_sound(tmp_path: Path) -> None:
    assert complaints(tmp_path, SUPPORT) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("skills: [care]", "skills: [car]", "34:20 agents.front.skills: there is no queue 'car', did you mean care?"),
        (
            "skills: [care]",
            "skills: [care, care]",
            "34:26 agents.front.skills: care is named twice: remove one of the two",
        ),
        (
            "skills: [expert, care]",
            "skills: [care]",
            "27:3 queues.expert: no agents serve this queue: add expert to the skills of a group",
        ),
        ("to: expert}", "to: care}", "25:33 queues.care.escalate.to: care leads to itself: write another queue"),
        (
            "arrivals: none\n",
            "arrivals: none\n    escalate: {chance: 5%, to: care}\n",
            "25:33 queues.care.escalate.to: a circle: care -> expert -> care: let one queue of the circle end it",
        ),
        (
            "arrivals: none\n",
            "arrivals: none\n    switch: {answered: {chance: 5%, to: mail}}\n",
            "30:41 queues.expert.switch.answered.to: there is no queue 'mail': write one of care, expert",
        ),
        (
            "08:00: 9, ",
            "07:00: 9, ",
            "34:39 agents.front.scheduled: 07:00 is outside the opening hours 08:00-20:00: write a clock within them",
        ),
        (
            "17:00: 19}",
            "20:00: 3}",
            "34:60 agents.front.scheduled: 20:00 is outside the opening hours 08:00-20:00: "
            "write 0 there, or a clock before it",
        ),
        (
            "open: 08:00-20:00",
            "open: 08:10-20:00",
            "4:7 open: does not begin and end on an interval: write 08:00-20:00, or a shorter interval",
        ),
        (
            "per_day: 1900",
            "per_day: 0",
            "9:5 queues.care.arrivals: nobody ever arrives: write arrivals: none, or a volume above 0",
        ),
        (
            "per_day: 1900",
            "per_day: 90000000",
            "9:5 queues.care.arrivals: 90,000,000 contacts a day are more than can be played: "
            "write 5,000,000 a day at most",
        ),
        (
            "target: {answer: 80%, within: 20s, formula: offered}",
            "short_abandon: 5s",
            "43:17 decide.meet: care has no target to meet: write target: {answer: 80%, within: 20s} there",
        ),
        ("meet: [care]", "meet: [cares]", "43:17 decide.meet: there is no queue 'cares', did you mean care?"),
        (
            "use: [two_more_evening, better_bot]",
            "use: [two_more_evening, beter_bot]",
            "42:34 strategies.both.use: there is no strategy 'beter_bot', did you mean better_bot?",
        ),
        (
            "  better_bot: {",
            "  baseline: {",
            "41:3 strategies.baseline: baseline is the plan without any strategy: give the strategy another name",
        ),
        (
            "  better_bot: {",
            "  better.bot: {",
            "41:3 strategies.better.bot: a name cannot hold a dot: write better_bot",
        ),
        (
            "redial: {chance: 35%, after: {exponential: 10m}, at_most: 3}",
            "redial:",
            "24:5 queues.care.redial: nothing is written here: write a value, or remove the line",
        ),
    ],
)
def test_what_does_not_fit_together_is_told_with_its_cure(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert f"page.yaml:{told}" in complaints(tmp_path, with_line(old, new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("08:00: 9, ", "00:00: 9, "),
        ("17:00: 19}", "20:00: 0}"),
        ("on_queue: {08:00: 4}", "on_queue: 4"),
        ("interval: 30m", "interval: 60m"),
        ("open: 08:00-20:00", "open: 07:30-21:00"),
        ("per_day: 1900", "per_day: 1.5"),
    ],
)
def test_what_fits_is_not_complained_about(tmp_path: Path, old: str, new: str) -> None:
    assert complaints(tmp_path, with_line(old, new)) == []


def test_a_page_without_any_arrivals_is_refused(tmp_path: Path) -> None:
    start = SUPPORT.index("    arrivals:\n")
    end = SUPPORT.index("    talk:")
    text = SUPPORT[:start] + "    arrivals: none\n" + SUPPORT[end:]
    assert any("no queue has arrivals" in line for line in complaints(tmp_path, text))


def test_arrivals_outside_the_opening_hours_alone_are_nobody(tmp_path: Path) -> None:
    text = with_line("per_day: 1900", "per_hour: {00:00: 100, 08:00: 0}")
    text = with_line("      profile: {08:00: 30, 09:00: 55, 10:00: 70, 12:00: 52}\n", "", text)
    assert any("nobody ever arrives" in line for line in complaints(tmp_path, text))


def test_a_slip_in_one_key_hides_no_fault_between_others(tmp_path: Path) -> None:
    text = with_line("wrap_up: {exponential: 30s}", "wrap_up: {exponential: 30}")
    told = complaints(tmp_path, with_line("meet: [care]", "meet: [cares]", text))
    assert [line.split(" ")[1] for line in told] == ["queues.care.wrap_up.exponential:", "decide.meet:"]


@pytest.mark.parametrize(
    ("key", "offered"),
    [
        ("aht", "handle_time"),
        ("sla", "target"),
        ("acw", "wrap_up"),
        ("after_call_work", "wrap_up"),
        ("wrapup", "wrap_up"),
        ("volume", "arrivals"),
        ("calls", "arrivals"),
        ("abandonment", "patience"),
        ("ivr", "self_service"),
        ("bot", "self_service"),
        ("retrial", "redial"),
        ("announcement", "announce"),
        ("estimator", "quote"),
        ("priority", "before"),
        ("fcr", "unresolved"),
        ("SLA", "target"),
        ("call-back", "callback"),
    ],
)
def test_the_trades_other_words_lead_to_ours(tmp_path: Path, key: str, offered: str) -> None:
    text = with_line("    patience: {exponential: 3m}\n", f"    patience: {{exponential: 3m}}\n    {key}: 1\n")
    assert f"page.yaml:17:5 queues.care.{key}: unknown key, did you mean {offered}?" in complaints(tmp_path, text)


@pytest.mark.parametrize("key", ["fte", "headcount", "staff"])
def test_other_words_for_heads_lead_to_on_queue_in_a_group_and_to_agents_on_the_page(tmp_path: Path, key: str) -> None:
    in_group = with_line("on_queue: {08:00: 4}", f"{key}: 4")
    assert any(line.endswith(f"{key}: unknown key, did you mean on_queue?") for line in complaints(tmp_path, in_group))
    assert f"page.yaml:1:1 {key}: unknown key, did you mean agents?" in complaints(tmp_path, f"{key}: 4\n" + SUPPORT)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [("channel: voice\n    arrivals: none", "channel: sms\n    arrivals: none", "sms comes in a later version")],
)
def test_what_comes_later_is_refused_with_its_own_word(tmp_path: Path, old: str, new: str, said: str) -> None:
    told = complaints(tmp_path, with_line(old, new))
    assert len([line for line in told if said in line]) == 1
    assert len(told) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("name: Support desk, weekday\n", "", "name: missing: write name: Support desk, weekday"),
        ("name: Support desk, weekday", "name: 5", "5 is not text: put it in quotes: '5'"),
        ("patience: {exponential: 6m}", "patience: 6m", "it does not say how it varies: write {exponential: 6m}"),
        ("patience: {exponential: 6m}", "patience: {normal: 6m}", "write one of exponential, lognormal, gamma"),
        (
            "patience: {exponential: 6m}",
            "patience: {exponential: 6m, constant: 6m}",
            "exactly one law is wanted",
        ),
        ("talk: {lognormal: {mean: 4m30s, cv: 1.0}}", "hold: {exponential: 5s}", "say how long a contact takes"),
        ("skills: [care]", "skills: []", "too few entries: write at least 1"),
        ("skills: [care]", "skills: care", "'care' is not a list: write [care]"),
        (
            "on_queue: {08:00: 4}",
            "on_queue: four",
            "'four' is not a table of clocks: write it like {08:00: 9, 12:00: 14}",
        ),
        ("on_queue: {08:00: 4}", "on_queue: {08:00: 4.5}", "4.5 is not a whole number: write digits alone, like 3"),
        ("on_queue: {08:00: 4}", "on_queue: {8am: 4}", "'8am' is not a time of day: write it like 08:30"),
        ("on_queue: {08:00: 4}", "on_queue: {8:00: 4, 08:00: 5}", "8:00 and 08:00 are the same moment: write it once"),
        ("on_queue: {08:00: 4}", "shrinkage: 10%", "say how many work: on_queue (heads actually on), scheduled"),
        ("keeps_place: true", "keeps_place: perhaps", "'perhaps' is neither true nor false: write true or false"),
        (
            "escalate: {chance: 12%, to: expert}",
            "escalate: expert",
            "'expert' is not a set of keys: write escalate: {chance: 12%",
        ),
        (
            "redial: {chance: 35%, after: {exponential: 10m}, at_most: 3}",
            "redial: maybe",
            "write on, off, or keys: chance",
        ),
        ("chance: 35%", "chance: 350%", "'350%' is not a share"),
        ("patience: {exponential: 6m}", "patience: normal", "does not say how it varies: write one of exponential,"),
        ("patience: {exponential: 6m}", "patience: {exponential: 0s}", "write {constant: 0s}, or a longer mean"),
        (
            "patience: {exponential: 6m}",
            "announce: {overdue: 2}",
            "overdue shortens patience, and on expert patience is without end: write patience: on, or a law",
        ),
        (
            "patience: {exponential: 6m}",
            "patience: {exponential: 6m}\n    announce: {overdue: 0.9}",
            "made people stay: write 1 for no effect, or a factor over it, like 1.5",
        ),
        (
            "patience: {exponential: 6m}",
            "patience: {exponential: 6m}\n    quote: longest",
            "write one of queue_length, last_waited, head_of_line",
        ),
        ("answer: 80%, within: 60s", "answer: 80, within: 60s", "80 is not a share: write 80%"),
        ("interval: 30m", "interval: 20m", "'20m' is not an interval of the trade: write 15m, 30m or 60m"),
        ("on: 80% of days", "on: 80%", "'80%' is not a rule: write it like 80% of days"),
        ("days: {count: 5, warm_up: 1}", "days: 0", "days: 0 is out of range: write 1 or more"),
    ],
)
def test_a_wrong_value_is_told_in_a_planners_words(tmp_path: Path, old: str, new: str, said: str) -> None:
    told = complaints(tmp_path, with_line(old, new))
    assert any(said in line for line in told), told
    assert not any(word in line for line in told for word in ("Input", "validation", "dict", "tuple", "type="))


def test_a_queue_may_have_hours_of_its_own(tmp_path: Path) -> None:
    text = with_line(
        "    channel: voice\n    arrivals: none\n", "    channel: voice\n    open: 07:00-20:00\n    arrivals: none\n"
    )
    found = page(tmp_path, with_line("on_queue: {08:00: 4}", "on_queue: {07:00: 4}", text))
    assert found.hours("expert")[0] < found.hours("care")[0]


def test_a_thing_written_twice_is_told_beside_a_slip_on_the_same_page(tmp_path: Path) -> None:
    text = with_line("wrap_up: {exponential: 30s}", "handle_time: {exponential: 30}\n    patiense: on")
    text = with_line("per_day: 1900", "per_day: -1900\n      per_hour: 5", text)
    text = with_line("on_queue: {08:00: 4}", "on_queue: {08:00: -4}, scheduled: 4, headcuont: 4", text)
    told = complaints(tmp_path, text)
    assert [line.split(": ")[0].split(" ")[1] for line in told] == [
        "queues.care",
        "queues.care.arrivals",
        "queues.care.arrivals.per_day",
        "queues.care.handle_time.exponential",
        "queues.care.patiense",
        "agents.experts",
        "agents.experts.on_queue.08:00",
        "agents.experts.headcuont",
    ]


def test_what_a_mistyped_key_says_is_not_told_to_be_missing(tmp_path: Path) -> None:
    told = complaints(tmp_path, with_line("on_queue: {08:00: 4}", "on_queu: {08:00: 4}"))
    assert told == ["page.yaml:35:37 agents.experts.on_queu: unknown key, did you mean on_queue?"]


@pytest.mark.parametrize(
    ("law", "said"),
    [
        ("{lognormal: {mean: 3m, cv: 1, sd: 3m}}", "give the spread once: cv or sd, not both"),
        ("{hyperexponential: {mean: 3m}}", "its spread is not said once: write mean and cv, or phases"),
        ("{hyperexponential: {mean: 3m, cv: 0.5}}", "cv is below 1: for less spread write gamma or erlang"),
        ("{hyperexponential: {phases: [{share: 40%, mean: 2m}]}}", "do not add up to 100%: write shares that do"),
        ("{uniform: {from: 3m, to: 1m}}", "to is smaller than from: write the smaller one as from"),
        ("{triangular: {from: 3m, mode: 1m, to: 5m}}", "do not grow in that order: write them from small to large"),
        ("{erlang: {mean: 3m}}", "erlang.k: missing: write k: 2 under"),
        ("{erlang: {mean: 3m, k: 0}}", "0 is out of range: write 1 or more"),
        ("{empirical: {values: []}}", "too few entries: write at least 1"),
        ("{mean: 3m}", "mean: unknown key, did you mean lognormal?"),
    ],
)
def test_a_law_that_says_too_little_or_too_much_is_told_with_its_cure(tmp_path: Path, law: str, said: str) -> None:
    told = complaints(tmp_path, with_line("{exponential: 6m}", law))
    assert len(told) == 1
    assert said in told[0]


def test_an_interval_that_is_none_is_told_once_not_again_at_the_opening_hours(tmp_path: Path) -> None:
    told = complaints(tmp_path, with_line("interval: 30m", "interval: 25m"))
    assert [line.split(" ")[1] for line in told] == ["interval:"]
