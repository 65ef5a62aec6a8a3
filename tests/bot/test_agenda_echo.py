"""What is shown after pasting: what was read, what was not, where times differ; and all of it is mended in one form."""

import pytest
from sqlmodel import select

from storage.agendas import AgendaItem
from tests.bot.test_agenda import SECOND, drafted, publish, titles
from tests.bot.test_agenda_pasted import items
from tests.town import CISCO_1, FACILITATOR, SESSION, Town

pytestmark = pytest.mark.one_database

LETTER = """Dear all, here is our plan.

15:30 Welcome (B-Tech)
15:40 Case study (Cisco)
16:00 Globex looks back (Globex)
16:30 Open talk (all)

And bring a friend
"""


def field(town: Town, who: str) -> str:
    """What stands in the first field of the form somebody has open."""
    opened = town.world.form(who)
    assert opened is not None
    return str(getattr(opened.form.fields[0], "value", ""))


async def test_one_glance_tells_what_was_read_and_what_was_not(town: Town) -> None:
    seen = await drafted(town, LETTER)
    first = seen.splitlines()[: seen.splitlines().index("1. 15:00–15:10 Welcome · B-Tech")]
    assert "4 items are added." in first
    assert "I did not read these 2 lines as items:" in first
    assert "• Dear all, here is our plan." in first
    assert "• And bring a friend" in first
    assert "In your text it begins at 15:30, the meeting at 15:00: the times follow the meeting." in first
    assert "Globex · nobody I know" in seen
    assert "Open talk · all · no minutes yet" in seen
    assert "all · nobody I know" not in seen


async def test_times_that_leave_a_gap_are_pointed_out(town: Town) -> None:
    seen = await drafted(town, "15:00 Welcome (team), 10 min\n15:20 Case study (Cisco), 20 min")
    assert "In your text “Case study” begins at 15:20, here at 15:10: look at what is before it." in seen
    assert "it begins at" not in seen
    seen = await town.say(FACILITATOR, f"agenda for {SESSION}: 17:00 More (team)")
    assert "In your text" not in seen, "times of what is added at the end say nothing of the beginning"


async def test_lines_that_were_not_read_become_items_in_one_form(town: Town) -> None:
    await drafted(town, LETTER)
    await town.press(FACILITATOR, "Make items of them…")
    assert field(town, FACILITATOR) == "Dear all, here is our plan.\nAnd bring a friend"
    assert "1 item is added." in await town.fill(FACILITATOR, text="5' And bring a friend (team)")
    assert (await titles(town))[-1] == "And bring a friend"


async def test_the_whole_agenda_is_corrected_in_one_form(town: Town) -> None:
    await drafted(town, "10' Welcome (team)\n20' Case study (Cisco)\n10' Break\n30' Talk\n5' Close")
    await town.press(FACILITATOR, "Edit item 2")
    await town.fill(FACILITATOR, notes="Ask for slides", links="https://example.org/case")
    await publish(town)
    assert "the slot is yours" in await town.say(CISCO_1, "take slot Case study")
    before = {row.title: row.id for row in await items(town)}
    await town.say(FACILITATOR, f"edit agenda of {SESSION}")
    assert field(town, FACILITATOR).splitlines()[:2] == ["10' Welcome (team)", "20' Case study (Cisco)"]
    seen = await town.fill(
        FACILITATOR,
        text="10' Welcome (team)\n35' A talk with the room (Ericsson)\n25' Case study (Cisco)\n10' Break\n15' Vote\n???",
    )
    assert "The agenda is as you wrote it." in seen
    assert "I did not read this line as an item:" in seen
    rows = await items(town)
    assert [(row.title, row.minutes, row.owner) for row in rows] == [
        ("Welcome", 10, "team"),
        ("A talk with the room", 35, "Ericsson"),
        ("Case study", 25, "Cisco"),
        ("Break", 10, ""),
        ("Vote", 15, ""),
    ]
    case = rows[2]
    assert (case.notes, case.links, case.answered) == ("Ask for slides", "https://example.org/case", "yes")
    assert [row.id for row in rows if row.title in before] == [before["Welcome"], before["Case study"], before["Break"]]


async def test_a_line_left_as_it_was_is_not_read_again(town: Town) -> None:
    await drafted(town, "10' Welcome (team)")
    for title in ("Part 2 – Cisco, 20 min", "3 lessons (draft): what now?", "مرحبا (5)"):
        await town.press(FACILITATOR, "Add an item…")
        await town.fill(FACILITATOR, title=title, minutes="15", kind="discussion")
    await town.press(FACILITATOR, "Edit as text…")
    await town.fill(FACILITATOR, text=field(town, FACILITATOR).replace("10' Welcome", "15' A welcome"))
    rows = await items(town)
    assert [(row.title, row.minutes, row.kind) for row in rows] == [
        ("A welcome", 15, "talk"),
        ("Part 2 – Cisco, 20 min", 15, "discussion"),
        ("3 lessons (draft): what now?", 15, "discussion"),
        ("مرحبا (5)", 15, "discussion"),
    ]


async def test_whoever_corrects_while_somebody_else_does_is_asked_and_loses_nothing(town: Town) -> None:
    await drafted(town, "10' Welcome (team)\n20' Case study (Cisco)")
    await town.press(FACILITATOR, "Correct it as text…")
    await town.say(SECOND, f"item 1 of {SESSION}: title Good morning")
    typed = "10' Welcome (team)\n30' Case study (Cisco)"
    assert "Somebody changed the agenda while you wrote" in await town.fill(FACILITATOR, text=typed)
    shown = town.world.last(FACILITATOR)
    assert "On it now, and not here: 10' Good morning (team); 20' Case study (Cisco)" in shown
    assert typed in shown
    assert await titles(town) == ["Good morning", "Case study"]
    await town.fill(FACILITATOR, text=typed)
    assert [(row.title, row.minutes) for row in await items(town)] == [("Welcome", 10), ("Case study", 30)]


async def test_what_was_pasted_by_mistake_is_off_again_unless_somebody_worked_on_it(town: Town) -> None:
    await drafted(town, "10' Welcome (team)")
    await town.say(FACILITATOR, f"agenda for {SESSION}: 20' Wrong\n20' Wrong too")
    latest = town.world.latest(FACILITATOR)
    assert latest is not None
    assert "It is as it was before." in await town.press(FACILITATOR, "Take it off again")
    assert await titles(town) == ["Welcome"]
    await town.say(FACILITATOR, f"agenda for {SESSION}: 20' Right")
    latest = town.world.latest(FACILITATOR)
    assert latest is not None
    await town.say(SECOND, f"item 2 of {SESSION}: 25 min")
    await town.world.press(FACILITATOR, latest.id, "Take it off again")
    assert "The agenda changed meanwhile" in town.world.last(FACILITATOR)
    assert await titles(town) == ["Welcome", "Right"]


async def test_a_message_longer_than_any_sentence_is_read_to_its_end(town: Town) -> None:
    seen = await drafted(town, "\n".join(f"2' {'word ' * 20}{number}" for number in range(60)) + "\nSee you all soon.")
    assert "60 items are added." in seen
    assert "• See you all soon." in seen
    assert (await titles(town))[-1].endswith("word 59")


async def test_a_long_agenda_is_not_offered_as_text(town: Town) -> None:
    await drafted(town, "\n".join(f"2' {'word ' * 30}{number}" for number in range(30)))
    assert len(await town.product.database.run(lambda db: db.exec(select(AgendaItem)).all())) == 30
    assert "Edit as text…" not in town.world.buttons(FACILITATOR)
    assert "Correct it as text…" not in town.world.buttons(FACILITATOR)
