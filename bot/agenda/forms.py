"""The forms of an agenda, and what their fields mean."""

import re
from collections.abc import Mapping, Sequence
from typing import cast

from bot.agenda.actions import AddItem, OpenAddItem, OpenEditItem, SaveItem
from bot.agenda.board import Board
from bot.agenda.items import KINDS, LONGEST_ITEM, LONGEST_OWNER, LONGEST_TITLE, Item
from bot.agenda.reading import Kind
from bot.chat import Action, ChoiceField, Form, Option, TextField
from bot.words import _

MOST_LINKS = 4
LONGEST_LINK = 500
"""Characters. All links of an item fit into one line of a list on every platform."""
_MINUTES = re.compile(r"(?:(\d{1,2})\s*h)?\s*(\d{1,3})?\s*(?:min(?:utes?|\.)?|m|'|’)?", re.I)


def add_form(board: Board) -> Form:
    """The form of a new item."""
    return _form(Item(""), AddItem(board.id), OpenAddItem(board.id), board)


def edit_form(item: Item, board: Board) -> Form:
    """The form of an item there is."""
    return _form(item, SaveItem(item.id, item.revision, board.id), OpenEditItem(item.id), board)


def values_of(item: Item) -> dict[str, str]:
    """What stands in the form's fields for this item."""
    return {
        "title": item.title,
        "minutes": "" if item.minutes is None else str(item.minutes),
        "owner": item.owner,
        "kind": item.kind,
        "links": "\n".join(item.links),
        "notes": item.notes,
    }


def read_item(values: Mapping[str, str]) -> Item | dict[str, str]:
    """The item that was typed, or what is wrong by field."""
    title, owner = " ".join(values.get("title", "").split()), " ".join(values.get("owner", "").split())
    minutes, wrong = _minutes(values.get("minutes", ""))
    links, bad = read_links(values.get("links", ""))
    problems = {
        "title": "" if title else _("Please say what the item is about."),
        "minutes": wrong,
        "links": bad,
        "kind": "" if values.get("kind", "talk") in KINDS else _("Please choose one of the answers."),
    }
    if len(title) > LONGEST_TITLE:
        problems["title"] = _("Please use at most %(count)s characters; the rest fits into a note or a paper.") % {
            "count": LONGEST_TITLE
        }
    if len(owner) > LONGEST_OWNER:
        problems["owner"] = _("Please use at most %(count)s characters.") % {"count": LONGEST_OWNER}
    if found := {key: sentence for key, sentence in problems.items() if sentence}:
        return found
    kind = cast(Kind, values.get("kind", "talk"))
    return Item(title, minutes, owner, kind, links, notes=values.get("notes", "").strip())


def read_links(typed: str) -> tuple[tuple[str, ...], str]:
    """The addresses, one a line, and what is wrong with them or ""."""
    links: list[str] = []
    for line in filter(None, (line.strip() for line in typed.splitlines())):
        address = f"https://{line}" if line.lower().startswith("www.") else line
        if not re.match(r"https?://[^\s/]", address, re.I) or " " in address or len(address) > LONGEST_LINK:
            return (), _("“%(line)s” is not an address. Please write it as in your browser: https://…") % {
                "line": line[:80]
            }
        links.append(address)
    if len(links) > MOST_LINKS:
        return (), _("Please give at most %(count)s links.") % {"count": MOST_LINKS}
    return tuple(links), ""


def choice_form(title: str, label: str, options: Sequence[Option], then: Action, opener: Action, submit: str) -> Form:
    """One question with its answers."""
    return Form(title, (ChoiceField("choice", label, tuple(options[:100])),), then, opener, submit)


def _form(item: Item, then: Action, opener: Action, board: Board) -> Form:
    values = values_of(item)
    kinds = tuple(Option(kind, kind_name(kind)) for kind in KINDS)
    who = _("A company, a person or an expert of the community, or “team”")
    return Form(
        title=_("Change the item") if item.id else _("New item"),
        intro=(board.session.title,),
        fields=(
            TextField("title", _("Title"), values["title"], limit=LONGEST_TITLE),
            TextField("minutes", _("Minutes"), values["minutes"], limit=20, optional=True),
            TextField("owner", _("Owner"), values["owner"], hint=who, limit=LONGEST_OWNER, optional=True),
            ChoiceField("kind", _("Kind"), kinds, values["kind"]),
            TextField("links", _("To read before, one link a line"), values["links"], lines=3, optional=True),
            TextField("notes", _("Notes, for facilitators only"), values["notes"], lines=4, optional=True),
        ),
        then=then,
        opener=opener,
        submit=_("Save"),
    )


def kind_name(kind: Kind) -> str:
    """The kind as people read it."""
    match kind:
        case "talk":
            return _("talk")
        case "discussion":
            return _("discussion")
        case "break":
            return _("break")


def _minutes(typed: str) -> tuple[int | None, str]:
    words = typed.strip()
    if not words:
        return None, ""
    found = _MINUTES.fullmatch(words)
    count = int(found[1] or 0) * 60 + int(found[2] or 0) if found else -1
    if 0 <= count <= LONGEST_ITEM:
        return count, ""
    return None, _("Please write how long it takes in minutes, like “20” or “1 h 15”.")
