"""The flight plan as facilitators see it: rung by rung, and person by person."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.chat import Block, Bullets, Button, Buttons, Heading, Message, Moment, Note, Spans, Strong, Style, Text
from bot.doors import GoHome, ShowFlight, ShowSession
from bot.moments import moment
from bot.reminders import saying
from bot.reminders.actions import (
    HoldAll,
    OpenLadder,
    OpenLink,
    OpenText,
    SendNow,
    ShowEach,
    ShowLog,
    ShowOverview,
    SkipStep,
)
from bot.reminders.ladders import DEADLINE, Chosen
from bot.reminders.laying import Standing
from bot.reminders.plan import Planned, Why
from bot.words import _, n_, spans, spoken
from storage.ladders import Anchor, What, Whom
from storage.mailboxes import is_mail
from storage.models import Roster, SessionState
from storage.remindable import Held
from storage.steps import Stood

PAGE = 6
"""Rungs shown at once."""
PEOPLE = 20
"""People named at once, and of those whom nothing is sent so many by each reason."""
SESSIONS = 10
"""Sessions in the overview at once."""
OPEN_TO_ALL = frozenset({Whom.FACILITATORS, Whom.EXPERTS, Whom.OWNERS, Whom.PRESENTERS})
"""Whom a rung reminds whatever was answered: naming them tells nothing of an answer."""


@dataclass(frozen=True)
class Leg:
    """One rung of a session: what is planned by it, its step where it was laid out already, and the community's clock:
    its zone and what it is called.
    """

    session: Held
    standing: Standing
    step: Stood | None
    planned: tuple[Planned, ...]
    zone: str
    city: str

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.step is not None and self.step.look is None and not self.step.skipped

    @property
    def going(self) -> list[Planned]:
        """The messages that will be sent."""
        return [one for one in self.planned if not one.dropped]


def flight(
    session: Held,
    legs: Sequence[Leg],
    chosen: Chosen,
    links: int,
    held: bool,
    level: Roster,
    first: int,
    done: str = "",
) -> Message:
    """The plan of one session, from the leg with this number on."""
    draft = session.state == SessionState.DRAFT
    parts: list[Block] = [Text((Strong(done),))] if done else []
    parts.append(Heading(_("Flight plan")))
    parts.append(Text((Strong(session.title), " · ", _("ladder “%(name)s”") % {"name": _(chosen.name)})))
    if draft:
        parts.append(Note((_("A draft: nothing of this is sent before the session is announced."),)))
    if held:
        parts.append(Text((Strong(_("Held back: nothing of this is sent until you press Send again.")),)))
    if not legs:
        parts.append(Text((_("No reminder is planned: no meeting is left, or the ladder has no rungs."),)))
    for leg in legs[first : first + PAGE]:
        parts += _leg(leg, level, draft)
    if links < len(session.meetings):
        missing = len(session.meetings) - links
        parts.append(Note((n_("%(count)s meeting has no link yet.", "%(count)s meetings have no link yet.", missing),)))
    own = [rule for rule in chosen.rules if rule.anchor is Anchor.DEADLINE and rule.key != DEADLINE]
    if session.answer_by is None and own:
        example = f"seats of {session.title}: answers by 1 March 2027"
        sentence = _("There is no deadline to answer by, so what is counted from it is not sent. To set one, write: %s")
        parts.append(Note((sentence % example,)))
    parts.append(Note((_("Answers are as they stand now: whoever answers in the meantime hears nothing."),)))
    more = legs[first + PAGE :]
    buttons: list[Button] = []
    if more:
        buttons.append(Button(_("More…"), ShowFlight(session.id, first + PAGE)))
    buttons.append(Button(_("Change the ladder…"), OpenLadder(session.id), opens_form=True))
    buttons.append(Button(_("Links…"), OpenLink(session.id), opens_form=True))
    if not draft:
        hold = Button(_("Send again"), HoldAll(session.id, False), Style.PRIMARY)
        buttons.append(hold if held else Button(_("Hold back"), HoldAll(session.id)))
        buttons.append(Button(_("What was sent"), ShowLog(session.id)))
    parts.append(Buttons((*buttons, Button(_("See the session"), ShowSession(session.id)))))
    return Message(tuple(parts), locale=spoken())


@dataclass(frozen=True)
class Ahead:
    """A session in the overview: its next reminder, and how many messages there will be, None where that is hidden."""

    session: Held
    next: Planned | None
    messages: int | None


def overview(sessions: Sequence[Ahead], first: int, more: bool, held: bool, zone: str, city: str) -> Message:
    """The sessions that come next, with the next reminder of each and how many messages there will be."""
    parts: list[Block] = [Heading(_("Flight plan"))]
    if held:
        parts.append(Text((Strong(_("All reminders are held back until you press Send again.")),)))
    for one in sessions:
        parts.append(Text((Strong(one.session.title), *_ahead(one, zone, city))))
        parts.append(Buttons((Button(_("Flight plan"), ShowFlight(one.session.id), about=one.session.title),)))
    if not sessions:
        parts.append(Text((_("Nothing is planned yet."),)))
    hold = Button(_("Send again"), HoldAll(None, False)) if held else Button(_("Hold back all"), HoldAll(None))
    pages = [Button(_("More…"), ShowOverview(first + SESSIONS))] if more else []
    return Message((*parts, Buttons((*pages, hold, Button(_("Home"), GoHome())))), locale=spoken())


def _ahead(one: Ahead, zone: str, city: str) -> Spans:
    draft = _(" · draft") if one.session.state == SessionState.DRAFT else ""
    if one.next is None:
        return (draft, " · ", _("no reminder is planned"))
    label = f"{saying.when_of(one.next.standing)}, {saying.what(one.next.standing.rule.what)}"
    said = spans(_("next: %(what)s, %(when)s"), what=label, when=Moment(one.next.at, zone, city=city))
    if one.next.why is Why.HELD:
        return (draft, " · ", *said, " · ", _("held back"))
    if one.messages is None:
        return (draft, " · ", *said)
    count = n_("%(count)s message to come", "%(count)s messages to come", one.messages)
    return (draft, " · ", *said, " · ", count)


def _leg(leg: Leg, level: Roster, draft: bool) -> list[Block]:
    rule = leg.standing.rule
    head = Strong(saying.when_of(leg.standing))
    line: Spans = (head, f" · {saying.what(rule.what)} · {saying.whom(rule.whom)}")
    blocks: list[Block] = [Text((*line, " · ", *_summary(leg, level)))]
    text = (leg.step.text if leg.step else "") or rule.text
    if text:
        blocks.append(Note((_("Says: “%(text)s”") % {"text": text},)))
    about = saying.when_of(leg.standing)
    each = Button(_("Whom?"), ShowEach(leg.session.id, leg.standing.meeting, rule.key), about=about)
    if draft or leg.step is None or leg.over:
        return [*blocks, Buttons((each,))] if leg.planned else blocks
    step = leg.step.id
    skip = Button(_("Do not skip"), SkipStep(step, False), about=about)
    if leg.step.skipped:
        return [*blocks, Buttons((each, skip))]
    more = (
        Button(_("Send now"), SendNow(step), about=about),
        Button(_("Skip"), SkipStep(step), about=about),
        Button(_("Text…"), OpenText(step), opens_form=True, about=about),
    )
    return [*blocks, Buttons((each, *more))]


def _summary(leg: Leg, level: Roster) -> Spans:
    if leg.over:
        return (_("done"),)
    if leg.step is not None and leg.step.skipped:
        return (_("skipped"),)
    going, rule = leg.going, leg.standing.rule
    counts = level is not Roster.NOTHING or rule.whom in OPEN_TO_ALL or rule.what is What.LIST
    if not leg.planned:
        if rule.whom in (Whom.OWNERS, Whom.PRESENTERS):
            return (_("nobody is known for this yet"),)
        return (_("nobody, as answers stand now"),) if counts else ()
    if not counts:
        return (_("as answers stand then"),)
    dropped = _dropped(leg)
    if not going:
        return (dropped,)
    count = n_("%(count)s person", "%(count)s people", len(going))
    first, last = (Moment(one.at, leg.zone, city=leg.city) for one in (going[0], going[-1]))
    said = spans(_("%(count)s, %(when)s"), count=count, when=first)
    if first.at != last.at:
        said = spans(_("%(count)s, from %(first)s to %(last)s"), count=count, first=first, last=last)
    return (*said, f"; {dropped}") if dropped else said


def _dropped(leg: Leg) -> str:
    """How many are left out, by which rule, the most frequent first."""
    whys = Counter(one.why for one in leg.planned if one.dropped)
    said = (_("%(count)s %(why)s") % {"count": count, "why": saying.why(why)} for why, count in whys.most_common())
    return "; ".join(said)


def each(leg: Leg, level: Roster, zone: str, city: str, first: int = 0) -> Message:
    """Whom (from this number on), when in their time and ours, through which house, and why; or why not."""
    rule = leg.standing.rule
    parts: list[Block] = [
        Heading(saying.when_of(leg.standing)),
        Text((Strong(leg.session.title), f" · {saying.what(rule.what)} · {saying.whom(rule.whom)}")),
        Text(spans(_("About: %(when)s"), when=moment(leg.standing.sittings[0]))),
    ]
    named = rule.whom in OPEN_TO_ALL or level is Roster.NAMES
    if not named:
        parts.append(Note((_("The policy does not let facilitators see here who answered, so nobody is named."),)))
    elif leg.planned:
        parts += _people(leg, first, zone, city)
    else:
        parts.append(Text((_("Nobody, as answers stand now."),)))
    following = ShowEach(leg.session.id, leg.standing.meeting, rule.key, first + PEOPLE)
    more = [Button(_("More…"), following)] if named and len(leg.going) > first + PEOPLE else []
    back = Button(_("Back to the flight plan"), ShowFlight(leg.session.id))
    return Message((*parts, Buttons((*more, back, Button(_("Home"), GoHome())))), locale=spoken())


def _people(leg: Leg, first: int, zone: str, city: str) -> list[Block]:
    """Those who get it, the first first, and on the first page those who do not, by why."""
    going = leg.going[first : first + PEOPLE]
    blocks: list[Block] = [Bullets(tuple(_person(one, zone, city) for one in going))] if going else []
    if first:
        return blocks
    left_out: dict[Why, list[str]] = {}
    for one in leg.planned:
        if one.dropped:
            left_out.setdefault(one.why, []).append(one.member.name)
    for why, names in left_out.items():
        said = f"{saying.why(why)} ({len(names)}): {', '.join(names[:PEOPLE])}"
        said = said[:1].upper() + said[1:]
        rest = len(names) - PEOPLE
        more = n_(" and %(count)s more", " and %(count)s more", rest) if rest > 0 else ""
        blocks.append(Note((said + more,)))
    return blocks


def _person(one: Planned, zone: str, city: str) -> Spans:
    through = _("%(name)s · %(theirs)s, for us %(ours)s · through %(house)s · %(why)s")
    by_mail = _("%(name)s · %(theirs)s, for us %(ours)s · by mail · %(why)s")
    return spans(
        by_mail if is_mail(one.member.house) else through,
        name=Strong(one.member.name),
        theirs=Moment(one.at, one.zone),
        ours=Moment(one.at, zone, city=city),
        house=one.member.house_name,
        why=saying.why(one.why),
    )
