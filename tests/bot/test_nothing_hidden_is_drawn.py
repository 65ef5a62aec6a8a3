"""Whatever the policy, the consents and the answers: nobody is shown a name, a company or a count that is not theirs to see."""

from collections.abc import Iterable, Iterator, Sequence

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from bot.chat import Block, Message, Text
from bot.doors import ShowSession
from bot.features import FEATURES
from bot.kit import Feature, Tools, Viewer
from bot.lobby import say
from storage import answers
from storage.database import Database, Db
from storage.models import Choice, Role, Roster, Session
from storage.policies import Audience
from tests.leaks import COMPANIES, EVERYBODY, STAFF, Plan, Village

pytestmark = pytest.mark.one_database

answering = [(name, role) for name, roles in STAFF.items() for role in roles if role is not Role.GUEST]
levels = st.sampled_from([*Roster])
some_levels = st.dictionaries(st.sampled_from([*Audience]), levels, max_size=3)
plans = st.builds(
    Plan,
    roster=levels,
    community=some_levels,
    session=some_levels,
    other_session=some_levels,
    consents=st.tuples(*(st.sampled_from([None, True, False]) for _ in COMPANIES)),
    answers=st.fixed_dictionaries(
        {who: st.tuples(*(st.sampled_from([None, *Choice]) for _ in "12")) for who in answering}
    ),
)

EVERYBODY_COMES = dict.fromkeys(answering, (Choice.COMING, Choice.MAYBE))


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    database = Database(migrated_url)
    yield database
    database.close()


def leaks(database: Database, plan: Plan, features: Sequence[Feature], whom: Iterable[tuple[str, Role]]) -> list[str]:
    """What these people are shown and may not see in a community of this plan, which leaves nothing behind."""
    with Db(database.engine, expire_on_commit=False, autoflush=False) as db:
        village = Village(db, plan, features)
        found = [leak for who in whom for leak in village.leaks(who)]
        db.rollback()
    return found


@settings(
    max_examples=12, deadline=None, derandomize=True, phases=[Phase.generate], suppress_health_check=[*HealthCheck]
)
@given(plan=plans, whom=st.lists(st.sampled_from(EVERYBODY), min_size=3, max_size=3, unique=True))
def test_nothing_hidden_is_drawn(database: Database, plan: Plan, whom: list[tuple[str, Role]]) -> None:
    assert leaks(database, plan, FEATURES, whom) == []


@pytest.mark.parametrize("roster", Roster)
def test_nothing_hidden_is_drawn_for_anybody(database: Database, roster: Roster) -> None:
    plan = Plan(roster, consents=(True, False, None), answers=EVERYBODY_COMES)
    assert leaks(database, plan, FEATURES, EVERYBODY) == []


def every_line(tools: Tools) -> list[answers.Line]:
    """What nobody but `disclosure` may ask for."""
    return [line for session in tools.db.exec(select(Session.id)) for line in answers.lines(tools.db, session or 0)]


def test_a_drawing_that_prints_a_hidden_name_is_found(database: Database) -> None:
    planted = Feature("planted")

    @planted.draws(ShowSession)
    def draw(shown: ShowSession, viewer: Viewer, tools: Tools) -> Message | None:
        return say(*(line.member for line in every_line(tools)))

    found = leaks(database, Plan(answers=EVERYBODY_COMES), [planted], [("Amberworks", Role.STRANGER)])
    assert any("NomineeofB" in leak for leak in found)


def test_a_home_that_names_a_company_without_its_consent_is_found(database: Database) -> None:
    planted = Feature("planted")

    @planted.home
    def home(tools: Tools) -> Iterable[Block]:
        return [Text((line.organisation,)) for line in every_line(tools)]

    plan = Plan(Roster.COMPANIES, consents=(True, True, False), answers=EVERYBODY_COMES)
    found = leaks(database, plan, [planted], [("Amberworks", Role.NOMINEE)])
    assert found == ["('Amberworks', <Role.NOMINEE: 'nominee'>): home names Cedarworks"]


def test_a_home_that_tells_a_hidden_count_is_found(database: Database) -> None:
    planted = Feature("planted")

    @planted.home
    def home(tools: Tools) -> Iterable[Block]:
        return [Text((str(len(every_line(tools))),))]

    found = leaks(database, Plan(Roster.NOTHING, answers=EVERYBODY_COMES), [planted], [("Amberworks", Role.NOMINEE)])
    assert found == ["('Amberworks', <Role.NOMINEE: 'nominee'>): home tells how many"]
