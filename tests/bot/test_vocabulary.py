"""The words every floor shares: actions, plain text, spans, daytime."""

import string
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import Action, Link, Mention, Message, Moment, StaleAction, Strong, Text, pack, unpack
from bot.chat.plain import moment_text, plain
from bot.daytime import EVENING, EVERY_DAY, MORNING, Hours, next_daytime
from bot.features import FEATURES
from bot.words import language, listing, n_, spans, speaking
from tests.adapters.contract import EVERYTHING, KINDS, PAINT, Colour, Paint


class Size(StrEnum):
    SMALL = "small"


@dataclass(frozen=True)
class Order(Action, name="test.order"):
    """An action as a first version had it, and a later field with a default."""

    item: int
    size: Size | None = None


ORDER: dict[str, type[Action]] = {"test.order": Order}


@given(st.integers(), st.text(max_size=300), st.booleans())
def test_an_action_comes_back_as_it_was(room: int, note: str, twice: bool) -> None:
    action = Paint(room, Colour.GREEN, note, twice)
    try:
        packed = pack(action)
    except ValueError:
        return  # longer than a button can carry, which is said when it is drawn
    assert unpack(packed, KINDS) == action


def test_an_older_button_without_a_later_field_still_works() -> None:
    assert unpack('test.order {"item":3}', ORDER) == Order(3)
    assert unpack(pack(Order(3, Size.SMALL)), ORDER) == Order(3, Size.SMALL)


@pytest.mark.parametrize(
    "text",
    ["", " ", "test.order", "test.order {}", "test.order 3", 'test.order {"item":"3"}', 'test.order {"item":true}',
     'test.order {"item":3,"size":"huge"}', 'test.order {"item":3,"more":1}', "test.order {", "unknown {}",
     'test.order {"item":1.5}', "test.order " + "[" * 5000],
)  # fmt: skip
def test_what_is_no_action_is_stale(text: str) -> None:
    with pytest.raises(StaleAction):
        unpack(text, ORDER)


@given(st.text())
def test_no_text_does_worse_than_stale(text: str) -> None:
    with pytest.raises(StaleAction):
        unpack(text, {})


def test_an_action_too_long_for_a_button_is_refused_when_it_is_drawn() -> None:
    with pytest.raises(ValueError, match=r"test\.paint"):
        pack(Paint(1, Colour.GREEN, "x" * 2000))


def test_wire_names_are_unique_over_all_features() -> None:
    for table in ("presses", "submissions", "drawings"):
        names = [name for feature in FEATURES for name in getattr(feature, table)]
        assert len(names) == len(set(names))


def test_every_command_begins_with_words_of_its_own() -> None:
    phrases = [phrase for feature in FEATURES for command in feature.commands for phrase in command.phrases]
    assert len(phrases) == len(set(phrases))


def test_plain_text_says_every_word_but_the_buttons() -> None:
    text = plain(EVERYTHING)
    assert "Thu, 4 Mar 2027, 15:00–17:00 Geneva" in text
    assert "Paint it" not in text
    assert PAINT.note not in text


def test_a_moment_names_its_zones_city_where_nobody_named_one() -> None:
    at = datetime(2027, 7, 1, 13, tzinfo=UTC)
    assert moment_text(Moment(at, "America/New_York"), "en") == "Thu, 1 Jul 2027, 09:00 New York"
    assert moment_text(Moment(at, "UTC"), "en") == "Thu, 1 Jul 2027, 13:00 UTC"
    assert moment_text(Moment(at, "Asia/Tokyo", clock=False), "en") == "Thu, 1 Jul 2027"


def test_spans_stand_in_the_places_of_a_sentence() -> None:
    found = spans(
        "%(who)s asks %(what)s.", who=Mention("x", "Ann"), what=("for ", Strong("tea"), Link("here", "https://x.y"))
    )
    assert found == (Mention("x", "Ann"), " asks ", "for ", Strong("tea"), Link("here", "https://x.y"), ".")


@given(st.text(alphabet=string.printable))
def test_a_value_is_never_read_as_a_place(value: str) -> None:
    assert "".join(str(span) for span in spans("a %(x)s b", x=value)) == f"a {value} b"


def test_counts_and_lists_are_said_as_the_language_says_them() -> None:
    with speaking("en-GB"):
        assert (n_("%(count)s seat", "%(count)s seats", 1), n_("%(count)s seat", "%(count)s seats", 2)) == (
            "1 seat",
            "2 seats",
        )
        assert listing(["a", "b", "c"]) == "a, b and c" or listing(["a", "b", "c"]) == "a, b, and c"


def test_an_unknown_language_is_english() -> None:
    assert [language(one) for one in ("xx", "", "en_US", "en-GB", "../../etc")] == ["en"] * 5


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)),
    st.sampled_from(["Europe/Zurich", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Apia", "Africa/Casablanca"]),
)
def test_the_next_daytime_is_daytime_and_soon(at: datetime, zone: str) -> None:
    now = at.replace(tzinfo=UTC)
    then = next_daytime(now, zone, Hours(days=EVERY_DAY))
    local = then.astimezone(ZoneInfo(zone))
    assert MORNING <= local.time() < EVENING
    assert now <= then <= now + timedelta(hours=13)


def test_a_message_of_one_text_is_that_text() -> None:
    assert plain(Message((Text(("one ", Strong("two"))),))) == "one two"
