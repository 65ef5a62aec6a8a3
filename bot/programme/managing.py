"""Managing: moving, cancelling and closing what has been announced."""

from dataclasses import replace
from datetime import datetime

from bot import hall, when
from bot.chat import Message, Moment, Next, Pressed, Problems, Said, Submitted
from bot.doors import ManageSession
from bot.finding import names_none, one_session
from bot.kit import FACILITATORS, Feature, Tools, Topic, Viewer
from bot.lobby import say
from bot.moments import moment
from bot.programme import asking, cards, changes, forms, naming, rules, starts, telling
from bot.programme.actions import (
    AskCancel,
    Cancel,
    Close,
    MeetingCancelled,
    MeetingMoved,
    Move,
    MoveTo,
    OpenMove,
    Reopen,
    ZoneChanged,
)
from bot.words import N_, _, spans
from storage import programme as sessions
from storage.models import Meeting, Session, SessionState

managing = Feature("managing", Topic.PROGRAMME)


@managing.pressed(ManageSession, may=FACILITATORS)
def manage(pressed: Pressed, action: ManageSession, tools: Tools) -> Next:
    """What a facilitator can do with a session."""
    session = sessions.session(tools.db, tools.viewer.community, action.session)
    return cards.gone() if session is None else _card(session, tools)


@managing.command(
    "manage", "edit", "discard", "delete", may=FACILITATORS, usage=N_("manage TITLE"), help=N_("move, cancel or close")
)
def say_manage(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    found = one_session(tools.db, tools.viewer, rest, leads=ManageSession)
    if isinstance(found, Message):
        return found
    return _card(found, tools)


@managing.pressed(OpenMove, may=FACILITATORS, done=N_("moved a meeting"))
def open_move(pressed: Pressed, action: OpenMove, tools: Tools) -> Next:
    """When should it be instead?"""
    found = _changeable(action.meeting, tools)
    if isinstance(found, Message):
        return found
    return _ask_again(*found, action.when, tools) if action.when else forms.move_form(*found)


@managing.submitted(Move, may=FACILITATORS, done=N_("moved a meeting"))
def move(submitted: Submitted, action: Move, tools: Tools) -> Next:
    """The meeting has a new time, or the form says what to write."""
    found = _changeable(action.meeting, tools)
    if isinstance(found, Message):
        return found
    typed = submitted.values.get("when", "")
    start = rules.read_move(typed, found[1], tools.now, tools.viewer)
    if isinstance(start, rules.Question) and not start.readings:
        return Problems(forms.move_form(*found, typed), {"when": start.sentence})
    return _confirm_move(*found, typed, start, tools)


@managing.pressed(MoveTo, may=FACILITATORS, done=N_("moved a meeting"))
def move_to(pressed: Pressed, action: MoveTo, tools: Tools) -> Next:
    """The meeting has a new time, and whoever is concerned hears of it once."""
    found = _changeable(action.meeting, tools)
    if isinstance(found, Message):
        return found
    start = starts.chosen(action.local, action.zone, action.city, tools.now)
    return forms.move_form(*found) if start is None else _move(*found, start, tools)


@managing.command(
    "move", "reschedule", "postpone", may=FACILITATORS, usage=N_("move meeting 2 of TITLE to DATE"),
    help=N_("move a meeting and tell everybody"), done=N_("moved a meeting"),
)  # fmt: skip
def say_move(said: Said, rest: str, tools: Tools) -> Next:
    """The same in one sentence; without a date, the form."""
    asked, found = _named(rest, tools)
    if isinstance(found, Message):
        return found
    _session, meeting = found
    if asked.shift is not None:
        moved = f"{meeting.local + asked.shift:%Y-%m-%d %H:%M} {meeting.zone}"
        start = rules.read_start(moved, tools.now, tools.viewer)
        if isinstance(start, starts.Start):
            start = replace(start, city=meeting.city)
        elif not start.readings:
            return _ask_again(*found, moved, tools)
        return _confirm_move(*found, moved, start, tools)
    if not asked.to:
        return forms.move_form(*found)
    start = rules.read_move(asked.to, meeting, tools.now, tools.viewer)
    if isinstance(start, rules.Question) and not start.readings:
        return _ask_again(*found, asked.to, tools)
    return _confirm_move(*found, asked.to, start, tools)


@managing.pressed(AskCancel, may=FACILITATORS, done=N_("cancelled a meeting"))
def ask_cancel(pressed: Pressed, action: AskCancel, tools: Tools) -> Next:
    """Cancelling cannot be undone, so it asks."""
    found = _changeable(action.meeting, tools)
    if isinstance(found, Message):
        return found
    return asking.ask_cancel(*found, len(changes.concerned(tools.db, *found)))


@managing.command(
    "cancel", "call off", may=FACILITATORS, usage=N_("cancel meeting 2 of TITLE"),
    help=N_("cancel a meeting and tell everybody"), done=N_("cancelled a meeting"),
)  # fmt: skip
def say_cancel(said: Said, rest: str, tools: Tools) -> Next:
    """The same in one sentence; it asks as well."""
    _asked, found = _named(rest, tools)
    if isinstance(found, Message):
        return found
    return asking.ask_cancel(*found, len(changes.concerned(tools.db, *found)))


@managing.pressed(Cancel, may=FACILITATORS, done=N_("cancelled a meeting"))
def cancel(pressed: Pressed, action: Cancel, tools: Tools) -> Next:
    """The meeting does not take place, and whoever is concerned hears of it once."""
    found = _changeable(action.meeting, tools)
    if isinstance(found, Message):
        return found
    session, meeting = found
    told = changes.cancel(tools.db, tools.outbox, session, meeting, tools.viewer.community_zone)
    sentence = _("Meeting %(number)s is cancelled.") % {"number": meeting.number}
    return cards.done(f"{sentence} {cards.told_summary(*told)}", cards.to_card(session))


@managing.pressed(Close, may=FACILITATORS, done=N_("closed a session"))
def close(pressed: Pressed, action: Close, tools: Tools) -> Next:
    """No more answers."""
    return _set_state(action.session, SessionState.CLOSED, _("Sign-up is closed."), tools)


@managing.pressed(Reopen, may=FACILITATORS, done=N_("opened a session again"))
def reopen(pressed: Pressed, action: Reopen, tools: Tools) -> Next:
    """Answers are taken again."""
    return _set_state(action.session, SessionState.OPEN, _("Sign-up is open again."), tools)


@managing.command(
    "close", may=FACILITATORS, usage=N_("close TITLE"), help=N_("take no more answers"), done=N_("closed a session")
)
def say_close(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    return _say_state(rest, SessionState.OPEN, SessionState.CLOSED, _("Sign-up is closed."), tools)


@managing.command(
    "reopen",
    may=FACILITATORS,
    usage=N_("reopen TITLE"),
    help=N_("take answers again"),
    done=N_("opened a session again"),
)
def say_reopen(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    return _say_state(rest, SessionState.CLOSED, SessionState.OPEN, _("Sign-up is open again."), tools)


@managing.draws(MeetingMoved)
def draw_moved(told: MeetingMoved, viewer: Viewer, tools: Tools) -> Message | None:
    """Nothing is left to say when the meeting is back where it was, or cancelled since."""
    found = sessions.meeting(tools.db, viewer.community, told.meeting)
    was = datetime.fromisoformat(told.was)
    if found is None or found[1].cancelled or found[1].starts == was:
        return None
    session, meeting = found
    return telling.moved(session, meeting, (Moment(was, meeting.zone, city=meeting.city),))


@managing.draws(ZoneChanged)
def draw_zone_changed(told: ZoneChanged, viewer: Viewer, tools: Tools) -> Message | None:
    """The wall clock stands; the instant moved with its zone's rules."""
    found = sessions.meeting(tools.db, viewer.community, told.meeting)
    was = datetime.fromisoformat(told.was)
    if found is None or found[1].cancelled or found[1].starts == was:
        return None
    return telling.zone_changed(*found, was)


@managing.draws(MeetingCancelled)
def draw_cancelled(told: MeetingCancelled, viewer: Viewer, tools: Tools) -> Message | None:
    """The meeting does not take place."""
    found = sessions.meeting(tools.db, viewer.community, told.meeting)
    return telling.cancelled(*found) if found is not None and found[1].cancelled else None


def _confirm_move(
    session: Session, meeting: Meeting, typed: str, start: starts.Start | rules.Question, tools: Tools
) -> Message:
    """Says back what was understood before anybody hears of it."""
    told = len(changes.concerned(tools.db, session, meeting))
    if isinstance(start, rules.Question):
        return asking.which_move(session, meeting, typed[: when.LONGEST], start)
    if start.at == meeting.starts:
        return cards.done(_("The meeting is already at that time."), cards.to_card(session))
    return asking.confirm_move(session, meeting, typed[: when.LONGEST], start, told)


def _move(session: Session, meeting: Meeting, start: starts.Start, tools: Tools) -> Message:
    if start.at == meeting.starts:
        return cards.done(_("The meeting is already at that time."), cards.to_card(session))
    told = changes.move(tools.db, tools.outbox, session, meeting, start, tools.viewer.community_zone)
    sentence = _("Meeting %(number)s is moved.") % {"number": meeting.number}
    return cards.done(
        f"{sentence} {cards.told_summary(*told)}",
        cards.to_card(session),
        details=spans(_("Now: %(when)s"), when=moment(meeting)),
    )


def _say_state(rest: str, now: SessionState, then: SessionState, sentence: str, tools: Tools) -> Next:
    """Of the sessions that can be meant, those in the state `now` come first; without a title only they are."""
    title = naming.without_signup(rest)
    states = (now,) if names_none(title) else ()
    found = one_session(tools.db, tools.viewer, title, *states, leads=ManageSession)
    if isinstance(found, Message):
        return found
    assert found.id is not None
    return _set_state(found.id, then, sentence, tools)


def _set_state(session_id: int, state: SessionState, sentence: str, tools: Tools) -> Next:
    session = sessions.session(tools.db, tools.viewer.community, session_id)
    if session is None:
        return cards.gone()
    if session.state == SessionState.DRAFT:
        return say(_("This is still a draft. Announce it first."))
    if session.state != state:
        session.state = state
        tools.db.add(session)
        tools.db.flush()
        hall.refill(tools.db, tools.outbox, tools.viewer.community, session_id)
    return _card(session, tools, sentence)


def _card(session: Session, tools: Tools, done: str = "") -> Message:
    return cards.manage(session, sessions.meetings(tools.db, session.id or 0), done, mail=tools.mail)


def _changeable(meeting_id: int, tools: Tools) -> tuple[Session, Meeting] | Message:
    found = sessions.meeting(tools.db, tools.viewer.community, meeting_id)
    if found is None:
        return cards.gone()
    if found[1].cancelled:
        return cards.done(_("This meeting is cancelled."), cards.to_card(found[0]))
    return found


def _named(rest: str, tools: Tools) -> tuple[naming.Named, tuple[Session, Meeting] | Message]:
    """The meeting that is meant; where words can be read in more than one way, the way that names one."""
    asked = naming.readings(rest)
    read = [(one, _meeting_named(one, tools)) for one in asked]
    return next((pair for pair in read if not isinstance(pair[1], Message)), read[0])


def _meeting_named(asked: naming.Named, tools: Tools) -> tuple[Session, Meeting] | Message:
    states = (SessionState.OPEN, SessionState.CLOSED) if names_none(asked.title) else ()
    session = one_session(tools.db, tools.viewer, asked.title, *states, leads=ManageSession)
    if isinstance(session, Message):
        return session
    assert session.id is not None
    meetings = sessions.meetings(tools.db, session.id)
    left = [meeting for meeting in meetings if not meeting.cancelled and meeting.starts > tools.now]
    if asked.number is None and len(left) != 1:
        return _card(session, tools, _("Which meeting do you mean?"))
    wanted = left[-1:] if asked.number == naming.LAST else [m for m in meetings if m.number == asked.number]
    meeting = next(iter(left if asked.number is None else wanted), None)
    if meeting is None or meeting.id is None:
        sentence = _("“%(title)s” has no meeting %(number)s.") % {"title": session.title, "number": asked.number}
        return _card(session, tools, sentence)
    return _changeable(meeting.id, tools)


def _ask_again(session: Session, meeting: Meeting, typed: str, tools: Tools) -> Next:
    """The form with what was typed, and what to write instead."""
    form = forms.move_form(session, meeting, typed[: when.LONGEST])
    start = rules.read_move(typed, meeting, tools.now, tools.viewer)
    return Problems(form, {"when": start.sentence}) if isinstance(start, rules.Question) else form
