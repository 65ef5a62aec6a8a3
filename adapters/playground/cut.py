"""Keeps messages to a size a person can read and a page can hold; platforms do the same with harder edges."""

from dataclasses import replace
from typing import assert_never

from bot.chat import (
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
from bot.chat.shorter import shortened, shortened_span

BLOCKS = 100
HEADING = 150
PARAGRAPH = 3000
ROWS = 50
BUTTONS = 25
"""Counts and characters; about what Slack's Block Kit holds, so that what fits here is no surprise there."""


def cut(message: Message) -> Message:
    """The message with what is too long cut off behind an ellipsis."""
    return replace(message, blocks=_blocks(message.blocks), aside=_blocks(message.aside))


def _blocks(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(_block(block) for block in blocks[:BLOCKS])


def _block(block: Block) -> Block:
    match block:
        case Heading(text):
            return Heading(shortened(text, HEADING))
        case Text(spans):
            return Text(_spans(spans))
        case Note(spans):
            return Note(_spans(spans))
        case Facts(rows):
            return Facts(tuple((shortened(label, HEADING), _spans(value)) for label, value in rows[:ROWS]))
        case Bullets(items):
            return Bullets(tuple(_spans(item) for item in items[:ROWS]))
        case Buttons(buttons):
            return Buttons(buttons[:BUTTONS])
        case Picture(alt=alt):
            return replace(block, alt=shortened(alt, PARAGRAPH))
        case Divider():
            return block
        case _:
            assert_never(block)


def _spans(spans: Spans) -> Spans:
    kept: list[Span] = []
    left = PARAGRAPH
    for span in spans:
        if left <= 0:
            break
        kept.append(shortened_span(span, left))
        left -= _length(span)
    return tuple(kept)


def _length(span: Span) -> int:
    match span:
        case str():
            return len(span)
        case Strong(text) | Link(text):
            return len(text)
        case Mention(_, name):
            return len(name)
        case Moment():
            return 0
        case _:
            assert_never(span)
