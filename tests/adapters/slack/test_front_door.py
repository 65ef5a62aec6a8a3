"""Who comes in: the signature before anything else, and never a traceback."""

import json
import logging
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlencode

import pytest

from adapters.slack import door, limits
from bot.chat import Event, Message, Said, Text
from tests.adapters.slack.rig import SlackRig, payload

SLACKS_SECRET = b"8f742231b10e8888abcd99yyyzzz85a5"
SLACKS_BODY = (
    b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
    b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
    b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
    b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
)
SLACKS_SIGNATURE = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"


def test_slacks_own_example_is_genuine() -> None:
    assert door.genuine(SLACKS_SECRET, SLACKS_BODY, "1531420618", SLACKS_SIGNATURE, 1531420618 + 299)


@pytest.mark.parametrize(
    ("body", "stamp", "signature", "now"),
    [
        (SLACKS_BODY + b" ", "1531420618", SLACKS_SIGNATURE, 1531420618),
        (SLACKS_BODY, "1531420619", SLACKS_SIGNATURE, 1531420618),
        (SLACKS_BODY, "1531420618", SLACKS_SIGNATURE[:-1] + "4", 1531420618),
        (SLACKS_BODY, "1531420618", SLACKS_SIGNATURE, 1531420618 + 301),
        (SLACKS_BODY, "1531420618", SLACKS_SIGNATURE, 1531420618 - 301),
        (SLACKS_BODY, "soon", SLACKS_SIGNATURE, 1531420618),
        (SLACKS_BODY, "²", SLACKS_SIGNATURE, 1531420618),
        (SLACKS_BODY, "1" * 5000, SLACKS_SIGNATURE, 1531420618),
        (SLACKS_BODY, "1531420618", "v0=ü", 1531420618),
        (SLACKS_BODY, "", "", 1531420618),
    ],
)
def test_nothing_else_is(body: bytes, stamp: str, signature: str, now: float) -> None:
    assert not door.genuine(SLACKS_SECRET, body, stamp, signature, now)


JUNK = {
    "bad json": b"{nope",
    "deep json": b'{"a":' * 50_000,
    "json array": b"[1, 2]",
    "json null": b"null",
    "payload is not json": b"payload=notjson",
    "payload is an array": b"payload=%5B%5D",
    "invalid utf-8": b"\xff\xfe\xfa",
    "invalid utf-8 in json": b'{"type":"\xff"}',
    "null event": b'{"event":null}',
    "null event, typed": b'{"type":"event_callback","event":null}',
    "no challenge": b'{"type":"url_verification"}',
    "empty": b"",
}


@pytest.mark.parametrize("body", JUNK.values(), ids=JUNK)
async def test_junk_that_is_signed_is_a_bad_request_and_no_more(
    rig: SlackRig, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    assert await rig.send_raw(body) == (400, "")
    assert (rig.events, caplog.records) == ([], [])


@pytest.mark.parametrize("body", JUNK.values(), ids=JUNK)
async def test_junk_that_is_not_signed_is_not_even_looked_at(rig: SlackRig, body: bytes) -> None:
    assert await rig.send_raw(body, X_Slack_Signature="v0=0") == (401, "")


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Slack_Request_Timestamp": "soon"},
        {"X_Slack_Request_Timestamp": "1"},
        {"X_Slack_Request_Timestamp": ""},
        {"X_Slack_Signature": "v0=\u00fc"},
        {"X_Slack_Signature": ""},
    ],
)
async def test_odd_headers_are_refused(rig: SlackRig, headers: dict[str, str]) -> None:
    good = json.dumps(payload("app_mention")).encode()
    assert await rig.send_raw(good, **headers) == (401, "")
    assert rig.events == []


async def test_a_request_of_six_minutes_ago_is_refused(rig: SlackRig) -> None:
    stamp = str(int((rig.now() - timedelta(minutes=6)).timestamp()))
    assert await rig.send_raw(b"{}", X_Slack_Request_Timestamp=stamp) == (401, "")


async def test_a_body_that_is_too_long_is_not_read(rig: SlackRig) -> None:
    async with rig.http.post(
        rig.server.make_url("/slack/events"), data=BytesIO(bytes(limits.BODY_BYTES + 1))
    ) as answer:
        assert (answer.status, await answer.text()) == (413, "")


async def test_slack_may_look_at_the_certificate_unsigned(rig: SlackRig) -> None:
    assert await rig.send_raw(b"ssl_check=1&token=x", X_Slack_Signature="") == (200, "")
    assert rig.events == []


async def test_slack_may_ask_whether_the_address_is_ours(rig: SlackRig) -> None:
    challenge = json.dumps({"token": "x", "challenge": "3eZbrw", "type": "url_verification"}).encode()
    assert await rig.send_raw(challenge) == (200, "3eZbrw")


@pytest.mark.parametrize("name", ["channel_rename", "global_shortcut", "form_closed"])
async def test_what_we_do_not_know_is_taken_note_of_by_nobody(rig: SlackRig, name: str) -> None:
    assert await rig.send(payload(name)) == (200, "")
    assert rig.events == []


async def test_an_event_slack_sends_again_is_answered_once(rig: SlackRig) -> None:
    for _ in range(3):
        assert await rig.send(payload("app_mention")) == (200, "")
    assert len(rig.events) == 1
    rig.now.at += timedelta(minutes=11)
    await rig.send(payload("app_mention"))
    assert len(rig.events) == 2


async def test_a_command_has_its_words_unescaped(rig: SlackRig) -> None:
    await rig.send(payload("command", text="plan R&amp;D &lt;3"), form=True)
    assert [said.text for said in rig.events if isinstance(said, Said)] == ["plan R&D <3"]


async def test_the_form_encoding_is_read_as_urllib_writes_it(rig: SlackRig) -> None:
    text = "ünï + cödé % & = \n\t\u200b🎉 %41 %zz"
    assert door.read(urlencode({"command": "/cop", "text": text}).encode()) == {"command": "/cop", "text": text}
    assert door.read(urlencode({"payload": json.dumps({"text": text})}).encode()) == {"text": text}


async def test_nothing_people_write_is_logged_whatever_breaks(rig: SlackRig, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    def broken(event: Event) -> None:
        raise RuntimeError(event)

    rig.answers = broken
    assert "Something went wrong" in await rig.say("a confidence")
    await rig.chat.post(rig.room, Message((Text(("a confidence",)),)))
    assert caplog.text.count("RuntimeError: RuntimeError") == 1
    assert "a confidence" not in caplog.text
    assert "xoxb" not in caplog.text


async def test_bolt_finds_nothing_for_itself_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET"):
        monkeypatch.setenv(name, "somebody else's")
    async with SlackRig() as rig:
        await rig.send(payload("app_mention"))
        assert len(rig.events) == 1


@pytest.mark.parametrize("made", [{"signing_secret": " "}, {"signing_secret": "s", "client_id": "1"}])
def test_settings_that_cannot_work_are_refused_at_once(made: dict[str, str]) -> None:
    from adapters.slack import SlackSettings

    with pytest.raises(ValueError, match="Slack"):
        SlackSettings(**made)
