"""A mail server on 127.0.0.1 that speaks SMTP (aiosmtpd), keeps what it is given, and refuses what it is told to."""

import asyncio
import ssl
import warnings
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

USER, PASSWORD = "convener", "p@ss/word:%"


class PostOffice:
    """`mails` are those that came, in order; `gone` nobody's addresses; `answers` what it says to the next mails
    instead of taking them: to RCPT, or to DATA. With `tls` it offers STARTTLS, or wants
    TLS from the first byte (`at_once`).
    """

    def __init__(
        self, *, asks_who: bool = False, tls: ssl.SSLContext | None = None, at_once: bool = False, utf8: bool = True
    ) -> None:
        self.mails: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.gone: set[str] = set()
        self.to_recipients: list[str] = []
        self.to_data: list[str] = []
        self.through_tls: list[bool] = []
        self.connections = 0
        self.port = 0
        self._asks_who, self._tls, self._at_once, self._utf8 = asks_who, tls, at_once, utf8
        self._sessions: list[SMTP] = []
        self._server: asyncio.Server | None = None

    async def open(self, port: int = 0) -> None:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            self._session, "127.0.0.1", port, ssl=self._tls if self._at_once else None
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
            self.hang_up()
            self._server = None
            await asyncio.sleep(0)

    def hang_up(self) -> None:
        """Close every connection, as servers do after a while."""
        for session in self._sessions:
            if session.transport is not None:
                session.transport.close()
        self._sessions.clear()

    def _session(self) -> SMTP:
        self.connections += 1
        with warnings.catch_warnings():
            # It warns of passwords without TLS; here nobody is between.
            warnings.simplefilter("ignore")
            session = SMTP(
                self,
                hostname="post.example",
                enable_SMTPUTF8=self._utf8,
                authenticator=self._knows,
                auth_required=self._asks_who,
                auth_require_tls=False,
                tls_context=None if self._at_once else self._tls,
            )
        self._sessions.append(session)
        return session

    def _knows(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        given = cast(LoginPassword, data)
        known = (given.login, given.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=known, handled=known)

    async def handle_RCPT(self, _: SMTP, __: Session, envelope: Envelope, address: str, ___: list[str]) -> str:
        if address in self.gone:
            return "550 5.1.1 no such mailbox here"
        if self.to_recipients:
            return self.to_recipients.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, __: Session, envelope: Envelope) -> str:
        assert server.transport is not None
        self.through_tls.append(server.transport.get_extra_info("sslcontext") is not None)
        if self.to_data:
            return self.to_data.pop(0)
        content = envelope.original_content
        assert content is not None
        self.mails.append(cast(EmailMessage, message_from_bytes(content, policy=default)))
        self.envelopes.append((envelope.mail_from or "", list(envelope.rcpt_tos)))
        return "250 OK"
