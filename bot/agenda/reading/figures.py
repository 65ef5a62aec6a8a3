"""Figures without a word, which only the agenda as a whole explains: "10 Welcome", "Welcome: 10", "1 Welcome"."""

import re
from collections.abc import Sequence

from bot.agenda.reading.model import Row
from bot.agenda.reading.text import level, trimmed

_BEFORE = re.compile(r"(?P<figure>\d{1,3})\s+(?=[^\W\d])")
_BEHIND = re.compile(r".*?[^\W\d].*?(?P<cut>\s?[:-]\s?)(?P<figure>\d{1,3})$")
_LEAST = 2


def take(rows: Sequence[Row]) -> None:
    """Where most lines have one in the same place: their places in the list when they count, else minutes in fives."""
    if any(row.minutes is not None or (row.start is not None and row.title) for row in rows if not row.label):
        return
    for pattern in (_BEFORE, _BEHIND):
        found = [(row, each) for row in rows if row.title and (each := pattern.match(level(row.title)))]
        figures = [int(each["figure"]) for _, each in found]
        if len(found) < max(_LEAST, len(rows) / 2):
            continue
        if pattern is _BEFORE and figures == [*range(figures[0], figures[0] + len(figures))]:
            for row, each in found:
                row.title, row.style = row.title[each.end() :], "number"
        elif not any(figure % 5 for figure in figures):
            for (row, each), figure in zip(found, figures, strict=True):
                row.title = trimmed(row.title[each.end() :] if pattern is _BEFORE else row.title[: each.start("cut")])
                row.minutes = figure
        return
