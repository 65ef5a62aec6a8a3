"""From what storage knows to who is looking."""

from dataclasses import replace

from bot import words
from bot.chat import Person
from bot.kit import Viewer
from storage import people
from storage.database import Db
from storage.models import Account, Community, House, Member, Role, Roster


def acting(known: people.Known | None, person: Person) -> Viewer:
    """Whoever acts. In a house that is not linked they belong to no community and see only the way in."""
    if known is None or known.community is None:
        return Viewer(
            community=0,
            house=person.house,
            organisation=None,
            member=None,
            role=Role.STRANGER,
            roster=Roster.NOTHING,
            zone=person.zone or "UTC",
            community_zone="UTC",
            city="",
            locale=words.language(person.locale),
            account=person.id,
        )
    return Viewer(
        community=known.community,
        house=known.house,
        organisation=known.organisation,
        member=known.member,
        role=Role(known.role),
        roster=known.roster,
        zone=known.zone or person.zone or known.community_zone,
        community_zone=known.community_zone,
        city=known.community_city,
        locale=words.language(known.locale or person.locale),
        account=person.id,
        name=known.name,
        rules_due=known.rules,
    )


def room(db: Db, house: House) -> Viewer:
    """Whoever reads a house's room: people of that organisation, in no particular role."""
    assert house.community_id is not None
    community = people.community(db, house.community_id)
    return _reader(community, house, house.organisation_id, "")


def told(db: Db, member: Member, account: Account) -> Viewer:
    """A member being written to at one of their accounts."""
    house = people.house(db, account.house_id)
    assert house is not None
    community = people.community(db, member.community_id)
    reader = _reader(community, house, member.organisation_id, member.locale or account.locale)
    return replace(
        reader,
        member=member.id,
        role=Role(member.role),
        zone=member.zone or account.zone or reader.zone,
        account=account.id,
        name=member.name,
        rules_due=community.rules if member.accepted < community.rules else 0,
    )


def holding(db: Db, member: int) -> Viewer | None:
    """Whoever holds this place now, at one of their accounts; None when nobody does."""
    found = db.get(Member, member)
    account = next(iter(people.accounts(db, member)), None)
    return None if found is None or account is None else told(db, found, account)


def former(db: Db, account: Account, house: House) -> Viewer:
    """Somebody who held a place and does no longer, being written to one last time."""
    return replace(room(db, house), account=account.id, locale=words.language(account.locale))


def _reader(community: Community, house: House, organisation: int | None, locale: str) -> Viewer:
    assert community.id is not None
    return Viewer(
        community=community.id,
        house=house.id,
        organisation=organisation,
        member=None,
        role=Role.STRANGER,
        roster=community.roster,
        zone=community.zone,
        community_zone=community.zone,
        city=community.city,
        locale=words.language(locale),
    )
