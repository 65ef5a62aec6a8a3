"""The one way in which an answer is kept. Where seats are few, that is decided under the session's lock, and what is
free is offered to the next.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.doors import OfferLapsed, SeatOffered, SessionCard
from bot.finding import answerable
from bot.limits import limits_of
from bot.outbox import Outbox
from bot.seating import Hall, offered_until
from storage import answers, people, seats
from storage.database import Db
from storage.look import Look, Sitting, look
from storage.models import Choice, SessionState
from storage.seats import Place

SOON = timedelta(hours=24)
"""An offer this close to its meeting does not wait for the morning."""


@dataclass(frozen=True)
class Who:
    """Whose answer it is, and the account that gave it; `by` is the member who gives it on their behalf."""

    member: int
    organisation: int
    account: str
    by: int | None = None


def answer(db: Db, outbox: Outbox, session: Look, who: Who, choices: Mapping[int, Choice], reason: str = "") -> bool:
    """Keep these answers by meeting; a Coming for which there is no seat waits. False when nothing changed.

    With a `reason`, which stands in the history, a seat is given whatever the order.
    """
    if limits_of(session).limited:
        changed = _answer(db, outbox, seats.lock(db, session), who, choices, reason)
    else:
        wanted = {m: Choice.COMING if choice is Choice.WAITING else choice for m, choice in choices.items()}
        changed = _keep(db, outbox, who, wanted, reason=reason)
    if changed:
        outbox.redraw(SessionCard(session.id))
    return changed


def take_back(db: Db, outbox: Outbox, session: Look, who: Who) -> bool:
    """What others answered for them is undone, meeting by meeting: it is what it was before, as far as there is still a
    seat. False when nobody answered for them.
    """
    still = answerable(session, outbox.now)
    before = {
        meeting: choice for meeting, choice in answers.before(db, session.id, who.member).items() if meeting in still
    }
    given = {meeting: choice for meeting, choice in before.items() if choice is not None}
    if given:
        answer(db, outbox, session, who, given)
    if never := [meeting for meeting in before if meeting not in given]:
        answers.take_back(db, who.member, never, at=outbox.now, account=who.account)
        refill(db, outbox, session.community, session.id)
    return bool(before)


def _answer(db: Db, outbox: Outbox, session: Look, who: Who, choices: Mapping[int, Choice], reason: str) -> bool:
    found = halls(db, session, [*choices])
    wanted: dict[int, Choice] = {}
    places: dict[int, int] = {}
    for meeting, choice in choices.items():
        hall, own = found[meeting], found[meeting].of(who.member)
        if choice not in (Choice.COMING, Choice.WAITING) or reason or _seated(hall, own, who.organisation, outbox.now):
            wanted[meeting] = Choice.COMING if choice is Choice.WAITING else choice
            continue
        wanted[meeting] = Choice.WAITING
        places[meeting] = hall.arrivals + 1
    changed = _keep(db, outbox, who, wanted, places, reason)
    owned = {meeting: place for meeting, hall in found.items() if (place := hall.of(who.member))}
    settled = [m for m, place in owned.items() if place.offered and wanted[m] is not Choice.WAITING]
    if settled:
        seats.withdraw(db, settled, who.member)
    if any(wanted[m] not in (Choice.COMING, Choice.WAITING) for m in owned):
        _fill(db, outbox, session)
    return changed


def hand_over(db: Db, outbox: Outbox, session: Look, who: Who, colleague: int, meetings: Sequence[int]) -> bool:
    """Every seat they hold in these meetings is the colleague's; False when they hold none."""
    limited = limits_of(session).limited
    if limited:
        session = seats.lock(db, session)
    own = answers.of_member(db, session.id, who.member)
    held = [meeting for meeting in meetings if own.get(meeting) is Choice.COMING]
    if not held:
        return False
    _keep(db, outbox, who, dict.fromkeys(held, Choice.NOT))
    sent = replace(who, member=colleague, by=who.by or who.member)
    _keep(db, outbox, sent, dict.fromkeys(held, Choice.COMING))
    if limited:
        seats.withdraw(db, held, colleague)
        _fill(db, outbox, session)
    outbox.redraw(SessionCard(session.id))
    return True


def leave(db: Db, outbox: Outbox, community: int, who: Who) -> None:
    """Whoever leaves comes to nothing that is still to come, and their seats go to the next."""
    # In order, so that two who leave at once never wait for each other's locks.
    for session, meetings in sorted(answers.coming(db, who.member, outbox.now).items()):
        found = look(db, community, session)
        if found is not None:
            answer(db, outbox, found, who, dict.fromkeys(meetings, Choice.NOT))


def refill(db: Db, outbox: Outbox, community: int, session: int) -> None:
    """Something else than an answer changed who comes, or how many may: what is free is offered to the next."""
    found = look(db, community, session)
    if found is None:
        return
    found = seats.lock(db, found)
    seats.withdraw_idle(db, [meeting.id for meeting in found.meetings])
    _fill(db, outbox, found)
    outbox.redraw(SessionCard(session))


def halls(db: Db, session: Look, meetings: Sequence[int]) -> dict[int, Hall]:
    """The seats of these meetings as they are now."""
    by_meeting: dict[int, list[Place]] = {meeting: [] for meeting in meetings}
    for place in seats.places(db, meetings):
        by_meeting[place.meeting].append(place)
    limits, numbers = limits_of(session), {meeting.id: meeting.number for meeting in session.meetings}
    return {meeting: Hall(limits.of(numbers[meeting]), tuple(places)) for meeting, places in by_meeting.items()}


def in_time(db: Db, outbox: Outbox) -> None:
    """What time alone brings about: offers that ran out go to the next, and a limit by company that is over ends."""
    for session_id, community in seats.overdue(db, outbox.now):
        found = look(db, community, session_id)
        if found is None:
            continue
        session = seats.lock(db, found)
        if session.open_from is not None and session.open_from <= outbox.now:
            session = session._replace(company_seats=0, open_from=None)
            seats.open_to_all(db, session_id)
        zone = people.community(db, community).zone
        for place in seats.places(db, [meeting.id for meeting in session.meetings]):
            if place.offered is not None and place.offered <= outbox.now:
                seats.withdraw(db, [place.meeting], place.member)
                if place.number is not None and session.state == SessionState.OPEN:
                    _keep(db, outbox, _nobody(place), {place.meeting: Choice.MAYBE})
                    outbox.tell(place.member, OfferLapsed(place.meeting), f"lapsed {place.meeting}", zone=zone)
        _fill(db, outbox, session)
        outbox.redraw(SessionCard(session_id))


def _keep(
    db: Db,
    outbox: Outbox,
    who: Who,
    choices: Mapping[int, Choice],
    places: Mapping[int, int] | None = None,
    reason: str = "",
) -> bool:
    outbox.behalf = who.member if who.by else outbox.behalf
    return answers.record(
        db,
        who.member,
        who.organisation,
        choices,
        at=outbox.now,
        account=who.account,
        places=places or {},
        by=who.by,
        reason=reason,
    )


def _fill(db: Db, outbox: Outbox, session: Look) -> None:
    """Offer what is free to whoever comes next. The session is locked."""
    limited, now = limits_of(session).limited, outbox.now
    found = halls(db, session, answerable(session, now))
    for meeting in session.meetings:
        hall = found.get(meeting.id)
        while hall is not None and (first := hall.next(now)):
            told = _offer(db, outbox, session, meeting, first) if limited else None
            if told is None:
                # There are seats enough, or nobody could tell them: they have one.
                _keep(db, outbox, _nobody(first), {first.meeting: Choice.COMING})
            moved = first._replace(number=first.number if told else None, offered=told)
            hall = replace(hall, places=tuple(moved if place is first else place for place in hall.places))
            outbox.redraw(SessionCard(session.id))


def _seated(hall: Hall, own: Place | None, organisation: int, now: datetime) -> bool:
    """Whether a Coming is a seat, for somebody who has one, is offered one, is next, or finds one free."""
    if own is None:
        return hall.admits(organisation, now)
    if own.number is None:
        return True
    return own.offered > now if own.offered else hall.next(now) is own


def _offer(db: Db, outbox: Outbox, session: Look, meeting: Sitting, place: Place) -> datetime | None:
    """Hold the seat for them and tell them so; until when, or None where there is no way to tell them."""
    by = meeting.starts - SOON
    urgent = outbox.now > by
    zone = people.community(db, session.community).zone
    told = outbox.reaches(place.member, zone=zone, urgent=urgent, by=by)
    if told is None:
        return None
    until = offered_until(told, meeting.starts)
    what = SeatOffered(place.meeting, until.isoformat())
    about = f"offer {place.meeting} {until.isoformat()}"
    outbox.tell(place.member, what, about, zone=zone, urgent=urgent, by=by)
    seats.offer(db, place.meeting, place.member, until)
    return until


def _nobody(place: Place) -> Who:
    """Time decides for them; no account did."""
    return Who(place.member, place.organisation, "")
