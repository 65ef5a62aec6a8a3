"""Planning, announcing, moving, cancelling, closing: what facilitators do with the programme."""

import re
import secrets
from collections.abc import Iterable
from datetime import datetime

from bot.chat import Block, Button, Buttons, Message, Moment, Next, Pressed, Problems, Said, Submitted
from bot.doors import ManageSession, OpenPlan, SessionCard, ShowSession
from bot.finding import one_session, still_to_come
from bot.kit import FACILITATORS, MEMBERS, Feature, Tools, Viewer
from bot.lobby import say
from bot.moments import moment
from bot.programme import cards, changes, rules
from bot.programme.actions import (
    Announce,
    AskCancel,
    Cancel,
    Close,
    Discard,
    MeetingCancelled,
    MeetingMoved,
    Move,
    OpenEdit,
    OpenMove,
    PlanSession,
    Reopen,
    SaveEdit,
)
from bot.programme.sentence import read_plan
from bot.words import N_, _, spans
from storage import people
from storage import programme as sessions
from storage.models import Meeting, Session, SessionKind, SessionState

programme = Feature("programme")


@programme.home
def at_home(tools: Tools) -> Iterable[Block]:
    """Facilitators begin here."""
    if not tools.viewer.facilitates:
        return ()
    drafts = sessions.sessions(tools.db, tools.viewer.community, SessionState.DRAFT)
    buttons = [Button(_("Plan a session…"), OpenPlan(), opens_form=True)]
    buttons += [Button(_("Draft: %s") % draft.title, ManageSession(draft.id)) for draft in drafts[:3] if draft.id]
    return (Buttons(tuple(buttons)),)


@programme.command(
    "plan", may=FACILITATORS, usage=N_("plan Core Session 'TITLE' with 3 meetings from DATE, 2 h, weekly"),
    help=N_("plan a session in one message, or with a form"),
)  # fmt: skip
def plan(said: Said, rest: str, tools: Tools) -> Next:
    """One sentence makes a draft; what it leaves out is asked in the form."""
    typed = read_plan(rest)
    if not rest:
        return cards.plan_form(typed)
    values = vars(typed)
    if not typed.meetings and typed.kind and typed.kind != SessionKind.CORE_SESSION:
        values = {**values, "meetings": "1"}
    read, problems = rules.read_plan(values, tools.now, tools.viewer.zone, tools.viewer.locale)
    return _drafted(read, tools) if read else cards.problem_form(typed, problems)


@programme.pressed(OpenPlan, may=FACILITATORS)
def open_plan(pressed: Pressed, action: OpenPlan, tools: Tools) -> Next:
    """The form, as far as it is filled."""
    return cards.plan_form(action)


@programme.submitted(PlanSession, may=FACILITATORS)
def planned(submitted: Submitted, action: PlanSession, tools: Tools) -> Next:
    """The form becomes a draft, or stays open and says what to write."""
    read, problems = rules.read_plan(submitted.values, tools.now, tools.viewer.zone, tools.viewer.locale)
    form = cards.plan_form(OpenPlan()).filled(submitted.values)
    return _drafted(read, tools) if read else Problems(form, problems)


@programme.pressed(OpenEdit, may=FACILITATORS)
def open_edit(pressed: Pressed, action: OpenEdit, tools: Tools) -> Next:
    """A draft can be changed in every part."""
    session = sessions.session(tools.db, tools.viewer.community, action.session)
    if session is None or session.state != SessionState.DRAFT:
        return _not_a_draft(session)
    return cards.edit_form(session, sessions.meetings(tools.db, action.session))


@programme.submitted(SaveEdit, may=FACILITATORS)
def save_edit(submitted: Submitted, action: SaveEdit, tools: Tools) -> Next:
    """The draft with its changes, or what is wrong with them."""
    session = sessions.session(tools.db, tools.viewer.community, action.session)
    if session is None or session.state != SessionState.DRAFT:
        return _not_a_draft(session)
    meetings = sessions.meetings(tools.db, action.session)
    form = cards.edit_form(session, meetings).filled(submitted.values)
    problems: dict[str, str] = {}
    title = " ".join(submitted.values.get("title", "").split())
    if not title or len(title) > rules.LONGEST_TITLE:
        problems["title"] = _("Please give the session a title of at most %s characters.") % rules.LONGEST_TITLE
    minutes = rules.read_minutes(submitted.values.get("length", ""))
    if isinstance(minutes, str):
        problems["length"] = minutes
    starts = {m.id: _read(submitted.values.get(str(m.id), ""), tools) for m in meetings}
    problems |= {str(key): start for key, start in starts.items() if isinstance(start, str)}
    if problems or isinstance(minutes, str):
        return Problems(form, problems)
    session.title = title
    tools.db.add(session)
    for meeting in meetings:
        start = starts[meeting.id]
        assert isinstance(start, rules.Start)
        sessions.set_start(meeting, start.local, start.zone, start.city)
        meeting.minutes = minutes
        tools.db.add(meeting)
    return cards.draft(session, meetings, _houses(tools))


@programme.pressed(Discard, may=FACILITATORS)
def discard(pressed: Pressed, action: Discard, tools: Tools) -> Next:
    """Nobody has seen a draft, so it can simply go."""
    session = sessions.session(tools.db, tools.viewer.community, action.session)
    if session is not None and session.state != SessionState.DRAFT:
        return _not_a_draft(session)
    if session is not None:
        sessions.delete(tools.db, action.session)
    return cards.done(_("The draft is gone."), Button(_("Plan a session…"), OpenPlan(), opens_form=True))


@programme.pressed(Announce, may=FACILITATORS)
def announce(pressed: Pressed, action: Announce, tools: Tools) -> Next:
    """From now on the session's card stands in every house."""
    return _announce(sessions.session(tools.db, tools.viewer.community, action.session), tools)


@programme.command("announce", may=FACILITATORS, usage=N_("announce TITLE"), help=N_("show a draft in every house"))
def say_announce(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    found = one_session(tools.db, tools.viewer, rest)
    return found if isinstance(found, Message) else _announce(found, tools)


@programme.command("sessions", "programme", "program", may=MEMBERS, usage=N_("sessions"), help=N_("the programme"))
def say_sessions(said: Said, rest: str, tools: Tools) -> Next:
    """Every session this person may know of."""
    states = () if tools.viewer.facilitates else (SessionState.OPEN, SessionState.CLOSED)
    found = sessions.sessions(tools.db, tools.viewer.community, *states)
    listed = [(session, sessions.meetings(tools.db, session.id)) for session in found if session.id is not None]
    return cards.sessions_list(listed, tools.viewer.facilitates)


@programme.pressed(ManageSession, may=FACILITATORS)
def manage(pressed: Pressed, action: ManageSession, tools: Tools) -> Next:
    """What a facilitator can do with a session."""
    session = sessions.session(tools.db, tools.viewer.community, action.session)
    return gone() if session is None else cards.manage(session, sessions.meetings(tools.db, action.session))


@programme.command("manage", may=FACILITATORS, usage=N_("manage TITLE"), help=N_("move, cancel or close"))
def say_manage(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    found = one_session(tools.db, tools.viewer, rest)
    if isinstance(found, Message):
        return found
    assert found.id is not None
    return cards.manage(found, sessions.meetings(tools.db, found.id))


@programme.pressed(OpenMove, may=FACILITATORS)
def open_move(pressed: Pressed, action: OpenMove, tools: Tools) -> Next:
    """When should it be instead?"""
    found = _changeable(action.meeting, tools)
    return found if isinstance(found, Message) else cards.move_form(*found)


@programme.submitted(Move, may=FACILITATORS)
def move(submitted: Submitted, action: Move, tools: Tools) -> Next:
    """The meeting has a new time, or the form says what to write."""
    found = _changeable(action.meeting, tools)
    if isinstance(found, Message):
        return found
    start = _read(submitted.values.get("when", ""), tools)
    if isinstance(start, str):
        return Problems(cards.move_form(*found).filled(submitted.values), {"when": start})
    return _move(*found, start, tools)


@programme.command(
    "move", may=FACILITATORS, usage=N_("move meeting 2 of TITLE to DATE"), help=N_("move a meeting and tell everybody")
)
def say_move(said: Said, rest: str, tools: Tools) -> Next:
    """The same in one sentence; without a date, the form."""
    asked = re.fullmatch(r"meeting\s+(\d+)\s+of\s+(.+?)(?:\s+to\s+(.+))?", rest, re.I | re.S)
    if asked is None:
        return say(_("Please write which meeting, for instance: “move meeting 2 of TITLE to 18 March 15:00”."))
    found = _meeting_named(asked[2], int(asked[1]), tools)
    if isinstance(found, Message):
        return found
    start = _read(asked[3] or "", tools)
    if isinstance(start, str):
        form = cards.move_form(*found)
        return form if asked[3] is None else say(start)
    return _move(*found, start, tools)


@programme.pressed(AskCancel, may=FACILITATORS)
def ask_cancel(pressed: Pressed, action: AskCancel, tools: Tools) -> Next:
    """Cancelling cannot be undone, so it asks."""
    found = _changeable(action.meeting, tools)
    if isinstance(found, Message):
        return found
    return cards.ask_cancel(*found, len(changes.concerned(tools.db, *found)))


@programme.command(
    "cancel", may=FACILITATORS, usage=N_("cancel meeting 2 of TITLE"), help=N_("cancel a meeting and tell everybody")
)
def say_cancel(said: Said, rest: str, tools: Tools) -> Next:
    """The same in one sentence; it asks as well."""
    asked = re.fullmatch(r"meeting\s+(\d+)\s+of\s+(.+)", rest, re.I | re.S)
    if asked is None:
        return say(_("Please write which meeting, for instance: “cancel meeting 2 of TITLE”."))
    found = _meeting_named(asked[2], int(asked[1]), tools)
    if isinstance(found, Message):
        return found
    return cards.ask_cancel(*found, len(changes.concerned(tools.db, *found)))


@programme.pressed(Cancel, may=FACILITATORS)
def cancel(pressed: Pressed, action: Cancel, tools: Tools) -> Next:
    """The meeting does not take place, and whoever is concerned hears of it once."""
    found = _changeable(action.meeting, tools)
    if isinstance(found, Message):
        return found
    session, meeting = found
    told = changes.cancel(tools.db, tools.outbox, session, meeting, tools.viewer.community_zone)
    sentence = _("Meeting %(number)s is cancelled.") % {"number": meeting.number}
    return cards.done(f"{sentence} {cards.told_summary(*told)}", _to(session))


@programme.pressed(Close, may=FACILITATORS)
def close(pressed: Pressed, action: Close, tools: Tools) -> Next:
    """No more answers."""
    return _set_state(action.session, SessionState.CLOSED, _("Sign-up is closed."), tools)


@programme.pressed(Reopen, may=FACILITATORS)
def reopen(pressed: Pressed, action: Reopen, tools: Tools) -> Next:
    """Answers are taken again."""
    return _set_state(action.session, SessionState.OPEN, _("Sign-up is open again."), tools)


@programme.command("close", may=FACILITATORS, usage=N_("close TITLE"), help=N_("take no more answers"))
def say_close(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title."""
    found = one_session(tools.db, tools.viewer, rest)
    if isinstance(found, Message):
        return found
    assert found.id is not None
    return _set_state(found.id, SessionState.CLOSED, _("Sign-up is closed."), tools)


@programme.draws(MeetingMoved)
def draw_moved(told: MeetingMoved, viewer: Viewer, tools: Tools) -> Message | None:
    """Nothing is left to say when the meeting is back where it was, or cancelled since."""
    found = sessions.meeting(tools.db, viewer.community, told.meeting)
    was = datetime.fromisoformat(told.was)
    if found is None or found[1].cancelled or found[1].starts == was:
        return None
    session, meeting = found
    return cards.moved(session, meeting, (Moment(was, meeting.zone, city=meeting.city),))


@programme.draws(MeetingCancelled)
def draw_cancelled(told: MeetingCancelled, viewer: Viewer, tools: Tools) -> Message | None:
    """The meeting does not take place."""
    found = sessions.meeting(tools.db, viewer.community, told.meeting)
    return cards.cancelled(*found) if found is not None and found[1].cancelled else None


def gone() -> Message:
    """The session is not there."""
    return say(_("This session is not there any more. Write “sessions” to see the programme."))


def _drafted(read: rules.Plan, tools: Tools) -> Next:
    """Keeps a draft. The same plan sent twice is one draft."""
    for session in sessions.sessions(tools.db, tools.viewer.community, SessionState.DRAFT):
        if (session.kind, session.title) == (read.kind, read.title) and session.id is not None:
            sessions.delete(tools.db, session.id)
    fresh = Session(
        community_id=tools.viewer.community, key=f"chat-{secrets.token_hex(6)}", kind=read.kind, title=read.title
    )
    meetings = [
        Meeting(
            session_id=0,
            number=0,
            local=start.local,
            zone=start.zone,
            city=start.city,
            minutes=read.minutes,
            starts=start.at,
        )
        for start in read.starts
    ]
    session = sessions.add(tools.db, fresh, meetings)
    return cards.draft(session, meetings, _houses(tools))


def _announce(session: Session | None, tools: Tools) -> Next:
    if session is None or session.id is None:
        return gone()
    if session.state != SessionState.DRAFT:
        return cards.done(_("“%s” has been announced already.") % session.title, _to(session))
    meetings = sessions.meetings(tools.db, session.id)
    if not any(still_to_come(meeting.starts, meeting.cancelled, tools.now) for meeting in meetings):
        return say(_("All meetings of this draft are in the past. Please change their dates first."))
    session.state = SessionState.OPEN
    tools.db.add(session)
    tools.db.flush()
    houses = people.houses(tools.db, tools.viewer.community)
    for house in houses:
        tools.outbox.show(SessionCard(session.id), house.id)
    return cards.done(
        _("“%(title)s” is announced: its card appears in %(count)s houses.")
        % {"title": session.title, "count": len(houses)},
        _to(session),
        Button(_("Manage…"), ManageSession(session.id)),
    )


def _move(session: Session, meeting: Meeting, start: rules.Start, tools: Tools) -> Message:
    if start.at == meeting.starts:
        return cards.done(_("The meeting is already at that time."), _to(session))
    told = changes.move(tools.db, tools.outbox, session, meeting, start, tools.viewer.community_zone)
    sentence = _("Meeting %(number)s is moved.") % {"number": meeting.number}
    return cards.done(
        f"{sentence} {cards.told_summary(*told)}", _to(session), details=spans(_("Now: %(when)s"), when=moment(meeting))
    )


def _set_state(session_id: int, state: SessionState, sentence: str, tools: Tools) -> Next:
    session = sessions.session(tools.db, tools.viewer.community, session_id)
    if session is None:
        return gone()
    if session.state == SessionState.DRAFT:
        return say(_("This is still a draft. Announce it first."))
    if session.state != state:
        session.state = state
        tools.db.add(session)
        tools.outbox.redraw(SessionCard(session_id))
    return cards.manage(session, sessions.meetings(tools.db, session_id), sentence)


def _changeable(meeting_id: int, tools: Tools) -> tuple[Session, Meeting] | Message:
    found = sessions.meeting(tools.db, tools.viewer.community, meeting_id)
    if found is None:
        return gone()
    if found[1].cancelled:
        return cards.done(_("This meeting is cancelled."), _to(found[0]))
    return found


def _meeting_named(title: str, number: int, tools: Tools) -> tuple[Session, Meeting] | Message:
    session = one_session(tools.db, tools.viewer, title)
    if isinstance(session, Message):
        return session
    assert session.id is not None
    for meeting in sessions.meetings(tools.db, session.id):
        if meeting.number == number and meeting.id is not None:
            return _changeable(meeting.id, tools)
    return say(_("“%(title)s” has no meeting %(number)s.") % {"title": session.title, "number": number})


def _not_a_draft(session: Session | None) -> Message:
    if session is None:
        return gone()
    return cards.done(_("“%s” is announced: move or cancel its meetings instead.") % session.title, _to(session))


def _read(text: str, tools: Tools) -> rules.Start | str:
    return rules.read_start(text, tools.now, tools.viewer.zone, tools.viewer.locale)


def _houses(tools: Tools) -> int:
    return len(people.houses(tools.db, tools.viewer.community))


def _to(session: Session) -> Button:
    assert session.id is not None
    return Button(_("See the card"), ShowSession(session.id))
