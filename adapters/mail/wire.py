"""The wire to the mail server: a few connections that are kept while there is something to send."""

import asyncio
import logging
import re
import ssl
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from email.message import EmailMessage

import aiosmtplib
from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPNotSupported,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from adapters.mail.settings import Server
from bot.chat import CannotReach, TryLater

log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds for one mail, waiting for its turn included; less than a courier's lease."""
AT_ONCE = 4
"""Connections; a mail server that is used by others as well minds more."""
IDLE = 5.0
"""Seconds of silence after which a connection is asked whether it is still there."""

_WAIT = re.compile(r"\b(\d{1,5}) ?(s|sec|secs|seconds?|m|min|mins|minutes?)\b", re.IGNORECASE)
_OF_ONE = re.compile(r"4\.[12]\.\d")
_CLOCK = re.compile(r"\b(\d{2}):(\d{2}):(\d{2})\b")


class Wire:
    """Hands mails in, one after the other on each connection. Make it inside the loop, and `close` it at the end."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._idle: list[tuple[SMTP, float]] = []
        self._free = asyncio.Semaphore(AT_ONCE)

    async def hand_in(self, mail: EmailMessage, sender: str, to: str) -> None:
        """Give the mail to the server. Raises CannotReach, TryLater."""
        try:
            async with asyncio.timeout(PATIENCE), self._free, self._connection() as smtp:
                await smtp.send_message(mail, sender=sender, recipients=[to])
        except (SMTPException, OSError, TimeoutError) as error:
            raise refusal(error) from error

    async def greet(self) -> None:
        """Connect and sign in, and nothing more. Raises TryLater."""
        try:
            async with asyncio.timeout(PATIENCE):
                await _end(await self._connected())
        except (SMTPException, OSError, TimeoutError) as error:
            raise refusal(error) from error

    async def close(self) -> None:
        """Take leave of the server."""
        for smtp, _ in self._idle:
            await _end(smtp)
        self._idle.clear()

    @asynccontextmanager
    async def _connection(self) -> AsyncGenerator[SMTP]:
        smtp = await self._kept() or await self._connected()
        try:
            yield smtp
        except BaseException:
            # Whatever was under way, the next mail begins on a connection of its own.
            smtp.close()
            raise
        self._idle.append((smtp, asyncio.get_running_loop().time()))

    async def _kept(self) -> SMTP | None:
        """A connection that is still there: servers close them after a while, and after so many mails."""
        while self._idle:
            smtp, since = self._idle.pop()
            if not smtp.is_connected:
                continue
            if asyncio.get_running_loop().time() - since < IDLE:
                return smtp
            try:
                await smtp.noop()
                return smtp
            except (SMTPException, OSError):
                smtp.close()
        return None

    async def _connected(self) -> SMTP:
        smtp = SMTP(
            hostname=self._server.host,
            port=self._server.port,
            username=self._server.user or None,
            password=self._server.password or None,
            use_tls=self._server.tls,
            start_tls=False if self._server.tls else (None if self._server.may_be_plain else True),
            timeout=PATIENCE,
        )
        try:
            await smtp.connect()
        except SMTPNotSupported as lacking:
            # It concerns every mail, not this one's reader.
            raise SMTPException(lacking.message) from lacking
        return smtp


def refusal(error: Exception) -> CannotReach | TryLater:
    """What it means that the server did not take a mail (RFC 5321, 4.2.1: 4yz is for now, 5yz for good)."""
    match error:
        case SMTPAuthenticationError(code=code):
            return TryLater(f"the mail server refused the user or password in MAIL_SMTP_URL ({code})")
        case SMTPRecipientsRefused(recipients=[first, *_]):
            if first.code >= 500:
                return CannotReach(f"the mail server knows no such recipient ({first.code})")
            # Where it is this mailbox alone that has to wait (RFC 3463: 4.1 and 4.2), all others need not.
            after = None if _OF_ONE.match(first.message) else asked_for(first.message)
            return TryLater(f"the mail server answered {first.code}", after)
        case aiosmtplib.SMTPSenderRefused(code=code, message=said):
            return TryLater(f"the mail server does not let us write as MAIL_FROM ({code})", asked_for(said))
        case SMTPDataError(code=code) if code >= 500:
            return CannotReach(f"the mail server refused the mail ({code})")
        case SMTPNotSupported():
            return CannotReach("the mail server cannot write to this address")
        case SMTPResponseException(code=code, message=said):
            return TryLater(f"the mail server answered {code}", asked_for(said))
        case _ if broken := _in_tls(error):
            return TryLater(f"no safe connection to the mail server: {broken}")
        case SMTPException() if not isinstance(error, OSError):
            return TryLater(f"the mail server does not fit MAIL_SMTP_URL: {error.message}")
        case _:
            return TryLater(f"the mail server did not answer: {type(error).__name__}")


def _in_tls(error: BaseException | None) -> str:
    """What was wrong with the server's certificate or its TLS, if that was it."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return getattr(error, "verify_message", "") or error.reason or "TLS failed"
        error = error.__cause__ or error.__context__
    return ""


def asked_for(said: str) -> float | None:
    """Seconds that a server asks to wait. SMTP has no word for it; greylisting says it in a sentence."""
    if clock := _CLOCK.search(said):
        hours, minutes, seconds = map(int, clock.groups())
        return float(hours * 3600 + minutes * 60 + seconds)
    if wait := _WAIT.search(said):
        return float(wait[1]) * (1 if wait[2].lower().startswith("s") else 60)
    return None


async def _end(smtp: SMTP) -> None:
    try:
        await smtp.quit(timeout=1)
    except (SMTPException, OSError, TimeoutError) as error:
        log.debug("taking leave of the mail server: %s", type(error).__name__)
        smtp.close()
