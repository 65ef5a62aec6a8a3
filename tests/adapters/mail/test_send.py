"""A mail is handed to a real server, and what the server says becomes what the courier understands."""

import asyncio
import logging

import pytest

from adapters.mail import MailChat
from adapters.mail.send import reachable
from adapters.mail.settings import MailSettings
from adapters.mail.wire import IDLE, asked_for
from bot.chat import CannotReach, Limit, Message, Text, TryLater, Verb
from tests.adapters.contract import EVERYTHING
from tests.adapters.mail.post_office import PostOffice
from tests.adapters.mail.rig import KEY, MAIL, MAILBOX, NOON, PERSON, MailRig, mailing

SHORT = Message((Text(("good day",)),))


def settings(**changed: str | int) -> MailSettings:
    given: dict[str, str | int] = {
        "smtp_url": "smtp://127.0.0.1:25",
        "sender": "Convener <convener@cop.example.org>",
        "public_url": "https://convener.example.org",
        "secret_key": KEY,
    }
    return MailSettings(**given | changed)  # pyright: ignore[reportArgumentType]


async def test_many_mails_share_a_connection(rig: MailRig) -> None:
    for _ in range(5):
        await rig.chat.post(rig.room, SHORT)
    assert (len(rig.office.mails), rig.office.connections) == (5, 1)
    assert rig.office.envelopes[0] == ("convener@cop.example.org", [MAIL])


async def test_mails_at_once_use_a_few_connections_and_all_arrive(rig: MailRig) -> None:
    ids = await asyncio.gather(*(rig.chat.post(rig.room, SHORT) for _ in range(20)))
    assert len({str(rig.mail(one)["Message-ID"]) for one in ids}) == 20
    assert rig.office.connections <= 4


async def test_a_server_that_hung_up_is_called_again(rig: MailRig, monkeypatch: pytest.MonkeyPatch) -> None:
    await rig.chat.post(rig.room, SHORT)
    rig.office.hang_up()
    await asyncio.sleep(0.05)
    await rig.chat.post(rig.room, SHORT)
    assert (len(rig.office.mails), rig.office.connections) == (2, 2)
    monkeypatch.setattr("adapters.mail.wire.IDLE", -1.0)
    await rig.chat.post(rig.room, SHORT)
    assert (len(rig.office.mails), rig.office.connections, IDLE > 0) == (3, 2, True)


@pytest.mark.parametrize(
    ("answer", "raised", "after"),
    [
        ("550 5.1.1 no such user", CannotReach, None),
        ("551 5.7.1 not here", CannotReach, None),
        ("450 4.2.1 over quota", TryLater, None),
        ("452 4.2.2 over quota, try again in 10 minutes", TryLater, None),
        ("451 4.7.1 Greylisting in action, please come back in 00:05:00", TryLater, 300.0),
        ("452 4.5.3 try again in 2 minutes", TryLater, 120.0),
        ("421 4.3.2 closing", TryLater, None),
    ],
)
async def test_what_the_server_says_of_a_recipient(
    rig: MailRig, answer: str, raised: type[Exception], after: float | None
) -> None:
    rig.office.to_recipients.append(answer)
    with pytest.raises(raised) as refused:
        await rig.chat.post(rig.room, SHORT)
    assert getattr(refused.value, "after", None) == after
    assert [word for word in (MAIL, "no such user", "over quota") if word in str(refused.value)] == []
    await rig.chat.post(rig.room, SHORT)
    assert len(rig.office.mails) == 1


@pytest.mark.parametrize(
    ("answer", "raised"), [("554 5.7.1 looks like spam", CannotReach), ("452 4.3.1 no space left", TryLater)]
)
async def test_what_the_server_says_of_a_mail(rig: MailRig, answer: str, raised: type[Exception]) -> None:
    rig.office.to_data.append(answer)
    with pytest.raises(raised):
        await rig.chat.post(rig.room, SHORT)


async def test_a_wrong_password_is_said_so_that_the_doctor_can_say_it(rig: MailRig) -> None:
    wrong = settings(smtp_url=f"smtp://convener:wrong@127.0.0.1:{rig.office.port}")
    with pytest.raises(TryLater, match="MAIL_SMTP_URL"):
        await MailChat(wrong, lambda: NOON).post(MAILBOX, SHORT)
    assert "the user or password in MAIL_SMTP_URL (535)" in await reachable(wrong)
    assert await reachable(rig.settings) == ""
    assert rig.office.mails == []


async def test_a_server_that_is_not_there_is_tried_later() -> None:
    office = PostOffice()
    await office.open()
    away = settings(smtp_url=f"smtp://127.0.0.1:{office.port}")
    await office.close()
    with pytest.raises(TryLater):
        await MailChat(away, lambda: NOON).post(MAILBOX, SHORT)
    assert "did not answer" in await reachable(away)


async def test_a_server_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def say_nothing(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    monkeypatch.setattr("adapters.mail.wire.PATIENCE", 0.2)
    silent = await asyncio.start_server(say_nothing, "127.0.0.1", 0)
    chat = MailChat(settings(smtp_url=f"smtp://127.0.0.1:{silent.sockets[0].getsockname()[1]}"), lambda: NOON)
    calls = await asyncio.gather(*(chat.post(MAILBOX, SHORT) for _ in range(9)), return_exceptions=True)
    assert {type(one) for one in calls} == {TryLater}
    silent.close()
    await silent.wait_closed()


async def test_a_server_that_comes_back_is_used_again(rig: MailRig) -> None:
    await rig.chat.post(rig.room, SHORT)
    port = rig.office.port
    await rig.office.close()
    await asyncio.sleep(0.05)
    with pytest.raises(TryLater):
        await rig.chat.post(rig.room, SHORT)
    await rig.office.open(port)
    await rig.chat.post(rig.room, SHORT)
    assert len(rig.office.mails) == 2


@pytest.mark.parametrize("to", ["", "mail:1", "slack:T1:C1", "mail:1:xxx", "mail:1:0123456789abcdef:nobody"])
async def test_an_address_that_is_none_of_mails_cannot_be_reached(rig: MailRig, to: str) -> None:
    with pytest.raises(CannotReach):
        await rig.chat.post(to, SHORT)
    assert rig.office.connections == 0


@pytest.mark.parametrize("utf8", [True, False])
async def test_an_address_in_another_script_is_reached_where_the_server_can(utf8: bool) -> None:
    """RFC 6531."""
    office = PostOffice(utf8=utf8)
    await office.open()
    chat = MailChat(settings(smtp_url=f"smtp://127.0.0.1:{office.port}"), lambda: NOON)
    arabic = f"{PERSON}:مرشح@example.org"
    if utf8:
        await chat.post(arabic, SHORT)
        assert (office.envelopes[0][1], str(office.mails[0]["To"])) == (["مرشح@example.org"], "مرشح@example.org")
    else:
        with pytest.raises(CannotReach, match="cannot write to this address"):
            await chat.post(arabic, SHORT)
    await chat.close()
    await office.close()


async def test_nothing_of_a_mail_is_logged(rig: MailRig, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        message_id = await rig.chat.post(rig.room, EVERYTHING)
        await rig.press(message_id, "Paint it")
    ours = [one.getMessage() for one in caplog.records if not one.name.startswith("mail.")]
    assert [line for line in ours if MAIL in line or "A heading" in line or "gAAAA" in line] == []


def test_so_many_mails_a_minute_and_updates_cost_nothing() -> None:
    chat = MailChat(settings(per_minute=7), lambda: NOON)
    assert (chat.limits(Verb.POST, MAILBOX), chat.limits(Verb.UPDATE, MAILBOX)) == ((Limit("mail", 7, 60),), ())


def test_how_long_to_wait_is_read_from_a_sentence() -> None:
    assert [asked_for(said) for said in ("in 90 seconds", "5 min", "00:01:30", "later", "4.7.1 soon")] == [
        90.0, 300.0, 90.0, None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"smtp_url": "mail.example.org"}, "MAIL_SMTP_URL must read"),
        ({"smtp_url": "http://mail.example.org"}, "MAIL_SMTP_URL must read"),
        ({"smtp_url": "smtp://user:p/ss@mail.example.org"}, "MAIL_SMTP_URL must read"),
        ({"smtp_url": "smtp://mail.example.org:port"}, "MAIL_SMTP_URL must read"),
        ({"sender": ""}, "MAIL_FROM is empty"),
        ({"sender": "Convener"}, "MAIL_FROM is “Convener”"),
        ({"sender": "a@example.org, b@example.org"}, "must be one address"),
        ({"sender": "a@example.org\r\nBcc: b@example.org"}, "must be one address"),
        ({"reply_to": "nobody"}, "MAIL_REPLY_TO"),
        ({"public_url": ""}, "PUBLIC_URL"),
        ({"secret_key": "short"}, "SECRET_KEY"),
        ({"per_minute": 0}, "MAIL_PER_MINUTE"),
    ],
)
def test_what_cannot_be_used_says_what_to_change(changed: dict[str, str | int], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        settings(**changed)


def test_a_server_is_read_with_its_defaults_and_shows_no_password() -> None:
    found = settings(smtp_url="smtps://user%40x:p%2Fss%25@mail.example.org")
    server = found.server
    assert (server.host, server.port, server.user, server.password, server.tls) == (
        "mail.example.org", 465, "user@x", "p/ss%", True,
    )  # fmt: skip
    assert settings(smtp_url="smtp://mail.example.org").server.port == 587
    assert "p/ss" not in repr(server) + repr(found)
    assert KEY not in repr(found)
    assert (server.may_be_plain, settings().server.may_be_plain) == (False, True)


async def test_two_installations_do_not_share_links() -> None:
    async with mailing() as one, mailing(secret_key="another key of many characters") as other:
        message_id = await one.chat.post(one.room, SHORT)
        with pytest.raises(CannotReach):
            await other.chat.post(message_id, SHORT)
