"""Proposals: what participants would like to have on an agenda, and the companies that support it."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlmodel import Field, SQLModel, col, select

from storage.database import Db, upsert
from storage.models import cascade, table


class Naming(StrEnum):
    """How whoever proposes wants to be called."""

    NAME = "name"
    COMPANY = "company"
    NOBODY = "nobody"


class ProposalState(StrEnum):
    """What became of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    MERGED = "merged"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Proposal(SQLModel, table=True):
    """A proposal for a session. Whoever made one without a name is kept only so that their company counts once and they
    find the answer to it; nothing that is drawn for others may show it.

    `shows` is when others may read it, `shuffle` an order that tells nothing of when it was made.
    """

    __tablename__: ClassVar[Any] = "proposal"

    id: int | None = Field(default=None, primary_key=True)
    community_id: int = cascade("community.id")
    session_id: int = cascade("session.id", index=True)
    member_id: int = cascade("member.id")
    organisation_id: int = cascade("organisation.id")
    naming: str
    title: str
    minutes: int | None = None
    why: str = ""
    at: datetime
    shows: datetime
    shuffle: int = 0
    state: str = ProposalState.OPEN
    reply: str = ""


class ProposalVote(SQLModel, table=True):
    """A company supports a proposal: one vote, whoever of its people gave it."""

    __tablename__: ClassVar[Any] = "proposal_vote"

    proposal_id: int = cascade("proposal.id", primary_key=True)
    organisation_id: int = cascade("organisation.id", primary_key=True)


_vote, _proposal = table(ProposalVote), table(Proposal)


def of_session(db: Db, community: int, session: int) -> Sequence[Proposal]:
    """Every proposal for this session, as shuffled."""
    query = select(Proposal).where(Proposal.session_id == session, Proposal.community_id == community)
    return db.exec(query.order_by(col(Proposal.shuffle), col(Proposal.id))).all()


def of_member(db: Db, community: int, member: int) -> Sequence[Proposal]:
    """What this member proposed, the newest first."""
    query = select(Proposal).where(Proposal.member_id == member, Proposal.community_id == community)
    return db.exec(query.order_by(col(Proposal.id).desc())).all()


def proposal(db: Db, community: int, proposal: int) -> Proposal | None:
    """One proposal of this community, kept to this transaction."""
    query = select(Proposal).where(Proposal.id == proposal, Proposal.community_id == community)
    return db.exec(query.with_for_update()).first()


def votes(db: Db, session: int) -> dict[int, set[int]]:
    """The companies that support each proposal for this session."""
    query = (
        sa.select(_vote).join(_proposal, _proposal.c.id == _vote.c.proposal_id).where(_proposal.c.session_id == session)
    )
    found: dict[int, set[int]] = {}
    for proposal, organisation in db.connection().execute(query):
        found.setdefault(proposal, set()).add(organisation)
    return found


def set_vote(db: Db, proposal: int, organisation: int, given: bool) -> None:
    """The company supports it, or does no longer."""
    if given:
        row = upsert(db, _vote).on_conflict_do_nothing(index_elements=[_vote.c.proposal_id, _vote.c.organisation_id])
        db.connection().execute(row, {"proposal_id": proposal, "organisation_id": organisation})
    else:
        gone = sa.delete(_vote).where(_vote.c.proposal_id == proposal, _vote.c.organisation_id == organisation)
        db.connection().execute(gone)
