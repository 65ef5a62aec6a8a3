"""A community of any size, written straight into the tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from storage.database import Db
from storage.models import (
    Account,
    Answer,
    Community,
    House,
    Meeting,
    Member,
    Organisation,
    Session,
    SessionState,
    table,
)


@dataclass(frozen=True)
class Size:
    """How large. `answers` are given to each session, by as many members."""

    members: int
    companies: int
    sessions: int
    answers: int


def settle(db: Db, size: Size, starts: datetime) -> tuple[str, str, int]:
    """Everything there is, and the account, house and session in the middle of it all."""

    def fill(model: type, rows: Sequence[Mapping[str, object]]) -> None:
        db.connection().execute(sa.insert(table(model)), rows)

    companies, members, sessions = (range(1, n + 1) for n in (size.companies, size.members, size.sessions))
    fill(Community, [{"id": 1, "key": "c", "name": "Community", "zone": "UTC", "city": "", "roster": "counts"}])
    company = {"community_id": 1, "kind": "company", "seats": 2}
    fill(Organisation, [company | {"id": n, "key": f"o{n}", "name": f"Company {n}"} for n in companies])
    house = {"community_id": 1, "room": "", "active": True}
    fill(House, [house | {"id": f"play:h{n}", "name": f"House {n}", "organisation_id": n} for n in companies])
    places = [(n, n % size.companies + 1) for n in members]
    member = {"community_id": 1, "role": "nominee"}
    fill(Member, [member | {"id": n, "organisation_id": o, "key": f"m{n}", "name": f"Nominee {n}"} for n, o in places])
    account = {"address": "", "zone": "Europe/Zurich", "locale": "en"}
    fill(Account, [account | {"id": f"play:h{o}:{n}", "house_id": f"play:h{o}", "member_id": n} for n, o in places])
    session = {"community_id": 1, "kind": "core session", "about": "", "state": SessionState.OPEN, "seats": 0}
    fill(Session, [session | {"id": n, "key": f"s{n}", "title": f"Session {n}", "company_seats": 0} for n in sessions])
    clock = starts.replace(tzinfo=None)
    meeting = {"number": 1, "local": clock, "zone": "UTC", "city": "", "minutes": 120, "starts": starts}
    fill(Meeting, [meeting | {"id": n, "session_id": n, "cancelled": False} for n in sessions])
    answers = [
        {"meeting_id": s, "member_id": m, "organisation_id": m % size.companies + 1, "choice": "coming", "at": starts}
        for s in sessions
        for m in {(s * 7 + n * 11) % size.members + 1 for n in range(size.answers)}
    ]
    fill(Answer, answers)
    middle = size.members // 2
    at = middle % size.companies + 1
    return f"play:h{at}:{middle}", f"play:h{at}", size.sessions // 2 + 1
