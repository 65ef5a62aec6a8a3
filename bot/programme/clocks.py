"""When a zone's rules change, an agreed wall clock stands and its instant moves: found here, set right, and told."""

from dataclasses import dataclass
from datetime import datetime

from bot.outbox import Outbox
from bot.programme import changes
from bot.programme.actions import ZoneChanged
from storage import people, programme
from storage.database import Db


@dataclass(frozen=True)
class Shifted:
    """A meeting whose wall clock now means another instant."""

    title: str
    number: int
    local: datetime
    zone: str
    was: datetime
    now: datetime
    told: int


def recompute(db: Db, now: datetime) -> list[Shifted]:
    """Set every coming meeting's instant by today's zone rules; whoever is concerned by a change is told once."""
    outbox = Outbox(db, now)
    found: list[Shifted] = []
    for session, meeting in programme.coming_meetings(db, now):
        was = meeting.starts
        programme.set_start(meeting, programme.local_of(meeting), meeting.zone, meeting.city)
        if meeting.starts == was:
            continue
        db.add(meeting)
        db.flush()
        assert meeting.id is not None
        zone = people.community(db, session.community_id).zone
        told, _ = changes.tell(
            db, outbox, session, meeting, ZoneChanged(meeting.id, was.isoformat()), f"zone {meeting.id}", zone
        )
        found.append(Shifted(session.title, meeting.number, meeting.local, meeting.zone, was, meeting.starts, told))
    outbox.close()
    return found
