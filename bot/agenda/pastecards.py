"""What was read from a pasted agenda, shown at one glance: what became items, what did not, and what differs."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

from bot.agenda import astext
from bot.agenda.board import Board
from bot.agenda.clocktimes import turns
from bot.agenda.pasteactions import OpenPaste, OpenText, Paste, SaveText, UndoPaste
from bot.agenda.pasted import pieces
from bot.chat import Block, Bullets, Button, Buttons, ChoiceField, Form, Note, Option, Text, TextField
from bot.words import _, n_

_CARRIED = 900
"""Characters of unread lines that ride in a button, escaped twice on their way; the rest is on the card."""
_MEANWHILE = 600
"""Characters of what changed meanwhile."""


def paste_form(board: Board, text: str = "") -> Form:
    """A long field for an agenda as people write it."""
    options = (Option("add", _("Add it at the end")), Option("replace", _("Put it in the place of all items")))
    return Form(
        title=_("Paste an agenda"),
        intro=(_("One item a line, as you have it: “10' Welcome (team)”, “15:10 Case study – Cisco, 20 min”."),),
        fields=(
            TextField(
                "text", _("Agenda"), text, lines=12, hint=_("At most 3,000 characters at a time; add the rest after.")
            ),
            *([ChoiceField("mode", _("What to do with it"), options, value="add")] if board.items else []),
        ),
        then=Paste(board.id, board.revision),
        opener=OpenPaste(board.id, text),
        submit=_("Read it"),
    )


def text_form(board: Board) -> Form:
    """The agenda as text."""
    hint = _("Change, add, move or delete lines. Links and notes stay with their item.")
    return Form(
        title=_("Edit as text"),
        intro=(_("One item a line: minutes, title, and who holds it in brackets."),),
        fields=(TextField("text", _("Agenda"), astext.text(board.items), lines=15, hint=hint),),
        then=SaveText(board.id, board.revision),
        opener=OpenText(board.id),
        submit=_("Save"),
    )


def changed(board: Board, typed: str) -> str:
    """Somebody else was quicker: what stands on the agenda now and not in what was typed."""
    mine = {said.strip() for said in typed.splitlines()}
    theirs = "; ".join(line for line in map(astext.line, board.items) if line not in mine)
    sentence = _("Somebody changed the agenda while you wrote. Send it again, and it becomes what stands here.")
    now = _("On it now, and not here: %(lines)s") % {"lines": theirs[:_MEANWHILE]}
    return f"{sentence} {now}" if theirs else sentence


def unread(board: Board, lines: Sequence[str]) -> Iterable[Block]:
    """The lines that became no items, and a form with them in it; nothing is dropped."""
    if not lines:
        return
    shown, more = pieces(lines)
    yield Text(
        (n_("I did not read this line as an item:", "I did not read these %(count)s lines as items:", len(lines)),)
    )
    yield Bullets(tuple((line,) for line in shown))
    if more:
        sentence = _("%(count)s more character is not shown: please look at the end of what you pasted.")
        many = _("%(count)s more characters are not shown: please look at the end of what you pasted.")
        yield Note((n_(sentence, many, more),))
    carried = "\n".join(lines)
    if len(carried) <= _CARRIED:
        label = n_("Make it an item…", "Make items of them…", len(lines))
        yield Buttons((Button(label, OpenPaste(board.id, carried), opens_form=True),))


def mended(board: Board, count: int) -> Buttons:
    """What helps where it was read wrongly: all of it in one form, or off again."""
    correct = Button(_("Correct it as text…"), OpenText(board.id), opens_form=True)
    undo = Button(_("Take it off again"), UndoPaste(board.id, board.revision, count))
    return Buttons((*((correct,) if astext.text(board.items) else ()), *((undo,) if count else ())))


def clocks(board: Board, papers: Sequence[time | None]) -> Iterable[Block]:
    """Where the times on the paper are not those of the agenda: the first item, and the first gap between two."""
    zone = ZoneInfo(board.meeting.zone)
    both = [
        (item.title, paper, slot.starts.astimezone(zone))
        for paper, (item, slot) in zip(papers, turns(board.items, board.meeting.starts), strict=False)
        if paper is not None and slot.sure
    ]
    off = _apart(*both[0][1:]) if both else 0
    if off:
        sentence = _("In your text it begins at %(paper)s, the meeting at %(here)s: the times follow the meeting.")
        yield Note((sentence % _clocks(*both[0][1:]),))
    for title, paper, here in both:
        if _apart(paper, here) != off:
            sentence = _("In your text “%(title)s” begins at %(paper)s, here at %(here)s: look at what is before it.")
            yield Note((sentence % {"title": title, **_clocks(paper, here)},))
            return


def _clocks(paper: time, here: datetime) -> dict[str, str]:
    return {"paper": f"{paper:%H:%M}", "here": f"{here:%H:%M}"}


def _apart(paper: time, here: datetime) -> int:
    return (paper.hour * 60 + paper.minute - here.hour * 60 - here.minute) % (24 * 60)
