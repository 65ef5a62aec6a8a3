"""Addresses of mail: opaque outside, and here everything needed to write there after a restart.

    house     mail:COMMUNITY
    person    mail:COMMUNITY:RANDOM
    address   mail:COMMUNITY:RANDOM:MAIL ADDRESS
    posted    mail:COMMUNITY:SEAL                        the seal holds an address and a Message-ID (`seal`)

The mail address stands in the address alone: ids, which are kept when somebody is forgotten, say nothing of them.
"""

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"mail:([^:\s]{1,40}):([\w-]{16,128}):([^\s]{3,320})", re.ASCII)
_POSTED = re.compile(r"mail:([^:\s]{1,40}):([\w=-]{1,2000})", re.ASCII)


@dataclass(frozen=True)
class Mailbox:
    """An account that reads mail."""

    community: str
    account: str
    mail: str

    @property
    def house(self) -> str:
        """The id of the house it belongs to: a community's mail accounts are one house."""
        return f"mail:{self.community}"

    @property
    def person(self) -> str:
        """The id of the account."""
        return f"{self.house}:{self.account}"

    def __str__(self) -> str:
        return f"{self.person}:{self.mail}"


def read(text: str) -> Mailbox:
    """The mailbox this address stands for. Raises ValueError when it is none."""
    # The mail address may hold colons, and letters beyond ASCII: it is whatever is left.
    parts = text.split(":", 3)
    found = _WRITTEN.fullmatch(":".join([*parts[:3], "___"])) if len(parts) == 4 else None
    if found is None or "@" not in parts[3] or any(one.isspace() for one in parts[3]):
        raise ValueError("not an address of a mailbox")
    return Mailbox(parts[1], parts[2], parts[3])


def posted(community: str, sealed: str) -> str:
    """The id of a mail that was sent."""
    return f"mail:{community}:{sealed}"


def sealed_in(message_id: str) -> str:
    """The seal within the id of a mail. Raises ValueError when it is none."""
    found = _POSTED.fullmatch(message_id)
    if found is None:
        raise ValueError("not the id of a mail")
    return found[2]
