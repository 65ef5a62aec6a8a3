"""What is too old goes: by night, by hand and by the operator, with a certificate that names nobody."""

import hashlib
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typer
from rich.console import Console
from sqlmodel import SQLModel, col, select

from adapters.exporting import export_certificate
from adapters.purging import purge
from bot.chat import Person, Place, Pressed, pack
from bot.keeping import periods, purges
from bot.keeping.actions import Purge
from bot.people.actions import AskConfirm
from storage import answers, audit, erasing, keeping, purging
from storage.database import Db
from storage.keeping import Kind
from storage.models import Account, Answer, AnswerHistory, Delivery, Member
from tests.bot.test_audit import community_of
from tests.town import CISCO_1, CISCO_2, FACILITATOR, MICROSOFT_1, SESSION, Town

NAMES = ("Cisco", "Microsoft", "nominee", "facilitator 1", "play:")


async def a_year_of_it(town: Town) -> None:
    """Answers, changes, messages; somebody leaves; then more than two years go by."""
    await town.announce()
    for who in (CISCO_1, CISCO_2, MICROSOFT_1):
        await town.press_card(who, "Maybe")
        await town.press_card(who, "Coming")
    await town.move(1, "5 March 2027 15:00 Geneva time")
    await town.settle()
    await town.say(MICROSOFT_1, "leave")
    await town.press(MICROSOFT_1, "Leave")
    await town.settle()


async def nights(town: Town, to: datetime) -> None:
    """The clock moves, and the courier looks as often as there is something to do."""
    town.clock.move(to - town.clock.now())
    while True:
        before = await town.product.database.run(lambda db: [one.id for one in keeping.certificates(db, 1, 9)])
        for _ in range(12):
            await town.settle()
        if before == await town.product.database.run(lambda db: [one.id for one in keeping.certificates(db, 1, 9)]):
            return


async def counted(town: Town, model: type[SQLModel]) -> int:
    return len(await town.product.database.run(lambda db: db.exec(select(model)).all()))


async def test_nothing_is_purged_that_is_not_old(town: Town) -> None:
    await a_year_of_it(town)
    before = await counted(town, audit.Audit)
    await nights(town, town.clock.now() + timedelta(days=2))
    assert await counted(town, audit.Audit) == before
    assert "Nothing has been purged here yet" in await town.say(FACILITATOR, "certificates")


async def test_the_night_takes_away_what_is_too_old_and_a_certificate_counts_it(town: Town) -> None:
    await a_year_of_it(town)
    tallies = await town.product.database.run(lambda db: answers.tallies(db, 1))
    history, deeds = await counted(town, AnswerHistory), await counted(town, audit.Audit)
    await nights(town, town.clock.now() + timedelta(days=2))
    await nights(town, datetime(2029, 6, 1, 12, tzinfo=UTC))
    assert await counted(town, AnswerHistory) == 0
    assert await counted(town, audit.Audit) == 0
    left = await town.product.database.run(lambda db: db.exec(select(Delivery.drawing)).all())
    assert {drawing.partition(" ")[0] for drawing in left} <= {AskConfirm.name}, "what was asked that day is not old"
    (certificate,) = await town.product.database.run(lambda db: keeping.certificates(db, community_of(db), 9))
    lines = await town.product.database.run(lambda db: keeping.lines(db, certificate.id or 0))
    gone = {line.kind: line.rows for line in lines}
    assert gone["audit"] == deeds
    assert gone["answer history"] == history
    assert gone["accounts"] == 1
    assert await town.product.database.run(lambda db: answers.tallies(db, 1)) == tallies
    assert certificate.ordered == purges.NIGHTLY
    assert certificate.sha256 == hashlib.sha256(certificate.content.encode()).hexdigest()
    assert [name for name in NAMES if name in certificate.content] == []


async def test_old_rosters_lose_their_names_and_keep_their_numbers(town: Town) -> None:
    await a_year_of_it(town)
    tallies = await town.product.database.run(lambda db: answers.tallies(db, 1))
    await nights(town, datetime(2029, 6, 1, 12, tzinfo=UTC))
    await nights(town, datetime(2029, 6, 2, 12, tzinfo=UTC))
    query = select(Member.name).join(Answer, col(Answer.member_id) == Member.id)
    assert {*await town.product.database.run(lambda db: db.exec(query).all())} == {erasing.NAMELESS}
    assert await town.product.database.run(lambda db: answers.tallies(db, 1)) == tallies
    roster = await town.say(FACILITATOR, f"who is coming to {SESSION}")
    assert "a member no longer named" in roster
    assert "Cisco nominee" not in roster
    assert "no longer named" not in await town.say(FACILITATOR, "people Cisco")


async def test_accounts_that_hold_a_place_again_are_kept(town: Town) -> None:
    await a_year_of_it(town)
    await nights(town, town.clock.now() + timedelta(days=2))
    await town.say(FACILITATOR, "people Microsoft nominee 1")
    code = (await town.press(FACILITATOR, "New code")).split(" is ")[1].splitlines()[0]
    await town.say(MICROSOFT_1, f"join {code}")
    await nights(town, town.clock.now() + timedelta(days=200))
    await nights(town, town.clock.now() + timedelta(days=2))
    assert (await town.product.database.run(lambda db: db.get_one(Account, MICROSOFT_1))).member_id is not None
    assert await counted(town, keeping.Departure) == 0


async def test_facilitators_set_how_long_in_a_sentence_or_a_form(town: Town) -> None:
    assert "audit: 2 years" in await town.say(FACILITATOR, "retention")
    assert "audit: 18 months" in await town.say(FACILITATOR, "keep audit 18 months")
    assert "answer history: 3 years" in await town.say(FACILITATOR, "keep answer history for 3 years")
    assert "rosters: for ever" in await town.say(FACILITATOR, "Keep rosters for ever.")
    await town.press(FACILITATOR, "Change…")
    shown = await town.fill(FACILITATOR, codes="3", rosters="12")
    for line in ("audit: 18 months", "answer history: 3 years", "rosters: 1 year", "codes: 3 months"):
        assert line in shown
    assert "Only facilitators" in await town.say(CISCO_1, "keep audit 1 month")


@pytest.mark.parametrize(
    "rest", ["", "audit", "audit 0 months", "audit 11 years", "audit 90 days", "audit soon", "everything 1 year"]
)
async def test_what_cannot_be_kept_so_long_is_said_kindly(town: Town, rest: str) -> None:
    assert "keep audit 24 months" in await town.say(FACILITATOR, f"keep {rest}")
    assert "audit: 2 years" in await town.say(FACILITATOR, "retention")


async def test_a_facilitator_purges_now_after_reading_what_goes(town: Town) -> None:
    await a_year_of_it(town)
    await town.say(FACILITATOR, "keep audit 1 month")
    assert "would take nothing away" in await town.say(FACILITATOR, "purge")
    town.clock.move(timedelta(days=40))
    assert "audit · " in await town.say(FACILITATOR, "purge")
    assert "has begun" in await town.press(FACILITATOR, "Purge now")
    for _ in range(6):
        await town.settle()
    listed = await town.say(FACILITATOR, "certificates")
    assert "Certificate 1: " in listed
    shown = await town.press(FACILITATOR, "Certificate 1")
    assert "Ordered by: a facilitator" in shown
    assert "Audit: " in shown
    assert "sha256 " in shown
    assert await town.say(FACILITATOR, "certificate 1") == shown


async def test_a_button_to_purge_that_is_pressed_again_does_no_harm(town: Town) -> None:
    await a_year_of_it(town)
    await town.say(FACILITATOR, "keep audit 1 month")
    town.clock.move(timedelta(days=40))
    person = Person(FACILITATOR, "play:btech", FACILITATOR)
    press = Pressed(person, Place(FACILITATOR, private=True), pack(Purge()))
    for _ in range(2):
        assert "has begun" in repr(await town.product.bot.answer(press))
    for _ in range(6):
        await town.settle()
    assert "Nothing is too old" in repr(await town.product.bot.answer(press))
    await town.say(FACILITATOR, "certificates")
    assert town.world.last(FACILITATOR).count("Certificate 1: ") == 1
    assert "Certificate 2" not in town.world.last(FACILITATOR)


async def test_a_dry_run_counts_and_changes_nothing(town: Town) -> None:
    await a_year_of_it(town)
    later = town.clock.now() + timedelta(days=1000)
    told = io.StringIO()
    before = await counted(town, audit.Audit), await counted(town, AnswerHistory)
    assert purge(town.product.database, later, Console(file=told, width=100), dry_run=True)
    assert f"b-tech audit 2 years {before[0]} " in " ".join(told.getvalue().split())
    assert (await counted(town, audit.Audit), await counted(town, AnswerHistory)) == before
    assert await town.product.database.run(lambda db: keeping.certificates(db, community_of(db), 9)) == []


async def test_the_operator_purges_and_takes_the_certificate_out(town: Town, tmp_path: Path) -> None:
    await a_year_of_it(town)
    later = town.clock.now() + timedelta(days=1000)
    told = io.StringIO()
    assert purge(town.product.database, later, Console(file=told, width=100), dry_run=False)
    assert "b-tech: done, see certificate 1." in told.getvalue()
    assert await counted(town, AnswerHistory) == 0
    export_certificate(1, tmp_path / "one.txt", town.product.database)
    export_certificate(1, tmp_path / "one.json", town.product.database)
    *above, last = (tmp_path / "one.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    assert last == f"sha256: {hashlib.sha256(''.join(above).encode()).hexdigest()}\n"
    assert "ordered by: operator\n" in above
    values = json.loads((tmp_path / "one.json").read_text(encoding="utf-8"))
    assert values["content"] == "".join(above)
    assert last == f"sha256: {values['sha256']}\n"
    assert {line["kind"] for line in values["purged"]} >= {"audit", "answer history", "rosters", "deliveries"}
    assert [name for name in NAMES if name in json.dumps(values)] == []
    with pytest.raises(typer.Exit):
        export_certificate(2, tmp_path / "two.txt", town.product.database)
    assert purge(town.product.database, later, Console(file=told, width=100), dry_run=False)
    assert "b-tech: nothing was too old." in told.getvalue()


async def test_a_purge_that_was_cut_short_goes_on_under_the_same_certificate(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purges, "BATCH", 5)
    await a_year_of_it(town)
    deeds = await counted(town, audit.Audit)
    later = town.clock.now() + timedelta(days=1000)
    for _ in range(2):
        assert await town.product.database.run(lambda db: purges.step(db, community_of(db), later, purges.NIGHTLY))
    assert deeds - await counted(town, audit.Audit) == 10
    assert purge(town.product.database, later + timedelta(days=1), Console(file=io.StringIO()), dry_run=False)
    (certificate,) = await town.product.database.run(lambda db: keeping.certificates(db, community_of(db), 9))
    lines = await town.product.database.run(lambda db: keeping.lines(db, certificate.id or 0))
    assert next(line.rows for line in lines if line.kind == Kind.AUDIT) == deeds


async def test_a_certificate_stays_true_when_the_period_is_changed_meanwhile(town: Town) -> None:
    def count(db: Db) -> list[tuple[int, datetime]]:
        one = keeping.begin(db, community_of(db), town.clock.now(), purges.NIGHTLY)
        for day in (2, 3, 1):
            keeping.count(db, one.id or 0, Kind.AUDIT, 10, datetime(2026, 1, day, tzinfo=UTC))
        return [(line.rows, line.before) for line in keeping.lines(db, one.id or 0)]

    assert await town.product.database.run(count) == [(30, datetime(2026, 1, 3, tzinfo=UTC))]


async def test_no_purge_reaches_another_community(town: Town) -> None:
    def settle_elsewhere(db: Db) -> None:
        audit.record(db, community=community_of(db), at=datetime(2020, 1, 1, tzinfo=UTC), member=None, behalf=None,
                     house="", what="old", about="")  # fmt: skip

    await town.product.database.run(settle_elsewhere)
    before = datetime(2021, 1, 1, tzinfo=UTC)
    here = await town.product.database.run(lambda db: purging.old(db, Kind.AUDIT, community_of(db), before))
    elsewhere = await town.product.database.run(
        lambda db: purging.purge(db, Kind.AUDIT, community_of(db) + 1, before, 9)
    )
    assert (here, elsewhere) == (1, 0)


async def test_two_couriers_never_purge_a_community_at_once(town: Town) -> None:
    if not town.product.database.shared:
        pytest.skip("SQLite is one process's, and takes one transaction at a time")
    now = town.clock.now()
    await town.product.database.run(lambda db: keeping.hold(db, community_of(db), now))

    def while_held(db: Db) -> tuple[bool, bool]:
        mine = keeping.hold(db, community_of(db), now)
        return mine, town.product.database.now(lambda other: keeping.hold(other, community_of(other), now))

    assert await town.product.database.run(while_held) == (True, False)


@pytest.mark.parametrize(
    ("now", "months", "then"),
    [
        ("2027-03-31", 1, "2027-02-28"),
        ("2028-02-29", 12, "2027-02-28"),
        ("2027-01-15", 1, "2026-12-15"),
        ("2027-06-30", 120, "2017-06-30"),
    ],
)
def test_months_are_calendar_months(now: str, months: int, then: str) -> None:
    assert periods.before(datetime.fromisoformat(now), months) == datetime.fromisoformat(then)


def test_the_night_begins_on_the_communitys_own_clock() -> None:
    now = datetime(2027, 1, 6, 1, 30, tzinfo=UTC)
    assert periods.next_night(now, "Europe/Zurich") == datetime(2027, 1, 6, 2, tzinfo=UTC)
    assert periods.next_night(datetime(2027, 1, 6, 2, tzinfo=UTC), "Europe/Zurich") == datetime(
        2027, 1, 7, 2, tzinfo=UTC
    )
    assert periods.next_night(now, "Asia/Tokyo") == datetime(2027, 1, 6, 18, tzinfo=UTC)
