"""Sending: one request each, one token for all, and the platform's words taken at face value."""

import asyncio
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from adapters.teams import TeamsChat, TeamsSettings, address
from adapters.teams.send import utc_now
from bot.chat import CannotReach, Message, Text, TryLater
from tests.adapters.teams.fake_connector import FakeConnector
from tests.adapters.teams.rig import CHANNEL, TENANT, TeamsRig

HELLO = Message((Text(("hello",)),))
START = datetime(2026, 11, 23, 10, tzinfo=UTC)


class Clock:
    """Time that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time


async def test_a_post_and_an_update_are_one_request_each(rig: TeamsRig) -> None:
    message = await rig.chat.post(rig.room, HELLO)
    await rig.chat.update(message, HELLO)
    assert rig.connector.calls == {"token": 1, "POST": 1, "PUT": 1}


async def test_fifty_posts_at_once_fetch_one_token(rig: TeamsRig) -> None:
    rig.connector.delay = 0.05
    await asyncio.gather(*(rig.chat.post(rig.room, HELLO) for _ in range(50)))
    assert rig.connector.calls == {"token": 1, "POST": 50}


async def test_a_token_is_renewed_before_it_runs_out(rig: TeamsRig) -> None:
    clock = Clock()
    chat = TeamsChat(rig.settings, rig.http, clock)
    tokens = []
    for minutes in (0, 54, 2):
        clock.time += timedelta(minutes=minutes)
        await chat.post(rig.room, HELLO)
        tokens.append(rig.connector.calls["token"])
    assert tokens == [1, 1, 2]


async def test_an_old_token_serves_while_no_new_one_can_be_had(rig: TeamsRig) -> None:
    clock = Clock()
    chat = TeamsChat(rig.settings, rig.http, clock)
    await chat.post(rig.room, HELLO)
    rig.connector.down = True
    clock.time += timedelta(minutes=57)
    assert await chat.post(rig.room, HELLO)
    clock.time += timedelta(minutes=57)
    with pytest.raises(TryLater):
        await chat.post(rig.room, HELLO)


async def test_a_token_that_was_withdrawn_is_fetched_again(rig: TeamsRig) -> None:
    await rig.chat.post(rig.room, HELLO)
    rig.connector.tokens.clear()
    with pytest.raises(TryLater):
        await rig.chat.post(rig.room, HELLO)
    assert await rig.chat.post(rig.room, HELLO)


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413, 302])
@pytest.mark.parametrize("verb", ["post", "update"])
async def test_what_will_not_help_to_repeat_cannot_be_reached(rig: TeamsRig, verb: str, status: int) -> None:
    where = await rig.chat.post(rig.room, HELLO) if verb == "update" else rig.room
    before = rig.connector.calls.total()
    rig.connector.refusals.append((status, {"Location": "http://127.0.0.1:9/"}))
    with pytest.raises(CannotReach):
        await getattr(rig.chat, verb)(where, HELLO)
    assert rig.connector.calls.total() - before == (1 if verb == "update" else 2)


@pytest.mark.parametrize("status", [412, 429, 500, 502, 503, 504])
@pytest.mark.parametrize("verb", ["post", "update"])
async def test_what_may_pass_is_tried_later_and_not_by_us(rig: TeamsRig, verb: str, status: int) -> None:
    message = await rig.chat.post(rig.room, HELLO)
    before = rig.connector.calls.total()
    rig.connector.refusals.append((status, {"Retry-After": "3"}))
    with pytest.raises(TryLater) as refused:
        await getattr(rig.chat, verb)(message if verb == "update" else rig.room, HELLO)
    assert (refused.value.after, rig.connector.calls.total() - before) == (3, 1)


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ({}, None),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "Mon, 23 Nov 2026 10:01:30 GMT"}, 90),
        ({"Retry-After": "-1"}, 0),
    ],
)
async def test_retry_after_is_read_as_it_may_be_written(
    rig: TeamsRig, said: dict[str, str], after: float | None
) -> None:
    chat = TeamsChat(rig.settings, rig.http, Clock())
    rig.connector.refusals.append((429, said))
    with pytest.raises(TryLater) as refused:
        await chat.post(rig.room, HELLO)
    assert refused.value.after == after


async def test_a_server_that_is_gone_is_tried_later(rig: TeamsRig) -> None:
    await rig.chat.post(rig.room, HELLO)
    gone = address.write(address.Room(TENANT, "http://127.0.0.1:9/", CHANNEL))
    with pytest.raises(TryLater):
        await rig.chat.post(gone, HELLO)


async def test_a_server_that_does_not_answer_is_given_up(rig: TeamsRig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.teams.send.PATIENCE", 0.05)
    rig.connector.delay = 1
    with pytest.raises(TryLater):
        await rig.chat.post(rig.room, HELLO)


@pytest.mark.parametrize("where", ["", "slack:T1:C1", "teams:t", "teams:t:what:s:c", "teams:t:post:s:c:1"])
async def test_what_is_no_conversation_cannot_be_posted_to(rig: TeamsRig, where: str) -> None:
    with pytest.raises(CannotReach):
        await rig.chat.post(where, HELLO)
    assert rig.connector.calls == {}


async def test_what_is_no_message_cannot_be_updated(rig: TeamsRig) -> None:
    with pytest.raises(CannotReach):
        await rig.chat.update(rig.room, HELLO)


async def test_our_token_is_shown_to_nobody_who_is_not_teams(rig: TeamsRig) -> None:
    stranger = FakeConnector()
    await stranger.server.start_server()
    settings = TeamsSettings(
        app_id=rig.settings.app_id, app_password=rig.settings.app_password, token_url=rig.settings.token_url
    )
    with pytest.raises(CannotReach):
        await TeamsChat(settings, rig.http, utc_now).post(
            address.write(address.Room(TENANT, stranger.url, CHANNEL)), HELLO
        )
    assert stranger.calls == {}
    await stranger.server.close()


async def test_a_personal_chat_is_made_once(rig: TeamsRig) -> None:
    someone = address.write(address.Someone(TENANT, rig.connector.url, "29:somebody"))
    first, second = await rig.chat.post(someone, HELLO), await rig.chat.post(someone, HELLO)
    assert [len(rig.connector.created), first == second, rig.connector.calls["POST"]] == [1, False, 3]
    await rig.chat.update(first, HELLO)


async def test_a_channel_gets_a_new_thread_by_each_post_and_its_thread_a_reply(rig: TeamsRig) -> None:
    root = address.read(await rig.chat.post(rig.room, HELLO))
    assert isinstance(root, address.Posted)
    thread = address.write(address.Room(TENANT, rig.connector.url, f"{CHANNEL};messageid={root.activity}"))
    reply = await rig.chat.post(thread, HELLO)
    await rig.chat.update(reply, HELLO)
    another = address.read(await rig.chat.post(rig.room, HELLO))
    assert isinstance(another, address.Posted)
    roots = [held["root"] for held in rig.connector.held(CHANNEL)]
    assert roots == [root.activity, root.activity, another.activity]


@pytest.mark.parametrize(
    ("app_type", "url"),
    [
        ("SingleTenant", "https://login.microsoftonline.com/home/oauth2/v2.0/token"),
        ("MultiTenant", "https://login.microsoftonline.com/botframework.com/oauth2/v2.0/token"),
    ],
)
def test_the_token_comes_from_the_authority_of_the_kind_of_bot(app_type: str, url: str) -> None:
    settings = TeamsSettings(app_id="a", app_type=app_type, home_tenant="home")  # type: ignore[arg-type]
    assert settings.where_tokens_come_from() == url


async def test_without_an_app_id_no_token_is_asked_for(rig: TeamsRig) -> None:
    async with aiohttp.ClientSession() as http:
        with pytest.raises(TryLater):  # the stand-in wants one
            await TeamsChat(TeamsSettings(token_url=rig.connector.token_url), http, utc_now).post(rig.room, HELLO)
    assert rig.connector.calls == {"POST": 1}


async def test_a_reply_opens_no_thread_of_its_own_in_a_channel(rig: TeamsRig) -> None:
    above = await rig.chat.post(rig.room, HELLO)
    below = await rig.chat.post(await rig.chat.post(above, HELLO), HELLO)
    root = address.read(above)
    assert isinstance(root, address.Posted)
    assert [one["root"] for one in rig.connector.held(CHANNEL)] == [root.activity] * 3
    await rig.chat.update(below, HELLO)


async def test_a_group_chat_has_no_threads_and_a_reply_is_the_next_message(rig: TeamsRig) -> None:
    chat = "19:0123456789abcdef@thread.v2"
    above = await rig.chat.post(address.write(address.Room(TENANT, rig.connector.url, chat)), HELLO)
    below = await rig.chat.post(above, HELLO)
    assert len(rig.connector.held(chat)) == 2
    assert all(one["root"] == one["id"] for one in rig.connector.held(chat))
    await rig.chat.update(below, HELLO)
