"""What the columns of a table are called, and what a column of that name is about."""

import re

from bot.agenda.reading.text import level, unemphasised, visible
from bot.agenda.reading.vocabulary import COLUMNS
from bot.when.normalise import fold

_ZONE = re.compile(
    r"(?:ce?s?t|ces?t|w?e[sd]?t|[pcm][sd]?t|utc|gmt|bst|ist|jst|mez|mesz|geneva|local)(?: ?[+-]\d+)?(?: time)?"
)
_UNIT = re.compile(r"[(\[]([^()\[\]]*)[)\]]$")
_GLUE = frozenset(("from", "to", "by", "with", "par", "de", "von", "bis", "por", "von", "с"))
"""Words that say nothing of a column where others stand beside them."""
_LONGEST_NAME = 4
"""Words of the name of a column."""


def is_zone(name: str) -> bool:
    """A column is headed by nothing but the zone of its times."""
    return _ZONE.fullmatch(fold(level(visible(name))).strip(" :.*")) is not None


def named(name: str) -> str:
    """What a column of exactly this name is about, whatever stands in brackets behind it."""
    words = fold(level(unemphasised(visible(name)))).strip(" :.*")
    unit = _UNIT.search(words)
    if unit and COLUMNS.get(unit[1].strip(". ")) == "minutes":
        return "minutes"  # "Time (min)"
    return COLUMNS.get(words) or COLUMNS.get(_bare(words)) or ("starts" if is_zone(name) else "")


def _bare(words: str) -> str:
    return re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*", " ", words).strip(" :.*")


def column(name: str) -> str:
    """What a column of this name is about: by the whole name, without its brackets, or by one word of it."""
    if whole := named(name):
        return whole
    bare = _bare(fold(level(unemphasised(visible(name)))).strip(" :.*"))
    if re.search(r"\d", bare):
        return ""
    parts = re.findall(r"[^\W\d_]+", bare)
    known = [part for part in parts if part in COLUMNS and part not in _GLUE]
    found = {COLUMNS[part] for part in known} if len(parts) <= min(_LONGEST_NAME, 3 * len(known)) else set[str]()
    return next(
        (role for role in ("ends", "minutes", "owner", "starts", "links", "notes", "title") if role in found), ""
    )
