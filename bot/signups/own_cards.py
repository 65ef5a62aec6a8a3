"""One person's own part in a session: what they answered, where they wait, and whom they could send instead."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.chat import Block, Button, Buttons, Note, Strong, Text
from bot.finding import answerable
from bot.signups import rules
from bot.signups.actions import OpenByMeeting, OpenSubstitute, SendColleague, TakeBack
from bot.signups.seat_cards import Wait, own_places
from bot.words import _, listing, n_
from storage.look import Look
from storage.models import Choice


@dataclass(frozen=True)
class Mine:
    """What one person may know of themselves in one session. `waits` are their places in line, by meeting, `by` are the
    names of those who answered for them. `whose` is the executive whose part it is, where an assistant looks.
    """

    choices: Mapping[int, Choice] = field(default_factory=dict[int, Choice])
    by: Sequence[str] = ()
    waits: Mapping[int, Wait] = field(default_factory=dict[int, Wait])
    colleagues: Sequence[tuple[int, str]] = ()
    zone: str = "UTC"
    whose: str = ""


def answered(session: Look, mine: Mine, now: datetime) -> tuple[Block, ...]:
    """What they have answered, and where they stand in each line; nothing before they have."""
    if not mine.choices:
        return ()
    said = Text((Strong(sentence(session, mine, now)),))
    return (said, *own_places(session.meetings, mine.waits, mine.zone), *_by_others(session, mine, now))


def _by_others(session: Look, mine: Mine, now: datetime) -> tuple[Block, ...]:
    """Who answered for them, and the way back."""
    if not mine.by:
        return ()
    note = Note((_("%(names)s answered for you.") % {"names": listing(mine.by)},))
    return (note, Buttons((undo(session),))) if answerable(session, now) else (note,)


def undo(session: Look) -> Button:
    """Takes back what others answered for them."""
    return Button(_("Undo that"), TakeBack(session.id), about=session.title)


def thanks(session: Look, mine: Mine, now: datetime) -> tuple[Block, ...]:
    """The same right after they answered, beside the card they pressed, with the way to change it."""
    change = Button(_("Change by meeting…"), OpenByMeeting(session.id), opens_form=True, about=session.title)
    return (
        Text((Strong(sentence(session, mine, now)), " ", session.title)),
        *own_places(session.meetings, mine.waits, mine.zone),
        Buttons((change,)),
    )


def substitutes(session: Look, mine: Mine, now: datetime) -> tuple[Block, ...]:
    """Who holds a seat can hand it to a colleague."""
    if mine.whose or not any(mine.choices.get(meeting) is Choice.COMING for meeting in answerable(session, now)):
        return ()
    one_click = tuple(
        Button(_("Send %(name)s instead") % {"name": name}, SendColleague(session.id, member), about=session.title)
        for member, name in mine.colleagues
    )
    other = Button(_("Send a substitute…"), OpenSubstitute(session.id), opens_form=True, about=session.title)
    return (Buttons((*one_click, other)),)


def sentence(session: Look, mine: Mine, now: datetime) -> str:
    """What they have answered, in one sentence."""
    if mine.whose:
        return _sentence_of(session, mine, now)
    meetings = answerable(session, now) or [m.id for m in session.meetings if not m.cancelled]
    match rules.same_for_all(mine.choices, meetings):
        case Choice.COMING:
            return _all_of(len(meetings))
        case Choice.WAITING:
            return _("You are on the waiting list.")
        case Choice.MAYBE:
            return _("You said maybe.")
        case Choice.NOT:
            return _("You are not coming this time.")
        case None:
            numbers = {m.id: str(m.number) for m in session.meetings}
            coming = [numbers[m] for m in meetings if mine.choices.get(m) is Choice.COMING]
            if not coming:
                return _("You have answered some of the meetings.")
            return n_("You are coming to meeting %(which)s.", "You are coming to meetings %(which)s.", len(coming)) % {
                "which": listing(coming)
            }


def _all_of(meetings: int) -> str:
    """Two are "both", which has to be a sentence of its own: other languages put it elsewhere."""
    if meetings == 2:
        return _("You are coming to both meetings.")
    return n_("You are coming.", "You are coming to all %(count)s meetings.", meetings)


def _sentence_of(session: Look, mine: Mine, now: datetime) -> str:
    meetings = answerable(session, now) or [m.id for m in session.meetings if not m.cancelled]
    name = {"name": mine.whose}
    match rules.same_for_all(mine.choices, meetings):
        case Choice.COMING:
            return _("%(name)s is coming.") % name
        case Choice.WAITING:
            return _("%(name)s is on the waiting list.") % name
        case Choice.MAYBE:
            return _("%(name)s said maybe.") % name
        case Choice.NOT:
            return _("%(name)s is not coming this time.") % name
        case None:
            return _("%(name)s has answered some of the meetings.") % name
