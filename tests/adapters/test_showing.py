"""What our addresses lead to, over HTTP: only what was made, only for a while, only to whoever still may."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from PIL import Image

from adapters.showing import HEADERS, OVER, Showing
from bot.chat import Buttons, LinkButton, Picture
from bot.coverage.actions import CoveragePicture, RosterFile
from bot.doors import SessionCard
from bot.links import PATH, Links
from storage import audit, people
from storage.database import Db
from storage.models import Account, Member
from tests.town import CISCO_1, FACILITATOR, NOW, SESSION, Town, a_town

LINKS = Links("https://convener.example", "a key of sixteen characters")
Client = TestClient[web.Request, web.Application]


@pytest.fixture
async def town(migrated_url: str) -> AsyncIterator[Town]:
    async with a_town(migrated_url, links=LINKS) as town:
        await town.announce()
        await town.press_card(CISCO_1, "Coming")
        yield town


@pytest.fixture
async def client(town: Town) -> AsyncIterator[Client]:
    app = web.Application()
    Showing(town.product.bot).add_routes(app)
    async with TestClient(TestServer(app)) as client:
        yield client


async def addresses(town: Town, asked: str = f"coverage {SESSION}") -> dict[str, str]:
    """Every address in what the facilitator is shown, as a path, by the words that stand for it."""
    await town.say(FACILITATOR, asked)
    latest = town.world.latest(FACILITATOR)
    assert latest is not None
    found: dict[str, str] = {}
    for block in latest.message.blocks:
        if isinstance(block, Picture):
            found["picture"] = block.url.removeprefix(LINKS.base)
        elif isinstance(block, Buttons):
            links = [button for button in block.buttons if isinstance(button, LinkButton)]
            found |= {button.label: button.url.removeprefix(LINKS.base) for button in links}
    return found


def member_of(db: Db, person: str) -> Member:
    account = db.get_one(Account, person)
    return db.get_one(Member, account.member_id)


async def path_to(
    town: Town, what: CoveragePicture | RosterFile | SessionCard, person: str, links: Links = LINKS
) -> str:
    member = await town.product.database.run(lambda db: member_of(db, person).id)
    return links.to(what, member, NOW + timedelta(hours=1)).removeprefix(links.base)


async def test_the_picture_is_fetched_as_things_are_now(town: Town, client: Client) -> None:
    path = (await addresses(town))["picture"]
    first = await client.get(path)
    assert (first.status, first.content_type) == (200, "image/png")
    assert {name: first.headers[name] for name in HEADERS} == HEADERS
    before = await first.read()
    assert Image.open(io.BytesIO(before)).width > 400
    await town.press_card(CISCO_1, "Maybe")
    assert await (await client.get(path)).read() != before


async def test_the_roster_is_a_file_to_take_away_and_that_is_on_record(town: Town, client: Client) -> None:
    paths = await addresses(town)
    answer = await client.get(paths["Download as CSV"])
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="roster-identifying-human-rights-risks-in-product-design.csv"'
    )
    rows = list(csv.DictReader(io.StringIO((await answer.read()).decode("utf-8-sig"), newline="")))
    assert [(row["member"], row["answer"]) for row in rows if row["answer"]] == [("Cisco nominee 1", "coming")] * 3
    book = await client.get(paths["Download for Excel"])
    assert (await book.read()).startswith(b"PK")
    deeds = await town.product.database.run(lambda db: audit.deeds(db, 1, 2))
    assert [(deed.who, deed.what) for deed in deeds] == [("B-Tech facilitator 1", "file.roster")] * 2


async def test_names_are_left_out_where_facilitators_are_granted_companies(town: Town, client: Client) -> None:
    await town.say(FACILITATOR, "disclosure")
    await town.fill(FACILITATOR, facilitators="companies")
    text = await (await client.get((await addresses(town))["Download as CSV"])).text()
    assert ("Cisco" in text, "nominee 1" in text) == (True, False)


async def test_an_old_address_shows_nothing_once_the_policy_has_changed(town: Town, client: Client) -> None:
    paths = await addresses(town)
    await town.say(FACILITATOR, "disclosure")
    await town.fill(FACILITATOR, facilitators="counts")
    assert (await client.get(paths["picture"])).status == 404
    assert (await client.get(paths["Download as CSV"])).status == 404


async def test_after_its_time_an_address_leads_nowhere_and_says_what_to_do(town: Town, client: Client) -> None:
    paths = await addresses(town)
    town.clock.move(timedelta(minutes=61))
    assert (await client.get(paths["picture"])).status == 200
    late = await client.get(paths["Download as CSV"])
    assert (late.status, await late.text()) == (404, OVER)
    town.clock.move(timedelta(days=7))
    assert (await client.get(paths["picture"])).status == 404


async def test_what_was_changed_or_made_elsewhere_leads_nowhere(town: Town, client: Client) -> None:
    path = (await addresses(town))["picture"]
    strangers = await path_to(town, CoveragePicture(1), FACILITATOR, Links(LINKS.base, "another key of ours"))
    unknown = await path_to(town, SessionCard(1), FACILITATOR)
    for wrong in (
        path[:-9] + "AAAAAAAA=",
        path[:40],
        f"{PATH}x",
        f"{PATH}ünïcode",
        f"{PATH}{'A' * 3000}",
        strangers,
        unknown,
    ):
        assert (await client.get(wrong)).status == 404


async def test_an_address_is_no_permission(town: Town, client: Client) -> None:
    assert (await client.get(await path_to(town, CoveragePicture(1), CISCO_1))).status == 404
    theirs = await path_to(town, CoveragePicture(1), FACILITATOR)
    assert (await client.get(theirs)).status == 200
    await town.product.database.run(lambda db: people.claim(db, FACILITATOR, member_of(db, CISCO_1).id or 0))
    assert (await client.get(theirs)).status == 404


async def test_there_is_nothing_at_the_address_of_a_draft_or_of_another_kind_of_file(
    town: Town, client: Client
) -> None:
    for what in (CoveragePicture(2), CoveragePicture(999), RosterFile(1, "exe"), RosterFile(2, "csv")):
        assert (await client.get(await path_to(town, what, FACILITATOR))).status == 404


def test_without_a_public_address_or_a_key_there_are_no_addresses() -> None:
    until = NOW + timedelta(hours=1)
    made = [Links(base, key).to(CoveragePicture(1), 1, until) for base, key in (("", "key"), ("https://a.example", ""))]
    assert made == ["", ""]
    assert Links("https://a.example", "").read("x", NOW) is None


def test_an_address_says_nothing_to_whoever_reads_it() -> None:
    one, other = (LINKS.to(CoveragePicture(1), 1, NOW) for _ in "12")
    assert one != other
    assert "coverage" not in one
