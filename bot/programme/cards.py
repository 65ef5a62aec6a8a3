"""Drafts to look at, what a facilitator can do with a session, and the messages that tell of changes."""

from collections.abc import Sequence

from bot.chat import (
    Block,
    Button,
    Buttons,
    Facts,
    Heading,
    Message,
    Note,
    Spans,
    Strong,
    Style,
    Text,
)
from bot.doors import GoHome, OpenPlan, OpenSeats, ShowSession
from bot.lobby import say
from bot.moments import kind_name, meetings_of, moment
from bot.programme.actions import (
    Announce,
    AskCancel,
    Cancel,
    Close,
    Discard,
    OpenEdit,
    OpenMove,
    Reopen,
)
from bot.words import _, n_, spans, spoken
from storage.models import Meeting, Session, SessionState


def draft(session: Session, meetings: Sequence[Meeting], houses: int, seats: Spans = ()) -> Message:
    """What was understood, to be looked at before anybody else sees it."""
    assert session.id is not None
    count = n_("Announce in %(count)s house", "Announce in %(count)s houses", houses)
    return Message(
        (
            Heading(session.title),
            Note((f"{kind_name(session.kind)} · {meetings_of(len(meetings), meetings[0].minutes)}",)),
            Facts(tuple(_row(meeting) for meeting in meetings)),
            *([Note(seats)] if seats else []),
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
        parts.append(Facts((_row(meeting),)))
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
    seats = Button(_("Seats…"), OpenSeats(session.id), opens_form=True)
    parts.append(Buttons((*last, seats, Button(_("See the card"), ShowSession(session.id)))))
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


def gone() -> Message:
    """The session is not there."""
    return say(_("This session is not there any more. Write “sessions” to see the programme."))


def to_card(session: Session) -> Button:
    """A button that leads to the session's card."""
    assert session.id is not None
    return Button(_("See the card"), ShowSession(session.id))


def told_summary(told: int, silent: int) -> str:
    """Who was told of a change, and who could not be."""
    sentence = n_("%(count)s person is told.", "%(count)s people are told.", told)
    if not silent:
        return sentence
    unreached = n_("%(count)s has no chat account yet.", "%(count)s have no chat account yet.", silent)
    return f"{sentence} {unreached}"


def _told(session: Session, headline: Spans, *blocks: Block) -> Message:
    assert session.id is not None
    strong = tuple(Strong(span) if isinstance(span, str) else span for span in headline)
    return Message(
        (Text(strong), *blocks, Buttons((Button(_("See and answer"), ShowSession(session.id)),))), locale=spoken()
    )


def _row(meeting: Meeting) -> tuple[str, Spans]:
    value: Spans = (moment(meeting),)
    if meeting.cancelled:
        value = (*value, " · ", Strong(_("cancelled")))
    return _("Meeting %(number)s") % {"number": meeting.number}, value


def _state(state: SessionState) -> str:
    match state:
        case SessionState.DRAFT:
            return _("draft")
        case SessionState.OPEN:
            return _("sign-up open")
        case SessionState.CLOSED:
            return _("sign-up closed")
