"""Whatever the policy, the consents and the answers: nobody is shown a name, a company or a count that is not theirs to see."""

import copy
import dataclasses
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from bot import sheets
from bot.chat import Block, Form, Message, Picture, Problems, Text
from bot.coverage.actions import RosterFile
from bot.doors import AgendaCard, ShowSession
from bot.features import FEATURES
from bot.kit import Feature, File, Tools, Viewer
from bot.lobby import say
from storage import answers
from storage.database import Database, Db
from storage.models import Answer, Choice, Role, Roster, Session
from storage.policies import Audience
from tests.leaks import LOOKING as THROUGH_OTHERS_EYES
from tests.leaks import Village
from tests.seen import watching
from tests.twins import NOW
from tests.villagers import COMPANIES, EVERYBODY, OUTSIDER, Plan

pytestmark = pytest.mark.one_database

answering = [who for who in EVERYBODY if who[1] not in (Role.GUEST, Role.STRANGER) or who == OUTSIDER]
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

LOOKING = [
    *(("Amberworks", role) for role in (Role.NOMINEE, Role.COORDINATOR, Role.GUEST, Role.STRANGER)),
    ("Cedarworks", Role.NOMINEE),
    ("Cedarworks", Role.STRANGER),
    ("Expertsbody", Role.EXPERT),
    ("Unitednations", Role.FACILITATOR),
    OUTSIDER,
]
"""One of each kind, in a company that may be named and in one that may not, in a chat and by mail."""

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
        village.furnish()
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
    assert leaks(database, plan, FEATURES, LOOKING) == []


@pytest.mark.parametrize("roster", [Roster.NAMES, Roster.COUNTS])
def test_what_is_drawn_once_for_many_is_what_each_of_them_may_see(database: Database, roster: Roster) -> None:
    with Db(database.engine, expire_on_commit=False, autoflush=False) as db:
        village = Village(db, Plan(roster, consents=(True, False, None), answers=EVERYBODY_COMES), FEATURES)
        village.furnish()
        assert [*village.drawn_together(EVERYBODY)] == []
        db.rollback()


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


def test_a_picture_whose_words_name_a_company_is_found(database: Database) -> None:
    planted = Feature("planted")

    @planted.home
    def home(tools: Tools) -> Iterable[Block]:
        who = ", ".join(line.organisation for line in every_line(tools))
        return [Picture("https://convener.example/shown/x", f"Coming: {who}", 10, 10)]

    found = leaks(database, Plan(answers=EVERYBODY_COMES), [planted], [("Birchworks", Role.NOMINEE)])
    assert "('Birchworks', <Role.NOMINEE: 'nominee'>): home names Amberworks" in found


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_name_in_a_file_to_take_away_is_found(database: Database, kind: str) -> None:
    planted = Feature("planted")

    @planted.serves(RosterFile, may=frozenset(Role))
    def serve(action: RosterFile, tools: Tools) -> File | None:
        rows = [(line.member,) for line in every_line(tools)]
        made = {"csv": sheets.as_csv, "xlsx": partial(sheets.as_xlsx, name="all", made=tools.now)}[kind]
        return File(sheets.MEDIA_TYPES[kind], lambda: made(rows), f"all.{kind}") if action.kind == kind else None

    found = leaks(database, Plan(answers=EVERYBODY_COMES), [planted], [("Amberworks", Role.NOMINEE)])
    assert any("NomineeofB" in leak and "served" in leak for leak in found)


@pytest.mark.parametrize("guests", [Roster.COUNTS, Roster.COMPANIES, Roster.NOTHING])
def test_what_is_told_to_guests_alone_is_found(database: Database, guests: Roster) -> None:
    planted = Feature("planted")

    @planted.draws(AgendaCard)
    def draw(shown: AgendaCard, viewer: Viewer, tools: Tools) -> Message | None:
        return say(*(line.member for line in every_line(tools) if viewer.role is Role.GUEST and viewer.by_mail))

    others = dict.fromkeys((Audience.FACILITATORS, Audience.OTHERS, Audience.EXPERTS), Roster.NAMES)
    plan = Plan(community={**others, Audience.GUESTS: guests}, consents=(True, True, True), answers=EVERYBODY_COMES)
    assert leaks(database, plan, [planted], [("Amberworks", Role.NOMINEE), ("Cedarworks", Role.NOMINEE)]) == []
    found = leaks(database, plan, [planted], [OUTSIDER])
    assert any("card.agenda" in leak and "NomineeofA" in leak for leak in found)


def test_an_order_that_tells_companies_apart_is_found_though_nothing_is_named(database: Database) -> None:
    planted = Feature("planted")

    @planted.draws(AgendaCard)
    def draw(shown: AgendaCard, viewer: Viewer, tools: Tools) -> Message | None:
        return say(*(line.choice for line in sorted(every_line(tools), key=lambda line: line.organisation)))

    plan = Plan(answers={**EVERYBODY_COMES, ("Cedarworks", Role.NOMINEE): (Choice.NOT, Choice.NOT)})
    found = leaks(database, plan, [planted], [("Amberworks", Role.NOMINEE)])
    assert any("tells ('Birchworks', <Role.NOMINEE: 'nominee'>) from ('Cedarworks'" in leak for leak in found)


def test_whoever_reads_an_answer_is_seen_to_read_it(database: Database) -> None:
    """What was drawn without reading any is not drawn again: nobody may read one unseen, not past SQLAlchemy either."""
    with Db(database.engine, expire_on_commit=False, autoflush=False) as db:
        village = Village(db, Plan(answers=EVERYBODY_COMES), FEATURES)
        session, meeting = village.sessions[0] or 0, village.meetings[0]
        nominee = village.members["Amberworks", Role.NOMINEE]
        for read in (
            lambda: answers.lines(db, session),
            lambda: answers.tallies(db, session),
            lambda: answers.of_member(db, session, nominee),
            lambda: answers.coming(db, nominee, NOW),
            lambda: db.get(Answer, (meeting, nominee), populate_existing=True),
        ):
            with watching(db) as watch:
                assert read()
            assert watch.read
        with watching(db) as watch:
            assert db.exec(select(Session.id)).all()
        assert not watch.read
        db.rollback()


TO_THEMSELVES = {
    "tell.substitute_decided", "tell.behalf", "tell.offer", "tell.lapsed", "tell.part_agreed", "tell.swap_asked",
    "tell.proposal", "tell.uninvited",
}  # fmt: skip
"""Drawings that tell one person what became of their own: drawn here for nobody, tried in the tests of their features."""
OWNERS = {"tell.agenda", "tell.slot", "tell.slot_declined", "tell.slides", "tell.final"}
"""Drawings for those whom an agenda names: see `test_agenda_names`."""


def test_a_leak_is_found_wherever_it_is_planted(database: Database) -> None:
    """Everything that is registered tells who comes, besides what it says anyway: each of them has to be found out."""
    counts = dict.fromkeys((Audience.FACILITATORS, Audience.OTHERS, Audience.EXPERTS), Roster.COUNTS)
    plan = Plan(community=counts, consents=(True, False, None), answers=EVERYBODY_COMES)
    spoilt = [_spoilt(feature) for feature in FEATURES]
    drawn: set[str] = set()
    missed: set[str] = set()
    with Db(database.engine, expire_on_commit=False, autoflush=False) as db:
        village = Village(db, plan, spoilt)
        village.furnish()
        for who in (
            ("Unitednations", Role.FACILITATOR),
            ("Birchworks", Role.COORDINATOR),
            ("Cedarworks", Role.STRANGER),
            OUTSIDER,
        ):
            found = {leak.removeprefix(f"{who}: ") for leak in village.leaks(who)}
            for label, text in village.everything(who).items():
                if PLANTED in text and not label.startswith(THROUGH_OTHERS_EYES):
                    drawn |= {label.split(" {")[0].split(": ")[-1]}
                    missed |= set() if any(leak.startswith(f"{label} ") for leak in found) else {f"{who}: {label}"}
        db.rollback()
    registered = {name for feature in FEATURES for name in feature.drawings}
    assert {name for name in registered if name not in drawn} - TO_THEMSELVES - OWNERS == set()
    assert (TO_THEMSELVES | OWNERS) & drawn == set()
    assert missed == set()
    assert "home" in drawn


PLANTED = "Planted here:"


def _spoilt(feature: Feature) -> Feature:
    """The same feature, except that everything it shows tells who comes."""
    spoilt = copy.copy(feature)
    spoilt.homes = [_telling(run, 0) for run in feature.homes]
    spoilt.drawings = {n: dataclasses.replace(one, run=_telling(one.run, 2)) for n, one in feature.drawings.items()}
    spoilt.presses = {n: dataclasses.replace(one, run=_telling(one.run, 2)) for n, one in feature.presses.items()}
    spoilt.submissions = {
        n: dataclasses.replace(one, run=_telling(one.run, 2)) for n, one in feature.submissions.items()
    }
    spoilt.commands = [dataclasses.replace(one, run=_telling(one.run, 2)) for one in feature.commands]
    spoilt.servings = {n: dataclasses.replace(one, run=_telling(one.run, 1)) for n, one in feature.servings.items()}
    return spoilt


def _telling(run: Callable[..., Any], tools_at: int) -> Callable[..., Any]:
    def told(*args: Any) -> Any:
        answer = run(*args)
        text = " ".join(
            [PLANTED, *(line.member for line in every_line(args[tools_at]) if line.choice == Choice.COMING)]
        )
        match answer:
            case Message():
                return dataclasses.replace(answer, blocks=(*answer.blocks, Text((text,))))
            case Form():
                return dataclasses.replace(answer, intro=(*answer.intro, text))
            case Problems():
                return dataclasses.replace(answer, by_field={**answer.by_field, "": text})
            case File():
                return dataclasses.replace(answer, name=text)
            case None:
                return None
            case _:
                return [*answer, Text((text,))]

    return told
