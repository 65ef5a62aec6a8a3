"""The ledger of leading parts: which companies lead in a Core Session of a year, and which still owe it."""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from storage.database import Db
from storage.models import Meeting, Organisation, OrganisationKind, Session, SessionKind, table
from storage.parts import LEADING, Part, PartState

_part, _organisation = table(Part), table(Organisation)
_session, _meeting = table(Session), table(Meeting)


class Leading(NamedTuple):
    """A company with one leading part it has or is offered; without any, once with None."""

    organisation: int
    name: str
    kind: str | None
    state: str | None
    title: str | None


_FIRST = (
    sa.select(sa.func.min(_meeting.c.starts))
    .where(_meeting.c.session_id == _session.c.id, ~_meeting.c.cancelled)
    .scalar_subquery()
)
_PARTS = (
    sa.select(_part.c.id, _part.c.organisation_id, _part.c.kind, _part.c.state, _session.c.title)
    .join(_session, _session.c.id == _part.c.session_id)
    .where(
        _part.c.community_id == sa.bindparam("community"),
        _part.c.kind.in_([kind.value for kind in LEADING]),
        _part.c.state.in_([PartState.OFFERED.value, PartState.CLAIMED.value, PartState.CONFIRMED.value]),
        _session.c.kind == SessionKind.CORE_SESSION.value,
        _FIRST.between(sa.bindparam("begins"), sa.bindparam("ends")),
    )
    .subquery()
)
_LEADING = (
    sa.select(_organisation.c.id, _organisation.c.name, _PARTS.c.kind, _PARTS.c.state, _PARTS.c.title)
    .outerjoin(_PARTS, _PARTS.c.organisation_id == _organisation.c.id)
    .where(
        _organisation.c.community_id == sa.bindparam("community"),
        _organisation.c.kind == OrganisationKind.COMPANY.value,
    )
    .order_by(_organisation.c.name, _PARTS.c.id)
)


def leading(db: Db, community: int, begins: datetime, ends: datetime) -> list[Leading]:
    """Every company, with its leading parts in Core Sessions whose first meeting falls between these instants."""
    values = {"community": community, "begins": begins, "ends": ends}
    return [Leading(*row) for row in db.connection().execute(_LEADING, values)]
