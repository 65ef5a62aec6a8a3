"""The town, on both databases."""

from collections.abc import AsyncIterator

import pytest

from tests.town import Town, a_town


@pytest.fixture
async def town(migrated_url: str) -> AsyncIterator[Town]:
    """The four houses of the playground, linked to the example's community."""
    async with a_town(migrated_url) as town:
        yield town
