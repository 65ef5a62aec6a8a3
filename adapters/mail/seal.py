"""What the links in mails carry, sealed: whose they are, what they do, and until when.

As in `bot.links` (Fernet: AES-128-CBC and HMAC-SHA256), each kind with a key of its own made of the installation's, so
that no link of one kind is taken for another, and no id of a mail for a link.
"""

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from adapters.mail import address
from adapters.mail.address import Mailbox
from bot.chat import CannotReach

PATH = "/mail/"
"""Below this links in mails lead to their page."""
STOP = "/stop"
"""Behind a seal: no more mail."""
KEEPS = timedelta(days=90)
"""How long a link works after its mail was sent."""
LONGEST = 6000
"""Characters of a seal that are read at all; a line of a request may have 8,190 (aiohttp)."""
LONGEST_LINK = 1900
"""Characters of a seal that is written: old programs take no more than some 2,000 of an address. A button that would
need more leads to the reader's page instead."""

_STOPS = "!stop"
_BEHIND = "=.,;:!?)]}>'\"”’»"
"""What programs take for a part of the address that stood before it, or do not."""


class BadSeal(Exception):
    """This link is not ours, or not whole; `over` where it was ours and its time has passed."""

    def __init__(self, *, over: bool = False) -> None:
        super().__init__("over" if over else "not ours")
        self.over = over


@dataclass(frozen=True)
class Ticket:
    """What a link says: its reader, the packed action it does ("" opens their page), and the words on the button that
    it was, with what these concern.
    """

    mailbox: Mailbox
    action: str = ""
    label: str = ""
    about: str = ""

    @property
    def only_stops(self) -> bool:
        """Whether it is good for nothing but “no more mail”: it stands in a header that mail systems read and use."""
        return self.action == _STOPS


@dataclass(frozen=True)
class Posted:
    """A mail that was sent, and to whom."""

    mailbox: Mailbox
    key: str
    """What its Message-ID begins with."""


@dataclass(frozen=True)
class Seals:
    """Makes and reads links below this public address (`base`)."""

    base: str
    key: str = field(repr=False)

    def link(self, ticket: Ticket, now: datetime) -> str:
        """The address that says this, from now on for `KEEPS`."""
        seal = self._write(ticket, now)
        if len(seal) > LONGEST_LINK:
            seal = self._write(Ticket(ticket.mailbox), now)
        return f"{self.base}{PATH}{seal}"

    def stop(self, mailbox: Mailbox, now: datetime) -> str:
        """The address that ends all mail to this mailbox, and does nothing else."""
        return f"{self.link(Ticket(mailbox, _STOPS), now)}{STOP}"

    def read(self, seal: str, now: datetime) -> Ticket:
        """What the last part of an address says. Raises BadSeal."""
        if len(seal) > LONGEST:
            raise BadSeal
        seal = seal.rstrip(_BEHIND)
        seal += "=" * (-len(seal) % 4)
        try:
            said: Any = json.loads(self._links.decrypt(seal))
            where, action, label, about = said
            ticket = Ticket(address.read(where), action, label, about)
            until = self._links.extract_timestamp(seal)
        except (InvalidToken, ValueError):
            raise BadSeal from None
        if now > datetime.fromtimestamp(until, UTC):
            raise BadSeal(over=True)
        return ticket

    def message_id(self, posted: Posted) -> str:
        """The id of a mail: it carries what a reply to it needs."""
        said = json.dumps([str(posted.mailbox), posted.key], ensure_ascii=False, separators=(",", ":"))
        return address.posted(posted.mailbox.community, self._ids.encrypt_at_time(said.encode(), 0).decode())

    def posted(self, message_id: str) -> Posted:
        """The mail with this id. Raises CannotReach."""
        try:
            where, key = json.loads(self._ids.decrypt(address.sealed_in(message_id)))
            return Posted(address.read(where), key)
        except (InvalidToken, ValueError):
            raise CannotReach("not a mail of ours") from None

    def _write(self, ticket: Ticket, now: datetime) -> str:
        said = [str(ticket.mailbox), ticket.action, ticket.label, ticket.about]
        meaning = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        # The time that a seal carries is the one at which it is over, as in `bot.links`.
        seal = self._links.encrypt_at_time(meaning.encode(), int((now + KEEPS).timestamp())).decode()
        return seal.rstrip("=")

    @cached_property
    def _links(self) -> Fernet:
        return self._fernet(b"convener mail")

    @cached_property
    def _ids(self) -> Fernet:
        return self._fernet(b"convener mail ids")

    def _fernet(self, info: bytes) -> Fernet:
        derived = HKDF(SHA256(), length=32, salt=None, info=info).derive(self.key.encode())
        return Fernet(base64.urlsafe_b64encode(derived))
