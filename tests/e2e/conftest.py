"""Everything these tests start is started once for each module, lives in one event loop, and ends with it."""

import shutil
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio

from tests.e2e.neighbourhood import Neighbourhood, neighbourhood
from tests.e2e.programs import HERE, OUT
from tests.postgres import fresh_postgres_database


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One loop for all: what a test talks to lives longer than the test."""
    for item in items:
        if HERE in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(scope="session", autouse=True)
def _fresh_pictures() -> None:
    """Pictures and logs of the last run would only mislead."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def lasting_database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty database that lasts for a module: a file for SQLite, then a real PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'convener.db'}"
        return
    with fresh_postgres_database(request.getfixturevalue("postgres_url")) as url:
        yield url


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def around(lasting_database: str) -> AsyncIterator[Neighbourhood]:
    """Five linked houses around a running Convener, with one Core Session announced."""
    async with neighbourhood(lasting_database) as built:
        yield built
