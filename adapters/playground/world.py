"""The world: every house in memory. People act in it, the courier posts to it, and everybody looks at the same one."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from adapters.playground import words
from adapters.playground.changes import Change, Listener
from adapters.playground.cut import cut
from adapters.playground.house import (
    Call,
    House,
    Inhabitant,
    Look,
    NotPossible,
    OpenForm,
    Shown,
    buttons_of,
    words_of,
)
from adapters.playground.parse import heard, typed
from adapters.playground.scene import Scene
from adapters.playground.send import Sender
from adapters.playground.show import button_for, show
from bot.chat import (
    Answer,
    Button,
    Event,
    Form,
    HomeOpened,
    Limit,
    LinkButton,
    Message,
    Next,
    Place,
    Pressed,
    Problems,
    Said,
    Submitted,
    Text,
    Verb,
    pack,
)

_log = logging.getLogger(__name__)


async def _nobody(_: Event) -> Next:
    return Message((Text((words.NO_ANSWER,)),))


class World:
    """Houses, their people and everything that stands in their chats; a `bot.chat.Chat` for the courier.

    Set `answer` to the product. Acting methods raise `NotPossible` for what nobody could do in a real chat. `posts` and
    `updates` count, by house key, what reached each house.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.answer: Answer = _nobody
        self.scene = Scene(now)
        self._sender = Sender(self.scene, now)
        self.posts: Mapping[str, Sequence[Call]] = self._sender.posts
        self.updates: Mapping[str, Sequence[Call]] = self._sender.updates

    def add_house(self, key: str, name: str, look: Look, room: str = "human-rights-cop") -> House:
        """A new house with an empty room called `room`. Raises NotPossible for a bad or taken key."""
        house = House(key, name, look, room)
        self.scene.add_house(house)
        return house

    def add_person(
        self, house_key: str, key: str, name: str, zone: str = "Europe/Zurich", locale: str = "en"
    ) -> Inhabitant:
        """Somebody new in a house. `zone` is an IANA name. Raises NotPossible for a bad or taken key."""
        who = Inhabitant(key, self.scene.house(house_key), name, zone, locale)
        self.scene.add_person(who)
        return who

    async def say(self, person_id: str, text: str, in_room: bool = False) -> None:
        """Write to Convener, privately or in the house's room."""
        who = self.scene.who(person_id)
        place = Place(who.house.room, private=False) if in_room else Place(who.id, private=True)
        heard_text, silently = heard(text, who.house.look)
        if not silently:
            written = f"@{words.BOT} {heard_text}" if in_room else heard_text
            self.scene.add(place.address, cut(Message((Text((written,)),))), by=who.id)
        event = Said(who.person, place, heard_text) if heard_text else HomeOpened(who.person, place)
        show(self.scene, who, event, place, await self._ask(event))

    async def press(self, person_id: str, message_id: str, label: str) -> None:
        """Press the button with this label (or this `about`) on a message this person sees."""
        who, on = self._seen(person_id, message_id)
        buttons = buttons_of(on.seen_by(who.id))
        found = next((one for one in buttons if label in (one.label, getattr(one, "about", ""))), None)
        if found is None:
            labels = ", ".join(one.label for one in buttons) or words.NOTHING
            raise NotPossible(words.NO_BUTTON.format(label=label, labels=labels))
        await self._press(who, on, found)

    async def press_action(self, person_id: str, message_id: str, index: int) -> None:
        """Press the button with this number, from 0, on a message this person sees."""
        who, on = self._seen(person_id, message_id)
        buttons = buttons_of(on.seen_by(who.id))
        if not 0 <= index < len(buttons):
            raise NotPossible(words.NO_BUTTON_NUMBER.format(index=index, count=len(buttons)))
        await self._press(who, on, buttons[index])

    async def press_packed(self, person_id: str, message_id: str, action: str) -> None:
        """Press a button by the packed action it carried when it was drawn; it may have been redrawn since."""
        who, on = self._seen(person_id, message_id)
        drawn = (one for one in buttons_of(on.seen_by(who.id)) if isinstance(one, Button))
        button = next((one for one in drawn if pack(one.action) == action), None)
        await self._send_press(who, on, action, can_open_form=button is None or button.opens_form)

    async def submit(self, person_id: str, values: Mapping[str, str]) -> None:
        """Fill the form this person has open and send it; a field not named keeps what stands in it."""
        who = self.scene.who(person_id)
        open_form = self.scene.forms.get(who.id)
        if open_form is None:
            raise NotPossible(words.NO_FORM.format(name=who.name))
        form = open_form.form.filled(typed(open_form.form, values))
        event = Submitted(who.person, open_form.place, pack(form.then), {one.key: one.value for one in form.fields})
        try:
            seen = await self.answer(event)
        except Exception:
            _log.exception("a submitted form could not be answered")
            seen = Problems(form, {"": words.WENT_WRONG})
        if self.scene.forms.get(who.id) == open_form:
            self.scene.close_form(who)
        show(self.scene, who, event, open_form.place, seen)

    async def close_form(self, person_id: str) -> None:
        """Leave the form that is open without sending it; nothing is told to the product, as on no platform."""
        self.scene.close_form(self.scene.who(person_id))

    async def open_home(self, person_id: str) -> None:
        """Look at Convener's own page."""
        who = self.scene.who(person_id)
        place = Place(who.id, private=True)
        event = HomeOpened(who.person, place)
        seen = await self._ask(event)
        if isinstance(seen, Message):
            self.scene.set_home(who, cut(seen))
            self.scene.last[who.id] = self.home(who.id)
        else:
            show(self.scene, who, event, place, seen)

    def room(self, house_key: str) -> tuple[Shown, ...]:
        """What stands in the house's room for everybody, oldest first; whispers and threads are not among it."""
        standing = self.scene.standing(self.scene.house(house_key).room)
        return tuple(shown for shown in standing if not shown.only and not shown.under)

    def thread(self, message_id: str) -> tuple[Shown, ...]:
        """What stands in the thread of a message, oldest first."""
        standing = self.scene.standing(message_id.partition("#")[0])
        return tuple(shown for shown in standing if shown.under == message_id)

    def card(self, house_key: str) -> Shown:
        """The last thing the courier posted into the house's room. Raises NotPossible when there is none."""
        cards = [shown for shown in self.room(house_key) if shown.posted]
        if not cards:
            raise NotPossible(words.NO_CARD.format(key=house_key))
        return cards[-1]

    def sees(self, person_id: str) -> str:
        """Every word Convener shows to this person alone, oldest first: chat, whispers, own views of cards."""
        return "\n".join(words_of(shown.seen_by(person_id)) for shown in self._own(person_id))

    def last(self, person_id: str) -> str:
        """The latest thing shown to this person alone, message or form; "" before there is any."""
        return self.scene.last.get(self.scene.who(person_id).id, "")

    def latest(self, person_id: str) -> Shown | None:
        """The latest message among those that `sees` tells of."""
        own = self._own(person_id)
        return own[-1] if own else None

    def buttons(self, person_id: str) -> tuple[str, ...]:
        """The labels on the latest message shown to this person alone."""
        shown = self.latest(person_id)
        return tuple(one.label for one in buttons_of(shown.seen_by(person_id))) if shown else ()

    def form(self, person_id: str) -> OpenForm | None:
        """The form this person has open."""
        return self.scene.forms.get(self.scene.who(person_id).id)

    def home(self, person_id: str) -> str:
        """Every word of this person's home as they last saw it; "" before they opened it."""
        shown = self.scene.homes.get(self.scene.who(person_id).id)
        return shown.words if shown else ""

    def changes(self) -> Listener:
        """What changes from now on."""
        return self.scene.changes.listen()

    def tell(self, change: Change) -> None:
        """Let everybody who looks at the world know of a change that happened beside it."""
        self.scene.changes.tell(change)

    async def post(self, to: str, message: Message) -> str:
        """As `bot.chat.Chat.post`."""
        return await self._sender.post(to, message)

    async def update(self, which: str, message: Message) -> None:
        """As `bot.chat.Chat.update`."""
        await self._sender.update(which, message)

    def limits(self, verb: Verb, where: str) -> Sequence[Limit]:
        """As `bot.chat.Chat.limits`: a world in memory has none."""
        return ()

    def close_house(self, key: str) -> None:
        """From now on nobody in this house can be reached."""
        self._sender.closed.add(self.scene.house(key).key)

    def reopen_house(self, key: str) -> None:
        """The house can be reached again."""
        self._sender.closed.discard(self.scene.house(key).key)

    def limit(self, key: str, seconds: float) -> None:
        """Refuse the next call to this house, asking to wait so many seconds."""
        self._sender.limited[self.scene.house(key).key] = seconds

    async def _ask(self, event: Event) -> Next:
        try:
            return await self.answer(event)
        except Exception:
            _log.exception("%s could not be answered", type(event).__name__)
            return Message((Text((words.WENT_WRONG,)),))

    async def _press(self, who: Inhabitant, on: Shown, button: Button | LinkButton) -> None:
        if isinstance(button, LinkButton):
            raise NotPossible(words.LEADS_AWAY.format(label=button.label, url=button.url))
        await self._send_press(who, on, pack(button.action), can_open_form=button.opens_form)

    async def _send_press(self, who: Inhabitant, on: Shown, action: str, *, can_open_form: bool) -> None:
        place = Place(on.place, private=on.place == who.id)
        beside = who.house.look == "slack" and not place.private and not on.only
        event = Pressed(who.person, place, action, on.id, beside)
        seen = await self._ask(event)
        # Teams must know when it draws a button that a form will come; Slack learns it from the answer.
        if isinstance(seen, Form) and who.house.look == "teams" and not can_open_form:
            seen = button_for(seen)
        show(self.scene, who, event, place, seen, on=self.scene.find(on.id) or on)

    def _seen(self, person_id: str, message_id: str) -> tuple[Inhabitant, Shown]:
        who = self.scene.who(person_id)
        shown = self.scene.find(message_id)
        if shown is None or shown.place not in (who.id, who.house.room) or shown.only not in ("", who.id):
            raise NotPossible(words.NO_MESSAGE.format(name=who.name, id=message_id))
        return who, shown

    def _own(self, person_id: str) -> list[Shown]:
        who = self.scene.who(person_id)
        chat = [shown for shown in self.scene.standing(who.id) if not shown.by]
        room = self.scene.standing(who.house.room)
        return sorted(
            (*chat, *(one for one in room if one.only == who.id or who.id in one.views)), key=lambda shown: shown.seq
        )
