"""The playground keeps every promise a platform makes, in both of its looks."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.contract import Contract
from tests.adapters.playground.rig import PlaygroundRig, playing


class TestLikeSlack(Contract):
    @pytest.fixture
    async def rig(self) -> AsyncIterator[PlaygroundRig]:
        async with playing("slack") as rig:
            yield rig


class TestLikeTeams(Contract):
    @pytest.fixture
    async def rig(self) -> AsyncIterator[PlaygroundRig]:
        async with playing("teams") as rig:
            yield rig
