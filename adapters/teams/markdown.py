"""Spans as the Markdown of a TextBlock, in which whatever people typed stays text on every client.

Desktop and web read full CommonMark; the phones know emphasis, links and lists only, show entities like "&lt;" as they
stand, and drop a backslash before * and _ alone (AdaptiveCards issue 5590, msteams-docs issues 5793 and 10997).
What all read alike is an invisible character in the middle of what would be markup, so that is how markup is broken;
* and _ are escaped. RichTextBlock would need no escaping, but dates in the reader's own zone work in TextBlock and Fact
alone.
"""

import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import assert_never
from urllib.parse import quote, urlsplit

from adapters.teams import address
from bot.chat import Link, Mention, Moment, Span, Spans, Strong
from bot.chat.plain import clock_text, day_text

BREAK = "\u200b"
"""An invisible character: it is read by nobody and breaks what stands around it."""

_BROKEN = re.compile(
    r"(?<=\])(?=[(:\[])"  # a link, or the definition of one
    r"|(?<=<)(?=[a-zA-Z/!?@])"  # a tag, a mention, an address in angle brackets
    r"|(?<=&)(?=#?\w+;)"  # an entity
    r"|(?<=\{)(?=\{)"  # {{DATE(…)}}
    r"|(?<=~)(?=~)"  # struck through
    r"|(?<=\\)(?=[!-/:-@\[-`{-~])"  # a backslash that would be read as an escape
    r"|^(?=#|>|[-+](?:\s|$)|\d+[.)](?:\s|$)|[-=_*|:]{1,}[-=_*|:\s]*$)",  # a heading, a quotation, a list, a line
    re.MULTILINE,
)
_TAME = re.compile(r"[^\W\d_](?:[^\W_]|[,.:;?'’()/]| (?! |$))*")
_TAG = re.compile(r"(?<=<)(?=[a-zA-Z/!?@])")
_EMPHASIS = re.compile(r"`|\*|(?<![^\W_])_|_(?![^\W_])")
_NOT_IN_A_TAG = re.compile(r"[<>*_`~\\\[\]{}&\"]")
_SPACES = re.compile(r"[ \t\f\v\x1c-\x1f\x85\u2028\u2029]+")


def plain(text: str) -> str:
    """Text as it was typed, line by line; a single line break would be swallowed, so each becomes a paragraph."""
    if _TAME.fullmatch(text):
        return text
    lines = (_SPACES.sub(" ", line).strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n\n".join(_escaped(line) for line in lines if line)


def inline(text: str) -> str:
    """Text in the middle of a line: spaces at its ends are kept, line breaks are paragraphs, as in `plain`."""
    core = text.strip()
    if not core:
        return _space(text)
    start, _, end = text.partition(core)
    return _space(start) + plain(core) + _space(end)


def _space(blank: str) -> str:
    return "\n\n" if "\n" in blank else " " if blank else ""


def untagged(text: str) -> str:
    """Plain text for a place that knows no Markdown, where nothing may look like a mention or a tag."""
    return _TAG.sub(BREAK, text)


def _escaped(line: str) -> str:
    return _EMPHASIS.sub(r"\\\g<0>", _BROKEN.sub(BREAK, line))


def spans(parts: Spans, locale: str, tenant: str = "") -> str:
    """The spans as one text for a TextBlock or Fact; people of this tenant are mentioned, all others named."""
    joined = _joined(parts)
    written = ""
    for number, part in enumerate(joined):
        if isinstance(part, Strong):
            following = joined[number + 1] if number + 1 < len(joined) else ""
            drawn = _strong(part.text, written[-1:], following[:1] if isinstance(following, str) else "")
        else:
            drawn = span(part, locale, tenant)
        # These would make a picture of the link that follows, and plain asterisks of what is strong.
        if not isinstance(part, str) and written.endswith(("!", "\\")):
            written += BREAK
        written += drawn
    return written


def _joined(parts: Spans) -> list[Span]:
    """Texts that touch as one: half of a markup in each is markup too."""
    joined: list[Span] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(before := joined[-1], str):
            joined[-1] = before + part
        else:
            joined.append(part)
    return joined


def span(part: Span, locale: str, tenant: str) -> str:
    """One span as Markdown."""
    match part:
        case str():
            return inline(part)
        case Strong(text):
            return _strong(text, "", "")
        case Link(text, url):
            return _link(text, url)
        case Mention(person, name):
            return at_tag(name) if address.user_of(person, tenant) else inline(name)
        case Moment():
            return moment(part, locale)
        case _:
            assert_never(part)


def at_tag(name: str) -> str:
    """A mention, word for word as its entity must repeat it, so without anything Markdown could change."""
    words = " ".join(_NOT_IN_A_TAG.sub("", name).split())
    return f"<at>{words[:100] or '…'}</at>"


def _strong(text: str, before: str, after: str) -> str:
    """Bold, except where CommonMark would show the asterisks: punctuation at an edge that touches a word."""
    drawn = inline(" ".join(text.split("\n")))
    core = drawn.strip()
    start, _, end = drawn.partition(core) if core else (drawn, "", "")
    touches = (not start and before.isalnum() and not text.strip()[:1].isalnum()) or (
        not end and after.isalnum() and not text.strip()[-1:].isalnum()
    )
    return drawn if not core or touches else f"{start}**{core}**{end}"


def _link(text: str, url: str) -> str:
    words = inline(" ".join(text.split("\n")).replace("[", "(").replace("]", ")")).strip()
    safe = web_address(url)
    return f"[{words}]({safe})" if words and safe else words


def web_address(url: str) -> str:
    """The address with everything encoded that would end it early; "" for what does not lead to the web or to mail."""
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        return ""
    return quote(url, safe=":/?#@!$&'+,=%") if scheme in ("https", "http", "mailto") else ""


@lru_cache(maxsize=4096)
def moment(what: Moment, locale: str) -> str:
    """The moment in the reader's own zone, and in brackets in its own.

    Adaptive Cards print the macro as it stands when it has fractions of a second. A day without a clock is a day where
    it takes place, not the instant its midnight is elsewhere, so no macro moves it.
    """
    if not what.clock:
        return inline(day_text(what.at, what.zone, locale))
    until = f"–{_macro('TIME', what.until)}" if what.until else ""
    if not what.day:
        return f"{_macro('TIME', what.at)}{until}"
    return f"{_macro('DATE', what.at, ',SHORT')} {_macro('TIME', what.at)}{until} ({inline(clock_text(what, locale))})"


def _macro(name: str, at: datetime, style: str = "") -> str:
    return f"{{{{{name}({at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}{style})}}}}"
