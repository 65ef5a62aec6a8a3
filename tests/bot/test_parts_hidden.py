"""Whatever the policy and the consents: who has a part, is asked or gave one back is shown to nobody who may not know."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from bot.doors import ShowParts
from bot.features import FEATURES
from bot.kit import Feature, Tools, Viewer
from bot.lobby import say
from storage import parts
from storage.database import Database, Db
from storage.models import Role, Roster, table
from storage.parts import Part, PartKind, PartState
from tests.leaks import Village
from tests.twins import NOW
from tests.villagers import COMPANIES, Plan

pytestmark = pytest.mark.one_database

SHOWING = ("taking", "swapping", "opening", "deciding", "notices", "ledger", "signups", "looking")
FEATURES_WITH_PARTS = [feature for feature in FEATURES if feature.name in SHOWING]
LOOKING = [
    ("Amberworks", Role.NOMINEE),
    ("Amberworks", Role.STRANGER),
    ("Cedarworks", Role.COORDINATOR),
    ("Birchworks", Role.GUEST),
    ("Expertsbody", Role.EXPERT),
    ("Unitednations", Role.FACILITATOR),
]


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    database = Database(migrated_url)
    yield database
    database.close()


def settle(db: Db, roster: Roster, features: list[Feature]) -> Village:
    """A community where every company has a part in every state, and one more is open."""
    village = Village(db, Plan(roster, consents=(True, False, None)), features)
    for name in COMPANIES:
        holder = {"organisation_id": village.organisations[name], "member_id": village.members[name, Role.NOMINEE]}
        for state in (PartState.OFFERED, PartState.CLAIMED, PartState.CONFIRMED, PartState.WITHDRAWN):
            add(db, village, PartKind.PRESENT, state=state.value, **holder)
    add(db, village, PartKind.NOTE_TAKER)
    return village


def add(db: Db, village: Village, kind: PartKind, **more: object) -> None:
    parts.add(db, village.community, village.sessions[0] or 0, None, kind, NOW, **more)


@pytest.mark.parametrize("roster", Roster)
def test_nobody_is_shown_whose_part_it_is_beyond_the_policy(database: Database, roster: Roster) -> None:
    with Db(database.engine, expire_on_commit=False, autoflush=False) as db:
        village = settle(db, roster, FEATURES_WITH_PARTS)
        assert [leak for who in LOOKING for leak in village.leaks(who)] == []
        db.rollback()


def test_where_nothing_is_to_be_seen_others_parts_make_no_difference(database: Database) -> None:
    rows = table(Part)
    with Db(database.engine, expire_on_commit=False, autoflush=False) as db:
        village = settle(db, Roster.NOTHING, FEATURES_WITH_PARTS)
        who = ("Amberworks", Role.NOMINEE)
        before = village.everything(who)
        of_others = rows.c.organisation_id != village.organisations["Amberworks"]
        db.connection().execute(sa.delete(rows).where(of_others))
        assert village.everything(who) == before
        db.rollback()


def test_a_drawing_that_prints_whose_part_it_is_is_found(database: Database) -> None:
    planted = Feature("planted")

    @planted.draws(ShowParts)
    def draw(shown: ShowParts, viewer: Viewer, tools: Tools):  # type: ignore[no-untyped-def]
        return say(*(line.organisation for line in parts.lines(tools.db, viewer.community, shown.session)))

    with Db(database.engine, expire_on_commit=False, autoflush=False) as db:
        found = [*settle(db, Roster.NAMES, [planted]).leaks(("Amberworks", Role.NOMINEE))]
        assert any("Cedarworks" in leak for leak in found)
        db.rollback()
