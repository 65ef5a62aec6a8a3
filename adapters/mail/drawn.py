"""Blocks, buttons and fields as HTML of a page. Pure."""

from collections.abc import Mapping
from typing import assert_never

from markupsafe import Markup

from adapters.mail import words
from adapters.mail.markup import anchor, clean, direction, lines, may_be_opened, spans, tag
from adapters.mail.parse import FIELD
from bot.chat import (
    Block,
    Bullets,
    Button,
    Buttons,
    ChoiceField,
    Divider,
    Facts,
    Field,
    Form,
    Heading,
    LinkButton,
    Message,
    Note,
    Option,
    Picture,
    Problems,
    Text,
    TextField,
    WhenField,
    pack,
)
from bot.chat.plain import block_text

FEW = 6
"""Options up to which all of them are seen at once."""
SHORT = 20
"""Characters up to which options stand side by side."""


def message(shown: Message) -> list[Markup]:
    """The blocks of a message, in order; its first heading is the page's own."""
    made: list[Markup] = []
    level = "h1"
    for block in shown.blocks:
        made.append(_block(block, shown.locale, level))
        if isinstance(block, Heading):
            level = "h2"
    return made


def _block(block: Block, locale: str, level: str) -> Markup:
    side = direction(block_text(block, locale))
    match block:
        case Heading(text):
            return tag(level, text, dir=side)
        case Text(content):
            return tag("p", spans(content, locale), dir=side)
        case Note(content):
            return tag("p", spans(content, locale), dir=side, class_="faint")
        case Facts(rows):
            made = (tag("div", tag("dt", label), tag("dd", tag("bdi", spans(value, locale)))) for label, value in rows)
            return tag("dl", *made, dir=side)
        case Bullets(items):
            return tag("ul", *(tag("li", tag("bdi", spans(item, locale))) for item in items), dir=side)
        case Picture(url, alt, width, height):
            if not may_be_opened(url):
                return tag("p", lines(alt), dir=side, class_="faint")
            shown = tag("img", src=url, alt=alt, width=str(width), height=str(height))
            return tag("figure", anchor(shown, url))
        case Divider():
            return tag("hr")
        case Buttons(buttons):
            return tag("div", *(_button(button) for button in buttons), class_="buttons")
        case _:
            assert_never(block)


def _button(button: Button | LinkButton) -> Markup:
    match button:
        case Button(label, action, style, about=about):
            pressed = tag("button", label, class_=style.value, aria_label=about, dir="auto")
            return sending("press", hidden("action", pack(action)), pressed)
        case LinkButton(label, url):
            return anchor(label, url, class_="button", dir="auto") if may_be_opened(url) else tag("span", label)
        case _:
            assert_never(button)


def form(asked: Form, problems: Problems | None = None) -> list[Markup]:
    """A form, with what is wrong beside its fields. The cursor stands where something has to be typed."""
    wrong: Mapping[str, str] = problems.by_field if problems else {}
    whole = [wrong[""]] if wrong.get("") else []
    if problems and not whole:
        whole = [words.PROBLEMS]
    first = next((field.key for field in asked.fields if field.key in wrong or not wrong), "")
    return [
        tag("h1", asked.title, dir="auto"),
        *([tag("p", spans(asked.intro, "en"), dir="auto")] if asked.intro else []),
        *(tag("p", one, class_="problems", role="alert", dir="auto") for one in whole),
        sending(
            "submit",
            hidden("then", pack(asked.then)),
            *(_field(field, wrong.get(field.key, ""), focus=field.key == first) for field in asked.fields),
            tag("div", tag("button", asked.submit, class_="primary", dir="auto"), class_="buttons"),
            class_="fields",
        ),
    ]


def sending(do: str, *inside: Markup, **attributes: str) -> Markup:
    """A form of a page. Without an address it comes back to where the page is."""
    return tag(
        "form", hidden("do", do), *inside, method="post", accept_charset="utf-8", autocomplete="off", **attributes
    )


def hidden(name: str, value: str) -> Markup:
    """What rides along."""
    return tag("input", type="hidden", name=name, value=value)


def _field(field: Field, problem: str, *, focus: bool) -> Markup:
    key = FIELD + field.key
    told = [one for one, said in (("hint", field.hint), ("problem", problem)) if said]
    described = " ".join(f"{one}.{field.key}" for one in told)
    name = (field.label, *([" ", tag("span", words.OPTIONAL, class_="optional")] if field.optional else []))
    notes = [
        *([tag("span", field.hint, class_="faint", id=f"hint.{field.key}", dir="auto")] if field.hint else []),
        *([tag("span", problem, class_="problem", id=f"problem.{field.key}", dir="auto")] if problem else []),
    ]
    kind = "field wrong" if problem else "field"
    common: dict[str, str | bool] = {
        "name": key,
        "id": key,
        "dir": "auto",
        "required": not field.optional,
        "autofocus": focus,
        "aria_describedby": described,
        "aria_invalid": "true" if problem else "",
    }
    match field:
        case TextField(value=value, placeholder=placeholder, lines=rows, limit=limit):
            more: dict[str, str | bool] = {"placeholder": placeholder, "maxlength": str(limit)}
            if rows > 1:
                # A line end right behind the tag is not part of what is typed (HTML, 13.1.2.5).
                inside = Markup("\n") + clean(value)
                typed = tag("textarea", inside, rows=str(min(rows, 12)), **common, **more)
            else:
                typed = tag("input", type="text", value=value, **common, **more)
        case WhenField(value=value, placeholder=placeholder):
            typed = tag("input", type="text", value=value, placeholder=placeholder, **common)
        case ChoiceField(options=options, value=value):
            if len(options) <= FEW:
                return _radios(field, name, notes, kind, focus=focus, described=described)
            none = () if value and not field.optional else (Option("", words.NO_CHOICE if field.optional else "…"),)
            chosen = (
                tag("option", one.label, value=one.value, selected=one.value == value) for one in (*none, *options)
            )
            typed = tag("select", *chosen, **common)
        case _:
            assert_never(field)
    return tag("div", tag("label", *name, for_=key, dir="auto"), typed, *notes, class_=kind)


def _radios(
    field: ChoiceField, name: tuple[str, ...], notes: list[Markup], kind: str, *, focus: bool, described: str
) -> Markup:
    key = FIELD + field.key
    options = (*field.options, *((Option("", words.NO_CHOICE),) if field.optional else ()))
    chosen = next((index for index, one in enumerate(options) if one.value == field.value), -1)
    made = (
        tag(
            "label",
            tag("input", type="radio", name=key, value=one.value, checked=index == chosen,
                required=not field.optional, autofocus=focus and index == max(chosen, 0)),
            tag("span", one.label, dir="auto"),
            class_="option",
        )
        for index, one in enumerate(options)
    )  # fmt: skip
    short = all(len(one.label) <= SHORT for one in options)
    choices = tag("div", *made, class_="options short" if short else "options")
    legend = tag("legend", *name, dir="auto")
    return tag("fieldset", legend, choices, *notes, class_=kind, aria_describedby=described)
