"""Messages as Block Kit, and the text beside them that notifications and screen readers use. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, assert_never, cast

from adapters.slack import limits, words
from adapters.slack.mrkdwn import chunks, escape, fitted, pieces
from bot.chat.action import Action, pack
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
from bot.chat.plain import block_text, plain

Json = dict[str, Any]

WIRE = str.maketrans({"&": "\\u0026", "<": "\\u003c", ">": "\\u003e"})
LONGEST_LABEL = 500
"""Characters of a fact's label that are kept."""
LATE_BUTTONS = 5
"""Rows of buttons that are kept from beyond the cut."""
DRAWN = 512
"""Messages kept as they were drawn: many people in a house are told the same."""


@lru_cache(DRAWN)
def post(message: Message, house: str) -> Mapping[str, Any]:
    """What chat.postMessage and chat.postEphemeral take, address excepted: links are not unfolded."""
    return {**shown(message, house), "unfurl_links": False, "unfurl_media": False}


@lru_cache(DRAWN)
def shown(message: Message, house: str) -> Mapping[str, Any]:
    """Text and blocks, to be read in this house. chat.update without blocks would remove those that are there."""
    return {"text": fallback(message), "blocks": blocks(message, house, limits.MESSAGE_BLOCKS)}


def home(message: Message, house: str) -> Json:
    """The app's own page in Slack."""
    return {"type": "home", "blocks": blocks(message, house, limits.VIEW_BLOCKS)}


def fallback(message: Message) -> str:
    """Every word of the message as far as Slack takes them; the buttons' labels if there is nothing else."""
    text = escape(plain(message)) or escape("\n".join(block_text(block, message.locale) for block in message.blocks))
    return _cut(text, limits.FALLBACK_TEXT) or "…"


def blocks(message: Message, house: str, most: int) -> list[Json]:
    """The message's blocks in Block Kit: what is empty is left out, what is too much is cut and counted."""
    drawn = [drawn for block in message.blocks for drawn in _block(block, house, message.locale)]
    if len(drawn) <= most:
        return drawn
    # Whoever reads half a card should still be able to answer it.
    late = [block for block in drawn[most - 1 :] if block["type"] == "actions"][:LATE_BUTTONS]
    kept = drawn[: most - 1 - len(late)]
    return [*kept, context([words.left_out(len(drawn) - len(kept) - len(late))]), *late]


def section(text: str) -> Json:
    """A paragraph of mrkdwn. Verbatim: Slack makes no links, channels or people of plain words."""
    return {"type": "section", "text": mrkdwn(text)}


def header(text: str) -> Json:
    """A line in large letters."""
    return {"type": "header", "text": plain_text(text, limits.HEADER_TEXT)}


def context(texts: Iterable[str]) -> Json:
    """Small print."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def mrkdwn(text: str) -> Json:
    """A text object with formatting."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain_text(text: str, most: int) -> Json:
    """A text object of one line without formatting; & < > are escaped here too ("Formatting message text")."""
    return {"type": "plain_text", "text": _cut(escape(" ".join(text.split())), most) or "…"}


def wire(action: Action) -> str:
    """The packed action as it rides in a button or a form.

    Slack's answers have come back with & < > turned into &amp; &lt; &gt; (slackapi/bolt-python#513); an action's JSON
    can say them without using them.
    """
    packed = pack(action)
    guarded = packed.translate(WIRE)
    return guarded if len(guarded) <= limits.BUTTON_VALUE else packed


def _block(block: Block, house: str, locale: str) -> Iterable[Json]:
    match block:
        case Heading(text):
            return (header(text),) if text.strip() else ()
        case Text(spans):
            return map(section, chunks(pieces(spans, house, locale), limits.SECTION_TEXT))
        case Note(spans):
            return _note(spans, house, locale)
        case Facts(rows):
            return _facts(rows, house, locale)
        case Bullets(items):
            return map(section, chunks(_bullets(items, house, locale), limits.SECTION_TEXT))
        case Buttons(buttons):
            return _buttons(buttons)
        case Picture(url, alt):
            return (_picture(url, alt),)
        case Divider():
            return ({"type": "divider"},)
        case _:
            assert_never(block)


def _note(spans: Spans, house: str, locale: str) -> Iterator[Json]:
    texts = list(chunks(pieces(spans, house, locale), limits.SECTION_TEXT))
    for at in range(0, len(texts), limits.CONTEXT_ELEMENTS):
        yield context(texts[at : at + limits.CONTEXT_ELEMENTS])


def _picture(url: str, alt: str) -> Json:
    """What Slack's servers cannot fetch is said in words: for one of those Slack refuses the whole message."""
    words = " ".join(alt.split())
    if not url.startswith("https://") or len(url) > limits.PICTURE_URL:
        return _in_words(words)
    return {"type": "image", "image_url": url, "alt_text": _cut(words, limits.ALT_TEXT) or "…"}


def _in_words(alt: str) -> Json:
    return context([fitted(pieces((alt,), "", ""), limits.SECTION_TEXT) or "…"])


def without_pictures(payload: Mapping[str, Any]) -> Json | None:
    """The same with the words of each picture in its place; None where there is none."""
    if isinstance(view := payload.get("view"), dict):
        fewer = without_pictures(cast(Json, view))
        return fewer and {**payload, "view": fewer}
    given: list[Json] = payload.get("blocks", [])
    if all(block["type"] != "image" for block in given):
        return None
    said = [_in_words(block["alt_text"]) if block["type"] == "image" else block for block in given]
    return {**payload, "blocks": said}


def _facts(rows: tuple[tuple[str, Spans], ...], house: str, locale: str) -> Iterator[Json]:
    for at in range(0, len(rows), limits.SECTION_FIELDS):
        fields = [mrkdwn(_fact(*row, house, locale)) for row in rows[at : at + limits.SECTION_FIELDS]]
        yield {"type": "section", "fields": fields}


def _fact(label: str, value: Spans, house: str, locale: str) -> str:
    name = fitted(pieces((" ".join(label.split()),), house, locale), LONGEST_LABEL)
    text = f"*{name}*\n" if name else ""
    return text + fitted(pieces(value, house, locale), limits.FIELD_TEXT - len(text)) or "…"


def _bullets(items: tuple[Spans, ...], house: str, locale: str) -> Iterator[str]:
    for item in items:
        yield f"• {fitted(pieces(item, house, locale), limits.SECTION_TEXT - 3)}\n"


def _buttons(every: tuple[Button | LinkButton, ...]) -> Iterator[Json]:
    """Without links that lead nowhere: for one of those Slack refuses the whole message."""
    buttons = [button for button in every if isinstance(button, Button) or _leads_somewhere(button.url)]
    for at in range(0, len(buttons), limits.ACTIONS_ELEMENTS):
        elements = [_button(button, n) for n, button in enumerate(buttons[at : at + limits.ACTIONS_ELEMENTS])]
        yield {"type": "actions", "elements": elements}


def _leads_somewhere(url: str) -> bool:
    return url.startswith(("https://", "http://")) and len(url) <= limits.BUTTON_URL


def _button(button: Button | LinkButton, n: int) -> Json:
    drawn: Json = {"type": "button", "action_id": f"b{n}", "text": plain_text(button.label, limits.BUTTON_TEXT)}
    match button:
        case LinkButton(_, url):
            return drawn | {"url": url}
        case Button(_, action, style, _, about):
            drawn["value"] = wire(action)
            if style is not Style.PLAIN:
                drawn["style"] = style.value
            if about:
                drawn["accessibility_label"] = _cut(about, limits.ACCESSIBILITY_LABEL)
            return drawn
        case _:
            assert_never(button)


def _cut(text: str, most: int) -> str:
    """At most so many characters, and no half of an escape at the end."""
    if len(text) <= most:
        return text
    return re.sub(r"&\w*$", "", text[: most - 1]).rstrip() + "…"
