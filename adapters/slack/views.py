"""Forms and messages as modals. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, assert_never

from adapters.slack import address, carried, limits, render, words
from adapters.slack.carried import Carried
from adapters.slack.mrkdwn import chunks, literal, pieces
from adapters.slack.render import Json, plain_text
from bot.chat.event import Place
from bot.chat.form import ChoiceField, Field, Form, Option, Problems, TextField, WhenField
from bot.chat.message import Button, Buttons, Heading, Message, Text

LOCALE = "en"
"""Of the dates in a form's intro: a form does not say its own."""
RADIO_AT_MOST = 5
"""Up to so many options are all shown at once."""


def form(form: Form, place: Place, thread: str, fresh: str, problems: Iterable[str] = ()) -> Json:
    """The form as a modal. `fresh` is different each time it is drawn: Slack keeps what was typed in an input whose ids
    are the same as before, instead of the value given. Raises ValueError for a form that Slack cannot show.
    """
    title, body = _titled(form.title)
    intro = pieces(form.intro, address.house_in(place.address), LOCALE)
    body += [render.section(text) for text in chunks(intro, limits.SECTION_TEXT)]
    body += [render.section(literal(text)) for text in problems]
    body += [_input(field, fresh) for field in form.fields]
    if len(body) > limits.VIEW_BLOCKS:
        raise ValueError(f"a form of {len(form.fields)} fields does not fit the {limits.VIEW_BLOCKS} blocks of a modal")
    return {
        "type": "modal",
        "callback_id": "form",
        "title": title,
        "submit": plain_text(form.submit, limits.VIEW_TITLE),
        "close": plain_text(words.CANCEL, limits.VIEW_TITLE),
        "private_metadata": carried.pack(Carried(place, render.wire(form.then), thread)),
        "blocks": body,
    }


def message(message: Message, house: str, place: Place, thread: str) -> Json:
    """The message as a modal that only shows it. Its first heading is the title, and stands below only if cut."""
    body = list(message.blocks)
    heading = next((block for block in body if isinstance(block, Heading) and block.text.strip()), None)
    title, cut = _titled(heading.text if heading else words.MODAL_TITLE)
    if heading and not cut and len(body) > 1:
        body.remove(heading)
    return {
        "type": "modal",
        "callback_id": "message",
        "title": title,
        "close": plain_text(words.CLOSE, limits.VIEW_TITLE),
        "private_metadata": carried.pack(Carried(place, "", thread)),
        "blocks": render.blocks(Message(tuple(body), locale=message.locale), house, limits.VIEW_BLOCKS),
    }


def opener(form: Form, problems: Iterable[str] = ()) -> Message:
    """A message that stands for a form which cannot be opened now: Slack opens one only at a click or a command."""
    lines = tuple(Text((line,)) for line in problems)
    intro = (Text(form.intro),) if form.intro else ()
    button = Buttons((Button(words.OPEN_FORM, form.opener, opens_form=True),))
    return Message((Heading(form.title), *intro, *lines, button))


def errors(problems: Problems, first: str) -> Mapping[str, str]:
    """The sentences by block_id, which is the field's key. Slack shows an error only under an input, so one about the
    whole form or about a field that is not in it stands at `first`, the first input the person has before them.
    """
    keys = {field.key for field in problems.form.fields}
    by_block: dict[str, list[str]] = {}
    for key, sentence in problems.by_field.items():
        by_block.setdefault(key if key in keys else first, []).append(sentence)
    return {key: " ".join(sentences) for key, sentences in by_block.items()}


def _titled(text: str) -> tuple[Json, list[Json]]:
    """The title, and the whole of it as a first block if it had to be cut."""
    title = plain_text(text, limits.VIEW_TITLE)
    return title, [render.header(text)] if title["text"].endswith("…") else []


def _input(field: Field, fresh: str) -> Json:
    block: Json = {
        "type": "input",
        "block_id": field.key,
        "label": plain_text(field.label, limits.LABEL_TEXT),
        "optional": field.optional,
        "element": {"action_id": fresh, **_element(field)},
    }
    return block | ({"hint": plain_text(field.hint, limits.LABEL_TEXT)} if field.hint else {})


def _element(field: Field) -> Json:
    match field:
        case TextField():
            most = min(field.limit, limits.INPUT_VALUE)
            return _words(field.value, field.placeholder, most) | {"multiline": field.lines > 1, "max_length": most}
        case WhenField():
            return _words(field.value, field.placeholder, limits.INPUT_VALUE)
        case ChoiceField():
            return _choice(field)
        case _:
            assert_never(field)


def _words(value: str, placeholder: str, most: int) -> Json:
    drawn: Json = {"type": "plain_text_input"}
    if value:
        drawn["initial_value"] = value[:most]
    if placeholder:
        drawn["placeholder"] = plain_text(placeholder, limits.PLACEHOLDER_TEXT)
    return drawn


def _choice(field: ChoiceField) -> Json:
    if not field.options:
        raise ValueError(f"the field {field.key!r} offers nothing to choose from")
    options = [_option(option) for option in field.options]
    drawn: Json
    if len(options) <= RADIO_AT_MOST:
        drawn = {"type": "radio_buttons", "options": options}
    elif len(options) <= limits.SELECT_OPTIONS:
        drawn = {"type": "static_select", "options": options}
    else:
        drawn = {"type": "static_select", "option_groups": list(_groups(options))}
    chosen = next((option for option in options if option["value"] == field.value), None)
    return drawn | ({"initial_option": chosen} if chosen else {})


def _option(option: Option) -> Json:
    if len(option.value) > limits.OPTION_VALUE:
        raise ValueError(f"an option's value has {len(option.value)} characters of {limits.OPTION_VALUE}")
    return {"text": plain_text(option.label, limits.OPTION_TEXT), "value": option.value}


def _groups(options: list[dict[str, Any]]) -> Iterator[Json]:
    for at in range(0, len(options), limits.SELECT_OPTIONS):
        some = options[at : at + limits.SELECT_OPTIONS]
        yield {"label": plain_text(f"{at + 1}–{at + len(some)}", limits.OPTION_TEXT), "options": some}
