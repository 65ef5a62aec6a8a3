"""Who is who: houses, accounts, members, and which community each belongs to."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import col, select

from storage import mailboxes
from storage.database import Db
from storage.models import Account, Card, Community, House, Member, Organisation, Role, table
from storage.prepared import Prepared


class Known(NamedTuple):
    """What is known of whoever acts. `community` is None in a house that is not linked, `member` for a stranger;
    `rules` is the version of the rules that a member still has to accept, 0 for none.
    """

    house: str
    community: int | None
    organisation: int | None
    member: int | None
    role: str
    name: str
    zone: str
    locale: str
    address: str
    community_zone: str
    community_city: str
    roster: str
    rules: int


_account, _house, _card = table(Account), table(House), table(Card)
_member, _organisation, _community = table(Member), table(Organisation), table(Community)

# A member counts only in a house of their own community: an account cannot reach across.
_KNOWN = Prepared(
    sa.select(
        _house.c.id,
        _house.c.community_id,
        sa.func.coalesce(_member.c.organisation_id, _house.c.organisation_id),
        _member.c.id,
        sa.func.coalesce(_member.c.role, Role.STRANGER.value),
        sa.func.coalesce(_member.c.name, ""),
        sa.func.coalesce(sa.func.nullif(_member.c.zone, ""), _account.c.zone, ""),
        sa.func.coalesce(sa.func.nullif(_member.c.locale, ""), _account.c.locale, ""),
        sa.func.coalesce(_account.c.address, ""),
        sa.func.coalesce(_community.c.zone, "UTC"),
        sa.func.coalesce(_community.c.city, ""),
        sa.func.coalesce(_community.c.roster, "nothing"),
        sa.case((_member.c.accepted < _community.c.rules, _community.c.rules), else_=0),
    )
    .select_from(_house)
    .outerjoin(_community, _community.c.id == _house.c.community_id)
    .outerjoin(_account, sa.and_(_account.c.id == sa.bindparam("person"), _account.c.house_id == _house.c.id))
    .outerjoin(_member, sa.and_(_member.c.id == _account.c.member_id, _member.c.community_id == _house.c.community_id))
    .where(_house.c.id == sa.bindparam("house"), _house.c.active)
)


def known(db: Db, person: str, house: str) -> Known | None:
    """What is known of this person, or None where even the house is new."""
    row = _KNOWN.row(db, {"person": person, "house": house})
    return None if row is None else Known(*row)


def see_house(db: Db, house: str, name: str) -> None:
    """Remember a house the app was installed in; one that had been removed is active again."""
    found = db.get(House, house)
    if found is None:
        db.add(House(id=house, name=name))
    else:
        found.active = True
        found.name = name or found.name
        db.add(found)
    db.flush()


def forget_house(db: Db, house: str) -> None:
    """The app was removed: the house keeps its link but nothing is sent there."""
    db.connection().execute(sa.update(_house).where(_house.c.id == house).values(active=False))


def forget_place(db: Db, house: str, person: str, address: str) -> None:
    """The app was removed from one conversation: a person's own, or the room where the house's cards stand."""
    connection = db.connection()
    connection.execute(
        sa.update(_account).where(_account.c.id == person, _account.c.address == address).values(address="")
    )
    connection.execute(sa.update(_house).where(_house.c.id == house, _house.c.room == address).values(room=""))


def see_account(db: Db, person: str, house: str, *, address: str, zone: str, locale: str) -> None:
    """Remember an identity in a house, or what is new about it. Empty values change nothing."""
    fresh = {"address": address, "zone": zone, "locale": locale}
    found = db.get(Account, person)
    if found is None:
        db.add(Account(id=person, house_id=house, address=address, zone=zone, locale=locale))
        db.flush()
        return
    changed = {key: value for key, value in fresh.items() if value and getattr(found, key) != value}
    if changed:
        db.connection().execute(sa.update(_account).where(_account.c.id == person).values(**changed))


def link_house(db: Db, house: str, community: int, organisation: int, room: str) -> None:
    """The house takes part from now on, for this organisation; its cards stand in `room` (unless it is empty)."""
    found = db.get_one(House, house)
    found.community_id, found.organisation_id = community, organisation
    found.room = room or found.room
    db.add(found)
    db.flush()


def set_room(db: Db, house: str, room: str) -> None:
    """Cards of this house stand in this room from now on."""
    db.connection().execute(sa.update(_house).where(_house.c.id == house).values(room=room))


def claim(db: Db, person: str, member: int) -> None:
    """This account speaks for this member."""
    db.connection().execute(sa.update(_account).where(_account.c.id == person).values(member_id=member))


def release_house(db: Db, house: str) -> None:
    """The house belongs to no community any more: nobody there holds a place or is known, and no card of it is."""
    db.connection().execute(
        sa.update(_house).where(_house.c.id == house).values(community_id=None, organisation_id=None, room="")
    )
    db.connection().execute(sa.delete(_account).where(_account.c.house_id == house))
    db.connection().execute(sa.delete(_card).where(_card.c.house_id == house))


def linked_houses(db: Db, community: int) -> Sequence[tuple[House, str]]:
    """Every house of the community with the name of its organisation, those without a room included."""
    query = select(House, Organisation.name).join(Organisation).where(House.community_id == community)
    return db.exec(query.order_by(Organisation.name, House.id)).all()


def house(db: Db, house: str) -> House | None:
    """One house."""
    return db.get(House, house)


def houses(db: Db, community: int, kinds: Collection[str] = ()) -> Sequence[House]:
    """Every house of the community that can show cards, in a stable order: those of such organisations, or (without)
    of all.
    """
    query = select(House).where(House.community_id == community, col(House.active), House.room != "")
    if kinds:
        query = query.join(Organisation).where(col(Organisation.kind).in_(kinds))
    return db.exec(query.order_by(House.id)).all()


def kind_of(db: Db, organisation: int | None) -> str:
    """What sort of organisation this is; empty for none."""
    query = sa.select(_organisation.c.kind).where(_organisation.c.id == organisation)
    return db.connection().execute(query).scalar() or ""


def organisations(db: Db, community: int) -> Sequence[Organisation]:
    """Every organisation of the community, by name."""
    return db.exec(select(Organisation).where(Organisation.community_id == community).order_by(Organisation.name)).all()


def members(db: Db, community: int) -> Sequence[Member]:
    """Every member of the community, by name; nobody who was forgotten."""
    query = select(Member).where(Member.community_id == community, Member.role != Role.STRANGER)
    return db.exec(query.order_by(Member.name)).all()


def named(db: Db, what: type[Member | Organisation], community: int, key: int) -> str:
    """What this member or organisation of the community is called; "" where there is none."""
    found = db.get(what, key)
    return found.name if found is not None and found.community_id == community else ""


def roles_in(db: Db, organisation: int) -> list[tuple[int, Role]]:
    """The members of this organisation with what each is; nobody who was forgotten."""
    query = sa.select(_member.c.id, _member.c.role).where(_member.c.organisation_id == organisation)
    rows = db.connection().execute(query.where(_member.c.role != Role.STRANGER).order_by(_member.c.id))
    return [(member, Role(role)) for member, role in rows]


def in_roles(db: Db, community: int, roles: Collection[Role], organisation: int | None, most: int) -> Sequence[Member]:
    """The members in these roles, of one organisation or of all, by name, at most so many."""
    query = select(Member).where(Member.community_id == community, col(Member.role).in_(roles))
    if organisation is not None:
        query = query.where(Member.organisation_id == organisation)
    return db.exec(query.order_by(Member.name).limit(most)).all()


def called(db: Db, community: int, name: str) -> Member | None:
    """The member whose place is called this, however it is written."""
    query = select(Member).where(Member.community_id == community, sa.func.lower(Member.name) == name.lower())
    return db.exec(query).first()


def community(db: Db, community: int) -> Community:
    """The community itself."""
    return db.get_one(Community, community)


def communities(db: Db) -> Sequence[Community]:
    """Every community of this installation: for its operator only."""
    return db.exec(select(Community).order_by(Community.key)).all()


def accounts(db: Db, member: int) -> Sequence[Account]:
    """A member's identities in active houses, the one to write to first: mail is for those who have no chat."""
    query = (
        select(Account)
        .join(House)
        .join(Member, col(Member.id) == Account.member_id)
        .where(Account.member_id == member, col(House.active), mailboxes.writable())
        .order_by(col(Account.address) == "", mailboxes.by_mail(), Account.id)
    )
    return db.exec(query).all()


def member(db: Db, member: int) -> Member:
    """One member."""
    return db.get_one(Member, member)


def account(db: Db, account: str) -> Account | None:
    """One identity."""
    return db.get(Account, account)
