"""When a company is covered, at risk or silent: the rules alone."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.coverage import rules, sentences
from bot.coverage.rules import Cell, State
from storage.look import Look, Sitting
from storage.models import Choice

NOW = datetime(2027, 3, 10, 12, tzinfo=UTC)
COMING, WAITING, MAYBE, NOT = Choice.COMING, Choice.WAITING, Choice.MAYBE, Choice.NOT


def sitting(number: int, days: int, cancelled: bool = False) -> Sitting:
    return Sitting(number, number, NOW + timedelta(days=days), "Europe/Zurich", "Geneva", 120, cancelled)


def session(*meetings: Sitting) -> Look:
    return Look(1, 1, "core session", "A session", "", "open", 0, 0, 0, 0, None, None, "", "", "", meetings)


THREE = session(sitting(1, 1), sitting(2, 8), sitting(3, 15))


def state(*answers: tuple[int, str]) -> State:
    """How a company stands whose people gave these answers, by meeting, to three meetings."""
    return rules.standing(1, "Cisco", [1, 2, 3], dict.fromkeys(answers, 1)).state


def test_a_company_is_covered_when_somebody_comes_to_every_meeting() -> None:
    assert state((1, COMING), (2, COMING), (3, COMING)) is State.COVERED


def test_it_stays_covered_whatever_its_other_people_answer() -> None:
    assert state((1, COMING), (2, COMING), (3, COMING), (1, NOT), (2, MAYBE)) is State.COVERED


@pytest.mark.parametrize("best", [[(3, MAYBE)], [(3, NOT)], [], [(3, WAITING)]])
def test_one_meeting_that_nobody_surely_comes_to_puts_it_at_risk(best: list[tuple[int, str]]) -> None:
    assert state((1, COMING), (2, COMING), *best) is State.AT_RISK


@pytest.mark.parametrize("choice", [MAYBE, NOT])
def test_it_is_at_risk_and_not_silent_as_soon_as_anybody_answered_anything(choice: Choice) -> None:
    assert state((2, choice)) is State.AT_RISK


def test_it_is_silent_when_nobody_answered() -> None:
    assert state() is State.SILENT


def test_answers_to_meetings_that_do_not_count_do_not() -> None:
    assert rules.standing(1, "Cisco", [2], {(1, COMING): 2}).state is State.SILENT


def test_of_several_answers_to_a_meeting_the_best_is_shown_with_how_many_gave_it() -> None:
    answers = {(1, str(NOT)): 3, (1, str(MAYBE)): 2, (2, str(NOT)): 1, (2, str(WAITING)): 2, (3, str(NOT)): 4}
    line = rules.standing(1, "Cisco", [1, 2, 3, 4], answers)
    assert line.cells == ((Cell.MAYBE, 2), (Cell.WAITING, 2), (Cell.NOT, 4), (Cell.NONE, 0))


def test_what_is_over_or_cancelled_does_not_count_until_all_is_over() -> None:
    held = session(sitting(1, -7), sitting(2, 1, cancelled=True), sitting(3, 8))
    assert [meeting.number for meeting in rules.counting(held, NOW)] == [3]
    assert [meeting.number for meeting in rules.counting(held, NOW + timedelta(days=30))] == [1, 3]
    assert (rules.is_ahead(held, NOW), rules.is_ahead(held, NOW + timedelta(days=30))) == (True, False)


def test_those_that_need_somebody_stand_first_then_by_name() -> None:
    covered = {(n, str(COMING)): 1 for n in (1, 2, 3)}
    lines = [
        rules.standing(n, name, [1, 2, 3], answers)
        for n, (name, answers) in enumerate(
            [("Zeta", {}), ("beta", covered), ("Alpha", covered), ("Eta", {(1, str(NOT)): 1})]
        )
    ]
    assert [line.name for line in rules.sheet(THREE, THREE.meetings, lines).lines] == ["Zeta", "Eta", "Alpha", "beta"]


def test_nothing_counts_as_covered_where_there_is_no_meeting() -> None:
    assert rules.is_covered([], []) is False
    assert rules.standing(1, "Cisco", [], {}).state is State.SILENT


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([(1, NOT), (2, NOT), (3, NOT)], "nobody is coming"),
        ([(1, MAYBE), (2, MAYBE), (3, MAYBE)], "only maybe"),
        ([(1, COMING), (2, COMING), (3, NOT)], "nobody comes to meeting 3"),
        ([(1, COMING), (2, MAYBE), (3, MAYBE)], "only maybe to meetings 2 and 3"),
        ([(1, NOT), (2, MAYBE)], "nobody comes to meeting 1; only maybe to meeting 2; no answer to meeting 3"),
        ([(n, COMING) for n in (1, 2, 3)], "covered"),
        ([], "nobody has answered"),
    ],
)
def test_why_a_company_is_at_risk_is_one_sentence(answers: list[tuple[int, str]], words: str) -> None:
    line = rules.standing(1, "Cisco", [1, 2, 3], dict.fromkeys(answers, 1))
    assert sentences.why(rules.sheet(THREE, THREE.meetings, [line]), line) == words
