"""When the words may mean two things, or nothing, Convener asks, and says why."""

from datetime import datetime

import pytest

from bot.when import LONGEST, Ask, Day, Reason, Series, When, read
from bot.when.questions import SENTENCES, sentence

NOW = datetime.fromisoformat("2027-05-11T09:30+02:00")
"""A Tuesday."""

ASKED = [
    ("", Reason.EMPTY),
    ("x" * (LONGEST + 1), Reason.TOO_LONG),
    ("blue sky", Reason.UNREADABLE),
    ("around 3pm on 20 May", Reason.VAGUE),
    ("3pm", Reason.NO_DATE),
    ("every Monday", Reason.NO_TIME),
    ("10 May 2027 3pm", Reason.PAST),
    ("today at 8am", Reason.PAST),
    ("31 June 3pm", Reason.NO_SUCH_DATE),
    ("20 May 13pm", Reason.NO_SUCH_TIME),
    ("05/06/2027 10:00", Reason.AMBIGUOUS_DAY_MONTH),
    ("next Friday 10am", Reason.AMBIGUOUS_DAY),
    ("Tuesday 10am", Reason.AMBIGUOUS_DAY),
    ("Friday at 3", Reason.AMBIGUOUS_TIME),
    ("midnight on Friday", Reason.MIDNIGHT),
    ("Monday 20 May 10am", Reason.WEEKDAY_MISMATCH),
    ("1 May 10am", Reason.YEAR_JUMPED),
    ("20 May 2099 10am", Reason.YEAR_JUMPED),
    ("26 March 2028 2:30am", Reason.DST_GAP),
    ("31 October 2027 2:30am", Reason.DST_OVERLAP),
    ("20 May 10:00 CST", Reason.AMBIGUOUS_ZONE),
    ("20 May 10:00 San José time", Reason.AMBIGUOUS_ZONE),
    ("call with Nairobi on 20 May at 10:00", Reason.WHOSE),
    ("20 May 10:00 HQ time", Reason.UNKNOWN_ZONE),
    ("20 May 10:00 EST", Reason.OUT_OF_SEASON),
    ("20 May 10am PT / 2pm ET", Reason.TWO_ZONES),
    ("Thursday or Friday 10am", Reason.SEVERAL),
    ("20 May 17:00-15:00", Reason.END_BEFORE_START),
    ("biweekly on Mondays at 10am", Reason.AMBIGUOUS_SERIES),
    ("the 31st of every month at 10am", Reason.SKIPS),
    ("Tusday 10:00", Reason.AMBIGUOUS_DAY),
    ("Thrusday 10:00", Reason.MISSPELT),
]


def said(text: str, zone: str = "Europe/Berlin", lang: str = "en") -> object:
    return read(text, now=NOW, zone=zone, lang=lang)


@pytest.mark.parametrize(("text", "reason"), ASKED, ids=[text[:40] or "nothing" for text, _ in ASKED])
def test_it_asks_and_says_why(text: str, reason: Reason) -> None:
    asked = said(text)
    assert isinstance(asked, Ask)
    assert asked.reason is reason
    assert len(asked.readings) <= 3
    assert "{" not in sentence(asked)


def test_every_reason_has_a_sentence_and_a_case() -> None:
    assert set(SENTENCES) == set(Reason) == {reason for _, reason in ASKED}


def test_a_question_offers_what_may_have_been_meant() -> None:
    asked = said("next Friday 10am")
    assert isinstance(asked, Ask)
    assert [each.start.day for each in asked.readings if isinstance(each, When)] == [21, 14]
    assert sentence(asked) == (
        "Which day is “next Friday”? Did you mean Friday 21 May 2027, 10:00 (Berlin)"
        " or Friday 14 May 2027, 10:00 (Berlin)?"
    )


def test_the_hour_that_happens_twice_is_named_by_its_abbreviation() -> None:
    moment = said("31 October 2027 02:30 CET")
    assert isinstance(moment, When)
    assert moment.start.isoformat() == "2027-10-31T02:30:00+01:00"


def test_tomorrow_elsewhere_is_asked_about_when_it_is_another_day_there() -> None:
    asked = read("tomorrow 9pm ET", now=datetime.fromisoformat("2027-05-11T08:00+10:00"), zone="Australia/Sydney")
    assert isinstance(asked, Ask)
    assert asked.reason is Reason.AMBIGUOUS_DAY


def test_a_day_without_a_time_stays_a_day() -> None:
    day = said("20 May")
    assert isinstance(day, Day)
    assert day.date.isoformat() == "2027-05-20"


def test_a_moment_remembers_its_zone_and_how_it_was_named() -> None:
    moment = said("3pm Geneva time on 20 May", zone="Africa/Nairobi")
    assert isinstance(moment, When)
    assert (moment.zone, moment.city, moment.end) == ("Europe/Zurich", "Geneva", None)


def test_every_moment_of_a_series_exists_and_keeps_its_wall_clock() -> None:
    series = said("every Monday at 9am until 6 December")
    assert isinstance(series, Series)
    assert {(each.start.hour, each.start.weekday()) for each in series.dates} == {(9, 0)}
    assert {each.start.utcoffset() for each in series.dates} != {series.first.start.utcoffset()}
    assert series.dates[-1].start.date().isoformat() == "2027-12-06"
    assert series.rrule == "FREQ=WEEKLY;UNTIL=20271206T080000Z;BYDAY=MO"


def test_a_series_through_an_hour_that_does_not_exist_is_asked_about() -> None:
    asked = read("every Sunday at 02:30", now=datetime.fromisoformat("2027-03-18T10:00+01:00"), zone="Europe/Berlin")
    assert isinstance(asked, Ask)
    assert asked.reason is Reason.DST_GAP


def test_a_zone_or_language_we_do_not_know_does_not_stop_the_reader() -> None:
    moment = read("20 May 15:00", now=NOW, zone="Mars/Olympus", lang="tlh")
    assert isinstance(moment, When)
    assert moment.zone == "UTC"


MISREAD_ONCE = [
    ("en", "Feb 3-5pm"),
    ("en", "a week on Friday at 3pm"),
    ("ar", "بعد يوم الجمعة"),
    ("ru", "через день в 10:00"),
    ("es", "hoy en ocho días a las 10:00"),
    ("zh", "过两天上午10点"),
    ("zh", "农历 5月20日15:00"),
    ("fr", "le 20 mai à 15h, pas 16h"),
    ("de", "nicht vor Donnerstag 10 Uhr"),
]


@pytest.mark.parametrize(("lang", "text"), MISREAD_ONCE)
def test_words_that_turn_the_meaning_round_are_asked_about(lang: str, text: str) -> None:
    assert isinstance(said(text, lang=lang), Ask)


def test_the_tuesday_after_next_in_chinese_is_two_weeks_ahead() -> None:
    moment = said("下下周二上午十点", lang="zh")
    assert isinstance(moment, When)
    assert moment.start.isoformat() == "2027-05-25T10:00:00+02:00"


def test_minutes_after_hours_in_russian_are_no_length() -> None:
    moment = said("в пятницу 21 мая в 15 ч. 30 мин.", lang="ru")
    assert isinstance(moment, When)
    assert (moment.start.hour, moment.start.minute, moment.end) == (15, 30, None)


def test_dateparser_is_the_net_under_our_rules() -> None:
    moment = said("20 set a las 15:00", lang="es")
    assert isinstance(moment, When)
    assert moment.start.isoformat() == "2027-09-20T15:00:00+02:00"


def test_the_end_of_a_series_is_the_day_that_was_said() -> None:
    series = said("every Friday at 10am until 30 June")
    assert isinstance(series, Series)
    assert series.rrule == "FREQ=WEEKLY;UNTIL=20270630T080000Z;BYDAY=FR"
    assert series.dates[-1].start.date().isoformat() == "2027-06-25"
    over = said("every Friday at 10am until 12 May")
    assert isinstance(over, Ask)
    assert over.reason is Reason.END_BEFORE_START


SERIES_ASKED = [
    ("every Friday at 3", Reason.AMBIGUOUS_TIME, ["05-14 15:00", "05-14 03:00"]),
    ("every Friday at 3pm CST", Reason.AMBIGUOUS_ZONE, ["05-14 15:00"] * 3),
    ("every Friday at 3pm EST", Reason.OUT_OF_SEASON, ["05-14 15:00"]),
    ("every third Friday at 10am", Reason.AMBIGUOUS_SERIES, ["05-21 10:00", "05-14 10:00"]),
    ("biweekly on Fridays at 10am", Reason.AMBIGUOUS_SERIES, ["05-14 10:00"]),
    ("every Friday 10am starting next Friday", Reason.AMBIGUOUS_DAY, ["05-21 10:00", "05-14 10:00"]),
    ("every Monday 10am from 7/6 to 9/8", Reason.AMBIGUOUS_DAY_MONTH, ["06-07 10:00", "07-12 10:00"]),
    ("every Friday at 3 CST", Reason.AMBIGUOUS_TIME, []),
]


@pytest.mark.parametrize(("text", "reason", "firsts"), SERIES_ASKED, ids=[text for text, _, _ in SERIES_ASKED])
def test_a_doubtful_series_offers_each_series_that_may_be_meant(text: str, reason: Reason, firsts: list[str]) -> None:
    asked = said(text)
    assert isinstance(asked, Ask)
    assert asked.reason is reason
    found = [each for each in asked.readings if isinstance(each, Series)]
    assert [f"{each.first.start:%m-%d %H:%M}" for each in found] == firsts


def test_an_hour_that_happens_twice_is_settled_by_an_offset_or_abbreviation_beside_its_city() -> None:
    for words, offset in (("(CET)", "+01:00"), ("UTC+2", "+02:00"), ("UTC+1", "+01:00")):
        moment = said(f"31 October 2027 02:30 Geneva time {words}")
        assert isinstance(moment, When)
        assert (moment.start.isoformat()[-6:], moment.city) == (offset, "Geneva")


def test_of_an_hour_that_happens_twice_the_pass_that_is_over_is_not_asked_about() -> None:
    between = datetime.fromisoformat("2027-10-31T02:45+02:00")
    moment = read("today 02:30", now=between, zone="Europe/Berlin")
    assert isinstance(moment, When)
    assert moment.start.isoformat() == "2027-10-31T02:30:00+01:00"


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "by Friday noon"),
        ("en", "no later than Friday 12:00"),
        ("fr", "d'ici vendredi midi"),
        ("es", "antes del viernes a las 12:00"),
        ("de", "bis Freitag 12 Uhr"),
        ("ru", "до пятницы, 12:00"),
        ("ar", "حتى الجمعة الساعة 12:00"),
        ("zh", "周五中午12点之前"),
    ],
)
def test_a_last_moment_is_offered_since_it_may_be_a_deadline(lang: str, text: str) -> None:
    asked = said(text, lang=lang)
    assert isinstance(asked, Ask)
    assert [each.start.isoformat() for each in asked.readings if isinstance(each, When)] == [
        "2027-05-14T12:00:00+02:00"
    ]


@pytest.mark.parametrize(
    "text", ["by Friday", "two days before Friday 12:00", "Friday by 12:00", "before 12:00 or 13:00 Friday"]
)
def test_what_is_counted_from_a_moment_or_has_no_time_is_not_offered(text: str) -> None:
    asked = said(text)
    assert isinstance(asked, Ask)
    assert asked.readings == ()


def test_a_night_at_one_may_be_the_day_after() -> None:
    asked = said("Thursday night at 1")
    assert isinstance(asked, Ask)
    assert asked.reason is Reason.AMBIGUOUS_DAY
    assert [each.start.isoformat() for each in asked.readings if isinstance(each, When)] == [
        "2027-05-13T01:00:00+02:00",
        "2027-05-14T01:00:00+02:00",
    ]
