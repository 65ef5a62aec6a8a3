"""Answering, changing an answer, and asking who comes."""

from collections.abc import Iterable, Mapping

from bot import disclosure
from bot.chat import Block, Button, Buttons, Message, Next, Pressed, Problems, Said, Submitted
from bot.doors import SessionCard, ShowConsent, ShowSession
from bot.finding import one_session
from bot.kit import ANSWERING, MEMBERS, Feature, Tools, Viewer
from bot.lobby import say
from bot.signups import cards, roster
from bot.signups.actions import AnswerByMeeting, AnswerSession, OpenByMeeting, WhoIsComing, WhoSees
from bot.words import N_, _
from storage import answers, programme
from storage.models import Choice, Role, Session, SessionState

signups = Feature("signups")

HOME_SHOWS = 5
"""Sessions in somebody's home."""


@signups.draws(SessionCard)
def draw_session(card: SessionCard, viewer: Viewer, tools: Tools) -> Message | None:
    """The card as it stands in a room; nothing for a session that is gone or a draft again."""
    session = programme.session(tools.db, viewer.community, card.session)
    if session is None or session.state == SessionState.DRAFT:
        return None
    return cards.room_card(shown_to(session, viewer, tools), viewer)


@signups.home
def at_home(tools: Tools) -> Iterable[Block]:
    """The sessions that come next, with one's own answer."""
    if tools.viewer.role not in ANSWERING:
        return ()
    entries = [
        cards.home_entry(shown, _own(shown, tools))
        for session in programme.upcoming(tools.db, tools.viewer.community, tools.now, HOME_SHOWS)
        if _invited(session, tools)
        for shown in (shown_to(session, tools.viewer, tools),)
    ]
    return [block for entry in entries for block in entry] or cards.nothing_planned()


@signups.pressed(AnswerSession, may=ANSWERING)
def answer(pressed: Pressed, action: AnswerSession, tools: Tools) -> Next:
    """One click: the same answer to every meeting still to come."""
    shown = _visible(action.session, tools)
    if shown is None:
        return gone()
    return _record(shown, dict.fromkeys(shown.open_meetings, action.choice), tools)


@signups.pressed(OpenByMeeting, may=ANSWERING)
def open_by_meeting(pressed: Pressed, action: OpenByMeeting, tools: Tools) -> Next:
    """The form with one question per meeting."""
    shown = _visible(action.session, tools)
    if shown is None:
        return gone()
    return cards.by_meeting_form(shown, _own(shown, tools)) if shown.open_meetings else _closed(shown, tools)


@signups.submitted(AnswerByMeeting, may=ANSWERING)
def answer_by_meeting(submitted: Submitted, action: AnswerByMeeting, tools: Tools) -> Next:
    """Each meeting's own answer; a meeting left empty keeps what it had."""
    shown = _visible(action.session, tools)
    if shown is None:
        return gone()
    given = {key: value for key, value in submitted.values.items() if value}
    known = {str(meeting) for meeting in shown.open_meetings}
    form = cards.by_meeting_form(shown, _own(shown, tools)).filled(submitted.values)
    wrong = {key: _("Please choose one of the answers.") for key, value in given.items() if value not in list(Choice)}
    if wrong:
        return Problems(form, wrong)
    if not given:
        return Problems(form, {"": _("Please answer at least one meeting.")})
    return _record(shown, {int(key): Choice(value) for key, value in given.items() if key in known}, tools)


@signups.pressed(ShowSession, may=MEMBERS)
def show_session(pressed: Pressed, action: ShowSession, tools: Tools) -> Next:
    """One session as this person sees it."""
    shown = _visible(action.session, tools)
    return gone() if shown is None else cards.personal_card(shown, tools.viewer, _own(shown, tools))


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
    shown = _visible(action.session, tools)
    if shown is None:
        return gone()
    meetings = [meeting.id for meeting in shown.meetings if meeting.id is not None]
    speaks = tools.viewer.role in (Role.COORDINATOR, Role.NOMINEE)
    more = (Buttons((Button(_("May our company be named?"), ShowConsent()),)),) if speaks else ()
    return roster.who_sees(shown, disclosure.who_sees_my_answer(tools.db, tools.viewer, meetings), *more)


def gone() -> Message:
    """The session is not there, or not for this person: both look the same from outside."""
    return say(_("This session is not there any more. Write “home” to see what is next for you."))


def _record(shown: cards.Shown, choices: Mapping[int, Choice], tools: Tools) -> Next:
    viewer = tools.viewer
    if not choices:
        return _closed(shown, tools)
    assert viewer.member is not None
    assert viewer.organisation is not None
    changed = answers.record(
        tools.db, viewer.member, viewer.organisation, choices, at=tools.now, account=viewer.account
    )
    if changed:
        tools.outbox.redraw(SessionCard(shown.id))
        shown = shown_to(shown.session, viewer, tools)
    return cards.personal_card(shown, viewer, _own(shown, tools), thanks=True)


def _closed(shown: cards.Shown, tools: Tools) -> Message:
    card = cards.personal_card(shown, tools.viewer, _own(shown, tools))
    note = say(_("This session takes no answers any more. Here is how things are.")).blocks
    return Message((*note, *card.blocks), aside=note)


def _roster(shown: cards.Shown | None, tools: Tools) -> Next:
    if shown is None:
        return gone()
    meetings = [meeting.id for meeting in shown.meetings if meeting.id is not None]
    full = disclosure.seen_in_full(tools.db, tools.viewer, meetings)
    return roster.roster(cards.Shown(shown.session, shown.meetings, full, tools.now))


def _visible(session_id: int, tools: Tools) -> cards.Shown | None:
    """The session, if it is this community's and this person may know of it."""
    session = programme.session(tools.db, tools.viewer.community, session_id)
    if session is None or not _invited(session, tools):
        return None
    if session.state == SessionState.DRAFT and not tools.viewer.facilitates:
        return None
    return shown_to(session, tools.viewer, tools)


def _invited(session: Session, tools: Tools) -> bool:
    """Experts take part in what they advise, guests and executives in what they are asked to elsewhere."""
    if tools.viewer.role is Role.EXPERT:
        assert session.id is not None
        return any(member.id == tools.viewer.member for member in programme.advisors(tools.db, session.id))
    return tools.viewer.role in ANSWERING


def shown_to(session: Session, viewer: Viewer, tools: Tools) -> cards.Shown:
    """The session with what this viewer may see of it."""
    assert session.id is not None
    meetings = programme.meetings(tools.db, session.id)
    ids = [meeting.id for meeting in meetings if meeting.id is not None]
    advisors = len(programme.advisors(tools.db, session.id))
    return cards.Shown(session, meetings, disclosure.seen(tools.db, viewer, ids), tools.now, advisors)


def _own(shown: cards.Shown, tools: Tools) -> dict[int, Choice]:
    meetings = [meeting.id for meeting in shown.meetings if meeting.id is not None]
    return answers.of_member(tools.db, meetings, tools.viewer.member) if tools.viewer.member else {}
