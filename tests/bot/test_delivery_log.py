"""The delivery log says what became of each reminder, and as much of who saw it as anybody can know."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.chat import Person, Place, Read
from storage.models import Delivery, DeliveryState, table
from tests.bot.test_reminders import ERICSSON_2, FIRST, at
from tests.town import CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town

pytestmark = pytest.mark.one_database

DAY_AFTER = FIRST - timedelta(days=20)
INVITATION = FIRST - timedelta(days=21) + timedelta(minutes=1)


def line(seen: str, name: str) -> str:
    """What the log says of one person, newest first."""
    return next(one for one in seen.splitlines() if f"{name} · invitation · due" in one).split("· due ")[1]


async def invited(town: Town) -> None:
    await town.announce()
    # It is morning in Europe's afternoon in California, and in its night in Japan.
    for later in (0, 2, 9, 24):
        await at(town, INVITATION + timedelta(hours=later))


async def test_the_log_tells_an_answer_from_a_press_from_a_receipt_from_no_sign(town: Town) -> None:
    await invited(town)
    await town.press(ERICSSON_1, "Details")
    town.clock.move(timedelta(minutes=5))
    await town.press(ERICSSON_2, "Coming")
    await town.product.bot.answer(
        Read(Person(MICROSOFT_1, "play:microsoft"), Place("play:microsoft:microsoft-1", private=True))
    )
    await town.press_card(CISCO_2, "Who is coming?")
    seen = await town.say(FACILITATOR, f"what was sent {SESSION}")
    assert line(seen, "Ericsson nominee 1") == (
        "Thu, 11 Feb 2027, 15:00 Zurich · sent · acted on Fri, 12 Feb 2027, 15:01 Zurich"
    )
    assert "· sent · answered Fri, 12 Feb 2027, 15:06" in line(seen, "Ericsson nominee 2")
    assert "· sent · read Fri, 12 Feb 2027, 15:06" in line(seen, "Microsoft nominee 1")
    assert line(seen, "Cisco nominee 2").endswith("· sent · no sign yet"), "a press in a room says nothing of a chat"
    assert "Slack tells nobody what was read" in seen
    seen = await town.say(FACILITATOR, "what was sent to Ericsson nominee 2")
    assert "1 sent, 0 failed" in seen
    assert "answered Fri, 12 Feb 2027, 15:06" in seen


async def test_what_was_put_off_counts_as_unseen_when_it_comes_again(town: Town) -> None:
    await town.announce()
    await at(town, INVITATION)
    await town.press(ERICSSON_1, "In an hour")
    seen = await town.say(FACILITATOR, f"what was sent {SESSION}")
    assert line(seen, "Ericsson nominee 1") == "Thu, 11 Feb 2027, 16:01 Zurich · on its way"
    await at(town, INVITATION + timedelta(minutes=61))
    seen = await town.say(FACILITATOR, f"what was sent {SESSION}")
    assert line(seen, "Ericsson nominee 1").endswith("· sent · no sign yet")


async def test_the_log_says_what_was_tried_again_set_aside_or_is_kept_no_longer(town: Town) -> None:
    await invited(town)
    await became(town, "Ericsson nominee 1", state=DeliveryState.PARKED, reason="the platform fails", attempts=8)
    await became(town, "Ericsson nominee 2", attempts=2)
    seen = await town.say(FACILITATOR, f"what was sent {SESSION}")
    assert "5 sent, 0 failed, 1 set aside" in seen
    assert "set aside after many tries: the platform fails · tried again 8 times" in line(seen, "Ericsson nominee 1")
    assert line(seen, "Ericsson nominee 2").endswith("no sign yet · tried again 2 times")
    await town.product.database.run(lambda db: db.connection().execute(sa.delete(table(Delivery))))
    seen = await town.say(FACILITATOR, f"what was sent {SESSION}")
    assert "what became of it is not kept any more" in line(seen, "Ericsson nominee 1")


async def test_where_names_are_hidden_the_log_tells_no_signs_either(town: Town) -> None:
    await invited(town)
    await town.press(ERICSSON_2, "Coming")
    await town.say(FACILITATOR, f"disclosure {SESSION}")
    await town.fill(FACILITATOR, facilitators="counts", own="nothing")
    seen = await town.say(FACILITATOR, f"what was sent {SESSION}")
    assert "6 sent, 0 failed" in seen
    assert "answered" not in seen.replace("who answered, so nobody is named", "")


async def became(town: Town, name: str, **values: object) -> None:
    """The reminder of this person fared so."""
    delivery = table(Delivery)
    told = sa.text(f"member_id = (SELECT id FROM member WHERE name = '{name}') AND drawing LIKE 'remind %'")
    await town.product.database.run(
        lambda db: db.connection().execute(sa.update(delivery).where(told).values(**values))
    )
