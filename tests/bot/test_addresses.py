"""Every address that any feature can make, tried as everybody: a new feature is in it by itself."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import pytest

from bot.chat import Action, pack
from bot.dispatch import Bot
from bot.features import FEATURES
from bot.kit import FACILITATORS, MEMBERS, Feature, File, Tools
from bot.links import PATH, Links
from storage.database import Database
from storage.models import Role, Session
from tests.matrix import generated
from tests.twins import NOW, Twins, settle

pytestmark = pytest.mark.one_database

LINKS = Links("https://convener.example", "a key of sixteen characters")


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    database = Database(migrated_url)
    yield database
    database.close()


@pytest.fixture
def twins(database: Database) -> Twins:
    return database.now(settle)


async def faults(features: Sequence[Feature], database: Database, twins: Twins) -> list[str]:
    """What somebody was served and must not be. Of a file that was made, what it knows is read."""
    bot = Bot(features, database, lambda: NOW, links=LINKS)
    servings = [serving for feature in features for serving in feature.servings.values()]
    found: list[str] = []
    for serving, ((house, role), member) in itertools.product(servings, twins.members.items()):
        for action in generated(serving.kind, twins.ids):
            address = LINKS.to(action, member, NOW + timedelta(hours=1))
            file = await bot.fetch(address.removeprefix(LINKS.base + PATH))
            tried = f"{pack(action)}, {role} of {house}"
            if file is not None and role not in serving.may:
                found.append(f"{tried}: not refused")
            if house == "gamma":
                found += [f"{tried}: tells “{secret}”" for secret in twins.secrets if secret in repr(file)]
    return found


async def test_an_address_shows_nobody_what_is_not_theirs(database: Database, twins: Twins) -> None:
    assert {serving.kind.name for feature in FEATURES for serving in feature.servings.values()} >= {
        "picture.coverage",
        "file.roster",
    }
    assert await faults(FEATURES, database, twins) == []


@dataclass(frozen=True)
class Peek(Action, name="planted.peek"):
    """Something a new feature might serve."""

    session: int


async def test_a_feature_that_serves_another_community_is_found(database: Database, twins: Twins) -> None:
    planted = Feature("planted")

    @planted.serves(Peek, may=MEMBERS)
    def peek(action: Peek, tools: Tools) -> File | None:
        return File("text/plain", str, tools.db.get_one(Session, action.session).title)

    found = await faults([planted], database, twins)
    assert 'planted.peek {"session":1}, nominee of gamma: tells “Ours DRAFT”' in found


async def test_whoever_may_not_is_not_even_asked_for(database: Database, twins: Twins) -> None:
    asked: list[Role] = []
    planted = Feature("planted")

    @planted.serves(Peek, may=FACILITATORS)
    def peek(action: Peek, tools: Tools) -> File | None:
        asked.append(tools.viewer.role)
        return None

    await faults([planted], database, twins)
    assert set(asked) == {Role.FACILITATOR}
