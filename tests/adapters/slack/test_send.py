"""What the courier relies on: addresses, refusals, patience, and never twice."""

from typing import Any

import pytest
from aiohttp import web

from adapters.slack import calls, render
from bot.chat import Button, Buttons, CannotReach, Mention, Message, Picture, Text, TryLater
from tests.adapters.contract import PAINT
from tests.adapters.slack.rig import SlackRig

HOUSE = "slack:T0CISCO"
HELLO = Message((Text(("hello",)),))
PICTURED = Message((Text(("hello",)), Picture("https://example.org/p", "all that it <shows>", 480, 320)))


def refuse(error: str) -> web.Response:
    return web.json_response({"ok": False, "error": error})


async def test_a_persons_address_opens_the_conversation_and_the_id_names_it(rig: SlackRig) -> None:
    message_id = await rig.chat.post("slack:T0CISCO:U0TWO", HELLO)
    assert message_id.startswith("slack:T0CISCO:D0TWO:")
    await rig.chat.update(message_id, Message((Text(("good bye",)),)))
    assert await rig.words(message_id) == "good bye"


async def test_links_in_our_messages_are_not_unfolded(rig: SlackRig) -> None:
    await rig.chat.post(rig.room, HELLO)
    assert {key: rig.slack.shown[0][key] for key in ("unfurl_links", "unfurl_media")} == {
        "unfurl_links": False,
        "unfurl_media": False,
    }


async def test_a_picture_that_slack_cannot_fetch_costs_nobody_the_message(rig: SlackRig) -> None:
    kinds = [block["type"] for block in (await posted(rig))["blocks"]]
    assert kinds == ["section", "image"]
    rig.slack.fetches = False
    kinds = [block["type"] for block in (await posted(rig))["blocks"]]
    assert kinds == ["section", "context"]
    assert "all that it <shows>" in await rig.words(await rig.chat.post(rig.room, PICTURED))


@pytest.mark.parametrize("fetches", [True, False])
async def test_nor_does_it_where_the_message_is_whispered_or_stands_on_the_bots_own_page(
    rig: SlackRig, fetches: bool
) -> None:
    rig.slack.fetches = fetches
    rig.answers = lambda _: PICTURED
    card = await rig.chat.post(rig.room, Message((Buttons((Button("Paint it", PAINT),)),)))
    assert "all that it <shows>" in await rig.press(card, "Paint it")
    home = {"type": "home", "blocks": render.blocks(PICTURED, HOUSE, 100)}
    await calls.Calls(rig.settings, rig.houses, rig.http).call(
        HOUSE, "views.publish", {"user_id": "U0ONE", "view": home}
    )
    shown = [block["type"] for block in rig.slack.homes["U0ONE"]["blocks"]]
    assert shown == ["section", "image" if fetches else "context"]


async def posted(rig: SlackRig) -> dict[str, Any]:
    await rig.chat.post(rig.room, PICTURED)
    return rig.slack.shown[-1]


@pytest.mark.parametrize("error", [*sorted(calls.GONE), "something_new"])
async def test_what_another_try_will_not_change_cannot_be_reached(rig: SlackRig, error: str) -> None:
    rig.slack.broken = lambda: refuse(error)
    with pytest.raises(CannotReach, match=error):
        await rig.chat.post(rig.room, HELLO)


@pytest.mark.parametrize("error", sorted(calls.LATER))
async def test_what_passes_is_tried_later(rig: SlackRig, error: str) -> None:
    rig.slack.broken = lambda: refuse(error)
    with pytest.raises(TryLater):
        await rig.chat.post(rig.room, HELLO)


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        (lambda: web.Response(status=503, text="<html>", content_type="text/html"), None),
        (lambda: web.Response(status=502, text="bad gateway"), None),
        (lambda: web.Response(status=500, text="{", content_type="application/json"), None),
        (lambda: web.Response(status=200, text="{", content_type="application/json"), None),
        (lambda: web.Response(status=200, text="a proxy's own page"), None),
        (lambda: web.Response(status=200, text="<html>", content_type="text/html"), None),
        (
            lambda: web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "30"}),
            30,
        ),
        (lambda: web.json_response({"ok": False, "error": "ratelimited"}, status=429), None),
        (lambda: web.json_response({"ok": False, "error": "ratelimited"}, headers={"Retry-After": "soon"}), None),
    ],
)
async def test_an_outage_is_tried_later(rig: SlackRig, answer: object, after: float | None) -> None:
    rig.slack.broken = answer  # type: ignore[assignment]
    with pytest.raises(TryLater) as refused:
        await rig.chat.post(rig.room, HELLO)
    assert refused.value.after == after


async def test_a_lost_answer_is_tried_later_but_not_by_us(rig: SlackRig) -> None:
    rig.slack.hang_up = True
    with pytest.raises(TryLater):
        await rig.chat.post(rig.room, HELLO)
    assert rig.slack.calls["chat.postMessage"] == 1


async def test_a_call_that_takes_too_long_is_given_up(rig: SlackRig) -> None:
    hasty = calls.Calls(rig.settings, rig.houses, rig.http, seconds=0.05)
    rig.slack.silence = 0.5
    with pytest.raises(TryLater, match="TimeoutError"):
        await hasty.call(HOUSE, "chat.postMessage", {"channel": "C1", "text": "hello"})


async def test_a_house_without_the_app_cannot_be_reached(rig: SlackRig) -> None:
    with pytest.raises(CannotReach):
        await rig.chat.post("slack:T0NOBODY:C1", HELLO)


async def test_tokens_are_asked_for_once_and_again_when_slack_refuses_them(rig: SlackRig) -> None:
    for _ in range(3):
        await rig.chat.post(rig.room, HELLO)
    assert rig.tokens.asked == 1
    rig.slack.tokens = {"xoxb-new": "T0CISCO"}
    with pytest.raises(CannotReach, match="invalid_auth"):
        await rig.chat.post(rig.room, HELLO)
    rig.tokens.kept["slack:T0CISCO"] = {"bot_token": "xoxb-new"}
    await rig.chat.post(rig.room, HELLO)
    assert rig.slack.authorizations[-1] == "xoxb-new"


async def test_people_are_mentioned_in_their_own_house_only(rig: SlackRig) -> None:
    mentions = (
        Mention("slack:T0CISCO:U0ONE", "One"),
        Mention("slack:T0CISCO:U0TWO@T9", "Two"),
        Mention("slack:T9:U3", "Three"),
    )
    raw = await rig.raw(await rig.chat.post(rig.room, Message((Text(mentions),))))
    assert [word for word in ("<@U0ONE>", "<@U0TWO>", "<@U3>") if word in raw] == ["<@U0ONE>", "<@U0TWO>"]
