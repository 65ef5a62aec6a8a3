"""What our own addresses lead to: pictures in cards, and files to take away. `bot.links` makes the addresses."""

import asyncio

from aiohttp import web

from adapters.settings import Settings
from bot.dispatch import Bot
from bot.links import PATH, Links

HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",  # a page brings its own style
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}
OVER = "This link is over, or was never given to you. Ask Convener again, in your chat, for a new one.\n"


def links_of(settings: Settings) -> Links:
    """The addresses of this installation: none without a public address and a key."""
    return Links(settings.public_url, settings.secret_key)


class Showing:
    """Serves what the product has made an address for. Whoever opens it is asked for nothing: the address says it."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    def add_routes(self, app: web.Application) -> None:
        """Let addresses in."""
        app.router.add_get(PATH + "{seal}", self._show)

    async def _show(self, request: web.Request) -> web.Response:
        file = await self._bot.fetch(request.match_info["seal"])
        if file is None:
            return web.Response(status=404, text=OVER, headers=HEADERS)
        content = await asyncio.to_thread(file.content)
        headers = dict(HEADERS)
        if file.name:
            headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
        return web.Response(body=content, headers=headers | {"Content-Type": file.media_type})
