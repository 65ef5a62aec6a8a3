"""Answering, changing an answer, and asking who comes."""

from collections.abc import Iterable, Mapping, Sequence

from bot import disclosure, hall
from bot.chat import Block, Button, Buttons, Form, Message, Next, Pressed, Problems, Said, Submitted
from bot.doors import SessionCard, ShowConsent, ShowSession
from bot.finding import answerable, one_session
from bot.kit import ANSWERING, MEMBERS, TAKING_PART, Feature, Tools, Viewer
from bot.limits import limits_of
from bot.signups import behalf, cards, own_cards, roster, rules, showing
from bot.signups.actions import AnswerByMeeting, AnswerSession, OpenByMeeting, WhoIsComing, WhoSees
from bot.who_sees import who_sees_my_answer
from bot.words import N_, _
from storage import guests, programme
from storage.look import Look, look
from storage.models import Choice, Role, SessionState

signups = Feature("signups")

HOME_SHOWS = 5
"""Sessions in somebody's home."""


@signups.draws(SessionCard)
def draw_session(card: SessionCard, viewer: Viewer, tools: Tools) -> Message | None:
    """The card as it stands in a room, or is told by mail; nothing for a session that is gone or a draft again."""
    session = look(tools.db, viewer.community, card.session)
    if session is None or session.state == SessionState.DRAFT:
        return None
    if viewer.by_mail:
        return showing.told(session, viewer, tools)
    if not showing.meant(session, viewer.role, viewer.organisation, tools.db):
        return None
    return cards.room_card(showing.counted(session, viewer, tools), viewer)


@signups.home
def at_home(tools: Tools) -> Iterable[Block]:
    """The sessions that come next, with one's own answer."""
    if tools.viewer.role not in ANSWERING:
        return ()
    entries = [
        cards.home_entry(showing.counted(session, tools.viewer, tools), showing.mine(session, tools))
        for found in _next(tools)
        if (session := showing.visible(found, tools)) is not None
    ]
    return [block for entry in entries for block in entry] or cards.nothing_planned()


def _next(tools: Tools) -> list[int]:
    viewer = tools.viewer
    bound = guests.session_of(tools.db, viewer.member) if viewer.role is Role.GUEST else None
    if bound is not None:
        return [bound] if guests.ahead(tools.db, bound, tools.now) else []
    return [one.id or 0 for one in programme.upcoming(tools.db, viewer.community, tools.now, HOME_SHOWS)]


@signups.pressed(AnswerSession, may=ANSWERING, done=N_("answered"))
def answer(pressed: Pressed, action: AnswerSession, tools: Tools) -> Next:
    """One click: the same answer to every meeting still to come."""
    session = showing.visible(action.session, tools)
    if session is None:
        return showing.gone()
    return record(session, dict.fromkeys(answerable(session, tools.now), action.choice), tools, pressed.beside)


@signups.pressed(OpenByMeeting, may=ANSWERING)
def open_by_meeting(pressed: Pressed, action: OpenByMeeting, tools: Tools) -> Next:
    """The form with one question per meeting."""
    session = showing.visible(action.session, tools)
    if session is None:
        return showing.gone()
    open_meetings = answerable(session, tools.now)
    if not open_meetings:
        return record(session, {}, tools)
    return _by_meeting(session, open_meetings, tools)


@signups.submitted(AnswerByMeeting, may=ANSWERING, done=N_("answered by meeting"))
def answer_by_meeting(submitted: Submitted, action: AnswerByMeeting, tools: Tools) -> Next:
    """Each meeting's own answer; a meeting left empty keeps what it had."""
    session = showing.visible(action.session, tools)
    if session is None:
        return showing.gone()
    given = {key: value for key, value in submitted.values.items() if value}
    open_meetings = answerable(session, tools.now)
    form = _by_meeting(session, open_meetings, tools).filled(submitted.values)
    wrong = {key: _("Please choose one of the answers.") for key, value in given.items() if value not in rules.GIVEN}
    if wrong:
        return Problems(form, wrong)
    if not given:
        return Problems(form, {"": _("Please answer at least one meeting.")})
    choices = {meeting: Choice(given[str(meeting)]) for meeting in open_meetings if str(meeting) in given}
    return record(session, choices, tools)


@signups.pressed(ShowSession, may=MEMBERS)
def show_session(pressed: Pressed, action: ShowSession, tools: Tools) -> Next:
    """One session as this person sees it."""
    session = showing.visible(action.session, tools)
    return showing.gone() if session is None else showing.personal(session, tools)


@signups.pressed(WhoIsComing, may=MEMBERS)
def who_is_coming(pressed: Pressed, action: WhoIsComing, tools: Tools) -> Next:
    """The roster as far as the policy allows."""
    return _roster(showing.visible(action.session, tools), tools)


@signups.command(
    "who is coming to",
    "who is coming",
    "who's coming to",
    "who's coming",
    "who comes to",
    "who comes",
    "who has answered",
    "who has not answered",
    "who hasn't answered",
    "roster",
    "attendance",
    may=MEMBERS,
    first=TAKING_PART,
    usage=N_("who is coming to TITLE"),
    help=N_("the roster"),
)
def say_who_is_coming(said: Said, rest: str, tools: Tools) -> Next:
    """The roster of the session that is meant."""
    found = one_session(tools.db, tools.viewer, rest, SessionState.OPEN, SessionState.CLOSED)
    if isinstance(found, Message):
        return found
    assert found.id is not None
    return _roster(showing.visible(found.id, tools), tools)


@signups.pressed(WhoSees, may=MEMBERS)
def who_sees(pressed: Pressed, action: WhoSees, tools: Tools) -> Next:
    """Who can see my answer, in one sentence."""
    session = showing.visible(action.session, tools)
    return showing.gone() if session is None else seen_by(session, tools)


def seen_by(session: Look, tools: Tools) -> Message:
    """Who can see their answer, and for those who speak for a company the way to say whether it is named."""
    speaks = tools.viewer.role in (Role.COORDINATOR, Role.NOMINEE)
    more = (Buttons((Button(_("May our company be named?"), ShowConsent()),)),) if speaks else ()
    return roster.who_sees(session, who_sees_my_answer(tools.db, tools.viewer, session.id), *more)


def record(session: Look, choices: Mapping[int, Choice], tools: Tools, beside: bool = False) -> Next:
    """Keep their own answers by meeting, as far as it is not too late for them; what they see of it."""
    if not choices:
        return showing.as_it_is(session, _("This session takes no answers any more. Here is how things are."), tools)
    if showing.stands_in(session, tools):
        return behalf.for_executives(session, choices, tools)
    limits = limits_of(session)
    if limits.late(tools.now):
        own = showing.choices(session, tools)
        choices = {m: c for m, c in choices.items() if c is Choice.NOT or rules.given(own.get(m)) == rules.given(c)}
        if not choices:
            return showing.as_it_is(
                session, _("The time to answer is over. Please ask your facilitator for a seat."), tools
            )
    hall.answer(tools.db, tools.outbox, session, showing.me(tools.viewer), choices)
    certain = not limits.limited and len(choices) == len(session.meetings)
    own = showing.mine(session, tools, choices if certain else None)
    if beside:
        return Message(own_cards.thanks(session, own, tools.now))
    return cards.personal_card(showing.counted(session, tools.viewer, tools), tools.viewer, own, answered=True)


def _by_meeting(session: Look, open_meetings: Sequence[int], tools: Tools) -> Form:
    return cards.by_meeting_form(session, open_meetings, showing.choices(session, tools), tools.viewer.zone)


def _roster(session: Look | None, tools: Tools) -> Next:
    if session is None:
        return showing.gone()
    full = disclosure.seen_in_full(tools.db, tools.viewer, session.id)
    return roster.roster(cards.Shown(session, full, tools.now))
