"""Membership: the rules of participation and who has accepted them, the places, and who holds them."""

import secrets
from datetime import datetime, time
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import select

from storage import codes, mailboxes
from storage.belonging import Acceptance, Rules
from storage.database import Db
from storage.models import Account, Community, Member, Organisation, OrganisationKind, Role, table

LONGEST_RULES = 2800
"""Characters of the rules: they are shown whole, in one message of any platform."""

_member, _rules = table(Member), table(Rules)
_organisation, _account = table(Organisation), table(Account)


def rules(db: Db, community: int) -> Rules | None:
    """The rules in force, or None where the community has none."""
    found = db.get_one(Community, community)
    return db.get(Rules, (community, found.rules)) if found.rules else None


def set_rules(db: Db, community: Community, text: str, now: datetime, *, account: str) -> bool:
    """These are the rules from now on, as a new version; an empty text withdraws them. False when they were already."""
    assert community.id is not None
    text = text.strip()
    standing = rules(db, community.id)
    if text == (standing.text if standing else ""):
        return False
    community.rules = 0
    if text:
        last = sa.select(sa.func.coalesce(sa.func.max(_rules.c.version), 0)).where(
            _rules.c.community_id == community.id
        )
        community.rules = db.connection().execute(last).scalar_one() + 1
        db.add(Rules(community_id=community.id, version=community.rules, text=text, at=now, account_id=account))
    db.add(community)
    db.flush()
    return True


def accept(db: Db, member: int, version: int, now: datetime, *, account: str, house: str) -> None:
    """Whoever holds this place accepts a version of the rules; accepting it again is nothing new."""
    first = sa.update(_member).where(_member.c.id == member, _member.c.accepted < version).values(accepted=version)
    if db.connection().execute(first).rowcount:
        db.add(Acceptance(member_id=member, version=version, at=now, account_id=account, house_id=house))
        db.flush()


def accepted(db: Db, community: int, version: int) -> tuple[int, int]:
    """How many of the community's places have accepted this version, and how many there are."""
    query = sa.select(sa.func.count(sa.case((_member.c.accepted >= version, 1))), sa.func.count()).where(
        _member.c.community_id == community, _member.c.role != Role.STRANGER.value
    )
    done, places = db.connection().execute(query).one()
    return done, places


class Place(NamedTuple):
    """A place in the community with whoever holds it: `accounts` is the number of their accounts, `mails` how many of
    these are mail addresses.
    """

    member: int
    name: str
    role: str
    organisation: int
    company: str
    accounts: int
    accepted: int
    mail: str
    mails: int = 0


def places(db: Db, community: int, organisation: int) -> list[Place]:
    """Every place of an organisation of this community, by name."""
    return _places(db, _member.c.community_id == community, _member.c.organisation_id == organisation)


def place(db: Db, community: int, member: int) -> Place | None:
    """One place of this community."""
    return next(iter(_places(db, _member.c.community_id == community, _member.c.id == member)), None)


def called(db: Db, community: int, name: str) -> Place | None:
    """The place of this name, however it is written."""
    found = _places(db, _member.c.community_id == community, sa.func.lower(_member.c.name) == name.lower())
    return found[0] if found else None


def by_mail(db: Db, organisation: int, mail: str) -> int | None:
    """The one member of this organisation who is meant by this address; None where there is none, or several."""
    query = sa.select(_member.c.id).where(_member.c.organisation_id == organisation, _member.c.mail == mail)
    found = db.connection().execute(query.limit(2)).scalars().all()
    return found[0] if mail and len(found) == 1 else None


def having_mail(db: Db, community: int, mail: str) -> Place | None:
    """The place of this community that is meant for this address, the first of several."""
    found = _places(db, _member.c.community_id == community, _member.c.mail == mail)
    return found[0] if mail and found else None


def set_mail(db: Db, member: int, mail: str) -> None:
    """Whoever has this address may take the place; with "" only codes give it. Mail goes nowhere else from now on."""
    mailboxes.keep_only(db, member, mail)
    db.connection().execute(sa.update(_member).where(_member.c.id == member).values(mail=mail))


def _places(db: Db, *where: sa.ColumnElement[bool]) -> list[Place]:
    query = (
        sa.select(
            _member.c.id,
            _member.c.name,
            _member.c.role,
            _member.c.organisation_id,
            _organisation.c.name,
            sa.func.count(_account.c.id),
            _member.c.accepted,
            _member.c.mail,
            sa.func.count(sa.case((mailboxes.by_mail(), _account.c.id))),
        )
        .join(_organisation, _organisation.c.id == _member.c.organisation_id)
        .outerjoin(_account, _account.c.member_id == _member.c.id)
        .where(*where, _member.c.role != Role.STRANGER.value)
        .group_by(_member.c.id, _organisation.c.id)
        .order_by(_member.c.name)
    )
    return [Place(*row) for row in db.connection().execute(query)]


def organisation(db: Db, community: int, organisation: int) -> Organisation | None:
    """One organisation of this community, held until the transaction ends: seats are counted under this lock."""
    query = select(Organisation).where(Organisation.id == organisation, Organisation.community_id == community)
    return db.exec(query.with_for_update()).first()


def organisation_called(db: Db, community: int, name: str) -> Organisation | None:
    """The organisation of this name, however it is written."""
    same = sa.func.lower(Organisation.name) == name.lower()
    return db.exec(select(Organisation).where(Organisation.community_id == community, same)).first()


def keep_organisation(
    db: Db, community: int, found: Organisation | None, *, name: str, kind: OrganisationKind, seats: int
) -> Organisation:
    """This organisation with these values, or a new one."""
    kept = found or Organisation(community_id=community, key=f"chat-{secrets.token_hex(6)}", name=name)
    kept.name, kept.kind, kept.seats = name, kind.value, seats
    db.add(kept)
    db.flush()
    return kept


def holders(db: Db, community: int, role: Role, organisation: int | None = None) -> list[int]:
    """The members in this role, of one organisation or of all."""
    query = sa.select(_member.c.id).where(_member.c.community_id == community, _member.c.role == role.value)
    if organisation is not None:
        query = query.where(_member.c.organisation_id == organisation)
    return list(db.connection().execute(query.order_by(_member.c.id)).scalars())


def add(db: Db, organisation: Organisation, name: str, role: Role) -> int:
    """A new place in an organisation; answers its member."""
    assert organisation.id is not None
    key = f"chat-{secrets.token_hex(6)}"
    fresh = Member(
        community_id=organisation.community_id, organisation_id=organisation.id, key=key, name=name, role=role.value
    )
    db.add(fresh)
    db.flush()
    assert fresh.id is not None
    return fresh.id


def set_role(db: Db, member: int, role: Role) -> None:
    """What this member is from now on."""
    db.connection().execute(sa.update(_member).where(_member.c.id == member).values(role=role.value))


_FRESH = {
    "accepted": 0,
    "zone": "",
    "locale": "",
    "begins": time(8),
    "ends": time(20),
    "workdays": "12345",
    "mail": "",
}
"""A place nobody holds: its next holder accepts the rules and sets the clock for themselves."""


def vacate(db: Db, member: int, keep: str = "") -> list[str]:
    """Nobody holds this place any more (but the account `keep`): its accounts, codes, acceptance and
    profile go, its answers stay. Answers the accounts that held it.
    """
    held = sa.select(_account.c.id).where(_account.c.member_id == member, _account.c.id != keep)
    accounts = list(db.connection().execute(held.order_by(_account.c.id)).scalars())
    db.connection().execute(sa.update(_account).where(_account.c.id.in_(accounts)).values(member_id=None))
    db.connection().execute(sa.update(_member).where(_member.c.id == member).values(_FRESH))
    codes.revoke_personal(db, member)
    return accounts
