"""What is pasted is read with the community's own names, and nothing of it is lost."""

import pytest
from sqlmodel import select

from bot.agenda.pasted import MOST_PIECES, PIECE, pieces
from storage.agendas import AgendaItem
from tests.bot.test_agenda import drafted
from tests.town import FACILITATOR, Town

pytestmark = pytest.mark.one_database


async def items(town: Town) -> list[AgendaItem]:
    return [
        *await town.product.database.run(lambda db: db.exec(select(AgendaItem).order_by(AgendaItem.position)).all())
    ]


async def test_a_title_ends_before_a_name_that_the_community_knows(town: Town) -> None:
    await drafted(town, "15:00 Welcome, B-Tech\n15:10 Case study – Cisco, 20 min\n15:30 Outlook – Ericsson nominee 1")
    rows = await items(town)
    assert [(row.title, row.minutes) for row in rows] == [("Welcome", 10), ("Case study", 20), ("Outlook", None)]
    assert [row.owner for row in rows] == ["B-Tech", "Cisco", "Ericsson nominee 1"]
    assert all(row.organisation_id for row in rows)
    assert rows[2].member_id


async def test_what_an_item_cannot_hold_stands_in_its_notes(town: Town) -> None:
    links = [f"https://example.org/{number}" for number in range(6)]
    await drafted(town, "10' Welcome (team)\n" + "\n".join(links))
    row = (await items(town))[0]
    assert {*row.links.splitlines(), *row.notes.splitlines()} == {*links}
    assert len(row.links.splitlines()) == 4


async def test_a_line_too_long_for_an_item_comes_back_whole(town: Town) -> None:
    long = "word " * 150 + "end"
    await drafted(town, "10' Welcome (team)\n20' " + long)
    shown = town.world.last(FACILITATOR).replace("\n• ", "")
    assert "I did not read this line as an item" in shown
    assert long in shown


def test_pieces_say_how_much_they_leave_out() -> None:
    assert pieces(["a" * (PIECE + 1), "b"]) == (("a" * PIECE, "a", "b"), 0)
    assert pieces(["x"] * (MOST_PIECES + 2))[1] == 2
