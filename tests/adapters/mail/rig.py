"""Mail under test: the real chat, page and SMTP, and somebody who reads mails and presses what they find."""

import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from urllib.parse import quote

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.mail import MailChat, MailFront, MailSettings
from adapters.mail.seal import Seals
from bot.chat import Chat, Event, Message, Next, Text
from tests.adapters.mail.post_office import PASSWORD, USER, PostOffice
from tests.adapters.mail.reading import Page, PageForm, read

NOON = datetime(2027, 2, 16, 12, tzinfo=UTC)
MAIL = "nominee-1@cisco.example.org"
MAILBOX = f"mail:1:0123456789abcdef_-:{MAIL}"
PERSON = MAILBOX.removesuffix(f":{MAIL}")
KEY = "a key of sixteen characters"


class MailRig:
    """A post office, an installation with a mailbox in it, and a browser."""

    def __init__(self, office: PostOffice, http: aiohttp.ClientSession, settings: MailSettings) -> None:
        self.office, self.http, self.settings = office, http, settings
        self.mail_chat = MailChat(settings, self.now)
        self.chat: Chat = self.mail_chat
        self.chats = [self.mail_chat]
        self.seals = Seals(settings.public_url, settings.secret_key)
        self.room = MAILBOX
        self.answers: Callable[[Event], Next] = lambda _: None
        self.events: list[Event] = []
        self.later = timedelta()
        self.page = Page()

    def now(self) -> datetime:
        return NOON + self.later

    async def answer(self, event: Event) -> Next:
        self.events.append(event)
        return self.answers(event)

    def mail(self, message_id: str) -> EmailMessage:
        """The mail as the server holds it."""
        key = self.seals.posted(message_id).key
        return next(one for one in self.office.mails if str(one["Message-ID"]).startswith(f"<{key}@"))

    async def words(self, message_id: str) -> str:
        return letter_of(self.mail(message_id)).words

    async def thread(self, message_id: str) -> list[str]:
        above = str(self.mail(message_id)["Message-ID"])
        return [letter_of(one).words for one in self.office.mails if str(one["In-Reply-To"]) == above]

    async def raw(self, message_id: str) -> str:
        # Markup means something in this part alone; what people write stands in the other as they wrote it.
        return html_of(self.mail(message_id))

    async def get(self, url: str) -> Page:
        """A person, or a program, opens an address."""
        async with self.http.get(url) as response:
            self.page = read(await response.text(), str(response.url))
            return self.page

    async def send(self, form: PageForm, values: dict[str, str] | None = None) -> str:
        """The person sends a form of the page, as browsers do; every word of the page that comes back."""
        assert form.method == "post"
        typed = form.hidden | form.values | (values or {})
        body = "&".join(f"{quote(k)}={quote(v.replace(chr(10), chr(13) + chr(10)))}" for k, v in typed.items())
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        async with self.http.post(form.action, data=body.encode(), headers=headers) as response:
            self.page = read(await response.text(), str(response.url))
            return self.page.words

    async def open(self, message_id: str, label: str) -> Page:
        """A person opens the link with these words in a mail."""
        before = list(self.events)
        page = await self.get(letter_of(self.mail(message_id)).links[label])
        assert self.events == before
        return page

    async def press(self, message_id: str, label: str) -> str:
        page = await self.open(message_id, label)
        assert [form.button for form in page.forms][:1] == [label]
        return await self.send(page.forms[0])

    async def press_here(self, label: str) -> str:
        """The person presses a button of the page that is open."""
        return await self.send(next(form for form in self.page.forms if form.button == label))

    async def say(self, text: str) -> str:
        message_id = await self.chat.post(self.room, Message((Text(("good day",)),)))
        page = await self.open(message_id, "Your page")
        await self.send(page.forms[0])
        return await self.send(self.page.form("say"), {"text": text})

    async def submit(self, values: dict[str, str]) -> str:
        form = self.page.form("submit")
        named = {f"f.{key}": value for key, value in values.items()}
        assert set(named) <= set(form.values)
        return await self.send(form, named)

    async def open_form_values(self) -> dict[str, str]:
        forms = [form for form in self.page.forms if form.hidden.get("do") == "submit"]
        return {key.removeprefix("f."): value for form in forms for key, value in form.values.items()}

    async def form_problems(self) -> dict[str, str]:
        marked = self.page.marked.items()
        return {key.removeprefix("problem."): words for key, words in marked if key.startswith("problem.")}

    async def echo(self, message_id: str) -> None:
        # A mail system opens every link of a mail that it delivers.
        for url in links_of(self.mail(message_id)):
            if url.startswith(self.settings.public_url):
                await self.get(url)

    def restarted(self) -> Chat:
        self.chats.append(MailChat(self.settings, self.now))
        return self.chats[-1]

    async def remove_room(self) -> None:
        self.office.gone.add(MAIL)

    async def limit(self, seconds: int) -> None:
        self.office.to_recipients.append(f"450 4.7.1 Greylisted, please come back in {seconds} seconds")


@asynccontextmanager
async def mailing(**changed: str) -> AsyncIterator[MailRig]:
    """Starts the post office and the page, each on a port of its own, and stops them."""
    office = PostOffice(asks_who=True)
    await office.open()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    given = {
        "smtp_url": f"smtp://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{office.port}",
        "sender": "Convener <convener@cop.example.org>",
        "public_url": f"http://127.0.0.1:{port}",
        "secret_key": KEY,
    }
    settings = MailSettings(**given | changed)  # pyright: ignore[reportArgumentType]
    async with aiohttp.ClientSession() as http:
        rig = MailRig(office, http, settings)
        app = web.Application()
        MailFront(settings, rig.answer, rig.now).add_routes(app)
        server = TestServer(app, host="127.0.0.1", port=port)
        await server.start_server(access_log=None)  # as `adapters.server` does: addresses of pages are in it
        try:
            yield rig
        finally:
            for chat in rig.chats:
                await chat.close()
            await server.close()
            await office.close()


def html_of(mail: EmailMessage) -> str:
    part = mail.get_body(("html",))
    assert part is not None
    return part.get_content()


def plain_of(mail: EmailMessage) -> str:
    part = mail.get_body(("plain",))
    assert part is not None
    return part.get_content()


def letter_of(mail: EmailMessage) -> Page:
    """What the mail program shows."""
    return read(html_of(mail))


def links_of(mail: EmailMessage) -> list[str]:
    """Every address in a mail: in its HTML, in its text, and in its headers."""
    words = [*plain_of(mail).split(), str(mail["List-Unsubscribe"]).strip("<>")]
    return [*letter_of(mail).links.values(), *(word for word in words if word.startswith("http"))]
