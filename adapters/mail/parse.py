"""In: what a page sends back, as an event. Pure."""

from collections.abc import Mapping
from typing import Literal

from adapters.mail.markup import clean
from adapters.mail.seal import Ticket
from bot.chat import HomeOpened, Person, Place, Pressed, Said, Submitted, Uninstalled

LONGEST_VALUE = 3000
"""Characters that one field holds."""
LONGEST_TEXT = 100_000
"""Characters of what somebody writes to Convener: an agenda may be long, and whatever is too long is said kindly."""
FIELD = "f."
"""What the names of a form's own fields begin with."""

Do = Literal["go", "press", "submit", "say", "home"]
"""What a page's own forms ask for: what the link is for, a button of an answer, its form, a sentence, home."""


def event(ticket: Ticket, sent: Mapping[str, str]) -> Said | Pressed | Submitted | HomeOpened:
    """What the reader of this link did. What no page of ours sends leads home."""
    who, where = reader(ticket)
    match sent.get("do", ""):
        case "go" if ticket.action:
            return Pressed(who, where, ticket.action)
        case "press" if action := sent.get("action", ""):
            return Pressed(who, where, clean(action))
        case "submit" if then := sent.get("then", ""):
            values = {key.removeprefix(FIELD): typed(text) for key, text in sent.items() if key.startswith(FIELD)}
            return Submitted(who, where, clean(then), values)
        case "say" if text := typed(sent.get("text", ""), LONGEST_TEXT).strip():
            return Said(who, where, text)
        case _:
            return HomeOpened(who, where)


def stopped(ticket: Ticket) -> Uninstalled:
    """The reader of this link wants no more mail."""
    return Uninstalled(*reader(ticket))


def reader(ticket: Ticket) -> tuple[Person, Place]:
    """Whoever holds the link is taken for its reader. The address rides in the place alone: a link that is old must not
    put an old address in the place of a new one.
    """
    mailbox = ticket.mailbox
    return Person(mailbox.person, mailbox.house), Place(str(mailbox), private=True)


def typed(text: str, limit: int = LONGEST_VALUE) -> str:
    """What somebody typed, with the line ends they see (browsers send CR LF)."""
    return clean(text)[:limit]
