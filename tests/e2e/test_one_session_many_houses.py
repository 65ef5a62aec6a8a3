"""The main job, whole and real: one session, five houses, one click in each, and a server that dies in between."""

import asyncio
import time

import pytest_asyncio
from slack_sdk.models.blocks import Block

from tests.e2e import product
from tests.e2e.cards import adaptive_cards
from tests.e2e.houses import House
from tests.e2e.neighbourhood import Neighbourhood
from tests.e2e.product import (
    BY_MEETING,
    COMING,
    FIRST_MEETING,
    FIRST_MEETING_IN_UTC,
    MAYBE,
    NOT,
    CardState,
    card_state,
)
from tests.e2e.programs import OUT, eventually
from tests.e2e.slack_payloads import words

SOON = 2.0
"""Seconds after the last click within which every card has to show it."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def announced(around: Neighbourhood) -> Neighbourhood:
    """The neighbourhood with one Core Session announced: its card stands in every house."""
    await around.announce(product.CORE_SESSION)

    async def everywhere() -> bool:
        return all([await house.state() for house in around.houses])

    await eventually(everywhere, within=5, what="a card in every house")
    return around


async def test_one_announcement_puts_one_card_into_every_house(announced: Neighbourhood) -> None:
    cards = {house.name: len(await house.cards()) for house in announced.houses}
    assert cards == {house.name: 1 for house in announced.houses}


async def test_one_click_in_each_house_shows_the_same_in_all_within_two_seconds(announced: Neighbourhood) -> None:
    await announced.picture("1-announced")
    for house in announced.houses:
        await house.press(COMING)
    took = await until_all_show(announced.houses, CardState(answered=5, coming=5, maybe=0))
    print(f"the same in five houses {took:.2f} s after the last click")
    await announced.picture("2-coming")


async def test_a_server_killed_right_after_a_click_loses_neither_the_answers_nor_the_cards(
    announced: Neighbourhood,
) -> None:
    for house in announced.houses:
        await house.press(MAYBE)
    await announced.server.kill()
    expected = CardState(answered=5, coming=0, maybe=5)
    shown = [await house.state() for house in announced.houses]
    assert any(state != expected for state in shown), "everything was redrawn before the kill, so this proves nothing"
    await announced.server.start()
    took = await until_all_show(announced.houses, expected, within=15)
    print(f"the same in five houses {took:.2f} s after the restart")
    await announced.picture("3-after-restart")


async def test_a_form_filled_in_slack_and_one_in_teams_show_everywhere(announced: Neighbourhood) -> None:
    cisco, hpe = announced.cisco, announced.hpe
    for house in announced.houses:
        await house.press(NOT)
    await until_all_show(announced.houses, CardState(answered=5, coming=0, maybe=0))

    (card,) = [message for message in await cisco.messages() if card_state(words(message))]
    await cisco.click("U0CISCO1", card, BY_MEETING)
    assert await cisco.submit("U0CISCO1", await cisco.modal("U0CISCO1"), {FIRST_MEETING: COMING}) is None
    await until_all_show(announced.houses, CardState(answered=5, coming=1, maybe=0))

    (post,) = [post for post in await hpe.posts(hpe.channel) if card_state(post.words)]
    form = await hpe.press("HPE nominee 1", post, BY_MEETING)
    await hpe.submit_form("HPE nominee 1", post, form, {FIRST_MEETING_IN_UTC: MAYBE})
    await until_all_show(announced.houses, CardState(answered=5, coming=1, maybe=1))


async def test_what_reached_teams_pleases_the_library_that_teams_grew_from(announced: Neighbourhood) -> None:
    everything = [*announced.microsoft.events(), *announced.hpe.events()]
    cards = list({str(card): card for event in everything for card in adaptive_cards.inside(event)}.values())
    found = await asyncio.to_thread(adaptive_cards.screenshot, cards, OUT / "cards-in-teams.png")
    assert len(cards) > 10
    assert [(problems, card) for problems, card in zip(found, cards, strict=True) if problems] == []


async def test_what_reached_slack_is_within_the_limits_of_slacks_own_models(announced: Neighbourhood) -> None:
    for workspace in (announced.cisco, announced.salesforce):
        seen = await workspace.everything()
        shown = [*seen["messages"], *seen["ephemeral"], *seen["views"]]
        blocks = [block for one in shown for block in one.get("blocks") or []]
        assert blocks
        for block in blocks:
            parsed = Block.parse(block)
            assert parsed is not None, f"slack_sdk knows no {block}"
            parsed.to_dict()  # raises SlackObjectFormationError beyond a limit


async def test_nothing_was_refused_and_nothing_went_wrong(announced: Neighbourhood) -> None:
    calls = announced.front.calls
    assert [call for call in calls if call.error] == []
    assert sum(call.method == "auth.test" for call in calls) == 2, "one for each installation, none for a click"
    assert await announced.microsoft.refusals() + await announced.hpe.refusals() == []
    assert await announced.page.errors() == []


async def until_all_show(houses: tuple[House, ...], expected: CardState, within: float = SOON) -> float:
    """How long it took, in seconds, until every house showed this on its card."""
    started = time.monotonic()

    async def shown() -> dict[str, CardState | None]:
        states = await asyncio.gather(*(house.state() for house in houses))
        return dict(zip((house.name for house in houses), states, strict=True))

    async def all_do() -> bool:
        return set((await shown()).values()) == {expected}

    try:
        await eventually(all_do, within=within, what=f"{expected} in all houses")
    except AssertionError as late:
        raise AssertionError(f"{late}: {await shown()}") from None
    return time.monotonic() - started
