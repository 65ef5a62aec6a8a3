"""Tables copied from a document: where the cells end, what each column is about, and the row each line makes."""

import csv
import re
from collections.abc import Callable, Collection, Iterable, Sequence

from bot.agenda.reading import lengths, links, owners, tails, times
from bot.agenda.reading.cells import BREAK
from bot.agenda.reading.lines import PLAIN_NOTE, beginning, fill
from bot.agenda.reading.model import Row
from bot.agenda.reading.text import level, marked, trimmed, unemphasised, visible
from bot.agenda.reading.vocabulary import COLUMNS, UNDECIDED
from bot.when.normalise import fold

_GAP = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
_WORDS = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_ZONE = re.compile(
    r"(?:ce?s?t|ces?t|w?e[sd]?t|[pcm][sd]?t|utc|gmt|bst|ist|jst|mez|mesz|geneva|local)(?: ?[+-]\d+)?(?: time)?"
)
_RULE = re.compile(r"^\s*\|[\s|:-]*-[\s|:-]*\|\s*$|^[\s|:+=-]*-{2,}[\s|:+=-]*$|^\s*([=_*~#—–─━═])\1{2,}\s*$")
_NOTHING = frozenset(("", "-", "n/a", "none", "/", "--", "—", "–", "…"))
_LONGEST_NAME = 4
"""Words of the name of a column."""
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
    if split is _open_pipes and max(map(len, rows)) == _LEAST and not any(map(_column, rows[0])):
        return sum(owners.after_dash(row[0]) for row in rows) * 2 > len(rows)  # else "Title | owner" is read as a line
    return split is not _gaps or _aligned(rows)


def _names_columns(cells: Cells) -> bool:
    """The cells are names of columns, most of them known ones."""
    known = sum(bool(_column(cell)) for cell in cells)
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


class Table:
    """What the columns of a table are about."""

    def __init__(self, rows: Sequence[Cells], names: Collection[str] = ()) -> None:
        self.names = names
        self.width = max(map(len, rows))
        first = rows[0]
        known = [_column(cell) for cell in first]
        filled = sum(bool(cell) for cell in first)
        self.headed = filled > 1 and sum(map(bool, known)) * 2 >= filled and "title" in known
        if not self.headed:
            told = [level(cell) for cell in first if times.whole(level(cell)) or lengths.whole(level(cell)) is not None]
            self.headed = filled > 1 and not told and sum(map(bool, known)) * 2 > filled
        body = rows[1:] if self.headed else rows
        self.head = [unemphasised(cell) for cell in first] if self.headed else []
        self.roles = (known if self.headed else [""] * len(first)) + [""] * (self.width - len(first))
        self.used = [any(_at(row, column) for row in body) for column in range(self.width)]
        self._guess(body)

        for role in ("starts", "title"):
            for column in [number for number, said in enumerate(self.roles) if said == role][1:]:
                self.roles[column] = "" if self.headed else "notes"

    def _guess(self, body: Sequence[Cells]) -> None:
        """Give the columns without a name their role by what most of their cells hold."""
        for column in range(self.width):
            if not self.roles[column]:
                role = self._role([cell for row in body if (cell := _at(row, column))])
                named = bool(_at(self.head, column))
                if not named or (role in ("starts", "minutes") and role not in self.roles):
                    self.roles[column] = role
        if "title" not in self.roles:
            open_ones = [column for column in range(self.width) if self.roles[column] in ("", "owner")]
            longest = max(
                open_ones,
                key=lambda column: (all(_at(row, column) for row in body), _written(_at(row, column) for row in body)),
                default=-1,
            )
            if longest >= 0:
                self.roles[longest] = "title"
        if self.roles.count("owner") > 1:
            for column in [number for number, role in enumerate(self.roles) if role == "owner"][1:]:
                self.roles[column] = "notes"

    def _role(self, cells: Cells) -> str:
        if not cells:
            return ""
        plain = [level(unemphasised(cell)) for cell in cells]
        half = len(cells) / 2
        if sum(times.whole(cell) is not None for cell in plain) > half:
            return "starts"
        if sum(lengths.whole(cell) is not None for cell in plain) > half:
            return "minutes"
        if all(re.fullmatch(r"\(?\d{1,3}[.)]?", cell) for cell in plain):
            figures = [int(re.sub(r"\D", "", cell)) for cell in plain]
            return "index" if figures == list(range(figures[0], figures[0] + len(figures))) else "minutes"
        if sum(bool(links.cut(cell)[1]) for cell in cells) > half:
            return "links"
        if sum(owners.after_dash(tails.untimed(Row(""), unemphasised(cell)), self.names) for cell in cells) >= half:
            return "owner"
        return ""

    def row(self, raw: str, cells: Cells, *, after_gap: bool) -> Row:
        """What a row says. What stands in a column nobody knows becomes a note; nothing is left out."""
        if self.headed and len(cells) > len(self.head) and "," in raw:
            cells = [*cells[: len(self.head) - 1], ",".join(cells[len(self.head) - 1 :])]
        row = Row(raw.strip(), style="cell", after_gap=after_gap)
        filled = [cell for cell in cells if cell.lower() not in _NOTHING]
        if (
            len(filled) == 1
            and (len(cells) == self.width or self.width > 1)
            and "starts" in self.roles
            and not times.whole(level(filled[0]))
        ):
            return Row(raw.strip(), indent=-1, after_gap=after_gap, title=trimmed(unemphasised(filled[0])))
        for column, cell in enumerate(cells):
            if cell.lower() not in _NOTHING:
                first, *more = [line for line in map(str.strip, cell.split(BREAK)) if line]
                if self.roles[column] not in ("title", "notes"):
                    first, more = (", " if self.roles[column] == "owner" else " ").join((first, *more)), []
                self._cell(row, column, first)
                row.notes += [marked(line)[1] for line in more]
        if row.title:
            fill(row, beginning(row, row.title), self.names, owned="owner" not in self.roles)
        return row

    def _cell(self, row: Row, column: int, cell: str) -> None:
        text, found, named = links.cut(cell)
        row.links += found
        row.notes += [name for name in named if COLUMNS.get(fold(level(name)).strip(" :")) != "links"]
        text = trimmed(unemphasised(text)) if self.roles[column] != "title" else unemphasised(text)
        plain = level(text)
        match self.roles[column]:
            case "starts" | "ends" as role if moment := times.whole(plain):
                if role == "ends":
                    row.end = moment[0]
                else:
                    row.start, row.end = moment[0], moment[1] or row.end
                    row.notes += [moment[2]] if moment[2] else []
            case "starts" | "minutes" if (minutes := lengths.whole(plain)) is not None:
                row.minutes = minutes
            case "minutes" if re.fullmatch(r"\d{1,4}", plain) and int(plain) <= lengths.LONGEST:
                row.minutes = int(plain)
            case "minutes" if clock := re.fullmatch(r"(\d{1,2}):([0-5]\d)(?::00)?", plain):
                row.minutes = int(clock[1]) * 60 + int(clock[2])
            case "owner":
                text = tails.untimed(row, text)
                row.owner = "" if UNDECIDED.fullmatch(plain) else text
            case "title":
                row.title = f"{row.title} {marked(text)[1]}".strip()
            case "index" if re.fullmatch(r"\W{0,2}\w{1,4}\W{0,2}", plain):
                pass
            case "links" if not text or COLUMNS.get(fold(plain).strip(" :")) == "links":
                pass
            case "links" if found:
                row.notes.append(text)
            case "notes" if text and PLAIN_NOTE.match(fold(level(_at(self.head, column) or "note"))):
                row.notes.append(text)
            case _:
                head = _at(self.head, column)
                row.notes += [f"{head}: {text}" if head and self.roles[column] in ("", "notes", "links") else text] if text else []


def is_zone(name: str) -> bool:
    """A column is headed by nothing but the zone of its times."""
    return _ZONE.fullmatch(fold(level(visible(name))).strip(" :.*")) is not None


def _column(name: str) -> str:
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


def _written(cells: Iterable[str]) -> int:
    """Characters of the cells besides times and lengths."""
    return sum(len(times.without(lengths.without(level(cell)))) for cell in cells)


def _at(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""
