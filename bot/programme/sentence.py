"""Reading "Core Session 'Access to remedy' with 3 meetings from 4 March 2027 15:00 Geneva time, 2 h, weekly"."""

import difflib
import re

from bot.doors import OpenPlan
from bot.limits import take as take_seats
from bot.programme.titles import DATED, unquoted
from bot.when.languages.en import ENGLISH
from storage.models import SessionKind

NUMBERS = {word: value for word, value in ENGLISH.named("N").items() if value <= 12}
"""Numbers that people write out."""
LONGEST_WHEN = 200
"""Characters of what is left that are kept as the date: they ride in a button."""

_KIND = re.compile(r"\b(core session|special briefing|outreach dialogue)s?\b", re.I)
_PAIR = re.compile(r"(?=\b(\w+\s+\w+)\b)")
_QUOTED = re.compile(r"“([^”]+)”|„([^“”]+)[“”]|«\s*([^»]+?)\s*»|\"([^\"]+)\"|(?<!\w)['‘](.+?)['’](?!\w)")
_COUNT = rf"(\d+|{'|'.join(NUMBERS)})"
_MEETINGS = re.compile(rf"\b(?:with|of|in|over)?\s*{_COUNT}\s+(?:meet\w*|meti\w+|times)\b", re.I)
_RHYTHM = re.compile(
    r"\b(?:each|every|once a)\s+(day|week|two weeks|2 weeks|second week|fortnight|four weeks|4 weeks)\b"
    r"|\b(daily|we{0,2}kly|fortnightly|biweekly)\b",
    re.I,
)
_LONG = re.compile(r"\b((?:\d+|one|two|three)[- ]hours?|\d+[- ]min(?:ute)?s?)[- ](?=meet|meti)", re.I)
_LENGTH = re.compile(
    r"(?:,|\bof|\bfor|\blasting|^)\s*"
    r"((?:\d+(?:[.,]\d+)?|one|two|three)\s*(?:hours?|hrs?|h)(?:\s*\d+\s*(?:minutes?|min|m)?)?"
    r"|\d+\s*(?:minutes?|mins?))\b(?:\s+(?:each|long))?",
    re.I,
)
_RHYTHMS = {
    "day": "daily",
    "daily": "daily",
    "week": "weekly",
    "weekly": "weekly",
    "two weeks": "fortnightly",
    "2 weeks": "fortnightly",
    "second week": "fortnightly",
    "fortnight": "fortnightly",
    "fortnightly": "fortnightly",
    "biweekly": "fortnightly",
    "four weeks": "four-weekly",
    "4 weeks": "four-weekly",
}
_SAYS_NOTHING = {
    "with",
    "and",
    "a",
    "an",
    "the",
    "each",
    "new",
    "session",
    "meeting",
    "meetings",
    "of",
    "for",
    "please",
}


def read_plan(text: str) -> OpenPlan:
    """What the sentence says, field by field, in the words it was said; what it does not say stays empty.

    Whatever is left when kind, title, number of meetings, length and rhythm are taken out is when it begins; words
    without any date in them are the title.
    """
    taken: dict[str, str] = {}

    def take(key: str, pattern: re.Pattern[str], rest: str, between: str = ", ") -> str:
        found = pattern.search(rest)
        if found is None:
            return rest
        taken[key] = next((group for group in found.groups() if group), "").strip()
        return f"{rest[: found.start()]}{between}{rest[found.end() :]}"

    rest = take("title", _QUOTED, f" {', '.join(text.splitlines())} ")
    kind = _KIND.search(rest) or _misspelt(rest)
    before, after = (rest[: kind.start(1)], rest[max(kind.end(), kind.end(1)) :]) if kind else (rest, "")
    seats, after = take_seats(after)
    if not kind:
        seats, before = take_seats(before)
    rest = f"{before}{_HERE}{after}" if kind else before
    rest = take("length", _LONG, rest, " ")
    rest = take("meetings", _MEETINGS, rest)
    rest = take("rhythm", _RHYTHM, rest)
    if "length" not in taken:
        rest = take("length", _LENGTH, rest)
    if "title" not in taken:
        taken["title"], rest = unquoted(rest, _HERE)
    when = _tidy(rest.replace(_HERE, ", "))
    if not taken["title"] and not DATED.search(when):
        taken["title"], when = when, ""
    meetings = taken.get("meetings", "").lower()
    return OpenPlan(
        kind=_closest(kind[1]) if kind else "",
        title=taken["title"],
        when=when[:LONGEST_WHEN],
        meetings=str(NUMBERS.get(meetings, meetings)),
        length=taken.get("length", "").replace("-", " "),
        rhythm=_RHYTHMS.get(re.sub(r"^we?kly$", "weekly", taken.get("rhythm", "").lower()), ""),
        seats=seats,
    )


def read_length(text: str) -> int | None:
    """Minutes meant by "2 h", "90 min", "1 h 30", "1.5 hours" or "2:30"; None when it cannot be read."""
    words = text.strip().lower().replace(",", ".")
    for name, number in NUMBERS.items():
        words = re.sub(rf"\b{name}\b", str(number), words)
    found = re.fullmatch(r"(?:(\d+(?:\.\d+)?)\s*(?:h|hours?|hrs?|:))?\s*(?:(\d+)\s*(?:m|mins?|minutes?)?)?", words)
    if found is None or not any(found.groups()):
        return None
    if found[1] is None and words.isdigit() and int(words) < 15:
        return int(words) * 60
    return round(float(found[1] or 0) * 60) + int(found[2] or 0)


_HERE = "\x00"
"""Where the kind stood: what follows it is the title, where no quotes say so."""


def _misspelt(text: str) -> re.Match[str] | None:
    """The two words that were meant to be a kind of session."""
    return next((pair for pair in _PAIR.finditer(text) if _closest(pair[1])), None)


def _closest(words: str) -> str:
    plain = re.sub(r"\s+", " ", words.lower())
    return next(iter(difflib.get_close_matches(plain, [kind.value for kind in SessionKind], n=1, cutoff=0.8)), "")


def _tidy(rest: str) -> str:
    pieces = (" ".join(piece.split()) for piece in rest.split(","))
    words = ", ".join(piece for piece in pieces if piece and not _SAYS_NOTHING.issuperset(piece.lower().split()))
    leading = r"^(?:(?:an?|the|new|session|with|from|starting|beginning|on|and)\b|[-–—,:;\s])+"
    return re.sub(leading, "", words, flags=re.I).strip(" ,:;")
