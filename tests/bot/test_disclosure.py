"""Who sees how much is the community's choice, for each session if it likes; companies are named once they agree."""

import pytest

from bot.chat import Person, Place, Problems, Submitted, pack
from bot.disclosing.actions import SetPolicy
from bot.disclosure import levels
from storage.models import Roster
from storage.policies import Audience, Ruling
from tests.town import CISCO_1, CISCO_2, FACILITATOR, MICROSOFT_1, SESSION, Town

pytestmark = pytest.mark.one_database


async def set_policy(town: Town, title: str = "", **levels: str) -> str:
    await town.say(FACILITATOR, f"disclosure {title}")
    return await town.fill(FACILITATOR, **levels)


async def test_where_nothing_was_set_it_is_as_it_always_was(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    assert "1 person from 1 company" in await town.say(MICROSOFT_1, "who is coming")
    assert "Cisco nominee 1" in await town.say(FACILITATOR, "who is coming")
    assert "Cisco nominee 1" in await town.say(CISCO_2, "who is coming")


async def test_a_company_is_named_once_it_agreed_and_until_it_takes_that_back(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    assert "have been asked" in await set_policy(town, others="companies")
    assert "1 company that is not named" in await town.say(MICROSOFT_1, "who is coming")
    assert "It may be named" in await town.press(await ask(town, CISCO_2), "Yes, name us")
    assert "Coming: Cisco" in await town.say(MICROSOFT_1, "who is coming")
    await town.press(await ask(town, CISCO_1), "No, only count us")
    assert "Cisco" not in await town.say(MICROSOFT_1, "who is coming")


async def ask(town: Town, who: str) -> str:
    await town.say(who, "consent")
    return who


async def test_companies_that_would_be_named_are_asked(town: Town) -> None:
    await set_policy(town, others="names")
    await town.settle()
    town.clock.move(town.clock.now().replace(hour=20) - town.clock.now())
    await town.settle()
    assert "may Cisco be named to other companies?" in town.world.last(CISCO_1)


async def test_a_session_can_have_its_own_rule(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await set_policy(town, SESSION, others="nothing")
    await town.settle()
    assert "1 coming" not in town.world.card("ericsson").words
    assert "1 person" not in await town.say(MICROSOFT_1, "who is coming")
    assert "Cisco nominee 1" in await town.say(FACILITATOR, "who is coming")
    await set_policy(town, SESSION, others="")
    await town.settle()
    assert "1 coming" in town.world.card("ericsson").words


async def test_who_sees_my_answer_is_true_for_this_session(town: Town) -> None:
    await town.announce()
    assert (
        "Facilitators and people of your own organisation see your name and your answer; everybody else sees only how "
        "many come."
    ) in await town.press_card(CISCO_1, "Who can see my answer?")
    await set_policy(town, SESSION, others="companies", experts="names", guests="nothing", own="nothing")
    assert "experts and other companies see your answer among the others, and neither" in await town.press_card(
        CISCO_1, "Who can see my answer?"
    )
    await town.press(await ask(town, CISCO_1), "Yes, name us")
    seen = await town.press_card(CISCO_1, "Who can see my answer?")
    assert "Facilitators and experts see your name and your answer; other companies see your company" in seen
    assert "guests see nothing of it." in seen


async def test_a_facilitator_sees_exactly_what_a_company_sees(town: Town) -> None:
    await town.announce()
    await town.press_card(CISCO_1, "Coming")
    await town.settle()
    seen = await town.say(FACILITATOR, "as Ericsson")
    assert "This is what Ericsson sees" in seen
    card = [line for line in town.world.card("ericsson").words.splitlines() if not line.startswith("[")]
    assert "\n".join(card) in seen.replace("\n\n", "\n")
    assert "Cisco nominee 1" not in seen
    await town.say(FACILITATOR, f"manage {SESSION}")
    await town.press(FACILITATOR, "See it as…")
    form = town.world.form(FACILITATOR)
    assert form is not None
    assert form.form.title == "See it as…"


async def test_the_form_asks_again_where_nothing_was_chosen(town: Town) -> None:
    person = Person(FACILITATOR, "play:btech", FACILITATOR)
    sent = Submitted(person, Place(FACILITATOR, private=True), pack(SetPolicy()), {"others": "everything"})
    seen = await town.product.bot.answer(sent)
    assert isinstance(seen, Problems)
    assert set(seen.by_field) == {"facilitators", "own", "experts", "others", "guests"}


@pytest.mark.parametrize(
    ("rulings", "expected"),
    [
        ([], "names names counts counts counts"),
        ([("community", Audience.GUESTS, "nothing")], "names names counts counts nothing"),
        ([("community", Audience.OTHERS, "companies")], "names names companies companies companies"),
        ([("session", Audience.OTHERS, "nothing"), ("community", Audience.EXPERTS, "names")], "names names names nothing nothing"),
        ([("session", Audience.EXPERTS, "counts"), ("community", Audience.EXPERTS, "names")], "names names counts counts counts"),
    ],
)  # fmt: skip
def test_the_session_comes_before_the_community(rulings: list[tuple[str, Audience, str]], expected: str) -> None:
    lines = [Ruling(of == "community", who, level, None) for of, who, level in rulings]
    assert " ".join(levels(lines, Roster.COUNTS)[who] for who in Audience) == expected
