"""Figures without a word, which only the agenda as a whole explains: "10 Welcome", "Welcome: 10", "1 Welcome"."""

import re
from collections.abc import Sequence
from itertools import pairwise

from bot.agenda.reading.model import Row
from bot.agenda.reading.text import level, marked, trimmed
from bot.when import clock

_BEFORE = re.compile(r"(?P<figure>[(\[]?\d{1,3}[)\]]?)\s+(?=[^\W\d])")
_BEHIND = re.compile(r".*?[^\W\d].*?(?P<cut>\s?[:(\[-]\s?)(?P<figure>\d{1,3})[)\]]?$")
_LAST = re.compile(r".*?[^\W\d](?P<cut>\s+)(?P<figure>\d{1,3})$")
_SPAN = re.compile(
    r"(?:min(?:ute|uto)?[sn]?\.?\s*)?(\d{1,3})\s?-\s?(\d{1,3})(?:\s?(?:min\w*\.?|'))?\s*[:|-]?\s+(?=\S)", re.IGNORECASE
)
_CLOCK = re.compile(r"((?:[01]\d|2[0-3])[0-5][05])\s?[hH]?(?:\s*[:-])?\s+(?=\S)")
_BRACKETED = re.compile(r"(?<=\w)\s?[(\[](\d{1,3})[)\]]$")
_LEAST = 2


def take(rows: Sequence[Row]) -> None:
    """Give the rows the minutes, times and marks that stand as mere figures."""
    _take_clocks(rows)
    _take_marks(rows)
    _take_spans(rows)
    bracketed = [
        row for row in rows if row.title and (found := _BRACKETED.search(row.title)) and int(found[1]) % 5 == 0
    ]
    many = len(bracketed) >= _LEAST and len(bracketed) * 2 >= sum(row.start is not None for row in rows) > 0
    if many or any(row.minutes is not None for row in rows):
        for row in rows:
            if row.minutes is None and (found := _BRACKETED.search(row.title)) and int(found[1]) % 5 == 0:
                row.minutes, row.title = int(found[1]), row.title[: found.start()]
    else:
        _take_all(rows)


def _take_marks(rows: Sequence[Row]) -> None:
    """Marks such as "(10)" and "15 -" that do not count from line to line are minutes, all in fives."""
    found = [row for row in rows if len(row.number) == 1 and row.title and not row.timed]
    figures = [row.number[0] for row in found]
    counted = figures == sorted({*figures}) and figures[:1] in ([], [0], [1])
    if len(found) >= _LEAST and not counted and not any(figure % 5 for figure in figures):
        for row, figure in zip(found, figures, strict=True):
            row.minutes, row.number, row.style = figure, (), ""


def _take_spans(rows: Sequence[Row]) -> None:
    """From minute to minute, "0–5 Welcome", "5–25 Case study": each begins where the one before it ends."""
    found = [(row, each) for row in rows if row.start is None and (each := _SPAN.match(level(marked(row.raw)[1])))]
    spans = [(int(each[1]), int(each[2])) for _, each in found]
    if (
        len(found) <= _LEAST
        or any(end != begin for (_, end), (begin, _) in pairwise(spans))
        or any(a > b for a, b in spans)
    ):
        return
    for (row, _), (begin, end) in zip(found, spans, strict=True):
        row.minutes = end - begin
        row.title = trimmed(row.title[at.end() :] if (at := _SPAN.match(level(row.title))) else row.title)


def _take_clocks(rows: Sequence[Row]) -> None:
    """Four figures without a point, "0900 Welcome", are times where they grow from line to line."""
    found = [(row, each) for row in rows if row.start is None and (each := _CLOCK.match(level(row.title)))]
    figures = [int(each[1]) for _, each in found]
    if len(found) < _LEAST + 1 or figures != sorted({*figures}):
        return
    for row, each in found:
        row.start = clock.figure(int(each[1][:2]), int(each[1][2:]), zero=True)
        row.title = trimmed(row.title[each.end() :])


def _take_all(rows: Sequence[Row]) -> None:
    """Where most lines have one in the same place: their places in the list when they count, else minutes in fives."""
    if any(row.start is not None and row.title for row in rows if not row.label):
        return
    for pattern in (_BEFORE, _BEHIND, _LAST):
        found = [(row, each) for row in rows if row.title and (each := pattern.match(level(row.title)))]
        figures = [int(each["figure"].strip("()[]")) for _, each in found]
        if len(found) < max(_LEAST, len(rows) / 2) or (pattern is _LAST and len(found) < max(3, len(rows) - 1)):
            continue
        if pattern is _BEFORE and figures == [*range(figures[0], figures[0] + len(figures))]:
            for row, each in found:
                row.title, row.style = row.title[each.end() :], "number"
        elif not any(figure % 5 for figure in figures):
            for (row, each), figure in zip(found, figures, strict=True):
                row.title = trimmed(row.title[each.end() :] if pattern is _BEFORE else row.title[: each.start("cut")])
                row.minutes = figure
        return
