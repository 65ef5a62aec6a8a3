# ruff: noqa: RUF001 -- days are listed in Cyrillic and Chinese too
"""Days that are listed, in seven languages: exactly these; where one may be two, one question for the whole list."""

from datetime import datetime

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
    ("24 and 31 October at 02:30", Reason.DST_OVERLAP, []),
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
