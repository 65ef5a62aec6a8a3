"""How an agenda looks to the facilitators who draft it."""

from collections.abc import Sequence

from bot.agenda import astext
from bot.agenda.actions import (
    CheckAgenda,
    DropItem,
    MergeItem,
    MoveItem,
    OpenAddItem,
    OpenCopy,
    OpenEditItem,
    OpenTemplate,
    ShowDraft,
    ShowItem,
    ShowPublished,
    ShowVersions,
    SplitItem,
)
from bot.agenda.board import Board
from bot.agenda.cards import head, item_spans
from bot.agenda.clocktimes import total, turns
from bot.agenda.finalactions import Freeze, ShowGrid
from bot.agenda.forms import kind_name
from bot.agenda.items import Item
from bot.agenda.liveactions import StartMeeting
from bot.agenda.pasteactions import OpenPaste, OpenText
from bot.agenda.proposalactions import ShowProposals
from bot.agenda.reading import everybody
from bot.chat import Block, Bullets, Button, Buttons, Divider, Facts, Link, Message, Note, Strong, Style, Text
from bot.moments import length
from bot.words import _, n_, spoken

ON_A_PAGE = 8
"""Items with their buttons on one page of a draft: two blocks each, of the fifty that Slack shows."""


def draft(board: Board, page: int = 1, done: Sequence[str] = (), top: Sequence[Block] = ()) -> Message:
    """The items with what can be done to each, and to all of them; `top` stands below what was `done`."""
    pages = max(1, -(-len(board.items) // ON_A_PAGE))
    page = min(max(page, 1), pages)
    parts: list[Block] = [*(Text((Strong(sentence),)) for sentence in done), *top]
    parts += [*head(board.session, board.meeting), Text((_time(board),))]
    every = turns(board.items, board.meeting.starts)
    for one, slot in every[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]:
        parts += [
            Text((f"{one.position}. ", *item_spans(one, slot, board.meeting.zone, one.owner), *_state(one))),
            Buttons(_item_buttons(one, len(board.items))),
        ]
    if not board.items:
        parts.append(Text((_("Nothing stands on it yet. Add items one by one, or paste what you have."),)))
    others = [
        Button(_("Page %(page)s of %(pages)s") % {"page": one, "pages": pages}, ShowDraft(board.id, one))
        for one in range(1, pages + 1)
        if one != page
    ]
    return Message(
        (*parts, Divider(), *([Buttons(tuple(others))] if others else []), *_buttons(board)), locale=spoken()
    )


def item(board: Board, item: Item) -> Message:
    """One item with all there is to it."""
    slot = next(slot for one, slot in turns(board.items, board.meeting.starts) if one.id == item.id)
    last = item.position == len(board.items)
    merge = () if last else (Button(_("Merge with the next"), MergeItem(item.id, item.revision)),)
    return Message(
        (
            Text(item_spans(item, slot, board.meeting.zone, item.owner)),
            Facts(((_("Kind"), (kind_name(item.kind),)), (_("Owner"), (item.owner or _("nobody yet"),)))),
            *([Bullets(tuple((Link(link, link),) for link in item.links))] if item.links else []),
            *([Note((_("For facilitators only: %(notes)s") % {"notes": item.notes},))] if item.notes else []),
            Buttons(
                (
                    Button(_("Edit…"), OpenEditItem(item.id), opens_form=True),
                    Button(_("Split in two"), SplitItem(item.id, item.revision)),
                    *merge,
                    Button(_("Take it off"), DropItem(item.id, item.revision), Style.DANGER),
                    Button(_("Back to the draft"), ShowDraft(board.id)),
                )
            ),
        ),
        locale=spoken(),
    )


def _time(board: Board) -> str:
    used, whole = total(board.items), board.meeting.minutes
    sentence = _("%(used)s of %(whole)s are planned.") % {"used": length(used), "whole": length(whole)}
    if used > whole:
        sentence += " " + _("That is %(over)s too long.") % {"over": length(used - whole)}
    unknown = sum(one.minutes is None for one in board.items)
    if unknown:
        sentence += " " + n_("%(count)s item has no minutes.", "%(count)s items have no minutes.", unknown)
    return sentence


def _state(item: Item) -> tuple[str, ...]:
    marks = [
        kind_name(item.kind) if item.kind != "talk" else "",
        _("no minutes yet") if item.minutes is None else "",
        _("nobody I know") if _unknown(item) else "",
        _("confirmed") if item.confirmed else "",
        _("has notes") if item.notes else "",
    ]
    return tuple(f" · {mark}" for mark in marks if mark)


def _unknown(item: Item) -> bool:
    """Somebody holds it who is not of the community."""
    known = item.team or item.organisation is not None or everybody(item.owner)
    return bool(item.owner) and not known


def _item_buttons(item: Item, count: int) -> tuple[Button, ...]:
    number = {"number": item.position}
    up = Button("↑", MoveItem(item.id, item.position, -1), about=_("Item %(number)s earlier") % number)
    down = Button("↓", MoveItem(item.id, item.position, 1), about=_("Item %(number)s later") % number)
    return (
        Button(_("Edit…"), OpenEditItem(item.id), opens_form=True, about=_("Edit item %(number)s") % number),
        *([up] if item.position > 1 else []),
        *([down] if item.position < count else []),
        Button(_("More…"), ShowItem(item.id), about=_("More about item %(number)s") % number),
    )


def _further(board: Board) -> tuple[Button, ...]:
    assert board.session.id is not None
    proposals = Button(_("Proposals"), ShowProposals(board.session.id))
    run = (Button(_("Start the meeting"), StartMeeting(board.id)),) if board.items else ()
    if not board.published or board.agenda is None:
        return proposals, *run
    if board.agenda.frozen:
        return proposals, Button(_("Who acknowledged it"), ShowGrid(board.id)), *run
    return proposals, Button(_("Make it final"), Freeze(board.id)), *run


def _buttons(board: Board) -> tuple[Block, ...]:
    publish = _("Check and publish changes…") if board.published else _("Check and publish…")
    check = (Button(publish, CheckAgenda(board.id), Style.PRIMARY),) if board.items else ()
    shown = (
        Button(_("As published"), ShowPublished(board.id)),
        Button(_("Versions"), ShowVersions(board.id)),
    )
    text = (Button(_("Edit as text…"), OpenText(board.id), opens_form=True),) if astext.text(board.items) else ()
    keep = (Button(_("Keep as a template…"), OpenTemplate(board.id), opens_form=True),) if board.items else ()
    return (
        Buttons(
            (
                *check,
                Button(_("Add an item…"), OpenAddItem(board.id), opens_form=True),
                Button(_("Paste…"), OpenPaste(board.id), opens_form=True),
                *text,
                Button(_("Copy from…"), OpenCopy(board.id), opens_form=True),
                *keep,
            )
        ),
        Buttons((*(shown if board.published else ()), *_further(board))),
    )
