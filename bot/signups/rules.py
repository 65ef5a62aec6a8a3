"""What an answer is."""

from collections.abc import Mapping, Sequence

from storage.models import Choice

GIVEN = (Choice.COMING, Choice.MAYBE, Choice.NOT)
"""What people can answer; whether a Coming has to wait is not theirs to say."""


def given(choice: Choice | None) -> str:
    """The answer as it was given, for a form."""
    return Choice.COMING if choice is Choice.WAITING else choice or ""


def same_for_all(own: Mapping[int, Choice], meetings: Sequence[int]) -> Choice | None:
    """The one answer a person gave to all these meetings, or None when they differ or some have none."""
    given = {own.get(meeting) for meeting in meetings}
    return given.pop() if len(given) == 1 else None
