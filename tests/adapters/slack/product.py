"""The product, played by a test: what it answers, how it breaks, how slow it is."""

import asyncio
import contextlib

from bot.chat import Button, Buttons, Event, Heading, Message, Next, Text
from tests.adapters.contract import ASK, PAINT
from tests.adapters.slack.rig import SlackRig

HELLO = Message((Text(("the whole card",)),), aside=(Text(("only this",)),))
CARD = Message((Heading("A card"), Buttons((Button("Go", PAINT),))))


def says(rig: SlackRig, answer: Next) -> None:
    """From now on this is the answer to everything."""
    rig.answers = lambda _: answer


async def opened(rig: SlackRig, place: str) -> None:
    """The form is open, from a card in this place."""
    message_id = await rig.chat.post(f"slack:T0CISCO:{place}", CARD)
    says(rig, ASK)
    await rig.press(message_id, "Go")
    rig.events.clear()


def broken(_: Event) -> Next:
    raise RuntimeError


def slow(rig: SlackRig, answer: Next) -> asyncio.Event:
    """The product answers when the event is set, or 0.1 s later by itself."""
    release = asyncio.Event()

    async def late(_: Event) -> Next:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(release.wait(), 0.1)
        return answer

    rig.answers = late
    return release
