"""The ledger of leading parts: which companies lead in a Core Session of a year, and which still owe it."""

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa

from storage.agendas import Agenda, AgendaItem
from storage.database import Db
from storage.models import Meeting, Organisation, OrganisationKind, Session, SessionKind, table
from storage.parts import LEADING, Part, PartKind, PartState

_part, _organisation = table(Part), table(Organisation)
_session, _meeting = table(Session), table(Meeting)
_item, _agenda = table(AgendaItem), table(Agenda)


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
    .correlate(_session)
    .scalar_subquery()
)
_THIS_YEAR = sa.and_(
    _session.c.kind == SessionKind.CORE_SESSION.value, _FIRST.between(sa.bindparam("begins"), sa.bindparam("ends"))
)
_TAKEN = (
    sa.select(
        _part.c.id, _part.c.organisation_id, _part.c.kind, _part.c.state, _session.c.title,
        _session.c.id.label("session"),
    )
    .join(_session, _session.c.id == _part.c.session_id)
    .where(
        _part.c.community_id == sa.bindparam("community"),
        _part.c.kind.in_([kind.value for kind in LEADING]),
        _part.c.state.in_([PartState.OFFERED.value, PartState.CLAIMED.value, PartState.CONFIRMED.value]),
        _THIS_YEAR,
    )
)  # fmt: skip
_HAS = _TAKEN.subquery()
_OWNED = (
    sa.select(
        sa.func.min(_item.c.id).label("id"), _item.c.organisation_id, sa.literal(PartKind.PRESENT.value).label("kind"),
        sa.literal(PartState.CONFIRMED.value).label("state"), _session.c.title, _session.c.id.label("session"),
    )
    .join(_meeting, _meeting.c.id == _item.c.meeting_id)
    .join(_agenda, _agenda.c.meeting_id == _meeting.c.id)
    .join(_session, _session.c.id == _meeting.c.session_id)
    .where(
        _item.c.community_id == sa.bindparam("community"),
        _item.c.organisation_id.is_not(None),
        _item.c.kind == "talk",
        _item.c.answered == "yes",
        _agenda.c.published > 0,
        ~_meeting.c.cancelled,
        _THIS_YEAR,
        ~sa.exists().where(
            _HAS.c.organisation_id == _item.c.organisation_id,
            _HAS.c.session == _session.c.id,
            _HAS.c.state == PartState.CONFIRMED.value,
        ),
    )
    .group_by(_item.c.organisation_id, _session.c.id, _session.c.title)
)  # fmt: skip
"""Who took a talk on a published agenda presents, and is counted once: not beside a part that is agreed."""
_PARTS = sa.union_all(_TAKEN, _OWNED).subquery()
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
    """Every company, with its leading parts and the talks it took, in Core Sessions whose first meeting falls between
    these instants.
    """
    values = {"community": community, "begins": begins, "ends": ends}
    return [Leading(*row) for row in db.connection().execute(_LEADING, values)]
