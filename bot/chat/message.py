"""Messages: blocks of spans. A plain `str` is always text and never markup, on every platform.

Renderers end every `match` over `Block` or `Span` in `assert_never`, so a new kind is an error in each of them
until it is drawn.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from bot.chat.action import Action


@dataclass(frozen=True)
class Strong:
    """Text that stands out."""

    text: str


@dataclass(frozen=True)
class Link:
    """Text that leads to an https address."""

    text: str
    url: str


@dataclass(frozen=True)
class Mention:
    """A person. They are notified only in their own house; elsewhere just the name is written."""

    person: str
    name: str


@dataclass(frozen=True)
class Moment:
    """An instant, shown in the reader's own zone where the platform can, and always also in `zone`.

    `at` and `until` are aware. `zone` is the IANA zone it is written out in, `city` what people call that zone
    ("Geneva"); without it the zone's own city stands. `clock` false shows the day alone, `day` false the clock alone:
    for lists under a moment that says day and city.
    """

    at: datetime
    zone: str
    until: datetime | None = None
    city: str = ""
    clock: bool = True
    day: bool = True


Span = str | Strong | Link | Mention | Moment
Spans = tuple[Span, ...]


@dataclass(frozen=True)
class Heading:
    """What the message is about: one short line of plain text."""

    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    spans: Spans


@dataclass(frozen=True)
class Note:
    """Small print: what helps but is not the point."""

    spans: Spans


@dataclass(frozen=True)
class Facts:
    """Labels with values, read as a small table."""

    rows: tuple[tuple[str, Spans], ...]


@dataclass(frozen=True)
class Bullets:
    """A list, in order."""

    items: tuple[Spans, ...]


@dataclass(frozen=True)
class Divider:
    """A line between two parts."""


@dataclass(frozen=True)
class Picture:
    """A picture that a platform fetches from `url`, where the reader's own client may reach it.

    `alt` says all that it shows, to whoever cannot see it and wherever it cannot be fetched. `width` and `height` are
    what it takes on the page, in CSS pixels; the file may have more of them, at most 1,024 either way (Teams).
    """

    url: str
    alt: str
    width: int
    height: int


class Style(StrEnum):
    """How much a button invites: at most one PRIMARY in a message; DANGER for what cannot be undone."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"


@dataclass(frozen=True)
class Button:
    """Press it and its action comes back.

    `opens_form` must be true when the action's handler answers with a form: Teams has to know when the button is
    drawn, Slack when it is pressed. It is the one thing about platforms this vocabulary knows. `about` tells a screen
    reader what the button concerns where several look alike ("Coming to Access to remedy").
    """

    label: str
    action: Action
    style: Style = Style.PLAIN
    opens_form: bool = False
    about: str = ""


@dataclass(frozen=True)
class LinkButton:
    """Press it and an https address opens."""

    label: str
    url: str


@dataclass(frozen=True)
class Buttons:
    """Buttons side by side, the likeliest first."""

    buttons: tuple[Button | LinkButton, ...]


Block = Heading | Text | Note | Facts | Bullets | Picture | Divider | Buttons


@dataclass(frozen=True)
class Message:
    """What somebody sees: one message, complete.

    `aside` is what to say instead when the answer to a click is whispered beside the shared card it was pressed
    on, where the whole message would only repeat the card. `locale` is the language its dates are written in.
    """

    blocks: tuple[Block, ...]
    aside: tuple[Block, ...] = ()
    locale: str = "en"

    @cached_property
    def _hash(self) -> int:
        return hash((self.blocks, self.aside, self.locale))

    def __hash__(self) -> int:
        # Kept: one message is looked up for each of the many people who are told it.
        return self._hash
