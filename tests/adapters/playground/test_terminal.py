"""The terminal shows the same world: scripted lines in, text out."""

import asyncio
import os
from dataclasses import dataclass
from io import StringIO

import pytest
from rich.console import Console

from adapters.playground import MovableClock, Terminal, World
from adapters.playground.keyboard import keyboard
from bot.chat import Action, Button, Buttons, Event, Message, Moment, Next, Pressed, Problems, Said, Submitted, Text
from tests.adapters.contract import ASK, EVERYTHING
from tests.adapters.playground.rig import NOON


@dataclass(frozen=True)
class Come(Action, name="test.come"):
    """Says yes."""


CARD = Message((Text(("Access to remedy [bold]not markup[/bold]",)), Buttons((Button("Coming", Come()),))))


class Play:
    """A terminal whose lines are scripted; a script may also do something between two lines."""

    def __init__(self) -> None:
        self.clock = MovableClock(frozen_at=NOON)
        self.world = World(self.clock.now)
        self.events: list[Event] = []
        self.woken = 0
        for key, name in (("cisco", "Cisco"), ("ericsson", "Ericsson")):
            self.world.add_house(key, name, "slack")
            self.world.add_person(key, "nominee-1", f"{name} nominee 1", "America/New_York")
        self.world.answer = self.answer

    async def answer(self, event: Event) -> Next:
        self.events.append(event)
        match event:
            case Said(text="ask"):
                return ASK
            case Said():
                return CARD
            case Pressed():
                return Message((Text(("You are coming.",)),))
            case Submitted(values={"when": ""}):
                return Problems(ASK.filled(event.values), {"when": "Please write a date."})
            case _:
                return EVERYTHING

    async def wake(self) -> None:
        self.woken += 1

    async def run(self, *lines: str) -> str:
        out = StringIO()
        script = iter(lines)

        async def read() -> str | None:
            await asyncio.sleep(0)
            return next(script, None)

        await Terminal(self.world, self.clock, read, Console(file=out, width=100), self.wake).run()
        assert list(script) == []
        return out.getvalue()


async def test_somebody_is_chosen_and_what_they_write_is_answered() -> None:
    play = Play()
    shown = await play.run("nobody", "9", "1", "hello", "/quit")
    said = play.events[0]
    assert isinstance(said, Said)
    assert (said.text, said.person.id, said.place.private) == ("hello", "play:cisco:nominee-1", True)
    assert [word for word in ("Ericsson nominee 1", "There is no 9 here.", "[1] Coming") if word not in shown] == []
    assert "Access to remedy [bold]not markup[/bold]" in shown


async def test_a_button_is_pressed_by_its_number() -> None:
    play = Play()
    shown = await play.run("1", "hello", "1", "7")
    assert [type(event) for event in play.events] == [Said, Pressed]
    assert "You are coming." in shown
    assert "There is no 7 here." in shown


async def test_a_form_is_asked_field_by_field_and_only_what_is_wrong_is_asked_again() -> None:
    play = Play()
    shown = await play.run("1", "ask", "Ann", "-", "", "9", "1", "4 March 2027", "/quit")
    first, second = [event for event in play.events if isinstance(event, Submitted)]
    assert dict(first.values) == {"name": "Ann", "why": "", "when": "", "colour": "green"}
    assert dict(second.values) == {"name": "Ann", "why": "", "when": "4 March 2027", "colour": "green"}
    assert [word for word in ("Choose a colour", "for instance: 4 March", "2 Blue") if word not in shown] == []
    assert shown.count("Please write a date.") == 1
    assert shown.count("Your name") == 1


async def test_a_form_can_be_left() -> None:
    play = Play()
    await play.run("1", "ask", "Ann", ".", "hello")
    assert [type(event) for event in play.events] == [Said, Said]
    assert play.world.form("play:cisco:nominee-1") is None


async def test_every_kind_of_block_is_drawn() -> None:
    shown = await Play().run("1", "/home")
    wanted = (
        "A heading",
        "strong words",
        "link words",
        "@Cisco nominee 1",
        "09:00–11:00 New York (15:00–17:00 Geneva)",
    )
    assert [
        word for word in (*wanted, "first value", "another bullet", "small print", "Paint it") if word not in shown
    ] == []


async def test_the_room_is_spoken_in_and_looked_at_again() -> None:
    play = Play()
    await play.world.post("play:cisco:room", CARD)
    shown = await play.run("1", "/room who", "/look")
    said = play.events[0]
    assert isinstance(said, Said)
    assert (said.text, said.place.private) == ("who", False)
    assert "only visible to you" in shown
    assert "Cisco · human-rights-cop" in shown


async def test_a_change_elsewhere_is_told_while_somebody_thinks() -> None:
    play = Play()
    out = StringIO()
    lines: asyncio.Queue[str | None] = asyncio.Queue()
    running = asyncio.create_task(Terminal(play.world, play.clock, lines.get, Console(file=out, width=100)).run())
    lines.put_nowait("1")
    await asyncio.sleep(0.05)
    await play.world.post("play:ericsson:room", CARD)
    await play.world.post("play:cisco:room", Message((Text(("news for Cisco",)),)))
    play.world.add_person("cisco", "nominee-2", "Cisco nominee 2")
    await play.world.say("play:cisco:nominee-2", "who", in_room=True)
    await asyncio.sleep(0.05)
    assert "Ericsson: something changed in the room." in out.getvalue()
    assert "news for Cisco" in out.getvalue()
    assert "@Convener who" in out.getvalue()
    assert "Access to remedy" not in out.getvalue()
    lines.put_nowait(None)
    await running


async def test_the_clock_is_moved_and_set() -> None:
    play = Play()
    shown = await play.run("1", "/clock +2 days", "/clock soon", "/clock 2030-01-01 09:00", "/clock 1066-01-01")
    assert play.clock.now().isoformat() == "2030-01-01T09:00:00+00:00"
    assert play.woken == 2
    assert shown.count("Write for instance /clock") == 2


async def test_one_can_become_somebody_else_and_ask_for_help() -> None:
    play = Play()
    shown = await play.run("1", "?", "/who", "2", "hello")
    assert play.events[0].person.id == "play:ericsson:nominee-1"
    assert "press the button with this number" in shown


async def test_what_was_whispered_to_somebody_else_is_not_shown() -> None:
    play = Play()
    play.world.add_person("cisco", "nominee-2", "Cisco nominee 2")
    await play.world.say("play:cisco:nominee-2", "who", in_room=True)
    shown = await play.run("1")
    assert "@Convener who" in shown
    assert "Access to remedy" not in shown


@pytest.mark.parametrize(("typed", "lines"), [(b"one\ntw\xc3\xb6\n", ["one", "twö"]), (b"last", ["last"]), (b"", [])])
async def test_the_keyboard_gives_line_after_line_and_then_none(typed: bytes, lines: list[str]) -> None:
    reading, writing = os.pipe()
    os.write(writing, typed)
    os.close(writing)
    read = keyboard(reading)
    got = [await asyncio.wait_for(read(), 5) for _ in range(len(lines) + 1)]
    os.close(reading)
    assert got == [*lines, None]


async def test_a_moment_in_the_readers_own_zone_is_written_once() -> None:
    play = Play()

    async def answer(_: Event) -> Next:
        return Message((Text((Moment(NOON, "America/New_York"),)),))

    play.world.answer = answer
    assert (await play.run("1", "when")).count("07:00") == 1


async def test_a_clock_alone_is_the_readers_own() -> None:
    play = Play()

    async def answer(_: Event) -> Next:
        return Message((Text((Moment(NOON, "Europe/Zurich", day=False), " Welcome")),))

    play.world.answer = answer
    assert "07:00 Welcome" in await play.run("1", "when")


async def test_a_thread_is_shown_under_what_it_belongs_to() -> None:
    play = Play()
    room = play.world.scene.house("cisco").room
    card = await play.world.post(room, CARD)
    await play.world.post(room, Message((Text(("Something else",)),)))
    await play.world.post(card, Message((Text(("It changed.",)),)))
    seen = await play.run("1")
    assert "in the thread of “Access to remedy [bold]not markup[/bold]”" in seen
    assert seen.index("[1] Coming") < seen.index("It changed.") < seen.index("Something else")
