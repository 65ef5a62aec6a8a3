"""Keeping an answer where seats are few: decided under the session's lock; what is free is offered to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.daytime import next_daytime
from bot.doors import SessionCard
from bot.limits import limits_of
from bot.outbox import Outbox
from bot.signups.actions import OfferLapsed, SeatOffered
from bot.signups.rules import answerable
from bot.signups.seating import Hall, offered_until
from storage import answers, people, programme, seats
from storage.database import Db
from storage.models import Choice, Meeting, Session, SessionState
from storage.seats import Place

SOON = timedelta(hours=24)
"""An offer this close to its meeting does not wait for the morning."""


@dataclass(frozen=True)
class Who:
    """Whose answer it is, and who gave it."""

    member: int
    organisation: int
    account: str


def answer(db: Db, outbox: Outbox, session: Session, who: Who, choices: Mapping[int, Choice], reason: str = "") -> bool:
    """Keep these answers by meeting; a Coming for which there is no seat waits. False when nothing changed.

    With a `reason`, which stands in the history, a seat is given whatever the order.
    """
    now = outbox.now
    if not limits_of(session).limited:
        wanted = {m: Choice.COMING if choice is Choice.WAITING else choice for m, choice in choices.items()}
        return answers.record(db, who.member, who.organisation, wanted, at=now, account=who.account, reason=reason)
    seats.lock(db, session)
    found = halls(db, session, [*choices])
    wanted: dict[int, Choice] = {}
    places: dict[int, int] = {}
    for meeting, choice in choices.items():
        hall, own = found[meeting], found[meeting].of(who.member)
        if choice not in (Choice.COMING, Choice.WAITING) or reason or _seated(hall, own, who.organisation, now):
            wanted[meeting] = choice
            continue
        wanted[meeting] = Choice.WAITING
        places[meeting] = hall.arrivals + 1
    changed = answers.record(
        db, who.member, who.organisation, wanted, at=now, account=who.account, places=places, reason=reason
    )
    owned = {meeting: place for meeting, hall in found.items() if (place := hall.of(who.member))}
    settled = [m for m, place in owned.items() if place.offered and wanted[m] is not Choice.WAITING]
    if settled:
        seats.withdraw(db, settled, who.member)
    if any(wanted[m] not in (Choice.COMING, Choice.WAITING) for m in owned):
        fill(db, outbox, session, programme.meetings(db, _id(session)))
    if changed:
        outbox.redraw(SessionCard(_id(session)))
    return changed


def hand_over(db: Db, outbox: Outbox, session: Session, who: Who, colleague: int, meetings: Sequence[int]) -> bool:
    """Every seat they hold in these meetings is the colleague's; False when they hold none."""
    if limits_of(session).limited:
        seats.lock(db, session)
    own = answers.of_member(db, meetings, who.member)
    held = [meeting for meeting, choice in own.items() if choice is Choice.COMING]
    if not held:
        return False
    for member, choice in ((who.member, Choice.NOT), (colleague, Choice.COMING)):
        choices = dict.fromkeys(held, choice)
        answers.record(db, member, who.organisation, choices, at=outbox.now, account=who.account)
    seats.withdraw(db, held, colleague)
    if limits_of(session).limited:
        fill(db, outbox, session, programme.meetings(db, _id(session)))
    outbox.redraw(SessionCard(_id(session)))
    return True


def halls(db: Db, session: Session, meetings: Sequence[int]) -> dict[int, Hall]:
    """The seats of these meetings as they are now."""
    by_meeting: dict[int, list[Place]] = {meeting: [] for meeting in meetings}
    for place in seats.places(db, meetings):
        by_meeting[place.meeting].append(place)
    limits = limits_of(session)
    return {meeting: Hall(limits, tuple(places)) for meeting, places in by_meeting.items()}


def fill(db: Db, outbox: Outbox, session: Session, meetings: Sequence[Meeting]) -> None:
    """Offer what is free to whoever comes next. The session is locked, or its limits have just been set."""
    limits, now = limits_of(session), outbox.now
    zone = people.community(db, session.community_id).zone
    found = halls(db, session, answerable(session, meetings, now))
    for meeting in meetings:
        hall = found.get(meeting.id or 0)
        while hall is not None and (first := hall.next(now)):
            told = _offer(db, outbox, meeting, first, zone) if limits.limited else None
            if told is None:
                # There are seats enough, or nobody could tell them: they have one.
                choices = {first.meeting: Choice.COMING}
                answers.record(db, first.member, first.organisation, choices, at=now, account="")
            moved = first._replace(number=first.number if told else None, offered=told)
            hall = replace(hall, places=tuple(moved if place is first else place for place in hall.places))
            outbox.redraw(SessionCard(_id(session)))


def in_time(db: Db, outbox: Outbox) -> None:
    """What time alone brings about: offers that ran out go to the next, and a limit by company that is over ends."""
    for session_id in seats.overdue(db, outbox.now):
        session = db.get_one(Session, session_id)
        seats.lock(db, session)
        meetings = programme.meetings(db, session_id)
        if session.open_from is not None and session.open_from <= outbox.now:
            session.company_seats, session.open_from = 0, None
            db.add(session)
            db.flush()
            outbox.redraw(SessionCard(session_id))
        zone = people.community(db, session.community_id).zone
        for place in seats.places(db, [m.id for m in meetings if m.id is not None]):
            if place.offered is None or place.offered > outbox.now:
                continue
            seats.withdraw(db, [place.meeting], place.member)
            if place.number is not None and session.state == SessionState.OPEN:
                choices = {place.meeting: Choice.MAYBE}
                answers.record(db, place.member, place.organisation, choices, at=outbox.now, account="")
                outbox.tell(place.member, OfferLapsed(place.meeting), f"lapsed {place.meeting}", zone=zone)
            outbox.redraw(SessionCard(session_id))
        fill(db, outbox, session, meetings)


def _seated(hall: Hall, own: Place | None, organisation: int, now: datetime) -> bool:
    """Whether a Coming is a seat, for somebody who has one, is offered one, is next, or finds one free."""
    if own is None:
        return hall.admits(organisation, now)
    if own.number is None:
        return True
    return own.offered > now if own.offered else hall.next(now) is own


def _offer(db: Db, outbox: Outbox, meeting: Meeting, place: Place, zone: str) -> datetime | None:
    """Hold the seat for them and tell them so; until when, or None where there is no way to tell them."""
    account = next(iter(people.accounts(db, place.member)), None)
    if account is None:
        return None
    urgent = meeting.starts - outbox.now < SOON
    told = outbox.now if urgent else next_daytime(outbox.now, account.zone or zone)
    until = offered_until(told, meeting.starts)
    what = SeatOffered(place.meeting, until.isoformat())
    outbox.tell(place.member, what, f"offer {place.meeting} {until.isoformat()}", zone=zone, urgent=urgent)
    seats.offer(db, place.meeting, place.member, until)
    return until


def _id(session: Session) -> int:
    assert session.id is not None
    return session.id
