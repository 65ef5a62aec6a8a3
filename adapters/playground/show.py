"""Shows somebody what comes back for what they did, where Slack or Teams would show it."""

from dataclasses import replace
from typing import assert_never

from adapters.playground import words
from adapters.playground.cut import cut
from adapters.playground.house import Inhabitant, Shown
from adapters.playground.scene import Scene
from bot.chat import (
    Button,
    Buttons,
    Event,
    Form,
    HomeOpened,
    Message,
    Next,
    Place,
    Pressed,
    Problems,
    Said,
    Style,
    Text,
)


def show(scene: Scene, who: Inhabitant, event: Event, place: Place, seen: Next, on: Shown | None = None) -> None:
    """Show `seen` to the person who caused the event at this place; `on` is the message they pressed a button on."""
    match seen:
        case None:
            pass
        case Form():
            scene.open_form(who, seen, place, {})
        case Problems(form, by_field):
            scene.open_form(who, form, place, dict(by_field))
        case Message():
            _show_message(scene, who, event, place, cut(seen), on)
        case _:
            assert_never(seen)


def button_for(form: Form) -> Message:
    """A message with a button that opens the form: for where it cannot be opened at once."""
    button = Button(words.OPEN_FORM, form.opener, Style.PRIMARY, opens_form=True)
    return Message((Text((form.title,)), Buttons((button,))))


def _show_message(
    scene: Scene, who: Inhabitant, event: Event, place: Place, message: Message, on: Shown | None
) -> None:
    if on is not None and (place.private or on.only):
        scene.replace(on, message)
    elif place.private:
        scene.add(who.id, message)
    elif who.house.look == "slack":
        answers_a_click = not isinstance(event, Said | HomeOpened)
        whisper = replace(message, blocks=message.aside or message.blocks) if answers_a_click else message
        scene.add(place.address, whisper, only=who.id)
    elif isinstance(event, Pressed) and on is not None:
        scene.show_only(on, who, message)
    else:
        _answer_in_own_chat(scene, who, event, place, message)


def _answer_in_own_chat(scene: Scene, who: Inhabitant, event: Event, place: Place, message: Message) -> None:
    # What a bot says in a Teams channel everybody there reads, so the answer goes where only this person does.
    scene.add(who.id, message)
    if isinstance(event, Said | HomeOpened):
        scene.add(place.address, Message((Text((words.ANSWERED_PRIVATELY.format(name=who.name),)),)))
