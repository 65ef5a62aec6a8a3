"""What a reminder looks like: one message for everything somebody is reminded of at one instant."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.answering import AnswerSession
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
    Message,
    Moment,
    Note,
    Spans,
    Strong,
    Style,
    Text,
)
from bot.doors import ShowAgenda, ShowSession
from bot.moments import kind_name, meetings_of, moment
from bot.reminders.actions import MuteSession, OpenSnooze, Pause, Snooze
from bot.reminders.laying import ASKING, Standing
from bot.words import _, listing, n_, spans, spoken
from storage.ladders import What, Whom
from storage.models import Choice
from storage.outlines import Line
from storage.remindable import Held

MOST_LINES = 12
"""Items of an agenda; the whole is one click away."""


@dataclass(frozen=True)
class Part:
    """One thing to be reminded of. `text` is what facilitators say in place of the usual sentence, `link` where it
    takes place, `missing` the company whose answer is missing, where the reader may know, `companies` the list for
    facilitators, `agenda` what stands on the agenda of the first meeting, `whose` the executives for whom the reader
    answers, where it is not for themselves.
    """

    session: Held
    standing: Standing
    text: str = ""
    link: str = ""
    missing: str = ""
    companies: tuple[tuple[str, str], ...] = ()
    agenda: tuple[Line, ...] = ()
    whose: tuple[str, ...] = ()


def reminder(parts: Sequence[Part], at: datetime) -> Message:
    """Everything at once; the same session is asked about once."""
    blocks: list[Block] = []
    asked: set[int] = set()
    for part in parts:
        is_question = part.standing.rule.what in ASKING
        if is_question and part.session.id in asked:
            continue
        asked |= {part.session.id} if is_question else set[int]()
        head, *rest = _part(part)
        for_whom = _("For %(names)s: you answer for them.") % {"names": listing(part.whose)}
        blocks += [*([Divider()] if blocks else []), head, *([Note((for_whom,))] if part.whose else []), *rest]
    return Message((*blocks, *_later(parts, at)), locale=spoken())


def _part(part: Part) -> list[Block]:
    head = Heading(part.session.title)
    lead = Text((part.text,) if part.text else _sentence(part))
    match part.standing.rule.what:
        case What.INVITATION | What.QUESTION | What.ESCALATION:
            session = part.session
            note = f"{kind_name(session.kind)} · {meetings_of(len(session.meetings), session.meetings[0].minutes)}"
            return [head, lead, Note((note,)), _rows(part, session.answer_by), _answers(session)]
        case What.LIST:
            manage = Buttons((Button(_("See the session"), ShowSession(part.session.id), about=part.session.title),))
            return [head, lead, Facts(tuple((label, (names,)) for label, names in part.companies)), manage]
        case What.AGENDA | What.LINK:
            at = Text(spans(_("Join at %(link)s"), link=Link(part.link, part.link)))
            join = (LinkButton(_("Join"), part.link),) if part.link else ()
            see = Button(_("See the session"), ShowSession(part.session.id), about=part.session.title)
            whole = (Button(_("See the agenda"), ShowAgenda(part.session.id), about=part.session.title),)
            buttons = (*join, *(whole if part.agenda else ()), see, *_not_after_all(part))
            return [head, lead, _which(part), *_agenda(part), *([at] if part.link else []), Buttons(buttons)]
        case What.FEEDBACK:
            return [head, lead, Buttons((Button(_("See the session"), ShowSession(part.session.id)),))]


def _sentence(part: Part) -> Spans:
    first, whom = moment(part.standing.sittings[0]), part.standing.rule.whom
    match part.standing.rule.what:
        case What.INVITATION:
            return (_("You are invited. Are you coming?"),)
        case What.QUESTION if whom is Whom.MAYBE:
            return (_("So far you said maybe. Can you say by now whether you come? One click is enough."),)
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
            return spans(_("%(reason)s It begins %(when)s."), reason=_reason(part), when=first)
        case What.LINK:
            return spans(_("It begins %(when)s."), when=first)
        case What.FEEDBACK:
            return (
                _("Thank you for taking part. What should be different next time? A word to the facilitators helps."),
            )


def _reason(part: Part) -> str:
    """Why the reader is told what is on the agenda."""
    match Whom.EVERYONE if part.whose else part.standing.rule.whom:
        case Whom.COMING:
            return _("You said that you come.")
        case Whom.MAYBE:
            return _("So far you said maybe.")
        case Whom.OWNERS:
            return _("An item on its agenda is yours.")
        case Whom.PRESENTERS:
            return _("You present.")
        case Whom.EXPERTS:
            return _("You advise this session.")
        case _:
            return _("A session is coming up.")


def _agenda(part: Part) -> list[Block]:
    """When what has its turn, as far as a short message holds it."""
    sitting = part.standing.sittings[0]
    lines: list[Spans] = []
    for line in part.agenda[:MOST_LINES]:
        at = Moment(sitting.starts + timedelta(minutes=line.after), sitting.zone, day=False)
        clock: Spans = (at,) if line.sure else spans(_("from about %(clock)s"), clock=at)
        lines.append((*clock, " ", Strong(line.title)))
    more = len(part.agenda) - len(lines)
    if more:
        lines.append((n_("and %(count)s more", "and %(count)s more", more),))
    return [Bullets(tuple(lines))] if lines else []


def _which(part: Part) -> Note:
    """ "Core Session · meeting 2"."""
    kind = kind_name(part.session.kind)
    if len(part.session.meetings) == 1:
        return Note((kind,))
    said = _("%(kind)s · meeting %(number)s")
    return Note((said % {"kind": kind, "number": part.standing.sittings[0].number},))


def _not_after_all(part: Part) -> list[Button]:
    """Whoever said that they come can say in one click that they cannot; of several meetings the session's page asks
    which.
    """
    if part.whose or part.standing.rule.whom is not Whom.COMING or len(part.session.meetings) > 1:
        return []
    return [Button(_("I cannot come"), AnswerSession(part.session.id, Choice.NOT), about=part.session.title)]


def _rows(part: Part, answer_by: datetime | None = None) -> Facts:
    sittings = part.standing.sittings
    rows: list[tuple[str, Spans]] = [
        (_("Meeting %(number)s") % {"number": sitting.number}, (moment(sitting),)) for sitting in sittings
    ]
    if answer_by is not None:
        rows.append((_("Answer by"), (Moment(answer_by, sittings[0].zone, city=sittings[0].city),)))
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
