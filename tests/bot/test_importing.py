"""A community from a file: checked by line, shown before it is done, and the second time nothing."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console
from typer import Exit
from typer.testing import CliRunner

from adapters import planning as commands
from adapters.cli import app
from adapters.furnish import EXAMPLE
from bot.importing.applying import Change, apply
from bot.importing.reading import BadPlan, Mistake, read
from storage import planning, programme
from storage.database import Database, Db
from storage.migrate import migrate
from tests.town import ERICSSON_1, SESSION, Town

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEXT = EXAMPLE.read_text(encoding="utf-8")


def test_the_example_is_the_community_as_it_was_publicly_described() -> None:
    plan = read(TEXT, NOW)
    companies = [o for o in plan.organisations if o.kind == "company"]
    assert [company.name for company in companies] == [
        "Apple", "Cisco", "Cloudflare", "Ericsson", "Facebook", "Google", "HPE", "Microsoft", "Salesforce", "Twitter",
        "Verizon", "Vodafone",
    ]  # fmt: skip
    assert {len(company.members) for company in companies} == {2}
    core = [s for s in plan.sessions if s.kind == "core session"]
    assert [len(s.meetings) for s in core] == [3, 2, 3]
    assert {m.minutes for s in core for m in s.meetings} == {120}
    assert {len(s.advisors) for s in core} == {2}
    assert sorted(s.kind for s in plan.sessions if s not in core) == ["outreach dialogue", "special briefing"]


def test_the_first_import_creates_and_the_second_changes_nothing(database_url: str) -> None:
    database = Database(database_url)
    migrate(database)
    first = database.now(lambda db: apply(db, read(TEXT, NOW), NOW))
    assert {change.verb for change in first} == {"create", "change"}
    assert len([c for c in first if c.verb == "create"]) == 1 + 14 + 24 + 3 + 6 + 5
    assert database.now(lambda db: apply(db, read(TEXT, NOW), NOW)) == []
    database.close()


def test_a_changed_file_changes_just_that(database_url: str) -> None:
    database = Database(database_url)
    migrate(database)
    database.now(lambda db: apply(db, read(TEXT, NOW), NOW))
    changed = TEXT.replace("2027-06-10 15:00", "2027-06-11 15:30").replace("name: HPE\n", "name: Hewlett Packard\n")
    assert database.now(lambda db: apply(db, read(changed, NOW), NOW)) == [
        Change("change", "company Hewlett Packard", "name: Hewlett Packard"),
        Change(
            "change",
            "meeting 2 of Access to remedy",
            "Thu 10 Jun 2027 15:00 Geneva (13:00 UTC) to Fri 11 Jun 2027 15:30 Geneva (13:30 UTC)",
        ),
    ]
    database.close()


@pytest.mark.parametrize(
    "written",
    ["10 June 2027 15:00", "10 June 2027 3pm Geneva time", "2027-06-10 15:00+02:00", "Thursday 10 June 2027, 15h"],
)
def test_a_date_may_be_written_as_people_write_it(written: str) -> None:
    database = Database("sqlite://")
    migrate(database)
    database.now(lambda db: apply(db, read(TEXT, NOW), NOW))
    same = TEXT.replace("2027-06-10 15:00", written)
    assert database.now(lambda db: apply(db, read(same, NOW), NOW)) == []
    database.close()


def test_what_the_file_does_not_name_is_kept_and_said() -> None:
    database = Database("sqlite://")
    migrate(database)
    database.now(lambda db: apply(db, read(TEXT, NOW), NOW))
    shorter = TEXT[: TEXT.index("  - key: dialogue-1")]
    assert database.now(lambda db: apply(db, read(shorter, NOW), NOW)) == [
        Change("keep", "What users expect of remedy")
    ]
    database.close()


def test_a_look_changes_nothing(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'x.db'}")
    migrate(database)
    assert len(commands.look(database, read(TEXT, NOW), NOW)) > 50
    assert database.now(lambda db: planning.community(db, "b-tech")) is None
    database.close()


async def test_a_meeting_moved_by_the_file_tells_everybody_concerned(town: Town) -> None:
    await town.announce()
    await town.press_card(ERICSSON_1, "Coming")
    await town.settle()
    plan = read(TEXT.replace("2027-03-11 15:00", "2027-03-12 16:00"), NOW)
    now = town.clock.now()
    await town.product.database.run(lambda db: apply(db, plan, now))
    await town.settle()
    assert town.world.sees(ERICSSON_1).count("has moved") == 1
    assert {"Fri, 12 Mar 2027, 16:00–18:00" in card for card in town.cards().values()} == {True}
    assert SESSION in town.world.card("cisco").words


@pytest.mark.parametrize(
    ("was", "becomes", "expected"),
    [
        ("when: 2027-06-10 15:00", "when: 10 June", (123, "“10 June” has no time; write it like 2027-03-04 15:00.")),
        ("when: 2027-06-10 15:00", "when: 2027-06-10", (123, "“2027-06-10” has no time; write it like 2027-03-04 15:00.")),
        ("when: 2027-06-10 15:00", "when: 2027-06-31 15:00", (123, "“2027-06-31 15:00” is not in the calendar; write another date.")),
        ("when: 2027-06-10 15:00", "when: Friday 10 June 2027 15:00", (123, "10 June 2027 is a Thursday. Which day do you mean? Did you mean Thursday 10 June 2027, 15:00 (Geneva) or Friday 11 June 2027, 15:00 (Geneva)?")),
        ("when: 2027-06-10 15:00", "when: 2027-03-28 02:30", (123, "In Europe/Zurich the clocks skip this time; write another.")),
        ("when: 2027-06-10 15:00", "when: 2027-10-31 02:30", (123, "In Europe/Zurich the clocks show this time twice; which one is it?")),
        ("zone: Europe/Zurich", "zone: Geneva", (8, "“Geneva” is no IANA time zone; write one like Europe/Zurich.")),
        ("    kind: UN", "    kin: UN", (15, "“kin” is not a word of a plan. Did you mean “kind”?")),
        ("    name: B-Tech\n", "", (13, "Please add “name”.")),
        ("    kind: UN", "    kind: UNO", (15, "“UNO” cannot stand here; write one of: company, expert body, State, civil society, investor, UN. Did you mean “UN”?")),
        ("role: facilitator", "role: boss", (18, "“boss” cannot stand here; write one of: facilitator, coordinator, nominee, participant, expert, executive, assistant, guest.")),
        ("seats: 3", "seats: -1", (16, "Please write a number of at least 0, not -1.")),
        ("minutes: 90", "minutes: ninety", (150, "Please write a whole number, such as 90.")),
        ("name: Cisco\n", "name:\n", (41, "Please write something after “name:”.")),
        ("  key: b-tech", "\tkey: b-tech", (6, "Please indent with spaces here: YAML takes no tabs.")),
        ("key: hpe\n", "key: HPE!\n", (70, "“HPE!” is no key; use small letters, digits and dashes, like “cisco-1”.")),
        ("advisors: [expert-3, expert-4]", "advisors: [expert-3, expert-9]", (124, "No organisation has a person with the key “expert-9”.")),
        ("key: core-2", "key: core-1", (117, "Another session has the key “core-1”.")),
        ("  city: Geneva", "  city: Geneva\n  city: Genf", (10, "This word stands twice here; keep one.")),
    ],
)  # fmt: skip
def test_mistakes_are_named_by_line_with_what_to_write(was: str, becomes: str, expected: tuple[int, str]) -> None:
    assert was in TEXT
    with pytest.raises(BadPlan) as bad:
        read(TEXT.replace(was, becomes, 1), NOW)
    assert (bad.value.mistakes[0].line, bad.value.mistakes[0].sentence) == expected


@pytest.mark.parametrize(
    "text", ["", "- a", "a: [b", "\x00", "a: &a [*a]", "x" * 1_000_001, "!!python/object:os.system {}"]
)
def test_what_is_no_plan_at_all_gets_a_sentence(text: str) -> None:
    with pytest.raises(BadPlan) as bad:
        read(text, NOW)
    assert [type(mistake) for mistake in bad.value.mistakes][:1] == [Mistake]


async def test_a_date_in_the_past_is_pointed_out_before_it_is_used(town: Town) -> None:
    slip = read(TEXT.replace("2027-06-10 15:00", "2021-06-10 15:00"), NOW)
    changes = await town.product.database.run(lambda db: apply(db, slip, NOW))
    assert [change.detail.endswith("in the past: is the year right?") for change in changes] == [True]


def test_the_command_says_where_and_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'x.db'}")
    file = tmp_path / "plan.yaml"
    file.write_text(TEXT.replace("2027-06-10 15:00", "10 June"), encoding="utf-8")
    done = CliRunner().invoke(app, ["plan", "import", str(file)])
    assert done.exit_code == 1
    assert "“10 June” has no time" in done.output
    file.write_text(TEXT, encoding="utf-8")
    assert "Nothing was changed." in CliRunner().invoke(app, ["plan", "import", str(file)], input="n\n").output
    assert "Done." in CliRunner().invoke(app, ["plan", "import", str(file), "--yes"]).output
    assert "Nothing to change" in CliRunner().invoke(app, ["plan", "import", str(file)]).output
    assert CliRunner().invoke(app, ["code", "member", "Cisco nominee 1"]).output.count("-") == 2
    assert CliRunner().invoke(app, ["code", "house", "Nobody"]).exit_code == 1


DOUBTFUL = (
    ("2027-06-10 15:00", "03/05/2027 15:00", "2", "2027-03-05 15:00"),
    ("2027-06-10 15:00", "'Friday 10 June 2027 15:00'", "2", "2027-06-11 15:00"),
    ("2027-06-10 15:00", "10 June 2027 15:00 CST", "2", "2027-06-10 15:00 Asia/Shanghai"),
    ("2027-06-10 15:00", "2027-10-31 02:30", "2", "2027-10-31 02:30 UTC+1"),
)


@pytest.mark.parametrize(("was", "becomes", "number", "kept"), DOUBTFUL, ids=[case[1] for case in DOUBTFUL])
def test_a_doubtful_date_in_a_file_is_chosen_from_its_readings_and_all_else_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was: str, becomes: str, number: str, kept: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'x.db'}")
    file = tmp_path / "plan.yaml"
    typed = TEXT.replace("2027-03-04 15:00", "12 January 2027 at 3").replace(was, becomes)
    file.write_text(typed, encoding="utf-8")
    refused = CliRunner().invoke(app, ["plan", "import", str(file), "--yes"])
    assert (refused.exit_code, "Which one?" in refused.output) == (1, False)
    done = CliRunner().invoke(app, ["plan", "import", str(file)], input=f"1\n9\n{number}\ny\ny\n")
    assert done.output.count("Which one?") == 3, "once more where the answer was none"
    assert "Done." in done.output
    chosen = TEXT.replace("2027-03-04 15:00", "2027-01-12 15:00").replace(was, kept)
    assert file.read_text(encoding="utf-8") == chosen
    again = CliRunner().invoke(app, ["plan", "import", str(file)])
    assert "Nothing to change" in again.output


def test_what_was_chosen_stays_out_of_the_file_where_they_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'x.db'}")
    file = tmp_path / "plan.yaml"
    typed = TEXT.replace("2027-06-10 15:00", "12 June 2027 at 3")
    file.write_text(typed, encoding="utf-8")
    done = CliRunner().invoke(app, ["plan", "import", str(file)], input="1\nn\ny\n")
    assert ("Done." in done.output, file.read_text(encoding="utf-8")) == (True, typed)
    stopped = CliRunner().invoke(app, ["plan", "import", str(file)], input="")
    assert (stopped.exit_code, "Sat 12 Jun 2027 03:00 Geneva" in stopped.output) == (1, True)


def test_a_file_that_is_not_there_is_said_kindly(tmp_path: Path) -> None:
    with pytest.raises(Exit):
        commands.import_plan(tmp_path / "none.yaml", Database("sqlite://"), NOW, Console(quiet=True), yes=True)


def test_the_instant_follows_from_the_wall_clock() -> None:
    database = Database("sqlite://")
    migrate(database)
    database.now(lambda db: apply(db, read(TEXT, NOW), NOW))

    def starts(db: Db) -> list[datetime]:
        community = planning.community(db, "b-tech")
        assert community is not None
        assert community.id is not None
        session = planning.session(db, community.id, "core-1")
        assert session is not None
        assert session.id is not None
        return [meeting.starts for meeting in programme.meetings(db, session.id)]

    assert database.now(starts)[0] == datetime(2027, 3, 4, 14, tzinfo=UTC)
    database.close()


HELD = TEXT.replace(
    "- {kind: discussant}", "- {kind: discussant, member: ericsson-1}\n      - {kind: present, organisation: cisco}"
)


async def test_the_files_parts_are_opened_and_a_second_import_changes_nothing(town: Town) -> None:
    now = town.clock.now()
    import_it = lambda db: apply(db, read(HELD, now), now)  # noqa: E731 -- said twice
    assert await town.product.database.run(import_it) == [
        Change("change", "core session Access to remedy", "parts: 1 present, present: cisco, discussant: ericsson-1")
    ]
    assert await town.product.database.run(import_it) == []
    await town.announce("Access to remedy")
    seen = await town.say(ERICSSON_1, "parts of Access to remedy")
    assert "Present: 1 is taken and 2 are open" in seen
    assert "Discussant: you" in seen


async def test_what_was_given_back_in_chat_is_not_given_again_by_the_file(town: Town) -> None:
    now = town.clock.now()
    await town.product.database.run(lambda db: apply(db, read(HELD, now), now))
    await town.announce("Access to remedy")
    await town.say(ERICSSON_1, "withdraw from discussant at Access to remedy")
    await town.press(ERICSSON_1, "Give it back")
    assert await town.product.database.run(lambda db: apply(db, read(HELD, now), now)) == []
    assert "Discussant: 1 is open" in await town.say(ERICSSON_1, "parts of Access to remedy")


@pytest.mark.parametrize(
    ("becomes", "sentence"),
    [
        (
            "{kind: discussion}",
            "“discussion” cannot stand here; write one of: present, discussant, case study, expert, note-taker. "
            "Did you mean “discussant”?",
        ),
        ("{kind: discussant, meeting: 3}", "The session has no meeting 3."),
        ("{kind: discussant, organisation: csico}", "No organisation has the key “csico”."),
        ("{kind: discussant, member: csico-1}", "No organisation has a person with the key “csico-1”."),
        ("{kind: expert, member: cisco-1}", "A person who is nominee cannot have the part expert."),
        ("{kind: discussant, member: cisco-1, organisation: cisco}", "Name an organisation or a person, not both."),
        ("{kind: discussant, organisation: cisco, count: 2}", "One organisation has one part of a kind."),
        ("{kind: present, count: 5}", "A session has at most 6 parts of a kind."),
    ],
)
def test_mistakes_in_parts_are_named_by_line(becomes: str, sentence: str) -> None:
    with pytest.raises(BadPlan) as bad:
        read(TEXT.replace("{kind: discussant}", becomes), NOW)
    assert [(mistake.line, mistake.sentence) for mistake in bad.value.mistakes] == [(127, sentence)]
