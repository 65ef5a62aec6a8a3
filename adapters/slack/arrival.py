"""One thing that happened in Slack: the event, and what Slack gave us to answer it with."""

from dataclasses import dataclass
from enum import Enum, auto

from bot.chat.event import Event, Place, Uninstalled


class Surface(Enum):
    """Where a person did it, which decides how Slack lets us show what comes of it."""

    DIRECT = auto()
    """Written in the bot's own conversation with them."""
    COMMAND = auto()
    """A slash command."""
    MENTION = auto()
    """The bot was named in a channel."""
    CARD = auto()
    """A button on a message others read too."""
    WHISPER = auto()
    """A button on a message only they see, among others' messages."""
    LETTER = auto()
    """A button on a message in the bot's own conversation with them."""
    HOME = auto()
    """A button on the bot's own page."""
    MODAL = auto()
    """A button in a modal."""
    FORM = auto()
    """A form that was sent."""
    PAGE = auto()
    """The bot's own page was opened."""
    NOWHERE = auto()
    """Nobody is looking."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """What happened and where; "" for what Slack did not tell.

    `keys` name this happening, for Slack tells of some twice. `channel`, `thread` and `ts` (a message's name) say where
    in Slack it was, `view` and `hash` in which modal, `first` which is that modal's first input. `at` is when, in Unix
    seconds, for what may be told late.
    """

    event: Event
    surface: Surface
    user: str = ""
    keys: tuple[str, ...] = ()
    channel: str = ""
    thread: str = ""
    ts: str = ""
    response_url: str = ""
    trigger: str = ""
    view: str = ""
    hash: str = ""
    first: str = ""
    at: float = 0.0

    @property
    def house(self) -> str:
        """The installation this belongs to."""
        return self.event.person.house

    @property
    def place(self) -> Place:
        """The conversation it happened in; the house itself where it happened in none."""
        event = self.event
        return Place(self.house, private=False) if isinstance(event, Uninstalled) else event.place
