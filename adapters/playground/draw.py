"""What a person in the terminal sees: messages and forms as rich text. Pure; nothing a person wrote is markup."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import assert_never

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Line

from adapters.playground import words
from adapters.playground.house import Inhabitant, Look, OpenForm
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
)
from bot.chat.plain import clock_text, moment_text, range_text

Number = Callable[[Button], int]
"""Which number presses this button."""

COLOURS: dict[Look, str] = {"slack": "magenta", "teams": "blue"}


def message(shown: Message, reader: Inhabitant, title: str, number: Number) -> RenderableType:
    """A message in a box, its buttons with the numbers that press them."""
    parts = [_block(block, reader, shown.locale, number) for block in shown.blocks]
    return Panel(
        Group(*parts), title=Line(title), title_align="left", border_style=COLOURS[reader.house.look], width=84
    )


def people(everybody: Iterable[Inhabitant]) -> RenderableType:
    """Who there is to be, numbered from 1."""
    table = Table.grid(padding=(0, 2))
    for number, who in enumerate(everybody, 1):
        table.add_row(Line(str(number), "bold"), Line(who.name), Line(who.house.name, COLOURS[who.house.look]))
    return table


def form(opened: OpenForm, reader: Inhabitant) -> RenderableType:
    """What stands above a form's fields."""
    lines = [Line(opened.title, "bold"), _spans(opened.form.intro, reader, "en")]
    if "" in opened.problems:
        lines.append(Line(opened.problems[""], "red"))
    lines.append(Line(words.FORM_HOW, "dim"))
    return Panel(Group(*(line for line in lines if line)), border_style="yellow", width=84)


def field(asked: Field, problem: str) -> RenderableType:
    """One field: its label, hint, choices, and what is wrong with it."""
    label = Line(asked.label, "bold")
    if asked.optional:
        label.append(f" ({words.OPTIONAL})", "not bold dim")
    lines = [label, Line(asked.hint, "dim")]
    if isinstance(asked, ChoiceField):
        lines += [Line(f"  {number} {option.label}") for number, option in enumerate(asked.options, 1)]
    return Group(*(line for line in (*lines, Line(problem, "red")) if line))


def _block(block: Block, reader: Inhabitant, locale: str, number: Number) -> RenderableType:
    match block:
        case Heading(text):
            return Line(text, "bold underline")
        case Text(spans):
            return _spans(spans, reader, locale)
        case Note(spans):
            note = _spans(spans, reader, locale)
            note.stylize("dim")
            return note
        case Facts(rows):
            table = Table.grid(padding=(0, 2))
            for label, value in rows:
                table.add_row(Line(label, "bold"), _spans(value, reader, locale))
            return table
        case Bullets(items):
            return Group(*(Line("• ").append_text(_spans(item, reader, locale)) for item in items))
        case Picture(alt=alt):
            return Panel(Line(alt), title=Line(words.PICTURE), title_align="left", border_style="dim")
        case Divider():
            return Rule(style="dim")
        case Buttons(buttons):
            return Line("  ").join(_button(button, number) for button in buttons)
        case _:
            assert_never(block)


def _button(button: Button | LinkButton, number: Number) -> Line:
    match button:
        case Button():
            return Line.assemble((f"[{number(button)}]", "bold green"), f" {button.label}")
        case LinkButton(label, url):
            return Line(f"{label} ({url})")
        case _:
            assert_never(button)


def _spans(spans: Spans, reader: Inhabitant, locale: str) -> Line:
    line = Line()
    for span in spans:
        line.append_text(_span(span, reader, locale))
    return line


def _span(span: Span, reader: Inhabitant, locale: str) -> Line:
    match span:
        case str():
            return Line(span)
        case Strong(text):
            return Line(text, "bold")
        case Link(text, url):
            return Line.assemble((text, "underline"), f" ({url})")
        case Mention(_, name):
            return Line(f"@{name}", "bold cyan")
        case Moment(zone=zone, clock=clock, day=day):
            if zone == reader.zone or not clock:
                return Line(moment_text(span, locale))
            if not day:
                return Line(range_text(replace(span, zone=reader.zone), locale))
            own = moment_text(replace(span, zone=reader.zone, city=""), locale)
            return Line.assemble(own, (f" ({clock_text(span, locale)})", "dim"))
        case _:
            assert_never(span)
