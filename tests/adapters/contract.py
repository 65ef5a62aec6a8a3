"""What every platform promises. A platform's test module brings a rig and inherits these tests.

The rig is the platform's real receiving and sending code joined to a stand-in for its server that speaks the real
protocol; only the product behind it is played by the test (`rig.answers`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

import pytest

from bot.chat import (
    Action,
    Bullets,
    Button,
    Buttons,
    CannotReach,
    Chat,
    ChoiceField,
    Divider,
    Event,
    Facts,
    Form,
    Heading,
    Link,
    LinkButton,
    Mention,
    Message,
    Moment,
    Next,
    Note,
    Option,
    Picture,
    Pressed,
    Problems,
    Said,
    Strong,
    Style,
    Submitted,
    Text,
    TextField,
    TryLater,
    Verb,
    WhenField,
    unpack,
)


class Colour(StrEnum):
    GREEN = "green"


@dataclass(frozen=True)
class Paint(Action, name="test.paint"):
    """An action with every kind of field."""

    room: int
    colour: Colour
    note: str = ""
    twice: bool = False


@dataclass(frozen=True)
class AskColour(Action, name="test.ask"):
    """Opens the form."""


KINDS: dict[str, type[Action]] = {kind.name: kind for kind in (Paint, AskColour)}
PAINT = Paint(room=7, colour=Colour.GREEN, note='quotes " and <tags> & ünïcode', twice=True)

EVERYTHING = Message(
    (
        Heading("A heading"),
        Text(("plain words, ", Strong("strong words"), ", ", Link("link words", "https://example.org/a?b=c&d=e"))),
        Text((Mention("elsewhere:X:U1", "Cisco nominee 1"), " is named")),
        Text(
            (
                Moment(
                    datetime(2027, 3, 4, 14, tzinfo=UTC),
                    "Europe/Zurich",
                    datetime(2027, 3, 4, 16, tzinfo=UTC),
                    "Geneva",
                ),
            )
        ),
        Facts((("First label", ("first value",)), ("Second label", ("second value",)))),
        Bullets((("one bullet",), ("another bullet",))),
        Picture("https://example.org/picture?a=b&c=d", "the words of a picture", 480, 320),
        Divider(),
        Note(("small print",)),
        Buttons((Button("Paint it", PAINT, Style.PRIMARY), LinkButton("Read more", "https://example.org/more"))),
    )
)
WORDS = (
    "A heading", "plain words", "strong words", "link words", "Cisco nominee 1", "Geneva", "First label", "first value",
    "Second label", "second value", "one bullet", "another bullet", "the words of a picture", "small print", "Paint it", "Read more",
)  # fmt: skip

ASK = Form(
    title="Choose a colour",
    intro=("Some words before the fields.",),
    fields=(
        TextField("name", "Your name", placeholder="as on the door"),
        TextField("why", "Why", lines=4, optional=True),
        WhenField("when", "When", hint="for instance: 4 March 2027 15:00"),
        ChoiceField("colour", "Colour", (Option("green", "Green"), Option("blue", "Blue")), value="blue"),
    ),
    then=PAINT,
    opener=AskColour(),
    submit="Paint",
)
TYPED = {"name": 'Ann <b> & "Bo"', "why": "line one\nline two", "when": "tomorrow", "colour": "green"}


class Rig(Protocol):
    """A platform under test."""

    chat: Chat
    room: str
    """The address of a room that several people read."""
    answers: Callable[[Event], Next]
    """What the product answers; set it before you act. It returns None until then."""
    events: list[Event]
    """Every event that reached the product, in order."""

    async def words(self, message_id: str) -> str:
        """Every word a person can read in this message now, labels of buttons included, as the server holds it."""
        ...

    async def raw(self, message_id: str) -> str:
        """The message's payload as the server holds it, as one JSON text."""
        ...

    async def thread(self, message_id: str) -> list[str]:
        """Every word of each message in the thread of this one, in order."""
        ...

    async def say(self, text: str) -> str:
        """A person writes to the bot privately; every word of what they see next."""
        ...

    async def press(self, message_id: str, label: str) -> str:
        """A person presses the button with this label; every word of what they see next (of the form, if one opens)."""
        ...

    async def submit(self, values: dict[str, str]) -> str:
        """The person fills the form that is open and sends it; every word of what they see next."""
        ...

    async def open_form_values(self) -> dict[str, str]:
        """What stands in the fields of the form that is open; empty when none is."""
        ...

    async def form_problems(self) -> dict[str, str]:
        """The sentences shown at the fields of the form that is open, by field key."""
        ...

    async def echo(self, message_id: str) -> None:
        """The platform tells the bot about the bot's own message, as platforms do."""
        ...

    def restarted(self) -> Chat:
        """A sender that remembers nothing, as after a restart."""
        ...

    async def remove_room(self) -> None:
        """From now on the platform says that the room is gone."""
        ...

    async def limit(self, seconds: int) -> None:
        """The platform refuses the next call and asks to wait so many seconds."""
        ...


class Contract:
    """Inherit this and provide a `rig` fixture."""

    async def test_every_word_of_a_message_is_visible(self, rig: Rig) -> None:
        shown = await rig.words(await rig.chat.post(rig.room, EVERYTHING))
        assert [word for word in WORDS if word not in shown] == []

    async def test_a_picture_that_cannot_be_fetched_is_said_in_words(self, rig: Rig) -> None:
        lost = Message(
            (Text(("before",)), Picture("", "the words <!channel> of a picture", 480, 320), Text(("after",)))
        )
        message_id = await rig.chat.post(rig.room, lost)
        assert "of a picture" in await rig.words(message_id)
        assert "<!channel>" not in await rig.raw(message_id)

    async def test_an_update_replaces_the_message(self, rig: Rig) -> None:
        message_id = await rig.chat.post(rig.room, Message((Text(("before",)),)))
        await rig.chat.update(message_id, Message((Text(("after",)),)))
        shown = await rig.words(message_id)
        assert ("after" in shown, "before" in shown) == (True, False)

    async def test_a_pressed_button_comes_back_as_the_action_it_was(self, rig: Rig) -> None:
        message_id = await rig.chat.post(rig.room, EVERYTHING)
        await rig.press(message_id, "Paint it")
        pressed = rig.events[-1]
        assert isinstance(pressed, Pressed)
        assert (unpack(pressed.action, KINDS), pressed.place.private, pressed.message) == (PAINT, False, message_id)
        assert pressed.person.id.startswith(pressed.person.house + ":")

    async def test_the_answer_to_a_press_is_shown_to_the_one_who_pressed(self, rig: Rig) -> None:
        rig.answers = lambda _: Message((Text(("green it is",)),))
        message_id = await rig.chat.post(rig.room, EVERYTHING)
        assert "green it is" in await rig.press(message_id, "Paint it")
        assert "green it is" not in await rig.words(message_id)

    async def test_what_is_said_comes_in_and_the_answer_goes_out(self, rig: Rig) -> None:
        rig.answers = lambda _: Message((Text(("good day to you",)),))
        assert "good day to you" in await rig.say("good day & <hello>")
        said = rig.events[-1]
        assert isinstance(said, Said)
        assert (said.text, said.place.private) == ("good day & <hello>", True)

    async def test_a_filled_form_comes_back_as_its_answers(self, rig: Rig) -> None:
        await open_form(rig)
        rig.answers = lambda _: Message((Text(("thank you",)),))
        assert "thank you" in await rig.submit(TYPED)
        submitted = rig.events[-1]
        assert isinstance(submitted, Submitted)
        assert (unpack(submitted.then, KINDS), dict(submitted.values)) == (PAINT, TYPED)

    async def test_an_optional_field_left_empty_comes_back_empty(self, rig: Rig) -> None:
        await open_form(rig)
        await rig.submit({**TYPED, "why": ""})
        submitted = rig.events[-1]
        assert isinstance(submitted, Submitted)
        assert submitted.values.get("why", "") == ""

    async def test_every_word_of_a_form_is_visible(self, rig: Rig) -> None:
        shown = await open_form(rig)
        wanted = ("Choose a colour", "Some words before", "Your name", "Why", "When", "4 March 2027", "Colour", "Paint")
        assert [word for word in wanted if word not in shown] == []
        assert (await rig.open_form_values())["colour"] == "blue"

    async def test_problems_appear_by_their_field_and_nothing_is_lost(self, rig: Rig) -> None:
        await open_form(rig)
        rig.answers = lambda _: Problems(ASK.filled(TYPED), {"when": "Please write a date with its year."})
        await rig.submit(TYPED)
        assert await rig.form_problems() == {"when": "Please write a date with its year."}
        assert await rig.open_form_values() == TYPED

    async def test_what_people_write_cannot_ping_everyone(self, rig: Rig) -> None:
        attack = "<!channel> <!here> <@U0VICTIM> <at>everyone</at> @channel **bold** [x](https://example.org) <https://example.org|x>"
        message_id = await rig.chat.post(
            rig.room,
            Message(
                (
                    Heading(attack),
                    Text((attack, Strong(attack))),
                    Facts(((attack, (attack,)),)),
                    Bullets(((attack,),)),
                    Note((attack,)),
                )
            ),
        )
        raw = await rig.raw(message_id)
        assert [
            bad for bad in ("<!channel>", "<!here>", "<@U0VICTIM>", "<at>", "<https://example.org|x>") if bad in raw
        ] == []

    async def test_the_bot_ignores_itself(self, rig: Rig) -> None:
        message_id = await rig.chat.post(rig.room, EVERYTHING)
        before = list(rig.events)
        await rig.echo(message_id)
        assert rig.events == before

    async def test_an_address_survives_a_restart(self, rig: Rig) -> None:
        message_id = await rig.chat.post(rig.room, Message((Text(("before",)),)))
        await rig.restarted().update(message_id, Message((Text(("after",)),)))
        assert "after" in await rig.words(message_id)
        assert await rig.restarted().post(rig.room, Message((Text(("more",)),)))

    async def test_a_reply_stands_in_the_thread_of_its_message_and_can_be_changed(self, rig: Rig) -> None:
        above = await rig.chat.post(rig.room, Message((Text(("above",)),)))
        other = await rig.chat.post(rig.room, Message((Text(("other",)),)))
        first = await rig.chat.post(above, Message((Text(("first",)),)))
        await rig.restarted().post(above, Message((Text(("second",)),)))
        await rig.chat.update(above, Message((Text(("above anew",)),)))
        await rig.restarted().update(first, Message((Text(("first anew",)),)))
        assert [words.strip() for words in await rig.thread(above)] == ["first anew", "second"]
        assert await rig.thread(other) == []
        assert "above anew" in await rig.words(above)

    async def test_a_reply_counts_against_what_a_post_in_its_room_does(self, rig: Rig) -> None:
        above = await rig.chat.post(rig.room, Message((Text(("above",)),)))
        assert rig.chat.limits(Verb.POST, above) == rig.chat.limits(Verb.POST, rig.room)
        await rig.remove_room()
        with pytest.raises(CannotReach):
            await rig.chat.post(above, Message((Text(("below",)),)))

    async def test_a_long_text_is_cut_not_refused(self, rig: Rig) -> None:
        long = "words " * 9000
        many = tuple(Text((f"paragraph {n}",)) for n in range(120))
        message_id = await rig.chat.post(
            rig.room,
            Message((Heading(long), Text((long,)), Facts(((long, (long,)),) * 30), Bullets(((long,),) * 30), *many)),
        )
        assert "words" in await rig.words(message_id)
        await rig.chat.update(message_id, Message((Text((long,)),)))
        assert "words" in await rig.words(message_id)

    async def test_a_vanished_room_cannot_be_reached(self, rig: Rig) -> None:
        await rig.remove_room()
        with pytest.raises(CannotReach):
            await rig.chat.post(rig.room, EVERYTHING)

    async def test_a_rate_limit_says_how_long_to_wait(self, rig: Rig) -> None:
        await rig.limit(7)
        with pytest.raises(TryLater) as refused:
            await rig.chat.post(rig.room, EVERYTHING)
        assert refused.value.after == 7


async def open_form(rig: Rig) -> str:
    """Posts a card whose button opens the form, and presses it; every word of the form."""
    card = Message((Buttons((Button("Choose", AskColour(), opens_form=True),)),))
    message_id = await rig.chat.post(rig.room, card)
    rig.answers = lambda _: ASK
    return await rig.press(message_id, "Choose")
