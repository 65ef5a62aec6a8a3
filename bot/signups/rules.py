"""What an answer is, and when one can be given."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from bot.finding import still_to_come
from storage.models import Choice, Meeting, Session, SessionState

GIVEN = (Choice.COMING, Choice.MAYBE, Choice.NOT)
"""What people can answer; whether a Coming has to wait is not theirs to say."""


def given(choice: Choice | None) -> str:
    """The answer as it was given, for a form."""
    return Choice.COMING if choice is Choice.WAITING else choice or ""


def answerable(session: Session, meetings: Sequence[Meeting], now: datetime) -> list[int]:
    """The meetings of this session that can be answered now, in order."""
    if session.state != SessionState.OPEN:
        return []
    return [m.id for m in meetings if m.id is not None and still_to_come(m.starts, m.cancelled, now)]


def same_for_all(own: Mapping[int, Choice], meetings: Sequence[int]) -> Choice | None:
    """The one answer a person gave to all these meetings, or None when they differ or some have none."""
    given = {own.get(meeting) for meeting in meetings}
    return given.pop() if len(given) == 1 else None
