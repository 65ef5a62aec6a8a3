"""Answering, changing an answer, and asking who comes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot import cast, disclosure
from bot.chat import Block, Button, Buttons, Message, Next, Pressed, Problems, Said, Submitted
from bot.doors import SessionCard, ShowConsent, ShowSession
from bot.finding import one_session
from bot.kit import ANSWERING, MEMBERS, Feature, Tools, Viewer
from bot.lobby import say
from bot.signups import cards, roster, rules
from bot.signups.actions import AnswerByMeeting, AnswerSession, OpenByMeeting, WhoIsComing, WhoSees
from bot.words import N_, _
from storage import answers, programme
from storage.look import Look, advises, look
from storage.models import Choice, Role, SessionState

signups = Feature("signups")

HOME_SHOWS = 5
"""Sessions in somebody's home."""


@signups.draws(SessionCard)
def draw_session(card: SessionCard, viewer: Viewer, tools: Tools) -> Message | None:
    """The card as it stands in a room; nothing for a session that is gone or a draft again."""
    session = look(tools.db, viewer.community, card.session)
    if session is None or session.state == SessionState.DRAFT:
        return None
    return cards.room_card(counted(session, viewer, tools), viewer)


@signups.home
def at_home(tools: Tools) -> Iterable[Block]:
    """The sessions that come next, with one's own answer."""
    if tools.viewer.role not in ANSWERING:
        return ()
    entries = [
        cards.home_entry(counted(session, tools.viewer, tools), _own(session, tools))
        for found in programme.upcoming(tools.db, tools.viewer.community, tools.now, HOME_SHOWS)
        if (session := _visible(found.id or 0, tools)) is not None
    ]
    return [block for entry in entries for block in entry] or cards.nothing_planned()


@signups.pressed(AnswerSession, may=ANSWERING)
def answer(pressed: Pressed, action: AnswerSession, tools: Tools) -> Next:
    """One click: the same answer to every meeting still to come."""
    session = _visible(action.session, tools)
    if session is None:
        return gone()
    return _record(session, dict.fromkeys(rules.answerable(session, tools.now), action.choice), tools, pressed.beside)


@signups.pressed(OpenByMeeting, may=ANSWERING)
def open_by_meeting(pressed: Pressed, action: OpenByMeeting, tools: Tools) -> Next:
    """The form with one question per meeting."""
    session = _visible(action.session, tools)
    if session is None:
        return gone()
    open_meetings = rules.answerable(session, tools.now)
    return (
        cards.by_meeting_form(session, open_meetings, _own(session, tools))
        if open_meetings
        else _closed(session, tools)
    )


@signups.submitted(AnswerByMeeting, may=ANSWERING)
def answer_by_meeting(submitted: Submitted, action: AnswerByMeeting, tools: Tools) -> Next:
    """Each meeting's own answer; a meeting left empty keeps what it had."""
    session = _visible(action.session, tools)
    if session is None:
        return gone()
    given = {key: value for key, value in submitted.values.items() if value}
    open_meetings = rules.answerable(session, tools.now)
    form = cards.by_meeting_form(session, open_meetings, _own(session, tools)).filled(submitted.values)
    wrong = {key: _("Please choose one of the answers.") for key, value in given.items() if value not in list(Choice)}
    if wrong:
        return Problems(form, wrong)
    if not given:
        return Problems(form, {"": _("Please answer at least one meeting.")})
    choices = {meeting: Choice(given[str(meeting)]) for meeting in open_meetings if str(meeting) in given}
    return _record(session, choices, tools)


@signups.pressed(ShowSession, may=MEMBERS)
def show_session(pressed: Pressed, action: ShowSession, tools: Tools) -> Next:
    """One session as this person sees it."""
    session = _visible(action.session, tools)
    return gone() if session is None else _personal(session, tools)


@signups.pressed(WhoIsComing, may=MEMBERS)
def who_is_coming(pressed: Pressed, action: WhoIsComing, tools: Tools) -> Next:
    """The roster as far as the policy allows."""
    return _roster(_visible(action.session, tools), tools)


@signups.command(
    "who is coming to", "who is coming", may=MEMBERS, usage=N_("who is coming to TITLE"), help=N_("the roster")
)
def say_who_is_coming(said: Said, rest: str, tools: Tools) -> Next:
    """The roster of the session that is meant."""
    found = one_session(tools.db, tools.viewer, rest, SessionState.OPEN, SessionState.CLOSED)
    if isinstance(found, Message):
        return found
    assert found.id is not None
    return _roster(_visible(found.id, tools), tools)


@signups.pressed(WhoSees, may=MEMBERS)
def who_sees(pressed: Pressed, action: WhoSees, tools: Tools) -> Next:
    """Who can see my answer, in one sentence."""
    session = _visible(action.session, tools)
    if session is None:
        return gone()
    speaks = tools.viewer.role in (Role.COORDINATOR, Role.NOMINEE)
    more = (Buttons((Button(_("May our company be named?"), ShowConsent()),)),) if speaks else ()
    return roster.who_sees(session, disclosure.who_sees_my_answer(tools.db, tools.viewer, session.id), *more)


def gone() -> Message:
    """The session is not there, or not for this person: both look the same from outside."""
    return say(_("This session is not there any more. Write “home” to see what is next for you."))


def _record(session: Look, choices: Mapping[int, Choice], tools: Tools, beside: bool = False) -> Next:
    viewer = tools.viewer
    if not choices:
        return _closed(session, tools)
    assert viewer.member is not None
    assert viewer.organisation is not None
    if answers.record(tools.db, viewer.member, viewer.organisation, choices, at=tools.now, account=viewer.account):
        tools.outbox.redraw(SessionCard(session.id))
    own = choices if len(choices) == len(session.meetings) else _own(session, tools)
    if beside:
        return Message(cards.thanks(session, own, tools.now))
    return cards.personal_card(counted(session, viewer, tools), viewer, own, answered=True)


def _personal(session: Look, tools: Tools) -> Message:
    parts = cast.rows(disclosure.seen_parts(tools.db, tools.viewer, session.id))
    shown = replace(counted(session, tools.viewer, tools), cast=parts)
    return cards.personal_card(shown, tools.viewer, _own(session, tools))


def _closed(session: Look, tools: Tools) -> Message:
    note = say(_("This session takes no answers any more. Here is how things are.")).blocks
    return Message((*note, *_personal(session, tools).blocks), aside=note)


def _roster(session: Look | None, tools: Tools) -> Next:
    if session is None:
        return gone()
    full = disclosure.seen_in_full(tools.db, tools.viewer, session.id)
    return roster.roster(cards.Shown(session, full, tools.now))


def _visible(session_id: int, tools: Tools) -> Look | None:
    """The session, if it is this community's and this person may know of it."""
    session = look(tools.db, tools.viewer.community, session_id)
    if session is None or not _invited(session, tools):
        return None
    if session.state == SessionState.DRAFT and not tools.viewer.facilitates:
        return None
    return session


def _invited(session: Look, tools: Tools) -> bool:
    """Experts take part in what they advise, guests and executives in what they are asked to elsewhere."""
    viewer = tools.viewer
    if viewer.role is Role.EXPERT:
        return viewer.member is not None and advises(tools.db, session.id, viewer.member)
    return viewer.role in ANSWERING


def counted(session: Look, viewer: Viewer, tools: Tools) -> cards.Shown:
    """The session with what this viewer may see of it."""
    return cards.Shown(session, disclosure.seen(tools.db, viewer, session.id), tools.now)


def _own(session: Look, tools: Tools) -> dict[int, Choice]:
    return answers.of_member(tools.db, session.id, tools.viewer.member) if tools.viewer.member else {}
