"""Proposals: made by name, as a company or without a name, supported and answered."""

from datetime import timedelta

from sqlmodel import select

from storage.audit import Audit
from storage.models import Delivery
from storage.proposals import Naming
from tests.bot.test_agenda import drafted
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town


async def propose(town: Town, who: str, title: str, naming: Naming = Naming.COMPANY) -> str:
    await town.press_card(who, "Propose a topic…")
    return await town.fill(who, title=title, naming=naming)


async def all_propose(town: Town) -> None:
    await town.announce()
    await propose(town, CISCO_1, "Nameless thing", Naming.NOBODY)
    await propose(town, MICROSOFT_1, "Audits")
    await propose(town, ERICSSON_1, "Remedy", Naming.NAME)


async def test_a_proposal_by_form_reaches_the_facilitators_with_its_name(town: Town) -> None:
    await town.announce()
    assert "Please say what the item is about" in await propose(town, ERICSSON_1, " ", Naming.NAME)
    assert "Thank you" in await town.fill(ERICSSON_1, title="Remedy")
    assert "Remedy · Ericsson nominee 1" in await town.say(FACILITATOR, f"proposals for {SESSION}")
    assert "Remedy · a company" in await town.say(CISCO_1, f"proposals for {SESSION}")


async def test_without_a_name_it_waits_for_three_companies_and_for_hours(town: Town) -> None:
    await all_propose(town)
    for _ in range(2):
        assert "Nameless thing" not in await town.say(FACILITATOR, f"proposals for {SESSION}")
        town.clock.move(timedelta(hours=1))
    town.clock.move(timedelta(hours=13))
    assert "Nameless thing · without a name" in await town.say(FACILITATOR, f"proposals for {SESSION}")


async def test_two_companies_are_too_few_for_anything_without_a_name(town: Town) -> None:
    await town.announce()
    await propose(town, CISCO_1, "Nameless thing", Naming.NOBODY)
    await propose(town, CISCO_2, "Another", Naming.NOBODY)
    await propose(town, MICROSOFT_1, "Audits")
    town.clock.move(timedelta(days=9))
    assert "Nameless" not in await town.say(FACILITATOR, f"proposals for {SESSION}")
    assert "Nameless thing" in await town.say(CISCO_1, "my proposals")


async def test_nothing_on_record_and_no_message_tells_who_proposed_without_a_name(town: Town) -> None:
    await all_propose(town)
    town.clock.move(timedelta(days=1))
    await town.say(FACILITATOR, f"proposals for {SESSION}")
    await town.press(FACILITATOR, "Decline “Nameless thing”")
    await town.fill(FACILITATOR, reply="Not this year.")
    await town.settle()
    rows = await town.product.database.run(lambda db: db.exec(select(Audit).where(Audit.what == "proposal.send")).all())
    assert len(rows) == 2, "the two that were made with a name"
    told = select(Delivery).where(Delivery.drawing.startswith("tell.proposal"))
    assert await town.product.database.run(lambda db: db.exec(told).all()) == []
    assert "Not this year." in await town.say(CISCO_1, "my proposals")


async def test_a_sentence_without_a_name_in_the_room_is_turned_away(town: Town) -> None:
    await town.announce()
    sentence = f"propose without a name for {SESSION}: Something"
    assert "Others read along" in await town.say(CISCO_1, sentence, in_room=True)
    assert "Thank you" in await town.say(CISCO_1, sentence)
    assert "Thank you" in await town.say(CISCO_1, f"propose for {SESSION}: Something else")
    assert "Something else · Cisco" in await town.say(FACILITATOR, f"proposals for {SESSION}")


async def test_each_company_has_one_vote(town: Town) -> None:
    await town.announce()
    await propose(town, MICROSOFT_1, "Audits")
    for who in (CISCO_1, CISCO_2):
        await town.say(who, f"proposals for {SESSION}")
    assert "1 company supports it" in await town.press(CISCO_1, "We support it")
    assert "1 company supports it" in await town.press(CISCO_2, "We support it")
    assert "No longer support" in town.world.buttons(CISCO_1)
    await town.say(CISCO_2, f"proposals for {SESSION}")
    assert "supports it" not in await town.press(CISCO_2, "No longer support")


async def test_facilitators_accept_merge_and_decline_with_a_sentence_back(town: Town) -> None:
    await drafted(town)
    for title in ("Audits", "Remedy", "Weather"):
        await propose(town, ERICSSON_1, title)
    await town.say(FACILITATOR, f"proposals for {SESSION}")
    assert "Audits · Ericsson" in await town.press(FACILITATOR, "Accept “Audits”")
    await town.say(FACILITATOR, f"proposals for {SESSION}")
    await town.press(FACILITATOR, "Merge “Remedy”")
    assert "part of “Discussion of the case”" in await town.fill(FACILITATOR, item="4", reply="It fits there.")
    await town.press(FACILITATOR, "Decline “Weather”")
    assert "Please write a sentence" in await town.fill(FACILITATOR, reply="")
    await town.fill(FACILITATOR, reply="Not our field.")
    await town.settle()
    seen = town.world.sees(ERICSSON_1)
    assert "Audits · It is on the draft of the agenda." in seen
    assert "Remedy · It became part of another item. It fits there." in seen
    assert "Weather · It is not taken up this time. Not our field." in seen


async def test_a_proposal_is_withdrawn_by_its_author_alone(town: Town) -> None:
    await town.announce()
    await propose(town, ERICSSON_1, "Remedy")
    await town.say(CISCO_1, "home")
    latest = town.world.latest(CISCO_1)
    assert latest is not None
    await town.world.press_packed(CISCO_1, latest.id, 'proposal.withdraw {"proposal":1}')
    assert "Remedy" in await town.say(FACILITATOR, f"proposals for {SESSION}")
    await town.say(ERICSSON_1, "my proposals")
    assert "You took it back" in await town.press(ERICSSON_1, "Withdraw")
    assert "Remedy" not in await town.say(FACILITATOR, f"proposals for {SESSION}")
