"""Who may do what with an agenda that others own: tried as everybody, from everywhere, where there is one."""

from collections.abc import Iterator

import pytest

from bot.agenda.content import kept
from bot.agenda.items import Item
from bot.features import FEATURES
from storage import agendas
from storage.agendas import Agenda, AgendaItem, AgendaVersion
from storage.database import Database, Db
from storage.live import Live
from storage.models import Role
from storage.proposals import Naming, Proposal
from tests.leaks import COMPANIES, EVERYBODY, Plan, Village
from tests.matrix import Matrix
from tests.twins import NOW, Twins, settle

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


def with_agenda(db: Db) -> Twins:
    """The twins, with a published agenda whose items are beta's, and a proposal of alpha's."""
    twins = settle(db)
    meeting = twins.ids["meeting"][0]
    row = AgendaItem(
        community_id=twins.ours,
        meeting_id=meeting,
        position=1,
        title="Beta works presents",
        minutes=10,
        owner="Beta works",
        organisation_id=twins.organisations["beta"],
    )
    db.add_all([row, Agenda(meeting_id=meeting, community_id=twins.ours, revision=1)])
    db.flush()
    item = Item(row.title, 10, row.owner, organisation=row.organisation_id, id=row.id or 0)
    agenda = agendas.opened(db, twins.ours, meeting)
    agendas.publish(db, agenda, kept([item]), None, NOW)
    db.add(Live(meeting_id=meeting, community_id=twins.ours, item_id=row.id, started=NOW, began=NOW, drawn=NOW))
    nominee = twins.members["alpha", Role.NOMINEE]
    proposal = Proposal(
        community_id=twins.ours,
        session_id=twins.ids["session"][1],
        member_id=nominee,
        organisation_id=twins.organisations["alpha"],
        naming=Naming.COMPANY,
        title="Alpha works proposes",
        at=NOW,
        shows=NOW,
    )
    db.add(proposal)
    db.flush()
    twins.ids |= {"item": [row.id], "proposal": [proposal.id], "version": [1], "agenda": [meeting]}
    twins.secrets += ["Beta works presents", "Alpha works proposes"]
    return twins


async def test_nobody_does_with_an_agenda_what_is_not_theirs_to_do(database: Database) -> None:
    matrix = Matrix(AGENDA, database, database.now(with_agenda))
    assert await matrix.faults() == []
    assert matrix.tried > 1000, matrix.tried


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
