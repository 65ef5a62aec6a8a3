"""A Teams tenant before Chromium: the Agents Playground's own page, read and pressed as a person does.

The page knows only what came while it was open: open it before anything is posted, never load it again, and let nobody
write to the same tenant beside it, or it loses updates (0.2.28: "setMessage: Message with ID … doesn't exists").
"""

import re
from pathlib import Path

from tests.e2e.browser import Browser, Page
from tests.e2e.programs import eventually
from tests.e2e.teams_tenant import Tenant

CARD = ".ac-adaptiveCard"
BOX = "[role=textbox]"


class TeamsPage:
    """What the first person of a tenant sees and does in the browser."""

    PERSONAL = "Personal Chat"

    def __init__(self, page: Page, group: str) -> None:
        self._page = page
        self.group = group

    async def chat(self, name: str) -> None:
        """Choose a chat or channel in the list."""
        await self._page.click(f"role=treeitem[name=/{re.escape(name)}/]")

    async def say(self, text: str, *, mention: bool) -> None:
        """Write to the bot in the chat that is open; where others read along it has to be mentioned."""
        await self._page.click(BOX)
        if mention:
            await self._page.type("@")
            await self._page.click('[role=menuitem]:has-text("Convener")')
        await self._page.type(f" {text}" if mention else text)
        await self._page.click('[aria-label="Send Message"]')

    async def press(self, label: str) -> None:
        """Press a button of the newest card that has it."""
        # By the words on it: its accessible name says more ("Coming: Access to remedy").
        await self._page.push(f'{CARD} >> button:has(:text-is("{label}"))')

    async def cards(self) -> list[str]:
        """The words of every card in the chat that is open, oldest first."""
        return await self._page.texts(CARD)

    async def shoot(self, name: str) -> Path:
        """A picture in out/NAME.png."""
        return await self._page.shoot(name)


async def open_teams(browser: Browser, tenant: Tenant) -> TeamsPage:
    """Open a tenant's page, and wait until it has added the app to the personal chat, as it does by itself."""
    page = await browser.open(f"teams {tenant.url}", tenant.url, width=1400)

    async def added() -> bool:
        return any(one["request"]["body"].get("type") == "installationUpdate" for one in tenant.events())

    await eventually(added, within=20, what="the page to add the app")
    return TeamsPage(page, tenant.group_name)
