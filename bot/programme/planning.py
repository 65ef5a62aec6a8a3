"""Planning: one sentence or one form makes a draft; announcing it shows its card in every house."""

import secrets
from collections.abc import Iterable
from dataclasses import replace

from bot import mailroom
from bot.chat import Block, Button, Buttons, Message, Next, Pressed, Problems, Said, Submitted
from bot.doors import ManageSession, OpenPlan, SessionCard
from bot.finding import meant_for, names_none, one_session, says_title, still_to_come
from bot.kit import FACILITATORS, MEMBERS, Feature, Tools, Topic
from bot.limits import limits_of
from bot.lobby import say
from bot.programme import asking, cards, forms, rules
from bot.programme.actions import Announce, ChooseWhen, Discard, PlanSession
from bot.programme.drafts import draft_of, not_a_draft
from bot.programme.sentence import read_plan
from bot.words import N_, _
from storage import people
from storage import programme as sessions
from storage.models import Meeting, Session, SessionKind, SessionState

planning = Feature("planning", Topic.PROGRAMME)


@planning.home
def at_home(tools: Tools) -> Iterable[Block]:
    """Facilitators begin here."""
    if not tools.viewer.facilitates:
        return ()
    drafts = sessions.sessions(tools.db, tools.viewer.community, SessionState.DRAFT)
    buttons = [Button(_("Plan a session…"), OpenPlan(), opens_form=True)]
    buttons += [Button(_("Draft: %s") % draft.title, ManageSession(draft.id)) for draft in drafts[:3] if draft.id]
    return (Buttons(tuple(buttons)),)


@planning.command(
    "plan", "schedule a", "schedule the", "schedule core", "schedule special", "schedule outreach", "new session",
    "new core session", "create a", "create session", "organise a", "organize a", "set up a",
    may=FACILITATORS, first=FACILITATORS,
    usage=N_("plan Core Session 'TITLE' with 3 meetings from DATE, 2 h, weekly"),
    help=N_("plan a session in one message, or with a form"), done=N_("planned a session"),
)  # fmt: skip
def plan(said: Said, rest: str, tools: Tools) -> Next:
    """One sentence makes a draft; what it leaves out is asked in the form."""
    return _as_typed(read_plan(rest), tools)


@planning.command(
    "special briefing", "outreach dialogue", "core session", may=FACILITATORS,
    usage=N_("Special Briefing on TITLE, DATE, 25 seats, 1 per company until DATE, then open"),
    help=N_("the same, beginning with what it is"),
)  # fmt: skip
def plan_kind(said: Said, rest: str, tools: Tools) -> Next:
    """One line is enough."""
    return _as_typed(read_plan(said.text), tools)


@planning.pressed(OpenPlan, may=FACILITATORS)
def open_plan(pressed: Pressed, action: OpenPlan, tools: Tools) -> Next:
    """The form, as far as it is filled, and what is still missing where a sentence began it."""
    form = forms.plan_form(action)
    if action == OpenPlan():
        return form
    read = rules.read_plan(vars(action), tools.now, tools.viewer)
    return Problems(form, read.by_field) if isinstance(read, rules.Problems) else form


@planning.submitted(PlanSession, may=FACILITATORS, done=N_("planned a session"))
def planned(submitted: Submitted, action: PlanSession, tools: Tools) -> Next:
    """The form becomes a draft, or stays open and says what to write."""
    read = rules.read_plan(submitted.values, tools.now, tools.viewer)
    if isinstance(read, rules.Plan):
        return _drafted(read, tools)
    return asking.which(submitted.values, read) or Problems(
        forms.plan_form(OpenPlan()).filled(submitted.values), read.by_field
    )


@planning.pressed(ChooseWhen, may=FACILITATORS)
def choose_when(pressed: Pressed, action: ChooseWhen, tools: Tools) -> Next:
    """One of the readings was meant; the rest stands as it was typed."""
    read = rules.read_plan(vars(action), tools.now, tools.viewer)
    if isinstance(read, rules.Plan):
        return _drafted(read, tools)
    form = forms.plan_form(OpenPlan(**vars(action)))
    return asking.which(vars(action), read) or Problems(form, read.by_field)


@planning.pressed(Discard, may=FACILITATORS, done=N_("discarded a draft"))
def discard(pressed: Pressed, action: Discard, tools: Tools) -> Next:
    """Nobody has seen a draft, so it can simply go."""
    session = sessions.session(tools.db, tools.viewer.community, action.session)
    if session is not None and session.state != SessionState.DRAFT:
        return not_a_draft(session)
    if session is not None:
        sessions.delete(tools.db, action.session)
    return cards.done(_("The draft is gone."), Button(_("Plan a session…"), OpenPlan(), opens_form=True))


@planning.pressed(Announce, may=FACILITATORS, done=N_("announced a session"))
def announce(pressed: Pressed, action: Announce, tools: Tools) -> Next:
    """From now on the session's card stands in every house."""
    return _announce(sessions.session(tools.db, tools.viewer.community, action.session), tools)


@planning.command(
    "announce",
    may=FACILITATORS,
    usage=N_("announce TITLE"),
    help=N_("show a draft in every house"),
    done=N_("announced a session"),
)
def say_announce(said: Said, rest: str, tools: Tools) -> Next:
    """The same by its title. Words that only fit it show the draft once more: announcing cannot be taken back."""
    states = (SessionState.DRAFT,) if names_none(rest) else ()
    found = one_session(tools.db, tools.viewer, rest, *states, leads=ManageSession)
    if isinstance(found, Message):
        return found
    assert found.id is not None
    if found.state == SessionState.DRAFT and not says_title(found, rest):
        return draft_of(found, sessions.meetings(tools.db, found.id), tools)
    return _announce(found, tools)


@planning.command("sessions", "programme", "program", may=MEMBERS, usage=N_("sessions"), help=N_("the programme"))
def say_sessions(said: Said, rest: str, tools: Tools) -> Next:
    """Every session this person may know of."""
    states = () if tools.viewer.facilitates else (SessionState.OPEN, SessionState.CLOSED)
    found = sessions.sessions(tools.db, tools.viewer.community, *states)
    found = meant_for(tools.db, tools.viewer, found)
    listed = [(session, sessions.meetings(tools.db, session.id)) for session in found if session.id is not None]
    return cards.sessions_list(listed, tools.viewer.facilitates)


def _as_typed(typed: OpenPlan, tools: Tools) -> Next:
    """A draft where nothing is missing, else what to choose, or the form with what was typed and what is missing."""
    if not (typed.title or typed.when or typed.meetings):
        return forms.plan_form(typed)
    if not typed.meetings and typed.kind and typed.kind != SessionKind.CORE_SESSION:
        typed = replace(typed, meetings="1")
    read = rules.read_plan(vars(typed), tools.now, tools.viewer)
    if isinstance(read, rules.Plan):
        return _drafted(read, tools)
    return asking.which(vars(typed), read) or Problems(forms.plan_form(typed), read.by_field)


def _drafted(read: rules.Plan, tools: Tools) -> Next:
    """Keeps a draft. The same plan sent twice is one draft."""
    for session in sessions.sessions(tools.db, tools.viewer.community, SessionState.DRAFT):
        if (session.kind, session.title) == (read.kind, read.title) and session.id is not None:
            sessions.delete(tools.db, session.id)
    fresh = Session(
        community_id=tools.viewer.community, key=f"chat-{secrets.token_hex(6)}", kind=read.kind, title=read.title
    )
    read.limits.set_on(fresh)
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
    return draft_of(sessions.add(tools.db, fresh, meetings), meetings, tools)


def _announce(session: Session | None, tools: Tools) -> Next:
    if session is None or session.id is None:
        return cards.gone()
    if session.state != SessionState.DRAFT:
        return cards.done(_("“%s” has been announced already.") % session.title, cards.to_card(session))
    meetings = sessions.meetings(tools.db, session.id)
    if not any(still_to_come(meeting.starts, meeting.cancelled, tools.now) for meeting in meetings):
        return say(_("All meetings of this draft are in the past. Please change their dates first."))
    session.state = SessionState.OPEN
    tools.db.add(session)
    tools.db.flush()
    houses = people.houses(tools.db, tools.viewer.community, limits_of(session).invited.kinds)
    for house in houses:
        tools.outbox.show(SessionCard(session.id), house.id)
    told = mailroom.announce(tools.db, tools.outbox, session, tools.viewer.community_zone)
    return cards.done(
        cards.announced(session.title, len(houses), told),
        cards.to_card(session),
        Button(_("Manage…"), ManageSession(session.id)),
    )
