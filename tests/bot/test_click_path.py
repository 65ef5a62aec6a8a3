"""What a click asks of the database does not grow with the community."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import pytest

from storage.database import Database, driver_of
from tests.town import CISCO_1, Town


@contextmanager
def listening(database: Database) -> Generator[list[str]]:
    """Every statement that SQLite is given meanwhile."""
    connection: Any = database.now(lambda db: driver_of(db).connection)
    said: list[str] = []
    connection.set_trace_callback(said.append)
    try:
        yield said
    finally:
        connection.set_trace_callback(None)


async def test_a_click_finds_everything_by_an_index_and_counts_within_it(town: Town) -> None:
    if town.product.database.shared:
        pytest.skip("PostgreSQL's plans depend on how much there is")
    await town.announce()
    with listening(town.product.database) as said:
        await town.press_card(CISCO_1, "Coming")
    statements = [one for one in said if one.startswith(("SELECT", "INSERT", "UPDATE", "DELETE"))]
    connection: Any = town.product.database.now(lambda db: driver_of(db).connection)
    plans = [str(step[3]) for one in statements for step in connection.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert [plan for plan in plans if plan.startswith("SCAN") and "CONSTANT ROW" not in plan] == []
    await town.say(CISCO_1, "home")
    with listening(town.product.database) as said:
        await town.press(CISCO_1, "Details")
    counts = [one for one in said if "count(*)" in one and ("group_concat" in one or "FROM organisation" in one)]
    plans = [str(step[3]) for one in counts for step in connection.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert [plan.split(" (")[0] for plan in plans if "answer" in plan or "organisation_kind" in plan] == [
        "SEARCH answer USING COVERING INDEX answer_count",
        "SEARCH organisation USING COVERING INDEX organisation_kind",
    ]
