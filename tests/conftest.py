"""What every test may ask for: a database, once of each kind that Convener runs on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import make_url

from storage.database import Database
from storage.migrate import migrate
from tests.postgres import fresh_postgres_database, running_postgres


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves out the second database where a test says that one is enough."""
    items[:] = [item for item in items if not (item.get_closest_marker("one_database") and "postgresql" in item.name)]


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """One real PostgreSQL for the whole run, started when the first test asks."""
    with running_postgres(in_memory=True) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of this test's own: the test runs on SQLite in a file, then on PostgreSQL."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'convener.db'}"
        return
    with fresh_postgres_database(request.getfixturevalue("postgres_url")) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The same with every migration run: a copy of one that was migrated before."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "convener.db")
        yield f"sqlite:///{tmp_path / 'convener.db'}"
        return
    server, template = request.getfixturevalue("postgres_url"), request.getfixturevalue("migrated_template")
    with fresh_postgres_database(server, template) as url:
        yield url


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file."""
    file = tmp_path_factory.mktemp("migrated") / "convener.db"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def migrated_template(postgres_url: str) -> Iterator[str]:
    """The name of a migrated PostgreSQL database."""
    with fresh_postgres_database(postgres_url) as url:
        _migrate(url)
        yield str(make_url(url).database)


def _migrate(url: str) -> None:
    database = Database(url)
    migrate(database)
    database.close()
