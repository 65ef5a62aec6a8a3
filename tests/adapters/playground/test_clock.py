"""The clock can be moved, and never leaves the years calendars know."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from adapters.playground import MovableClock

NOON = datetime(2027, 2, 16, 12, tzinfo=UTC)


def test_a_frozen_clock_stands_still_until_it_is_moved() -> None:
    clock = MovableClock(frozen_at=NOON)
    assert (clock.now(), clock.now()) == (NOON, NOON)
    clock.move(timedelta(days=7, hours=1))
    assert clock.now() == datetime(2027, 2, 23, 13, tzinfo=UTC)


def test_a_running_clock_keeps_running_after_it_was_set() -> None:
    real = [NOON]
    clock = MovableClock(real=lambda: real[0])
    clock.set(datetime(2030, 1, 1, tzinfo=UTC))
    real[0] += timedelta(minutes=5)
    assert clock.now() == datetime(2030, 1, 1, 0, 5, tzinfo=UTC)


def test_a_clock_can_go_back_to_the_real_time() -> None:
    clock = MovableClock(real=lambda: NOON)
    clock.move(timedelta(days=-3))
    clock.reset()
    assert clock.now() == NOON


def test_what_the_clock_says_is_always_in_utc() -> None:
    clock = MovableClock(frozen_at=NOON)
    clock.set(datetime(2027, 3, 1, 9, tzinfo=timezone(timedelta(hours=-8))))
    assert (clock.now().tzinfo, clock.now().hour) == (UTC, 17)


@pytest.mark.parametrize("by", [timedelta(days=100 * 365), timedelta(days=-100 * 365), timedelta(days=9_999_999)])
def test_a_clock_moved_out_of_the_calendar_stays_where_it_was(by: timedelta) -> None:
    clock = MovableClock(frozen_at=NOON)
    with pytest.raises(ValueError, match="2000 to the year 2099"):
        clock.move(by)
    assert clock.now() == NOON
