"""What companies said to a frozen agenda."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import Field, SQLModel, select

from storage.database import Db, upsert
from storage.models import cascade, table


class Acknowledgement(SQLModel, table=True):
    """A company takes note of a version of an agenda, or objects to it and says why."""

    __tablename__: ClassVar[Any] = "acknowledgement"

    version_id: int = cascade("agenda_version.id", primary_key=True)
    organisation_id: int = cascade("organisation.id", primary_key=True)
    member_id: int | None = Field(default=None, foreign_key="member.id", ondelete="SET NULL")
    objects: bool
    reason: str = ""
    at: datetime


_acknowledgement = table(Acknowledgement)


def say(db: Db, version: int, organisation: int, *, member: int, objects: bool, reason: str, at: datetime) -> None:
    """What the company says from now on."""
    row = upsert(db, _acknowledgement)
    said = {"member_id": member, "objects": objects, "reason": reason, "at": at}
    row = row.on_conflict_do_update(
        index_elements=[_acknowledgement.c.version_id, _acknowledgement.c.organisation_id],
        set_={key: row.excluded[key] for key in said},
    )
    db.connection().execute(row, {"version_id": version, "organisation_id": organisation, **said})


def of_version(db: Db, version: int) -> Sequence[Acknowledgement]:
    """Everything said to a version."""
    return db.exec(select(Acknowledgement).where(Acknowledgement.version_id == version)).all()
