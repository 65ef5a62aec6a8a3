"""The tables of how people belong: codes to join with, rules that were accepted, nominees who were confirmed."""

from datetime import datetime
from typing import Any, ClassVar

from sqlmodel import Field, SQLModel

from storage.models import cascade


class Rules(SQLModel, table=True):
    """One version of a community's rules of participation, and who set it ("" for a plan file)."""

    __tablename__: ClassVar[Any] = "rules"

    community_id: int = cascade("community.id", primary_key=True)
    version: int = Field(primary_key=True)
    text: str
    at: datetime
    account_id: str = ""


class Acceptance(SQLModel, table=True):
    """Whoever held a place accepted a version of the rules: when, by which account, from which house."""

    __tablename__: ClassVar[Any] = "acceptance"

    id: int | None = Field(default=None, primary_key=True)
    member_id: int = cascade("member.id", index=True)
    version: int
    at: datetime
    account_id: str
    house_id: str


class Confirming(SQLModel, table=True):
    """Every organisation is asked whether its nominees are still right: by a facilitator, or ("") in time."""

    __tablename__: ClassVar[Any] = "confirming"

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = cascade("community.id", index=True)
    at: datetime
    account_id: str


class Confirmed(SQLModel, table=True):
    """An organisation's nominees are still the right people: said by whom, when."""

    __tablename__: ClassVar[Any] = "confirmed"

    confirming_id: int = cascade("confirming.id", primary_key=True)
    organisation_id: int = cascade("organisation.id", primary_key=True)
    member_id: int = cascade("member.id")
    at: datetime


class Code(SQLModel, table=True):
    """A join code for a house (`organisation_id`) or a personal one (`member_id`). Only its hash is kept.

    Whoever uses one that `replaces` takes the place over from whoever held it before.
    """

    __tablename__: ClassVar[Any] = "code"

    id: int | None = Field(default=None, primary_key=True)
    hash: str = Field(unique=True)
    community_id: int = cascade("community.id")
    organisation_id: int | None = cascade("organisation.id", default=None)
    member_id: int | None = cascade("member.id", default=None)
    expires: datetime
    uses_left: int = 1
    replaces: bool = False
