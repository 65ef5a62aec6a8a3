"""What stands in the middle of a title: brackets with nothing but a length or a time, and sentences behind brackets."""

import re
from collections.abc import Collection

from bot.agenda.reading import lengths, owners, times
from bot.agenda.reading.model import Row
from bot.agenda.reading.text import level, trimmed

_INNER = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_PARAGRAPH = re.compile(r"(.{2,160}?[(\[]([^()\[\]]{1,80})[)\]])\.\s+(\S+\s+\S.*)", re.DOTALL)
"""A title with its brackets, and sentences about it behind a full stop."""


def sentences(row: Row, text: str) -> str:
    """The title without the sentences about it behind its brackets, "Welcome (5 min). The hosts …", which are noted."""
    found = _PARAGRAPH.match(level(text))
    if not found or not any(map(_says_when, re.split("[,;]", found[2]))):
        return text
    row.notes.append(text[found.start(3) :].strip())
    return text[: found.end(1)]


def _says_when(part: str) -> bool:
    return lengths.whole(part) is not None or times.whole(part) is not None


def brackets(row: Row, text: str, names: Collection[str], *, owned: bool) -> str:
    """Take the brackets that hold nothing but a length or a time, wherever they stand."""
    for found in _INNER.finditer(level(text)):
        minutes, moment = lengths.whole(found[1]), times.whole(found[1])
        if minutes is not None and row.minutes is None:
            row.minutes = minutes
        elif moment and row.start is None:
            row.start, row.end, _ = moment
        else:
            continue
        before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
        if (
            owned
            and before
            and after[:1].isalnum()
            and not row.owner
            and owners.after_dash(held := trimmed(after), names)
        ):
            row.owner = held
            return before
        return f"{before}{'' if after[:1] in ':.,;!?：。，' else ' '}{after}".strip()
    return text
