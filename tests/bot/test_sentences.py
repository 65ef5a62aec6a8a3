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
        ("something quite different", OpenPlan(when="something quite different")),
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
