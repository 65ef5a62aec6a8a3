"""Coverage as facilitators meet it: the card, the overview, and the word when a company stops being covered."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.chat import LinkButton, Message, Picture
from bot.links import Links
from storage import coverage as kept
from tests.town import CISCO_1, CISCO_2, FACILITATOR, MICROSOFT_1, NOW, SESSION, Town, a_town

pytestmark = pytest.mark.one_database

FACILITATOR_2 = "play:btech:b-tech-facilitator-2"
ASKED = f"coverage {SESSION}"
WORSE = f"Coverage has become worse\n{SESSION} · 1 company is not covered any more"


@pytest.fixture
async def linked(migrated_url: str) -> AsyncIterator[Town]:
    """The town, where Convener can be reached from outside."""
    async with a_town(migrated_url, links=Links("https://convener.example", "a key of sixteen")) as town:
        yield town


async def look_again(town: Town) -> None:
    """Time enough for second thoughts, and for another look."""
    town.clock.move(timedelta(minutes=2))
    await town.settle()


async def answered(town: Town, who: str, label: str) -> None:
    await town.press_card(who, label)
    await look_again(town)


def told(town: Town, who: str = FACILITATOR) -> list[str]:
    """What this facilitator was told about coverage, in order."""
    return [text for one in town.world.scene.standing(who) if "not covered any more" in (text := one.words)]


def shown(town: Town) -> Message:
    latest = town.world.latest(FACILITATOR)
    assert latest is not None
    return latest.message


async def test_counts_stand_on_top_and_every_company_below(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.press_card(MICROSOFT_1, "Maybe")
    card = await town.say(FACILITATOR, ASKED)
    assert card.splitlines()[2] == "1 of 12 companies covered, 1 at risk, 10 silent."
    assert "Cisco: 1 coming, to each of the meetings" in card
    assert "Microsoft: maybe, to each of the meetings" in card
    assert "Apple, Cloudflare, Ericsson" in card


async def test_a_company_may_share_the_meetings_between_its_people(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "By meeting…")
    await town.fill(CISCO_1, **{"1": "coming", "2": "not"})
    assert "Cisco: 1: 1 coming · 2: not coming · 3: no answer" in await town.say(FACILITATOR, ASKED)
    await town.press_card(CISCO_2, "By meeting…")
    await town.fill(CISCO_2, **{"2": "coming", "3": "coming"})
    card = await town.say(FACILITATOR, ASKED)
    assert ("1 of 12 companies covered" in card, "at risk" in card) == (True, False)


async def test_a_silent_company_is_one_press_away_from_its_people(town: Town) -> None:
    await town.announce()
    await town.say(FACILITATOR, ASKED)
    assert "Apple nominee 1" in await town.press(FACILITATOR, "Apple")
    await town.say(FACILITATOR, ASKED)
    names = await town.press(FACILITATOR, "Who could be asked?")
    assert "Ericsson: 2 people, 2 with a chat account" in names
    assert "Google: 2 people, 0 with a chat account" in names
    assert "0 of 12 companies covered" in await town.press(FACILITATOR, "Back to the coverage")


async def test_without_a_title_all_open_sessions_are_listed(town: Town) -> None:
    assert "No session is open" in await town.say(FACILITATOR, "coverage")
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    assert f"{SESSION}\n1 of 12 companies covered, 11 silent." in await town.say(FACILITATOR, "coverage")
    assert "Cisco: 1 coming" in await town.press(FACILITATOR, "Details")


async def test_where_several_can_be_meant_each_is_one_press_away(town: Town) -> None:
    await town.announce()
    await town.announce("Access to remedy")
    assert "Which session do you mean?" in await town.say(FACILITATOR, "coverage r")
    assert "0 of 12 companies covered" in await town.press(FACILITATOR, SESSION)


async def test_a_session_is_found_from_its_management_and_a_draft_has_no_coverage(town: Town) -> None:
    assert "Coverage" not in await town.say(FACILITATOR, f"manage {SESSION}")
    assert "I know no session" in await town.say(FACILITATOR, ASKED)
    await town.announce()
    await town.say(FACILITATOR, f"manage {SESSION}")
    assert "0 of 12 companies covered" in await town.press(FACILITATOR, "Coverage")


async def test_it_stands_in_the_home_of_facilitators(town: Town) -> None:
    assert "companies covered" not in await town.say(FACILITATOR, "home")
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    assert f"{SESSION}: 1 of 12 companies covered, 11 silent." in await town.say(FACILITATOR, "home")
    assert "Cisco: 1 coming" in await town.press(FACILITATOR, "Coverage")


async def test_nobody_else_sees_it(town: Town) -> None:
    await town.announce()
    assert "companies covered" not in await town.say(CISCO_1, "home")
    assert "Only facilitators" in await town.say(CISCO_1, ASKED)


@pytest.mark.parametrize(
    ("level", "seen", "hidden"),
    [
        ("companies", "Cisco: 1 coming", "nominee"),
        ("counts", "1 of 12 companies covered", "Cisco"),
        ("nothing", "does not show", "12"),
    ],
)
async def test_it_shows_no_more_than_the_policy_grants_facilitators(
    town: Town, level: str, seen: str, hidden: str
) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.say(FACILITATOR, "disclosure")
    await town.fill(FACILITATOR, facilitators=level)
    for asked in (ASKED, "coverage"):
        card = await town.say(FACILITATOR, asked)
        assert hidden not in card
    assert seen in await town.say(FACILITATOR, ASKED)


async def test_where_it_can_be_fetched_a_picture_stands_in_the_place_of_the_table(linked: Town) -> None:
    await linked.announce()
    await linked.press_card(CISCO_1, "Coming")
    await linked.press_card(MICROSOFT_1, "Maybe")
    card = await linked.say(FACILITATOR, ASKED)
    pictures = [block for block in shown(linked).blocks if isinstance(block, Picture)]
    assert len(pictures) == 1
    assert pictures[0].alt.startswith("1 of 12 companies covered, 1 at risk, 10 silent. Silent: Apple, Cloudflare")
    assert pictures[0].alt.endswith("At risk: Microsoft (only maybe). Covered: Cisco.")
    assert "Microsoft: only maybe" in card
    assert "Cisco: 1 coming" not in card
    assert "Cisco: 1 coming" in await linked.press(FACILITATOR, "As a table")


async def test_whoever_may_see_only_counts_gets_no_picture_and_no_file(linked: Town) -> None:
    await linked.announce()
    await linked.say(FACILITATOR, "disclosure")
    await linked.fill(FACILITATOR, facilitators="counts")
    await linked.say(FACILITATOR, ASKED)
    assert not [block for block in shown(linked).blocks if isinstance(block, Picture | LinkButton)]


async def test_facilitators_are_told_once_when_a_company_stops_being_covered(town: Town) -> None:
    await town.announce()
    await answered(town, CISCO_1, "Coming")
    assert told(town) == []
    await answered(town, CISCO_1, "Not this time")
    await answered(town, CISCO_1, "Maybe")
    assert told(town) == [f"{WORSE}\nCisco: nobody is coming\n[Coverage] [Cisco]"]
    assert told(town, FACILITATOR_2) == told(town)
    assert told(town, CISCO_1) == told(town, MICROSOFT_1) == []
    assert "Cisco: maybe" in await town.press(FACILITATOR, "Coverage")


async def test_they_are_not_told_while_somebody_else_of_the_company_comes(town: Town) -> None:
    await town.announce()
    await answered(town, CISCO_1, "Coming")
    await answered(town, CISCO_2, "Coming")
    await answered(town, CISCO_1, "Not this time")
    assert told(town) == []
    await answered(town, CISCO_2, "Maybe")
    assert told(town) == [f"{WORSE}\nCisco: only maybe\n[Coverage] [Cisco]"]


async def test_second_thoughts_within_a_minute_are_nobodys_business(town: Town) -> None:
    await town.announce()
    await answered(town, CISCO_1, "Coming")
    await town.press_card(CISCO_1, "Not this time")
    await town.settle()
    await answered(town, CISCO_1, "Coming")
    assert told(town) == []


async def test_a_company_that_was_never_covered_cannot_get_worse(town: Town) -> None:
    await town.announce()
    await answered(town, CISCO_1, "Maybe")
    await answered(town, CISCO_1, "Not this time")
    assert told(town) == []


async def test_of_several_that_look_at_once_one_finds_what_is_new(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    later = town.clock.now() + timedelta(hours=1)

    def look(_: int) -> int:
        return len(town.product.database.now(lambda db: kept.touched(db, later, 100)))

    with ThreadPoolExecutor(4) as pool:
        found = await asyncio.to_thread(lambda: sorted(pool.map(look, range(4))))
    assert found == [0, 0, 0, 1]


async def test_it_is_told_again_when_it_happens_again(town: Town) -> None:
    await town.announce()
    for answer in ("Coming", "Not this time", "Coming", "Maybe"):
        await answered(town, CISCO_1, answer)
    assert [text.splitlines()[2] for text in told(town)] == ["Cisco: nobody is coming", "Cisco: only maybe"]


async def evening(town: Town) -> None:
    """It is 21:20 in Geneva, and two companies are covered."""
    await town.announce()
    await answered(town, CISCO_1, "Coming")
    await answered(town, MICROSOFT_1, "Coming")
    town.clock.set(NOW.replace(hour=20))


async def test_at_night_it_waits_for_the_morning_and_several_become_one_message(town: Town) -> None:
    await evening(town)
    await answered(town, CISCO_1, "Not this time")
    await answered(town, MICROSOFT_1, "Maybe")
    assert told(town) == []
    town.clock.set(NOW.replace(hour=7, minute=1) + timedelta(days=1))
    await town.settle()
    assert told(town) == [
        f"Coverage has become worse\n{SESSION} · 2 companies are not covered any more\n"
        "Cisco: nobody is coming\nMicrosoft: only maybe\n[Coverage] [Cisco] [Microsoft]"
    ]


async def test_who_has_recovered_by_the_morning_is_not_mentioned(town: Town) -> None:
    await evening(town)
    await answered(town, CISCO_1, "Not this time")
    await answered(town, MICROSOFT_1, "Maybe")
    await answered(town, CISCO_2, "Coming")
    town.clock.set(NOW.replace(hour=7, minute=1) + timedelta(days=1))
    await town.settle()
    assert told(town) == [f"{WORSE}\nMicrosoft: only maybe\n[Coverage] [Microsoft]"]


async def test_when_all_have_recovered_nothing_is_said(town: Town) -> None:
    await evening(town)
    await answered(town, CISCO_1, "Not this time")
    await town.press_card(CISCO_2, "Coming")  # even where nobody has looked again since
    town.clock.set(NOW.replace(hour=7, minute=1) + timedelta(days=1))
    await town.settle()
    assert told(town) == []


async def test_it_names_no_company_where_facilitators_are_granted_counts(town: Town) -> None:
    await town.announce()
    await answered(town, CISCO_1, "Coming")
    await town.say(FACILITATOR, "disclosure")
    await town.fill(FACILITATOR, facilitators="counts")
    await answered(town, CISCO_1, "Not this time")
    assert told(town) == [f"{WORSE}\n[Coverage]"]


async def test_a_nominee_who_leaves_takes_the_coverage_along(town: Town) -> None:
    await town.announce()
    await answered(town, CISCO_1, "Coming")
    await town.say(CISCO_1, "leave")
    await town.press(CISCO_1, "Leave")
    await look_again(town)
    assert [text.splitlines()[2] for text in told(town)] == ["Cisco: nobody is coming"]


async def test_what_several_sessions_lose_is_one_message(town: Town) -> None:
    await town.announce()
    await town.announce("Access to remedy")
    for session in (SESSION, "Access to remedy"):
        await town.world.press(CISCO_1, card_of(town, session), "Coming")
    await look_again(town)
    for session in (SESSION, "Access to remedy"):
        await town.world.press(CISCO_1, card_of(town, session), "Maybe")
    await look_again(town)
    assert [text.count("Cisco: only maybe") for text in told(town)] == [2]


def card_of(town: Town, title: str) -> str:
    """The card of this session in Cisco's room."""
    room = town.world.room("cisco")
    return next(one.id for one in room if one.words.startswith(title) and "[Coming]" in one.words)
