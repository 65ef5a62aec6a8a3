"""Out: what the courier posts, as mails. Thin."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from adapters.mail import address, render
from adapters.mail.seal import Posted, Seals
from adapters.mail.settings import MailSettings
from adapters.mail.wire import Wire
from bot.chat import CannotReach, Limit, Message, TryLater, Verb


class MailChat:
    """Mail as a `bot.chat.Chat`. Make it inside the loop, and `close` it at the end."""

    def __init__(self, settings: MailSettings, now: Callable[[], datetime]) -> None:
        self._settings = settings
        self._now = now
        self._seals = Seals(settings.public_url, settings.secret_key)
        self._wire = Wire(settings.server)
        self._limits = (Limit("mail", settings.per_minute, 60),)

    async def post(self, to: str, message: Message) -> str:
        """As `Chat.post`: one mail. A reply stands below the mail it answers, in programs that show threads."""
        mailbox, under = self._whom(to)
        posted = Posted(mailbox, secrets.token_urlsafe(16))
        mail = render.mail(message, render.Envelope(posted, self._now(), under), self._seals, self._settings)
        recipient = render.recipient(mailbox.mail).addr_spec
        await self._wire.hand_in(mail, self._settings.from_.addr_spec, recipient)
        return self._seals.message_id(posted)

    async def update(self, which: str, message: Message) -> None:
        """Does nothing: a mail cannot be changed. Its links lead to a page that shows things as they are."""

    def limits(self, verb: Verb, where: str) -> Sequence[Limit]:
        """As `Chat.limits`: so many mails a minute in one community; an update costs nothing."""
        return self._limits if verb is Verb.POST else ()

    async def close(self) -> None:
        """Take leave of the mail server."""
        await self._wire.close()

    def _whom(self, to: str) -> tuple[address.Mailbox, str]:
        """The mailbox at this address, and the Message-ID to answer where the address is a mail's id."""
        try:
            return address.read(to), ""
        except ValueError:
            above = self._seals.posted(to)
            return above.mailbox, render.message_id(above.key, self._settings)


async def reachable(settings: MailSettings) -> str:
    """What keeps mails from being sent, in one sentence; "" where nothing does."""
    try:
        await Wire(settings.server).greet()
    except (TryLater, CannotReach) as refused:
        return str(refused)
    return ""
