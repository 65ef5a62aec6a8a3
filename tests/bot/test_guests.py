"""Guests: invited by mail to one Outreach Dialogue, which they see from outside and answer; and let go again."""

from datetime import timedelta

import pytest
from sqlmodel import select

from bot.people.guestwords import Asked, read, title_of
from storage.guests import Guest
from storage.models import Account, Member, Organisation, Role
from tests.bot.test_by_mail import make
from tests.matrix import dump
from tests.town import CISCO_1, FACILITATOR, SESSION, Town

DIALOGUE, BRIEFING = "What users expect of remedy", "New rules on due diligence"
ANA = "ana@example.org"


async def invite(town: Town, mail: str = ANA, organisation: str = "CSO One", kind: str = "civil society") -> str:
    """A facilitator invites in one sentence, and says what the organisation is where it is new; what they see."""
    seen = await town.say(FACILITATOR, f"invite {mail} of {organisation} as a guest to the Outreach Dialogue")
    if "is new here" in seen:
        seen = await town.fill(FACILITATOR, kind=kind)
    await town.settle()
    return seen


async def rows(town: Town, kind):  # type: ignore[no-untyped-def]
    return await town.product.database.run(lambda db: db.exec(select(kind)).all())


async def announced(town: Town) -> Town:
    for title in (SESSION, BRIEFING, DIALOGUE):
        await town.announce(title)
    return town


async def test_a_guest_is_invited_in_one_sentence_and_gets_one_mail(post_town: Town) -> None:
    town = await announced(post_town)
    seen = await town.say(FACILITATOR, f"invite {ANA} of CSO One as a guest to the Outreach Dialogue")
    assert "CSO One is new here: please choose what it is." in seen
    seen = await town.fill(FACILITATOR, kind="civil society")
    assert f"CSO One guest 1 is invited to {DIALOGUE}." in seen
    await town.settle()
    (mail,) = town.box.words(ANA)
    assert f"You are invited to “{DIALOGUE}”" in mail
    assert "by the facilitators to this one session of Tech Company Community of Practice, as CSO One guest 1" in mail
    (guest,) = await rows(town, Guest)
    place = next(one for one in await rows(town, Member) if one.id == guest.member_id)
    assert (place.name, place.role, place.mail) == ("CSO One guest 1", Role.GUEST, ANA)
    organisation = next(one for one in await rows(town, Organisation) if one.id == place.organisation_id)
    assert (organisation.name, organisation.kind, organisation.seats) == ("CSO One", "civil society", 0)


async def test_a_guest_sees_and_answers_that_session_alone_and_only_from_outside(post_town: Town) -> None:
    town = await announced(post_town)
    await town.say(FACILITATOR, "disclosure")
    await town.fill(FACILITATOR, others="names", guests="counts")
    await town.press_card(CISCO_1, "Coming")
    await town.say(CISCO_1, f"coming to {DIALOGUE}")
    await invite(town)
    ana = town.reader(ANA)
    home = await ana.press_mail("See and answer")
    assert DIALOGUE in home
    assert "You are coming" in await ana.press("Coming")
    listed = await ana.say("sessions")
    assert DIALOGUE in listed
    for title in (SESSION, BRIEFING):
        assert title not in home + listed
        for sentence in (f"coming to {title}", f"who is coming to {title}", f"agenda of {title}", f"parts of {title}"):
            assert title not in (await ana.say(sentence)).replace(f"“{title}”", ""), sentence
    seen = await ana.say(f"who is coming to {DIALOGUE}")
    assert "Coming: 2 people" in seen
    assert "Cisco" not in seen
    assert "Only facilitators" in await ana.say("people")


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        (f"invite {ANA} of Cisco as a guest to {SESSION}", f"Guests come to Outreach Dialogues, and “{SESSION}” is none."),
        (f"invite {ANA} of Cisco as a guest to Nothing at all", "I know no session called"),
        (f"invite two@cisco.example of Cisco as a guest to {DIALOGUE}", "is meant for Cisco nominee 2, who is a nominee here"),
        (f"invite {ANA} as a guest to {DIALOGUE}", "Please write where they come from."),
        (f"invite ana@example of Cisco as a guest to {DIALOGUE}", "This is no mail address."),
    ],
)  # fmt: skip
async def test_what_cannot_be_is_said_kindly(post_town: Town, sentence: str, answer: str) -> None:
    town = await announced(post_town)
    await town.say(FACILITATOR, "mail of Cisco nominee 2 is two@cisco.example")
    assert answer in await town.say(FACILITATOR, sentence)
    await town.settle()
    assert await rows(town, Guest) == []
    assert town.box.boxes == {}


async def test_a_draft_and_a_session_that_is_over_have_no_guests(post_town: Town) -> None:
    town = post_town
    sentence = f"invite {ANA} of Cisco as a guest to {DIALOGUE}"
    assert "is still a draft. Announce it first" in await town.say(FACILITATOR, sentence)
    assert "There is no Outreach Dialogue to come" in await town.say(
        FACILITATOR, sentence.replace(DIALOGUE, "the dialogue")
    )
    await announced(town)
    town.clock.move(timedelta(days=900))
    assert "is over." in await town.say(FACILITATOR, sentence)


async def test_inviting_twice_sends_nothing_twice_unless_it_is_asked_for(post_town: Town) -> None:
    town = await announced(post_town)
    await invite(town)
    assert "was invited to" in await invite(town)
    assert len(town.box.words(ANA)) == 1
    await town.press(FACILITATOR, "Send the mail again")
    await town.settle()
    assert len(town.box.words(ANA)) == 2
    assert len(await rows(town, Guest)) == 1


async def test_a_guest_is_invited_with_a_form_from_the_session_and_uninvited_there(post_town: Town) -> None:
    town = await announced(post_town)
    await town.say(FACILITATOR, f"manage {DIALOGUE}")
    assert "Nobody was invited yet." in await town.press(FACILITATOR, "Guests…")
    await town.press(FACILITATOR, "Invite a guest…")
    assert "choose what it is" in await town.fill(FACILITATOR, mail=ANA, organisation="CSO One")
    assert "is invited" in await town.fill(FACILITATOR, kind="civil society", name="CSO One speaker")
    await town.settle()
    ana = town.reader(ANA)
    await ana.open()
    await ana.press("Coming")
    await town.settle()
    assert "1 coming" in town.world.card("cisco").words
    assert "CSO One speaker · CSO One" in await town.press(FACILITATOR, "All guests of it")
    await town.press(FACILITATOR, "Uninvite…")
    assert "leads nowhere now" in await town.press(FACILITATOR, "Uninvite")
    town.clock.move(timedelta(hours=23))
    await town.settle()
    assert "0 coming" in town.world.card("cisco").words
    assert "leads nowhere any more" in await ana.open()
    assert "was taken back" in town.box.words(ANA)[-1]
    assert "is invited to" in await invite(town), "they can be invited again"
    assert "You have not answered" in await town.reader(ANA).open()


async def test_the_place_of_a_guest_who_never_answered_is_used_again(post_town: Town) -> None:
    town = await announced(post_town)
    await invite(town)
    await town.say(FACILITATOR, f"uninvite {ANA}")
    await town.press(FACILITATOR, "Uninvite")
    await town.settle()
    assert await rows(town, Guest) == []
    await invite(town, "bo@example.org")
    places = [(one.name, one.mail) for one in await rows(town, Member) if one.role == Role.GUEST]
    assert places == [("CSO One guest 1", "bo@example.org")]


async def test_a_coordinator_invites_guests_of_their_own_organisation(post_town: Town) -> None:
    town = await announced(post_town)
    await make(town, "Cisco nominee 1", Role.COORDINATOR)
    seen = await town.say(CISCO_1, f"invite {ANA} of CSO One as a guest to the Outreach Dialogue")
    assert "guests of your own organisation" in seen
    await town.world.close_form(CISCO_1)
    assert "Cisco guest 1 is invited" in await town.say(CISCO_1, f"invite {ANA} as a guest to the Outreach Dialogue")
    await town.say(CISCO_1, "people")
    await town.press(CISCO_1, "Invite a guest…")
    form = town.world.form(CISCO_1)
    assert form is not None
    assert [one.key for one in form.form.fields] == ["session", "mail", "name"]
    chosen = form.form.fields[0].options[0].value  # type: ignore[union-attr]
    assert "Cisco guest 2 is invited" in await town.fill(CISCO_1, session=chosen, mail="bo@example.org")
    await invite(town, "cy@example.org")
    seen = await town.say(CISCO_1, "guests")
    assert "Cisco guest 2" in seen
    assert "CSO One" not in seen
    assert "known here already" in await town.say(CISCO_1, "invite cy@example.org as a guest to the Outreach Dialogue")
    assert "Only facilitators" in await town.say(CISCO_1, "uninvite cy@example.org")
    await town.settle()
    assert "by Cisco to this one session" in town.box.words(ANA)[0]


async def test_a_guest_of_a_session_that_is_over_comes_to_the_next_with_their_old_place(post_town: Town) -> None:
    town = await announced(post_town)
    await invite(town)
    await town.say(FACILITATOR, "plan Outreach Dialogue 'Remedy for all' on 4 March 2029 15:00 Geneva time, 2 h")
    await town.say(FACILITATOR, "announce Remedy for all")
    again = f"invite {ANA} of CSO One as a guest to Remedy for all"
    assert "one session at a time" in await town.say(FACILITATOR, again)
    town.clock.move(timedelta(days=600))
    assert "is invited to Remedy for all" in await town.say(FACILITATOR, again)
    await town.settle()
    ana = town.reader(ANA)
    assert "Remedy for all" in await ana.open()
    assert DIALOGUE not in await ana.say("sessions")
    assert len([one for one in await rows(town, Member) if one.role == Role.GUEST]) == 1


async def test_whom_a_guest_sends_instead_is_a_guest_too(post_town: Town) -> None:
    town = await announced(post_town)
    await town.say(FACILITATOR, f"seats of {DIALOGUE}: 5 seats")
    await invite(town)
    ana = town.reader(ANA)
    await ana.open()
    await ana.press("Coming")
    await ana.say(f"send CSO One second to {DIALOGUE}")
    await ana.press(ana.buttons[0])
    await ana.fill()
    await town.settle()
    await town.say(FACILITATOR, "admit CSO One second")
    (second,) = [one for one in await rows(town, Member) if one.name == "CSO One second"]
    assert second.role == Role.GUEST
    assert {one.member_id for one in await rows(town, Guest)} >= {second.id}


async def test_guests_are_reminded_of_their_session_by_mail_and_of_no_other(post_town: Town) -> None:
    town = await announced(post_town)
    await invite(town)
    await town.say(FACILITATOR, f"flight plan {DIALOGUE}")
    seen = await town.press(FACILITATOR, "Whom?")
    assert "CSO One guest 1" in seen
    assert "by mail" in seen
    town.clock.move(timedelta(days=100))
    for _ in range(27):
        town.clock.move(timedelta(days=1))
        await town.settle()
    mails = town.box.words(ANA)
    assert any(DIALOGUE in one for one in mails[1:])
    for title in (SESSION, BRIEFING):
        assert not any(title in one for one in mails)
    assert "sent by mail" in await town.say(FACILITATOR, "what was sent to CSO One guest 1")


async def test_a_company_from_outside_is_counted_among_nobody(post_town: Town) -> None:
    town = await announced(post_town)
    await invite(town, organisation="Megacorp", kind="outside company")
    ana = town.reader(ANA)
    await ana.open()
    await ana.press("Coming")
    await town.settle()
    card = town.world.card("cisco").words
    assert "1 coming" in card
    assert "0 of 12 companies have answered." in card
    assert "Megacorp" not in await town.say(FACILITATOR, f"coverage {DIALOGUE}")


async def test_a_facilitator_sees_exactly_what_the_guests_see(post_town: Town) -> None:
    town = await announced(post_town)
    await town.say(FACILITATOR, "disclosure")
    await town.fill(FACILITATOR, others="names", guests="nothing")
    await town.say(CISCO_1, f"coming to {DIALOGUE}")
    await invite(town)
    seen = await town.say(FACILITATOR, f"as CSO One {DIALOGUE}")
    assert "1 coming" not in seen
    assert "this session is for others" in await town.say(FACILITATOR, f"as CSO One {SESSION}")
    assert "1 coming" in await town.say(FACILITATOR, f"as Ericsson {DIALOGUE}")


async def test_a_published_agenda_reaches_the_guests_of_its_session(post_town: Town) -> None:
    town = await announced(post_town)
    await invite(town)
    await town.say(FACILITATOR, f"agenda for {DIALOGUE}: 10' Welcome (B-Tech)\n100' Cases (Cisco)")
    await town.say(FACILITATOR, f"publish agenda for {DIALOGUE}")
    await town.press(FACILITATOR, "Publish in 4 houses")
    town.clock.move(timedelta(minutes=6))
    await town.settle()
    assert "Welcome" in town.box.words(ANA)[-1]
    assert "Cisco" not in town.box.words(ANA)[-1], "a company is asked before it is named"


async def test_what_is_done_by_mail_is_on_record_as_that(post_town: Town) -> None:
    town = await announced(post_town)
    await invite(town)
    ana = town.reader(ANA)
    await ana.open()
    await ana.press("Coming")
    seen = await town.say(FACILITATOR, "audit")
    assert "B-Tech facilitator 1: invited a guest" in seen
    assert "by mail" in await town.say(FACILITATOR, "audit CSO One guest 1")
    assert ANA not in seen


async def test_forgetting_a_guest_leaves_nothing_of_them(post_town: Town) -> None:
    town = await announced(post_town)
    await invite(town)
    ana = town.reader(ANA)
    await ana.open()
    await ana.press("Coming")
    assert [line for line in await traces(town) if ANA in line] != []
    assert "invitation" in await ana.say("my data")
    await ana.say("forget me")
    assert "You are forgotten" in await ana.press("Forget me")
    await town.settle()
    assert await rows(town, Guest) == []
    assert await traces(town) == []
    assert "leads nowhere any more" in await ana.open()


async def traces(town: Town) -> list[str]:
    """Every value in any table that tells of them: their address, their place, the account behind their link."""
    words = (ANA, "CSO One guest 1", "mail:1:")
    tables = await town.product.database.run(dump)
    found = [(name, str(value)) for name, lines in tables.items() for line in lines for value in line]
    return [f"{name}: {value}" for name, value in found if any(word in value for word in words)]


async def test_a_guest_whose_session_is_long_over_is_let_go_with_its_roster(post_town: Town) -> None:
    town = await announced(post_town)
    await invite(town)
    ana = town.reader(ANA)
    await ana.open()
    await ana.press("Coming")
    await town.say(FACILITATOR, "keep rosters 2 months")
    town.clock.move(timedelta(days=150))
    await purge(town)
    assert len(await rows(town, Guest)) == 1
    assert "Hello, CSO One guest 1" in await ana.open()
    town.clock.move(timedelta(days=60))
    await purge(town)
    assert await rows(town, Guest) == []
    assert [one.address for one in await rows(town, Account) if one.house_id == "mail:1"] in ([], [""])
    assert ANA not in {one.mail for one in await rows(town, Member)}
    assert "leads nowhere any more" in await ana.open()


async def purge(town: Town) -> None:
    await town.say(FACILITATOR, "purge")
    await town.press(FACILITATOR, "Purge now")
    for _ in range(6):
        await town.settle()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("ana@example.org of CSO One as a guest to the Outreach Dialogue", Asked(ANA, "CSO One", "the Outreach Dialogue")),
        ("ana@example.org, from “CSO One” as guest to Remedy", Asked(ANA, "CSO One", "Remedy")),
        ("guest ana@example.org of CSO One to Remedy", Asked(ANA, "CSO One", "Remedy")),
        ("ana@example.org to Remedy", Asked(ANA, "", "Remedy")),
        ("ana@example.org as a guest", Asked(ANA, "", "")),
        ("Cisco nominee 1", None),
        ("Cisco nominee 1 by mail", None),
    ],
)  # fmt: skip
def test_a_guest_is_read_from_one_sentence(text: str, asked: Asked | None) -> None:
    assert read(text) == asked


@pytest.mark.parametrize("words", ["the Outreach Dialogue", "our next dialogue", "outreach dialogue", ""])
def test_the_dialogue_needs_no_title(words: str) -> None:
    assert title_of(words) == ""
    assert title_of(f"{words} on remedy" if words else "remedy") != ""
