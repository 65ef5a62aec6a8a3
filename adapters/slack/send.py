"""Slack as the courier sees it: post and update."""

from collections.abc import Sequence

from aiohttp import ClientSession

from adapters.slack import address, rates, render
from adapters.slack.calls import Calls
from adapters.slack.houses import Houses
from adapters.slack.settings import SlackSettings
from bot.chat.message import Message
from bot.chat.port import Limit, Verb


class SlackChat:
    """`bot.chat.Chat` over Slack's Web API. It remembers nothing: addresses and message ids carry all it needs."""

    def __init__(self, settings: SlackSettings, houses: Houses, http: ClientSession) -> None:
        self._calls = Calls(settings, houses, http)

    async def post(self, to: str, message: Message) -> str:
        """As `Chat.post`. A person's address opens the direct conversation with them, and the id names that."""
        house, channel, above = address.read(to)
        body = {"channel": channel, **render.post(message, house)}
        if above:
            body["thread_ts"] = above
        posted = await self._calls.call(house, "chat.postMessage", body)
        return address.message(house, posted["channel"], posted["ts"])

    async def update(self, which: str, message: Message) -> None:
        """As `Chat.update`."""
        house, channel, ts = address.read(which)
        body = {"channel": channel, "ts": ts, **render.shown(message, house)}
        await self._calls.call(house, "chat.update", body)

    def limits(self, verb: Verb, where: str) -> Sequence[Limit]:
        """As `Chat.limits`."""
        return rates.limits(verb, address.channel_in(where))
