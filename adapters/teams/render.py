"""Messages and forms as Adaptive Cards 1.5, never larger than Teams takes, and the activity that carries one."""

import json

from adapters.teams import address, markdown, words
from adapters.teams.blocks import elements
from adapters.teams.elements import Json, cut, envelope, text_block
from adapters.teams.forms import form_card
from bot.chat import Block, Bullets, Buttons, Divider, Facts, Mention, Message, Note, Problems, Spans, Text
from bot.chat.form import Form
from bot.chat.plain import block_text

CARD = "application/vnd.microsoft.card.adaptive"
LARGEST = 24_000
"""Bytes of JSON a card may have. Teams refuses messages near 100 KB of UTF-16 and asks to stay well below."""


def card(message: Message, tenant: str = "", in_dialog: bool = False) -> Json:
    """The message as a card, for people of this tenant. Dialogs cannot hold Action.Execute, so there buttons submit."""
    body: list[Json] = []
    parted = False
    for block in message.blocks:
        parted = parted or isinstance(block, Divider)
        drawn = elements(block, message.locale, tenant, in_dialog)
        if drawn and parted and body:
            drawn[0]["separator"] = True
        parted = parted and not drawn
        body += drawn
    body = _fitting(body)
    return envelope(body, _mentions(message, tenant, body))


def drawn(shown: Message | Form | Problems, tenant: str = "", in_dialog: bool = False) -> Json:
    """Whatever a person sees next, as a card."""
    match shown:
        case Message():
            return card(shown, tenant, in_dialog)
        case Form():
            return form_card(shown, None, in_dialog)
        case Problems(form, by_field):
            return form_card(form, by_field, in_dialog)


def activity(shown: Message | Form | Problems, tenant: str = "") -> Json:
    """The message activity that carries a card, with a summary for notifications."""
    summary = markdown.untagged(cut(_first_line(shown), 200))
    attachment = {"contentType": CARD, "content": drawn(shown, tenant)}
    return {"type": "message", "summary": summary, "attachments": [attachment]}


def title_of(shown: Message | Form | Problems) -> str:
    """What to write above a dialog."""
    match shown:
        case Message():
            return words.DIALOG_TITLE
        case Form(title):
            return title
        case Problems(form):
            return form.title


def size_of(json_value: object) -> int:
    """Bytes this takes on the wire."""
    return len(json.dumps(json_value, ensure_ascii=False, separators=(",", ":")).encode(errors="replace"))


def _first_line(shown: Message | Form | Problems) -> str:
    if not isinstance(shown, Message):
        return title_of(shown)
    for block in shown.blocks:
        if not isinstance(block, Divider | Buttons) and (text := block_text(block, shown.locale).strip()):
            return text.splitlines()[0]
    return words.APP_NAME


def _fitting(body: list[Json]) -> list[Json]:
    """The elements, without the last texts where there are too many; buttons stay, as they are what a card is for."""
    room = LARGEST - 1_000
    if size_of(body) <= room:
        return body
    room -= sum(size_of(element) for element in body if element["type"] == "ActionSet")
    kept: list[Json] = []
    full = False
    for element in body:
        if element["type"] == "ActionSet":
            kept.append(element)
            continue
        room -= size_of(element)
        if room >= 0 and not full:
            kept.append(element)
        elif not full:
            full = True
            kept.append(text_block(words.TOO_LONG, size="Small", isSubtle=True))
    return kept


def _mentions(message: Message, tenant: str, body: list[Json]) -> list[Json]:
    """The entity each <at> needs: its text must be the tag word for word, and an entity without its tag is an error."""
    found: dict[str, Json] = {}
    for block in message.blocks:
        for part in _spans_of(block):
            if isinstance(part, Mention) and (user := address.user_of(part.person, tenant)):
                tag = markdown.at_tag(part.name)
                found[tag] = {"type": "mention", "text": tag, "mentioned": {"id": user, "name": part.name}}
    if not found:
        return []
    written = json.dumps(body, ensure_ascii=False)
    return [entity for tag, entity in found.items() if tag in written]


def _spans_of(block: Block) -> Spans:
    match block:
        case Text(parts) | Note(parts):
            return parts
        case Bullets(items):
            return tuple(part for item in items for part in item)
        case Facts(rows):
            return tuple(part for _, value in rows for part in value)
        case _:
            return ()
