"""Chats that nobody could hold, and what a chat does not have, are refused with their place and cure."""

from pathlib import Path

import pytest

from sim.scenario.load import load
from tests.unit.scenario.pages import complaints

PAGE = """\
name: Chats
open: 08:00-20:00
queues:
  chat:
    channel: chat
    arrivals: {per_day: 300}
    talk: {exponential: 5m}
    patience: {exponential: 3m}
  care:
    arrivals: {per_day: 300}
    handle_time: {exponential: 5m}
agents:
  team: {skills: [chat, care], on_queue: 9, chats: {at_once: 3}}
"""


def complained(folder: Path, old: str, new: str) -> list[str]:
    assert old in PAGE
    return complaints(folder, PAGE.replace(old, new, 1))


def test_the_page_itself_is_taken(tmp_path: Path) -> None:
    (tmp_path / "page.yaml").write_text(PAGE, encoding="utf-8")
    assert load(tmp_path / "page.yaml").agents["team"].chats is not None


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            ", chats: {at_once: 3}",
            "",
            "13:3 agents.team: chat is a chat, and it is not said how many of them an agent has at once: write chats: "
            "on (3 at once), or chats: {at_once: 1} for one at a time",
        ),
        (
            "    channel: chat\n",
            "",
            "12:45 agents.team.chats: none of the group's queues is a chat: remove it, or write channel: chat in a "
            "queue that the group serves",
        ),
        (
            "channel: chat\n",
            "channel: chat\n    callback: on\n",
            "6:5 queues.chat.callback: chat is a chat, and who waits there cannot be called back: remove it, or let "
            "them switch to a queue of calls",
        ),
        (
            "channel: chat\n",
            "channel: chat\n    hold: {constant: 10s}\n",
            "6:5 queues.chat.hold: nobody is put on hold in a chat: add it to talk",
        ),
        (
            "    patience: {exponential: 3m}\n",
            "    silent: on\n",
            "8:5 queues.chat.silent: nobody leaves silently where nobody leaves: on chat patience is without end: "
            "write patience: on, or a law of your own; or remove silent",
        ),
        (
            "  care:\n",
            "  care:\n    silent: on\n",
            "10:5 queues.care.silent: who hangs up a call is gone, and everybody knows: remove it, or write channel: "
            "chat",
        ),
        (
            "  care:\n",
            "  care:\n    before: [chat]\n",
            "10:14 queues.care.before: in team who has chats open cannot take a call, so that no chat can wait for "
            "one: put care first in the skills of team, or give care agents of its own",
        ),
        (
            "channel: chat\n",
            "channel: chat\n    target: {answer: 80%, within: 20s, formula: virtual}\n",
            "6:49 queues.chat.target.formula: of a chat no virtual wait is known: several are taken at once: write "
            "offered, or another formula",
        ),
        (
            "{at_once: 3}",
            "{at_once: 3, calls_with: 3}",
            "13:52 agents.team.chats: a call takes the place of a chat: write calls_with of 2 or less",
        ),
        (
            "{at_once: 3}",
            "{at_once: 3, speed: {2: 87%}}",
            "13:52 agents.team.chats: no speed is said for 3 open: write it under speed, like 3: 80%",
        ),
        (
            "{at_once: 3}",
            "{at_once: 2, slower_by: 15%, speed: {2: 87%}}",
            "13:52 agents.team.chats: speed and slower_by say the same thing: write one of the two",
        ),
        (
            "{at_once: 3}",
            "{at_once: 2, speed: {2: 0%}}",
            "13:52 agents.team.chats: a chat that does not go on never ends: write speeds of 1% or more",
        ),
        (
            "{at_once: 3}",
            "{at_once: 2, speed: {1: 90%, 2: 80%}}",
            "13:73 agents.team.chats.speed.1: '1' is not a number of open chats: write 2 or more (one alone runs at "
            "full speed)",
        ),
        ("{at_once: 3}", "{slots: 3}", "13:53 agents.team.chats.slots: unknown key, did you mean at_once?"),
    ],
)
def test_what_does_not_go_together_is_told_with_its_place_and_cure(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert complained(tmp_path, old, new) == [f"page.yaml:{told}"]


def test_a_group_of_chats_alone_has_no_calls_beside_them(tmp_path: Path) -> None:
    two = "  chatters: {skills: [chat], on_queue: 2, chats: {calls_with: 1}}\n"
    assert complaints(tmp_path, PAGE + two) == [
        "page.yaml:14:63 agents.chatters.chats.calls_with: the group takes no calls: remove it"
    ]


def test_holds_of_a_group_and_of_a_reason_are_told_where_they_stand(tmp_path: Path) -> None:
    page = PAGE.replace("chats: {at_once: 3}", "chats: on, own_times: {chat: {hold: {constant: 5s}}}")
    page = page.replace("channel: chat\n", "channel: chat\n    reasons: {a: {share: 100%, hold: {constant: 5s}}}\n")
    assert [line.split(": ")[0] for line in complaints(tmp_path, page)] == [
        "page.yaml:6:32 queues.chat.reasons.a.hold",
        "page.yaml:14:75 agents.team.own_times.chat.hold",
    ]
