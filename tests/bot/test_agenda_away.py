"""The published agenda to take away: as a page, as Markdown, in a calendar; with the names its reader may read."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from icalendar import Calendar

from bot.chat import Buttons, LinkButton
from bot.links import PATH, Links
from tests.bot.test_agenda import drafted, publish
from tests.town import CISCO_1, ERICSSON_1, FACILITATOR, SESSION, Town, a_town

LINKS = Links("https://convener.example", "a key of sixteen characters")


@pytest.fixture
async def linked(migrated_url: str) -> AsyncIterator[Town]:
    async with a_town(migrated_url, links=LINKS) as town:
        yield town


async def addresses(town: Town, who: str) -> dict[str, str]:
    await town.say(who, f"take away agenda of {SESSION}")
    latest = town.world.latest(who)
    assert latest is not None
    rows = [block for block in latest.seen_by(who).blocks if isinstance(block, Buttons)]
    return {one.label: one.url for row in rows for one in row.buttons if isinstance(one, LinkButton)}


async def fetched(town: Town, url: str) -> str | None:
    file = await town.product.bot.fetch(url.removeprefix(LINKS.base + PATH))
    return None if file is None else file.content().decode()


async def entry(town: Town, found: dict[str, str]) -> Any:
    text = await fetched(town, found["For your calendar"]) or ""
    return Calendar.from_ical(text).events[0]


async def noted(town: Town) -> None:
    """An agenda with a note for facilitators, published."""
    await drafted(town)
    await town.press(FACILITATOR, "Edit item 2")
    await town.fill(FACILITATOR, notes="They are nervous", links="https://example.org/case")
    await publish(town)


async def test_each_form_of_it_says_everything_but_the_notes(linked: Town) -> None:
    await noted(linked)
    found = await addresses(linked, CISCO_1)
    assert [*found] == ["Open as a page", "Download as Markdown", "For your calendar"]
    page, text, ics = [await fetched(linked, url) or "" for url in found.values()]
    for one in (page, text, ics.replace("\r\n ", "")):
        for said in ("Case study", "Cisco", "https://example.org/case", "15:10", "Version 1"):
            assert said in one
        assert "nervous" not in one
    assert "- 15:10–15:30 **Case study** (Cisco, 20 min)" in text
    event: Any = Calendar.from_ical(ics).events[0]
    assert event.start.isoformat() == "2027-03-04T14:00:00+00:00"
    assert event.end - event.start == timedelta(hours=2)
    assert str(event["uid"]).endswith("@convener.example")


async def test_a_reader_finds_no_name_there_that_the_post_does_not_show(linked: Town) -> None:
    await noted(linked)
    for url in (await addresses(linked, ERICSSON_1)).values():
        text = await fetched(linked, url) or ""
        assert "a company" in text
        assert "Cisco" not in text


async def test_whoever_is_not_there_any_more_fetches_nothing_and_an_hour_later_nobody_does(linked: Town) -> None:
    await noted(linked)
    theirs, mine = await addresses(linked, ERICSSON_1), await addresses(linked, CISCO_1)
    await linked.say(ERICSSON_1, "leave")
    await linked.press(ERICSSON_1, "Leave")
    assert [await fetched(linked, url) for url in theirs.values()] == [None] * 3
    assert await fetched(linked, mine["Open as a page"])
    linked.clock.move(timedelta(minutes=61))
    assert [await fetched(linked, url) for url in mine.values()] == [None] * 3


async def test_it_is_as_it_is_when_it_is_fetched(linked: Town) -> None:
    await noted(linked)
    found = await addresses(linked, CISCO_1)
    await linked.say(FACILITATOR, f"item 1 of {SESSION}: title A warm welcome")
    assert "warm" not in (await fetched(linked, found["Open as a page"]) or ""), "a draft is nobody's"
    await publish(linked)
    assert "A warm welcome" in (await fetched(linked, found["Open as a page"]) or "")


async def test_a_later_entry_for_the_calendar_takes_the_place_of_the_one_before(linked: Town) -> None:
    await noted(linked)
    found = await addresses(linked, CISCO_1)
    entries = [await entry(linked, found)]
    linked.clock.move(timedelta(minutes=1))
    await linked.move(1, "5 March 2027 at 16:00")
    entries.append(await entry(linked, found))
    linked.clock.move(timedelta(minutes=1))
    await linked.say(FACILITATOR, f"cancel meeting 1 of {SESSION}")
    await linked.press(FACILITATOR, "Cancel this meeting")
    entries.append(await entry(linked, found))
    assert [one.start.day for one in entries] == [4, 5, 5]
    assert [one["status"] for one in entries] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert len({one["uid"] for one in entries}) == 1
    numbers = [int(one["sequence"]) for one in entries]
    assert numbers == sorted({*numbers}), "each is newer than the one before, also without a new version"


async def test_without_an_address_that_is_said(town: Town) -> None:
    await drafted(town)
    assert "not published yet" in await town.say(CISCO_1, f"take away agenda of {SESSION}")
    await publish(town)
    await town.say(CISCO_1, f"agenda of {SESSION}")
    assert "There is no address yet" in await town.press(CISCO_1, "Take it away")
