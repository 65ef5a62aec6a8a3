"""Draws the picture: companies by meetings, those that need somebody first. Pure: a grid in, a PNG out.

Lengths are in CSS pixels of the page; the file has up to twice as many, and never more than `LARGEST` either way.
"""

import io
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from PIL import Image, ImageDraw

from bot.coverage.grid import Grid, Group, Row
from bot.coverage.pens import (
    CELL,
    EDGE,
    INK,
    LETTER,
    PAPER,
    REGULAR,
    RULE,
    SOFT,
    STATE,
    STRONG,
    font,
    wrapped,
    writable,
)
from bot.coverage.rules import Cell

LARGEST = 1024
"""Pixels of a picture that Teams shows, either way (Adaptive Cards, images)."""
SHARP, ENOUGH = 2.0, 1.6
"""Pixels of the file in one of the page, where there is room; and where one more panel would not be worth it."""
FINER = 2
"""Shapes are drawn this much larger and made smaller again, which rounds their edges."""

MARGIN, GUTTER = 18, 30
BAR, ROW, HEADING, COLUMNS, FOOTER = 30, 26, 28, 36, 46
NAME, NARROWEST, CELL_WIDTH = 200, 380, 50
PILL = (36, 18)
SMALL, TEXT = 11, 13
MOST_PANELS = 3

Line = Group | Row
"""What takes a line of its own: the heading of a group, or a company."""


@dataclass(frozen=True)
class Plan:
    """Where everything stands: the lines of each panel, the width of names, and the size of the whole."""

    panels: tuple[tuple[Line, ...], ...]
    name: float
    width: int
    height: int

    @property
    def scale(self) -> float:
        """Pixels of the file in one of the page."""
        return min(SHARP, LARGEST / self.width, LARGEST / self.height)


def plan(grid: Grid) -> Plan:
    """The arrangement in one to three panels that can be drawn sharpest; the fewest panels that are sharp enough."""
    return max(
        (_arranged(grid, panels) for panels in range(1, MOST_PANELS + 1)), key=lambda one: min(one.scale, ENOUGH)
    )


@lru_cache(maxsize=16)
def png(grid: Grid) -> bytes:
    """The picture as a file; kept for a moment, as every client of one reader fetches it for itself."""
    arranged = plan(grid)
    scale = arranged.scale * FINER
    size = int(arranged.width * scale) // FINER * FINER, int(arranged.height * scale) // FINER * FINER
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    pen = _Pen(ImageDraw.Draw(image), scale)
    pen.box(0, 0, size[0] / scale, size[1] / scale, PAPER, EDGE, 10)
    _bar(pen, grid, arranged)
    panel_width = arranged.name + CELL_WIDTH * len(grid.columns)
    for number, lines in enumerate(arranged.panels):
        _panel(pen, grid, lines, MARGIN + number * (panel_width + GUTTER), arranged.name)
    _footer(pen, grid, arranged)
    file = io.BytesIO()
    image.reduce(FINER).save(file, "PNG")
    return file.getvalue()


class _Pen:
    """Draws in CSS pixels."""

    def __init__(self, draw: ImageDraw.ImageDraw, scale: float) -> None:
        self._draw = draw
        self._scale = scale

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, edge: str = "", round_: float = 0
    ) -> None:
        corners = [value * self._scale for value in (x, y, x + width, y + height)]
        corners[2:] = [value - 1 for value in corners[2:]]
        line = max(1, round(self._scale)) if edge and edge != fill else 0
        self._draw.rounded_rectangle(corners, round_ * self._scale, fill, edge or None, line)

    def rule(self, x: float, y: float, width: float) -> None:
        # On whole pixels of the file, or some would be fainter than others.
        top = round(y * self._scale / FINER) * FINER
        self._draw.rectangle([x * self._scale, top, (x + width) * self._scale, top + FINER - 1], RULE)

    def text(
        self, x: float, y: float, text: str, ink: str, size: int = TEXT, weight: int = REGULAR, anchor: str = "lm"
    ) -> None:
        letters = font(round(size * self._scale), weight)
        self._draw.text((x * self._scale, y * self._scale), text, ink, letters, anchor)

    def name(self, x: float, y: float, text: str, width: float) -> None:
        """A company's name; a long one in two smaller lines."""
        size, lines = TEXT, [text]
        if font(TEXT * 4, REGULAR).getlength(text) > width * 4:
            size, lines = SMALL, wrapped(text, font(SMALL * 4, REGULAR), width * 4)
        for number, line in enumerate(lines):
            self.text(x, y + (number - (len(lines) - 1) / 2) * (SMALL + 1), line, INK, size)

    def cell(self, x: float, y: float, cell: Cell, people: int) -> None:
        """An answer around this point: its shape, its letter, and how many gave it where more than one did."""
        fill, edge, ink = CELL[cell]
        width, height = PILL
        rounded = {Cell.NOT: 3, Cell.NONE: 0}.get(cell, height / 2)
        self.box(x - width / 2, y - height / 2, width, height, fill, edge, rounded)
        text = f"{LETTER[cell]} {people}" if people > 1 else LETTER[cell]
        self.text(x, y, text, ink, 12, STRONG, "mm")


def _arranged(grid: Grid, panels: int) -> Plan:
    lines: list[Line] = []
    for group in grid.groups:
        lines += (group, *group.rows) if group.rows else ()
    each = -(-len(lines) // panels)
    parts = [lines[start : start + each] for start in range(0, len(lines), each or 1)] or [lines]
    for part, following in pairwise(parts):
        if isinstance(part[-1], Group):
            # A heading at the foot of a panel belongs to the next one.
            following.insert(0, part.pop())
        elif isinstance(following[0], Row):
            following.insert(0, next(line for line in reversed(part) if isinstance(line, Group)))
    letters = font(TEXT * 4, REGULAR)
    names = [letters.getlength(written(row)) / 4 + 16 for part in parts for row in part if isinstance(row, Row)]
    columns, gaps = CELL_WIDTH * len(grid.columns), GUTTER * (len(parts) - 1)
    inner = max(NARROWEST, len(parts) * (min(NAME, max([0, *names])) + columns) + gaps)
    tallest = max(sum(HEADING if isinstance(line, Group) else ROW for line in part) for part in parts)
    height = MARGIN + BAR + COLUMNS + tallest + FOOTER
    # What is left over goes to the names, so that the last column ends where the bar does.
    name = (inner - gaps) / len(parts) - columns
    return Plan(tuple(map(tuple, parts)), name, round(inner) + 2 * MARGIN, round(height))


def _bar(pen: _Pen, grid: Grid, arranged: Plan) -> None:
    """All companies as one bar, a part for each state, as wide as its words need at least."""
    width = arranged.width - 2 * MARGIN
    shown = [group for group in grid.groups if group.count]
    whole = sum(group.count for group in shown) or 1
    least = min(96.0, width / max(len(shown), 1))
    spare = width - least * len(shown)
    x = float(MARGIN)
    for group in shown:
        part = least + spare * group.count / whole
        fill, ink = STATE[group.state]
        pen.box(x, MARGIN, part - (2 if group is not shown[-1] else 0), BAR - 4, fill, round_=4)
        pen.text(x + part / 2 - 1, MARGIN + (BAR - 4) / 2, group.heading, ink, TEXT, STRONG, "mm")
        x += part


def _panel(pen: _Pen, grid: Grid, lines: tuple[Line, ...], x: float, name: float) -> None:
    y = float(MARGIN + BAR + COLUMNS)
    width = name + CELL_WIDTH * len(grid.columns)
    middles = [x + name + CELL_WIDTH * (number + 0.5) for number in range(len(grid.columns))]
    pen.text(x, y - 25, grid.corner, SOFT, SMALL)
    for (number, day), middle in zip(grid.columns, middles, strict=True):
        pen.text(middle, y - 25, number, INK, TEXT, STRONG, "mm")
        pen.text(middle, y - 11, day, SOFT, SMALL, anchor="mm")
    for line in lines:
        if isinstance(line, Group):
            pen.text(x, y + HEADING - 10, line.heading, SOFT, 12, STRONG)
            y += HEADING
            continue
        pen.rule(x, y, width)
        pen.name(x, y + ROW / 2, written(line), name - 12)
        for middle, (cell, people) in zip(middles, line.cells, strict=True):
            pen.cell(middle, y + ROW / 2, cell, people)
        y += ROW


def _footer(pen: _Pen, grid: Grid, arranged: Plan) -> None:
    y = arranged.height - FOOTER + 14
    x = float(MARGIN)
    letters = font(SMALL * 4, REGULAR)
    widths = [letters.getlength(word) / 4 + 14 for _cell, word in grid.legend]
    spare = arranged.width - 2 * MARGIN - sum(widths)
    between = max(min(16.0, spare / max(len(widths) - 1, 1)), 6.0)
    for (cell, word), width in zip(grid.legend, widths, strict=True):
        pen.text(x + 5, y, LETTER[cell], in_legend(cell), 12, STRONG, "mm")
        pen.text(x + 14, y, word, SOFT, SMALL)
        x += width + between
    pen.text(MARGIN, y + 17, grid.footer, SOFT, SMALL)


def written(row: Row) -> str:
    """What stands in a company's line: its name, if there are letters for it."""
    return row.name if writable(row.name) else row.otherwise


def in_legend(cell: Cell) -> str:
    """The colour of an answer's letter where it stands on paper."""
    fill, _edge, ink = CELL[cell]
    return fill if cell is Cell.COMING else ink
