"""Chromium, driven by playwright-core through drive_browser.cjs; it reaches nothing but this machine."""

import asyncio
import itertools
import json
import re
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.e2e.programs import HERE, OUT, chromium, node, program


class Page:
    """One page in a browser of its own. Selectors are Playwright's; of several matches the last one is meant."""

    def __init__(self, name: str, browser: "Browser") -> None:
        self.name = name
        self._browser = browser

    async def click(self, selector: str) -> None:
        """Press it as soon as it can be pressed. Raises AssertionError after 5 s."""
        await self._do("click", selector=selector)

    async def push(self, selector: str) -> None:
        """Press it, and wait until the server behind the page has answered."""
        status = await self._do("push", selector=selector)
        assert status == 200, f"the server answered {status}"

    async def fill(self, selector: str, text: str) -> None:
        """Put this text into a field in place of what is there."""
        await self._do("fill", selector=selector, text=text)

    async def choose(self, selector: str, label: str) -> None:
        """Choose an option of a list by its words."""
        await self._do("choose", selector=selector, text=label)

    async def type(self, text: str) -> None:
        """Type on the keyboard, letter by letter."""
        await self._do("type", text=text)

    async def press(self, key: str) -> None:
        """Press one key, by its name ("Enter")."""
        await self._do("press", key=key)

    async def wait(self, selector: str, within: float = 5.0) -> None:
        """Wait until it can be seen. Raises AssertionError after `within` seconds."""
        await self._do("wait", selector=selector, timeout=within * 1000)

    async def texts(self, selector: str) -> list[str]:
        """What a person reads in each match, in the page's order."""
        return list(await self._do("texts", selector=selector))

    async def shoot(self, name: str) -> Path:
        """A picture of the page in out/NAME.png."""
        path = OUT / f"{name}.png"
        await self._do("shoot", path=str(path))
        return path

    async def errors(self) -> list[str]:
        """What the page's own scripts failed with."""
        return list((await self._do("complaints"))["errors"])

    async def _do(self, what: str, **fields: Any) -> Any:
        try:
            return await self._browser.ask(what, page=self.name, **fields)
        except AssertionError:
            picture = OUT / f"failed-{re.sub('[^a-z0-9]+', '-', self.name)}.png"
            await self._browser.ask("shoot", page=self.name, path=str(picture))
            raise


class Browser:
    """The running Chromium."""

    def __init__(self, process: Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._in, self._out = process.stdin, process.stdout
        self._ids = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}

    async def open(self, name: str, url: str, **how: Any) -> Page:
        """Open an address; `width`, `height` in CSS pixels and `dark` say how."""
        await self.ask("open", page=name, url=url, **how)
        return Page(name, self)

    async def ask(self, what: str, **fields: Any) -> Any:
        """One command to the driver and its answer. Raises AssertionError with what the driver says went wrong."""
        number = next(self._ids)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        self._in.write(json.dumps({"id": number, "do": what, **fields}).encode() + b"\n")
        return await answer

    async def listen(self) -> None:
        """Hand each answer to whoever asked, until the driver ends."""
        while line := await self._out.readline():
            said = json.loads(line)
            asked = self._waiting.pop(said["id"], None)
            if asked and "problem" in said:
                asked.set_exception(AssertionError(said["problem"]))
            elif asked:
                asked.set_result(said["value"])
        for asked in self._waiting.values():
            asked.set_exception(AssertionError("the browser is gone, see out/browser.log"))


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """A browser that runs until the block ends."""
    driver = (node(), str(HERE / "drive_browser.cjs"))
    async with program("browser", *driver, env={"CHROMIUM": chromium()}, talks=True) as process:
        running = Browser(process)
        listening = asyncio.create_task(running.listen())
        try:
            yield running
        finally:
            listening.cancel()
