"""Everything about the agenda of one meeting, looked up together."""

from dataclasses import dataclass
from typing import cast

from bot.agenda.items import Item
from bot.agenda.reading import Kind
from bot.kit import Tools
from storage import agendas, programme
from storage.agendas import Agenda, AgendaItem
from storage.models import Meeting, Session, SessionState


@dataclass(frozen=True)
class Board:
    """A meeting with its agenda as drafted; `agenda` is None before anybody has begun one."""

    session: Session
    meeting: Meeting
    agenda: Agenda | None
    items: tuple[Item, ...]

    @property
    def id(self) -> int:
        """The meeting's id."""
        assert self.meeting.id is not None
        return self.meeting.id

    @property
    def revision(self) -> int:
        """How often its items were edited."""
        return self.agenda.revision if self.agenda else 0

    @property
    def published(self) -> int:
        """The version everybody sees, 0 for none."""
        return self.agenda.published if self.agenda else 0


def board(tools: Tools, meeting: int) -> Board | None:
    """The agenda of this meeting as it stands, or None where this community has no such meeting."""
    community = tools.viewer.community
    found = programme.meeting(tools.db, community, meeting)
    if found is None or (found[0].state == SessionState.DRAFT and not tools.viewer.facilitates):
        return None
    rows = agendas.items(tools.db, community, meeting)
    return Board(*found, agendas.agenda(tools.db, community, meeting), tuple(map(item_of, rows)))


def item_of(row: AgendaItem) -> Item:
    """The row as a value."""
    return Item(
        title=row.title,
        minutes=row.minutes,
        owner=row.owner,
        kind=cast(Kind, row.kind),
        links=tuple(row.links.splitlines()),
        id=row.id or 0,
        organisation=row.organisation_id,
        member=row.member_id,
        team=row.team,
        notes=row.notes,
        position=row.position,
        nameless=row.nameless,
        confirmed=row.answered == "yes",
        revision=row.revision,
    )


def set_item(row: AgendaItem, item: Item) -> None:
    """The row says what the value says; another owner has not been asked yet."""
    if (row.organisation_id, row.member_id, row.owner) != (item.organisation, item.member, item.owner):
        row.answered = ""
    row.title, row.minutes, row.owner, row.kind = item.title, item.minutes, item.owner, item.kind
    row.links, row.notes, row.nameless = "\n".join(item.links), item.notes, item.nameless
    row.organisation_id, row.member_id, row.team = item.organisation, item.member, item.team


def new_row(community: int, meeting: int, item: Item) -> AgendaItem:
    """A row for a new item; `storage.agendas.arrange` gives it its place."""
    row = AgendaItem(community_id=community, meeting_id=meeting, position=0, title=item.title)
    set_item(row, item)
    return row
