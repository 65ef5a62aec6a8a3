"""The town, on both databases."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.postbox import PostBox
from tests.postgres import fresh_postgres_database
from tests.town import Kept, Town, a_town, keep


@pytest.fixture
async def town(settled: tuple[str, Kept]) -> AsyncIterator[Town]:
    """The four houses of the playground, linked to the example's community."""
    url, kept = settled
    async with a_town(url, kept=kept) as town:
        yield town


@pytest.fixture
async def post_town(settled: tuple[str, Kept]) -> AsyncIterator[Town]:
    """The same, in an installation in which mail is running."""
    url, kept = settled
    async with a_town(url, kept=kept, box=PostBox()) as town:
        yield town


@pytest.fixture(params=["sqlite", "postgresql"])
def settled(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, Kept]]:
    """A database in which everybody has joined, this test's own, and what stands in their houses."""
    if request.param == "sqlite":
        file, kept = request.getfixturevalue("settled_file")
        shutil.copy(file, tmp_path / "convener.db")
        yield f"sqlite:///{tmp_path / 'convener.db'}", kept
        return
    template, kept = request.getfixturevalue("settled_template")
    with fresh_postgres_database(request.getfixturevalue("postgres_url"), template) as url:
        yield url, kept


@pytest.fixture(scope="session")
def settled_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Kept]:
    """The same, to be copied from: they joined once, as people do."""
    file = tmp_path_factory.mktemp("settled") / "convener.db"
    shutil.copy(migrated_file, file)
    return file, asyncio.run(_settle(f"sqlite:///{file}"))


@pytest.fixture(scope="session")
def settled_template(postgres_url: str, migrated_template: str) -> Iterator[tuple[str, Kept]]:
    """The same in PostgreSQL: the database's name."""
    with fresh_postgres_database(postgres_url, migrated_template) as url:
        yield str(make_url(url).database), asyncio.run(_settle(url))


async def _settle(url: str) -> Kept:
    async with a_town(url) as town:
        return keep(town)
