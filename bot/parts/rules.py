"""Who may take which part, and how many there may be."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.disclosure import SeenPart
from bot.finding import still_to_come
from bot.invited import BY_NAME
from bot.kit import ANSWERING, Roles, Tools, Viewer
from storage.look import Look
from storage.models import Role
from storage.parts import HELD, PartKind, PartState

TAKING: Roles = ANSWERING - BY_NAME
"""Those who may have a part at all."""
SPEAKING: Roles = frozenset({Role.COORDINATOR, Role.NOMINEE})
"""Those who may answer for their whole organisation."""
MOST_OF_A_KIND = 6
MOST = 20
"""Parts in one session: a facilitator's view draws each with its buttons, within what one message holds."""
LONGEST_NOTE = 500


def may_have(kind: PartKind, role: Role) -> bool:
    """Whether somebody in this role can have a part of this kind, by whatever way."""
    return role in TAKING and (kind is PartKind.EXPERT) <= (role is Role.EXPERT)


def may_claim(kind: PartKind, role: Role) -> bool:
    """Whether they may claim it themselves: experts advise, participants take notes, the rest is their nominees'."""
    match role:
        case Role.EXPERT:
            return kind is PartKind.EXPERT
        case Role.PARTICIPANT:
            return kind is PartKind.NOTE_TAKER
        case _:
            return may_have(kind, role)


def may_answer(part: SeenPart, viewer: Viewer) -> bool:
    """Whether it is theirs to say yes or no, to hand over or to give back."""
    if part.me:
        return True
    speaks = viewer.role in SPEAKING or (viewer.role is Role.EXPERT and part.kind is PartKind.EXPERT)
    return part.own and (viewer.role is Role.COORDINATOR or (part.anybodys and speaks))


def takes_parts(session: Look, tools: Tools, number: int | None = None) -> bool:
    """Whether this session, or this meeting of it, is still to come."""
    return any(
        still_to_come(meeting.starts, meeting.cancelled, tools.now)
        for meeting in session.meetings
        if number in (None, meeting.number)
    )


@dataclass(frozen=True)
class Wanted:
    """How many parts of a kind there should be, in one meeting (its number) or in the whole session."""

    kind: PartKind
    count: int
    number: int | None = None


def differing(seen: Sequence[SeenPart], wanted: Wanted) -> tuple[int, list[int]] | None:
    """How many to open, and which open ones to take off; None when more are taken than there should be."""
    same = [one for one in seen if one.kind is wanted.kind and one.meeting == wanted.number]
    still_open = [one.id for one in same if one.state is PartState.OPEN]
    surplus = len(same) - wanted.count
    if surplus > len(still_open):
        return None
    return (max(-surplus, 0), still_open[len(still_open) - surplus :] if surplus > 0 else [])


def taken(part: SeenPart) -> bool:
    """Whether somebody has said that they take it."""
    return part.state in HELD
