"""Who owns an item: what a written name means, who is to be asked, and what of it a viewer may read."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot import disclosure
from bot.agenda.items import Item
from bot.kit import Viewer
from bot.words import N_, _
from storage import people
from storage.database import Db
from storage.models import Member, Organisation, OrganisationKind, Role

TEAM = (N_("team"), N_("the team"), N_("facilitators"), N_("facilitator"))
SPEAKING = (Role.COORDINATOR, Role.NOMINEE)


class Directory:
    """The community's organisations and members, looked up once for many items."""

    def __init__(self, db: Db, community: int) -> None:
        self.organisations: Sequence[Organisation] = people.organisations(db, community)
        self.members: Sequence[Member] = people.members(db, community)

    def understood(self, item: Item) -> Item:
        """The item with whoever its owner is meant to be; a name nobody bears is kept as it was written."""
        item = replace(item, organisation=None, member=None, team=False)
        words = " ".join(item.owner.split()).casefold()
        if not words:
            return item
        if words in [_(team).casefold() for team in TEAM]:
            return replace(item, team=True)
        for member in self.members:
            if member.name.casefold() == words:
                return replace(item, member=member.id, organisation=member.organisation_id)
        known = [one for one in self.organisations if one.name.casefold() == words or one.key.casefold() == words]
        known = known or [one for one in self.organisations if _within(words, one.name.casefold())]
        return replace(item, organisation=known[0].id, team=self._convenes(known[0])) if len(known) == 1 else item

    def _convenes(self, organisation: Organisation) -> bool:
        """It is the facilitators' own, and nobody else of it could be asked: “B-Tech” is the team."""
        roles = {one.role for one in self.members if one.organisation_id == organisation.id}
        return Role.FACILITATOR in roles and not roles & {*SPEAKING}

    def to_ask(self, item: Item) -> list[int]:
        """The members who can speak for the item's owner: the person, or those who speak for the organisation."""
        if item.member is not None:
            return [item.member]
        return [
            one.id
            for one in self.members
            if one.id is not None and one.organisation_id == item.organisation and one.role in SPEAKING
        ]


class Names:
    """What a viewer reads in the place of an owner. A company is named to others when it agreed to be, or said yes to
    its slot, where its name is to stand.
    """

    def __init__(self, db: Db, viewer: Viewer, agreed: Iterable[int] = ()) -> None:
        self._viewer = viewer
        self._agreed = frozenset(agreed)
        self._readable = disclosure.nameable(db, viewer)
        organisations = people.organisations(db, viewer.community)
        self._names = {one.id: one.name for one in organisations}
        self._companies = {one.id for one in organisations if one.kind == OrganisationKind.COMPANY}

    def of(self, item: Item) -> str:
        """The owner as this viewer may read them; "" where there is none."""
        if item.organisation is None or self._viewer.facilitates or item.organisation == self._viewer.organisation:
            return item.owner
        if item.organisation not in self._names:
            return _("a company")
        if item.organisation not in self._companies:
            return item.owner
        if item.organisation in self._readable or item.id in self._agreed:
            return self._names[item.organisation]
        return _("a company")


def owns(viewer: Viewer, item: Item) -> bool:
    """Whether the viewer may speak for the item: as the person it names, or for the organisation it names."""
    if viewer.member is None:
        return False
    if item.member is not None:
        return item.member == viewer.member
    return item.organisation is not None and item.organisation == viewer.organisation and viewer.role in SPEAKING


def _within(words: str, name: str) -> bool:
    """Whether one is said in the other, word for word."""
    return f" {words} " in f" {name} " or f" {name} " in f" {words} "
