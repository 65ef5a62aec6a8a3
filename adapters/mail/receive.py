"""In: the pages that links in mails lead to, on aiohttp. Thin.

A GET shows, a POST does. There are no cookies and no login: the seal in the address is the credential, and no other
site knows it, so none can send a form in somebody's name.
"""

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from adapters.mail import page, parse
from adapters.mail.seal import PATH, STOP, BadSeal, Seals, Ticket
from adapters.mail.settings import MailSettings
from bot.chat import Answer

STATUS_OVER, STATUS_CUT = 410, 404


class MailFront:
    """Serves the page of every link that was sent in a mail."""

    def __init__(self, settings: MailSettings, answer: Answer, now: Callable[[], datetime]) -> None:
        self._seals = Seals(settings.public_url, settings.secret_key)
        self._answer = answer
        self._now = now
        self._headers = page.headers(settings.public_url)

    def add_routes(self, app: web.Application) -> None:
        """Let links in."""
        app.router.add_get(PATH, self._nothing)
        for path in (PATH + "{seal}", PATH + "{seal}" + STOP):
            app.router.add_get(path, self._shown)
            app.router.add_post(path, self._done)

    async def _nothing(self, _: web.Request) -> web.Response:
        """For an address that lost all of its seal."""
        return self._page(page.cut(), STATUS_CUT)

    async def _shown(self, request: web.Request) -> web.Response:
        """The one page of a link. Whoever asks for it, and however often, nothing happens."""
        try:
            ticket = self._read(request)
        except BadSeal as bad:
            return self._bad(bad)
        return self._page(page.stop(ticket) if _stops(request, ticket) else page.asked(ticket))

    async def _done(self, request: web.Request) -> web.Response:
        """What the reader of a link did on its page."""
        try:
            ticket = self._read(request)
        except BadSeal as bad:
            return self._bad(bad)
        if _stops(request, ticket):
            await self._answer(parse.stopped(ticket))
            return self._page(page.stopped(ticket))
        try:
            sent = await request.post()
        except web.HTTPRequestEntityTooLarge:
            return self._page(page.too_long(), 413)
        except (ValueError, LookupError, RuntimeError):
            return self._page(page.unreadable(), 400)
        words = {key: value for key, value in sent.items() if isinstance(value, str)}
        return self._page(page.answered(ticket, await self._answer(parse.event(ticket, words))))

    def _read(self, request: web.Request) -> Ticket:
        return self._seals.read(request.match_info["seal"], self._now())

    def _bad(self, bad: BadSeal) -> web.Response:
        return self._page(page.ended(), STATUS_OVER) if bad.over else self._page(page.cut(), STATUS_CUT)

    def _page(self, text: str, status: int = 200) -> web.Response:
        return web.Response(text=text, status=status, content_type="text/html", charset="utf-8", headers=self._headers)


def _stops(request: web.Request, ticket: Ticket) -> bool:
    return ticket.only_stops or request.path.endswith(STOP)
