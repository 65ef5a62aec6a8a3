"""Forget me: afterwards no table and no drawing says who it was, and every past count is what it was."""

from datetime import timedelta

from sqlmodel import select

from bot.chat import Person, Place, Pressed, pack
from bot.keeping.actions import Forget, ForgetMe, Reason
from storage import answers, audit, erasing, membership
from storage.database import Db
from storage.models import Account, Choice, Delivery, Meeting, Member
from tests.bot.test_audit import community_of
from tests.drawings import gathering
from tests.matrix import dump
from tests.town import CISCO_1, CISCO_2, FACILITATOR, MICROSOFT_1, SESSION, Town

NAME = "Cisco nominee 1"
TRACES = (NAME.lower(), "cisco-1", "cisco:cisco-1")


def traces(db: Db) -> list[str]:
    """Every value of every column of every table that still tells of them."""
    return [
        f"{table}: {value}"
        for table, rows in dump(db).items()
        for row in rows
        for value in row
        if any(trace in str(value).lower() for trace in TRACES)
    ]


async def live_a_little(town: Town) -> None:
    """They answer, are answered for, change their mind, say consent, accept rules, are told, and manage."""
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.press_card(CISCO_1, "Maybe")
    await town.press_card(CISCO_2, "Coming")
    await town.press_card(MICROSOFT_1, "Coming")
    await town.say(CISCO_1, "consent")
    await town.press(CISCO_1, "Yes, name us")
    await town.say(CISCO_1, "my time zone is Los Angeles")
    await town.say(FACILITATOR, "rules")
    await town.press(FACILITATOR, "Change…")
    await town.fill(FACILITATOR, text="Be kind.")
    await town.say(CISCO_1, "sessions")
    await town.press(CISCO_1, "I accept")
    await town.say(FACILITATOR, "confirm nominees")
    await town.press(FACILITATOR, "Ask every organisation now")
    await town.settle()
    await town.move(2, "9 March 2027 22:00 Geneva time")
    await town.settle()


async def forget_me(town: Town, who: str = CISCO_1) -> str:
    await town.say(who, "forget me")
    return await town.press(who, "Forget me")


async def tallies(town: Town) -> list[answers.Tally]:
    return (await town.product.database.run(lambda db: answers.tallies(db, 1)))[0]


async def test_nothing_is_left_that_says_who_it_was(town: Town) -> None:
    await live_a_little(town)
    assert len(await town.product.database.run(traces)) > 8
    assert "You are forgotten" in await forget_me(town)
    assert await town.product.database.run(traces) == []
    await town.settle()
    assert await town.product.database.run(traces) == []


async def test_nothing_that_is_drawn_afterwards_says_who_it_was(town: Town) -> None:
    await live_a_little(town)
    await forget_me(town)
    shown = gathering(town)
    for who in (FACILITATOR, CISCO_2):
        for sentence in ("home", "people", "people Cisco", "audit", "codes", "houses", f"who is coming to {SESSION}",
                         "confirm nominees", "certificates", "my data", f"as Cisco {SESSION}"):  # fmt: skip
            await town.say(who, sentence)
            await town.world.close_form(who)
    await town.press_card(CISCO_2, "Maybe")
    await town.settle()
    assert len(shown) > 20
    assert [one for one in shown if NAME in repr(one) or CISCO_1 in repr(one)] == []


async def test_what_is_confirmed_says_what_goes_and_what_stays(town: Town) -> None:
    asked = await town.say(CISCO_1, "forget me")
    assert NAME in asked
    assert "This goes for good" in asked
    assert "one chat account" in asked
    assert "This stays" in asked
    assert "as numbers of Cisco without a name" in asked
    assert "Hello, Cisco nominee 1" in await town.press(CISCO_1, "Keep me")


async def test_past_counts_stay_and_what_is_to_come_is_taken_back(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.press_card(MICROSOFT_1, "Coming")
    first = await town.product.database.run(lambda db: db.exec(select(Meeting).where(Meeting.id == 1)).one())
    town.clock.move(first.starts + timedelta(hours=3) - town.clock.now())
    before = await tallies(town)
    await forget_me(town)
    after = await tallies(town)
    assert [line for line in after if line.meeting == 1] == [line for line in before if line.meeting == 1]
    assert [line.people for line in before if line.choice == Choice.COMING] == [2, 2, 2]
    assert [line.people for line in after if line.choice == Choice.COMING] == [2, 1, 1]
    assert "a member who was forgotten" in await town.say(FACILITATOR, f"who is coming to {SESSION}")
    await town.settle()
    assert "1 coming" in town.world.card("microsoft").words


async def test_the_audit_says_that_somebody_was_forgotten(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await forget_me(town)
    told = await town.say(FACILITATOR, "audit")
    assert "a member who was forgotten: asked to be forgotten" in told
    assert f"a member who was forgotten: answered ({SESSION})" in told


async def test_nothing_is_delivered_to_them_any_more(town: Town) -> None:
    await live_a_little(town)
    before = town.world.sees(CISCO_1)
    waiting = select(Delivery).where(Delivery.state == "waiting", Delivery.member_id == await place_of(town))
    assert await town.product.database.run(lambda db: len(db.exec(waiting).all())) > 0
    reply = await forget_me(town)
    town.clock.move(timedelta(days=1))
    await town.settle()
    assert reply.splitlines()[0] in town.world.sees(CISCO_1)
    assert "has been moved" not in town.world.sees(CISCO_1)[len(before) :]
    assert await town.product.database.run(lambda db: db.exec(waiting).all()) == []


async def place_of(town: Town) -> int:
    account = await town.product.database.run(lambda db: db.get_one(Account, CISCO_1))
    assert account.member_id is not None
    return account.member_id


async def test_forgetting_twice_is_forgetting_once(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    member = await place_of(town)
    await forget_me(town)
    before = await town.product.database.run(dump)
    person = Person(CISCO_1, "play:cisco", CISCO_1)
    again = await town.product.bot.answer(Pressed(person, Place(CISCO_1, private=True), pack(ForgetMe())))
    assert "I do not know yet which place" in repr(again)
    person = Person(FACILITATOR, "play:btech", FACILITATOR)
    press = Pressed(person, Place(FACILITATOR, private=True), pack(Forget(member, Reason.LEFT)))
    assert "forgotten already" in repr(await town.product.bot.answer(press))
    assert await town.product.database.run(dump) == before


async def test_a_facilitator_forgets_somebody_who_asked_and_the_reason_is_on_record(town: Town) -> None:
    await live_a_little(town)
    await town.say(FACILITATOR, f"forget {NAME}")
    await town.fill(FACILITATOR, reason="")
    asked = await town.fill(FACILITATOR, reason="asked by mail")
    assert "Forget Cisco nominee 1 of Cisco?" in asked
    assert "They are forgotten" in await town.press(FACILITATOR, "Forget them")
    assert await town.product.database.run(traces) == []
    last = (await town.product.database.run(lambda db: audit.deeds(db, community_of(db), 1)))[0]
    assert (last.who, last.behalf) == ("B-Tech facilitator 1", erasing.FORGOTTEN)
    assert last.about.endswith("reason asked by mail")


async def test_nobody_has_to_accept_new_rules_to_be_forgotten(town: Town) -> None:
    await town.say(FACILITATOR, "rules")
    await town.press(FACILITATOR, "Change…")
    await town.fill(FACILITATOR, text="Be kind.")
    assert "Be kind." in await town.say(CISCO_1, "my data")
    assert "You are forgotten" in await forget_me(town)


async def test_only_facilitators_forget_others(town: Town) -> None:
    assert "Only facilitators" in await town.say(CISCO_2, f"forget {NAME}")


async def test_a_community_is_not_left_without_a_facilitator(town: Town) -> None:
    for number in (2, 3):
        await town.say(FACILITATOR, f"forget B-Tech facilitator {number}")
        await town.fill(FACILITATOR, reason="has left the organisation")
        assert "They are forgotten" in await town.press(FACILITATOR, "Forget them")
    assert "needs a facilitator" in await forget_me(town, FACILITATOR)
    assert "Hello" in await town.say(FACILITATOR, "home")


async def test_the_seat_is_free_for_somebody_else(town: Town) -> None:
    await forget_me(town)
    assert "1 of 2 seats" in await town.say(FACILITATOR, "people Cisco")
    assert NAME not in town.world.last(FACILITATOR)
    await town.press(FACILITATOR, "Add a person…")
    assert "Added." in await town.fill(FACILITATOR, name="Cisco nominee 3", role="nominee")


async def test_somebody_of_another_community_cannot_be_forgotten(town: Town) -> None:
    member = await place_of(town)
    other = await town.product.database.run(
        lambda db: erasing.forget(db, community_of(db) + 1, member, town.clock.now())
    )
    assert other is None


async def test_the_place_is_as_if_nobody_had_ever_held_it(town: Town) -> None:
    await live_a_little(town)
    member = await place_of(town)
    await forget_me(town)
    assert await town.product.database.run(lambda db: membership.place(db, community_of(db), member)) is None
    kept = await town.product.database.run(lambda db: db.get_one(Member, member))
    assert (kept.name, kept.role, kept.accepted, kept.zone) == (erasing.FORGOTTEN, "stranger", 0, "")
    assert await town.product.database.run(lambda db: db.get(Account, CISCO_1)) is None
