"""A form as elements of a card: in the chat with Action.Execute, in a dialog with Action.Submit."""

from collections.abc import Mapping
from typing import assert_never

from adapters.teams import markdown, words
from adapters.teams.elements import Json, envelope, execute, submit, text_block
from bot.chat import ChoiceField, Field, Form, TextField, WhenField, pack

INPUT = "f."
"""Begins the id of every input: Teams mixes what was typed into the button's own data, and nothing there begins so."""
PROBLEM = "problem."
"""Begins the id of the sentence above an input that was filled wrongly."""
LIST_UP_TO = 4
"""Choices shown as a list; more fold away."""
LONGEST_DATE = 200


def form_card(form: Form, problems: Mapping[str, str] | None = None, in_dialog: bool = False) -> Json:
    """The form, filled as it is, with each problem above its input. A dialog shows the title itself."""
    wrong = dict(problems or {})
    known = {field.key for field in form.fields}
    body: list[Json] = []
    if not in_dialog:
        body.append(text_block(markdown.plain(form.title), size="Large", weight="Bolder", style="heading"))
    # A sentence for a field that is not there must still be read.
    body += [_sentence(key, text) for key, text in wrong.items() if key not in known]
    intro = markdown.spans(form.intro, "en").strip()
    if intro:
        body.append(text_block(intro))
    for field in form.fields:
        if field.key in wrong:
            body.append(_sentence(field.key, wrong[field.key]))
        body.append(_input(field, wrong.get(field.key, "")))
        if field.hint:
            body.append(text_block(markdown.plain(field.hint), size="Small", isSubtle=True, spacing="None"))
    data: Json = {"then": pack(form.then)}
    send = submit(form.submit, data) if in_dialog else execute(form.submit, form.then.name, data)
    body.append({"type": "ActionSet", "actions": [{**send, "style": "positive"}]})
    return envelope(body)


def _sentence(key: str, text: str) -> Json:
    return text_block(markdown.plain(text), color="Attention", id=PROBLEM + key)


def _input(field: Field, wrong: str) -> Json:
    drawn: Json = {
        "id": INPUT + field.key,
        "label": field.label,
        "isRequired": not field.optional,
        "errorMessage": wrong or words.PLEASE_FILL,
    }
    if field.value:
        drawn["value"] = field.value
    match field:
        case TextField():
            drawn |= {"type": "Input.Text", "maxLength": field.limit}
            if field.lines > 1:
                drawn["isMultiline"] = True
            if field.placeholder:
                drawn["placeholder"] = field.placeholder
        case WhenField():
            drawn |= {"type": "Input.Text", "maxLength": LONGEST_DATE}
            if field.placeholder:
                drawn["placeholder"] = field.placeholder
        case ChoiceField():
            drawn |= {
                "type": "Input.ChoiceSet",
                "style": "expanded" if len(field.options) <= LIST_UP_TO else "compact",
                "wrap": True,
                "choices": [{"title": option.label, "value": option.value} for option in field.options],
            }
        case _:
            assert_never(field)
    return drawn
