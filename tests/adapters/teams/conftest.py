"""The Teams rig for every test here."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.teams.rig import TeamsRig, teams


@pytest.fixture
async def rig() -> AsyncIterator[TeamsRig]:
    async with teams() as rig:
        yield rig
