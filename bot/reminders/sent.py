"""What was sent, per session and per person, and what became of it; facilitators hear of what did not arrive."""

from datetime import datetime, timedelta

from bot import disclosure
from bot.chat import (
    Block,
    Bullets,
    Button,
    Buttons,
    Heading,
    Message,
    Moment,
    Next,
    Note,
    Pressed,
    Said,
    Spans,
    Strong,
    Text,
)
from bot.doors import GoHome, ShowFlight
from bot.finding import one_session
from bot.kit import FACILITATORS, Feature, Tools, Topic, Viewer
from bot.outbox import Outbox
from bot.reminders import figures, flight
from bot.reminders.actions import ShowLog, Unreached
from bot.words import N_, _, n_, spans, spoken
from storage import membership, people, programme, reminded
from storage.database import Db
from storage.models import DeliveryState, Role, Roster
from storage.reminded import Sent, Sign

sent = Feature("sent", Topic.REMINDERS)

SHOWN = 30
"""Lines at once."""
ON_ITS_WAY = timedelta(hours=1)
"""After this, a reminder of which nothing is known is not on its way any more."""
LATE = timedelta(minutes=1)
"""When it was sent is said where that was so much later than it was due."""
LATELY, TOLD_FOR = timedelta(days=2), timedelta(days=30)
"""What the message tells of, and how long facilitators know of somebody before they hear of them again."""


@sent.command(
    "what was sent", "delivery log", may=FACILITATORS, usage=N_("what was sent TITLE"),
    help=N_("which reminders went out about a session, or to a person, and what became of them"),
)  # fmt: skip
def say_log(said: Said, rest: str, tools: Tools) -> Next:
    """About a session; “to” and a name, to one person."""
    words = rest.strip()
    if words.casefold().startswith("to "):
        place = membership.called(tools.db, tools.viewer.community, words[3:].strip())
        if place is not None:
            return _to_person(place.member, place.name, tools)
    found = one_session(tools.db, tools.viewer, words.removeprefix("about ").removeprefix("for ").removeprefix("to "))
    return found if isinstance(found, Message) else _about_session(found.id or 0, tools)


@sent.pressed(ShowLog, may=FACILITATORS)
def show_log(pressed: Pressed, action: ShowLog, tools: Tools) -> Next:
    """The same by button."""
    return _about_session(action.session, tools)


@sent.due
def tell_unreached(db: Db, outbox: Outbox) -> None:
    """Facilitators get one message of whoever could not be reached for the first time in a while."""
    found = reminded.failed(db, 100)
    if not found:
        return
    known = reminded.noted(db, [one.member for one in found], outbox.now - TOLD_FOR)
    reminded.note(db, [one.reminder for one in found])
    figures.UNREACHED.inc(len(found))
    since = outbox.now - LATELY
    for community in sorted({one.community for one in found if one.member not in known}):
        zone = people.community(db, community).zone
        for member in membership.holders(db, community, Role.FACILITATOR):
            outbox.tell(member, Unreached(since.isoformat()), "unreached", zone=zone)


@sent.draws(Unreached)
def draw_unreached(told: Unreached, viewer: Viewer, tools: Tools) -> Message | None:
    """Nothing, where everybody has been reached since."""
    if not viewer.facilitates:
        return None
    try:
        since = datetime.fromisoformat(told.since)
    except ValueError:
        return None
    missing = reminded.unreached(tools.db, viewer.community, since) if since.tzinfo else []
    if not missing:
        return None
    items = tuple((Strong(name), f" · {_reason(reason)}") for name, reason in missing[:SHOWN])
    advice = _(
        "Has their company removed the app, or have they left? Ask them to write me “hello”, or send them a new code: "
        "write “people” and their company. What failed is not sent again by itself."
    )
    return Message(
        (
            Heading(_("Reminders that did not arrive")),
            Bullets(items),
            Text((advice,)),
            Buttons((Button(_("Home"), GoHome()),)),
        ),
        locale=spoken(),
    )


def _about_session(session_id: int, tools: Tools) -> Message:
    session = programme.session(tools.db, tools.viewer.community, session_id)
    if session is None:
        return flight.gone()
    found = reminded.log(tools.db, tools.viewer.community, session=session_id)
    # Whom a rung reminded tells who had answered: names stand here as far as the policy lets facilitators see them.
    named = disclosure.granted(tools.db, tools.viewer, session_id).level is Roster.NAMES
    parts: list[Block] = [Heading(_("What was sent")), Text((Strong(session.title),)), *_counts(found)]
    if named:
        parts.append(Bullets(tuple(_line(one, one.name, tools) for one in found[:SHOWN])))
        parts += _signs(found)
    elif found:
        parts.append(Note((_("The policy does not let facilitators see here who answered, so nobody is named."),)))
    parts.append(Buttons((Button(_("Flight plan"), ShowFlight(session_id)), Button(_("Home"), GoHome()))))
    return Message(tuple(parts), locale=spoken())


def _to_person(member: int, name: str, tools: Tools) -> Message:
    found = reminded.log(tools.db, tools.viewer.community, member=member, most=SHOWN)
    sessions = {one.title: one for one in found}
    level = {
        one.id: disclosure.granted(tools.db, tools.viewer, one.id or 0).level
        for one in programme.sessions(tools.db, tools.viewer.community)
        if one.title in sessions
    }
    parts: list[Block] = [Heading(_("What was sent")), Text((Strong(name),)), *_counts(found)]
    if all(one is Roster.NAMES for one in level.values()):
        parts += [Bullets(tuple(_line(one, one.title, tools) for one in found)), *_signs(found)]
    return Message((*parts, Buttons((Button(_("Home"), GoHome()),))), locale=spoken())


def _counts(found: list[Sent]) -> list[Block]:
    if not found:
        return [Text((_("Nothing yet."),))]
    arrived = sum(one.state == DeliveryState.SENT for one in found)
    failed = sum(one.state == DeliveryState.FAILED for one in found)
    said = [n_("%(count)s sent", "%(count)s sent", arrived), n_("%(count)s failed", "%(count)s failed", failed)]
    parked = sum(one.state == DeliveryState.PARKED for one in found)
    if parked:
        said.append(n_("%(count)s set aside", "%(count)s set aside", parked))
    return [Text((", ".join(said),))]


def _signs(found: list[Sent]) -> list[Block]:
    """What it means that somebody has seen something, or that nobody says so."""
    if not any(one.state == DeliveryState.SENT for one in found):
        return []
    sentence = _(
        "Slack tells nobody what was read; Teams does, where a company's administrator allowed it. “Acted on” is a "
        "press or a word in their chat with me since then. No sign does not mean that nobody saw it."
    )
    return [Note((sentence,))]


def _line(one: Sent, label: str, tools: Tools) -> Spans:
    due = Moment(one.at, tools.viewer.zone)
    said = spans(_("%(label)s · due %(due)s · %(state)s"), label=Strong(label), due=due, state=_state(one, tools.now))
    if one.state == DeliveryState.SENT:
        late = one.done is not None and one.done - one.at > LATE
        at: Spans = (" ", Moment(one.done, tools.viewer.zone)) if one.done is not None and late else ()
        said = (*said, *at, " · ", *_seen(one, tools.viewer.zone))
    # The first try that failed is not the last one.
    retried = n_("tried again %(count)s time", "tried again %(count)s times", one.attempts)
    return (*said, f" · {retried}") if one.attempts else said


def _seen(one: Sent, zone: str) -> Spans:
    """The best that is known: they answered, they read it, they did something since; or no sign."""
    if one.answered is not None:
        return spans(_("answered %(when)s"), when=Moment(one.answered, zone))
    if one.seen is None:
        return (_("no sign yet"),)
    when = Moment(one.seen, zone)
    return spans(_("read %(when)s"), when=when) if one.sign == Sign.READ else spans(_("acted on %(when)s"), when=when)


def _state(one: Sent, now: datetime) -> str:
    match one.state:
        case DeliveryState.SENT:
            return _("sent")
        case DeliveryState.PARKED:
            return _("set aside after many tries: %(reason)s") % {"reason": _reason(one.reason)}
        case "" if one.at < now - ON_ITS_WAY:
            return _("over; what became of it is not kept any more")
        case DeliveryState.DROPPED:
            return _("not needed any more")
        case DeliveryState.FAILED:
            return _("failed: %(reason)s") % {"reason": _reason(one.reason)}
        case _:
            return _("on its way")


def _reason(reason: str) -> str:
    return reason or _("no reason was given")
