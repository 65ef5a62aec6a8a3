"""Keeps a mail to what is shown of it: Gmail cuts off what lies behind 102 kB, its foot first."""

from dataclasses import replace
from typing import assert_never

from bot.chat.message import (
    Block,
    Bullets,
    Buttons,
    Divider,
    Facts,
    Heading,
    Link,
    Mention,
    Message,
    Moment,
    Note,
    Picture,
    Span,
    Spans,
    Strong,
    Text,
)
from bot.chat.plain import block_text, span_text

MOST = 24_000
"""Characters of all words of a mail: with its markup, some 100 kB at the very most."""
PART = 4000
"""Characters of one paragraph."""
HEADING = 200
BUTTONS = 40


def trim(message: Message) -> tuple[Message, bool]:
    """The message as far as it fits, and whether anything had to go."""
    kept: list[Block] = []
    left, buttons = MOST, BUTTONS
    for block in message.blocks:
        if left <= 0:
            break
        if isinstance(block, Buttons):
            block = Buttons(block.buttons[:buttons])
            buttons -= len(block.buttons)
        shorter = _block(block, min(left, PART), message.locale)
        left -= len(block_text(shorter, message.locale)) + 50
        kept.append(shorter)
    blocks = tuple(kept)
    return replace(message, blocks=blocks), blocks != message.blocks


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, the last one an ellipsis if some are missing."""
    return text if len(text) <= limit else text[: max(limit - 1, 0)].rstrip() + "…"


def _block(block: Block, limit: int, locale: str) -> Block:
    match block:
        case Heading(text):
            return Heading(shortened(text, HEADING))
        case Text(content):
            return Text(_spans(content, limit, locale))
        case Note(content):
            return Note(_spans(content, limit, locale))
        case Facts(rows):
            each = max(limit // max(len(rows), 1), HEADING)
            shown = rows[: max(limit // each, 1)]
            return Facts(tuple((shortened(label, HEADING), _spans(value, each, locale)) for label, value in shown))
        case Bullets(items):
            each = max(limit // max(len(items), 1), HEADING)
            return Bullets(tuple(_spans(item, each, locale) for item in items[: max(limit // each, 1)]))
        case Picture(alt=alt):
            return replace(block, alt=shortened(alt, limit))
        case Divider() | Buttons():
            return block
        case _:
            assert_never(block)


def _spans(content: Spans, limit: int, locale: str) -> Spans:
    kept: list[Span] = []
    for span in content:
        if limit <= 0:
            break
        shorter = _span(span, limit)
        limit -= len(span_text(shorter, locale))
        kept.append(shorter)
    return tuple(kept)


def _span(span: Span, limit: int) -> Span:
    match span:
        case str():
            return shortened(span, limit)
        case Strong(text):
            return Strong(shortened(text, limit))
        case Link(text, url):
            return Link(shortened(text, limit), url)
        case Mention(person, name):
            return Mention(person, shortened(name, limit))
        case Moment():
            return span
        case _:
            assert_never(span)
