"""Text and spans cut to a length, for platforms that hold no more."""

from typing import assert_never

from bot.chat.message import Link, Mention, Moment, Span, Strong


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, the last one an ellipsis if some are missing."""
    return text if len(text) <= limit else text[: max(limit - 1, 0)].rstrip() + "…"


def shortened_span(span: Span, limit: int) -> Span:
    """The same of what it shows; a moment stays whole."""
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
