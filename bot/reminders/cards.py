"""What a reminder looks like: one message for everything somebody is reminded of at one instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.answering import AnswerSession
from bot.chat import (
    Block,
    Button,
    Buttons,
    Divider,
    Facts,
    Heading,
    Link,
    LinkButton,
    Message,
    Note,
    Spans,
    Style,
    Text,
)
from bot.doors import ShowSession
from bot.moments import kind_name, meetings_of, moment
from bot.reminders.actions import MuteSession, OpenSnooze, Pause, Snooze
from bot.reminders.laying import Standing
from bot.words import _, spans, spoken
from storage.ladders import What
from storage.models import Choice
from storage.remindable import Held

ASKING = frozenset({What.INVITATION, What.QUESTION, What.ESCALATION})
"""What wants an answer."""


@dataclass(frozen=True)
class Part:
    """One thing to be reminded of. `text` is what facilitators say in place of the usual sentence, `link` where it
    takes place, `missing` the company whose answer is missing, where the reader may know, `companies` the list for
    facilitators.
    """

    session: Held
    standing: Standing
    text: str = ""
    link: str = ""
    missing: str = ""
    companies: tuple[tuple[str, str], ...] = ()


def reminder(parts: Sequence[Part], at: datetime) -> Message:
    """Everything at once; the same session is asked about once."""
    blocks: list[Block] = []
    asked: set[int] = set()
    for part in parts:
        is_question = part.standing.rule.what in ASKING
        if is_question and part.session.id in asked:
            continue
        asked |= {part.session.id} if is_question else set[int]()
        blocks += [*([Divider()] if blocks else []), *_part(part)]
    return Message((*blocks, *_later(parts, at)), locale=spoken())


def _part(part: Part) -> list[Block]:
    head = Heading(part.session.title)
    lead = Text((part.text,) if part.text else _sentence(part))
    match part.standing.rule.what:
        case What.INVITATION | What.QUESTION | What.ESCALATION:
            session = part.session
            note = f"{kind_name(session.kind)} · {meetings_of(len(session.meetings), session.meetings[0].minutes)}"
            return [head, lead, Note((note,)), _rows(part), _answers(session)]
        case What.LIST:
            manage = Buttons((Button(_("See the session"), ShowSession(part.session.id), about=part.session.title),))
            return [head, lead, Facts(tuple((label, (names,)) for label, names in part.companies)), manage]
        case What.AGENDA | What.LINK:
            at = Text(spans(_("Join at %(link)s"), link=Link(part.link, part.link)))
            join = (LinkButton(_("Join"), part.link),) if part.link else ()
            see = Button(_("See the session"), ShowSession(part.session.id), about=part.session.title)
            return [head, lead, _rows(part), *([at] if part.link else []), Buttons((*join, see))]
        case What.FEEDBACK:
            return [head, lead, Buttons((Button(_("See the session"), ShowSession(part.session.id)),))]


def _sentence(part: Part) -> Spans:
    first = moment(part.standing.sittings[0])
    match part.standing.rule.what:
        case What.INVITATION:
            return (_("You are invited. Are you coming?"),)
        case What.QUESTION:
            return (_("Your answer is still missing: are you coming? One click is enough."),)
        case What.ESCALATION if part.missing:
            return (
                _("Nobody from %(company)s has said yet that they come. Can you, or can somebody else?")
                % {"company": part.missing},
            )
        case What.ESCALATION:
            return (_("Are you coming? One click is enough."),)
        case What.LIST:
            return spans(_("Who is still missing, by company; it begins %(when)s."), when=first)
        case What.AGENDA:
            return spans(_("You said that you come. It begins %(when)s."), when=first)
        case What.LINK:
            return spans(_("It begins %(when)s."), when=first)
        case What.FEEDBACK:
            return (
                _("Thank you for taking part. What should be different next time? A word to the facilitators helps."),
            )


def _rows(part: Part) -> Facts:
    rows = [
        (_("Meeting %(number)s") % {"number": sitting.number}, (moment(sitting),)) for sitting in part.standing.sittings
    ]
    return Facts(tuple(rows))


def _answers(session: Held) -> Buttons:
    title = session.title
    return Buttons(
        (
            Button(_("Coming"), AnswerSession(session.id, Choice.COMING), Style.PRIMARY, about=title),
            Button(_("Maybe"), AnswerSession(session.id, Choice.MAYBE), about=title),
            Button(_("Not this time"), AnswerSession(session.id, Choice.NOT), about=title),
            Button(_("Details"), ShowSession(session.id), about=title),
        )
    )


def _later(parts: Sequence[Part], at: datetime) -> list[Block]:
    """The ways to have it later, or not at all: not for what is about to begin, or is over."""
    what = {part.standing.rule.what for part in parts}
    sent = at.isoformat()
    mutes = {part.session.id: Button(_("Mute this session"), MuteSession(part.session.id), about=part.session.title)
             for part in parts}  # fmt: skip
    if what <= {What.LINK, What.FEEDBACK}:
        return []
    return [
        Buttons(
            (
                Button(_("In an hour"), Snooze(sent, Pause.HOUR)),
                Button(_("Tomorrow morning"), Snooze(sent, Pause.MORNING)),
                Button(_("Another day…"), OpenSnooze(sent), opens_form=True),
                *mutes.values(),
            )
        )
    ]
