"""The one fixture every test here starts from."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.slack.rig import SlackRig


@pytest.fixture
async def rig() -> AsyncIterator[SlackRig]:
    async with SlackRig() as rig:
        yield rig
