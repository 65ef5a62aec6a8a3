"""Drafts to look at, the programme as a list, and what a facilitator can do with a session."""

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
from bot.doors import (
    GoHome,
    OpenAs,
    OpenPlan,
    OpenPolicy,
    OpenSeats,
    ShowAgenda,
    ShowCoverage,
    ShowFlight,
    ShowGuests,
    ShowParts,
    ShowSession,
)
from bot.lobby import say
from bot.moments import in_utc, kind_name, meetings_of, moment
from bot.programme.actions import (
    Announce,
    AskCancel,
    Close,
    Discard,
    OpenEdit,
    OpenMove,
    Reopen,
)
from bot.words import _, n_, spans, spoken
from storage.models import Meeting, Session, SessionKind, SessionState


def draft(session: Session, meetings: Sequence[Meeting], houses: int, seats: Spans = ()) -> Message:
    """What was understood, to be looked at before anybody else sees it."""
    assert session.id is not None
    count = n_("Announce in %(count)s house", "Announce in %(count)s houses", houses)
    return Message(
        (
            Heading(session.title),
            Note((f"{kind_name(session.kind)} · {meetings_of(len(meetings), meetings[0].minutes)}",)),
            Facts(tuple(_row_with_utc(meeting) for meeting in meetings)),
            *([Note(seats)] if seats else []),
            Note((_("A draft. Nothing is sent before you announce it. Dates are shown on your own clock as well."),)),
            Buttons(
                (
                    Button(count, Announce(session.id), Style.PRIMARY),
                    Button(_("Change…"), OpenEdit(session.id), opens_form=True),
                    Button(_("Flight plan"), ShowFlight(session.id)),
                    Button(_("Discard"), Discard(session.id), Style.DANGER),
                )
            ),
        ),
        locale=spoken(),
    )


def manage(session: Session, meetings: Sequence[Meeting], done: str = "", *, mail: bool = False) -> Message:
    """A facilitator's view: what can be moved, cancelled, closed; `mail` where guests can be invited by it."""
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
    if mail and session.kind == SessionKind.OUTREACH_DIALOGUE and session.state != SessionState.DRAFT:
        last = (*last, Button(_("Guests…"), ShowGuests(session.id)))
    last = (*last, Button(_("Agenda…"), ShowAgenda(session.id)), Button(_("See the card"), ShowSession(session.id)))
    parts.append(Buttons(last))
    parts.append(
        Buttons(
            (
                Button(_("Seats…"), OpenSeats(session.id), opens_form=True),
                Button(_("Who sees what…"), OpenPolicy(session.id), opens_form=True),
                Button(_("See it as…"), OpenAs(session.id), opens_form=True),
                Button(_("Parts…"), ShowParts(session.id)),
                *([] if session.state == SessionState.DRAFT else [Button(_("Coverage"), ShowCoverage(session.id))]),
                Button(_("Reminders"), ShowFlight(session.id)),
            )
        )
    )
    return Message(tuple(parts), locale=spoken())


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


def announced(title: str, houses: int, mails: int) -> str:
    """Where a session that was just announced is shown."""
    sentence = _("“%(title)s” is announced: its card appears in %(count)s houses.") % {"title": title, "count": houses}
    if not mails:
        return sentence
    more = n_(
        "%(count)s person who has only mail gets it there.", "%(count)s people who have only mail get it there.", mails
    )
    return f"{sentence} {more}"


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


def _row_with_utc(meeting: Meeting) -> tuple[str, Spans]:
    label, value = _row(meeting)
    return label, (*value, " · ", in_utc(moment(meeting)))


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
