"""When each item has its turn, and how the items fill the meeting."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agenda.clocktimes import Balance, balance, shortened, slots

GENEVA = ZoneInfo("Europe/Zurich")
THREE = datetime(2027, 3, 4, 15, 0, tzinfo=GENEVA)


def clocks(starts: datetime, *minutes: int | None) -> list[tuple[str, str, bool]]:
    return [
        (f"{slot.starts:%H:%M}", f"{slot.ends:%H:%M}" if slot.ends else "", slot.sure)
        for slot in slots(starts, minutes)
    ]


def test_items_follow_each_other_from_the_start() -> None:
    assert clocks(THREE, 10, 25, 0, 85) == [
        ("15:00", "15:10", True), ("15:10", "15:35", True), ("15:35", "15:35", True), ("15:35", "17:00", True),
    ]  # fmt: skip


def test_after_an_item_without_minutes_times_are_the_earliest() -> None:
    assert clocks(THREE, 10, None, 20, 5) == [
        ("15:00", "15:10", True), ("15:10", "", True), ("15:10", "15:30", False), ("15:30", "15:35", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("starts", "expected"),
    [
        (datetime(2027, 3, 28, 1, 30, tzinfo=GENEVA), [("01:30", "03:30", True), ("03:30", "04:00", True)]),
        (datetime(2027, 10, 31, 1, 30, tzinfo=GENEVA), [("01:30", "02:30", True), ("02:30", "02:00", True)]),
    ],
)
def test_a_clock_that_is_changed_in_the_night_is_changed_here_too(
    starts: datetime, expected: list[tuple[str, str, bool]]
) -> None:
    assert clocks(starts, 60, 30) == expected
    assert [slot.starts.astimezone(UTC).minute for slot in slots(starts, [60, 30])] == [30, 30]


def test_a_meeting_over_midnight_and_one_without_items() -> None:
    assert clocks(datetime(2027, 3, 4, 23, 50, tzinfo=UTC), 20, 10) == [
        ("23:50", "00:10", True),
        ("00:10", "00:20", True),
    ]
    assert slots(THREE, []) == ()


def test_the_items_are_held_against_the_length_of_the_meeting() -> None:
    assert balance([60, 70], 120) == Balance(130, 120)
    assert (balance([60, 70], 120).over, balance([60, 70], 120).free) == (10, 0)
    assert (
        balance([60, None, 20], 120).over,
        balance([60, None, 20], 120).free,
        balance([60, None, 20], 120).unsaid,
    ) == (0, 40, 1)


def test_shortening_takes_from_each_in_proportion_and_nothing_from_breaks() -> None:
    assert shortened([20, 40, 10, 80], 120, [False, False, True, False]) == (15, 30, 10, 65)
    assert shortened([20, 40], 60, [False, False]) == (20, 40)
    assert shortened([20, None, 10], 5, [False, False, True]) is None


@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(0, 90)), st.booleans()), max_size=60), st.integers(15, 480))
def test_what_is_shortened_fits_and_nothing_grows_or_vanishes(
    items: list[tuple[int | None, bool]], length: int
) -> None:
    minutes, fixed = [each for each, _ in items], [still for _, still in items]
    made = shortened(minutes, length, fixed)
    if made is None:
        return
    assert balance(made, length).over == 0
    for old, new, still in zip(minutes, made, fixed, strict=True):
        assert new == old if still or not old else new is not None and 0 < new <= old
