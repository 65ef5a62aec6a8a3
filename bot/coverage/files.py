"""The roster as a table to take away."""

from collections.abc import Iterable

from bot import links
from storage.coverage import Line

HEADINGS = (
    "session", "organisation", "member", "role", "meeting", "local start", "zone", "answer", "answered at",
)  # fmt: skip
"""What stands in the first row: for programs as well, so in no other language."""


def table(lines: Iterable[Line]) -> list[tuple[str, ...]]:
    """Heading and rows. `local start` is on the wall clock of `zone`, `answered at` an instant in UTC."""
    return [HEADINGS, *map(_row, lines)]


def file_name(title: str, kind: str) -> str:
    """What to call the file: letters, digits and hyphens of the title."""
    return links.file_name("roster", title, kind)


def _row(line: Line) -> tuple[str, ...]:
    return (
        line.session,
        line.organisation,
        line.member,
        line.role,
        str(line.meeting),
        f"{line.local:%Y-%m-%d %H:%M}",
        line.zone,
        line.choice,
        "" if line.at is None else line.at.isoformat(timespec="seconds"),
    )
