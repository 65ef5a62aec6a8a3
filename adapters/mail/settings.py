"""What the mail adapter has to be told. Nothing here is read from the environment."""

from dataclasses import dataclass, field
from email.headerregistry import Address, AddressHeader
from email.policy import default
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

PORTS = {"smtp": 587, "smtps": 465}
"""By scheme: submission with STARTTLS (RFC 6409), and with TLS from the first byte (RFC 8314)."""


@dataclass(frozen=True)
class MailSettings:
    """A mail server, and in whose name mails are sent. Raises ValueError, which says what to change.

    `smtp_url` is smtp://user:password@host:587 (STARTTLS, which only this very machine may do without) or
    smtps://user:password@host:465; what is special in a password is percent-encoded. `sender` is what stands in From
    ("Convener <convener@example.org>"), `reply_to` where answers go, `per_minute` how many mails one community may
    send. `public_url` is where people reach the pages that links lead to, and `secret_key` seals these.
    """

    smtp_url: str = field(repr=False)
    sender: str
    public_url: str
    secret_key: str = field(repr=False)
    reply_to: str = ""
    per_minute: int = 60

    def __post_init__(self) -> None:
        if not self.sender:
            raise ValueError("MAIL_FROM is empty; it is who mails come from, such as Convener <convener@example.org>.")
        self.server  # noqa: B018 -- raises where it cannot be read
        self.from_  # noqa: B018 -- likewise
        if self.reply_to:
            _one(self.reply_to, "MAIL_REPLY_TO")
        if not self.public_url.startswith(("https://", "http://")):
            raise ValueError("Mail needs PUBLIC_URL, such as https://convener.example.org: links in mails lead there.")
        if len(self.secret_key) < 16:
            raise ValueError("SECRET_KEY must have at least 16 characters: it seals the links in mails.")
        if self.per_minute < 1:
            raise ValueError("MAIL_PER_MINUTE must be at least 1.")

    @property
    def from_(self) -> Address:
        """Who mails come from."""
        return _one(self.sender, "MAIL_FROM")

    @property
    def server(self) -> "Server":
        """Where mails are handed in."""
        try:
            parts = urlsplit(self.smtp_url)
            port, host = parts.port, parts.hostname
        except ValueError:
            port, host, parts = None, None, None
        if parts is None or parts.scheme not in PORTS or not host or parts.path.strip("/"):
            raise ValueError(
                "MAIL_SMTP_URL must read smtp://user:password@host:587 or smtps://user:password@host:465; "
                "write @ / : and % in a password as %40 %2F %3A %25."
            )
        return Server(
            host,
            port or PORTS[parts.scheme],
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            tls=parts.scheme == "smtps",
        )


@dataclass(frozen=True)
class Server:
    """A mail server as `MAIL_SMTP_URL` names it. `tls` from the first byte, else by STARTTLS."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: bool

    @property
    def may_be_plain(self) -> bool:
        """Whether it is this very machine, so that nobody is between."""
        try:
            return self.host == "localhost" or ip_address(self.host).is_loopback
        except ValueError:
            return False


def _one(text: str, variable: str) -> Address:
    try:
        header = default.header_factory("From", text)
        found = header.addresses if isinstance(header, AddressHeader) else ()
    except (ValueError, IndexError):
        found = ()
    if len(found) != 1 or not (found[0].username and found[0].domain) or "\n" in text or "\r" in text:
        raise ValueError(f"{variable} is “{text}”; it must be one address, such as Convener <convener@example.org>.")
    return found[0]
