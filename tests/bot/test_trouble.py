"""Facilitators hear of a house that cannot be served: once, with what to do, and nobody else does."""

from datetime import timedelta

import pytest

from adapters.doctor import examine
from storage import flights
from tests.drawings import park
from tests.town import CISCO_1, FACILITATOR, Town

pytestmark = pytest.mark.one_database

TOLD = "2 messages to Cisco could not be delivered, although they were tried again and again."


async def broken(town: Town) -> None:
    await town.product.database.run(lambda db: park(db, "play:cisco", town.clock.now()))
    town.clock.move(timedelta(seconds=1))
    await town.settle()


async def test_facilitators_are_told_once_a_day_and_what_to_do(town: Town) -> None:
    await town.announce()
    await broken(town)
    told = town.world.sees(FACILITATOR)
    assert told.count(TOLD) == 1
    assert "Please ask there whether the app is still installed" in told
    assert "could not be delivered" not in town.world.sees(CISCO_1)
    await broken(town)
    assert town.world.sees(FACILITATOR).count("could not be delivered") == 1
    town.clock.move(timedelta(days=1))
    await broken(town)
    assert town.world.sees(FACILITATOR).count("could not be delivered") == 2


async def test_nothing_is_said_where_it_was_tried_again_in_time(town: Town) -> None:
    await town.announce()
    await town.product.database.run(lambda db: park(db, "play:cisco", town.clock.now()))
    assert await town.product.database.run(flights.retry) == 2
    town.clock.move(timedelta(seconds=1))
    await town.settle()
    assert "could not be delivered" not in town.world.sees(FACILITATOR)
    assert [f.sentence for f in examine(town.product.database, town.clock.now(), True) if not f.well] == []
