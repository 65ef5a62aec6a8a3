"""Two places that turn out to be one person's: everything either of them ever said is kept."""

from typing import Any

import sqlalchemy as sa

from storage.database import Db
from storage.models import Answer, Member, table

_answer, _member = table(Answer), table(Member)


def merge(db: Db, keep: int, drop: int) -> set[int]:
    """Everything of `drop` is `keep`'s from now on, and `drop` is gone; of two answers to one meeting the newer stands.

    Answers the meetings whose answers were touched.
    """
    connection = db.connection()
    mine, other = _answer.alias(), _answer.alias()
    pairs = connection.execute(
        sa.select(mine.c.meeting_id, mine.c.at, other.c.at)
        .join(other, other.c.meeting_id == mine.c.meeting_id)
        .where(mine.c.member_id == keep, other.c.member_id == drop)
    ).all()
    for meeting, kept_at, dropped_at in pairs:
        older = drop if kept_at >= dropped_at else keep
        connection.execute(sa.delete(_answer).where(_answer.c.meeting_id == meeting, _answer.c.member_id == older))
    accepted = sa.select(sa.func.max(_member.c.accepted)).where(_member.c.id.in_((keep, drop))).scalar_subquery()
    mail = sa.select(sa.func.max(_member.c.mail)).where(_member.c.id == drop).scalar_subquery()
    known = sa.case((_member.c.mail == "", mail), else_=_member.c.mail)
    connection.execute(sa.update(_member).where(_member.c.id == keep).values(accepted=accepted, mail=known))
    touched = sa.select(_answer.c.meeting_id).where(_answer.c.member_id == drop)
    meetings = {*connection.execute(touched).scalars(), *(meeting for meeting, _, _ in pairs)}
    for one in _answer.metadata.sorted_tables:
        for column in one.c:
            if any(key.column is _member.c.id for key in column.foreign_keys):
                _hand_over(db, one, column, keep, drop)
    connection.execute(sa.delete(_member).where(_member.c.id == drop))
    return meetings


def _hand_over(db: Db, owner: sa.Table, column: sa.Column[Any], keep: int, drop: int) -> None:
    """Rows of `drop` become `keep`'s, except where a row of the same key is there already."""
    unique = [
        tuple(c.columns) for c in owner.constraints if isinstance(c, sa.PrimaryKeyConstraint | sa.UniqueConstraint)
    ]
    for key in unique:
        if column in key:
            twin = owner.alias()
            same = [owner.c[part.name] == twin.c[part.name] for part in key if part is not column]
            doubled = sa.exists().where(twin.c[column.name] == keep, *same)
            db.connection().execute(sa.delete(owner).where(column == drop, doubled))
    db.connection().execute(sa.update(owner).where(column == drop).values({column.name: keep}))
