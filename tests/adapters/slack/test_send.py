"""What the courier relies on: addresses, refusals, patience, and never twice."""

import pytest
from aiohttp import web

from adapters.slack import calls
from bot.chat import CannotReach, Mention, Message, Text, TryLater
from tests.adapters.slack.rig import SlackRig

HELLO = Message((Text(("hello",)),))


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


async def test_a_call_that_takes_too_long_is_given_up(rig: SlackRig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calls, "SECONDS", 0.05)
    rig.slack.silence = 0.5
    with pytest.raises(TryLater):
        await rig.chat.post(rig.room, HELLO)


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
