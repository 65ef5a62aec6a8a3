"""The one fixture every test here starts from."""

from collections.abc import AsyncIterator

import pytest

from tests.adapters.mail.rig import MailRig, mailing


@pytest.fixture
async def rig() -> AsyncIterator[MailRig]:
    async with mailing() as rig:
        yield rig
