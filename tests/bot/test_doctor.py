"""New zone rules move an instant, never what was agreed; the doctor finds it and tells the people."""

from datetime import timedelta

from adapters.doctor import examine
from storage.models import Meeting
from tests.town import ERICSSON_1, Town


async def shifted(town: Town) -> None:
    """As if the rules of Geneva's zone had changed since the second meeting was agreed."""
    await town.announce()
    await town.press_card(ERICSSON_1, "Coming")
    await town.settle()

    def work(db: object) -> None:
        meeting = db.get_one(Meeting, 2)  # type: ignore[attr-defined]
        meeting.starts = meeting.starts + timedelta(hours=1)
        db.add(meeting)  # type: ignore[attr-defined]

    await town.product.database.run(work)


async def test_a_healthy_installation_is_well(town: Town) -> None:
    assert [
        finding.sentence for finding in examine(town.product.database, town.clock.now(), False) if not finding.well
    ] == []


async def test_a_look_lists_what_would_move_and_tells_nobody(town: Town) -> None:
    await shifted(town)
    for _ in range(2):
        found = [f.sentence for f in examine(town.product.database, town.clock.now(), True) if not f.well]
        assert len(found) == 2
        assert "stays at 11 March 2027 15:00 Europe/Zurich: 15:00 becomes 14:00 UTC" in found[1]
    await town.settle()
    assert "new rules" not in town.world.sees(ERICSSON_1)


async def test_the_doctor_sets_it_right_and_tells_everybody_concerned_once(town: Town) -> None:
    await shifted(town)
    examine(town.product.database, town.clock.now(), False)
    assert [f for f in examine(town.product.database, town.clock.now(), False) if not f.well] == []
    await town.settle()
    told = town.world.sees(ERICSSON_1)
    assert told.count("follow new rules") == 1
    assert "Meeting 2 stays at Thu, 11 Mar 2027, 15:00–17:00 Geneva." in told
    assert "That is 14:00–16:00 UTC; before the change it would have been 15:00 UTC." in told


async def test_a_delivery_that_failed_is_named_with_its_reason(town: Town) -> None:
    await town.announce()
    town.world.close_house("cisco")
    await town.press_card(ERICSSON_1, "Coming")
    await town.settle()
    found = [f.sentence for f in examine(town.product.database, town.clock.now(), False) if not f.well]
    assert found == ["1 deliveries failed for good.", "  1 times: the house 'cisco' is closed to us"]
