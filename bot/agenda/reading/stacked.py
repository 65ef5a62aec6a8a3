"""Tables whose cells were pasted on lines of their own, put side by side again."""

import re
from collections.abc import Sequence

from bot.agenda.reading import lengths, times
from bot.agenda.reading.text import level, unemphasised, visible
from bot.agenda.reading.vocabulary import COLUMNS
from bot.when.normalise import fold

_FIGURE = re.compile(r"\(?\d{1,3}[.)]?")
_LONGEST_OWNER = 8
"""Words; more are a sentence."""


def unstacked(lines: Sequence[str]) -> list[str]:
    """The lines, with the cells of each row joined by tabs where the names of the columns stand below each other."""
    for first, line in enumerate(lines):
        if _column(line):
            head = _head(lines, first)
            roles = [_column(lines[at]) for at in head]
            if len(roles) > 1 and "title" in roles and len({*roles}) == len(roles):
                rows = _rows(lines[head[-1] + 1 :], roles)
                if len(rows) > 1:
                    return [*lines[:first], "\t".join(lines[at].strip() for at in head), *rows]
    return [*lines]


def _column(line: str) -> str:
    return COLUMNS.get(fold(level(unemphasised(visible(line)))).strip(" :*"), "") if line.strip() else ""


def _head(lines: Sequence[str], first: int) -> list[int]:
    """The numbers of the lines from here on that each are the name of a column."""
    head: list[int] = []
    for at in range(first, len(lines)):
        if not lines[at].strip():
            continue
        if not _column(lines[at]):
            break
        head.append(at)
    return head


def _rows(lines: Sequence[str], roles: Sequence[str]) -> list[str]:
    """A row begins where the first column can only begin, else after as many cells as there are columns."""
    groups: list[list[str]] = []
    if _strict(roles[0]):
        for cell in map(str.strip, lines):
            if cell and (_begins(cell, roles, len(groups) + 1) or not groups):
                groups.append([])
            if groups:
                groups[-1].append(cell)
    elif (cells := [line.strip() for line in lines if line.strip()]) and len(cells) % len(roles) == 0:
        groups = [cells[at : at + len(roles)] for at in range(0, len(cells), len(roles))]
    return [row for group in groups for row in _placed(group, roles)]


def _begins(cell: str, roles: Sequence[str], number: int) -> bool:
    """The cell belongs into the first column, and into no other."""
    if roles[0] == "index":
        return _fits(cell, "index") and int(re.sub(r"\D", "", level(cell))) == number
    return _fits(cell, roles[0]) and not ("starts" in roles[1:] and _fits(cell, "starts"))


def _placed(cells: Sequence[str], roles: Sequence[str]) -> list[str]:
    """The cells in the columns that can hold them, joined; what is beyond the last column stays on lines of its own."""
    exact, rest = cells[: len(roles)], cells[len(roles) :]
    if (
        len(exact) == len(roles)
        and "" in exact
        and all(not cell or _fits(cell, role) for cell, role in zip(exact, roles, strict=True))
    ):
        return ["\t".join(exact), *rest]
    row, column, beyond = [""] * len(roles), 0, list[str]()
    for cell in cells:
        if not cell:
            beyond += [""] if column == len(roles) else []
            continue
        while column < len(roles) and not (
            _fits(cell, roles[column])
            and (_strict(roles[column]) or not any(_strict(role) and _fits(cell, role) for role in roles[column:]))
        ):
            column += 1
        if column < len(roles):
            row[column] = cell
            column += 1
        else:
            beyond.append(cell)
    return ["\t".join(row), *(f"  {cell}" for cell in beyond)]


def _strict(role: str) -> bool:
    return role in ("starts", "minutes", "index", "ends")


def _fits(cell: str, role: str) -> bool:
    plain = level(visible(cell))
    match role:
        case "starts" | "ends":
            return times.whole(plain) is not None
        case "minutes":
            return lengths.whole(plain) is not None or _FIGURE.fullmatch(plain) is not None
        case "index":
            return _FIGURE.fullmatch(plain) is not None
        case "owner":
            return plain[-1:] not in ".!,;:" and len(plain.split()) <= _LONGEST_OWNER
        case _:
            return True
