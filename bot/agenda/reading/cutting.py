"""Where the cells of a table end: between tabs, bars, semicolons, commas, or under each other."""

import csv
import re
from collections.abc import Callable, Sequence

from bot.agenda.reading import lengths, owners, times
from bot.agenda.reading.columns import column
from bot.agenda.reading.text import level, marked, visible
from bot.agenda.reading.vocabulary import COLUMNS
from bot.when.normalise import fold

_GAP = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_WORDS = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_RULE = re.compile(r"^\s*\|[\s|:-]*-[\s|:-]*\|\s*$|^[\s|:+=-]*-{2,}[\s|:+=-]*$|^\s*([=_*~#—–─━═])\1{2,}\s*$")
_LEAST = 2
"""Lines with the same kind of gap that make a table."""

Cells = list[str]


def cut(lines: Sequence[str]) -> dict[int, Cells]:
    """The cells of the lines that are rows of a table, by the number of the line."""
    barred = [line.strip() for line in lines if _pipes(visible(line))]
    framed = all(line[0] in "|｜" for line in barred)
    for split in (_tabs, _pipes if framed else _open_pipes, _semicolons, _commas, _gaps):
        found = {number: cells for number, line in enumerate(lines) if len(cells := split(visible(line))) > 1}
        head = next((number for number, cells in found.items() if _names_columns(cells)), 0)
        found = {number: cells for number, cells in found.items() if number >= head}
        if len(found) >= _LEAST and _is_table(split, [*found.values()]):
            return _placed({number: visible(lines[number]) for number in found}) if split is _gaps else found
    return {}


def _is_table(split: Callable[[str], Cells], rows: Sequence[Cells]) -> bool:
    """Tabs and bars are only typed between cells; commas and wide gaps have other uses and need to be confirmed."""
    if split is _commas:
        return all(fold(level(cell)) in COLUMNS for cell in rows[0])
    if split is _open_pipes and max(map(len, rows)) == _LEAST and not any(map(column, rows[0])):
        return sum(owners.after_dash(row[0]) for row in rows) * 2 > len(rows)  # else "Title | owner" is read as a line
    return split is not _gaps or _aligned(rows)


def _names_columns(cells: Cells) -> bool:
    """The cells are names of columns, most of them known ones."""
    known = sum(bool(column(cell)) for cell in cells)
    if any(_timed(level(cell)) for cell in cells):
        return False
    return known > 1 and known * 2 > sum(map(bool, cells))


def _aligned(rows: Sequence[Cells]) -> bool:
    """Wide gaps are columns, no habit of typing two spaces, when most lines have a time or a length of their own."""
    begun = sum(any(_timed(level(cell)) for cell in row) for row in rows)
    return (
        _names_columns(rows[0]) or begun * 2 > len(rows) or (len(rows) > _LEAST and all(len(row) > 2 for row in rows))
    )


def _timed(cell: str) -> bool:
    return times.whole(cell) is not None or lengths.whole(cell) is not None


def _placed(lines: dict[int, str]) -> dict[int, Cells]:
    """The cells of rows drawn with spaces, each under the cells above it, so that an empty one keeps its place."""
    spans = {number: [found.span() for found in _WORDS.finditer(line)] for number, line in lines.items()}
    width = max(map(len, spans.values()))
    full = [row for row in spans.values() if len(row) == width]
    columns = [(min(row[at][0] for row in full), max(row[at][1] for row in full)) for at in range(width)]
    placed: dict[int, Cells] = {}
    for number, row in spans.items():
        cells, free = [""] * width, 0
        for left, (start, end) in zip(range(len(row), 0, -1), row, strict=True):
            within = range(free, width - left + 1)
            near = {at: min(abs(start - columns[at][0]), abs(end - columns[at][1])) for at in within}
            free = min(near, key=lambda at: near[at]) + 1
            cells[free - 1] = lines[number][start:end]
        placed[number] = cells
    return placed


def is_rule(line: str) -> bool:
    """The line is only drawn, between the head of a table and its body."""
    return _RULE.fullmatch(line) is not None


def _bare(line: str) -> str:
    """The line without its bullet or number."""
    style, rest = marked(line.strip())
    return line if not style or (style == "number" and times.leading(level(line))) else rest


def _tabs(line: str) -> Cells:
    line = _bare(line)
    return [cell.strip() for cell in line.split("\t")] if "\t" in line.strip() else []


def _pipes(line: str) -> Cells:
    line = _bare(line)
    plain = re.sub(r"<[^<>|]*\|[^<>]*>", lambda link: link[0].replace("|", "\0"), line)  # a link of Slack's
    if "|" not in plain and "｜" not in plain:
        return []
    plain = plain.replace("||", "|") if plain.startswith("||") else plain  # how wikis write the head
    cells = re.split(r"[|｜]", plain.strip())
    if not cells[0].strip():
        cells = cells[1:]
    if len(cells) > 1 and not cells[-1].strip() and line.rstrip().endswith("|") and line.lstrip().startswith("|"):
        cells = cells[:-1]
    return [cell.replace("\0", "|").strip() for cell in cells]


def _open_pipes(line: str) -> Cells:
    """Where the first bar stands behind the first cell, which may be empty."""
    return _pipes(f"|{_bare(line)}") if "|" in line or "｜" in line else []


def _semicolons(line: str) -> Cells:
    cells = [cell.strip() for cell in line.split(";")]
    return cells if len(cells) > 2 and "://" not in line else []


def _commas(line: str) -> Cells:
    """A row of a file of comma-separated values; a line of another kind is none."""
    if line.count(",") < 2 or line[:1].isspace():
        return []
    try:
        return [cell.strip() for cell in next(csv.reader([line]), list[str]())]
    except csv.Error:
        return []


def _gaps(line: str) -> Cells:
    return [cell.strip() for cell in _GAP.split(line.strip())]
