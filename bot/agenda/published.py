"""The published agenda of a meeting, looked up for whoever looks at it."""

from dataclasses import replace

from bot.agenda.cards import Published
from bot.agenda.content import read_back
from bot.agenda.items import Item
from bot.agenda.owners import Names
from bot.invited import kept
from bot.kit import ANSWERING, Tools, Viewer
from storage import agendas, people, programme
from storage.agendas import AgendaVersion
from storage.look import advises
from storage.models import Role, Session, SessionState


def published(tools: Tools, viewer: Viewer, meeting: int, number: int | None = None) -> Published | None:
    """The version with this number, without one the last; None before anything was published, and for whoever is not
    invited.
    """
    community = viewer.community
    found = programme.meeting(tools.db, community, meeting)
    agenda = agendas.agenda(tools.db, community, meeting)
    if found is None or found[0].state == SessionState.DRAFT or agenda is None or not agenda.published:
        return None
    if not invited(tools, viewer, found[0]):
        return None
    version = agendas.version(tools.db, community, meeting, agenda.published if number is None else number)
    if version is None:
        return None
    return Published(*found, version, items_of(version), frozen=agenda.frozen == version.number)


def items_of(version: AgendaVersion) -> tuple[Item, ...]:
    """What stood on this version."""
    return tuple(replace(item, position=index) for index, item in enumerate(read_back(version.content), 1))


def names_for(tools: Tools, viewer: Viewer, meeting: int) -> Names:
    """What this viewer may read of the owners of this agenda."""
    return Names(tools.db, viewer, agendas.agreed(tools.db, viewer.community, meeting))


def invited(tools: Tools, viewer: Viewer, session: Session) -> bool:
    """Whom the session is for, of rooms and of those who may answer; experts where they advise, as with its card."""
    if viewer.role is Role.EXPERT and viewer.member is not None:
        return session.id is not None and advises(tools.db, session.id, viewer.member)
    if viewer.member is not None and viewer.role not in ANSWERING:
        return False
    kind = people.kind_of(tools.db, viewer.organisation) if session.kinds else ""
    return kept(session.roles, session.kinds).admits(viewer.role, kind)
