"""The flight plan in chat: what will go out, and what facilitators do with it: hold back, send now, skip, say it so."""

from bot import disclosure
from bot.chat import Button, Buttons, Form, Message, Next, Pressed, Problems, Said, Submitted, Text, TextField
from bot.doors import ShowFlight
from bot.finding import one_session
from bot.kit import FACILITATORS, Feature, Tools, Topic
from bot.lobby import say
from bot.reminders import flight_cards as cards
from bot.reminders.actions import HoldAll, OpenText, SaveText, SendNow, ShowEach, ShowOverview, SkipStep
from bot.reminders.data import Data, load
from bot.reminders.flight_cards import Ahead, Leg
from bot.reminders.laying import lay_out
from bot.reminders.plan import Why, flight_plan, messages
from bot.words import N_, _, spoken
from storage import programme, remindable, steps, wishes
from storage.models import Roster, Session
from storage.steps import Stood

flight = Feature("flight", Topic.REMINDERS)

LONGEST_TEXT = 500


@flight.command(
    "flight plan", may=FACILITATORS, usage=N_("flight plan TITLE"), help=N_("every reminder that will go out, and when")
)
def say_flight(said: Said, rest: str, tools: Tools) -> Next:
    """The plan of the session that is meant; without a title, what comes next of each."""
    if not rest.strip():
        return _overview(tools)
    found = one_session(tools.db, tools.viewer, rest.removeprefix("of ").removeprefix("for "))
    return found if isinstance(found, Message) else shown(found.id or 0, tools)


@flight.pressed(ShowFlight, may=FACILITATORS)
def show_flight(pressed: Pressed, action: ShowFlight, tools: Tools) -> Next:
    """The same by button, from a rung on."""
    return shown(action.session, tools, first=action.first)


@flight.pressed(ShowEach, may=FACILITATORS)
def show_each(pressed: Pressed, action: ShowEach, tools: Tools) -> Next:
    """Person by person."""
    data = load(tools.db, tools.viewer.community, tools.now, [action.session])
    for leg in legs_of(data, tools) if data.sessions else ():
        if (leg.standing.meeting, leg.standing.rule.key) == (action.meeting, action.key):
            level = disclosure.granted(tools.db, tools.viewer, action.session).level
            return cards.each(leg, level, tools.viewer.community_zone, tools.viewer.city, max(action.first, 0))
    return gone()


@flight.pressed(ShowOverview, may=FACILITATORS)
def show_overview(pressed: Pressed, action: ShowOverview, tools: Tools) -> Next:
    """The sessions after those."""
    return _overview(tools, max(action.first, 0))


@flight.pressed(HoldAll, may=FACILITATORS, done=N_("held reminders back or let them go"))
def hold(pressed: Pressed, action: HoldAll, tools: Tools) -> Next:
    """Hold back, or send again."""
    if action.session is not None:
        if programme.session(tools.db, tools.viewer.community, action.session) is None:
            return gone()
        _hold(action.session, action.hold, tools)
        return shown(action.session, tools)
    return _hold_all(action.hold, tools)


@flight.command(
    "pause all reminders", "pause reminders", "hold back reminders", may=FACILITATORS,
    usage=N_("pause reminders"), help=N_("hold back all reminders, or those of a session, until you resume them"),
    done=N_("held reminders back"),
)  # fmt: skip
def say_pause(said: Said, rest: str, tools: Tools) -> Next:
    """All, or those of one session."""
    return _said_hold(rest, True, tools)


@flight.command(
    "resume all reminders", "resume reminders", "send reminders again", may=FACILITATORS,
    usage=N_("resume reminders"), help=N_("send reminders again; what no longer helps is left out"),
    done=N_("let reminders go again"),
)  # fmt: skip
def say_resume(said: Said, rest: str, tools: Tools) -> Next:
    """All, or those of one session."""
    return _said_hold(rest, False, tools)


@flight.pressed(SendNow, may=FACILITATORS, done=N_("sent a reminder at once"))
def send_now(pressed: Pressed, action: SendNow, tools: Tools) -> Next:
    """To whoever the rung is for now and has not had it; each as soon as they may be written to."""
    step = steps.step(tools.db, tools.viewer.community, action.step)
    if step is None:
        return gone()
    if step.asked is None:
        steps.ask_now(tools.db, step.id, tools.now)
    return shown(step.session, tools, _("It goes out now; where it is night, when people work again."))


@flight.pressed(SkipStep, may=FACILITATORS, done=N_("left a reminder out"))
def skip(pressed: Pressed, action: SkipStep, tools: Tools) -> Next:
    """Leave this one out, or do not."""
    step = steps.step(tools.db, tools.viewer.community, action.step)
    if step is None:
        return gone()
    if step.skipped != action.skip:
        steps.skip(tools.db, step.id, action.skip, tools.now)
    return shown(step.session, tools, _("It is skipped.") if action.skip else _("It will be sent."))


@flight.pressed(OpenText, may=FACILITATORS)
def open_text(pressed: Pressed, action: OpenText, tools: Tools) -> Next:
    """What should it say?"""
    step = steps.step(tools.db, tools.viewer.community, action.step)
    return gone() if step is None else _text_form(step)


@flight.submitted(SaveText, may=FACILITATORS, done=N_("changed what a reminder says"))
def save_text(submitted: Submitted, action: SaveText, tools: Tools) -> Next:
    """In place of the usual sentence; nothing brings that back."""
    step = steps.step(tools.db, tools.viewer.community, action.step)
    if step is None:
        return gone()
    text = submitted.values.get("text", "").strip()
    if len(text) > LONGEST_TEXT:
        sentence = _("Please use at most %(count)s characters.") % {"count": LONGEST_TEXT}
        return Problems(_text_form(step).filled(submitted.values), {"text": sentence})
    if text != step.text:
        steps.set_text(tools.db, step.id, text)
    return shown(step.session, tools, _("Saved."))


def legs_of(data: Data, tools: Tools) -> list[Leg]:
    """The one session's rungs with what is planned by each."""
    session = data.sessions[0]
    planned = flight_plan(data, tools.now)
    stood = {(one.meeting, one.key): one for one in data.steps}
    return [
        Leg(
            session,
            standing,
            stood.get((standing.meeting, standing.rule.key)),
            tuple(
                one
                for one in planned
                if (one.standing.meeting, one.standing.rule.key) == (standing.meeting, standing.rule.key)
            ),
            tools.viewer.community_zone,
            tools.viewer.city,
        )
        for standing in lay_out(session, data.chosen[session.id].rules)
    ]


def replanned(session: Session, tools: Tools) -> Message:
    """The plan of a session whose ladder or links have just been changed."""
    tools.db.flush()
    return shown(session.id or 0, tools, _("Saved."))


def gone() -> Message:
    """The session, or its reminder, is not there."""
    return say(_("This is not there any more. Write “sessions” to see the programme."))


def shown(session: int, tools: Tools, done: str = "", first: int = 0) -> Message:
    """The plan of this session, after something was done about it."""
    data = load(tools.db, tools.viewer.community, tools.now, [session])
    if not data.sessions:
        return gone()
    held = not data.held.isdisjoint({None, session})
    level = disclosure.granted(tools.db, tools.viewer, session).level
    links = sum(sitting.id in data.links for sitting in data.sessions[0].meetings)
    chosen = data.chosen[session]
    return cards.flight(data.sessions[0], legs_of(data, tools), chosen, links, held, level, max(first, 0), done)


def _overview(tools: Tools, first: int = 0) -> Message:
    known = [one.id for one in remindable.held(tools.db, tools.viewer.community, None, tools.now)]
    shown = known[first : first + cards.SESSIONS]
    data = load(tools.db, tools.viewer.community, tools.now, shown)
    planned = [one for one in flight_plan(data, tools.now) if not one.dropped or one.why is Why.HELD]
    ahead: list[Ahead] = []
    for session in data.sessions:
        own = [one for one in planned if one.session.id == session.id]
        hidden = disclosure.granted(tools.db, tools.viewer, session.id).level is Roster.NOTHING
        ahead.append(Ahead(session, next(iter(own), None), None if hidden else messages(own)))
    clock = tools.viewer.community_zone, tools.viewer.city
    return cards.overview(ahead, first, len(known) > first + cards.SESSIONS, None in data.held, *clock)


def _said_hold(rest: str, hold: bool, tools: Tools) -> Next:
    title = rest.strip().removeprefix("of ").removeprefix("for ").strip()
    if not title or title.casefold() == "all":
        return _hold_all(hold, tools)
    found: Session | Message = one_session(tools.db, tools.viewer, title)
    if isinstance(found, Message):
        return found
    _hold(found.id, hold, tools)
    return shown(found.id or 0, tools)


def _hold(session: int | None, hold: bool, tools: Tools) -> None:
    held = wishes.held(tools.db, tools.viewer.community)
    if hold:
        wishes.hold(tools.db, tools.viewer.community, session)
    # Held back as a whole, one session cannot be sent alone: sending again is for all then.
    elif session in held or None in held:
        wishes.release(tools.db, tools.viewer.community, [session, None])


def _hold_all(hold: bool, tools: Tools) -> Message:
    held = wishes.held(tools.db, tools.viewer.community)
    if hold:
        wishes.hold(tools.db, tools.viewer.community, None)
        sentence = _("All reminders are held back. Changes of dates and your own messages still go out.")
        button = Button(_("Send again"), HoldAll(None, False))
    else:
        if held:
            wishes.release(tools.db, tools.viewer.community, held)
        sentence = _("Reminders go out again. What should have gone out meanwhile does, where it still helps.")
        button = Button(_("Hold back"), HoldAll(None))
    return Message((Text((sentence,)), Buttons((button,))), locale=spoken())


def _text_form(step: Stood) -> Form:
    return Form(
        title=_("What it says"),
        intro=(_("This stands in place of the usual sentence; the dates and buttons follow as always."),),
        fields=(TextField("text", _("Text"), step.text, lines=4, limit=LONGEST_TEXT, optional=True),),
        then=SaveText(step.id),
        opener=OpenText(step.id),
        submit=_("Save"),
    )
