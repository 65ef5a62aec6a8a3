# ruff: noqa: RUF001 -- days are listed in Cyrillic and Chinese too
"""Days that are listed, in seven languages: exactly these; where one may be two, one question for the whole list."""

from datetime import UTC, datetime

import pytest

from bot.when import Ask, Reason, Series, read_days
from bot.when.questions import sentence

NOW = datetime.fromisoformat("2027-01-06T10:20+01:00")

THREE = [
    ("en", "4, 11 and 18 March 2027 15:00 Geneva time"),
    ("en", "on Thursday 4 March, Thursday 11 March & Thursday 18 March at 3pm"),
    ("en", "March 4, 11 and 18, 2027 at 15:00"),
    ("en", "3pm on 4, 11 and 18 March"),
    ("en", "Thursdays 4, 11 and 18 March at 15:00"),
    ("en", "4/3, 11/3 and 18/3 at 15:00"),
    ("en", "2027-03-04, 2027-03-11, 2027-03-18 15:00 Europe/Zurich"),
    ("fr", "les 4, 11 et 18 mars à 15h"),
    ("fr", "les jeudis 4, 11 et 18 mars à 15h"),
    ("fr", "le 4 mars, le 11 mars et le 18 mars 2027 à 15h heure de Genève"),
    ("es", "los días 4, 11 y 18 de marzo de 2027 a las 15:00"),
    ("es", "el 4, el 11 y el 18 de marzo a las 15"),
    ("de", "am 4., 11. und 18. März um 15 Uhr"),
    ("de", "am 4.3., 11.3. und 18.3.2027 um 15 Uhr"),
    ("de", "4., 11. und 18.3. um 15 Uhr"),
    ("ru", "4, 11 и 18 марта в 15:00"),
    ("ru", "4-го, 11-го и 18-го марта 2027 года в 15:00"),
    ("ru", "4.03, 11.03 и 18.03 в 15:00"),
    ("ar", "أيام 4 و11 و18 مارس الساعة 3 عصرا"),
    ("ar", "في 4 مارس، 11 مارس و18 مارس الساعة 15:00"),
    ("zh", "3月4日、11日和18日下午3点"),
    ("zh", "2027年3月4日（周四）、3月11日（周四）、3月18日（周四）15:00"),
    ("ru", "4, 11 and 18 March 2027 15:00"),
]


def said(text: str, lang: str = "en") -> Series | Ask | None:
    return read_days(text, now=NOW, zone="Europe/Zurich", lang=lang)


def days(series: object) -> list[str]:
    assert isinstance(series, Series)
    return [f"{each.start:%m-%d %H:%M}" for each in series.dates]


@pytest.mark.parametrize(("lang", "text"), THREE, ids=[text for _, text in THREE])
def test_three_days_are_three_moments_in_every_language(lang: str, text: str) -> None:
    assert days(said(text, lang)) == ["03-04 15:00", "03-11 15:00", "03-18 15:00"]


def test_one_day_in_figures_that_has_one_order_decides_for_all() -> None:
    assert days(said("3/4, 10/4 and 17/4 at 15:00")) == ["04-03 15:00", "04-10 15:00", "04-17 15:00"]


ASKED = [
    ("3/4, 10/4 and 11/4 at 15:00", Reason.AMBIGUOUS_DAY_MONTH, [["04-03", "04-10", "04-11"], ["03-04", "10-04", "11-04"]]),
    ("4 and 11 March at 3", Reason.AMBIGUOUS_TIME, [["03-04", "03-11"], ["03-04", "03-11"]]),
    ("4 and 11 March 15:00 CST", Reason.AMBIGUOUS_ZONE, [["03-04", "03-11"]] * 3),
    ("Thursday 4 and Friday 11 March at 15:00", Reason.WEEKDAY_MISMATCH, [["03-04", "03-11"], ["03-04", "03-12"]]),
    ("4 March, 31 and 2 April at 15:00", Reason.SEVERAL, []),
    ("18 March and 4 March at 15:00", Reason.SEVERAL, []),
    ("4 and 31 February at 15:00", Reason.NO_SUCH_DATE, []),
    ("13/14 and 14/15 at 15:00", Reason.NO_SUCH_DATE, []),
    ("4, 11 and 18 March", Reason.NO_TIME, []),
    ("24 and 31 October at 02:30", Reason.DST_OVERLAP, [["10-24", "10-31"]] * 2),
    ("24 and 31 October at 2:30", Reason.AMBIGUOUS_TIME, [["10-24", "10-31"]] * 3),
    ("31 October 2027 and 29 October 2028 at 02:30", Reason.DST_OVERLAP, []),
    (", ".join(["31/10"] * 26) + " at 02:30", Reason.DST_OVERLAP, []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "reason", "readings"), ASKED, ids=[text for text, _, _ in ASKED])
def test_what_is_doubtful_is_asked_once_for_the_whole_list(
    text: str, reason: Reason, readings: list[list[str]]
) -> None:
    asked = said(text)
    assert isinstance(asked, Ask)
    assert asked.reason is reason
    assert [[day[:5] for day in days(each)] for each in asked.readings] == readings
    assert "{" not in sentence(asked)


@pytest.mark.parametrize(
    "text",
    [
        "4 March 2027, 15:00",
        "between 2 and 30 March at 15:00",
        "every Tuesday from 4 March, 6 times at 15:00",
        "10.30 and 11.30 on 4 March",
        "Module 2 and 3, 4 March 15:00",
        "Session 4, 11 March 15:00",
        "4 March, 3 pm, 2 hours",
        "4 March 9:00, 2 h",
    ],
)
def test_what_is_no_list_of_days_is_left_to_the_reader_of_moments(text: str) -> None:
    assert said(text) is None


TWICE = [
    ("en", "24 October, 31 October and 7 November at 02:30"),
    ("fr", "le 24 octobre, le 31 octobre et le 7 novembre à 02h30"),
    ("es", "el 24 de octubre, el 31 de octubre y el 7 de noviembre a las 02:30"),
    ("de", "am 24. Oktober, 31. Oktober und 7. November um 02:30 Uhr"),
    ("ru", "24 октября, 31 октября и 7 ноября в 02:30"),
    ("ar", "في 24 أكتوبر، 31 أكتوبر و7 نوفمبر الساعة 02:30"),
    ("zh", "10月24日、10月31日和11月7日02:30"),
]


def instants(series: object) -> list[str]:
    assert isinstance(series, Series)
    return [f"{each.start.astimezone(UTC):%m-%d %H:%M}" for each in series.dates]


@pytest.mark.parametrize(("lang", "text"), TWICE, ids=[text for _, text in TWICE])
def test_of_an_hour_that_happens_twice_each_pass_is_a_reading_and_other_days_stay(lang: str, text: str) -> None:
    asked = said(text, lang)
    assert isinstance(asked, Ask)
    assert [instants(each) for each in asked.readings] == [
        ["10-24 00:30", "10-31 00:30", "11-07 01:30"],
        ["10-24 00:30", "10-31 01:30", "11-07 01:30"],
    ]


def test_the_question_says_which_day_is_doubtful_and_names_each_pass() -> None:
    asked = said("24 and 31 October at 02:30")
    assert isinstance(asked, Ask)
    assert sentence(asked) == (
        "The clocks go back: 02:30 on 31 October 2027 happens twice in Zurich. Which one? Did you mean"
        " 24 October 2027 and 31 October 2027, 02:30 (Zurich, 31 October 2027 UTC+2)"
        " or 24 October 2027 and 31 October 2027, 02:30 (Zurich, 31 October 2027 UTC+1)?"
    )


OWN = [
    ("2027-10-24, 2027-10-31T02:30+01:00, 2027-11-07 02:30", ["10-24 00:30", "10-31 01:30", "11-07 01:30"]),
    ("2027-10-24, 2027-10-31T02:30+02:00 02:30 Europe/Zurich", ["10-24 00:30", "10-31 00:30"]),
    ("2027-10-31T02:30+01:00, 2027-11-07 02:30 Geneva time", ["10-31 01:30", "11-07 01:30"]),
    (
        "2027-03-28, 2027-04-04T01:30+10:30, 2027-04-11 01:30 Australia/Lord_Howe",
        ["03-27 14:30", "04-03 15:00", "04-10 15:00"],
    ),
]


@pytest.mark.parametrize(("text", "found"), OWN, ids=[text for text, _ in OWN])
def test_a_day_may_say_by_its_own_offset_which_pass_it_is(text: str, found: list[str]) -> None:
    assert instants(said(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "2027-10-24, 2027-10-31T02:30+03:00, 2027-11-07 02:30",
        "2027-10-24T02:30+01:00, 2027-10-31 02:30",
        "2027-10-24 02:30+02:00, 2027-10-31 02:30+01:00 15:00",
    ],
)
def test_an_offset_that_contradicts_its_day_is_asked_about(text: str) -> None:
    assert not isinstance(said(text), Series)


def test_what_is_doubtful_and_happens_twice_offers_all_of_it() -> None:
    asked = said("24 and 31 October at 2:30")
    assert isinstance(asked, Ask)
    assert [instants(each) for each in asked.readings] == [
        ["10-24 12:30", "10-31 13:30"],
        ["10-24 00:30", "10-31 00:30"],
        ["10-24 00:30", "10-31 01:30"],
    ]
