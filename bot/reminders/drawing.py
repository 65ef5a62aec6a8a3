"""Drawing a reminder when it is due, from the data as it is then: what is answered by now is left out."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from bot import disclosure
from bot.chat import Message
from bot.invited import kept
from bot.kit import ANSWERING, Tools, Viewer
from bot.reminders import cards, delaying
from bot.reminders.actions import Remind
from bot.reminders.cards import Part
from bot.reminders.data import Data, load
from bot.reminders.laying import ASKING, Standing, lay_out
from bot.reminders.plan import GRACE
from bot.reminders.whom import Circle
from bot.words import _, listing
from storage import outlines, people, steps
from storage.ladders import What
from storage.look import advises
from storage.models import Choice, OrganisationKind, Role, Roster, SessionState
from storage.remindable import Held
from storage.steps import Stood
from storage.wishes import Wished


def draw(remind: Remind, viewer: Viewer, tools: Tools) -> Message | None:
    """Everything this member is reminded of at that instant, or None when nothing is left to say."""
    if viewer.member is None or viewer.member != remind.about:
        return None
    try:
        at = datetime.fromisoformat(remind.at)
    except ValueError:
        return None
    found = list(wanted(at, viewer, tools))
    parts = [part for part, _latest in found]
    if not parts or _waits(at, parts, min(latest for _part, latest in found), tools):
        return None
    return cards.reminder(parts, at)


def _waits(at: datetime, parts: list[Part], latest: datetime, tools: Tools) -> bool:
    """Whether it could not be sent (a platform was down, or we were) until its reader did not work any more: it comes
    when they do again, if it still helps then.
    """
    if tools.now <= at + GRACE or any(part.standing.rule.what is What.LINK for part in parts):
        return False
    following = delaying.hours_of(tools).next(tools.now)
    if following == tools.now:
        return False
    if following is not None and following <= latest:
        delaying.delay(at, following, tools)
    return True


def wanted(at: datetime, viewer: Viewer, tools: Tools) -> Iterator[tuple[Part, datetime]]:
    """What of that instant's reminders still holds for this member, each with when it stops to help."""
    assert viewer.member is not None
    found = steps.together(tools.db, viewer.member, at)
    sessions = sorted({step.session for step, _round in found})
    if not sessions:
        return
    data = load(tools.db, viewer.community, tools.now, sessions, viewer.organisation)
    for step, number in found:
        session = next((one for one in data.sessions if one.id == step.session), None)
        standing = session and _standing(data, session, step)
        if session is None or standing is None or number != step.round:
            continue
        if _holds(data, session, standing, step, viewer.member, tools.now):
            part = _part(data, session, standing, step, viewer, tools)
            if part is not None:
                theirs = Circle(data, session.id, standing).executives(standing.rule.whom, viewer.member)
                if theirs:
                    part = replace(part, whose=tuple(one.name for one in theirs))
                yield part, standing.latest


def _standing(data: Data, session: Held, step: Stood) -> Standing | None:
    for one in lay_out(session, data.chosen[session.id].rules):
        if (one.meeting, one.rule.key) == (step.meeting, step.key):
            return one
    return None


def _holds(data: Data, session: Held, standing: Standing, step: Stood, member: int, now: datetime) -> bool:
    rule = standing.rule
    if step.skipped or now > standing.latest + GRACE or not data.held.isdisjoint({None, session.id}):
        return False
    if (session.id, member) in data.muted or rule.what in data.wishes.get(member, Wished()).without:
        return False
    state = SessionState(session.state)
    if state is SessionState.DRAFT or (state is SessionState.CLOSED and rule.what in ASKING):
        return False
    return Circle(data, session.id, standing).is_one(rule.whom, member)


def _part(data: Data, session: Held, standing: Standing, step: Stood, viewer: Viewer, tools: Tools) -> Part | None:
    text = step.text or standing.rule.text
    match standing.rule.what:
        case What.LIST:
            companies = by_company(standing, session.id, viewer, tools)
            return Part(session, standing, text, companies=companies) if companies else None
        case What.ESCALATION:
            may_know = disclosure.granted(tools.db, viewer, session.id).own_people
            reader = data.readers.get(viewer.member or 0)
            return Part(session, standing, text, missing=reader.company if reader and may_know else "")
        case What.AGENDA | What.LINK:
            sitting = standing.sittings[0].id
            shows = standing.rule.what is What.AGENDA and _may_read_agenda(session.id, viewer, tools)
            agenda = tuple(outlines.outline(tools.db, viewer.community, sitting)) if shows else ()
            places = disclosure.places(tools.db, viewer, kept(session.roles, session.kinds))
            joins = disclosure.joins(viewer, places, _seated(data, sitting))
            link = data.links.get(sitting, "") if joins else ""
            return Part(session, standing, text, link=link, agenda=agenda)
        case _:
            return Part(session, standing, text)


def _seated(data: Data, meeting: int) -> set[int]:
    return {member for (one, member), choice in data.choices.items() if one == meeting and choice is Choice.COMING}


def _may_read_agenda(session: int, viewer: Viewer, tools: Tools) -> bool:
    """Whoever may answer; experts where they advise."""
    if viewer.member is None or viewer.role not in ANSWERING:
        return False
    return viewer.role is not Role.EXPERT or advises(tools.db, session, viewer.member)


def by_company(standing: Standing, session: int, viewer: Viewer, tools: Tools) -> tuple[tuple[str, str], ...]:
    """Which companies come, hesitate or are silent, as far as the policy lets facilitators know; nothing when every
    company comes to each of these meetings.
    """
    seen = disclosure.seen_in_full(tools.db, viewer, session)
    if seen.level is Roster.NOTHING:
        return ()
    if seen.level is Roster.COUNTS:
        counted = _("%(answered)s of %(companies)s") % {"answered": seen.answered, "companies": seen.companies}
        return ((_("Companies that have answered"), counted),) if seen.answered < seen.companies else ()
    meetings = {sitting.id for sitting in standing.sittings}
    said: set[str] = set()
    comes: dict[str, set[int]] = {}
    for (meeting, choice), entries in seen.names.items():
        for organisation, _member in entries if meeting in meetings else ():
            said.add(organisation)
            if choice is Choice.COMING:
                comes.setdefault(organisation, set()).add(meeting)
    companies = [
        one.name for one in people.organisations(tools.db, viewer.community) if one.kind == OrganisationKind.COMPANY
    ]
    coming = [name for name in companies if comes.get(name) == meetings]
    silent = [name for name in companies if name not in said]
    partly = [name for name in companies if name in comes and name not in coming]
    others = [name for name in companies if name in said and name not in comes]
    if len(coming) == len(companies):
        return ()
    rows = ((_("Silent"), silent), (_("Maybe, or not coming"), others), (_("Not to every meeting"), partly),
            (_("Coming"), coming))  # fmt: skip
    return tuple((label, listing(names)) for label, names in rows if names)
