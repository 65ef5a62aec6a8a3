"""Forms to plan with, drafts to look at, and the messages that tell of changes."""

from collections.abc import Mapping, Sequence

from bot.chat import (
    Block,
    Button,
    Buttons,
    ChoiceField,
    Form,
    Heading,
    Message,
    Note,
    Option,
    Spans,
    Strong,
    Style,
    Text,
    TextField,
    WhenField,
)
from bot.doors import GoHome, OpenPlan, ShowSession
from bot.moments import kind_name, length, meetings_of, moment
from bot.programme.actions import (
    Announce,
    AskCancel,
    Cancel,
    Close,
    Discard,
    Move,
    OpenEdit,
    OpenMove,
    PlanSession,
    Reopen,
    SaveEdit,
)
from bot.programme.rules import LONGEST_TITLE, MOST_MEETINGS
from bot.words import _, n_, spans, spoken
from storage.models import Meeting, Session, SessionKind, SessionState

WHEN_HINT_EXAMPLE = "4 March 2027 15:00 Geneva time"


def plan_form(opener: OpenPlan, intro: str = "") -> Form:
    """Everything a session needs, on one page, filled with what is known."""
    return Form(
        title=_("Plan a session"),
        intro=(intro,) if intro else (),
        fields=(
            ChoiceField(
                "kind",
                _("What is it?"),
                tuple(Option(kind.value, kind_name(kind)) for kind in SessionKind),
                value=opener.kind or SessionKind.CORE_SESSION,
            ),
            TextField("title", _("Title"), opener.title, limit=LONGEST_TITLE, placeholder=_("Access to remedy")),
            WhenField("when", _("First meeting begins"), opener.when, hint=_("For instance: %s") % WHEN_HINT_EXAMPLE),
            TextField("length", _("Each meeting takes"), opener.length or _("2 h"), limit=20),
            ChoiceField(
                "meetings",
                _("How many meetings?"),
                tuple(Option(str(n), str(n)) for n in range(1, MOST_MEETINGS + 1)),
                value=opener.meetings or "1",
            ),
            ChoiceField(
                "rhythm", _("How far apart?"), tuple(_rhythms()), value=opener.rhythm or "weekly", optional=True
            ),
        ),
        then=PlanSession(),
        opener=opener,
        submit=_("Show me the plan"),
    )


def edit_form(session: Session, meetings: Sequence[Meeting]) -> Form:
    """A draft's title and the time of each of its meetings."""
    assert session.id is not None
    return Form(
        title=_("Change the draft"),
        fields=(
            TextField("title", _("Title"), session.title, limit=LONGEST_TITLE),
            *(WhenField(str(m.id), _("Meeting %(number)s begins") % {"number": m.number}, typed(m)) for m in meetings),
            TextField("length", _("Each meeting takes"), length(meetings[0].minutes) if meetings else "", limit=20),
        ),
        then=SaveEdit(session.id),
        opener=OpenEdit(session.id),
        submit=_("Save"),
    )


def move_form(session: Session, meeting: Meeting) -> Form:
    """When should it be instead?"""
    assert meeting.id is not None
    return Form(
        title=_("Move a meeting"),
        intro=spans(
            _("Meeting %(number)s of %(title)s, now %(when)s"),
            number=str(meeting.number),
            title=Strong(session.title),
            when=moment(meeting),
        ),
        fields=(WhenField("when", _("It begins"), typed(meeting), hint=_("For instance: %s") % WHEN_HINT_EXAMPLE),),
        then=Move(meeting.id),
        opener=OpenMove(meeting.id),
        submit=_("Move it"),
    )


def draft(session: Session, meetings: Sequence[Meeting], houses: int) -> Message:
    """What was understood, to be looked at before anybody else sees it."""
    assert session.id is not None
    count = n_("Announce in %(count)s house", "Announce in %(count)s houses", houses)
    return Message(
        (
            Heading(session.title),
            Note((f"{kind_name(session.kind)} · {meetings_of(len(meetings), meetings[0].minutes)}",)),
            *(Text(_line(meeting)) for meeting in meetings),
            Note((_("A draft. Nothing is sent before you announce it. Dates are shown on your own clock as well."),)),
            Buttons(
                (
                    Button(count, Announce(session.id), Style.PRIMARY),
                    Button(_("Change…"), OpenEdit(session.id), opens_form=True),
                    Button(_("Discard"), Discard(session.id), Style.DANGER),
                )
            ),
        ),
        locale=spoken(),
    )


def manage(session: Session, meetings: Sequence[Meeting], done: str = "") -> Message:
    """A facilitator's view: what can be moved, cancelled, closed."""
    assert session.id is not None
    parts: list[Block] = [Text((Strong(done),))] if done else []
    parts.append(Heading(session.title))
    for meeting in meetings:
        parts.append(Text(_line(meeting)))
        assert meeting.id is not None
        if not meeting.cancelled and session.state != SessionState.DRAFT:
            about = _("Meeting %(number)s") % {"number": meeting.number}
            parts.append(
                Buttons(
                    (
                        Button(_("Move…"), OpenMove(meeting.id), opens_form=True, about=about),
                        Button(_("Cancel…"), AskCancel(meeting.id), about=about),
                    )
                )
            )
    last: tuple[Button, ...]
    match SessionState(session.state):
        case SessionState.DRAFT:
            last = (
                Button(_("Announce"), Announce(session.id), Style.PRIMARY),
                Button(_("Change…"), OpenEdit(session.id), opens_form=True),
                Button(_("Discard"), Discard(session.id), Style.DANGER),
            )
        case SessionState.OPEN:
            last = (Button(_("Close sign-up"), Close(session.id)),)
        case SessionState.CLOSED:
            last = (Button(_("Open sign-up again"), Reopen(session.id)),)
    parts.append(Buttons((*last, Button(_("See the card"), ShowSession(session.id)))))
    return Message(tuple(parts), locale=spoken())


def ask_cancel(session: Session, meeting: Meeting, concerned: int) -> Message:
    """Really?"""
    assert meeting.id is not None
    assert session.id is not None
    return Message(
        (
            Text(
                spans(
                    _("Cancel meeting %(number)s of %(title)s, %(when)s?"),
                    number=str(meeting.number),
                    title=Strong(session.title),
                    when=moment(meeting),
                )
            ),
            Note((n_("%(count)s person will be told.", "%(count)s people will be told.", concerned),)),
            Buttons(
                (
                    Button(_("Cancel this meeting"), Cancel(meeting.id), Style.DANGER),
                    Button(_("Keep it"), ShowSession(session.id)),
                )
            ),
        ),
        locale=spoken(),
    )


def sessions_list(sessions: Sequence[tuple[Session, Sequence[Meeting]]], facilitates: bool) -> Message:
    """The programme, session by session."""
    parts: list[Block] = [Heading(_("The programme"))]
    for session, meetings in sessions:
        assert session.id is not None
        state = _state(SessionState(session.state))
        first: Spans = spans(_(", first meeting %(when)s"), when=moment(meetings[0])) if meetings else ()
        parts.append(Text((Strong(session.title), f" · {kind_name(session.kind)} · {state}", *first)))
        parts.append(Buttons((Button(_("Details"), ShowSession(session.id), about=session.title),)))
    if not sessions:
        parts.append(Text((_("Nothing is planned yet."),)))
    if facilitates:
        parts.append(Buttons((Button(_("Plan a session…"), OpenPlan(), Style.PRIMARY, opens_form=True),)))
    return Message(tuple(parts), locale=spoken())


def moved(session: Session, meeting: Meeting, was: Spans) -> Message:
    """Tells whoever is concerned."""
    return _told(
        session,
        spans(_("Meeting %(number)s of %(title)s has moved."), number=str(meeting.number), title=session.title),
        Text(spans(_("Now: %(when)s"), when=moment(meeting))),
        Note(spans(_("Before: %(when)s"), when=was)),
        Note((_("Your answer stands as it is. If it has to change, one click does it."),)),
    )


def cancelled(session: Session, meeting: Meeting) -> Message:
    """Tells whoever is concerned."""
    return _told(
        session,
        spans(_("Meeting %(number)s of %(title)s is cancelled."), number=str(meeting.number), title=session.title),
        Text(spans(_("It would have been %(when)s"), when=moment(meeting))),
    )


def done(sentence: str, *more: Button, details: Spans = ()) -> Message:
    """A short confirmation with where to go from here."""
    return Message(
        (
            Text((Strong(sentence),)),
            *([Text(details)] if details else []),
            Buttons((*more, Button(_("Home"), GoHome()))),
        ),
        locale=spoken(),
    )


def typed(meeting: Meeting) -> str:
    """A meeting's time as somebody would type it, so that a form can be sent back unchanged."""
    at = meeting.local
    zone = _("%(city)s time") % {"city": meeting.city} if meeting.city else meeting.zone
    return f"{at.day} {at:%B %Y} {at:%H:%M} {zone}"


def told_summary(told: int, silent: int) -> str:
    """Who was told of a change, and who could not be."""
    sentence = n_("%(count)s person is told.", "%(count)s people are told.", told)
    if not silent:
        return sentence
    unreached = n_("%(count)s has no chat account yet.", "%(count)s have no chat account yet.", silent)
    return f"{sentence} {unreached}"


def problem_form(opener: OpenPlan, problems: Mapping[str, str]) -> Form:
    """The form opened because a sentence did not say everything: what is missing stands on top."""
    return plan_form(opener, " ".join(problems.values()))


def _told(session: Session, headline: Spans, *blocks: Block) -> Message:
    assert session.id is not None
    strong = tuple(Strong(span) if isinstance(span, str) else span for span in headline)
    return Message(
        (Text(strong), *blocks, Buttons((Button(_("See and answer"), ShowSession(session.id)),))), locale=spoken()
    )


def _line(meeting: Meeting) -> Spans:
    line = spans(_("%(number)s  %(when)s"), number=Strong(str(meeting.number)), when=moment(meeting))
    return (*line, " · ", Strong(_("cancelled"))) if meeting.cancelled else line


def _state(state: SessionState) -> str:
    match state:
        case SessionState.DRAFT:
            return _("draft")
        case SessionState.OPEN:
            return _("sign-up open")
        case SessionState.CLOSED:
            return _("sign-up closed")


def _rhythms() -> list[Option]:
    return [
        Option("weekly", _("every week")),
        Option("fortnightly", _("every two weeks")),
        Option("four-weekly", _("every four weeks")),
        Option("daily", _("every day")),
    ]
