"""Every card and form the product can draw keeps the limits of Slack and of Teams, whatever people wrote into it."""

import json
from collections.abc import AsyncIterator

import pytest

from adapters.slack import render as slack
from adapters.slack import views
from adapters.teams import render as teams
from bot.chat import Form, Heading, Message, Picture, Place, Problems, Text
from bot.chat.plain import plain
from bot.links import Links
from tests.adapters.slack import block_kit
from tests.adapters.teams import card_lint
from tests.drawings import Shown, everything_drawn
from tests.postbox import PostBox
from tests.town import Town, a_town

pytestmark = pytest.mark.one_database

LINKS = Links("https://convener.example", "a key of sixteen characters")
PLACE = Place("slack:T0CISCO01:C0ROOM001", private=False)


@pytest.fixture
async def town(migrated_url: str) -> AsyncIterator[Town]:
    """The town, where pictures can be fetched."""
    async with a_town(migrated_url, links=LINKS, box=PostBox()) as town:
        yield town


async def test_everything_drawn_keeps_both_platforms_limits_and_can_be_read_aloud(town: Town) -> None:
    shown = await everything_drawn(town)
    assert {type(one).__name__ for one in shown} == {"Message", "Form", "Problems"}
    assert len(shown) > 60
    assert any(isinstance(block, Picture) for one in shown if isinstance(one, Message) for block in one.blocks)
    assert [problem for one in shown for problem in slack_problems(one)] == []
    assert [problem for one in shown for problem in teams_problems(one)] == []
    assert [one for one in shown if isinstance(one, Message) and not plain(one).strip()] == []


def test_what_breaks_a_limit_would_be_found() -> None:
    long = {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}], "text": "x"}
    assert block_kit.problems_of(long, "message") != []
    card = teams.drawn(Message((Heading("x"), Text(("y",)))))
    assert card_lint.problems_of(card) == []
    del card["version"]
    assert card_lint.problems_of(card) != []


def slack_problems(one: Shown) -> list[str]:
    """What Slack would refuse, on every surface where this can be shown."""
    match one:
        case Message():
            surfaces = [
                (slack.post(one, "slack:T0CISCO01"), "message"),
                (slack.home(one, "slack:T0CISCO01"), "home"),
                (views.message(one, "slack:T0CISCO01", PLACE, ""), "modal"),
            ]
        case Form():
            surfaces = [(views.form(one, PLACE, "", "1"), "modal")]
        case Problems(form, by_field):
            surfaces = [(views.form(form, PLACE, "", "1", by_field.values()), "modal")]
    return [
        f"{surface}: {problem}: {json.dumps(payload)[:400]}"
        for payload, surface in surfaces
        for problem in block_kit.problems_of(payload, surface)
    ]


def teams_problems(one: Shown) -> list[str]:
    """What Teams would refuse, in a chat and in a dialog."""
    return [
        f"{problem}: {json.dumps(card)[:400]}"
        for in_dialog in (False, True)
        for card in (teams.drawn(one, in_dialog=in_dialog),)
        for problem in card_lint.problems_of(card)
    ]
