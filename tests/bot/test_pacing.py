"""A platform's limits are never exceeded, whoever keeps count."""

from hypothesis import given
from hypothesis import strategies as st

from bot.chat import Limit
from bot.courier import breaker
from bot.courier.pacing import Pace

LIMITS = st.lists(
    st.builds(Limit, st.sampled_from(["house", "room"]), st.integers(1, 8), st.sampled_from([1.0, 2.0, 30.0])),
    min_size=1,
    max_size=4,
)


@given(LIMITS, st.lists(st.floats(0, 5), max_size=40), st.booleans())
def test_no_window_ever_holds_more_calls_than_its_limit(limits: list[Limit], gaps: list[float], handed: bool) -> None:
    pace, now, made = Pace(), 1_800_000_000.0, list[float]()
    for gap in gaps:
        now += gap
        free = pace.free("post", limits, now)
        assert free >= now
        pace.book(limits, free)
        made.append(free)
        if handed:
            pace = Pace.read(pace.write(now))
    for limit in limits:
        times = sorted(made)
        for first, last in zip(times, times[limit.calls :], strict=False):
            assert last - first >= limit.seconds


def test_a_call_that_breaks_no_limit_goes_at_once() -> None:
    limits = [Limit("house", 5, 1.0), Limit("room", 1, 1.0)]
    pace = Pace()
    pace.book(limits, 100.0)
    assert pace.free("post", [Limit("house", 5, 1.0), Limit("another room", 1, 1.0)], 100.0) == 100.0


def test_a_platform_that_asks_for_patience_gets_it_for_that_verb_alone() -> None:
    pace = Pace()
    pace.rest("post", 130.0)
    pace = Pace.read(pace.write(100.0))
    assert (pace.free("post", [], 100.0), pace.free("update", [], 100.0)) == (130.0, 100.0)


def test_after_a_rest_calls_go_one_at_a_time_for_a_minute_whoever_serves_the_house() -> None:
    pace = Pace()
    assert not pace.one_by_one(100.0)
    pace.rest("post", 130.0)
    pace = Pace.read(pace.write(100.0))
    assert (pace.one_by_one(189.0), pace.one_by_one(191.0)) == (True, False)


def test_what_no_longer_counts_is_not_written_down() -> None:
    pace = Pace()
    pace.book([Limit("room", 1, 1.0)], 100.0)
    pace.rest("post", 101.0)
    assert pace.write(200.0) == ""


def test_rests_grow_and_never_fall_together() -> None:
    rests = [breaker.rest(breaker.OPENS_AFTER + times, lambda: 0.5) for times in range(12)]
    assert rests == sorted(rests)
    assert (rests[0], rests[-1]) == (breaker.FIRST_REST, breaker.LONGEST_REST)
    assert breaker.rest(breaker.OPENS_AFTER, lambda: 0.1) != breaker.rest(breaker.OPENS_AFTER, lambda: 0.9)
