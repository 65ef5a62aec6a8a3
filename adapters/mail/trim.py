"""Keeps a mail to what is shown of it: Gmail cuts off what lies behind 102 kB, its foot first."""

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from markupsafe import escape

from bot.chat.message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Divider,
    Facts,
    Heading,
    LinkButton,
    Message,
    Note,
    Picture,
    Span,
    Spans,
    Text,
)
from bot.chat.plain import block_text, span_text
from bot.chat.shorter import shortened, shortened_span

MOST = 65_000
"""Bytes of HTML after which nothing more is begun: one more part and the foot still fit."""
PART = 4000
"""Characters of one paragraph, or of one list or table with all its rows."""
HEADING = 200
LABEL = 80
BLOCK, ROW, BUTTON = 300, 250, 1200
"""Bytes of markup around one of these; of a button, most is its link."""


def trim(message: Message) -> tuple[Message, bool]:
    """The message as far as it fits, and whether anything had to go."""
    kept: list[Block] = []
    left = MOST
    for block in message.blocks:
        if left <= 0:
            break
        if isinstance(block, Buttons):
            block = Buttons(block.buttons[: left // BUTTON + 1])
        shorter = _block(block, message.locale)
        left -= len(escape(block_text(shorter, message.locale)).encode(errors="replace")) + _markup(shorter)
        kept.append(shorter)
    blocks = tuple(kept)
    return replace(message, blocks=blocks), blocks != message.blocks


def _markup(block: Block) -> int:
    match block:
        case Facts(rows):
            return BLOCK + ROW * len(rows)
        case Bullets(items):
            return BLOCK + ROW * len(items)
        case Buttons(buttons):
            return BLOCK + BUTTON * len(buttons)
        case _:
            return BLOCK


def _block(block: Block, locale: str) -> Block:
    match block:
        case Heading(text):
            return Heading(shortened(text, HEADING))
        case Text(content):
            return Text(_spans(content, PART, locale))
        case Note(content):
            return Note(_spans(content, PART, locale))
        case Facts(rows):
            return Facts(
                tuple(
                    (shortened(label, LABEL), _spans(value, _each(rows) - LABEL, locale))
                    for label, value in rows[: PART // _each(rows)]
                )
            )
        case Bullets(items):
            return Bullets(tuple(_spans(item, _each(items), locale) for item in items[: PART // _each(items)]))
        case Picture(alt=alt):
            return replace(block, alt=shortened(alt, PART))
        case Buttons(buttons):
            return Buttons(tuple(_button(button) for button in buttons))
        case Divider():
            return block
        case _:
            assert_never(block)


def _each(rows: Sequence[object]) -> int:
    """Characters of one of so many rows."""
    return max(PART // max(len(rows), 1), HEADING)


def _button(button: Button | LinkButton) -> Button | LinkButton:
    match button:
        case Button(label=label, about=about):
            return replace(button, label=shortened(label, LABEL), about=shortened(about, HEADING))
        case LinkButton(label=label):
            return replace(button, label=shortened(label, LABEL))
        case _:
            assert_never(button)


def _spans(content: Spans, limit: int, locale: str) -> Spans:
    kept: list[Span] = []
    for span in content:
        if limit <= 0:
            break
        shorter = shortened_span(span, limit)
        limit -= len(span_text(shorter, locale))
        kept.append(shorter)
    return tuple(kept)
