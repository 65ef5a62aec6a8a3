"""What stands on an agenda: one frozen value from the words that were read to the card that is drawn."""

from dataclasses import dataclass
from typing import get_args

from bot.agenda.reading import Kind

KINDS: tuple[Kind, ...] = get_args(Kind)

LONGEST_TITLE = 200
LONGEST_OWNER = 120
"""Characters. Titles people really write fit; what is longer belongs into a paper that the item links to."""
LONGEST_ITEM = 600
"""Minutes: ten hours."""
LONGEST_NOTES = 3000
"""Characters, as many as a field of a form takes on every platform."""


@dataclass(frozen=True)
class Item:
    """One item of an agenda.

    `minutes` is None where nobody has said how long it takes. `owner` is what was written; `organisation`, `member` and
    `team` say whom that means where it is known. `notes` are for facilitators alone. `nameless` is set where somebody
    proposed it without a name. `confirmed` tells whether its owner said yes to the slot. `position` counts from 1.
    """

    title: str
    minutes: int | None = None
    owner: str = ""
    kind: Kind = "talk"
    links: tuple[str, ...] = ()
    id: int = 0
    organisation: int | None = None
    member: int | None = None
    team: bool = False
    notes: str = ""
    position: int = 0
    nameless: bool = False
    confirmed: bool = False
    revision: int = 1
