"""Members who have only mail: told once what a room would show them, reminded, never told twice."""

from datetime import timedelta

from sqlmodel import col, select

from storage import mailboxes
from storage.models import Account, Member, Role
from tests.bot.test_by_mail import APPLE, MAIL, invited, make
from tests.bot.test_guests import ANA, DIALOGUE, invite
from tests.town import CISCO_1, FACILITATOR, SESSION, Town


async def told(town: Town, mail: str = MAIL) -> list[str]:
    """What came by mail after the invitation, once everything that is due has gone out."""
    for _ in range(2):
        town.clock.move(timedelta(minutes=6))
        await town.settle()
    return town.box.words(mail)[1:]


async def test_a_card_that_stands_in_every_house_comes_once_by_mail_to_those_who_have_no_other(post_town: Town) -> None:
    town = post_town
    await invited(town)
    seen = await town.say(FACILITATOR, f"announce {SESSION}")
    assert "1 person who has only mail gets it there." in seen
    (card,) = await told(town)
    assert SESSION in card
    await town.press_card(CISCO_1, "Coming")
    await town.settle()
    assert len(await told(town)) == 1, "nothing is sent because somebody clicked"
    one = town.reader(MAIL)
    assert "You are coming" in await one.press_mail("Coming")
    await town.settle()
    assert "2 coming" in town.world.card("cisco").words


async def test_whoever_is_reminded_of_a_session_at_once_is_not_shown_its_card_as_well(post_town: Town) -> None:
    town = post_town
    await invited(town)
    await town.say(FACILITATOR, "plan Core Session 'Soon' with 1 meeting from 18 January 2027 15:00 Geneva time, 2 h")
    await town.say(FACILITATOR, "announce Soon")
    mails = await told(town)
    assert len([mail for mail in mails if "Soon" in mail]) == 1, mails


async def test_what_is_for_others_is_not_mailed(post_town: Town) -> None:
    town = post_town
    await invited(town)
    await town.say(FACILITATOR, f"seats of {SESSION}: for executives")
    await town.announce()
    assert await told(town) == []
    await town.say(FACILITATOR, f"seats of {SESSION}: for executives and nominees")
    assert len(await told(town)) == 1, "it is for them now"
    await town.say(FACILITATOR, f"seats of {SESSION}: 20 seats, for nominees")
    assert len(await told(town)) == 1, "once"
    await make(town, APPLE, Role.EXPERT)
    await town.announce("Access to remedy")
    assert len(await told(town)) == 1, "experts hear of what they advise"


async def test_a_guest_is_shown_no_other_card_than_theirs(post_town: Town) -> None:
    town = post_town
    await town.announce(DIALOGUE)
    await invite(town)
    await town.announce()
    assert await told(town, ANA) == []


async def test_an_agenda_comes_once_when_it_is_published_and_changes_only_for_those_they_concern(
    post_town: Town,
) -> None:
    town = post_town
    await invited(town)
    await town.announce()
    before = len(await told(town))
    await town.say(FACILITATOR, f"agenda for {SESSION}: 10' Welcome (B-Tech)\n100' Cases (Cisco)")
    await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    await town.press(FACILITATOR, "Publish in 4 houses")
    (agenda,) = (await told(town))[before:]
    assert "Welcome" in agenda
    await town.say(FACILITATOR, f"item 1 of {SESSION}: 15 min")
    await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    await town.press(FACILITATOR, "Publish in 4 houses")
    assert len(await told(town)) == before + 1
    assert "Welcome" in await town.reader(MAIL).say(f"agenda of {SESSION}")


async def test_an_owner_is_asked_about_their_slot_and_gets_no_second_mail(post_town: Town) -> None:
    town = post_town
    await invited(town)
    await town.announce()
    before = len(await told(town))
    await town.say(FACILITATOR, f"agenda for {SESSION}: 10' Welcome (B-Tech)\n100' Cases (Apple nominee 1)")
    await town.say(FACILITATOR, f"publish agenda for {SESSION}")
    await town.press(FACILITATOR, "Publish in 4 houses")
    (asked,) = (await told(town))[before:]
    assert "Cases" in asked


async def test_moves_and_cancellations_reach_them_as_they_reach_everybody(post_town: Town) -> None:
    town = post_town
    await invited(town)
    await town.announce()
    one = town.reader(MAIL)
    await one.open()
    await one.press("Coming")
    before = len(await told(town))
    await town.move(2, "9 March 2027 22:00 Geneva time")
    (moved,) = (await told(town))[before:]
    assert "has moved" in moved
    await town.say(FACILITATOR, f"cancel meeting 2 of {SESSION}")
    await town.press(FACILITATOR, "Cancel this meeting")
    assert "is cancelled" in (await told(town))[-1]


async def test_a_chat_that_is_gone_leaves_the_mail(post_town: Town) -> None:
    """Whoever has both is written to in the chat; where the app was removed there, by mail."""
    town = post_town
    await town.announce()
    await town.press_card(CISCO_1, "Coming")

    def mailed(db) -> None:  # type: ignore[no-untyped-def]
        member = db.exec(select(Member).where(Member.name == "Cisco nominee 1")).one()
        mailboxes.give(db, 1, member.id, "one@cisco.example")

    await town.product.database.run(mailed)
    await town.move(2, "9 March 2027 22:00 Geneva time")
    town.clock.move(timedelta(hours=9))
    await town.settle()
    assert "has moved" in town.world.sees(CISCO_1)
    assert town.box.words("one@cisco.example") == []

    def removed(db) -> None:  # type: ignore[no-untyped-def]
        account = db.exec(select(Account).where(col(Account.id) == CISCO_1)).one()
        account.address = ""
        db.add(account)

    await town.product.database.run(removed)
    await town.move(3, "16 March 2027 22:00 Geneva time")
    town.clock.move(timedelta(hours=1))
    await town.settle()
    assert len(town.box.words("one@cisco.example")) == 1
