"""As much is taken ahead as is sent in a moment: little from a house that answers slowly, plenty where all goes fast."""

from bot.courier.ahead import LEAST, MOST, SECONDS, Ahead


def test_little_is_taken_while_nobody_knows_how_fast_it_goes() -> None:
    ahead = Ahead(batch=800)
    assert ahead.room(0) == LEAST
    ahead.measure(100.0, 0)
    ahead.measure(101.0, 50)
    assert ahead.room(0) == LEAST


def test_as_much_is_taken_as_is_sent_in_a_moment() -> None:
    ahead = Ahead(batch=800)
    ahead.measure(100.0, 0)
    ahead.measure(100.5, 1500)
    assert ahead.room(0) == 3000 * SECONDS
    ahead.measure(101.0, 1600)
    assert ahead.room(0) == LEAST


def test_no_more_than_so_many_wait_however_fast_it_goes() -> None:
    ahead = Ahead(batch=800)
    ahead.measure(100.0, 0)
    ahead.measure(100.1, 100_000)
    assert ahead.room(MOST - 800) == 800
    assert ahead.room(MOST - 799) == 0
    assert ahead.enough == MOST - 800


def test_a_look_that_takes_few_looks_often() -> None:
    ahead = Ahead(batch=25)
    assert (ahead.room(0), ahead.room(LEAST - 25), ahead.room(LEAST - 24)) == (25, 25, 0)
    assert ahead.enough == LEAST - 25


def test_what_is_left_when_a_look_is_due_is_room_enough_for_it() -> None:
    for batch in (1, 25, 800, 5000):
        ahead = Ahead(batch)
        for second in range(1, 40):
            ahead.measure(float(second), second**4)
            assert ahead.room(ahead.enough) > 0
            assert ahead.room(ahead.enough + 1) == 0
