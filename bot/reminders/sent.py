"""What was sent, per session and per person, and what became of it; facilitators hear of what did not arrive."""

from collections.abc import Mapping
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
from bot.reminders import figures, flight, saying
from bot.reminders.actions import ShowLog, ShowLogOf, Unreached
from bot.reminders.ladders import of_session
from bot.words import N_, _, n_, spans, spoken
from storage import ladders, membership, people, programme, reminded
from storage.database import Db
from storage.mailboxes import is_mail
from storage.models import DeliveryState, Member, Role, Roster
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
    """The same by button, from a reminder on."""
    return _about_session(action.session, tools, max(action.first, 0))


@sent.pressed(ShowLogOf, may=FACILITATORS)
def show_log_of(pressed: Pressed, action: ShowLogOf, tools: Tools) -> Next:
    """What was sent to a person before that."""
    found = tools.db.get(Member, action.member)
    if found is None or found.community_id != tools.viewer.community:
        return flight.gone()
    return _to_person(action.member, found.name, tools, max(action.first, 0))


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


def _about_session(session_id: int, tools: Tools, first: int = 0) -> Message:
    session = programme.session(tools.db, tools.viewer.community, session_id)
    if session is None:
        return flight.gone()
    home = tools.viewer.community
    found = reminded.log(tools.db, home, session=session_id, most=SHOWN + 1, first=first)
    # Whom a rung reminded tells who had answered: names stand here as far as the policy lets facilitators see them.
    named = disclosure.granted(tools.db, tools.viewer, session_id).level is Roster.NAMES
    parts: list[Block] = [Heading(_("What was sent")), Text((Strong(session.title),))]
    parts += _counts(reminded.tally(tools.db, home, session=session_id))
    if named:
        parts += _lines(found, [one.name for one in found], tools)
    elif found:
        parts.append(Note((_("The policy does not let facilitators see here who answered, so nobody is named."),)))
    more = [Button(_("More…"), ShowLog(session_id, first + SHOWN))] if named and len(found) > SHOWN else []
    parts.append(Buttons((*more, Button(_("Flight plan"), ShowFlight(session_id)), Button(_("Home"), GoHome()))))
    return Message(tuple(parts), locale=spoken())


def _to_person(member: int, name: str, tools: Tools, first: int = 0) -> Message:
    home = tools.viewer.community
    found = reminded.log(tools.db, home, member=member, most=SHOWN + 1, first=first)
    levels = {disclosure.granted(tools.db, tools.viewer, one).level for one in {each.session for each in found}}
    parts: list[Block] = [Heading(_("What was sent")), Text((Strong(name),))]
    parts += _counts(reminded.tally(tools.db, home, member=member))
    named = levels <= {Roster.NAMES}
    if named:
        parts += _lines(found, [one.title for one in found], tools)
    more = [Button(_("More…"), ShowLogOf(member, first + SHOWN))] if named and len(found) > SHOWN else []
    return Message((*parts, Buttons((*more, Button(_("Home"), GoHome())))), locale=spoken())


def _counts(tally: Mapping[str, int]) -> list[Block]:
    if not tally:
        return [Text((_("Nothing yet."),))]
    arrived, failed = tally.get(DeliveryState.SENT, 0), tally.get(DeliveryState.FAILED, 0)
    said = [n_("%(count)s sent", "%(count)s sent", arrived), n_("%(count)s failed", "%(count)s failed", failed)]
    if parked := tally.get(DeliveryState.PARKED, 0):
        said.append(n_("%(count)s set aside", "%(count)s set aside", parked))
    return [Text((", ".join(said),))]


def _lines(found: list[Sent], labels: list[str], tools: Tools) -> list[Block]:
    """What each of them was and what became of it; the last of them only shows that there are more."""
    if not found:
        return []
    owns = ladders.own(tools.db, tools.viewer.community, [one.session for one in found])
    kinds = {one.id: one.kind for one in programme.sessions(tools.db, tools.viewer.community)}
    whats = {
        (session, rule.key): saying.what(rule.what)
        for session in {one.session for one in found}
        for rule in of_session(owns, session, kinds[session]).rules
    }
    shown = zip(found[:SHOWN], labels, strict=False)
    lines = (_line(one, label, whats.get((one.session, one.key), ""), tools) for one, label in shown)
    return [Bullets(tuple(lines)), *_signs(found)]


def _signs(found: list[Sent]) -> list[Block]:
    """What it means that somebody has seen something, or that nobody says so."""
    if not any(one.state == DeliveryState.SENT for one in found):
        return []
    sentence = _(
        "Slack tells nobody what was read; Teams does, where a company's administrator allowed it. “Acted on” is a "
        "press or a word in their chat with me since then. No sign does not mean that nobody saw it."
    )
    return [Note((sentence,))]


def _line(one: Sent, label: str, what: str, tools: Tools) -> Spans:
    due = Moment(one.at, tools.viewer.zone)
    said = spans(_("due %(due)s · %(state)s"), due=due, state=_state(one, tools.now))
    said = (Strong(label), f" · {what}" if what else "", " · ", *said)
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
            return _("sent by mail") if is_mail(one.house) else _("sent")
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
