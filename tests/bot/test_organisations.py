"""Organisations are added and changed in the chat, by form or in one sentence, by facilitators alone."""

import pytest
from sqlmodel import select

from storage.models import Organisation
from tests.bot.test_places import member
from tests.town import CISCO_1, FACILITATOR, Town

pytestmark = pytest.mark.one_database


async def kept(town: Town, name: str) -> tuple[str, int] | None:
    query = select(Organisation).where(Organisation.name == name)
    found = await town.product.database.run(lambda db: db.exec(query).first())
    return None if found is None else (found.kind, found.seats)


async def test_one_sentence_adds_a_company_its_seats_and_its_coordinator(town: Town) -> None:
    seen = await town.say(FACILITATOR, "add company Example Cloud, 3 seats, coordinator One@Example.com")
    assert "0 of 3 seats for nominees are taken." in seen
    assert "Example Cloud coordinator · coordinator · not joined yet" in seen
    assert "“code Example Cloud” makes the join code" in seen
    assert await kept(town, "Example Cloud") == ("company", 3)
    assert (await member(town, "Example Cloud coordinator")).mail == "one@example.com"
    assert "The code for Example Cloud is" in await town.say(FACILITATOR, "code Example Cloud")


async def test_what_is_missing_is_asked_in_a_form_and_nothing_typed_is_lost(town: Town) -> None:
    await town.say(FACILITATOR, "add company Example Cloud")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert form.problems == {}
    assert [field.value for field in form.form.fields[:3]] == ["Example Cloud", "company", "2"]
    assert "0 of 2 seats" in await town.fill(FACILITATOR, seats="2", kind="civil society")
    assert await kept(town, "Example Cloud") == ("civil society", 2)


async def test_the_form_keeps_what_cannot_be(town: Town) -> None:
    await town.say(FACILITATOR, "people")
    await town.press(FACILITATOR, "Add an organisation…")
    await town.fill(FACILITATOR, name="cisco", seats="many", mail="nobody")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert set(form.problems) == {"name", "seats", "mail"}


async def test_seats_and_kind_are_changed(town: Town) -> None:
    assert "2 of 4 seats" in await town.say(FACILITATOR, "change company Cisco, 4 seats")
    assert await kept(town, "Cisco") == ("company", 4)
    await town.press(FACILITATOR, "Seats and kind…")
    assert "2 of 2 seats" in await town.fill(FACILITATOR, seats="2")
    assert "no organisation called" in await town.say(FACILITATOR, "change company Nobody, 4 seats")


async def test_only_facilitators_add_organisations(town: Town) -> None:
    assert "Only facilitators" in await town.say(CISCO_1, "add company Example Cloud, 3 seats")
    assert await kept(town, "Example Cloud") is None
