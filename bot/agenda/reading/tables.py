"""Tables copied from a document: what each column is about, and the row each line makes."""

import re
from collections.abc import Collection, Iterable, Sequence

from bot.agenda.reading import lengths, links, owners, tails, times
from bot.agenda.reading.cells import BREAK
from bot.agenda.reading.columns import column as about
from bot.agenda.reading.columns import named
from bot.agenda.reading.cutting import Cells
from bot.agenda.reading.lines import PLAIN_NOTE, beginning, fill
from bot.agenda.reading.model import Row
from bot.agenda.reading.text import level, marked, trimmed, unemphasised
from bot.agenda.reading.vocabulary import COLUMNS, UNDECIDED
from bot.when.clock import Clock
from bot.when.normalise import fold

_NOTHING = frozenset(("", "-", "n/a", "none", "/", "--", "—", "–", "…"))


class Table:
    """What the columns of a table are about."""

    def __init__(self, rows: Sequence[Cells], names: Collection[str] = ()) -> None:
        self.names = names
        self.width = max(map(len, rows))
        first = rows[0]
        known = [about(cell) for cell in first]
        filled = sum(bool(cell) for cell in first)
        self.headed = filled > 1 and sum(map(bool, known)) * 2 >= filled and "title" in known
        if not self.headed:
            told = [level(cell) for cell in first if times.whole(level(cell)) or lengths.whole(level(cell)) is not None]
            self.headed = filled > 1 and not told and sum(map(bool, known)) * 2 > filled
        self.headed = self.headed and any(map(named, first))
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
                key=lambda column: (
                    all(_at(row, column) for row in body),
                    -self._people([_at(row, column) for row in body]),
                    _written(_at(row, column) for row in body),
                ),
                default=-1,
            )
            if longest >= 0:
                self.roles[longest] = "title"
        if self.roles.count("owner") > 1:
            for column in [number for number, role in enumerate(self.roles) if role == "owner"][1:]:
                self.roles[column] = "notes"

    def _people(self, cells: Cells) -> int:
        """Cells that are surely somebody, and no title."""
        return sum(owners.role(cell) or owners.known(cell, self.names) for cell in cells)

    def _role(self, cells: Cells) -> str:
        if not cells:
            return ""
        plain = [level(unemphasised(cell)) for cell in cells]
        half = len(cells) / 2
        if sum(times.whole(cell) is not None or _both(cell) is not None for cell in plain) > half:
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
                while more and more[0][0].islower() and first[-1] not in ".:;!?":
                    first, more = f"{first} {more[0]}", more[1:]
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
            case "starts" if both := _both(plain):
                row.start, row.end, row.minutes = both
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
                row.notes += (
                    [f"{head}: {text}" if head and self.roles[column] in ("", "notes", "links") else text]
                    if text
                    else []
                )


def _both(cell: str) -> tuple[Clock, Clock | None, int] | None:
    """A time with a length beside it: "15:00 (5')"."""
    found = times.leading(cell)
    minutes = lengths.whole(cell[found[1] :]) if found else None
    return (found[0][0], found[0][1], minutes) if found and minutes is not None else None


def _written(cells: Iterable[str]) -> int:
    """Characters of the cells besides times and lengths."""
    return sum(len(times.without(lengths.without(level(cell)))) for cell in cells)


def _at(row: Sequence[str], column: int) -> str:
    return row[column] if column < len(row) else ""
