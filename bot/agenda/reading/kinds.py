"""What kind of item a title announces."""

import re

from bot.agenda.reading.model import Kind
from bot.agenda.reading.text import level
from bot.agenda.reading.vocabulary import (
    BREAKS,
    DISCUSSIONS,
    ENDS,
    EVERYBODY,
    GATHERED,
    OTHER_BUSINESS,
    TALKS,
    TOPICS,
    WEAK_DISCUSSIONS,
)
from bot.when.normalise import fold

_LONGEST_BREAK = 5
"""Words; "a break in the supply chain and what it means" is no break."""
_HOW = frozenset(
    [
        *(
            "open",
            "moderated",
            "facilitated",
            "guided",
            "joint",
            "general",
            "interactive",
            "short",
            "free",
            "final",
            "peer",
        ),
        *("group", "plenary", "the", "offene", "moderierte", "gemeinsame", "общее", "открытое"),
    ]
)
"""What may stand before a discussion that one of them holds."""


def kind(title: str, owner: str = "") -> Kind:
    """Break when little else is said, discussion when that comes first, else a talk."""
    words = fold(level(title))
    if OTHER_BUSINESS.fullmatch(words.strip(" .:;!?…")):
        return "discussion"
    told = TALKS.search(words)
    discussed = _discussed(words, held=bool(owner) and not everybody(owner))
    if discussed is not None and (not told or discussed <= told.start() or words[told.end() : discussed] == " "):
        return "discussion"
    return "break" if discussed is None and not told and _paused(words) else "talk"


def _discussed(words: str, *, held: bool) -> int | None:
    """Where it says that people discuss. What one of them holds says so plainly, and before any colon."""
    found = DISCUSSIONS.search(words)
    if held:
        return found.start() if found and _is_what_is_held(words, found) else None
    found = found or WEAK_DISCUSSIONS.search(words) or (None if TALKS.search(words) else GATHERED.search(words))
    return found.start() if found else None


def _is_what_is_held(words: str, found: re.Match[str]) -> bool:
    """The title begins or ends with it, "Panel discussion"; "end-use questions in sales" only speaks of it."""
    before = words[: found.start()].strip()
    return ":" not in before and (not before or before in _HOW or not words[found.end() :].strip(" .!?"))


def _paused(words: str) -> bool:
    found = BREAKS.search(words)
    longest = _LONGEST_BREAK if found is None or found.start() or TOPICS.search(words) else 2 * _LONGEST_BREAK
    return found is not None and len(words.split()) <= longest and not _mixed(words, found.start())


def _mixed(words: str, at: int) -> bool:
    """Something else comes with it: "registration and coffee"."""
    before = words[:at].strip()
    return before.endswith(
        (" and", " et", " y", " und", " и", "&", " with", " bei", " mit", " avec", " con", ",")
    ) and not BREAKS.search(before)


def everybody(owner: str) -> bool:
    """The owner is nobody in particular: "all", "everyone", "participants"."""
    return EVERYBODY.search(fold(level(owner))) is not None


def leaves_open(title: str) -> bool:
    """The title is "any other business" or the like: what will be talked about is not said."""
    words = re.sub(r"\b(\w)\.", r"\1", fold(level(title))).strip(" .:;!?…()[]")
    found = OTHER_BUSINESS.search(words)
    if not found:
        return False
    rest = words[: found.start()] + words[found.end() :]
    for usual in (ENDS, TALKS):
        rest = usual.sub("", rest)
    return len(rest.strip()) <= len(found[0])
