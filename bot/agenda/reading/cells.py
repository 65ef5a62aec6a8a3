"""Cells of several lines, as documents and spreadsheets copy them, put back into their rows."""

import re
from collections.abc import Sequence

from bot.agenda.reading.text import visible

BREAK = "\v"
"""Between the lines of one cell."""
_OPEN = re.compile(r'(?:^|\t)"(?:[^"\t]|"")*$')
_CLOSED = re.compile(r'^(?:[^"\t]|"")*"(?=\t|$)')
_QUOTED = re.compile(r'(?:(?<=^)|(?<=\t))"((?:[^"\t]|"")*)"(?=\t|$)')
_MOST = 12
"""Lines of one row."""


def whole(lines: Sequence[str]) -> list[str]:
    """The lines, with each row of a table between tabs on one; in its cells `BREAK` stands for the end of a line."""
    width = max((line.count("\t") for line in lines), default=0)
    if not width:
        return [*lines]
    rows: list[str] = []
    at = 0
    while at < len(lines):
        end = _quoted(lines, at) or _short(lines, at, width) or at + 1
        row = BREAK.join(line.strip(" ") if end > at + 1 else line for line in lines[at:end])
        rows.append(_QUOTED.sub(lambda cell: cell[1].replace('""', '"'), row) if BREAK in row else row)
        at = end
    return rows


def _quoted(lines: Sequence[str], at: int) -> int:
    """Where a row ends of which a spreadsheet put a cell between quotation marks; 0 when there is none."""
    if not _OPEN.search(lines[at]):
        return 0
    for end in range(at + 1, min(at + _MOST, len(lines))):
        if _CLOSED.search(lines[end]):
            return end + 1 if not _OPEN.search(_CLOSED.sub("", lines[end])) else _quoted(lines, end)
    return 0


def _short(lines: Sequence[str], at: int, width: int) -> int:
    """Where a row ends that has all its cells only together with the lines below it; 0 when it is no such row."""
    have = lines[at].count("\t")
    if not 0 < have < width or lines[at].endswith("\t"):
        return 0
    for end in range(at + 1, min(at + _MOST, len(lines))):
        line = visible(lines[end])
        have += line.count("\t")
        if not line.strip() or have > width or _begins(line):
            return 0
        if have == width:
            return end + 1
    return 0


def _begins(line: str) -> bool:
    """The line looks like the beginning of a row of its own: a figure stands in its first cell."""
    first, tab, _rest = line.partition("\t")
    return bool(tab) and re.match(r"\W*\d", first) is not None
