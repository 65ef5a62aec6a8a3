"""Answering, changing an answer, and asking who comes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from bot import disclosure
from bot.chat import Block, Message, Next, Pressed, Problems, Said, Submitted
from bot.doors import SessionCard, ShowSession
from bot.finding import one_session
from bot.kit import ANSWERING, MEMBERS, Feature, Tools, Viewer
from bot.limits import limits_of
from bot.lobby import say
from bot.signups import cards, hall, roster, rules
from bot.signups.actions import AnswerByMeeting, AnswerSession, OpenByMeeting, WhoIsComing, WhoSees
from bot.signups.seat_cards import Wait
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
        cards.home_entry(*_mine(shown, tools))
        for session in programme.upcoming(tools.db, tools.viewer.community, tools.now, HOME_SHOWS)
        if _invited(session, tools)
        for shown in (shown_to(session, tools.viewer, tools),)
    ]
    return [block for entry in entries for block in entry] or cards.nothing_planned()


@signups.pressed(AnswerSession, may=ANSWERING)
def answer(pressed: Pressed, action: AnswerSession, tools: Tools) -> Next:
    """One click: the same answer to every meeting still to come."""
    shown = visible(action.session, tools)
    if shown is None:
        return gone()
    return _record(shown, dict.fromkeys(shown.open_meetings, action.choice), tools)


@signups.pressed(OpenByMeeting, may=ANSWERING)
def open_by_meeting(pressed: Pressed, action: OpenByMeeting, tools: Tools) -> Next:
    """The form with one question per meeting."""
    shown = visible(action.session, tools)
    if shown is None:
        return gone()
    return cards.by_meeting_form(shown, _own(shown, tools)) if shown.open_meetings else _closed(shown, tools)


@signups.submitted(AnswerByMeeting, may=ANSWERING)
def answer_by_meeting(submitted: Submitted, action: AnswerByMeeting, tools: Tools) -> Next:
    """Each meeting's own answer; a meeting left empty keeps what it had."""
    shown = visible(action.session, tools)
    if shown is None:
        return gone()
    given = {key: value for key, value in submitted.values.items() if value}
    known = {str(meeting) for meeting in shown.open_meetings}
    form = cards.by_meeting_form(shown, _own(shown, tools)).filled(submitted.values)
    wrong = {key: _("Please choose one of the answers.") for key, value in given.items() if value not in rules.GIVEN}
    if wrong:
        return Problems(form, wrong)
    if not given:
        return Problems(form, {"": _("Please answer at least one meeting.")})
    return _record(shown, {int(key): Choice(value) for key, value in given.items() if key in known}, tools)


@signups.pressed(ShowSession, may=MEMBERS)
def show_session(pressed: Pressed, action: ShowSession, tools: Tools) -> Next:
    """One session as this person sees it."""
    shown = visible(action.session, tools)
    return gone() if shown is None else personal(shown, tools)


@signups.pressed(WhoIsComing, may=MEMBERS)
def who_is_coming(pressed: Pressed, action: WhoIsComing, tools: Tools) -> Next:
    """The roster as far as the policy allows."""
    return _roster(visible(action.session, tools), tools)


@signups.command(
    "who is coming to", "who is coming", may=MEMBERS, usage=N_("who is coming to TITLE"), help=N_("the roster")
)
def say_who_is_coming(said: Said, rest: str, tools: Tools) -> Next:
    """The roster of the session that is meant."""
    found = one_session(tools.db, tools.viewer, rest, SessionState.OPEN, SessionState.CLOSED)
    if isinstance(found, Message):
        return found
    assert found.id is not None
    return _roster(visible(found.id, tools), tools)


@signups.pressed(WhoSees, may=MEMBERS)
def who_sees(pressed: Pressed, action: WhoSees, tools: Tools) -> Next:
    """Who can see my answer, in one sentence."""
    shown = visible(action.session, tools)
    return gone() if shown is None else roster.who_sees(shown, tools.viewer)


def gone() -> Message:
    """The session is not there, or not for this person: both look the same from outside."""
    return say(_("This session is not there any more. Write “home” to see what is next for you."))


def _record(shown: cards.Shown, choices: Mapping[int, Choice], tools: Tools) -> Next:
    viewer = tools.viewer
    if not choices:
        return _closed(shown, tools)
    if shown.late:
        own = _own(shown, tools)
        choices = {m: c for m, c in choices.items() if c is Choice.NOT or rules.given(own.get(m)) == rules.given(c)}
        if not choices:
            return _as_it_is(shown, _("The time to answer is over. Please ask your facilitator for a seat."), tools)
    if hall.answer(tools.db, tools.outbox, shown.session, me(viewer), choices):
        tools.outbox.redraw(SessionCard(shown.id))
        shown = shown_to(shown.session, viewer, tools)
    return personal(shown, tools, thanks=True)


def me(viewer: Viewer) -> hall.Who:
    """Whoever answers for themselves."""
    assert viewer.member is not None
    assert viewer.organisation is not None
    return hall.Who(viewer.member, viewer.organisation, viewer.account)


def personal(shown: cards.Shown, tools: Tools, *, thanks: bool = False) -> Message:
    """The session as this person sees it, with their own answer and their places in line."""
    shown, own = _mine(shown, tools)
    return cards.personal_card(shown, tools.viewer, own, thanks=thanks)


def _closed(shown: cards.Shown, tools: Tools) -> Message:
    return _as_it_is(shown, _("This session takes no answers any more. Here is how things are."), tools)


def _as_it_is(shown: cards.Shown, sentence: str, tools: Tools) -> Message:
    note = say(sentence).blocks
    return Message((*note, *personal(shown, tools).blocks), aside=note)


def _roster(shown: cards.Shown | None, tools: Tools) -> Next:
    if shown is None:
        return gone()
    meetings = [meeting.id for meeting in shown.meetings if meeting.id is not None]
    full = disclosure.seen_in_full(tools.db, tools.viewer, meetings)
    return roster.roster(cards.Shown(shown.session, shown.meetings, full, tools.now))


def visible(session_id: int, tools: Tools) -> cards.Shown | None:
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
    """The session with everything its card may show this viewer."""
    assert session.id is not None
    meetings = programme.meetings(tools.db, session.id)
    ids = [meeting.id for meeting in meetings if meeting.id is not None]
    advisors = len(programme.advisors(tools.db, session.id))
    seen, free = disclosure.seen(tools.db, viewer, ids), disclosure.free_seats(tools.db, session, ids)
    return cards.Shown(session, meetings, seen, tools.now, advisors, viewer.zone, free)


def _mine(shown: cards.Shown, tools: Tools) -> tuple[cards.Shown, dict[int, Choice]]:
    """One's own answers, and where seats are limited one's places in line and whom one could send instead."""
    own = _own(shown, tools)
    if not limits_of(shown.session).limited:
        return shown, own
    waiting = [meeting for meeting, choice in own.items() if choice is Choice.WAITING]
    found = hall.halls(tools.db, shown.session, waiting) if waiting else {}
    waits: dict[int, Wait] = {}
    for meeting, seats in found.items():
        line = [place.member for place in seats.line()]
        mine = seats.of(tools.viewer.member or 0)
        if mine is not None:
            waits[meeting] = Wait(line.index(mine.member) + 1 if mine.member in line else 0, mine.offered)
    colleagues = disclosure.colleagues(tools.db, tools.viewer) if Choice.COMING in own.values() else ()
    return replace(shown, waits=waits, colleagues=colleagues), own


def _own(shown: cards.Shown, tools: Tools) -> dict[int, Choice]:
    meetings = [meeting.id for meeting in shown.meetings if meeting.id is not None]
    return answers.of_member(tools.db, meetings, tools.viewer.member) if tools.viewer.member else {}
