"""My data: everything that is kept of a person, and nothing of anybody else."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
import typer

from adapters.exporting import export_member
from bot.chat import Buttons, LinkButton
from bot.keeping.owndata import as_json
from bot.links import PATH, Links
from storage import holdings, membership
from storage.holdings import HOLDINGS, naming
from storage.models import Member, table
from tests.bot.test_audit import community_of
from tests.town import CISCO_1, MICROSOFT_1, SESSION, Town, a_town


def test_every_column_that_names_a_person_says_what_becomes_of_it() -> None:
    """A new table that refers to members or accounts needs a line in `storage.holdings.HOLDINGS`."""
    found = {(names.column.table.name, names.column.name) for names in naming()}
    assert found - set(HOLDINGS) == set()
    assert set(HOLDINGS) - found == set()


def test_a_table_that_was_forgotten_would_be_found() -> None:
    planted = sa.MetaData()
    sa.Table(
        "notes", planted, sa.Column("owner", sa.ForeignKey(table(Member).c.id)), sa.Column("by_account", sa.String)
    )
    assert [(names.column.name, names.account) for names in naming(planted)] == [("owner", False), ("by_account", True)]


async def exported(town: Town, name: str = "Cisco nominee 1") -> dict[str, list[dict[str, object]]]:
    community = await town.product.database.run(community_of)
    member = await town.product.database.run(lambda db: membership.called(db, community, name))
    assert member is not None
    text = await town.product.database.run(lambda db: as_json(db, community, member.member, town.clock.now()))
    assert text is not None
    return json.loads(text)


async def test_a_member_reads_everything_page_by_page(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.settle()
    first = await town.say(CISCO_1, "my data")
    assert "name: Cisco nominee 1" in first
    assert "organisation: Cisco" in first
    assert "your answers: 3 rows" in first
    told = first
    while on := {"Show it all", "Further"} & {*town.world.buttons(CISCO_1)}:
        told += await town.press(CISCO_1, on.pop())
    assert f"your answers · meeting: {SESSION}, meeting 1" in told
    assert "what: session.answer" in told
    assert "play:cisco:cisco-1" in told
    assert "Microsoft" not in told


async def test_home_leads_to_it(town: Town) -> None:
    await town.say(CISCO_1, "home")
    assert "What I keep of you" in await town.press(CISCO_1, "My data")


async def test_it_is_not_shown_where_others_read_it(town: Town) -> None:
    assert "your eyes only" in await town.say(CISCO_1, "my data", in_room=True)


async def test_the_file_names_nobody_else(town: Town) -> None:
    await town.announce()
    for who in (CISCO_1, MICROSOFT_1):
        await town.press_card(who, "Coming")
    kept = await exported(town)
    assert {table for table, _ in HOLDINGS} <= set(kept)
    assert kept["member"][0]["name"] == "Cisco nominee 1"
    assert [row["id"] for row in kept["account"]] == [CISCO_1]
    assert [row["choice"] for row in kept["answer"]] == ["coming"] * 3
    assert {row["account"] for row in kept["answer_history"]} == {CISCO_1}
    assert len(kept["code"]) == 1  # the one they joined with
    whole = json.dumps(kept)
    assert "Microsoft" not in whole
    assert "facilitator" not in whole
    assert "hash" not in whole


async def test_the_operator_takes_it_out_as_a_file(town: Town, tmp_path: Path) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Maybe")
    for key in ("cisco-1", "b-tech/cisco-1", "cisco nominee 1"):
        export_member(key, tmp_path / "mine.json", town.product.database, town.clock.now())
        kept = json.loads((tmp_path / "mine.json").read_text(encoding="utf-8"))
        assert kept["made"] == "2027-01-06T09:20:02+00:00"
        assert kept["answer"][0]["choice"] == "maybe"
    with pytest.raises(typer.Exit):
        export_member("nobody", tmp_path / "none.json", town.product.database, town.clock.now())
    assert not (tmp_path / "none.json").exists()


async def test_a_member_of_another_community_is_not_there(town: Town) -> None:
    assert await town.product.database.run(lambda db: holdings.of_member(db, community_of(db) + 1, 1)) is None


async def test_the_same_is_a_file_for_nobody_else(migrated_url: str) -> None:
    links = Links("https://convener.example", "a key of sixteen characters")
    async with a_town(migrated_url, links=links) as town:
        await town.say(CISCO_1, "my data")
        latest = town.world.latest(CISCO_1)
        assert latest is not None
        (address,) = (
            button.url
            for block in latest.message.blocks
            if isinstance(block, Buttons)
            for button in block.buttons
            if isinstance(button, LinkButton)
        )
        file = await town.product.bot.fetch(address.removeprefix(links.base + PATH))
        assert file is not None
        assert json.loads(file.content())["member"][0]["name"] == "Cisco nominee 1"
        town.clock.move(timedelta(hours=2))
        assert await town.product.bot.fetch(address.removeprefix(links.base + PATH)) is None
