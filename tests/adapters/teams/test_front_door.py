"""What comes in and what is shown, beyond the contract."""

import asyncio
import logging
from dataclasses import replace
from typing import Any

import pytest

from adapters.teams import words
from bot.chat import (
    Button,
    Buttons,
    Event,
    HomeOpened,
    Installed,
    Message,
    Pressed,
    Problems,
    Read,
    Said,
    Submitted,
    Text,
    Uninstalled,
    pack,
)
from tests.adapters.contract import ASK, EVERYTHING, PAINT
from tests.adapters.teams.rig import CHANNEL, PERSONAL, TENANT, USER, TeamsRig, words_of

SECRET = Message((Text(("the answer is for you alone",)),))
IN_CHANNEL: dict[str, Any] = {
    "conversation": {"id": f"{CHANNEL};messageid=1700000000000", "conversationType": "channel", "isGroup": True},
}
PRIVATE = f"a:{USER['id']}"
EXECUTE = {"action": {"type": "Action.Execute", "verb": "x", "data": {"action": pack(PAINT)}}, "trigger": "manual"}


async def settled(rig: TeamsRig, conversation: str, count: int) -> list[str]:
    """The words of the messages in a conversation, once there are so many."""
    if count:
        await rig.next_message(conversation, count - 1)
    await asyncio.sleep(0.05)
    return [words_of(held["attachments"][0]["content"]) for held in rig.connector.held(conversation)]


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"x"', b"7", b"null", b"{}", b"\xff", b"[" * 100_000, b'{"type": 7}']
)
async def test_a_body_that_is_no_activity_gets_400(rig: TeamsRig, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {rig.connector.sign()}", "Content-Type": "application/json"}
    async with rig.http.post(rig.endpoint, data=body, headers=headers) as response:
        # An object without service and channel is refused before anybody asks what it means.
        assert response.status == (401 if body.startswith(b"{") and len(body) > 1 else 400)


@pytest.mark.parametrize("missing", ["type", "from", "conversation", "channelData"])
async def test_an_activity_without_what_each_has_gets_400(rig: TeamsRig, missing: str) -> None:
    activity = rig.activity("message", text="hello")
    del activity[missing]
    assert await rig.send(activity) == (400, None)


@pytest.mark.parametrize("kind", ["typing", "messageReaction", "event", "endOfConversation", "handoff", "tomorrow's"])
async def test_an_activity_that_does_not_concern_us_gets_200(rig: TeamsRig, kind: str) -> None:
    assert await rig.send(rig.activity(kind, name="application/vnd.microsoft.meetingStart", value=7)) == (200, None)
    assert rig.events == []


async def test_a_read_receipt_is_told_and_answered_by_nothing(rig: TeamsRig) -> None:
    receipt = rig.activity("event", name="application/vnd.microsoft.readReceipt", value={"lastReadMessageId": "7"})
    rig.answers = lambda _: SECRET
    assert await rig.send(receipt) == (200, None)
    assert await rig.send(receipt | IN_CHANNEL) == (200, None)
    assert [type(event) for event in rig.events] == [Read], "what many read tells of nobody"


async def test_an_invoke_nobody_knows_gets_501(rig: TeamsRig) -> None:
    assert await rig.send(rig.activity("invoke", name="composeExtension/query", value={})) == (501, None)


async def test_the_same_message_again_is_answered_once(rig: TeamsRig) -> None:
    activity = rig.activity("message", text="hello")
    assert [await rig.send(activity), await rig.send(activity)] == [(200, None), (200, None)]
    assert await rig.send(activity | {"conversation": {"id": "a:another", "conversationType": "personal"}}) == (
        200,
        None,
    )
    assert len(rig.events) == 2


async def test_an_installation_told_twice_happens_once(rig: TeamsRig) -> None:
    added = {"membersAdded": [{"id": rig.activity("x")["recipient"]["id"]}]}
    await rig.send(rig.activity("installationUpdate", action="add"))
    await rig.send(rig.activity("conversationUpdate", **added))
    await rig.send(rig.activity("installationUpdate", action="remove"))
    await rig.send(rig.activity("conversationUpdate", **added))
    assert [type(event) for event in rig.events] == [Installed, Uninstalled, Installed]


async def test_an_installation_is_answered_where_the_person_alone_reads_it(rig: TeamsRig) -> None:
    rig.answers = lambda _: SECRET
    await rig.send(rig.activity("installationUpdate", action="add"))
    await rig.send(rig.activity("installationUpdate", action="add", **IN_CHANNEL))
    assert await settled(rig, PERSONAL, 1) == ["the answer is for you alone"]
    assert await settled(rig, PRIVATE, 1) == ["the answer is for you alone"]
    assert await settled(rig, CHANNEL, 0) == []


async def test_whoever_asks_in_a_channel_is_answered_in_private(rig: TeamsRig) -> None:
    rig.answers = lambda _: SECRET
    await rig.send(rig.activity("message", text="<at>Convener</at> what now?", **IN_CHANNEL))
    assert await settled(rig, CHANNEL, 1) == [words.ANSWERED_PRIVATELY]
    assert await settled(rig, PRIVATE, 1) == ["the answer is for you alone"]
    assert rig.connector.held(CHANNEL)[0]["root"] == "1700000000000"
    assert rig.connector.created[0]["tenantId"] == TENANT


async def test_an_answer_nobody_can_be_given_is_not_given_to_all(rig: TeamsRig) -> None:
    rig.answers = lambda _: SECRET
    rig.connector.vanished.add(PRIVATE)
    await rig.send(rig.activity("message", text="what now?", **IN_CHANNEL))
    assert await settled(rig, CHANNEL, 1) == [words.WRITE_TO_ME]


async def test_an_answer_waits_for_a_rate_limit(rig: TeamsRig) -> None:
    rig.answers = lambda _: SECRET
    rig.connector.refusals.append((429, {"Retry-After": "0"}))
    await rig.send(rig.activity("message", text="hello"))
    assert await settled(rig, PERSONAL, 1) == ["the answer is for you alone"]


async def test_the_card_stays_when_there_is_nothing_to_show(rig: TeamsRig) -> None:
    status, body = await rig.send(rig.activity("invoke", name="adaptiveCard/action", value=EXECUTE))
    assert (status, body) == (
        200,
        {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": ""},
    )


async def test_a_form_asked_for_in_words_is_filled_in_the_chat(rig: TeamsRig) -> None:
    def answers(event: Event) -> Any:
        match event:
            case Said():
                return ASK
            case Submitted(values={"when": "never"}):
                return Problems(ASK.filled(event.values), {"when": "Please write a date.", "": "Nearly there."})
            case _:
                return SECRET

    rig.answers = answers
    assert "Choose a colour" in await rig.say("form")
    assert "Please write a date." in await rig.submit({"name": "Ann", "when": "never"})
    assert await rig.form_problems() == {"when": "Please write a date.", "": "Nearly there."}
    assert await rig.open_form_values() == {"name": "Ann", "why": "", "when": "never", "colour": "blue"}
    assert await rig.submit({"name": "Ann", "when": "4 March 2027"}) == "the answer is for you alone"


async def test_a_dialog_opened_in_a_personal_chat_closes_and_the_answer_is_posted(rig: TeamsRig) -> None:
    rig.answers = lambda event: ASK if isinstance(event, Pressed) else SECRET
    fetch = {"data": {"msteams": {"type": "task/fetch"}, "action": pack(PAINT)}, "context": {"theme": "default"}}
    status, body = await rig.send(rig.activity("invoke", name="task/fetch", value=fetch))
    assert (status, body["task"]["type"], body["task"]["value"]["title"]) == (200, "continue", "Choose a colour")
    submit = {"data": {"then": pack(PAINT), "f.name": "Ann"}}
    assert await rig.send(rig.activity("invoke", name="task/submit", value=submit)) == (200, None)
    assert await settled(rig, PERSONAL, 1) == ["the answer is for you alone"]


async def test_a_dialog_in_a_channel_keeps_the_answer_and_its_buttons(rig: TeamsRig) -> None:
    rig.answers = lambda event: EVERYTHING
    submit = {"data": {"then": pack(PAINT), "f.name": "Ann"}}
    status, body = await rig.send(rig.activity("invoke", name="task/submit", value=submit, **IN_CHANNEL))
    card = body["task"]["value"]["card"]["content"]
    buttons = [action["type"] for part in card["body"] for action in part.get("actions", ())]
    assert (status, buttons) == (200, ["Action.Submit", "Action.OpenUrl"])
    pressed = rig.activity("invoke", name="task/submit", value={"data": {"action": pack(PAINT)}}, **IN_CHANNEL)
    assert (await rig.send(pressed))[1]["task"]["type"] == "continue"
    assert [type(event) for event in rig.events] == [Submitted, Pressed]
    assert await settled(rig, CHANNEL, 0) == []


async def test_a_dialog_with_nothing_to_show_says_so_or_closes(rig: TeamsRig) -> None:
    data = {"data": {"action": pack(PAINT)}}
    opened = await rig.send(rig.activity("invoke", name="task/fetch", value=data))
    assert opened == (200, {"task": {"type": "message", "value": words.DONE}})
    assert await rig.send(rig.activity("invoke", name="task/submit", value=data)) == (200, None)


@pytest.mark.parametrize("name", ["adaptiveCard/action", "task/fetch", "task/submit"])
async def test_when_the_product_fails_a_person_reads_a_kind_sentence(
    rig: TeamsRig, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(event: Event) -> Any:
        raise PermissionError("Cisco nominee 1 wrote something private")

    rig.answers = fail
    value = EXECUTE if name == "adaptiveCard/action" else {"data": {"action": pack(PAINT)}}
    with caplog.at_level(logging.DEBUG):
        status, body = await rig.send(rig.activity("invoke", name=name, value=value))
    assert (status, words.SORRY in str(body)) == (200, True)
    assert [record.message for record in caplog.records if "private" in record.getMessage()] == []
    assert [record.levelname for record in caplog.records if "no answer to Pressed" in record.getMessage()] == ["ERROR"]


async def test_when_the_product_fails_on_a_message_its_writer_reads_a_kind_sentence(rig: TeamsRig) -> None:
    def fail(event: Event) -> Any:
        raise ValueError("broken")

    rig.answers = fail
    assert await rig.say("hello") == words.SORRY


@pytest.mark.parametrize("conversation", [None, IN_CHANNEL["conversation"]])
async def test_an_answer_that_cannot_be_drawn_is_a_kind_sentence(
    rig: TeamsRig, conversation: dict[str, Any] | None
) -> None:
    too_long = Message((Buttons((Button("Press", replace(PAINT, note="x" * 2000)),)),))
    rig.answers = lambda _: too_long
    where = {"conversation": conversation} if conversation else {}
    status, body = await rig.send(rig.activity("invoke", name="adaptiveCard/action", value=EXECUTE, **where))
    assert (status, words.SORRY in str(body)) == (200, True)
    await rig.send(rig.activity("message", text="hello", **where))
    assert await settled(rig, CHANNEL if conversation else PERSONAL, 1) == [words.SORRY]


async def test_a_message_without_words_opens_the_home(rig: TeamsRig) -> None:
    await rig.send(rig.activity("message", text="  "))
    assert [type(event) for event in rig.events] == [HomeOpened]


async def test_the_newest_server_of_a_conversation_is_the_one_written_to(rig: TeamsRig) -> None:
    old = rig.room
    moved = rig.connector.url.rstrip("/")
    await rig.send(rig.activity("message", text="hi", **IN_CHANNEL) | {"serviceUrl": moved})
    assert moved.replace(":", "%3A").replace("/", "%2F") + ":" in await rig.chat.post(old, SECRET)
