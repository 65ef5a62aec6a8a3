"""Addresses that only whoever was given one knows, and only for a while: for pictures in a card and files to keep.

An address carries its whole meaning, sealed with a key that is made of the installation's (Fernet: AES-128-CBC and
HMAC-SHA256): what to show, to which member, until when. It carries no permission: that is asked when it is opened.
"""

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.chat import Action, pack

PATH = "/shown/"
"""Below this the installation serves what its addresses lead to."""

LONGEST = 2500
"""Characters of a seal that are read at all; Slack takes 3,000 for a whole address."""


@dataclass(frozen=True)
class Ticket:
    """What an address said: a packed action, and the member it was given to."""

    action: str
    member: int


@dataclass(frozen=True)
class Links:
    """Makes and reads addresses. Without a public address (`base`) or a key there are none."""

    base: str = ""
    key: str = field(default="", repr=False)

    def to(self, what: Action, member: int | None, until: datetime) -> str:
        """The address of this for this member until then, or "" where there is none."""
        if not self.base or not self.key or member is None:
            return ""
        meaning = json.dumps([pack(what), member], ensure_ascii=False, separators=(",", ":"))
        # The time that a seal carries is the one at which it is over.
        seal = self._fernet.encrypt_at_time(meaning.encode(), int(until.timestamp()))
        return f"{self.base}{PATH}{seal.decode()}"

    def read(self, seal: str, now: datetime) -> Ticket | None:
        """What the last part of an address says; None for one that is not ours, or whose time is over."""
        if not self.key or len(seal) > LONGEST:
            return None
        try:
            said: Any = json.loads(self._fernet.decrypt(seal))
            action, member = said
            until = self._fernet.extract_timestamp(seal)
        except (InvalidToken, ValueError):
            return None
        return Ticket(action, member) if now <= datetime.fromtimestamp(until, UTC) else None

    @cached_property
    def _fernet(self) -> Fernet:
        # A key of its own, so that no seal of the vault's is an address, and no address opens the vault.
        derived = HKDF(SHA256(), length=32, salt=None, info=b"convener links").derive(self.key.encode())
        return Fernet(base64.urlsafe_b64encode(derived))


NOWHERE = Links()
"""Where there is no public address."""


def file_name(what: str, title: str, kind: str) -> str:
    """What to call a file to take away: letters, digits and hyphens of what it is and of the title."""
    words = "".join(one if one.isascii() and one.isalnum() else " " for one in title.lower()).split()
    return f"{'-'.join([what, *words])[:80].rstrip('-')}.{kind}"
