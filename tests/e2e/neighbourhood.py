"""Builds the five houses around a running server, and links them to one community as people would.

Cisco and Salesforce have Slack, Microsoft and HPE have Teams, B-Tech (whose facilitator it is) and Ericsson are on the
page. Microsoft's tenant is before Chromium, HPE's is used through its HTTP interface.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial

from tests.e2e import product
from tests.e2e.browser import browser
from tests.e2e.houses import House, in_slack, in_teams, in_teams_page, on_page
from tests.e2e.page import HouseOnPage, PlaygroundPage, open_playground
from tests.e2e.programs import eventually, free_port
from tests.e2e.server import Server
from tests.e2e.slack_front import SlackFront
from tests.e2e.slack_payloads import words
from tests.e2e.slack_workspace import Human, Plan, Workspace
from tests.e2e.slack_workspaces import slack
from tests.e2e.teams_page import TeamsPage, open_teams
from tests.e2e.teams_tenant import Tenant
from tests.e2e.teams_tenants import Household, tenant

CISCO = Plan(
    "T0CISCO",
    "Cisco",
    (Human("U0CISCO1", "Cisco nominee 1", "America/Los_Angeles"), Human("U0CISCO2", "Cisco nominee 2")),
)
SALESFORCE = Plan("T0SALESFORCE", "Salesforce", (Human("U0SALESFORCE1", "Salesforce nominee 1", "America/New_York"),))
MICROSOFT = Household("microsoft", "Microsoft", ("Microsoft nominee 1", "Microsoft nominee 2"))
HPE = Household("hpe", "HPE", ("HPE nominee 1", "HPE nominee 2"))

LINKED = "Welcome, %s"
JOINED = "You are %s from now on"


@dataclass(frozen=True)
class Neighbourhood:
    """All that runs. `houses` have somebody in them who can press the card."""

    server: Server
    front: SlackFront
    cisco: Workspace
    salesforce: Workspace
    microsoft: Tenant
    microsoft_page: TeamsPage
    hpe: Tenant
    page: PlaygroundPage
    houses: tuple[House, ...]

    async def announce(self, session: str) -> None:
        """Let the facilitator announce a session, in the chat with the bot."""
        await self.page.house("B-Tech").say(f"announce {session}")

    async def picture(self, moment: str) -> None:
        """Pictures of what stands in the browser, under this name."""
        await self.page.shoot(f"{moment}-playground")
        await self.microsoft_page.shoot(f"{moment}-teams")


@asynccontextmanager
async def neighbourhood(database_url: str) -> AsyncIterator[Neighbourhood]:
    """A running, linked neighbourhood; nothing has been announced yet."""
    async with AsyncExitStack() as stack:
        port, front_port = free_port(), free_port()
        app = product.slack_app(f"http://127.0.0.1:{port}")
        front, (cisco, salesforce) = await stack.enter_async_context(slack(app, [CISCO, SALESFORCE], front_port))
        server = Server(port, app, front.url, database_url)
        await server.cli("plan", "import", str(product.EXAMPLE), "--yes")
        await server.start()
        stack.push_async_callback(server.stop)
        endpoint = f"{server.url}{product.TEAMS_ENDPOINT}"
        microsoft = await stack.enter_async_context(tenant(MICROSOFT, endpoint))
        hpe = await stack.enter_async_context(tenant(HPE, endpoint))
        chromium = await stack.enter_async_context(browser())
        microsoft_page = await open_teams(chromium, microsoft)
        page = await open_playground(chromium, server.url)
        around = Neighbourhood(
            server, front, cisco, salesforce, microsoft, microsoft_page, hpe, page,
            (
                in_slack(cisco, "U0CISCO1"),
                in_slack(salesforce, "U0SALESFORCE1"),
                in_teams_page(microsoft_page, "Microsoft"),
                in_teams(hpe, "HPE nominee 1", "HPE"),
                on_page(page.house("Ericsson"), "Ericsson"),
            ),
        )  # fmt: skip
        await _link(around)
        yield around


async def _link(around: Neighbourhood) -> None:
    """A house code in the room links the house, a personal code in the private chat seats the person.

    The operator gives the facilitator the first two codes; all others come from the facilitator, who asks the bot.
    """
    server, facilitator = around.server, around.page.house("B-Tech")
    house_code, own_code = await asyncio.gather(server.house_code("B-Tech"), server.member_code(product.FACILITATOR))
    await _link_on_page(facilitator, "B-Tech", product.FACILITATOR, house_code, own_code)
    codes = partial(_code, facilitator)

    for workspace, who in ((around.cisco, CISCO.people[0]), (around.salesforce, SALESFORCE.people[0])):
        await workspace.install(who.id)
        await workspace.say(who.id, f"join {await codes(workspace.plan.name)}")
        await _read(partial(_in_slack, workspace, who), LINKED % workspace.plan.name)
        await workspace.whisper(who.id, f"join {await codes(who.name)}")
        await _read(partial(_in_slack, workspace, who), JOINED % who.name)

    hpe, nominee = around.hpe, HPE.people[0]
    await hpe.install(hpe.channel)
    await hpe.say(nominee, f"join {await codes('HPE')}", hpe.channel)
    await _read(partial(_in_teams, hpe), LINKED % "HPE")
    await hpe.say(nominee, f"join {await codes(nominee)}", hpe.personal)
    await _read(partial(_in_teams, hpe), JOINED % nominee)

    sitting, nominee = around.microsoft_page, MICROSOFT.people[0]
    await sitting.chat(sitting.group)
    await sitting.say(f"join {await codes('Microsoft')}", mention=True)
    await _read(partial(_in_teams, around.microsoft), LINKED % "Microsoft")
    await sitting.chat(sitting.PERSONAL)
    await sitting.say(f"join {await codes(nominee)}", mention=False)
    await _read(sitting.cards, JOINED % nominee)
    await sitting.chat(sitting.group)

    ericsson, nominee = around.page.house("Ericsson"), "Ericsson nominee 1"
    await _link_on_page(ericsson, "Ericsson", nominee, await codes("Ericsson"), await codes(nominee))
    await ericsson.go("Room")


async def _link_on_page(house: HouseOnPage, name: str, who: str, house_code: str, own_code: str) -> None:
    await house.become(who)
    await house.say(f"join {house_code}")

    async def answers() -> list[str]:
        # In a room, Slack shows an answer to one person alone; Teams cannot, and it comes in their own chat.
        await house.go("Room")
        whispered = await house.messages()
        await house.go("Chat")
        return [*whispered, *await house.messages()]

    await _read(answers, LINKED % name)
    await house.say(f"join {own_code}")
    await _read(house.messages, JOINED % who)


async def _code(facilitator: HouseOnPage, name: str) -> str:
    """The code the bot gives a facilitator for a company or a person."""
    await facilitator.say(f"code {name}")
    await _read(facilitator.messages, f"The code for {name} is ")
    found = [re.search(rf"The code for {name} is ([0-9A-Z-]+)", text) for text in await facilitator.messages()]
    return [one[1] for one in found if one][-1]


async def _in_slack(workspace: Workspace, who: Human) -> list[str]:
    return [words(one) for one in (*await workspace.whispers(who.id), *await workspace.direct_messages(who.id))]


async def _in_teams(tenant: Tenant) -> list[str]:
    return [post.words for post in await tenant.posts()]


async def _read(look: Callable[[], Awaitable[list[str]]], expected: str) -> None:
    async def found() -> bool:
        # Slack and Teams mark what stands out with asterisks.
        return any(expected in text.replace("*", "") for text in await look())

    try:
        await eventually(found, within=5, what=expected)
    except AssertionError:
        raise AssertionError(f"{expected!r} is not among {await look()}") from None
