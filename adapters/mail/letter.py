"""A message as the HTML of a mail. Pure.

Tables and inline styles for Outlook, a style sheet for everybody else; no picture, no font and nothing else is fetched,
so opening a mail tells nobody that it was opened.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import resources
from typing import assert_never

from markupsafe import Markup

from adapters.mail import words
from adapters.mail.markup import RIGHT_TO_LEFT, anchor, direction, join, lines, may_be_opened, spans, tag
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
    Spans,
    Style,
    Text,
)
from bot.chat.plain import block_text, plain, spans_text
from bot.chat.shorter import shortened

FONT = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
STYLE = resources.files("adapters.mail").joinpath("letter.css").read_text()
INK, FAINT, LINE, BRAND = "#1c2727", "#5a6b6b", "#dde5e5", "#0b6b68"
TYPE = f"font-family:{FONT};font-size:16px;line-height:1.5;-webkit-text-size-adjust:100%"
CARD = f"padding:28px 32px 22px;background:#ffffff;border:1px solid {LINE};border-radius:14px;color:{INK};{TYPE}"
INNER = f"max-width:600px;margin:0 auto;border-collapse:separate;{TYPE}"
NAME = f"padding:0 4px 12px;font-weight:700;font-size:15px;color:{BRAND}"
COLOURS = {
    Style.PLAIN: f"background:#ffffff;border:1px solid #b9c6c6;color:{INK}",
    Style.PRIMARY: f"background:{BRAND};border:1px solid {BRAND};color:#ffffff",
    Style.DANGER: "background:#ffffff;border:1px solid #b3261e;color:#b3261e",
}
PREVIEW = 140
"""Characters of a mail that a list of mails may show; no program shows more."""
SHORT = 24
"""Characters of a label that are kept on one line."""
BUTTON = (
    "display:inline-block;padding:11px 18px;border-radius:8px;font-size:15px;line-height:20px;"
    "font-weight:600;text-decoration:none;"
)


@dataclass(frozen=True)
class Doors:
    """Where the links of one mail lead: what a button does, the reader's page, and “no more mail”."""

    press: Callable[[Button], str]
    home: str
    stop: str


def letter(message: Message, doors: Doors, foot: tuple[str, ...], title: str) -> str:
    """The whole HTML document; `foot` are the sentences of its small print."""
    language = message.locale.replace("_", "-")
    whole = "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"
    side = direction(plain(message)) or whole
    name = tag("td", words.BOT, class_="name", dir="ltr", style=NAME)
    card = tag("td", *blocks(message, doors, side), class_="card", dir=side, style=CARD)
    inner = _table(tag("tr", name), tag("tr", card), tag("tr", _foot(doors, foot)), role="presentation", style=INNER)
    floor = tag("td", inner, class_="floor", align="center", style="padding:24px 16px;background:#f1f5f5")
    outer = _table(tag("tr", floor), role="presentation")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="supported-color-schemes", content="light dark"),
        tag("meta", name="format-detection", content="telephone=no, date=no, address=no, email=no"),
        tag("title", title),
        tag("style", Markup(STYLE)),
    )
    body = tag(
        "body",
        _preview(message),
        outer,
        class_="page",
        style=f"margin:0;padding:0;background:#f1f5f5;color:{INK};{TYPE}",
    )
    return f"<!doctype html>\n{tag('html', head, body, lang=language, dir=whole)}\n"


def blocks(message: Message, doors: Doors, side: str) -> list[Markup]:
    """The blocks of a message, in order."""
    seen = 0
    made: list[Markup] = []
    for block in message.blocks:
        seen += isinstance(block, Heading)
        made.append(_block(block, message.locale, doors, side, first=seen == 1))
    return made


def _block(block: Block, locale: str, doors: Doors, side: str, *, first: bool) -> Markup:
    """`side` is where the mail begins; a paragraph in another script begins on its own."""
    own = direction(block_text(block, locale)) or side
    start = "right" if own == "rtl" else "left"
    match block:
        case Heading(text):
            level, size = ("h1", "22px") if first else ("h2", "18px")
            return tag(
                level, text, dir=own, style=f"margin:0 0 12px;font-size:{size};line-height:1.3;text-align:{start}"
            )
        case Text(content):
            return tag("p", spans(content, locale), dir=own, style=f"margin:0 0 14px;text-align:{start}")
        case Note(content):
            style = f"margin:0 0 14px;font-size:14px;line-height:1.45;color:{FAINT};text-align:{start}"
            return tag("p", spans(content, locale), dir=own, class_="faint", style=style)
        case Facts(rows):
            made = (_row(label, value, own, locale) for label, value in rows)
            return _table(*made, dir=own, style=f"margin:0 0 14px;{TYPE};line-height:1.45")
        case Bullets(items):
            entries = (tag("li", _own(item, own, locale), style="margin:0 0 5px") for item in items)
            inset = "padding:0 22px 0 0" if own == "rtl" else "padding:0 0 0 22px"
            return tag("ul", *entries, dir=own, style=f"margin:0 0 14px;{inset};text-align:{start}")
        case Picture(url, alt):
            more = (" ", anchor(words.PICTURE, url)) if may_be_opened(url) else ()
            return tag(
                "p",
                lines(alt),
                *more,
                dir=own,
                class_="faint",
                style=f"margin:0 0 14px;color:{FAINT};text-align:{start}",
            )
        case Divider():
            return tag("hr", class_="line", style=f"margin:20px 0;border:0;border-top:1px solid {LINE};height:0")
        case Buttons(buttons):
            return tag("div", *(_button(button, doors, side) for button in buttons), style="margin:0;padding:6px 0 8px")
        case _:
            assert_never(block)


def _preview(message: Message) -> Markup:
    """What lists of mails show behind the subject: the first words that the subject does not say."""
    said = (block_text(one, message.locale) for one in message.blocks if isinstance(one, Text | Note | Facts | Bullets))
    words_of = shortened(" ".join(" ".join(said).split()), PREVIEW)
    return tag("div", words_of, style="display:none;max-height:0;overflow:hidden;mso-hide:all")


def _row(label: str, value: Spans, own: str, locale: str) -> Markup:
    start, end = ("right", "left") if own == "rtl" else ("left", "right")
    cell = f"padding:4px 0;vertical-align:top;text-align:{start}"
    # As narrow as its words, which stay together where they are few.
    narrow = f"padding-{end}:18px;width:1%;white-space:{'nowrap' if len(label) <= SHORT else 'normal'}"
    head = f"{cell};{narrow};font-weight:600;color:{FAINT}"
    named = tag("th", label, scope="row", class_="faint", style=head)
    return tag("tr", named, tag("td", _own(value, own, locale), style=cell), class_="fact")


def _own(content: Spans, side: str, locale: str) -> Markup:
    """Words within something that begins at `side`, in the order of their own script."""
    return tag("span", spans(content, locale), dir=direction(spans_text(content, locale)) or side)


def _table(*rows: Markup, **attributes: str) -> Markup:
    return tag("table", *rows, width="100%", cellpadding="0", cellspacing="0", **attributes)


def _button(button: Button | LinkButton, doors: Doors, side: str) -> Markup:
    match button:
        case Button(label, _, style, about=about):
            url = doors.press(button)
        case LinkButton(label, url):
            style, about = Style.PLAIN, ""
            if not may_be_opened(url):
                return tag("span", label)
        case _:
            assert_never(button)
    kind, gap = f"button {style.value}", "0 0 8px 8px" if side == "rtl" else "0 8px 8px 0"
    look = f"{BUTTON}margin:{gap};{COLOURS[style]}"
    return join((anchor(label, url, class_=kind, style=look, title=about, dir=direction(label)), "\n"))


def _foot(doors: Doors, foot: tuple[str, ...]) -> Markup:
    style = f"color:{FAINT}"
    links = (anchor(words.HOME, doors.home, style=style), " · ", anchor(words.STOP, doors.stop, style=style))
    said = (tag("p", one, style="margin:0 0 8px") for one in foot)
    return tag(
        "td",
        tag("p", *links, style="margin:0 0 8px"),
        *said,
        class_="foot",
        dir="ltr",
        style=f"padding:16px 4px 0;font-size:13px;line-height:1.45;color:{FAINT}",
    )
