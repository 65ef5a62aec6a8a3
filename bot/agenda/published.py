"""The published agenda of a meeting, looked up for whoever looks at it."""

from dataclasses import replace

from bot.agenda.cards import Published
from bot.agenda.content import read_back
from bot.agenda.diffs import changes, read_by
from bot.agenda.items import Item
from bot.agenda.owners import Names
from bot.invited import as_guest, kept
from bot.kit import ANSWERING, Tools, Viewer
from bot.rooms import has_reader
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


def as_read(tools: Tools, viewer: Viewer, meeting: int) -> tuple[Published, Names] | None:
    """The agenda with the version that changed it last for this viewer: what changed since is nothing they can read."""
    found = published(tools, viewer, meeting)
    if found is None:
        return None
    names = names_for(tools, viewer, meeting)
    version = found.version
    while version.number > 1 and not viewer.facilitates:
        before = agendas.version(tools.db, viewer.community, meeting, version.number - 1)
        if before is None or read_by(changes(items_of(before), found.items), names.of):
            break
        version = before
    return replace(found, version=version), names


def items_of(version: AgendaVersion) -> tuple[Item, ...]:
    """What stood on this version."""
    return tuple(replace(item, position=index) for index, item in enumerate(read_back(version.content), 1))


def names_for(tools: Tools, viewer: Viewer, meeting: int) -> Names:
    """What this viewer may read of the owners of this agenda."""
    return Names(tools.db, viewer, agendas.agreed(tools.db, viewer.community, meeting))


def invited(tools: Tools, viewer: Viewer, session: Session) -> bool:
    """Whom the session is for, of rooms and of those who may answer; experts where they advise it."""
    if viewer.member is None:
        return has_reader(tools.db, session, viewer.organisation)
    if viewer.role is Role.EXPERT:
        return session.id is not None and advises(tools.db, session.id, viewer.member)
    if viewer.role not in ANSWERING:
        return False
    guest = as_guest(tools.db, viewer.role, viewer.member, session.id or 0)
    if guest is not None:
        return guest
    kind = people.kind_of(tools.db, viewer.organisation) if session.kinds else ""
    return kept(session.roles, session.kinds).admits(viewer.role, kind)
