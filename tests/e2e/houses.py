"""Five houses of one community: two Slack workspaces, two Teams tenants, and a house of the playground page.

Each is the same few things to a test: somebody in it presses a button on the session's card, and its card reads so.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from tests.e2e.page import HouseOnPage
from tests.e2e.product import CardState, card_state
from tests.e2e.slack_payloads import words
from tests.e2e.slack_workspace import Workspace
from tests.e2e.teams_page import TeamsPage
from tests.e2e.teams_tenant import Tenant


@dataclass(frozen=True)
class House:
    """A house as the scenario sees it: its name, all the messages in its room, and a press on the newest card there."""

    name: str
    texts: Callable[[], Awaitable[list[str]]]
    press: Callable[[str], Awaitable[None]]

    async def cards(self) -> list[CardState]:
        """What each session's card in the room says, oldest first."""
        return [state for text in await self.texts() if (state := card_state(text))]

    async def state(self) -> CardState | None:
        """What the newest card in the room says."""
        cards = await self.cards()
        return cards[-1] if cards else None


def in_slack(workspace: Workspace, who: str) -> House:
    """A workspace, by signed clicks."""

    async def texts() -> list[str]:
        return [words(message) for message in await workspace.messages()]

    async def press(label: str) -> None:
        cards = [message for message in await workspace.messages() if card_state(words(message))]
        await workspace.click(who, cards[-1], label)

    return House(f"Slack, {workspace.plan.name}", texts, press)


def in_teams(tenant: Tenant, who: str, name: str) -> House:
    """A tenant, through its HTTP interface; the card stands in its channel."""

    async def texts() -> list[str]:
        return [post.words for post in await tenant.posts(tenant.channel)]

    async def press(label: str) -> None:
        cards = [post for post in await tenant.posts(tenant.channel) if card_state(post.words)]
        shown = await tenant.press(who, cards[-1], label)
        assert shown, "Teams would show nothing to the one who pressed"

    return House(f"Teams, {name}", texts, press)


def in_teams_page(page: TeamsPage, name: str) -> House:
    """A tenant in Chromium, with the chat open that has the card."""
    return House(f"Teams in a browser, {name}", page.cards, page.press)


def on_page(house: HouseOnPage, name: str) -> House:
    """A house of the playground page, with its room open."""
    return House(f"the page, {name}", house.messages, house.press)
