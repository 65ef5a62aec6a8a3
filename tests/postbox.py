"""Mail as product tests know it: what lies in whose box, and what people do by the links in it.

A platform like any other, in memory: its addresses are those of mail (`storage.mailboxes`), and whoever acts by a link is
known by the account that the link is made for. What mail really is, `tests/adapters/mail` tries.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from sqlmodel import col, select

from adapters.playground.cut import cut
from adapters.wiring import Product
from bot.chat import (
    Button,
    Buttons,
    CannotReach,
    Event,
    Form,
    HomeOpened,
    Limit,
    Message,
    Next,
    Person,
    Place,
    Pressed,
    Problems,
    Said,
    Submitted,
    Uninstalled,
    Verb,
    pack,
)
from bot.chat.plain import plain
from storage.mailboxes import house_of
from storage.models import Account


class Asks(Protocol):
    """A product to ask."""

    product: Product


@dataclass
class PostBox:
    """Everything that was sent, by mail address, in order; mail to those `unknown` is refused."""

    boxes: dict[str, list[Message]] = field(default_factory=dict[str, list[Message]])
    unknown: set[str] = field(default_factory=set[str])

    async def post(self, to: str, message: Message) -> str:
        """As `bot.chat.Chat.post`."""
        if to.split(":", 3)[3] in self.unknown:
            raise CannotReach("550 nobody of that name")
        box = self.boxes.setdefault(to.split(":", 3)[3], [])
        box.append(cut(message))
        return f"mail:{len(box)}:{to}"

    async def update(self, which: str, message: Message) -> None:
        """A mail that was sent stays as it is."""

    def limits(self, verb: Verb, where: str) -> Sequence[Limit]:
        """None in memory."""
        return ()

    def words(self, mail: str) -> list[str]:
        """What each mail in this box says."""
        return [plain(message) for message in self.boxes.get(mail, [])]


class Reader:
    """Somebody who reads this box, and presses what stands in it or on the page it leads to."""

    def __init__(self, town: Asks, box: PostBox, mail: str) -> None:
        self._town = town
        self._box = box
        self._mail = mail
        self._account = ""
        self.page: Next = None

    async def open(self) -> str:
        """The page that every mail leads to."""
        person, place = await self._who()
        return await self._see(HomeOpened(person, place))

    async def press_mail(self, label: str) -> str:
        """A button of the last mail."""
        return await self._press(self._box.boxes[self._mail][-1], label)

    async def press(self, label: str) -> str:
        """A button of the page."""
        assert isinstance(self.page, Message), self.page
        return await self._press(self.page, label)

    async def say(self, text: str) -> str:
        """The line at the foot of the page."""
        person, place = await self._who()
        return await self._see(Said(person, place, text))

    async def fill(self, **values: str) -> str:
        """The form that the page shows."""
        form = self.page.form if isinstance(self.page, Problems) else self.page
        assert isinstance(form, Form), self.page
        filled = form.filled(values)
        person, place = await self._who()
        given = {one.key: one.value for one in filled.fields}
        return await self._see(Submitted(person, place, pack(form.then), given))

    async def unsubscribe(self) -> None:
        """What a mail program does by itself for whoever presses its own button (RFC 8058)."""
        person, place = await self._who()
        await self._town.product.bot.answer(Uninstalled(person, place))

    @property
    def buttons(self) -> list[str]:
        """The labels on the page."""
        return [one.label for one in _buttons(self.page)] if isinstance(self.page, Message) else []

    async def _press(self, message: Message, label: str) -> str:
        found = [one for one in _buttons(message) if one.label == label]
        assert found, f"no “{label}” among {[one.label for one in _buttons(message)]}"
        person, place = await self._who()
        return await self._see(Pressed(person, place, pack(found[0].action)))

    async def _see(self, event: Event) -> str:
        self.page = await self._town.product.bot.answer(event)
        return words(self.page)

    async def _who(self) -> tuple[Person, Place]:
        """As the seal in the link says: it goes on saying so when nobody has the account any more."""
        if not self._account:
            query = select(Account.id).where(col(Account.address).endswith(f":{self._mail}"))
            query = query.order_by(col(Account.member_id).is_(None))
            self._account = await self._town.product.database.run(lambda db: db.exec(query).first()) or ""
        assert self._account, f"{self._mail} has no account"
        return Person(self._account, house_of(1)), Place(f"{self._account}:{self._mail}", private=True)


def words(seen: Next) -> str:
    """Everything that is shown."""
    match seen:
        case Message():
            return plain(cut(seen))
        case Problems():
            return " ".join([*seen.by_field.values(), words(seen.form)])
        case Form():
            return " ".join([seen.title, repr(seen.intro), *(one.label for one in seen.fields)])
        case None:
            return ""


def _buttons(message: Message) -> list[Button]:
    rows = [block.buttons for block in message.blocks if isinstance(block, Buttons)]
    return [one for row in rows for one in row if isinstance(one, Button)]
