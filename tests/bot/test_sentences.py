"""Planning in one sentence: what it says, field by field."""

import pytest

from bot.doors import OpenPlan
from bot.programme.sentence import read_length, read_plan

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Core Session 'Access to remedy' with 3 meetings from 4 March 2027 15:00 Geneva time, 2 h, weekly",
            OpenPlan("core session", "Access to remedy", "4 March 2027 15:00 Geneva time", "3", "2 h", "weekly"),
        ),
        (
            "a core session “Users’ voices” of two meetings starting on Tuesday 9 March 2027 at 3pm, 90 minutes each, every two weeks",
            OpenPlan("core session", "Users’ voices", "Tuesday 9 March 2027 at 3pm", "2", "90 minutes", "fortnightly"),
        ),
        (
            "Special Briefing on the new directive, 20 April 2027 16:00 Geneva time, 1 h 30 min",
            OpenPlan("special briefing", "the new directive", "20 April 2027 16:00 Geneva time", "", "1 h 30 min", ""),
        ),
        (
            "outreach dialogue «Remedy» 12 May 2027 14:00",
            OpenPlan("outreach dialogue", "Remedy", "12 May 2027 14:00", "", "", ""),
        ),
        ("", OpenPlan()),
        ("something quite different", OpenPlan(title="something quite different")),
        (
            "a Core Session on Remedy for children: 3 meetings from 4 March 2027 15:00 Geneva, 2h each, weekly",
            OpenPlan("core session", "Remedy for children", "4 March 2027 15:00 Geneva", "3", "2h", "weekly"),
        ),
        (
            "Core Session Access to remedy with 3 meetings from 4 March 2027 15:00 Geneva time",
            OpenPlan("core session", "Access to remedy", "4 March 2027 15:00 Geneva time", "3"),
        ),
        (
            "a core session called Remedy in practice with 3 meetings from 4 March 2027 15:00",
            OpenPlan("core session", "Remedy in practice", "4 March 2027 15:00", "3"),
        ),
        (
            "Core Session: Working with suppliers - 3 two-hour meetings, every Thursday from 4 March 2027, 15:00",
            OpenPlan(
                "core session", "Working with suppliers", "every Thursday from 4 March 2027, 15:00", "3", "two hour"
            ),
        ),
        (
            "Core Sesion 'It's about time'\n2 meetigns\nfrom 4 March 2027 15:00\nwekly",
            OpenPlan("core session", "It's about time", "4 March 2027 15:00", "2", "", "weekly"),
        ),
        (
            "special briefing Tuesday 9 March 2027 15:00 on workers' rights",
            OpenPlan("special briefing", "workers' rights", "Tuesday 9 March 2027 15:00"),
        ),
        ("3 meetings on remedy next Thursday at 3pm", OpenPlan("", "remedy", "next Thursday at 3pm", "3")),
        ("Core Session with 3 meetings from 4 March", OpenPlan("core session", "", "4 March", "3")),
        ("a new session", OpenPlan()),
    ],
)
def test_a_sentence_is_read_field_by_field(sentence: str, expected: OpenPlan) -> None:
    assert read_plan(sentence) == expected


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("2 h", 120), ("2h", 120), ("90 min", 90), ("1 h 30", 90), ("1h30", 90), ("1.5 hours", 90), ("1,5 h", 90), ("2:30", 150),
     ("two hours", 120), ("2", 120), ("45", 45), ("", None), ("long", None), ("2 h and a bit", None)],
)  # fmt: skip
def test_a_length_is_read(text: str, minutes: int | None) -> None:
    assert read_length(text) == minutes
