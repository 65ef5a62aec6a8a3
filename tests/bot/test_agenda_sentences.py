"""Everything about agendas in plain sentences: proposals, templates, copies, slots, versions, final agendas."""

import pytest
from sqlmodel import select

from storage.agendas import AgendaItem
from tests.bot.test_agenda import drafted, publish
from tests.bot.test_agenda_proposals import propose
from tests.town import CISCO_1, CISCO_2, ERICSSON_1, FACILITATOR, MICROSOFT_1, SESSION, Town

pytestmark = pytest.mark.one_database

OTHER = "New rules on due diligence"


async def proposed(town: Town) -> None:
    await drafted(town)
    for title in ("Audits", "Audits: who pays", "Weather into account"):
        await propose(town, ERICSSON_1, title)


async def test_a_proposal_is_supported_by_its_title_and_no_longer(town: Town) -> None:
    await proposed(town)
    assert "1 company supports it" in await town.say(CISCO_1, "support “Weather”")
    assert "2 companies support it" in await town.say(MICROSOFT_1, "vote for weather into account")
    assert "1 company supports it" in await town.say(CISCO_2, "no longer support Weather into account")
    assert "I know no open proposal called “Sun”" in await town.say(CISCO_1, "support Sun")


async def test_where_two_proposals_are_meant_both_are_named(town: Town) -> None:
    await proposed(town)
    seen = await town.say(CISCO_1, "support aud")
    assert "Which proposal do you mean?" in seen
    assert "• Audits: who pays" in seen
    assert "Audits · a company" in await town.press(CISCO_1, SESSION)
    assert "Which proposal" not in await town.say(CISCO_1, "support Audits"), "the one of just that title"


async def test_facilitators_answer_proposals_in_sentences(town: Town) -> None:
    await proposed(town)
    assert "“Audits” is on the draft." in await town.say(FACILITATOR, "accept proposal Audits")
    assert "It is declined." in await town.say(FACILITATOR, "decline proposal Audits: who pays: Not our field: sorry")
    seen = await town.say(FACILITATOR, "merge proposal Weather into account into item 4")
    assert "It is part of “Discussion of the case” now." in seen
    mine = await town.say(ERICSSON_1, "my proposals")
    assert "It is on the draft of the agenda." in mine
    assert "It is not taken up this time. Not our field: sorry" in mine
    assert "It became part of another item." in mine


async def test_what_a_sentence_leaves_out_is_asked_in_a_form(town: Town) -> None:
    await proposed(town)
    assert "A sentence back" in await town.say(FACILITATOR, "decline proposal Weather")
    assert "It is declined." in await town.fill(FACILITATOR, reply="No.")
    assert "Into which item" in await town.say(FACILITATOR, "merge proposal who pays into whatever")
    await town.world.close_form(FACILITATOR)
    assert "Which proposal" in await town.say(FACILITATOR, "accept proposal")


async def test_ones_own_proposal_is_withdrawn_in_a_sentence_and_anothers_is_not(town: Town) -> None:
    await proposed(town)
    assert "Nothing yet." in await town.say(CISCO_1, "withdraw proposal Weather")
    assert "Weather into account · You took it back." in await town.say(ERICSSON_1, "withdraw proposal Weather")


async def test_an_agenda_is_kept_as_a_template_and_used_in_sentences(town: Town) -> None:
    assert "No template is kept yet." in await town.say(FACILITATOR, "templates")
    await drafted(town)
    assert "Kept as “Two hours”." in await town.say(FACILITATOR, f"keep agenda of {SESSION} as “Two hours”")
    assert "Two hours · 4 items" in await town.say(FACILITATOR, "templates")
    seen = await town.say(FACILITATOR, f"use template two hours for meeting 2 of {SESSION}")
    assert "4 items are copied." in seen
    assert "Meeting 2" in seen
    assert "Two hours · 4 items" in await town.say(FACILITATOR, f"use template Three hours for {SESSION}")
    assert "I know no session called “nothing”" in await town.say(FACILITATOR, "use template Two hours for nothing")
    assert "at most 60 characters" in await town.say(FACILITATOR, f"keep agenda of {SESSION} as {'x' * 61}")
    assert "under which name" in await town.say(FACILITATOR, "keep agenda of nothing")


async def test_an_agenda_is_copied_from_one_session_to_another(town: Town) -> None:
    await drafted(town)
    seen = await town.say(FACILITATOR, f"copy agenda of {SESSION} to {OTHER}")
    assert "4 items are copied." in seen
    assert f"Agenda: {OTHER}" in seen
    assert "no agenda that could be copied" in await town.say(
        FACILITATOR, f"copy agenda of meeting 3 of {SESSION} to {OTHER}"
    )
    assert "I know no session called" in await town.say(FACILITATOR, f"copy agenda of nothing to {OTHER}")
    assert "from where to where" in await town.say(FACILITATOR, "copy agenda of")


async def test_a_slot_is_taken_handed_over_and_declined_in_sentences(town: Town) -> None:
    await drafted(town)
    await publish(town)
    assert "No published agenda has a slot of yours." in await town.say(MICROSOFT_1, "take slot Case study")
    assert "the slot is yours" in await town.say(CISCO_1, "take slot Case study")
    assert "Cisco nominee 2 is asked" in await town.say(CISCO_1, "hand slot Case study to Cisco nominee 2")
    assert "the slot is yours" in await town.say(CISCO_2, "take slot")
    assert "To" in await town.say(CISCO_2, "hand my slot to Ericsson nominee 1"), "only colleagues: a form asks whom"
    await town.world.close_form(CISCO_2)
    assert "Thank you. It appears" in await town.say(
        CISCO_2, "slides for Case study: https://example.org/a b".replace(" b", "")
    )
    assert "is not an address" in await town.say(CISCO_2, "slides for Case study: over there")
    assert "over there" in town.world.last(CISCO_2), "nothing typed is lost"
    await town.world.close_form(CISCO_2)
    assert "The facilitators hear of it." in await town.say(ERICSSON_1, "decline slot Discussion")
    rows = await town.product.database.run(lambda db: db.exec(select(AgendaItem).order_by(AgendaItem.position)).all())
    assert [row.answered for row in rows] == ["", "yes", "", "no"]
    assert rows[1].links == "https://example.org/a"


async def test_versions_are_compared_in_a_sentence(town: Town) -> None:
    await drafted(town)
    await publish(town)
    for sentence in ("item 3 of {}: off", "item 1 of {}: title Opening"):
        await town.say(FACILITATOR, sentence.format(SESSION))
        await publish(town)
    seen = await town.say(CISCO_1, f"compare versions 3 and 1 of {SESSION}")
    assert "From version 1 to version 3" in seen
    assert "Opening · was “Welcome”" in seen
    assert "Coffee break is no longer on it" in seen
    assert "There is no such version." in await town.say(CISCO_1, f"compare versions 1 and 9 of {SESSION}")
    assert "which two" in await town.say(CISCO_1, f"compare versions of {SESSION}")


async def test_a_final_agenda_is_objected_to_and_opened_again_in_sentences(town: Town) -> None:
    await drafted(town)
    await publish(town)
    assert "is not final" in await town.say(CISCO_1, f"object to {SESSION}: prices")
    await town.say(FACILITATOR, f"freeze agenda for {SESSION}")
    assert "Your company objects" in await town.say(CISCO_1, f"object to {SESSION}: Item 4 is about prices")
    assert "Why" in await town.say(ERICSSON_1, f"object to {SESSION}")
    await town.world.close_form(ERICSSON_1)
    assert "Item 4 is about prices" in await town.say(FACILITATOR, f"who acknowledged {SESSION}")
    assert "It can be changed again." in await town.say(FACILITATOR, f"open agenda again for {SESSION}")


async def test_what_is_left_of_a_meeting_is_carried_over_in_a_sentence(town: Town) -> None:
    await drafted(town)
    await publish(town)
    assert "No meeting is under way" in await town.say(FACILITATOR, f"carry over from {SESSION}")
    for sentence in (f"start {SESSION}", "next", "end the meeting"):
        await town.say(FACILITATOR, sentence)
    assert "3 items stand here now." in await town.say(FACILITATOR, f"carry over from {SESSION}")


async def test_every_one_of_them_has_its_line_of_help_and_is_for_those_who_may(town: Town) -> None:
    everybodys = ("support PROPOSAL", "withdraw proposal PROPOSAL", "hand slot ITEM to NAME", "take slot ITEM",
                  "compare versions 1 and 3 of TITLE", "object to TITLE: why")  # fmt: skip
    theirs = ("accept proposal PROPOSAL", "decline proposal PROPOSAL: why", "merge proposal PROPOSAL into item 3",
              "copy agenda of TITLE to TITLE", "keep agenda of TITLE as NAME", "use template NAME for TITLE", "templates",
              "open agenda again for TITLE", "carry over from TITLE")  # fmt: skip
    to_facilitators = await town.say(FACILITATOR, "help agendas")
    to_nominees = await town.say(CISCO_1, "help agendas")
    assert [one for one in theirs if one not in to_facilitators or one in to_nominees] == []
    assert [one for one in everybodys if one not in to_nominees] == []
