"""What became of deliveries is written down together, and never piles up."""

from datetime import UTC, datetime

import pytest

from bot.chat import Message, Verb
from bot.courier import recording
from bot.courier.picking import Sending
from bot.courier.recording import MOST, Notes, Recorder, Result
from storage.database import Database
from storage.flights import Due
from storage.models import DeliveryState
from tests.bot.test_courier import until

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def result(number: int) -> Result:
    due = Due(number, "tell", "play:cisco", None, None, number, None, 0, NOW)
    sending = Sending(due, Verb.POST, "play:cisco:1", Message(()), "", 0.0)
    return Result(sending, DeliveryState.SENT, NOW)


async def test_those_that_fill_a_transaction_wait_for_no_others(
    migrated_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each pause lets two hundred be written: where more come in that time, what is not written down would only grow."""
    monkeypatch.setattr(recording, "DELAY", 3600)
    database, written = Database(migrated_url), list[int]()

    def notes(results: list[Result]) -> Notes:
        return Notes((), (), lambda: written.append(len(results)))

    recorder = Recorder(database, "a courier", notes)  # type: ignore[arg-type]
    recorder.add(*map(result, range(3 * MOST)))
    await until(lambda: len(written) == 3, 60)
    assert written == [MOST, MOST, MOST]
    database.close()
