"""The product's own page, driven in Chromium by roles and words, as a person finds their way."""

from pathlib import Path

from tests.e2e.browser import Browser, Page


class HouseOnPage:
    """One house of the playground, as the person chosen there sees it."""

    def __init__(self, page: Page, name: str) -> None:
        self._page = page
        self._here = f'role=region[name="{name}"]'

    async def become(self, who: str) -> None:
        """Choose who to be."""
        await self._page.choose(f'{self._here} >> role=combobox[name="You are"]', who)

    async def go(self, tab: str) -> None:
        """Open a tab: Room, Chat or Home."""
        await self._page.click(f"{self._here} >> role=tab[name=/^{tab}/]")

    async def say(self, text: str) -> None:
        """Write to Convener in the tab that is open."""
        await self._page.fill(f"{self._here} >> role=textbox", text)
        await self._page.click(f'{self._here} >> role=button[name="Send"]')

    async def press(self, label: str) -> None:
        """Press a button of the newest message that has it."""
        await self._page.push(f'{self._here} >> role=article >> button:text-is("{label}")')

    async def messages(self) -> list[str]:
        """The words of every message in the tab that is open, oldest first."""
        return await self._page.texts(f"{self._here} >> role=article")


class PlaygroundPage:
    """The whole page."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def house(self, name: str) -> HouseOnPage:
        """One of its houses."""
        return HouseOnPage(self._page, name)

    async def errors(self) -> list[str]:
        """What its scripts failed with."""
        return await self._page.errors()

    async def shoot(self, name: str) -> Path:
        """A picture in out/NAME.png."""
        return await self._page.shoot(name)


async def open_playground(browser: Browser, url: str, *, dark: bool = False, width: int = 1600) -> PlaygroundPage:
    """Open the page that `convener serve` shows with PLAYGROUND=1."""
    page = await browser.open(f"playground {width} {dark}", url, width=width, height=1000, dark=dark)
    await page.wait("role=region")
    return PlaygroundPage(page)
