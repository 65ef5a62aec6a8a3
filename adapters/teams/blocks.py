"""One block of a message as elements of a card."""

from typing import assert_never

from adapters.teams import markdown
from adapters.teams.elements import Json, cut, execute, submit, text_block
from bot.chat import (
    Block,
    Bullets,
    Button,
    Buttons,
    Divider,
    Facts,
    Heading,
    Link,
    LinkButton,
    Mention,
    Moment,
    Note,
    Picture,
    Span,
    Spans,
    Strong,
    Style,
    Text,
    pack,
)

PARAGRAPH, CELL, LINE = 3_000, 1_000, 300
"""Characters of a paragraph, of a table's cell or a list's item, and of a heading or label."""
ROWS = 8_000
"""Characters all rows of one table, or all items of one list, may have together."""
IN_A_ROW = 6
"""Buttons Teams shows side by side; it drops the seventh, so that one begins the next row."""
STYLES = {Style.PLAIN: "", Style.PRIMARY: "positive", Style.DANGER: "destructive"}

SHORT_TITLE = 10
"""Characters of a fact's title that stay on one line."""


def elements(block: Block, locale: str, tenant: str, in_dialog: bool) -> list[Json]:
    """What to draw for this block: nothing for an empty one."""
    match block:
        case Heading(text):
            title = _line(text)
            return [text_block(title, size="Large", weight="Bolder", style="heading")] if title else []
        case Text(parts):
            text = _paragraph(parts, locale, tenant)
            return [text_block(text)] if text else []
        case Note(parts):
            text = _paragraph(parts, locale, tenant)
            return [text_block(text, size="Small", isSubtle=True)] if text else []
        case Facts(rows):
            facts = _facts(rows, locale, tenant)
            return [{"type": "FactSet", "facts": facts}] if facts else []
        case Bullets(items):
            lines = _list(items, locale, tenant)
            return [text_block(lines)] if lines else []
        case Buttons(buttons):
            actions = [drawn for button in buttons if (drawn := _button(button, in_dialog))]
            starts = range(0, len(actions), IN_A_ROW)
            return [{"type": "ActionSet", "actions": actions[start : start + IN_A_ROW]} for start in starts]
        case Picture(url, alt, width):
            return [_picture(url, alt, width)]
        case Divider():
            return []
        case _:
            assert_never(block)


def _line(text: str) -> str:
    return markdown.plain(cut(" ".join(text.split()), LINE))


def _paragraph(parts: Spans, locale: str, tenant: str) -> str:
    return markdown.spans(_shortened(parts, PARAGRAPH), locale, tenant).strip()


def _unbroken(title: str) -> str:
    """Beside a long value Teams makes the column of titles so narrow that even "Meeting 1" becomes two lines."""
    return title.replace(" ", "\N{NO-BREAK SPACE}") if len(title) <= SHORT_TITLE else title


def _facts(rows: tuple[tuple[str, Spans], ...], locale: str, tenant: str) -> list[Json]:
    facts: list[Json] = []
    room = ROWS
    for label, value in rows:
        fact = {"title": _unbroken(_line(label)), "value": markdown.spans(_shortened(value, CELL), locale, tenant)}
        room -= len(fact["title"]) + len(fact["value"])
        if room < 0:
            return [*facts, {"title": "…", "value": ""}]
        facts.append(fact)
    return facts


def _picture(url: str, alt: str, width: int) -> Json:
    """Teams fetches it whenever somebody looks, and from the web only; else its words."""
    words = cut(" ".join(alt.split()), PARAGRAPH)
    address = markdown.web_address(url) if url.startswith("https://") else ""
    if not address:
        return text_block(markdown.plain(words) or "…", size="Small", isSubtle=True)
    # Small on the card, and larger at a touch.
    return {"type": "Image", "url": address, "altText": words, "width": f"{width}px", "msteams": {"allowExpand": True}}


def _list(items: tuple[Spans, ...], locale: str, tenant: str) -> str:
    lines: list[str] = []
    room = ROWS
    for item in items:
        # A line break would end the item.
        line = "- " + " ".join(markdown.spans(_shortened(item, CELL), locale, tenant).split())
        room -= len(line)
        if room < 0:
            lines.append("- …")
            break
        lines.append(line)
    return "\n".join(lines)


def _button(button: Button | LinkButton, in_dialog: bool) -> Json | None:
    title = cut(button.label, LINE)
    if isinstance(button, LinkButton):
        url = markdown.web_address(button.url)
        return {"type": "Action.OpenUrl", "title": title, "url": url} if url else None
    data: Json = {"action": pack(button.action)}
    if in_dialog:
        drawn = submit(title, data)
    elif button.opens_form:
        # Teams fetches the dialog by itself when it finds this beside the data.
        drawn = submit(title, {"msteams": {"type": "task/fetch"}, **data})
    else:
        drawn = execute(title, button.action.name, data)
    if style := STYLES[button.style]:
        drawn["style"] = style
    if button.about:
        drawn["tooltip"] = button.about
    return drawn


def _shortened(parts: Spans, most: int) -> Spans:
    """The spans up to so many characters."""
    kept: list[Span] = []
    for part in parts:
        if most <= 0:
            break
        match part:
            case str():
                kept.append(cut(part, most))
                most -= len(part)
            case Strong(text):
                kept.append(Strong(cut(text, most)))
                most -= len(text)
            case Link(text, url):
                kept.append(Link(cut(text, most), url))
                most -= len(text) + len(url)
            case Mention(_, name):
                kept.append(part)
                most -= len(name)
            case Moment():
                kept.append(part)
            case _:
                assert_never(part)
    return tuple(kept)
