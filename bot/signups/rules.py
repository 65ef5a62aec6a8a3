"""What an answer is."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from bot.kit import ANSWERING, Roles, Viewer
from storage.models import Choice, Member, Role

GIVEN = (Choice.COMING, Choice.MAYBE, Choice.NOT)
"""What people can answer; whether a Coming has to wait is not theirs to say."""

CODE_LIVES = timedelta(days=30)
"""How long a substitute's personal code works; it works once."""
LONGEST_NAME = 120
FOR_OTHERS: Roles = frozenset({Role.FACILITATOR, Role.COORDINATOR, Role.ASSISTANT})
"""Those who may answer for somebody else: facilitators for everybody, coordinators for their own people, assistants for
the executives of their organisation.
"""
ADMITTING: Roles = FOR_OTHERS - {Role.ASSISTANT}
"""Those who let a substitute in."""


def answers_for(viewer: Viewer, member: Member) -> bool:
    """Whether this viewer may answer for this member of their community, who is somebody who answers sessions."""
    if member.role not in ANSWERING or viewer.role not in FOR_OTHERS:
        return False
    if viewer.role is Role.ASSISTANT and member.role != Role.EXECUTIVE:
        return False
    return viewer.facilitates or viewer.organisation == member.organisation_id


def given(choice: Choice | None) -> str:
    """The answer as it was given, for a form."""
    return Choice.COMING if choice is Choice.WAITING else choice or ""


def same_for_all(own: Mapping[int, Choice], meetings: Sequence[int]) -> Choice | None:
    """The one answer a person gave to all these meetings, or None when they differ or some have none."""
    given = {own.get(meeting) for meeting in meetings}
    return given.pop() if len(given) == 1 else None
