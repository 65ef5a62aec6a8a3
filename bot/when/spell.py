"""How days and pieces are named in a question."""

from datetime import date

from bot.when.calendar import Found
from bot.when.pieces import Pieces


def values_of(pieces: Pieces, found: Found) -> dict[str, str]:
    """What fills the placeholders of a question about these days; at least one was found."""
    day = found.days[0]
    return {"words": named(pieces), "date": spoken(day), "weekday": f"{day:%A}", "when": spoken(day)}


def spoken(day: date) -> str:
    """A day in English, such as "14 January 2027"."""
    return f"{day.day} {day:%B %Y}"


def named(pieces: Pieces) -> str:
    """The words for the day as they were typed."""
    return " ".join(token.text for token in [*pieces.weekdays, *pieces.days])
