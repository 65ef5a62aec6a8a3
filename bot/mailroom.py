"""Mail to people: who is reached by it alone, how it begins, and how it ends."""

from collections.abc import Iterable
from datetime import timedelta

from bot.chat import Action, pack
from bot.doors import InvitedByMail, MailStopped, SessionCard
from bot.invited import as_guest, kept
from bot.outbox import Outbox
from storage import deliveries, guests, mailboxes, membership, people
from storage.database import Db
from storage.look import advises
from storage.models import Member, Role, Session

LATER = timedelta(minutes=5)
"""A card goes out by mail this long after it stands in the houses: where a reminder says the same, it says it alone."""


def invite(db: Db, outbox: Outbox, member: Member, by: int) -> None:
    """The member may act by mail from now on, and gets the invitation; `by` is the organisation that invites."""
    assert member.id is not None
    mailboxes.give(db, member.community_id, member.id, member.mail)
    zone = people.community(db, member.community_id).zone
    outbox.tell(member.id, InvitedByMail(by), "invited", zone=zone, urgent=True)


def stop(db: Db, outbox: Outbox, account: str) -> None:
    """No more mail to this account, and its links lead nowhere; whoever manages the place hears where that was all."""
    member = mailboxes.close(db, account)
    if member is None or people.accounts(db, member):
        return
    found = people.member(db, member)
    coordinators = membership.holders(db, found.community_id, Role.COORDINATOR, found.organisation_id)
    managers = [one for one in coordinators if one != member]
    managers = managers or membership.holders(db, found.community_id, Role.FACILITATOR)
    zone = people.community(db, found.community_id).zone
    for manager in managers:
        outbox.tell(manager, MailStopped(member), f"mail {member}", zone=zone)


def readers(db: Db, session: Session) -> list[int]:
    """Those the session is for whom nobody reaches but by mail, so that no room shows them its cards."""
    assert session.id is not None
    audience = kept(session.roles, session.kinds)
    found: list[int] = []
    for one in mailboxes.correspondents(db, session.community_id):
        guest = as_guest(db, one.role, one.member, session.id)
        if guest is not None:
            meant = guest
        elif one.role is Role.EXPERT:
            meant = advises(db, session.id, one.member)
        else:
            meant = audience.concerns(one.role, one.kind)
        found += [one.member] if meant else []
    return found


def announce(db: Db, outbox: Outbox, session: Session, zone: str) -> int:
    """Its card goes once to those who have only mail, but for its guests, who were invited to it; answers how many."""
    assert session.id is not None
    invited = {one.member for one in guests.of_session(db, session.community_id, session.id)}
    members = [one for one in readers(db, session) if one not in invited]
    return show(db, outbox, members, SessionCard(session.id), f"card {session.id}", zone)


def show(db: Db, outbox: Outbox, members: Iterable[int], card: Action, about: str, zone: str) -> int:
    """Those of these members who were not told this card yet are told it; answers how many."""
    later, packed = Outbox(db, outbox.now + LATER), pack(card)
    new = [member for member in members if not deliveries.was_told(db, packed, member)]
    told = sum(later.tell(member, card, f"{about} by mail", zone=zone) for member in new)
    outbox.wrote |= later.wrote
    return told
