"""From what storage knows to who is looking."""

from dataclasses import replace

from bot import words
from bot.chat import Person
from bot.kit import Viewer
from storage import people, recipients
from storage.database import Db
from storage.models import Role, Roster
from storage.recipients import Former, Place, Reader

_ROLES = {role.value: role for role in Role}
"""The same as calling `Role`, which takes as long as all the rest of `told`."""


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


def room(place: Place) -> Viewer:
    """Whoever reads a house's room: people of that organisation, in no particular role."""
    return Viewer(
        community=place.community,
        house=place.house,
        organisation=place.organisation,
        member=None,
        role=Role.STRANGER,
        roster=place.roster,
        zone=place.zone,
        community_zone=place.zone,
        city=place.city,
        locale=words.language(""),
    )


def told(reader: Reader) -> Viewer:
    """A member being written to at one of their accounts."""
    return Viewer(
        community=reader.community,
        house=reader.house,
        organisation=reader.organisation,
        member=reader.member,
        role=_ROLES[reader.role],
        roster=reader.roster,
        zone=reader.zone or reader.account_zone or reader.community_zone,
        community_zone=reader.community_zone,
        city=reader.city,
        locale=words.language(reader.locale or reader.account_locale),
        account=reader.account,
        name=reader.name,
        rules_due=reader.rules if reader.accepted < reader.rules else 0,
    )


def holding(db: Db, member: int) -> Viewer | None:
    """Whoever holds this place now, at one of their accounts; None when nobody does."""
    reader = recipients.readers(db, [member]).get(member)
    return None if reader is None else told(reader)


def former(account: Former, place: Place) -> Viewer:
    """Somebody who held a place and does no longer, being written to one last time."""
    return replace(room(place), account=account.account, locale=words.language(account.locale))
