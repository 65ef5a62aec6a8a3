"""Whom an agenda may name to whom."""

from collections.abc import Iterator

import pytest

from bot.agenda.content import kept
from bot.agenda.items import Item
from bot.features import FEATURES
from storage import agendas
from storage.agendas import Agenda, AgendaItem, AgendaVersion
from storage.database import Database, Db
from storage.models import Role
from tests.leaks import Village
from tests.twins import NOW
from tests.villagers import COMPANIES, EVERYBODY, Plan

pytestmark = pytest.mark.one_database

AGENDA = tuple(
    feature
    for feature in FEATURES
    if feature.name.startswith(("agenda", "proposals", "deciding", "meetings under way"))
)


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    database = Database(migrated_url)
    yield database
    database.close()


@pytest.mark.parametrize("who", [one for one in EVERYBODY if one[0] in (COMPANIES[0], "Unitednations")])
def test_an_agenda_names_no_company_that_did_not_agree(database: Database, who: tuple[str, Role]) -> None:
    def leaks(db: Db) -> list[str]:
        village = Village(db, Plan(consents=(None, True, False)), AGENDA)
        meeting = village.meetings[0]
        owners = [village.organisations[company] for company in COMPANIES]
        items = [
            AgendaItem(
                community_id=village.community,
                meeting_id=meeting,
                position=position,
                title="Something",
                minutes=10,
                owner=company,
                organisation_id=owner,
            )
            for position, (company, owner) in enumerate(zip(COMPANIES, owners, strict=True), 1)
        ]
        db.add_all([*items, Agenda(meeting_id=meeting, community_id=village.community)])
        db.flush()
        values = [Item("Something", 10, one.owner, organisation=one.organisation_id, id=one.id or 0) for one in items]
        agendas.publish(db, agendas.opened(db, village.community, meeting), kept(values), None, NOW)
        db.add(AgendaVersion(community_id=village.community, meeting_id=meeting, number=2, content="[]", at=NOW))
        db.flush()
        shown = village.everything(who)
        assert any("Something" in text for text in shown.values()) == (who[1] is not Role.GUEST)
        named = {company for company in COMPANIES for text in shown.values() if f"· {company}" in text}
        db.rollback()
        return sorted(named)

    with Db(database.engine, expire_on_commit=False, autoflush=False) as db:
        named = leaks(db)
    if who[1] is Role.GUEST:
        assert named == [], "guests see what they are invited to elsewhere"
    elif who[1] is Role.FACILITATOR:
        assert named == [*COMPANIES]
    elif who[0] == COMPANIES[0]:
        assert named == [COMPANIES[0], COMPANIES[1]], "their own, and the one that agreed"
    else:
        assert named == [COMPANIES[1]]
