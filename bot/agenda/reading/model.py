"""What is read from a pasted agenda, and a line of it on the way there."""

from dataclasses import dataclass, field
from datetime import time
from typing import Literal

from bot.when.clock import Clock

Kind = Literal["talk", "discussion", "break"]
Style = Literal["", "bullet", "number", "cell"]
"""How a line is marked: not at all, by a bullet, by a number, or as a row of a table."""


@dataclass(frozen=True, slots=True)
class ReadItem:
    """One item as it was written. `minutes` is None and `owner` empty where nothing was said.

    `starts` is the time of day on the paper, which need not be when the meeting begins.
    """

    title: str
    minutes: int | None = None
    owner: str = ""
    kind: Kind = "talk"
    links: tuple[str, ...] = ()
    starts: time | None = None
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The items in their order, and every line that was not taken for one, as it was pasted."""

    items: tuple[ReadItem, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(slots=True)
class Row:
    """A line, or a row of a table, and what it says; rows become items, parts of items, or are left unread."""

    raw: str
    indent: int = 0
    style: Style = ""
    mark: str = ""
    """The sign of a bullet; a second sign below the first is a second level."""
    number: tuple[int, ...] = ()
    """The figures it is numbered with: 2.1 is the first part of 2."""
    after_gap: bool = False
    """An empty line stands before it."""
    title: str = ""
    minutes: int | None = None
    owner: str = ""
    behind_colon: bool = False
    """Who holds it stood behind a colon."""
    on_next_line: bool = False
    """Who holds it stood below."""
    titled: bool = False
    """"Topic:" stands before its title."""
    dated: bool = False
    """A day stands before its time."""
    pending: bool = False
    """A time is promised: "TBC Closing"."""
    start: Clock | None = None
    end: Clock | None = None
    links: list[str] = field(default_factory=list[str])
    notes: list[str] = field(default_factory=list[str])
    label: str = ""
    """What the line says of the item above it ("owner", "minutes", "starts", "links", "notes"), or "meta" for what it
    says of the meeting; empty for a line of its own."""

    @property
    def timed(self) -> bool:
        """It says when or how long."""
        return self.start is not None or self.minutes is not None or self.pending
