"""What the columns of a table are called, and what a column of that name is about."""

import re

from bot.agenda.reading.text import level, unemphasised, visible
from bot.agenda.reading.vocabulary import COLUMNS
from bot.when.normalise import fold

_ZONE = re.compile(
    r"(?:ce?s?t|ces?t|w?e[sd]?t|[pcm][sd]?t|utc|gmt|bst|ist|jst|mez|mesz|geneva|local)(?: ?[+-]\d+)?(?: time)?"
)
_LONGEST_NAME = 4
"""Words of the name of a column."""


def is_zone(name: str) -> bool:
    """A column is headed by nothing but the zone of its times."""
    return _ZONE.fullmatch(fold(level(visible(name))).strip(" :.*")) is not None


def column(name: str) -> str:
    """What a column of this name is about: by the whole name, without its brackets, or by one word of it."""
    words = fold(level(unemphasised(visible(name)))).strip(" :.*")
    bare = re.sub(r"\s*[(\[][^()\[\]]*[)\]]\s*", " ", words).strip(" :.*")
    if whole := COLUMNS.get(words) or COLUMNS.get(bare):
        return whole
    if is_zone(name):
        return "starts"
    if re.search(r"\d", bare):
        return ""
    parts = re.findall(r"[^\W\d_]+", bare)
    found = {COLUMNS[part] for part in parts if part in COLUMNS} if len(parts) <= _LONGEST_NAME else set[str]()
    return next(
        (role for role in ("ends", "minutes", "owner", "starts", "links", "notes", "title") if role in found), ""
    )
