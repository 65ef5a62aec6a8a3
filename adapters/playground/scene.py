"""What stands where right now: the one place that changes it, and that tells whoever is looking."""

import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import count

from adapters.playground import words
from adapters.playground.changes import Change, Changes
from adapters.playground.house import Conversation, House, Inhabitant, NotPossible, OpenForm, Shown, words_of
from bot.chat import Form, Message, Place
from bot.chat.plain import spans_text

KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class Scene:
    """Houses, people, conversations, homes and open forms, in memory."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.houses: dict[str, House] = {}
        self.people: dict[str, Inhabitant] = {}
        self.homes: dict[str, Shown] = {}
        self.forms: dict[str, OpenForm] = {}
        self.last: dict[str, str] = {}
        self.changes = Changes()
        self._now = now
        self._conversations: dict[str, Conversation] = {}
        self._numbers = count(1)
        # Cards outlive the process in the product's tables: an id must not come back as another message's.
        self._life = secrets.token_hex(4)

    def add_house(self, house: House) -> None:
        """Build a house with its empty room."""
        _check_key(house.key, house.key in self.houses)
        self.houses[house.key] = house
        self._conversations[house.room] = Conversation()
        self.changes.tell(Change("house", house.key))

    def add_person(self, who: Inhabitant) -> None:
        """Let somebody in, with their own empty chat."""
        _check_key(who.key, who.id in self._conversations)
        self.people[who.id] = who
        self._conversations[who.id] = Conversation()
        self.changes.tell(Change("house", who.house.key))

    def house(self, key: str) -> House:
        """The house with this key. Raises NotPossible."""
        if key not in self.houses:
            raise NotPossible(words.NO_HOUSE.format(key=key))
        return self.houses[key]

    def who(self, person_id: str) -> Inhabitant:
        """The person with this id. Raises NotPossible."""
        if person_id not in self.people:
            raise NotPossible(words.NO_PERSON.format(id=person_id))
        return self.people[person_id]

    def house_at(self, address: str) -> House | None:
        """The house a conversation's address belongs to, if there is such a conversation."""
        return self.houses[address.split(":")[1]] if address in self._conversations else None

    def standing(self, address: str) -> Iterator[Shown]:
        """The messages of a conversation, oldest first."""
        return iter(self._conversations[address])

    def find(self, message_id: str) -> Shown | None:
        """The message with this id, wherever it stands."""
        address = message_id.partition("#")[0]
        home = self.homes.get(address)
        if home and home.id == message_id:
            return home
        return self._conversations[address].get(message_id) if address in self._conversations else None

    def add(
        self,
        place: str,
        message: Message,
        *,
        by: str = "",
        only: str = "",
        under: str = "",
        id: str = "",
        posted: bool = False,
    ) -> Shown:
        """Put a new message into a conversation; without an `id` it gets a fresh one."""
        number = next(self._numbers)
        known_as = id or f"{place}#{self._life}-{number}"
        shown = Shown(known_as, place, self._now(), number, message, by=by, only=only, under=under, posted=posted)
        self._put(shown)
        return shown

    def replace(self, shown: Shown, message: Message) -> None:
        """Show this message in the place of an older one; what single people saw instead goes."""
        self._put(replace(shown, message=message, seq=next(self._numbers), version=shown.version + 1, views={}))

    def show_only(self, shown: Shown, who: Inhabitant, message: Message) -> None:
        """Let this one person see something else where a message stands, until it is replaced."""
        self._put(replace(shown, version=shown.version + 1, views={**shown.views, who.id: message}))
        self.last[who.id] = words_of(message)

    def set_home(self, who: Inhabitant, message: Message) -> None:
        """Fill this person's home."""
        before = self.homes.get(who.id)
        version = before.version + 1 if before else 1
        self._put(Shown(home_id(who), who.id, self._now(), next(self._numbers), message, version=version))

    def open_form(self, who: Inhabitant, form: Form, place: Place, problems: dict[str, str]) -> None:
        """Put a form before somebody, in the place of one they may have open."""
        self.forms[who.id] = OpenForm(form, place, next(self._numbers), problems)
        self.last[who.id] = form_words(form, problems)
        self.changes.tell(Change("form", who.house.key, who.id))

    def close_form(self, who: Inhabitant) -> None:
        """Take away the form somebody has open, if they have one."""
        if self.forms.pop(who.id, None):
            self.changes.tell(Change("form", who.house.key, who.id))

    def _put(self, shown: Shown) -> None:
        house = self.houses[shown.place.split(":")[1]]
        at_home = shown.id == home_id(shown.place)
        if at_home:
            self.homes[shown.place] = shown
        else:
            self._conversations[shown.place].put(shown)
        reader = shown.only or shown.place
        if reader in self.people and not shown.by:
            self.last[reader] = shown.words
        self.changes.tell(Change("home" if at_home else "message", house.key, shown.place, shown.id))


def home_id(who: Inhabitant | str) -> str:
    """The id of the message that is this person's home."""
    return f"{who if isinstance(who, str) else who.id}#home"


def form_words(form: Form, problems: dict[str, str]) -> str:
    """Every word of a form: title, introduction, labels, hints, choices, what stands in it and what is wrong."""
    lines = [form.title, spans_text(form.intro, "en"), problems.get("", "")]
    for field in form.fields:
        options = [option.label for option in getattr(field, "options", ())]
        lines += [field.label, field.hint, " / ".join(options), field.value, problems.get(field.key, "")]
    return "\n".join(line for line in (*lines, f"[{form.submit}]") if line)


def _check_key(key: str, taken: bool) -> None:
    if not KEY.fullmatch(key) or key == "room":
        raise NotPossible(words.BAD_KEY.format(key=key))
    if taken:
        raise NotPossible(words.TAKEN.format(id=key))
