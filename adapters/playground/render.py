"""Out: messages and forms as plain data for the page, which writes every word of it as text. Pure."""

import json
from collections.abc import Iterable
from datetime import UTC
from typing import Any, assert_never

from adapters.playground.house import House, Inhabitant, OpenForm, Shown
from bot.chat import (
    Block,
    Bullets,
    Button,
    Buttons,
    ChoiceField,
    Divider,
    Facts,
    Field,
    Heading,
    Link,
    LinkButton,
    Mention,
    Message,
    Moment,
    Note,
    Picture,
    Span,
    Spans,
    Strong,
    Text,
    TextField,
    WhenField,
    pack,
)
from bot.chat.plain import city_of, moment_text

Data = dict[str, Any]
"""What becomes one JSON object."""

_HARMLESS = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def to_json(data: Data | list[Data]) -> str:
    """JSON in one line that stays inert wherever a browser might read it as a page."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_HARMLESS)


def house(home: House, people: Iterable[Inhabitant]) -> Data:
    """A house and who lives in it."""
    return {
        "key": home.key,
        "name": home.name,
        "look": home.look,
        "room": home.room,
        "room_name": home.room_name,
        "people": [{"id": who.id, "name": who.name, "zone": who.zone, "locale": who.locale} for who in people],
    }


def shown(one: Shown) -> Data:
    """A message as it stands, with what single people see in its place."""
    return {
        "id": one.id,
        "place": one.place,
        "at": one.at.astimezone(UTC).isoformat(timespec="seconds"),
        "seq": one.seq,
        "version": one.version,
        "by": one.by,
        "only": one.only,
        "under": one.under,
        "blocks": blocks(one.message),
        "views": {person: blocks(message) for person, message in one.views.items()},
    }


def form(one: OpenForm) -> Data:
    """A form as it is open before somebody."""
    return {
        "serial": one.serial,
        "title": one.form.title,
        "intro": _spans(one.form.intro, "en"),
        "fields": [_field(field) for field in one.form.fields],
        "submit": one.form.submit,
        "problems": dict(one.problems),
    }


def blocks(message: Message) -> list[Data]:
    """The blocks of a message, in order."""
    return [_block(block, message.locale) for block in message.blocks]


def _block(block: Block, locale: str) -> Data:
    match block:
        case Heading(text):
            return {"kind": "heading", "text": text}
        case Text(spans):
            return {"kind": "text", "spans": _spans(spans, locale)}
        case Note(spans):
            return {"kind": "note", "spans": _spans(spans, locale)}
        case Facts(rows):
            return {
                "kind": "facts",
                "rows": [{"label": label, "spans": _spans(value, locale)} for label, value in rows],
            }
        case Bullets(items):
            return {"kind": "bullets", "items": [_spans(item, locale) for item in items]}
        case Picture(url, alt, width, height):
            return {"kind": "picture", "url": url, "alt": alt, "width": width, "height": height}
        case Divider():
            return {"kind": "divider"}
        case Buttons(buttons):
            return {"kind": "buttons", "buttons": [_button(button) for button in buttons]}
        case _:
            assert_never(block)


def _button(button: Button | LinkButton) -> Data:
    match button:
        case Button(label, action, style, opens_form, about):
            return {
                "kind": "button",
                "label": label,
                "action": pack(action),
                "style": style.value,
                "opens_form": opens_form,
                "about": about,
            }
        case LinkButton(label, url):
            return {"kind": "link", "label": label, "url": url}
        case _:
            assert_never(button)


def _spans(spans: Spans, locale: str) -> list[Data]:
    return [_span(span, locale) for span in spans]


def _span(span: Span, locale: str) -> Data:
    match span:
        case str():
            return {"kind": "text", "text": span}
        case Strong(text):
            return {"kind": "strong", "text": text}
        case Link(text, url):
            return {"kind": "link", "text": text, "url": url}
        case Mention(person, name):
            return {"kind": "mention", "person": person, "name": name}
        case Moment(at, zone, until, _, clock, day):
            return {
                "kind": "moment",
                "at": at.astimezone(UTC).isoformat(timespec="seconds"),
                "until": until.astimezone(UTC).isoformat(timespec="seconds") if until else "",
                "zone": zone,
                "city": city_of(span, locale),
                "clock": clock,
                "day": day,
                "text": moment_text(span, locale),
            }
        case _:
            assert_never(span)


def _field(field: Field) -> Data:
    common: Data = {
        "key": field.key,
        "label": field.label,
        "value": field.value,
        "hint": field.hint,
        "optional": field.optional,
    }
    match field:
        case TextField(placeholder=placeholder, lines=lines, limit=limit):
            return {**common, "kind": "text", "placeholder": placeholder, "lines": lines, "limit": limit}
        case WhenField(placeholder=placeholder):
            return {**common, "kind": "when", "placeholder": placeholder}
        case ChoiceField(options=options):
            choices = [{"value": option.value, "label": option.label} for option in options]
            return {**common, "kind": "choice", "options": choices}
        case _:
            assert_never(field)
