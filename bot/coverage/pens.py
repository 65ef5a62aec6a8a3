"""Ink, paper and letters of the picture.

It stands on white and on nearly black alike, so it brings its own paper. Every colour of text has a contrast of at
least 4.5 to what is behind it (WCAG 2.2, 1.4.3), and no colour says anything alone: each state and each answer has a
shape and a letter too. The letters are IBM Plex Sans (SIL Open Font License), from a package of its own.
"""

from functools import lru_cache
from importlib import resources
from typing import Any

from PIL import ImageFont

from bot.coverage.rules import Cell, State

PAPER, EDGE, RULE = "#F3F5F6", "#C8CED3", "#DEE2E5"
INK, SOFT = "#1F2328", "#555B62"

STATE: dict[State, tuple[str, str]] = {
    State.SILENT: ("#D3D9DE", "#343A41"),
    State.AT_RISK: ("#F6D58A", "#5C3D00"),
    State.COVERED: ("#1F6F4C", "#FFFFFF"),
}
"""Behind a state's words, and the words."""

CELL: dict[Cell, tuple[str, str, str]] = {
    Cell.COMING: ("#1F6F4C", "#1F6F4C", "#FFFFFF"),
    Cell.WAITING: (PAPER, "#1F6F4C", "#1F6F4C"),
    Cell.MAYBE: ("#FFF6DF", "#9A6A00", "#5C3D00"),
    Cell.NOT: ("#F8DEDB", "#F8DEDB", "#8C1D1B"),
    Cell.NONE: (PAPER, PAPER, SOFT),
}
"""Inside an answer's shape, around it, and the letter in it."""

LETTER: dict[Cell, str] = {
    Cell.COMING: "✓",
    Cell.WAITING: "…",
    Cell.MAYBE: "?",
    Cell.NOT: "×",  # noqa: RUF001 -- a cross
    Cell.NONE: "–",
}

REGULAR, STRONG = 400, 600
"""Weights of the letters."""

_FILE = resources.files("fontpkg_ibm_plex_sans").joinpath("files", "IBMPlexSans[wdth,wght].ttf")
_NEVER = "\uffff"
"""No font has a letter for this."""


@lru_cache(maxsize=64)
def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """The letters at this size, in pixels."""
    with resources.as_file(_FILE) as path:
        found = ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)
    found.set_variation_by_axes([weight, 100])
    return found


@lru_cache(maxsize=4096)
def writable(text: str) -> bool:
    """Whether there is a letter for every character."""
    letters = font(20, REGULAR)
    missing = _shape(_NEVER, letters)
    return all(one.isspace() or _shape(one, letters) != missing for one in set(text))


def wrapped(text: str, letters: ImageFont.FreeTypeFont, width: float) -> list[str]:
    """The text in at most two lines, ending in an ellipsis where it had to be cut."""
    first, words = "", text.split()
    while words and letters.getlength(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    if not first:
        return [_cut(text, letters, width)]
    return [first, _cut(" ".join(words), letters, width)] if words else [first]


def _shape(letter: str, letters: ImageFont.FreeTypeFont) -> bytes:
    mask: Any = letters.getmask(letter)
    return bytes(mask)


def _cut(text: str, letters: ImageFont.FreeTypeFont, width: float) -> str:
    if letters.getlength(text) <= width:
        return text
    while text and letters.getlength(text + "…") > width:
        text = text[:-1]
    return text.rstrip() + "…"
