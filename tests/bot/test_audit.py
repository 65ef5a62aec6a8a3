"""Who did what, when and from which house: kept in one place, and never what somebody wrote."""

import csv
from pathlib import Path

import pytest
from sqlmodel import select

from adapters.exporting import export_audit
from storage import audit, people
from storage.database import Db
from storage.models import AnswerHistory
from tests.town import CISCO_1, FACILITATOR, MICROSOFT_1, SESSION, Town

pytestmark = pytest.mark.one_database


def community_of(db: Db) -> int:

    found = people.communities(db)[0].id
    assert found is not None
    return found


async def kept(town: Town) -> list[tuple[str, str, str, str]]:
    deeds = await town.product.database.run(lambda db: audit.deeds(db, community_of(db)))
    return [(deed.who, deed.what, deed.about, deed.house) for deed in deeds]


async def test_what_changed_something_is_kept_with_who_and_from_where(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    assert (await kept(town))[:2] == [
        ("Cisco nominee 1", "session.answer", "session 1", "play:cisco"),
        ("B-Tech facilitator 1", "announce", "", "play:btech"),
    ]


async def test_what_changed_nothing_is_not(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    before = await kept(town)
    await town.press_card(MICROSOFT_1, "Who is coming?")
    await town.say(CISCO_1, f"close {SESSION}")
    await town.say(FACILITATOR, "audit")
    assert await kept(town) == before


async def test_a_press_that_is_repeated_leaves_no_second_line_and_no_second_answer(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    before = await kept(town), await town.product.database.run(history)
    await town.press_card(CISCO_1, "Coming")
    assert (await kept(town), await town.product.database.run(history)) == before


def history(db: Db) -> list[str]:
    return [answer.choice for answer in db.exec(select(AnswerHistory))]


async def test_words_are_never_kept(town: Town) -> None:
    await town.say(
        FACILITATOR, "plan Core Session 'A secret matter' with 2 meetings from 4 March 2027 15:00, 2 h, weekly"
    )
    await town.press(FACILITATOR, "Change…")
    await town.fill(FACILITATOR, title="Another secret")
    lines = await kept(town)
    assert [line[1] for line in lines[:2]] == ["plan.save", "plan"]
    assert "secret" not in repr(lines)


async def test_facilitators_read_it_page_by_page_and_nobody_else(town: Town) -> None:
    await town.announce()
    for answer in ("Coming", "Maybe") * 8:
        await town.press_card(CISCO_1, answer)
    first = await town.say(FACILITATOR, "audit")
    assert f"Cisco nominee 1: answered ({SESSION})" in first
    assert "in Cisco\n" in first, "a house is called as people call it"
    assert "announced" not in first
    assert "announced" in await town.press(FACILITATOR, "Older")
    assert await town.press(FACILITATOR, "Newer") == first
    assert "Only facilitators" in await town.say(CISCO_1, "audit")


async def test_facilitators_read_what_one_member_did_or_others_for_them(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.press_card(MICROSOFT_1, "Coming")
    told = await town.say(FACILITATOR, "audit Cisco nominee 1")
    assert "Cisco nominee 1: answered" in told
    assert "Microsoft" not in told
    assert "announced" not in told
    assert "nobody called" in await town.say(FACILITATOR, "audit Klingon nominee 1")


async def test_it_can_be_taken_out_as_a_table(town: Town, tmp_path: Path) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    export_audit(tmp_path / "audit.csv", town.product.database)
    with (tmp_path / "audit.csv").open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert rows[0] == {
        "community": "b-tech", "at": "2027-01-06T09:20:02+00:00", "who": "Cisco nominee 1", "on behalf of": "",
        "house": "play:cisco", "what": "session.answer", "about": "session 1",
    }  # fmt: skip
    assert rows[-1]["what"] == "join"
