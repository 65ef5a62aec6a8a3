"""The playground in a terminal: be somebody, write, press buttons by number, fill forms field by field."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from adapters.playground import draw, words
from adapters.playground.changes import Change
from adapters.playground.clock import MovableClock
from adapters.playground.house import Inhabitant, NotPossible, OpenForm, Shown
from adapters.playground.world import World
from bot.chat import Button, ChoiceField, Field, pack

STEP = re.compile(r"([+-]?\d{1,6}) *(minute|hour|day|week)s?")
LOOK_BACK = 6
"""Messages of the room and of the own chat that /look shows again."""


class Terminal:
    """One person at a time in a world, as text. `read` gives the next line, None at the end of them."""

    def __init__(
        self,
        world: World,
        clock: MovableClock,
        read: Callable[[], Awaitable[str | None]],
        console: Console,
        after_clock_moved: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self._world = world
        self._clock = clock
        self._read = read
        self._console = console
        self._after_clock_moved = after_clock_moved
        self._changes = world.changes()
        self._numbers: dict[tuple[str, str], int] = {}
        self._who: Inhabitant | None = None

    async def run(self) -> None:
        """Play until the person leaves."""
        going = await self._choose()
        while going and self._who:
            line = await self._next_line(words.PROMPT.format(name=self._who.name))
            going = line is not None and await self._obey(self._who, line.strip())

    async def _obey(self, who: Inhabitant, line: str) -> bool:
        command, _, rest = line.partition(" ")
        try:
            match command:
                case "/quit":
                    return False
                case "/who":
                    return await self._choose()
                case "?" | "/help":
                    self._help()
                case "/look":
                    self._look(who)
                case "/clock":
                    await self._move_clock(rest.strip())
                case "/home":
                    await self._world.open_home(who.id)
                case "/room":
                    await self._world.say(who.id, rest, in_room=True)
                case _ if command.isdecimal() and not rest:
                    await self._press(who, int(command))
                case _:
                    await self._world.say(who.id, line)
            return await self._fill_forms(who)
        except (NotPossible, ValueError) as refused:
            self._say(str(refused), "red")
            return True

    async def _choose(self) -> bool:
        everybody = list(self._world.scene.people.values())
        self._say(words.WELCOME, "bold")
        self._console.print(draw.people(everybody))
        while (line := await self._next_line(words.CHOOSE)) is not None:
            if line.strip().isdecimal() and 1 <= int(line) <= len(everybody):
                self._who = everybody[int(line) - 1]
                now = self._now()
                self._say(words.NOW_YOU.format(name=self._who.name, house=self._who.house.name, now=now), "dim")
                self._look(self._who)
                return True
            self._say(words.NO_SUCH_NUMBER.format(number=line), "red")
        return False

    async def _press(self, who: Inhabitant, number: int) -> None:
        for (message_id, action), known in self._numbers.items():
            if known == number:
                return await self._world.press_packed(who.id, message_id, action)
        raise NotPossible(words.NO_SUCH_NUMBER.format(number=number))

    async def _move_clock(self, how: str) -> None:
        step = STEP.fullmatch(how)
        try:
            if how == "now":
                self._clock.reset()
            elif step:
                self._clock.move(timedelta(**{f"{step[2]}s": int(step[1])}))
            else:
                self._clock.set(datetime.fromisoformat(how).replace(tzinfo=UTC))
        except ValueError as wrong:
            raise NotPossible(words.CLOCK_HOW) from wrong
        self._world.tell(Change("clock"))
        self._say(words.CLOCK_SAYS.format(now=self._now()), "dim")
        if self._after_clock_moved:
            await self._after_clock_moved()

    async def _fill_forms(self, who: Inhabitant) -> bool:
        """Ask whatever form is open until none is; False at the end of the lines."""
        while opened := self._world.form(who.id):
            self._console.print(draw.form(opened, who))
            values: dict[str, str] = {}
            for asked in _to_ask(opened):
                answer = await self._ask(asked, opened.problems.get(asked.key, ""))
                if answer is None:
                    return False
                if answer == ".":
                    await self._world.close_form(who.id)
                    return True
                values[asked.key] = answer
            await self._world.submit(who.id, values)
        return True

    async def _ask(self, asked: Field, problem: str) -> str | None:
        while True:
            self._console.print(draw.field(asked, problem))
            line = await self._next_line(f"[{_chosen(asked)}] ")
            if line is None or line == ".":
                return line
            if line in ("", "-"):
                return asked.value if line == "" else ""
            if not isinstance(asked, ChoiceField):
                return line
            if line.isdecimal() and 1 <= int(line) <= len(asked.options):
                return asked.options[int(line) - 1].value
            problem = words.NO_SUCH_NUMBER.format(number=line)

    async def _next_line(self, prompt: str) -> str | None:
        """The next line typed; what changes meanwhile is drawn above it."""
        self._draw_changes(self._changes.heard())
        self._console.print(Line(prompt, "bold"), end="")
        reading = asyncio.ensure_future(self._read())
        while True:
            hearing = asyncio.ensure_future(anext(self._changes))
            done, _ = await asyncio.wait({reading, hearing}, return_when=asyncio.FIRST_COMPLETED)
            if hearing not in done:
                hearing.cancel()
                return reading.result()
            self._console.print()
            self._draw_changes((hearing.result(), *self._changes.heard()))
            if reading in done:
                return reading.result()
            self._console.print(Line(prompt, "bold"), end="")

    def _draw_changes(self, changes: Iterable[Change]) -> None:
        for change in dict.fromkeys(changes):
            shown = self._world.scene.find(change.id) if change.kind in ("message", "home") else None
            if shown is None or self._who is None:
                continue
            if shown.place in (self._who.id, self._who.house.room):
                self._draw(shown, self._who)
            elif shown.place == self._world.scene.houses[change.house].room and not shown.only:
                self._say(words.CHANGED_ELSEWHERE.format(house=self._world.scene.houses[change.house].name), "dim")

    def _look(self, who: Inhabitant) -> None:
        self._changes.heard()
        for place in (who.house.room, who.id):
            for shown in [one for one in self._own(place, who) if not one.under][-LOOK_BACK:]:
                for one in (shown, *self._world.thread(shown.id)):
                    self._draw(one, who)

    def _own(self, place: str, who: Inhabitant) -> list[Shown]:
        return [one for one in self._world.scene.standing(place) if one.only in ("", who.id)]

    def _draw(self, shown: Shown, who: Inhabitant) -> None:
        if shown.by == who.id or shown.only not in ("", who.id):
            return
        title = words.YOUR_HOME if shown == self._world.scene.homes.get(who.id) else words.YOUR_CHAT
        if shown.place == who.house.room:
            title = f"{who.house.name} · {who.house.room_name}"
            title += f" · {words.ONLY_YOU}" if shown.only or who.id in shown.views else ""
        above = self._world.scene.find(shown.under) if shown.under else None
        if above is not None:
            title += f" · {words.IN_THREAD.format(above=above.words.partition(chr(10))[0])}"
        if shown.by:
            title += f" · {self._world.scene.people[shown.by].name}"
        self._console.print(draw.message(shown.seen_by(who.id), who, title, lambda button: self._number(shown, button)))

    def _number(self, shown: Shown, button: Button) -> int:
        # A button keeps its number however often its message is redrawn: people type what they read a minute ago.
        return self._numbers.setdefault((shown.id, pack(button.action)), len(self._numbers) + 1)

    def _help(self) -> None:
        table = Table.grid(padding=(0, 2))
        for what, means in words.HELP:
            table.add_row(Line(what, "bold"), Line(means))
        self._console.print(table)

    def _say(self, sentence: str, style: str) -> None:
        self._console.print(Line(sentence, style))

    def _now(self) -> str:
        return self._clock.now().strftime("%a %d %b %Y, %H:%M UTC")


def _to_ask(opened: OpenForm) -> list[Field]:
    """The fields that are wrong; all of them when none is."""
    return [field for field in opened.fields if opened.problems.get(field.key)] or list(opened.fields)


def _chosen(asked: Field) -> str:
    if not isinstance(asked, ChoiceField):
        return asked.value
    return next((option.label for option in asked.options if option.value == asked.value), "")
