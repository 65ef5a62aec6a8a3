"""Text as HTML. A `str` is text and is always escaped; only `tag` makes markup."""

import re
import unicodedata
from datetime import UTC
from typing import assert_never

from markupsafe import Markup, escape

from bot.chat.message import Link, Mention, Moment, Span, Spans, Strong
from bot.chat.plain import moment_text

VOID = frozenset({"br", "hr", "img", "input", "link", "meta"})
EMPTY = frozenset({"alt", "value"})
"""Attributes that mean something when they are empty."""
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
"""Languages that are written from the right."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_LINES = re.compile(r"\r\n?")


def clean(text: str) -> str:
    """The text without what no text holds: control characters, and halves of characters."""
    return _CONTROL.sub("", _LINES.sub("\n", text))


def tag(name: str, /, *inside: str, **attributes: str | bool) -> Markup:
    """One element: what is inside is escaped unless it is markup, and so are attributes. False leaves one out, and so
    does "" but where it says something.

    Words that Python keeps for itself have a _ behind them: `class_`; hyphens are written as _.
    """
    said = (
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escape(clean(str(value)))}"')
        for key, value in attributes.items()
        if value or (value == "" and key in EMPTY)
    )
    start = f"<{name}{''.join(said)}>"
    if name in VOID:
        return Markup(start)
    return Markup(f"{start}{join(inside)}</{name}>")


def join(parts: "tuple[str, ...] | list[str]") -> Markup:
    """The parts behind each other, each escaped unless it is markup."""
    return Markup("").join(part if isinstance(part, Markup) else escape(clean(part)) for part in parts)


def lines(text: str) -> Markup:
    """Text with its line ends."""
    return Markup("<br>").join(clean(text).split("\n"))


def direction(text: str) -> str:
    """Where this text begins, "ltr" or "rtl", by its first letter that says so (UAX 9, P2); "" where none does."""
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
            case _:
                pass
    return ""


def may_be_opened(url: str) -> bool:
    """Web addresses only: `javascript:` has the form of an address too."""
    return url.startswith(("https://", "http://"))


def spans(content: Spans, locale: str) -> Markup:
    """The spans in one line, each in the direction of its own script."""
    return Markup("").join(_span(span, locale) for span in content)


def _span(span: Span, locale: str) -> Markup:
    match span:
        case str():
            return lines(span)
        case Strong(text):
            return tag("strong", lines(text), dir="auto")
        case Link(text, url):
            return anchor(text, url, dir="auto") if may_be_opened(url) else lines(text)
        case Mention(_, name):
            return tag("b", name, class_="mention", dir="auto")
        case Moment(at):
            instant = at.astimezone(UTC).isoformat(timespec="minutes")
            return tag("time", moment_text(span, locale), datetime=instant, dir="auto")
        case _:
            assert_never(span)


def anchor(text: str, url: str, **attributes: str | bool) -> Markup:
    """A link that tells the other side nothing of where it stood."""
    return tag("a", text, href=url, rel="noopener noreferrer", **attributes)
