"""The parts of a plan's session: opens what is missing, notes who agreed, takes nothing from anybody."""

from collections.abc import Mapping
from datetime import datetime

from bot.importing.plan import PartPlan, SessionPlan
from storage import parts, programme
from storage.database import Db
from storage.models import Member, Session
from storage.parts import Part, PartKind, PartState

Slot = tuple[PartKind, int | None]
"""A kind, and the meeting's id or the whole session."""


def bring(
    db: Db,
    session: Session,
    plan: SessionPlan,
    organisations: Mapping[str, int],
    members: Mapping[str, int],
    now: datetime,
) -> list[str]:
    """Bring the session's parts to what the plan says; answers what was new, in words.

    Whoever gave a part back since, or had it taken back, is not given it again.
    """
    assert session.id is not None
    numbers = {meeting.number: meeting.id for meeting in programme.meetings(db, session.id)}
    known = parts.ever(db, session.community_id, session.id)
    wanted: dict[Slot, list[PartPlan]] = {}
    for part in plan.parts:
        wanted.setdefault((part.kind, numbers[part.meeting] if part.meeting else None), []).append(part)
    done: list[str] = []
    for slot, lines in wanted.items():
        standing = [one for one in known if (one.kind, one.meeting_id) == slot]
        missing = sum(one.count for one in lines) - sum(one.state != PartState.WITHDRAWN for one in standing)
        for _number in range(missing):
            parts.add(db, session.community_id, session.id, slot[1], slot[0], now)
        done += [f"{missing} {slot[0]}"] if missing > 0 else []
        for line in lines:
            key = line.organisation or line.member
            if key is None:
                continue
            member = db.get_one(Member, members[line.member]) if line.member else None
            organisation = member.organisation_id if member else organisations[key]
            if not any(one.organisation_id == organisation for one in standing):
                _agree(db, session, slot, organisation, member, now)
                done.append(f"{slot[0]}: {key}")
    return done


def _agree(db: Db, session: Session, slot: Slot, organisation: int, member: Member | None, now: datetime) -> None:
    values = {
        "state": PartState.CONFIRMED.value,
        "organisation_id": organisation,
        "member_id": member.id if member else None,
    }
    assert session.id is not None
    for part in parts.of_session(db, session.community_id, session.id):
        if _open(part, slot) and parts.change(db, part.id or 0, [PartState.OPEN], now, values):
            return
    parts.add(db, session.community_id, session.id, slot[1], slot[0], now, **values)


def _open(part: Part, slot: Slot) -> bool:
    return (part.kind, part.meeting_id) == slot and part.state == PartState.OPEN
