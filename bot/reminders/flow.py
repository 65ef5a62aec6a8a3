"""Reminders as they reach people: sent when due, put off, or muted."""

import re
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from bot.chat import (
    Button,
    Buttons,
    Form,
    Message,
    Moment,
    Next,
    Pressed,
    Problems,
    Said,
    Strong,
    Submitted,
    Text,
    WhenField,
)
from bot.doors import GoHome, ShowSession
from bot.finding import one_session
from bot.invited import as_guest
from bot.kit import MEMBERS, Feature, Tools, Topic
from bot.lobby import say
from bot.reminders import delaying, drawing, due, figures
from bot.reminders.actions import (
    MuteSession,
    OpenSnooze,
    Pause,
    Remind,
    Snooze,
    SnoozeTo,
    SnoozeUntil,
    UnmuteSession,
)
from bot.reminders.until import chosen, morning, read_until, which
from bot.words import N_, _, spans, spoken
from storage import programme, reminded, wishes
from storage.models import Session, SessionState

reminding = Feature("reminding", Topic.REMINDERS)
reminding.due(due.lay)
reminding.due(due.send)
reminding.draws(Remind)(drawing.draw)


@reminding.pressed(Snooze, may=MEMBERS)
def snooze(pressed: Pressed, action: Snooze, tools: Tools) -> Next:
    """In an hour, or tomorrow when they begin to work."""
    match action.how:
        case Pause.HOUR:
            return _put_off(action.at, tools.now + timedelta(hours=1), tools)
        case Pause.MORNING:
            local = tools.now.astimezone(ZoneInfo(tools.viewer.zone))
            return _put_off(action.at, morning(local + timedelta(days=1), tools), tools)


@reminding.pressed(OpenSnooze, may=MEMBERS)
def open_snooze(pressed: Pressed, action: OpenSnooze, tools: Tools) -> Next:
    """Until when?"""
    return _form(action.at)


@reminding.submitted(SnoozeUntil, may=MEMBERS)
def snooze_until(submitted: Submitted, action: SnoozeUntil, tools: Tools) -> Next:
    """A day (then when they begin to work), or a moment."""
    until = read_until(submitted.values.get("until", ""), tools)
    if isinstance(until, datetime):
        return _put_off(action.at, until, tools)
    if until.readings:
        return which(until, partial(SnoozeTo, action.at), tools)
    return Problems(_form(action.at).filled(submitted.values), {"until": until.sentence})


@reminding.pressed(SnoozeTo, may=MEMBERS)
def snooze_to(pressed: Pressed, action: SnoozeTo, tools: Tools) -> Next:
    """The moment that was meant."""
    until = chosen(action.until, tools)
    return _form(action.at) if until is None else _put_off(action.at, until, tools)


@reminding.pressed(MuteSession, may=MEMBERS, done=N_("muted a session"))
def mute(pressed: Pressed, action: MuteSession, tools: Tools) -> Next:
    """No more reminders of it; changes of its dates are still told."""
    return _muted(action.session, tools)


@reminding.pressed(UnmuteSession, may=MEMBERS)
def unmute(pressed: Pressed, action: UnmuteSession, tools: Tools) -> Next:
    """Reminders of it again."""
    return _unmuted(action.session, tools)


@reminding.command(
    "remind me", "snooze", may=MEMBERS, usage=N_("remind me in an hour"),
    help=N_("your last reminder again: in an hour, tomorrow morning, on Monday"),
)  # fmt: skip
def say_snooze(said: Said, rest: str, tools: Tools) -> Next:
    """The last reminder they were sent, later."""
    assert tools.viewer.member is not None
    at = reminded.latest(tools.db, tools.viewer.member)
    words = re.sub(r"^(?:of it|of this|for|on|until|later)\s+", "", rest.strip(), flags=re.I)
    if at is None:
        return say(_("I have not reminded you of anything yet."))
    if re.fullmatch(r"(?:in )?(?:an|1|one) hour", words, re.I):
        return _put_off(at.isoformat(), tools.now + timedelta(hours=1), tools)
    if re.fullmatch(r"tomorrow(?: morning)?", words, re.I):
        local = tools.now.astimezone(ZoneInfo(tools.viewer.zone))
        return _put_off(at.isoformat(), morning(local + timedelta(days=1), tools), tools)
    until = read_until(words, tools)
    if isinstance(until, datetime):
        return _put_off(at.isoformat(), until, tools)
    return which(until, partial(SnoozeTo, at.isoformat()), tools)


@reminding.command(
    "mute", may=MEMBERS, usage=N_("mute TITLE"), help=N_("no more reminders of a session"), done=N_("muted a session")
)
def say_mute(said: Said, rest: str, tools: Tools) -> Next:
    """The session that is meant."""
    found = one_session(tools.db, tools.viewer, rest, SessionState.OPEN, SessionState.CLOSED)
    return found if isinstance(found, Message) else _muted(found.id or 0, tools)


@reminding.command("unmute", may=MEMBERS, usage=N_("unmute TITLE"), help=N_("reminders of a session again"))
def say_unmute(said: Said, rest: str, tools: Tools) -> Next:
    """The session that is meant."""
    found = one_session(tools.db, tools.viewer, rest, SessionState.OPEN, SessionState.CLOSED)
    return found if isinstance(found, Message) else _unmuted(found.id or 0, tools)


def _put_off(sent: str, until: datetime, tools: Tools) -> Next:
    viewer = tools.viewer
    try:
        at = datetime.fromisoformat(sent)
    except ValueError:
        at = None
    if viewer.member is None or at is None:
        return say(_("This reminder is not there any more."))
    left = list(drawing.wanted(at, viewer, tools))
    if not left:
        return say(_("There is nothing left to remind you of: it is answered, over, or put off already."))
    latest = min(latest for _part, latest in left)
    if until > latest:
        moment = Moment(latest, viewer.zone)
        return Message(
            (Text(spans(_("That would be too late: it has to be before %(when)s."), when=moment)),), locale=spoken()
        )
    at = delaying.delay(at, until, tools)
    if at is None:
        return say(_("This reminder is not there any more."))
    figures.PUT_OFF.inc()
    return Message(
        (
            Text(spans(_("I will remind you again %(when)s."), when=Moment(at, viewer.zone))),
            Buttons((Button(_("Home"), GoHome()),)),
        ),
        locale=spoken(),
    )


def _form(at: str) -> Form:
    return Form(
        title=_("Remind me later"),
        fields=(WhenField("until", _("When?"), hint=_("A day like “Monday”, or a moment like “tomorrow 14:00”.")),),
        then=SnoozeUntil(at),
        opener=OpenSnooze(at),
        submit=_("Remind me then"),
    )


def _known(session_id: int, tools: Tools) -> Session | None:
    """The session, if it was announced; a guest knows of theirs alone."""
    session, viewer = programme.session(tools.db, tools.viewer.community, session_id), tools.viewer
    if session is None or session.state == SessionState.DRAFT:
        return None
    return None if as_guest(tools.db, viewer.role, viewer.member, session_id) is False else session


def _muted(session_id: int, tools: Tools) -> Message:
    session = _known(session_id, tools)
    if session is None or tools.viewer.member is None:
        return say(_("This session is not there any more. Write “home” to see what is next for you."))
    wishes.mute(tools.db, tools.viewer.member, session_id)
    return Message(
        (
            Text(spans(_("I send you no more reminders of %(title)s."), title=Strong(session.title))),
            Text((_("If one of its meetings is moved or cancelled, you still hear of it."),)),
            Buttons((Button(_("Remind me again"), UnmuteSession(session_id)), Button(_("Home"), GoHome()))),
        )
    )


def _unmuted(session_id: int, tools: Tools) -> Message:
    session = _known(session_id, tools)
    if session is None or tools.viewer.member is None:
        return say(_("This session is not there any more. Write “home” to see what is next for you."))
    wishes.unmute(tools.db, tools.viewer.member, session_id)
    return Message(
        (
            Text(spans(_("I remind you of %(title)s again."), title=Strong(session.title))),
            Buttons((Button(_("See the session"), ShowSession(session_id)), Button(_("Home"), GoHome()))),
        )
    )
