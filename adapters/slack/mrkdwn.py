"""Spans as Slack's mrkdwn, in pieces that must not be broken, so that a long text can be cut between them.

A `str` stays what it says. Slack offers an escape for & < > only ("Formatting message text"); its marks * _ ~ ` have
none. What shows a mark as itself everywhere is the fallback of a date that Slack cannot format, which is never itself
formatted; it is spent only on marks that could open or close something ("snake_case" stays as it is). Inside a link
that does not work, so there a look-alike stands. Names of emoji (:tada:) are left alone: people mean them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import assert_never
from urllib.parse import quote
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from adapters.slack import address
from bot.chat.message import Link, Mention, Moment, Span, Spans, Strong
from bot.chat.plain import MOMENTS, clock_text, day_text, moment_text

LONGEST_URL = 1500
LONGEST_LINK_TEXT = 200
"""Characters of a link that are kept, so that it fits one section field."""
LONGEST_FALLBACK = 200
"""Characters of what stands for a date where it cannot be formatted."""

ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
MARK = "[*_~`＊＿～｀]"  # noqa: RUF001 -- Slack formats by the wide forms too
LIVE_MARK = re.compile(rf"(?<![^\W_]){MARK}|{MARK}(?![^\W_])|`")
QUOTE = re.compile(r"^(?=[ \t]*(?:&gt;|＞))", re.MULTILINE)  # noqa: RUF001
LOOK_ALIKES = str.maketrans("*_~`＊＿～｀", "∗ˍ∼ˋ∗ˍ∼ˋ")  # noqa: RUF001
PIECE = re.compile(r"<[^>]*>|&\w+;|\s{1,100}|[^\s<&]{1,100}")
STRONG_PIECE = re.compile(r"\S(?:[^\n]{0,78}\S)?(?=\s|$)|\S{1,80}|\s{1,80}")
"""No piece is longer than a section field, even if every character of it has to be made inert."""
SHORT = 100
"""A text up to so many characters is not worth breaking."""
SOFT_HYPHEN = "\u00ad"
ZERO_WIDTH_SPACE = "\u200b"


def escape(text: str) -> str:
    """The text with & < > as Slack wants them written, in mrkdwn and in plain_text alike."""
    return text.translate(ESCAPES)


def literal(text: str) -> str:
    """mrkdwn that shows exactly this text: nobody is notified, nothing is formatted."""
    inert = LIVE_MARK.sub(lambda mark: f"<!date^00000000^{{_}}|{mark[0]}>", escape(text))
    return QUOTE.sub(SOFT_HYPHEN, inert)


def pieces(spans: Spans, house: str, locale: str) -> Iterator[str]:
    """The spans as unbreakable pieces of mrkdwn, to be read in this house."""
    last = " "
    for span in spans:
        for piece in _pieces(span, house, locale):
            # Strong text inside a word is formatted only if something invisible parts them.
            if (piece[0] == "*" and last[-1].isalnum()) or (last[-1] == "*" and piece[0].isalnum()):
                yield ZERO_WIDTH_SPACE
            yield piece
            last = piece


def chunks(parts: Iterable[str], most: int) -> Iterator[str]:
    """The pieces joined into texts of at most `most` characters, none of them empty."""
    chunk = ""
    for part in parts:
        if len(chunk) + len(part) > most:
            if chunk.strip():
                yield chunk.strip()
            chunk = ""
        chunk += part
    if chunk.strip():
        yield chunk.strip()


def fitted(parts: Iterable[str], most: int) -> str:
    """The pieces joined into one text of at most `most` characters; … stands for what is left out."""
    text = ""
    for part in parts:
        if len(text) + len(part) >= most:
            return f"{text.rstrip()}…"
        text += part
    return text.strip()


def _pieces(span: Span, house: str, locale: str) -> Iterable[str]:
    match span:
        case str():
            return _split(literal(span))
        case Strong(text):
            return _strong(text)
        case Link(text, url):
            return _link(text, url)
        case Mention(person, name):
            user = address.mentioned(person, house)
            return (f"<@{user}>",) if user else _split(literal(name))
        case Moment():
            return _moment(span, locale)
        case _:
            assert_never(span)


def _split(text: str) -> Iterable[str]:
    return (text,) if 0 < len(text) <= SHORT else PIECE.findall(text)


def _strong(text: str) -> Iterator[str]:
    """Bold reaches neither over a line's end nor over blanks at its own ends."""
    for piece in STRONG_PIECE.findall(text):
        yield piece if piece.isspace() else f"*{literal(piece)}*"


def _link(text: str, url: str) -> Iterable[str]:
    """Web addresses only: `<!channel|text>` and `<@U1|text>` have the form of a link too."""
    target = escape(re.sub(r"[\s|<>]", lambda bad: quote(bad[0]), url))
    if not url.startswith(("https://", "http://")) or len(target) > LONGEST_URL:
        return _split(literal(text))
    words = " ".join(text.split())[:LONGEST_LINK_TEXT].replace("|", "¦")
    return (f"<{target}|{LIVE_MARK.sub(lambda mark: mark[0].translate(LOOK_ALIKES), escape(words or url))}>",)


@lru_cache(MOMENTS)
def _moment(moment: Moment, locale: str) -> tuple[str, ...]:
    return tuple(_moment_pieces(moment, locale))


def _moment_pieces(moment: Moment, locale: str) -> Iterator[str]:
    """Slack shows a date in the zone of the reader's device; the moment's own zone stands behind it.

    A day without a clock is the same day everywhere, so that is written out.
    """
    if not moment.clock:
        yield from _split(literal(day_text(moment.at, moment.zone, locale)))
        return
    zone = ZoneInfo(moment.zone)
    if not moment.day:
        yield _date(moment.at, "{time}", format_datetime(moment.at, "HH:mm", tzinfo=zone, locale=locale))
        if moment.until:
            yield "–"
            yield _date(moment.until, "{time}", format_datetime(moment.until, "HH:mm", tzinfo=zone, locale=locale))
        return
    yield _date(moment.at, "{date_short_pretty} {time}", moment_text(replace(moment, until=None), locale))
    if moment.until:
        one_day = moment.at.astimezone(zone).date() == moment.until.astimezone(zone).date()
        shape = "{time}" if one_day else "{date_short_pretty} {time}"
        yield "–"
        yield _date(moment.until, shape, format_datetime(moment.until, "HH:mm", tzinfo=zone, locale=locale))
    weekday = format_datetime(moment.at, "EEE", tzinfo=zone, locale=locale)
    yield " "
    yield from _split(literal(f"({weekday} {clock_text(moment, locale)})"))


def _date(at: datetime, shape: str, fallback: str) -> str:
    """Slack's date; its fallback is text that knows no escapes, shown where a client cannot format dates."""
    words = re.sub(r"[<>|&^]", " ", fallback)[:LONGEST_FALLBACK]
    return f"<!date^{int(at.timestamp())}^{shape}|{words}>"
