"""What a button or a file says of an hour that happens twice is read again as what it says, wherever clocks go back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot import limits, moments
from bot.chat import Buttons
from bot.chat.plain import pass_text
from bot.importing import dates
from bot.importing.plan import Plan
from bot.kit import Viewer
from bot.programme import asking, rules, starts
from bot.programme.actions import ChooseWhen
from bot.when import languages
from storage.models import Role
from tests.town import NOW


def reader(locale: str) -> Viewer:
    """A facilitator in Geneva."""
    zone = "Europe/Zurich"
    return Viewer(1, "play:btech", 1, 1, Role.FACILITATOR, "counts", zone, zone, "Geneva", locale)


@pytest.mark.parametrize("locale", sorted(languages.LANGUAGES))
def test_a_button_is_understood_again_in_every_language(locale: str) -> None:
    for days in ("2027-10-24, 2027-10-31, 2027-11-07 02:30", "2027-10-24, 2027-10-31 02:30 Europe/Zurich"):
        values = {"kind": "core session", "title": "Night", "when": days}
        asked = rules.read_plan(values, NOW, reader(locale))
        assert isinstance(asked, rules.Problems)
        assert [meant[1].at.hour for meant in asked.readings] == [0, 1]
        for meant in asked.readings:
            plan = rules.read_plan({**values, "when": starts.typed(*meant)}, NOW, reader(locale))
            assert isinstance(plan, rules.Plan)
            assert [start.at for start in plan.starts] == [start.at for start in meant]
    at = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)
    assert pass_text(at, "Europe/Zurich", locale) == " (UTC+01)"
    assert pass_text(datetime(2027, 4, 3, 15, 15, tzinfo=UTC), "Australia/Lord_Howe", locale) == " (UTC+10:30)"


BACK = [
    ("Africa/Cairo", datetime(2027, 10, 28, 23, 30)),
    ("America/Havana", datetime(2027, 11, 7, 0, 30)),
    ("America/St_Johns", datetime(2027, 11, 7, 1, 30)),
    ("Antarctica/Troll", datetime(2027, 10, 31, 2, 0)),
    ("Asia/Beirut", datetime(2027, 10, 30, 23, 30)),
    ("Atlantic/Azores", datetime(2027, 10, 31, 0, 30)),
    ("Australia/Lord_Howe", datetime(2027, 4, 4, 1, 45)),
    ("Pacific/Chatham", datetime(2027, 4, 4, 3, 0)),
]
"""Where clocks go back by an hour, two, or half of one; at midnight, and by three quarters beside the hour."""


@pytest.mark.parametrize(("zone", "wall"), BACK, ids=[zone for zone, _ in BACK])
@pytest.mark.parametrize("own", ["Europe/Zurich", ""])
def test_wherever_clocks_go_back_a_button_plans_what_it_says(zone: str, wall: datetime, own: str) -> None:
    days = [wall + timedelta(weeks=n) for n in (-1, 0, 1)]
    whose = f"{wall:%H:%M} {zone if own else ''}"
    viewer = replace(reader("en"), zone=own or zone)
    for when, rest in (
        (f"{', '.join(f'{day:%Y-%m-%d}' for day in days)} {whose}", {}),
        (f"every {wall:%A} {whose} from {days[0]:%Y-%m-%d} to {days[2]:%Y-%m-%d}", {}),
        (f"{days[0]:%Y-%m-%d} {whose}", {"meetings": "3", "rhythm": "weekly"}),
    ):
        values = {"kind": "core session", "title": "Night", "when": when, **rest}
        asked = rules.read_plan(values, NOW, viewer)
        assert isinstance(asked, rules.Problems)
        shown = asking.which(values, asked)
        assert shown is not None
        first, second, _change = (one for block in shown.blocks if isinstance(block, Buttons) for one in block.buttons)
        plans = [rules.read_plan(vars(one.action), NOW, viewer) for one in (first, second)]
        made = [[(start.zone, start.at) for start in plan.starts] for plan in plans if isinstance(plan, rules.Plan)]
        here = ZoneInfo(zone)
        assert made == [
            [(zone, day.replace(tzinfo=here, fold=fold if day == wall else 0).astimezone(UTC)) for day in days]
            for fold in (0, 1)
        ]
        assert made[0] != made[1]


def test_seats_until_such_a_moment_are_typed_as_they_are_read() -> None:
    viewer = replace(reader("en"), zone="Australia/Lord_Howe", community_zone="Australia/Lord_Howe", city="Lord Howe")
    kept = limits.Limits(20, answer_by=datetime(2027, 4, 3, 15, 15, tzinfo=UTC))
    assert limits.read(limits.typed(kept, viewer), NOW, viewer) == kept


WRITTEN = [
    ("Australia/Lord_Howe", "2027-04-04 01:45", "2027-04-04 01:45 UTC+10:30"),
    ("Australia/Lord_Howe", "4 April 2027 01:45", "2027-04-04 01:45 UTC+10:30"),
    ("Europe/Zurich", "4 April 2027 01:45 Australia/Lord_Howe", "2027-04-04 01:45 Australia/Lord_Howe UTC+10:30"),
    ("America/St_Johns", "2027-11-07 01:30", "2027-11-07 01:30 UTC-3:30"),
    ("Europe/Zurich", "2027-10-31 02:30", "2027-10-31 02:30 UTC+1"),
]


@pytest.mark.parametrize(("zone", "text", "second"), WRITTEN, ids=[f"{text} {zone}" for zone, text, _ in WRITTEN])
def test_a_file_says_which_pass_in_words_that_are_read_again(zone: str, text: str, second: str) -> None:
    def read(when: str) -> starts.Start | dates.Unclear:
        session = {"key": "n", "kind": "core session", "title": "Night", "zone": zone, "meetings": [{"when": when}]}
        plan = Plan.model_validate({"community": {"key": "c", "name": "C"}, "sessions": [session]})
        return dates.starts(plan, plan.sessions[0], NOW)[0]

    asked = read(text)
    assert isinstance(asked, dates.Unclear)
    assert asked.choices[1][1] == second
    found = [read(words) for _label, words in asked.choices]
    assert [dates.in_words(one) for one in found if isinstance(one, starts.Start)] == [one for one, _ in asked.choices]
    assert len({one.at for one in found if isinstance(one, starts.Start)}) == 2


def test_the_button_of_many_meetings_fits_and_names_the_doubtful_one() -> None:
    zone = "America/North_Dakota/New_Salem"
    values = {"kind": "core session", "title": "Night", "meetings": "8"}
    words = f"every Sunday 01:30-03:30 {zone} from 3 October 2027"
    asked = rules.read_plan({**values, "when": words}, NOW, reader("en"))
    assert isinstance(asked, rules.Problems)
    shown = asking.which({**values, "when": words}, asked)
    assert shown is not None
    labels = [one.label for block in shown.blocks if isinstance(block, Buttons) for one in block.buttons]
    assert labels[:2] == [f"3 Oct, …, 7 Nov (UTC-0{n}), …, 21 Nov, 01:30–03:30 New Salem" for n in (5, 6)]
    assert max(map(len, labels)) <= 75


@pytest.mark.parametrize(
    ("words", "button", "length"),
    [
        ("02:30-03:30", "31 Oct (UTC+02), 7 Nov, 02:30–03:30 Geneva", "1 h"),
        ("02:30 2 Stunden", "31 Oct (UTC+02), 7 Nov, 02:30–04:30 Geneva", "2 h"),
    ],
)
def test_a_rhythm_that_begins_in_the_first_pass_lasts_as_long_as_was_written(
    words: str, button: str, length: str
) -> None:
    values = {"kind": "core session", "title": "N", "meetings": "2", "rhythm": "weekly", "when": f"31.10.2027 {words}"}
    asked = rules.read_plan(values, NOW, reader("de"))
    assert isinstance(asked, rules.Problems)
    shown = asking.which(values, asked)
    assert shown is not None
    buttons = [one for block in shown.blocks if isinstance(block, Buttons) for one in block.buttons]
    chosen = buttons[0].action
    assert isinstance(chosen, ChooseWhen)
    assert buttons[0].label == button
    plan = rules.read_plan(vars(chosen), NOW, reader("de"))
    assert isinstance(plan, rules.Plan)
    assert moments.length(plan.minutes) == length
    assert [f"{start.at:%H:%M}" for start in plan.starts] == ["00:30", "01:30"]
