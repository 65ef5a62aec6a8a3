"""Out: a message as a mail that any program can show, in plain text and in HTML. Pure.

The headers are written by the standard library's own policy: what stands in one can neither end it nor begin another.
"""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import assert_never

from babel.dates import format_date
from email_validator import EmailNotValidError, validate_email

from adapters.mail import words
from adapters.mail.letter import Doors, letter
from adapters.mail.markup import clean, may_be_opened
from adapters.mail.seal import KEEPS, Posted, Seals, Ticket
from adapters.mail.settings import MailSettings
from adapters.mail.trim import trim
from bot.chat import CannotReach, Heading, Message, pack
from bot.chat.message import Block, Button, Buttons, Divider, LinkButton, Note, Picture
from bot.chat.plain import DATES_IN, block_text
from bot.chat.shorter import shortened

SUBJECT = 120
"""Characters; most programs show half of that."""
ABOUT = 80
"""Characters of what a link's page says it concerns: they make every link longer."""
POLICY = SMTP.clone(max_line_length=78)


@dataclass(frozen=True)
class Envelope:
    """A mail that is about to go: what it will be known by, when, and the Message-ID it answers, if any."""

    posted: Posted
    at: datetime
    under: str = ""


def mail(message: Message, envelope: Envelope, seals: Seals, settings: MailSettings) -> EmailMessage:
    """The whole mail. Raises CannotReach where nobody can have this address."""
    message, more = trim(message)
    about = subject(message)
    mailbox, at = envelope.posted.mailbox, envelope.at
    doors = Doors(
        press=lambda button: seals.link(ticket_of(button, about, envelope), at),
        home=seals.link(Ticket(mailbox), at),
        stop=seals.stop(mailbox, at),
    )
    foot = _foot(settings, at, message.locale)
    made = EmailMessage(POLICY)
    made["From"] = settings.from_
    made["To"] = recipient(mailbox.mail)
    made["Subject"] = about
    made["Date"] = at
    made["Message-ID"] = message_id(envelope.posted.key, settings)
    if settings.reply_to:
        made["Reply-To"] = settings.reply_to
    if envelope.under:
        made["In-Reply-To"] = made["References"] = envelope.under
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's “I am away” answers it
    made["X-Auto-Response-Suppress"] = "All"  # the same for Exchange
    made["List-Unsubscribe"] = f"<{doors.stop}>"
    made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    if more:
        message = Message((*message.blocks, Note((words.MORE,))), locale=message.locale)
    made.set_content(plain_part(message, doors, foot), cte="quoted-printable")
    made.add_alternative(letter(message, doors, foot, about), subtype="html", cte="quoted-printable")
    return made


def subject(message: Message) -> str:
    """What the mail is about: its first heading, else its first words."""
    headings = [block.text for block in message.blocks if isinstance(block, Heading)]
    texts = (block_text(one, message.locale) for one in message.blocks if not isinstance(one, Buttons | Divider))
    for text in (*headings[:1], *texts):
        said = " ".join(clean(text).split())
        if said:
            return shortened(said, SUBJECT)
    return words.NO_SUBJECT


def ticket_of(button: Button, about: str, envelope: Envelope) -> Ticket:
    """What the link says that stands for this button."""
    label = clean(button.label)
    said = clean(button.about or about).removeprefix(f"{label}: ")
    return Ticket(envelope.posted.mailbox, pack(button.action), shortened(label, ABOUT), shortened(said, ABOUT))


def message_id(key: str, settings: MailSettings) -> str:
    """The header that a mail with this key is known by everywhere."""
    return f"<{key}@{settings.from_.domain}>"


def recipient(mail_address: str) -> Address:
    """Whom to write to. Raises CannotReach."""
    try:
        found = validate_email(mail_address, check_deliverability=False, test_environment=True)
        name, _, domain = (found.ascii_email or found.normalized).rpartition("@")
        return Address(username=name, domain=domain)
    except (EmailNotValidError, ValueError):
        raise CannotReach("not a mail address") from None


def plain_part(message: Message, doors: Doors, foot: tuple[str, ...]) -> str:
    """The mail for whoever reads plain text, or has it read aloud."""
    made = [_plain(block, message.locale, doors) for block in message.blocks]
    small = "\n\n".join((*foot, f"{words.HOME}:\n{doors.home}", f"{words.STOP}:\n{doors.stop}"))
    # The line that mail programs know the small print by (RFC 3676, 4.3).
    return clean("\n\n".join([*(one for one in made if one), f"-- \n{small}"]) + "\n")


def _plain(block: Block, locale: str, doors: Doors) -> str:
    match block:
        case Heading(text):
            title = " ".join(text.split())
            return f"{title}\n{'=' * min(len(title), 72)}"
        case Picture(url, alt):
            return f"{alt}\n{words.PICTURE}: {url}" if may_be_opened(url) else alt
        case Divider():
            return "* * *"
        case Buttons(buttons):
            return "\n\n".join(_plain_button(button, doors) for button in buttons)
        case _:
            return block_text(block, locale)


def _plain_button(button: Button | LinkButton, doors: Doors) -> str:
    match button:
        case Button(label):
            return f"→ {label}:\n{doors.press(button)}"
        case LinkButton(label, url):
            return f"→ {label}:\n{url}"
        case _:
            assert_never(button)


def _foot(settings: MailSettings, at: datetime, locale: str) -> tuple[str, ...]:
    until = format_date((at + KEEPS).date(), "d MMMM y", locale=DATES_IN.get(locale, locale))
    answers = words.ANSWERS_TO.format(address=settings.reply_to) if settings.reply_to else words.ANSWERS_NOWHERE
    return words.YOURS.format(until=until), answers
