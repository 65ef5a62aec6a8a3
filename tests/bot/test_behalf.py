"""Answering for somebody else: shown as such to whoever is answered for, who is told once and can undo it."""

from datetime import timedelta

import sqlalchemy as sa

from storage.audit import deeds
from storage.models import AnswerHistory, Member, Role, table
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town

TITLE = "New rules on due diligence"


async def coordinates(town: Town, name: str = "Cisco nominee 2") -> None:
    """A facilitator makes them their company's coordinator."""
    await town.say(FACILITATOR, f"people {name}")
    await town.press(FACILITATOR, "Role…")
    assert "coordinator" in await town.fill(FACILITATOR, role=Role.COORDINATOR)


async def in_the_evening(town: Town) -> None:
    """Geneva's evening is daytime in California as well: everybody is told."""
    town.clock.move(timedelta(hours=9))
    await town.settle()


async def test_a_facilitator_answers_for_somebody_in_one_sentence_who_is_told_once(town: Town) -> None:
    await town.announce()
    done = await town.say(FACILITATOR, f"answer for Cisco nominee 1: coming to {SESSION}")
    assert "You answered for Cisco nominee 1" in done
    assert "Meeting 3: Coming" in done
    assert "They are told, and can undo it with one click." in done
    again = await town.say(FACILITATOR, f"answer for Cisco nominee 1: coming to {SESSION}")
    assert "nobody is told" in again
    await in_the_evening(town)
    sees = town.world.sees(CISCO_1)
    assert sees.count("answered for you in") == 1
    assert "B-Tech facilitator 1 answered for you in" in sees
    assert "1 coming" in town.world.card("ericsson").words
    assert "B-Tech facilitator 1 answered for you." in await town.say(CISCO_1, "home")


async def test_what_was_answered_for_somebody_is_undone_to_what_it_was_before(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Maybe")
    await town.say(FACILITATOR, f"answer for Cisco nominee 1: not coming to meeting 2 of {SESSION}")
    await town.say(FACILITATOR, f"answer for Cisco nominee 1: coming to meeting 2 of {SESSION}")
    await in_the_evening(town)
    undone = await town.press(CISCO_1, "Undo that")
    assert "Undone: this is how it stands now." in undone
    assert "You said maybe." in undone
    assert "answered for you" not in undone
    await town.settle()
    assert "0 coming, 1 maybe" in town.world.card("cisco").words


async def test_where_there_was_no_answer_there_is_none_again(town: Town) -> None:
    await town.announce()
    await town.say(FACILITATOR, f"answer for Cisco nominee 1: coming to {SESSION}")
    await in_the_evening(town)
    await town.press(CISCO_1, "Undo that")
    assert "You have not answered yet." in await town.say(CISCO_1, "home")
    await town.settle()
    assert "0 of 12 companies have answered." in town.world.card("cisco").words
    history = table(AnswerHistory)
    query = sa.select(history.c.choice).order_by(history.c.id)
    kept = town.product.database.now(lambda db: db.connection().execute(query).scalars().all())
    assert kept == ["coming"] * 3 + [""] * 3


async def test_an_old_undo_changes_nothing_they_said_themselves(town: Town) -> None:
    await town.announce()
    await town.say(FACILITATOR, f"answer for Cisco nominee 1: maybe to {SESSION}")
    await in_the_evening(town)
    told = town.world.latest(CISCO_1)
    assert told is not None
    await town.press_card(CISCO_1, "Coming")
    await town.world.press(CISCO_1, told.id, "Undo that")
    assert "You are coming to all 3 meetings." in town.world.last(CISCO_1)


async def test_saying_the_same_oneself_makes_it_ones_own(town: Town) -> None:
    await town.announce()
    await town.say(FACILITATOR, f"answer for Cisco nominee 1: coming to {SESSION}")
    await town.press_card(CISCO_1, "Coming")
    assert "answered for you" not in await town.say(CISCO_1, "home")
    await in_the_evening(town)
    assert "answered for you" not in town.world.sees(CISCO_1)


async def test_a_coordinator_answers_for_their_own_people_only(town: Town) -> None:
    await town.announce()
    await coordinates(town)
    assert "Meeting 1: Not this time" in await town.say(
        CISCO_2, f"answer for Cisco nominee 1: not this time to {SESSION}"
    )
    assert "Meeting 1: Maybe" in await town.say(CISCO_2, f"answer for cisco nominee 1: maybe to {SESSION}")
    foreign = await town.say(CISCO_2, f"answer for Ericsson nominee 1: coming to {SESSION}")
    unknown = await town.say(CISCO_2, f"answer for Nobody: coming to {SESSION}")
    assert foreign == unknown.replace("Nobody", "Ericsson nominee 1")
    assert "answer for" not in await town.say(CISCO_1, "help")
    await in_the_evening(town)
    assert "Cisco nominee 2 answered for you" in town.world.last(CISCO_1)


async def test_the_form_answers_for_somebody_and_keeps_what_was_typed(town: Town) -> None:
    await town.announce()
    await coordinates(town)
    await town.say(CISCO_2, "home")
    await town.press(CISCO_2, "Details")
    await town.press(CISCO_2, "Answer for somebody…")
    form = town.world.form(CISCO_2)
    assert form is not None
    who = form.form.fields[0]
    assert [option.label for option in who.options] == ["Cisco nominee 1"]  # type: ignore[union-attr]
    await town.fill(CISCO_2, person=who.options[0].value, choice="")  # type: ignore[union-attr]
    assert "Please choose one of the answers." in town.world.last(CISCO_2)
    assert "You answered for Cisco nominee 1" in await town.fill(CISCO_2, choice="coming")


async def test_an_answer_for_somebody_waits_where_all_seats_are_taken(town: Town) -> None:
    await town.say(FACILITATOR, f"seats of {TITLE}: 1 seat")
    await town.announce(TITLE)
    await town.press_card(MICROSOFT_1, "Coming")
    assert "On the waiting list" in await town.say(FACILITATOR, f"answer for Ericsson nominee 1: coming to {TITLE}")
    await town.settle()
    assert "you are number 1 on the waiting list" in town.world.last(ERICSSON_1)
    await town.press(ERICSSON_1, "Undo that")
    await town.settle()
    assert "1 coming · all seats taken" in town.world.card("cisco").words


async def test_an_undo_frees_the_seat_for_the_next(town: Town) -> None:
    await town.say(FACILITATOR, f"seats of {TITLE}: 1 seat")
    await town.announce(TITLE)
    await town.say(FACILITATOR, f"answer for Microsoft nominee 1: coming to {TITLE}")
    await town.press_card(ERICSSON_1, "Coming")
    await in_the_evening(town)
    await town.press(MICROSOFT_1, "Undo that")
    await town.settle()
    assert "A seat is free for you" in town.world.last(ERICSSON_1)


async def test_the_audit_and_the_history_say_who_answered_for_whom(town: Town) -> None:
    await town.announce()
    await town.say(FACILITATOR, f"answer for Cisco nominee 1: coming to {SESSION}")
    database = town.product.database
    deed = database.now(lambda db: deeds(db, 1, 1))[0]
    assert (deed.who, deed.behalf, deed.what) == ("B-Tech facilitator 1", "Cisco nominee 1", "answer for")
    history, member = table(AnswerHistory), table(Member)
    by = sa.select(member.c.name, history.c.account_id).join(member, member.c.id == history.c.by_id).distinct()
    assert database.now(lambda db: [tuple(row) for row in db.connection().execute(by)]) == [
        ("B-Tech facilitator 1", FACILITATOR)
    ]


async def test_what_cannot_be_read_is_answered_kindly(town: Town) -> None:
    await town.announce()
    assert "Please write for whom and what" in await town.say(FACILITATOR, "answer for Cisco nominee 1")
    assert "I know no session called" in await town.say(FACILITATOR, "answer for Cisco nominee 1: coming to Nothing")
    assert "takes no answers" in await town.say(
        FACILITATOR, f"answer for Cisco nominee 1: coming to meeting 9 of {SESSION}"
    )
