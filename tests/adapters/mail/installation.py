"""An installation that serves the playground and mail, as an operator configures it, and somebody only mail reaches."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from email.message import EmailMessage
from urllib.parse import quote

import aiohttp
import sqlalchemy as sa
from aiohttp.test_utils import TestServer

from adapters import furnish
from adapters.playground.clock import MovableClock
from adapters.playground.world import World
from adapters.server import PRODUCT, WORLD, application
from adapters.settings import Settings, load
from adapters.wiring import Product
from bot.doors import SessionCard
from bot.outbox import Outbox
from storage import people
from storage.database import Db
from storage.models import Account, AnswerHistory, House, table
from tests.adapters.mail.post_office import PASSWORD, USER, PostOffice
from tests.adapters.mail.reading import Page, read
from tests.adapters.mail.rig import KEY
from tests.town import FACILITATOR, NOW, SESSION

WHO = "Google nominee 1"
PATIENCE = 30
"""Seconds to wait for something that should come."""
MAIL = "nominee-1@google.example.org"
GIVEN = [(1, "coming"), (2, "coming"), (3, "coming")]
PERSON = "mail:1:Zm9yIHRoZSBzdG9yeQ"


@dataclass
class Installation:
    """One that serves the playground and mail, and somebody whom only mail reaches."""

    office: PostOffice
    world: World
    clock: MovableClock
    product: Product
    http: aiohttp.ClientSession

    async def mail(self) -> EmailMessage:
        """The one that came for them."""
        await until(lambda: len(self.office.mails) > 0)
        (mail,) = self.office.mails
        assert str(mail["To"]) == MAIL
        return mail

    async def open(self, url: str) -> Page:
        async with self.http.get(url) as response:
            return read(await response.text(), str(response.url))

    async def press(self, page: Page, label: str) -> Page:
        form = next(form for form in page.forms if form.button == label)
        async with self.http.post(form.action, data=form.hidden | form.values) as response:
            assert response.status == 200
            return read(await response.text(), str(response.url))

    async def answers(self) -> list[tuple[int, str]]:
        """What was kept that came through their link, in order: to which meeting, and what."""
        given = table(AnswerHistory).c
        rows = sa.select(given.meeting_id, given.choice).where(given.account_id == PERSON).order_by(given.id)
        return await self.product.database.run(lambda db: [(a, c) for a, c in db.connection().execute(rows)])


async def until(holds: Callable[[], bool]) -> None:
    """Waits for what the courier, which runs beside, is about to do."""
    for _ in range(PATIENCE * 50):
        if holds():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not happen")


@asynccontextmanager
async def installed(database_url: str) -> AsyncIterator[Installation]:
    office = PostOffice(asks_who=True)
    await office.open()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings: Settings = replace(
        load(
            {
                "MAIL_SMTP_URL": f"smtp://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{office.port}",
                "MAIL_FROM": "Convener <convener@cop.example.org>",
                "PUBLIC_URL": f"http://127.0.0.1:{port}",
                "SECRET_KEY": KEY,
                "PLAYGROUND": "1",
            }
        ),
        database_url=database_url,
    )
    clock = MovableClock(frozen_at=NOW)
    app = await application(settings, clock)
    server = TestServer(app, host="127.0.0.1", port=port)
    await server.start_server(access_log=None)
    try:
        await furnish.link(app[WORLD], app[PRODUCT])
        async with aiohttp.ClientSession() as http:
            yield Installation(office, app[WORLD], clock, app[PRODUCT], http)
    finally:
        await server.close()
        await office.close()


def only_by_mail(db: Db) -> int:
    member = next(one for one in people.members(db, 1) if one.name == WHO)
    assert member.id is not None
    db.add(House(id="mail:1", name="Mail", community_id=1))
    db.flush()
    db.add(Account(id=PERSON, house_id="mail:1", member_id=member.id, address=f"{PERSON}:{MAIL}"))
    return member.id


def tell(db: Db, member: int) -> None:
    outbox = Outbox(db, NOW)
    assert outbox.tell(member, SessionCard(1), "the card", zone="UTC", urgent=True)
    outbox.close()


async def invited(here: Installation) -> EmailMessage:
    """A session is announced, and they are told; the mail that arrives."""
    member = await here.product.database.run(only_by_mail)
    await here.world.say(FACILITATOR, f"announce {SESSION}")
    await here.product.database.run(lambda db: tell(db, member))
    return await here.mail()
