"""What the rest of the product asks of agendas: who owns items, what stands on them, and to let go of a person."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from storage.agendas import Agenda, AgendaEdit, AgendaItem, AgendaTemplate, AgendaVersion
from storage.database import Db
from storage.models import Meeting, Member, Role, table

_agenda, _item, _version = table(Agenda), table(AgendaItem), table(AgendaVersion)
_edit, _template = table(AgendaEdit), table(AgendaTemplate)
_meeting, _member = table(Meeting), table(Member)


def owning(db: Db, sessions: Sequence[int]) -> dict[int, frozenset[int]]:
    """Those who own items of the published agendas of these sessions and did not say no, by session: the person, or
    those who speak for the organisation.
    """
    speaks = sa.and_(
        _item.c.member_id.is_(None),
        _item.c.organisation_id == _member.c.organisation_id,
        _member.c.role.in_([Role.COORDINATOR.value, Role.NOMINEE.value]),
    )
    query = (
        sa.select(_meeting.c.session_id, _member.c.id)
        .join(_item, _item.c.meeting_id == _meeting.c.id)
        .join(_agenda, _agenda.c.meeting_id == _meeting.c.id)
        .join(_member, sa.or_(_item.c.member_id == _member.c.id, speaks))
        .where(_meeting.c.session_id.in_(sessions), ~_meeting.c.cancelled)
        .where(_agenda.c.published > 0, _item.c.answered != "no")
        .distinct()
    )
    found: dict[int, set[int]] = {}
    for session, member in db.connection().execute(query):
        found.setdefault(session, set()).add(member)
    return {session: frozenset(members) for session, members in found.items()}


class Line(NamedTuple):
    """An item as everybody may read it: no owner, no notes. `after` are minutes from the start of its meeting, and
    `sure` is False where an item before it has no minutes.
    """

    title: str
    after: int
    sure: bool


def outline(db: Db, community: int, meeting: int) -> list[Line]:
    """What stands on the agenda of this meeting as it was published last."""
    last = _version.c.number == _agenda.c.published
    query = sa.select(_version.c.content).join(_agenda, sa.and_(_agenda.c.meeting_id == _version.c.meeting_id, last))
    query = query.where(_agenda.c.meeting_id == meeting, _agenda.c.community_id == community)
    items: list[dict[str, Any]] = json.loads(db.connection().execute(query).scalar() or "[]")
    found: list[Line] = []
    after, sure = 0, True
    for item in items:
        found.append(Line(item["title"], after, sure))
        after += item["minutes"] or 0
        sure = sure and item["minutes"] is not None
    return found


def let_go(db: Db, community: int, member: int, instead: str) -> None:
    """The items of this member, in the draft and wherever it was kept, are their organisation's from now on.

    `instead` is what stands in the place of the owner's name.
    """
    mine = sa.update(_item).where(_item.c.member_id == member, _item.c.community_id == community)
    db.connection().execute(mine.values(member_id=None, owner=instead, revision=_item.c.revision + 1))
    within = _edit.c.item_id.in_(sa.select(_item.c.id).where(_item.c.community_id == community))
    wheres = ((_version, _version.c.community_id == community), (_edit, within),
              (_template, _template.c.community_id == community))  # fmt: skip
    for kept, where in wheres:
        named = kept.c.content.contains(f'"member":{member}')
        for row in db.connection().execute(sa.select(kept.c.id, kept.c.content).where(where, named)).all():
            items: list[dict[str, Any]] = json.loads(row.content)
            for one in items:
                if one.get("member") == member:
                    one |= {"member": None, "owner": instead}
            text = json.dumps(items, ensure_ascii=False, separators=(",", ":"))
            db.connection().execute(sa.update(kept).where(kept.c.id == row.id).values(content=text))
