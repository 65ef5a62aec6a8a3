"""A company whose IT has not approved the app yet takes part by mail, and later in its chat: one place, every answer."""

from datetime import timedelta

from sqlmodel import select

from storage import people
from storage.mailboxes import is_mail
from storage.models import Account, Answer, Choice, Member, Role
from tests.postbox import PostBox
from tests.town import CISCO_1, FACILITATOR, SESSION, Town

APPLE, MAIL = "Apple nominee 1", "one@apple.example"
RULES = "Be kind, and tell nobody who said what."


async def invited(town: Town, name: str = APPLE, mail: str = MAIL) -> str:
    """A facilitator notes the address and presses the button; what they see."""
    await town.say(FACILITATOR, f"mail of {name} is {mail}")
    seen = await town.press(FACILITATOR, "Send the invitation by mail")
    await town.settle()
    return seen


async def set_rules(town: Town) -> None:
    await town.say(FACILITATOR, "rules")
    await town.press(FACILITATOR, "Change…")
    await town.fill(FACILITATOR, text=RULES)


async def answers_of(town: Town, name: str) -> list[str]:
    query = select(Answer.choice).join(Member, Answer.member_id == Member.id).where(Member.name == name)
    return sorted(await town.product.database.run(lambda db: db.exec(query).all()))


async def make(town: Town, name: str, role: Role) -> None:
    def change(db) -> None:  # type: ignore[no-untyped-def]
        member = db.exec(select(Member).where(Member.name == name)).one()
        member.role = role
        db.add(member)

    await town.product.database.run(change)


async def test_an_invitation_is_one_mail_that_tells_nothing_and_leads_over_the_rules_to_everything(
    post_town: Town,
) -> None:
    town = post_town
    await set_rules(town)
    await town.announce()
    assert f"on its way to {MAIL}" in await invited(town)
    (mail,) = town.box.words(MAIL)
    assert "You are invited to Tech Company Community of Practice" in mail
    assert "You are invited by the facilitators to take part as Apple nominee 1." in mail
    for secret in (SESSION, RULES, "Cisco", "B-Tech facilitator"):
        assert secret not in mail
    one = town.reader(MAIL)
    assert RULES in await one.press_mail("See and answer")
    assert SESSION not in await one.say("sessions")
    assert SESSION in await one.press("I accept"), "what they came for"
    assert "Hello, Apple nominee 1" in await one.open()
    assert "Times are shown in Geneva time until you say where you are." in await one.open()
    assert "You are coming" in await one.press("Coming")
    await town.settle()
    assert "1 coming" in town.world.card("cisco").words
    assert len(town.box.words(MAIL)) == 1, "what one did oneself is no news"
    for sentence, answer in (
        (f"agenda of {SESSION}", "not published yet"),
        ("my time zone is Nairobi", "Africa/Nairobi"),
        (f"who can see my answer to {SESSION}", "see"),
        ("profile", "I know you in: mail"),
        ("home", "Hello, Apple nominee 1"),
    ):
        assert answer in await one.say(sentence), sentence
    assert "until you say where you are" not in await one.open()


async def test_a_coordinator_invites_their_own_people_and_nobody_elses(post_town: Town) -> None:
    town = post_town
    await make(town, "Cisco nominee 1", Role.COORDINATOR)
    await town.say(CISCO_1, "add Cisco participant 1 as participant of Cisco, new@cisco.example")
    assert "on its way to new@cisco.example" in await town.press(CISCO_1, "Send the invitation by mail")
    await town.settle()
    assert "by Cisco to take part" in town.box.words("new@cisco.example")[0]
    assert "yours to manage" in await town.say(CISCO_1, f"invite {APPLE} by mail")
    await town.say(FACILITATOR, f"mail of {APPLE} is {MAIL}")
    assert "on its way" in await town.say(FACILITATOR, f"invite {APPLE} by mail")
    assert "on its way" in await town.say(FACILITATOR, f"send the invitation by mail to {APPLE}")
    await town.settle()
    assert len(town.box.words(MAIL)) == 1, "pressed twice before it left, it is one mail"


async def test_a_company_begins_with_mail_alone_and_comes_into_its_chat_later(post_town: Town) -> None:
    """W1: the IT has not approved the app yet."""
    town = post_town
    await set_rules(town)
    await town.announce()
    seen = await town.say(FACILITATOR, "add company Zeta, 2 seats, coordinator boss@zeta.example")
    assert "“invite Zeta coordinator by mail” is enough to begin" in seen
    assert "on its way to boss@zeta.example" in await town.say(FACILITATOR, "invite Zeta coordinator by mail")
    await town.settle()
    boss = town.reader("boss@zeta.example")
    await boss.press_mail("See and answer")
    await boss.press("I accept")
    assert "Added." in await boss.say("add Zeta nominee 1 as nominee, one@zeta.example")
    assert "on its way to one@zeta.example" in await boss.press("Send the invitation by mail")
    assert "Only facilitators" in await boss.say("coverage")
    await town.settle()
    one = town.reader("one@zeta.example")
    await one.press_mail("See and answer")
    await one.press("I accept")
    await one.open()
    assert "You are coming" in await one.press("Coming")
    await town.settle()
    assert "1 of 13 companies" in town.world.card("cisco").words
    code = (await town.say(FACILITATOR, "code Zeta")).split(" is ")[1].split()[0]
    town.world.add_house("zeta", "Zeta", "teams")
    for key in ("boss", "one"):
        town.world.add_person("zeta", key, "Somebody")
    await town.say("play:zeta:boss", f"join {code}", in_room=True)
    for key, name in (("boss", "Zeta coordinator"), ("one", "Zeta nominee 1")):
        assert f"You are {name}" in await town.say(f"play:zeta:{key}", "join")
    assert "You are coming" in await town.say("play:zeta:one", "home")
    assert await answers_of(town, "Zeta nominee 1") == [Choice.COMING] * 3


async def test_where_mail_is_not_running_nothing_offers_it(town: Town) -> None:
    await town.say(FACILITATOR, f"mail of {APPLE} is {MAIL}")
    assert not [label for label in town.world.buttons(FACILITATOR) if "mail again" in label or "by mail" in label]
    assert "Mail is not set up here" in await town.say(FACILITATOR, f"invite {APPLE} by mail")
    assert "Mail is not set up here" in await town.say(
        FACILITATOR, "invite ana@example.org of CSO One as a guest to it"
    )
    assert "by mail" not in await town.say(FACILITATOR, "help people")
    await town.say(FACILITATOR, "people Apple")
    assert "Invite a guest…" not in town.world.buttons(FACILITATOR)


async def test_facilitators_neither_get_a_link_nor_can_use_one(post_town: Town) -> None:
    town = post_town
    await town.say(FACILITATOR, "mail of B-Tech facilitator 3 is three@un.example")
    assert "Send the invitation by mail" not in town.world.buttons(FACILITATOR)
    assert "Facilitators work from their chat" in await town.say(FACILITATOR, "invite B-Tech facilitator 3 by mail")
    await invited(town)
    await make(town, APPLE, Role.FACILITATOR)
    one = town.reader(MAIL)
    for seen in (await one.open(), await one.say("people"), await one.say("join ABCD-EFGH-JKLM")):
        assert "please write me in your chat instead" in seen
        assert "Cisco" not in seen
    before = len(town.box.words(MAIL))
    await town.say(CISCO_1, "leave")
    await town.press(CISCO_1, "Leave")
    await town.settle()
    assert len(town.box.words(MAIL)) == before, "what facilitators are told is not for the mail"


async def test_the_same_person_in_a_chat_later_has_one_place_and_every_answer(post_town: Town) -> None:
    town = post_town
    await town.announce()
    await invited(town)
    one = town.reader(MAIL)
    await one.open()
    await one.press("Coming")
    code = (await town.say(FACILITATOR, "code Apple")).split("The code for Apple is ")[1].split()[0]
    town.world.add_house("apple", "Apple", "slack")
    town.world.add_person("apple", "one", "Somebody")
    await town.say("play:apple:one", f"join {code}", in_room=True)
    seen = await town.say("play:apple:one", "join")
    assert "You are Apple nominee 1" in seen
    assert "From now on I write to you here and not by mail" in seen
    assert "You are coming" in await town.say("play:apple:one", "home")
    assert "joined" in await town.say(FACILITATOR, "people Apple")
    before = len(town.box.words(MAIL))
    await town.move(2, "9 March 2027 22:00 Geneva time")
    town.clock.move(timedelta(hours=9))
    await town.settle()
    assert "has moved" in town.world.sees("play:apple:one")
    assert len(town.box.words(MAIL)) == before, "never two messages"
    await one.say(f"maybe {SESSION}")
    assert "You said maybe" in await town.say("play:apple:one", "home")
    assert "mail" in await town.say("play:apple:one", "my accounts")
    assert "No more mail will reach you" in await town.press("play:apple:one", "No more mail")
    assert "leads nowhere any more" in await one.open()
    assert await answers_of(town, APPLE) == [Choice.MAYBE] * 3


async def test_a_personal_code_links_as_well_and_is_never_asked_for_by_mail(post_town: Town) -> None:
    town = post_town
    await town.say(FACILITATOR, "mail of Cisco nominee 2 is two@cisco.example")
    assert "Send the invitation by mail" not in town.world.buttons(FACILITATOR)
    assert "no mail is needed" in await town.say(FACILITATOR, "invite Cisco nominee 2 by mail")
    await invited(town)
    one = town.reader(MAIL)
    code = (await town.say(FACILITATOR, f"code {APPLE}")).split(" is ")[1].split()[0]
    house = (await town.say(FACILITATOR, "code Apple")).split(" is ")[1].split()[0]
    for typed in (code, house):
        assert "belongs into your organisation's chat" in await one.say(f"join {typed}")
    town.world.add_house("apple", "Apple", "teams")
    town.world.add_person("apple", "one", "Somebody")
    await town.say("play:apple:one", f"join {house}", in_room=True)
    assert "not by mail" in await town.say("play:apple:one", f"join {code}")


async def test_two_places_of_one_person_become_one_with_the_chat_and_the_mail(post_town: Town) -> None:
    town = post_town
    await town.announce()
    await town.say(FACILITATOR, "add Cisco participant 1 as participant of Cisco, new@cisco.example")
    await town.press(FACILITATOR, "Send the invitation by mail")
    await town.settle()
    one = town.reader("new@cisco.example")
    await one.open()
    await one.press("Coming")
    await town.say(FACILITATOR, "merge Cisco participant 1 into Cisco nominee 1")
    assert "no answer is lost" in await town.press(FACILITATOR, "Yes, one person")
    assert "You are coming" in await town.say(CISCO_1, "home")
    assert "Hello, Cisco nominee 1" in await one.open()
    assert "• Play of Cisco\n• mail" in await one.say("my accounts")


async def test_no_more_mail_ends_the_link_and_keeps_the_place_and_its_answers(post_town: Town) -> None:
    town = post_town
    await town.announce()
    await invited(town)
    one = town.reader(MAIL)
    await one.open()
    await one.press("Coming")
    assert "I know no chat of yours, so nothing will" in await one.say("no more mail")
    await one.press("Keep it")
    await one.unsubscribe()
    for seen in (await one.open(), await one.say("sessions")):
        assert "leads nowhere any more" in seen
        assert SESSION not in seen
    assert await answers_of(town, APPLE) == [Choice.COMING] * 3
    await town.settle()
    assert "Apple nominee 1 wants no more mail." in town.world.sees(FACILITATOR)
    assert "Apple nominee 1: ended the mail to them" in await town.say(FACILITATOR, "audit")
    kept = select(Account.address).where(Account.address.contains(MAIL))  # type: ignore[attr-defined]
    assert await town.product.database.run(lambda db: db.exec(kept).all()) == []
    assert "on its way" in await invited(town)
    assert "You are coming" in await town.reader(MAIL).open()


async def test_an_invitation_that_does_not_arrive_is_seen_at_the_place(post_town: Town) -> None:
    town = post_town
    town.box.unknown.add("slip@apple.example")
    await invited(town, mail="slip@apple.example")
    assert "The last mail did not arrive: 550 nobody of that name" in await town.say(FACILITATOR, f"people {APPLE}")
    assert "did not arrive" not in await invited(town)
    assert "did not arrive" not in await town.say(FACILITATOR, f"people {APPLE}")


async def test_an_address_can_be_said_with_the_invitation(post_town: Town) -> None:
    town = post_town
    assert f"on its way to {MAIL}" in await town.say(FACILITATOR, f"invite {APPLE} by mail at {MAIL}")
    await town.settle()
    assert len(town.box.words(MAIL)) == 1
    assert "no mail address" in await town.say(FACILITATOR, f"invite {APPLE} by mail at one@apple")


async def test_an_invitation_that_is_refused_changes_no_address(post_town: Town) -> None:
    town = post_town
    await town.say(FACILITATOR, f"mail of Cisco nominee 1 is {MAIL}")
    refused = await town.say(FACILITATOR, "invite Cisco nominee 1 by mail at two@cisco.example")
    assert "They are here already, in their chat: no mail is needed." in refused
    refused = await town.say(FACILITATOR, "invite B-Tech facilitator 3 by mail at three@un.example")
    assert "Facilitators work from their chat" in refused
    await town.settle()
    kept = select(Member.name, Member.mail).where(Member.mail != "")
    assert await town.product.database.run(lambda db: [*db.exec(kept)]) == [("Cisco nominee 1", MAIL)]
    assert (town.box.words("two@cisco.example"), town.box.words("three@un.example")) == ([], [])


async def test_another_address_is_another_person_until_they_are_invited(post_town: Town) -> None:
    town = post_town
    await invited(town, mail="slip@apple.example")
    slip = town.reader("slip@apple.example")
    assert "Hello, Apple nominee 1" in await slip.open()
    await invited(town)
    assert "leads nowhere any more" in await slip.open()
    assert "Hello, Apple nominee 1" in await town.reader(MAIL).open()


async def test_whoever_hands_a_place_over_is_told_by_mail_and_their_link_ends(post_town: Town) -> None:
    town = post_town
    await invited(town)
    one = town.reader(MAIL)
    await one.open()
    house = (await town.say(FACILITATOR, "code Apple")).split(" is ")[1].split()[0]
    town.world.add_house("apple", "Apple", "slack")
    town.world.add_person("apple", "next", "Somebody")
    await town.say("play:apple:next", f"join {house}", in_room=True)
    await town.say(FACILITATOR, f"replace {APPLE}")
    code = (await town.press(FACILITATOR, "Make a code")).split(" is ")[1].split()[0]
    await town.say("play:apple:next", f"join {code}")
    await town.settle()
    assert "Somebody else is Apple nominee 1 now" in town.box.words(MAIL)[-1]
    assert "leads nowhere any more" in await one.open()


async def test_a_mail_that_nobody_gets_any_more_is_not_sent(post_town: Town) -> None:
    town = post_town
    await town.say(FACILITATOR, f"mail of {APPLE} is {MAIL}")
    await town.press(FACILITATOR, "Send the invitation by mail")
    await town.reader(MAIL).unsubscribe()
    await town.settle()
    assert town.box.words(MAIL) == []


async def test_ids_never_hold_an_address(post_town: Town) -> None:
    town = post_town
    await invited(town)
    accounts = await town.product.database.run(lambda db: db.exec(select(Account)).all())
    mine = [one for one in accounts if is_mail(one.house_id)]
    assert [one.address for one in mine] == [f"{mine[0].id}:{MAIL}"]
    assert "apple" not in mine[0].id
    assert len(mine[0].id.rpartition(":")[2]) >= 16
    member = await town.product.database.run(lambda db: people.accounts(db, mine[0].member_id or 0))
    assert [one.id for one in member] == [mine[0].id]
    assert isinstance(town.box, PostBox)
