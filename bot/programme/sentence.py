"""Reading "Core Session 'Access to remedy' with 3 meetings from 4 March 2027 15:00 Geneva time, 2 h, weekly"."""

import re

from bot.doors import OpenPlan
from bot.limits import take as take_seats

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}

_KIND = re.compile(r"\b(core session|special briefing|outreach dialogue)\b", re.I)
_QUOTED = re.compile(r"“([^”]+)”|‘([^’]+)’|«\s*([^»]+?)\s*»|\"([^\"]+)\"|'([^']+)'")
_ON = re.compile(r"\b(?:on|about)\s+([^,]+),", re.I)
_MEETINGS = re.compile(rf"\b(?:with|of|in|over)?\s*(\d+|{'|'.join(NUMBERS)})\s+meetings?\b", re.I)
_RHYTHM = re.compile(
    r"\b(?:each|every|once a)\s+(day|week|two weeks|2 weeks|fortnight|four weeks|4 weeks)\b"
    r"|\b(daily|weekly|fortnightly|biweekly)\b",
    re.I,
)
_LENGTH = re.compile(
    r"(?:,|\bof|\bfor|\blasting|^)\s*"
    r"((?:\d+(?:[.,]\d+)?|one|two|three)\s*(?:hours?|hrs?|h)(?:\s*\d+\s*(?:minutes?|min|m)?)?"
    r"|\d+\s*(?:minutes?|min))\b(?:\s+each)?",
    re.I,
)
_RHYTHMS = {
    "day": "daily",
    "daily": "daily",
    "week": "weekly",
    "weekly": "weekly",
    "two weeks": "fortnightly",
    "2 weeks": "fortnightly",
    "fortnight": "fortnightly",
    "fortnightly": "fortnightly",
    "biweekly": "fortnightly",
    "four weeks": "four-weekly",
    "4 weeks": "four-weekly",
}


def read_plan(text: str) -> OpenPlan:
    """What the sentence says, field by field, in the words it was said; what it does not say stays empty.

    Whatever is left when kind, title, number of meetings, length and rhythm are taken out is when it begins.
    """
    taken: dict[str, str] = {}

    def take(key: str, pattern: re.Pattern[str], rest: str) -> str:
        found = pattern.search(rest)
        if found is None:
            return rest
        taken[key] = next((group for group in found.groups() if group), "").strip()
        return f"{rest[: found.start()]}, {rest[found.end() :]}"

    rest = take("kind", _KIND, f" {text} ")
    rest = take("title", _QUOTED, rest)
    if "title" not in taken:
        rest = take("title", _ON, rest)
    seats, rest = take_seats(rest)
    rest = take("meetings", _MEETINGS, rest)
    rest = take("rhythm", _RHYTHM, rest)
    rest = take("length", _LENGTH, rest)
    meetings = taken.get("meetings", "").lower()
    return OpenPlan(
        kind=taken.get("kind", "").lower(),
        title=taken.get("title", ""),
        when=_tidy(rest),
        meetings=str(NUMBERS.get(meetings, meetings)),
        length=taken.get("length", ""),
        rhythm=_RHYTHMS.get(taken.get("rhythm", "").lower(), ""),
        seats=seats,
    )


def read_length(text: str) -> int | None:
    """Minutes meant by "2 h", "90 min", "1 h 30", "1.5 hours" or "2:30"; None when it cannot be read."""
    words = text.strip().lower().replace(",", ".")
    for name, number in NUMBERS.items():
        words = re.sub(rf"\b{name}\b", str(number), words)
    found = re.fullmatch(r"(?:(\d+(?:\.\d+)?)\s*(?:h|hours?|hrs?|:))?\s*(?:(\d+)\s*(?:m|min|minutes?)?)?", words)
    if found is None or not any(found.groups()):
        return None
    if found[1] is None and words.isdigit() and int(words) < 15:
        return int(words) * 60
    return round(float(found[1] or 0) * 60) + int(found[2] or 0)


def _tidy(rest: str) -> str:
    pieces = (piece.strip() for piece in rest.split(","))
    words = ", ".join(piece for piece in pieces if piece and piece.lower() not in ("with", "and", "a", "the", "each"))
    return re.sub(r"^(?:a|the|with|from|starting|beginning|on|and|,|\s)+\b", "", words, flags=re.I).strip(" ,")
