"""Look-ups by the keys of a plan file, for the import."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlmodel import col, select

from storage.database import Db
from storage.models import Advisor, Community, Member, Organisation, Role, Session, table

_advisor = table(Advisor)


def community(db: Db, key: str) -> Community | None:
    """The community of this key."""
    return db.exec(select(Community).where(Community.key == key)).first()


def organisation(db: Db, community_id: int, key: str) -> Organisation | None:
    """The organisation of this key."""
    query = select(Organisation).where(Organisation.community_id == community_id, Organisation.key == key)
    return db.exec(query).first()


def member(db: Db, community_id: int, key: str) -> Member | None:
    """The member of this key."""
    return db.exec(select(Member).where(Member.community_id == community_id, Member.key == key)).first()


def session(db: Db, community_id: int, key: str) -> Session | None:
    """The session of this key."""
    return db.exec(select(Session).where(Session.community_id == community_id, Session.key == key)).first()


def set_advisors(db: Db, session_id: int, members: set[int]) -> bool:
    """Exactly these advise the session; False when they did already."""
    query = sa.select(_advisor.c.member_id).where(_advisor.c.session_id == session_id)
    standing = set(db.connection().execute(query).scalars())
    if standing == members:
        return False
    db.connection().execute(
        sa.delete(_advisor).where(_advisor.c.session_id == session_id, _advisor.c.member_id.not_in(members))
    )
    for one in sorted(members - standing):
        db.connection().execute(_advisor.insert(), {"session_id": session_id, "member_id": one})
    return True


def not_named(
    db: Db, community_id: int, organisations: Iterable[str], members: Iterable[str], sessions: Iterable[str]
) -> list[str]:
    """What the community has and the file does not name; sessions planned in chat are not the file's business."""
    rows: list[str] = []
    for model, keys in ((Organisation, organisations), (Member, members)):
        names = select(model.name).where(model.community_id == community_id, col(model.key).not_in(list(keys)))
        if model is Member:
            names = names.where(Member.role != Role.STRANGER)
        rows += db.exec(names.order_by(model.name)).all()
    query = select(Session.title).where(Session.community_id == community_id, col(Session.key).not_in(list(sessions)))
    return [*rows, *db.exec(query.where(~col(Session.key).startswith("chat-")).order_by(Session.title)).all()]
