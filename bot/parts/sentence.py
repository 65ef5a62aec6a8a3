"""What people write about parts: "2 presenters, 1 note-taker at meeting 2 of TITLE", "present at TITLE to NAME"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.parts.rules import Wanted
from storage.parts import PartKind

KINDS = {
    PartKind.PRESENT: r"present(?:er|ers|ing|ation|ations)?",
    PartKind.DISCUSSANT: r"discussants?",
    PartKind.CASE_STUDY: r"case(?:[ -]stud(?:y|ies))?s?",
    PartKind.EXPERT: r"experts?",
    PartKind.NOTE_TAKER: r"note[ -]?tak(?:er|ers|ing)|notes",
}
NUMBERS = {"": 1, "a": 1, "an": 1, "no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ONE = rf"(?:(?P<count>\d{{1,3}}|{'|'.join(word for word in NUMBERS if word)})\s+)?"
_KIND = "|".join(f"(?P<{kind.name}>{words})" for kind, words in KINDS.items())
_ITEM = re.compile(rf"\s*(?:,|&|\band\b)?\s*{_ONE}(?:{_KIND})\b", re.I)
_WHERE = re.compile(
    r"\s*\b(?:at|in|for|of|from)\s+(?:meeting\s+(?P<number>\d{1,2})\s+(?:of|in|at)\s+)?(?P<title>.+)", re.I
)


@dataclass(frozen=True)
class Meant:
    """What a sentence says: counts by kind, in which meeting, and the session's title with whatever follows it."""

    counts: tuple[tuple[PartKind, int], ...]
    number: int | None
    rest: str

    @property
    def wanted(self) -> list[Wanted]:
        """How many there should be."""
        return [Wanted(kind, count, self.number) for kind, count in self.counts]

    @property
    def kind(self) -> PartKind:
        """The one kind that is meant, or the first."""
        return self.counts[0][0]


def read(text: str) -> Meant | None:
    """What is meant, or None when it names no part."""
    counts: dict[PartKind, int] = {}
    at = 0
    while found := _ITEM.match(text, at):
        kind = next(kind for kind in PartKind if found[kind.name])
        count = (found["count"] or "").lower()
        counts[kind] = int(count) if count.isdigit() else NUMBERS[count]
        at = found.end()
    if not counts:
        return None
    where = _WHERE.fullmatch(text, at)
    if where is None:
        return Meant(tuple(counts.items()), None, "") if not text[at:].strip() else None
    return Meant(tuple(counts.items()), int(where["number"]) if where["number"] else None, where["title"].strip())


def named(rest: str, word: str, names: Iterable[str]) -> tuple[str, str, str]:
    """Splits "TITLE to NAME: MORE" at one of these names: title, name and what follows; no name where none is meant.

    The longest name wins, and titles may contain the word themselves.
    """
    for name in sorted(names, key=len, reverse=True):
        found = re.search(rf"(?:^|\s){word}\s+{re.escape(name)}(?=$|[\s:,.;–-])", rest, re.I)
        if found:
            return rest[: found.start()].strip(), name, rest[found.end() :].strip(" \t:,.;–-")
    return rest, "", ""
