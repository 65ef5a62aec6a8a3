"""As much is taken ahead as is sent in a moment: little from a house that answers slowly, plenty where all goes fast."""

from bot.courier.ahead import FIRST, LEAST, MOST, SECONDS, Ahead


def test_while_nobody_knows_how_fast_it_goes_some_are_taken() -> None:
    ahead = Ahead(batch=800)
    assert ahead.room(0) == FIRST
    ahead.measure(100.0, 5000, claimed=0)
    ahead.measure(150.0, 5000, claimed=400)
    assert ahead.room(0) == FIRST


def test_little_is_taken_where_calls_are_answered_slowly_until_all_are_sent() -> None:
    ahead = Ahead(batch=800)
    ahead.measure(100.0, 0, claimed=400)
    ahead.measure(101.0, 200, claimed=200)
    assert ahead.room(0) == LEAST
    assert ahead.room(LEAST) == 0
    ahead.measure(102.0, 400, claimed=0)
    assert ahead.room(0) == FIRST


def test_as_much_is_taken_as_is_sent_in_a_moment() -> None:
    ahead = Ahead(batch=800)
    ahead.measure(100.0, 0, claimed=400)
    ahead.measure(100.5, 1500, claimed=300)
    assert ahead.room(0) == 3000 * SECONDS
    ahead.measure(100.501, 1600, claimed=200)
    assert ahead.room(0) == 3000 * SECONDS, "a moment is too short to tell"


def test_no_more_than_so_many_wait_however_fast_it_goes() -> None:
    ahead = Ahead(batch=800)
    ahead.measure(100.0, 0, claimed=400)
    ahead.measure(100.1, 100_000, claimed=400)
    assert ahead.room(MOST - 800) == 800
    assert ahead.room(MOST - 799) == 0
    assert ahead.enough(MOST) == MOST - 800


def test_a_look_that_takes_few_looks_often() -> None:
    ahead = Ahead(batch=25)
    assert (ahead.room(0), ahead.room(FIRST - 25), ahead.room(FIRST - 24)) == (25, 25, 0)
    assert ahead.enough(FIRST) == FIRST - 25


def test_where_less_was_found_than_there_was_room_for_half_of_it_is_sent_first() -> None:
    ahead = Ahead(batch=800)
    assert ahead.enough(FIRST // 2) == FIRST // 4
    assert ahead.enough(LEAST) == -1, "nobody hurries for a few"


def test_what_is_left_when_a_look_is_due_is_room_enough_for_it() -> None:
    for batch in (1, 25, 800, 5000):
        ahead = Ahead(batch)
        for second in range(1, 40):
            ahead.measure(float(second), second**4, claimed=1)
            left = ahead.enough(MOST)
            assert ahead.room(left) > 0
            assert ahead.room(left + 1) == 0
