"""Who may do what: everything that can be done is tried as everybody, from everywhere."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlmodel import select

from bot.chat import Action, Next, Pressed, Said, Submitted
from bot.features import FEATURES
from bot.kit import ANYONE, FACILITATORS, MEMBERS, Feature, File, Tools
from bot.lobby import say
from storage import programme
from storage.database import Database
from storage.models import Session, SessionState
from tests.matrix import Matrix
from tests.twins import Twins, settle, settle_with_agenda

pytestmark = pytest.mark.one_database


@pytest.fixture
def database(migrated_url: str) -> Iterator[Database]:
    database = Database(migrated_url)
    yield database
    database.close()


@pytest.fixture
def twins(database: Database) -> Twins:
    return database.now(settle)


PARTS = 4
"""In so many at once where there are processors for it."""


@pytest.mark.parametrize("part", range(PARTS))
async def test_everything_is_refused_that_is_not_allowed(database: Database, part: int) -> None:
    matrix = Matrix(FEATURES, database, database.now(settle_with_agenda), part, PARTS)
    assert await matrix.faults() == []
    assert matrix.tried > 1000, matrix.tried


@dataclass(frozen=True)
class Touch(Action, name="planted.touch"):
    """Something a new feature might offer."""

    session: int


def touching(session: Session | None, tools: Tools) -> Next:
    if session is None:
        return say("not there")
    session.state = SessionState.CLOSED
    tools.db.add(session)
    return say("done")


async def test_a_feature_that_lets_too_many_do_it_is_found(database: Database, twins: Twins) -> None:
    planted = Feature("planted")

    @planted.pressed(Touch, may=MEMBERS, done="touched a session")
    def touch(pressed: Pressed, action: Touch, tools: Tools) -> Next:
        return touching(programme.session(tools.db, tools.viewer.community, action.session), tools)

    faults = await Matrix([planted], database, twins).faults()
    assert (
        'planted.touch {"session":2}, nominee at alpha: changed session, which is not only their own organisation\'s'
        in faults
    )
    assert [fault for fault in faults if "facilitator" in fault] == []


async def test_a_feature_that_looks_up_without_the_community_is_found(database: Database, twins: Twins) -> None:
    planted = Feature("planted")

    @planted.pressed(Touch, may=FACILITATORS)
    def touch(pressed: Pressed, action: Touch, tools: Tools) -> Next:
        return touching(tools.db.get(Session, action.session), tools)

    faults = await Matrix([planted], database, twins).faults()
    assert 'planted.touch {"session":2}, facilitator at theirs: changed session of another community' in faults
    without = "is on record as planted.touch, without words"
    assert f'planted.touch {{"session":2}}, facilitator at alpha: {without}' in faults


async def test_a_feature_that_tells_another_communitys_titles_is_found(database: Database, twins: Twins) -> None:
    planted = Feature("planted")

    @planted.command("peek", may=FACILITATORS, usage="peek", help="planted")
    def peek(said: Said, rest: str, tools: Tools) -> Next:
        return say(*(session.title for session in tools.db.exec(select(Session))))

    faults = await Matrix([planted], database, twins).faults()
    assert "“peek ”, facilitator at theirs: tells “Ours OPEN”" in faults


async def test_a_feature_that_forgets_strangers_is_found(database: Database, twins: Twins) -> None:
    planted = Feature("planted")

    @planted.pressed(Touch, may=ANYONE)
    def touch(pressed: Pressed, action: Touch, tools: Tools) -> Next:
        return touching(programme.session(tools.db, tools.viewer.community, action.session), tools)

    faults = await Matrix([planted], database, twins).faults()
    assert 'planted.touch {"session":2}, nominee at beta: a stranger changed session' in faults


@dataclass(frozen=True)
class Take(Action, name="planted.take"):
    """A file that a new feature might offer."""

    session: int


async def test_a_file_that_looks_up_without_the_community_is_found(database: Database, twins: Twins) -> None:
    planted = Feature("planted")

    @planted.serves(Take, may=FACILITATORS)
    def serve(action: Take, tools: Tools) -> File | None:
        session = tools.db.get(Session, action.session)
        title = session.title if session else ""
        return File("text/plain", lambda: title.encode(), "title.txt")

    faults = await Matrix([planted], database, twins).faults()
    assert 'file planted.take {"session":2}, facilitator at gamma: tells “Ours OPEN”' in faults
    assert [fault for fault in faults if "not refused" in fault or "alpha" in fault] == []


async def test_a_command_and_a_form_that_ask_nobody_are_found(database: Database, twins: Twins) -> None:
    planted = Feature("planted")

    @planted.command("seize", may=ANYONE, usage="seize", help="planted")
    def seize(said: Said, rest: str, tools: Tools) -> Next:
        return touching(tools.db.exec(select(Session)).first(), tools)

    @planted.submitted(Touch, may=ANYONE)
    def send(submitted: Submitted, action: Touch, tools: Tools) -> Next:
        return touching(programme.session(tools.db, tools.viewer.community, action.session), tools)

    faults = await Matrix([planted], database, twins).faults()
    assert "“seize ”, nominee at unlinked: changed session of another community" in faults
    assert "“seize ”, guest at alpha: changed session, which is not only their own organisation's" in faults
    assert 'form planted.touch {"session":2}, nominee at beta: a stranger changed session' in faults
