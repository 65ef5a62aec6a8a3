"""What happens in the world is what would happen in Slack and in Teams."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from adapters.playground import Look, MovableClock, NotPossible, World
from bot.chat import (
    Action,
    Button,
    Buttons,
    CannotReach,
    ChoiceField,
    Event,
    Form,
    HomeOpened,
    LinkButton,
    Message,
    Next,
    Option,
    Pressed,
    Problems,
    Said,
    Submitted,
    Text,
    TextField,
    TryLater,
)
from tests.adapters.playground.rig import NOON


@dataclass(frozen=True)
class Come(Action, name="test.come"):
    answer: str = "yes"


@dataclass(frozen=True)
class Open(Action, name="test.open"):
    """Opens the form."""


CARD = Message(
    (
        Text(("Access to remedy",)),
        Buttons(
            (
                Button("Coming", Come(), about="Coming to Access to remedy"),
                Button("Details", Open(), opens_form=True),
                Button("Surprise", Open()),
                LinkButton("More", "https://example.org"),
            )
        ),
    )
)
FORM = Form(
    "Say more",
    (TextField("why", "Why", limit=10), ChoiceField("how", "How", (Option("a", "In person"), Option("b", "By video")))),
    Come("form"),
    Open(),
    "Send it",
)
ME = "play:cisco:nominee-1"
OTHER = "play:cisco:nominee-2"


class Stage:
    """A world with one house, and a product played by the test."""

    def __init__(self, look: Look) -> None:
        self.clock = MovableClock(frozen_at=NOON)
        self.world = World(self.clock.now)
        self.house = self.world.add_house("cisco", "Cisco", look)
        for number in (1, 2):
            self.world.add_person("cisco", f"nominee-{number}", f"Cisco nominee {number}", "America/New_York")
        self.events: list[Event] = []
        self.answers: Callable[[Event], Next] = lambda _: None
        self.world.answer = self._answer

    async def _answer(self, event: Event) -> Next:
        self.events.append(event)
        return self.answers(event)

    def will_say(self, *words: str, aside: str = "") -> None:
        blocks = tuple(Text((word,)) for word in words)
        self.answers = lambda _: Message(blocks, aside=(Text((aside,)),) if aside else ())


@pytest.fixture
def slack() -> Stage:
    return Stage("slack")


@pytest.fixture
def teams() -> Stage:
    return Stage("teams")


@pytest.fixture(params=["slack", "teams"])
def either(request: pytest.FixtureRequest) -> Stage:
    return Stage(request.param)


async def test_a_person_is_known_by_house_address_name_and_zone(either: Stage) -> None:
    await either.world.say(ME, "hello")
    person = either.events[0].person
    assert (person.id, person.house, person.address) == (ME, "play:cisco", ME)
    assert (person.name, person.zone, person.locale) == ("Cisco nominee 1", "America/New_York", "en")


async def test_a_private_answer_is_seen_by_nobody_else(either: Stage) -> None:
    either.will_say("just between us")
    await either.world.say(ME, "hello")
    assert (either.world.sees(ME), either.world.last(ME)) == ("just between us", "just between us")
    assert (either.world.sees(OTHER), either.world.room("cisco")) == ("", ())


async def test_writing_nothing_asks_what_is_next(either: Stage) -> None:
    await either.world.say(ME, "  ")
    assert isinstance(either.events[0], HomeOpened)


async def test_a_mention_is_taken_off_before_the_product_hears(either: Stage) -> None:
    await either.world.say(ME, "@convener join K7QF", in_room=True)
    said = either.events[0]
    assert isinstance(said, Said)
    assert (said.text, said.place.address, said.place.private) == ("join K7QF", "play:cisco:room", False)
    assert [one.words for one in either.world.room("cisco")] == ["@Convener join K7QF"]


async def test_a_slash_command_in_slack_is_written_before_nobodys_eyes(slack: Stage) -> None:
    await slack.world.say(ME, "/cop plan", in_room=True)
    said = slack.events[0]
    assert isinstance(said, Said)
    assert (said.text, slack.world.room("cisco")) == ("plan", ())


async def test_slack_whispers_the_answer_to_a_mention(slack: Stage) -> None:
    slack.will_say("the whole answer", aside="not this")
    await slack.world.say(ME, "who", in_room=True)
    assert (slack.world.sees(ME), slack.world.sees(OTHER)) == ("the whole answer", "")
    assert [one.words for one in slack.world.room("cisco")] == ["@Convener who"]


async def test_teams_answers_a_mention_in_the_persons_own_chat_and_says_so(teams: Stage) -> None:
    teams.will_say("the whole answer")
    await teams.world.say(ME, "who", in_room=True)
    assert teams.world.sees(ME) == "the whole answer"
    assert [one.words for one in teams.world.room("cisco")] == [
        "@Convener who",
        "Cisco nominee 1: I answered you in our own chat.",
    ]
    with pytest.raises(NotPossible, match="nothing into the room"):
        teams.world.card("cisco")


async def test_slack_whispers_the_aside_beside_the_card_that_was_pressed(slack: Stage) -> None:
    card = await slack.world.post("play:cisco:room", CARD)
    slack.will_say("the card again", aside="You are coming.")
    await slack.world.press(ME, card, "Coming")
    assert (slack.world.sees(ME), slack.world.sees(OTHER)) == ("You are coming.", "")
    assert [one.id for one in slack.world.room("cisco")] == [card]


async def test_teams_shows_the_one_who_pressed_their_own_card_until_the_next_update(teams: Stage) -> None:
    card = await teams.world.post("play:cisco:room", CARD)
    teams.will_say("the card, you are on it", aside="not this")
    await teams.world.press(ME, card, "Coming")
    assert (teams.world.sees(ME), teams.world.sees(OTHER)) == ("the card, you are on it", "")
    assert teams.world.card("cisco").words == CARD_WORDS
    with pytest.raises(NotPossible, match="There is: nothing"):
        await teams.world.press(ME, card, "Coming")
    await teams.world.update(card, CARD)
    assert teams.world.sees(ME) == ""
    await teams.world.press(ME, card, "Coming")


CARD_WORDS = "Access to remedy\n[Coming] [Details] [Surprise] [More]"


async def test_a_private_message_is_replaced_by_the_answer_to_its_button(either: Stage) -> None:
    message = await either.world.post(ME, CARD)
    either.will_say("noted", aside="not this")
    await either.world.press(ME, message, "Coming")
    assert either.world.sees(ME) == "noted"
    latest = either.world.latest(ME)
    assert latest is not None
    assert (latest.id, latest.version) == (message, 2)


async def test_a_whisper_is_replaced_by_the_answer_to_its_button(slack: Stage) -> None:
    card = await slack.world.post("play:cisco:room", CARD)
    slack.answers = lambda _: CARD
    await slack.world.press(ME, card, "Coming")
    whisper = slack.world.latest(ME)
    assert whisper is not None
    slack.will_say("withdrawn")
    await slack.world.press(ME, whisper.id, "Coming")
    assert slack.world.sees(ME) == "withdrawn"
    with pytest.raises(NotPossible, match="Cisco nominee 2 sees no message"):
        await slack.world.press(OTHER, whisper.id, "Coming")


async def test_a_whisper_cannot_be_updated_from_outside(slack: Stage) -> None:
    slack.will_say("psst")
    await slack.world.say(ME, "who", in_room=True)
    whisper = slack.world.latest(ME)
    assert whisper is not None
    with pytest.raises(CannotReach):
        await slack.world.update(whisper.id, CARD)


async def test_home_is_shown_again_each_time_it_is_opened(either: Stage) -> None:
    either.will_say("nothing yet")
    await either.world.open_home(ME)
    either.answers = lambda _: CARD
    await either.world.open_home(ME)
    assert either.world.home(ME) == CARD_WORDS == either.world.last(ME)
    either.will_say("you are coming")
    await either.world.press(ME, f"{ME}#home", "Coming")
    assert either.world.home(ME) == "you are coming"
    assert either.world.sees(ME) == ""


async def test_a_button_is_found_by_its_label_its_purpose_or_its_number(either: Stage) -> None:
    card = await either.world.post("play:cisco:room", CARD)
    await either.world.press(ME, card, "Coming to Access to remedy")
    await either.world.press_action(ME, card, 0)
    assert [event.action for event in either.events if isinstance(event, Pressed)] == ['test.come {"answer":"yes"}'] * 2


async def test_what_cannot_be_pressed_is_refused_with_what_there_is(either: Stage) -> None:
    card = await either.world.post("play:cisco:room", CARD)
    with pytest.raises(NotPossible, match="Coming, Details, Surprise, More"):
        await either.world.press(ME, card, "Gone")
    with pytest.raises(NotPossible, match="it leads to https:"):
        await either.world.press(ME, card, "More")
    with pytest.raises(NotPossible, match="it has 4"):
        await either.world.press_action(ME, card, 4)
    with pytest.raises(NotPossible, match="sees no message"):
        await either.world.press(ME, "play:nowhere:room#1", "Coming")
    assert either.events == []


async def test_an_old_button_still_says_what_it_was_drawn_for(either: Stage) -> None:
    card = await either.world.post("play:cisco:room", CARD)
    await either.world.update(card, Message((Text(("closed",)),)))
    await either.world.press_packed(ME, card, 'test.come {"answer":"yes"}')
    pressed = either.events[0]
    assert isinstance(pressed, Pressed)
    assert (pressed.action, pressed.message) == ('test.come {"answer":"yes"}', card)


async def test_a_form_opens_keeps_what_is_not_typed_and_closes_when_answered(either: Stage) -> None:
    card = await either.world.post("play:cisco:room", CARD)
    either.answers = lambda _: FORM
    await either.world.press(ME, card, "Details")
    form = either.world.form(ME)
    assert form is not None
    assert (form.title, form.values, dict(form.problems)) == ("Say more", {"why": "", "how": ""}, {})
    either.will_say("thank you")
    await either.world.submit(ME, {"why": "because of all that"})
    submitted = either.events[-1]
    assert isinstance(submitted, Submitted)
    assert (submitted.then, dict(submitted.values)) == ('test.come {"answer":"form"}', {"why": "because of", "how": ""})
    assert (either.world.form(ME), either.world.sees(ME)) == (None, "thank you")
    assert len(either.world.room("cisco")) == 1


async def test_problems_keep_the_form_open_and_another_form_follows_it(either: Stage) -> None:
    either.answers = lambda _: FORM
    await either.world.say(ME, "plan")
    either.answers = lambda _: Problems(FORM.filled({"why": "no"}), {"why": "Say a little more."})
    await either.world.submit(ME, {"why": "no"})
    form = either.world.form(ME)
    assert form is not None
    assert (form.values["why"], dict(form.problems)) == ("no", {"why": "Say a little more."})
    assert "Say a little more." in either.world.last(ME)
    either.answers = lambda _: replace(FORM, title="One more thing")
    await either.world.submit(ME, {})
    form = either.world.form(ME)
    assert form is not None
    assert (form.title, dict(form.problems)) == ("One more thing", {})


async def test_a_form_takes_only_what_its_widgets_would(either: Stage) -> None:
    with pytest.raises(NotPossible, match="has no form open"):
        await either.world.submit(ME, {})
    either.answers = lambda _: FORM
    await either.world.say(ME, "plan")
    with pytest.raises(NotPossible, match="It has: why, how"):
        await either.world.submit(ME, {"wy": "typo"})
    with pytest.raises(NotPossible, match="The choices are: a, b"):
        await either.world.submit(ME, {"how": "c"})
    await either.world.close_form(ME)
    assert (either.world.form(ME), len(either.events)) == (None, 1)


async def test_teams_opens_a_form_only_behind_a_button_that_announced_one(teams: Stage) -> None:
    message = await teams.world.post(ME, CARD)
    teams.answers = lambda _: FORM
    await teams.world.press(ME, message, "Surprise")
    assert (teams.world.form(ME), teams.world.buttons(ME)) == (None, ("Open the form",))
    await teams.world.press(ME, message, "Open the form")
    assert teams.world.form(ME) is not None


async def test_slack_opens_a_form_behind_any_button(slack: Stage) -> None:
    message = await slack.world.post(ME, CARD)
    slack.answers = lambda _: FORM
    await slack.world.press(ME, message, "Surprise")
    assert slack.world.form(ME) is not None


async def test_a_product_that_fails_says_so_kindly_and_loses_nothing_typed(
    either: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_: Event) -> Next:
        raise RuntimeError("broken")

    either.answers = lambda _: FORM
    await either.world.say(ME, "plan")
    either.answers = fails
    await either.world.submit(ME, {"why": "typed"})
    form = either.world.form(ME)
    assert form is not None
    assert (form.values["why"], "Please try again." in form.problems[""]) == ("typed", True)
    await either.world.say(ME, "hello")
    assert "Please try again." in either.world.last(ME)
    assert [record.exc_text is not None or record.exc_info is not None for record in caplog.records] == [True, True]


async def test_before_a_product_is_joined_the_world_says_so() -> None:
    world = World(MovableClock(frozen_at=NOON).now)
    world.add_house("cisco", "Cisco", "slack")
    world.add_person("cisco", "nominee-1", "Cisco nominee 1")
    await world.say(ME, "hello")
    assert "no product was joined" in world.last(ME)


async def test_calls_are_counted_by_house_with_their_times(either: Stage) -> None:
    card = await either.world.post("play:cisco:room", CARD)
    either.clock.set(NOON.replace(hour=13))
    await either.world.update(card, CARD)
    assert [call.at for call in either.world.posts["cisco"]] == [NOON]
    assert [call.at for call in either.world.updates["cisco"]] == [NOON.replace(hour=13)]
    assert either.world.card("cisco").version == 2


async def test_a_closed_house_cannot_be_reached_until_it_opens_again(either: Stage) -> None:
    card = await either.world.post("play:cisco:room", CARD)
    either.world.close_house("cisco")
    for address in ("play:cisco:room", ME):
        with pytest.raises(CannotReach):
            await either.world.post(address, CARD)
    with pytest.raises(CannotReach):
        await either.world.update(card, CARD)
    either.world.reopen_house("cisco")
    await either.world.update(card, CARD)
    assert len(either.world.updates["cisco"]) == 1


async def test_a_limit_refuses_one_call_and_no_more(either: Stage) -> None:
    either.world.limit("cisco", 3.5)
    with pytest.raises(TryLater) as refused:
        await either.world.post("play:cisco:room", CARD)
    assert refused.value.after == 3.5
    assert await either.world.post("play:cisco:room", CARD)


@pytest.mark.parametrize("address", ["play:nowhere:room", "play:cisco:nobody", "play:cisco", "slack:T1:C1", ""])
async def test_nobody_is_reached_where_nobody_is(either: Stage, address: str) -> None:
    with pytest.raises(CannotReach):
        await either.world.post(address, CARD)
    with pytest.raises(CannotReach):
        await either.world.update(f"{address}#1", CARD)


async def test_a_card_from_before_a_restart_is_shown_anew_by_its_next_update(either: Stage) -> None:
    card = await either.world.post("play:cisco:room", CARD)
    after = Stage("slack").world
    other = await after.post("play:cisco:room", Message((Text(("posted since",)),)))
    await after.update(card, CARD)
    await after.update(card, Message((Text(("redrawn",)),)))
    assert [(one.id, one.words) for one in after.room("cisco")] == [(other, "posted since"), (card, "redrawn")]


@pytest.mark.parametrize("key", ["", "Cisco", "a:b", "a#b", "a b", "room"])
def test_a_key_that_would_break_an_address_is_refused(either: Stage, key: str) -> None:
    with pytest.raises(NotPossible):
        either.world.add_house(key, "Cisco", "slack")
    with pytest.raises(NotPossible):
        either.world.add_person("cisco", key, "Somebody")


def test_nobody_and_no_house_is_there_twice(either: Stage) -> None:
    with pytest.raises(NotPossible, match="here already"):
        either.world.add_house("cisco", "Cisco again", "teams")
    with pytest.raises(NotPossible, match="here already"):
        either.world.add_person("cisco", "nominee-1", "Somebody else")


async def test_a_conversation_forgets_its_oldest_whispers_before_its_card(slack: Stage) -> None:
    card = await slack.world.post("play:cisco:room", CARD)
    slack.will_say("you are coming")
    for _ in range(510):
        await slack.world.press(ME, card, "Coming")
    assert [one.id for one in slack.world.room("cisco")] == [card]
    assert slack.world.sees(ME).count("you are coming") == 499


async def test_a_listener_hears_each_change_and_one_that_lags_is_told_to_look_again(either: Stage) -> None:
    quick, slow = either.world.changes(), either.world.changes()
    for _ in range(300):
        await either.world.post("play:cisco:room", CARD)
        assert (await anext(quick)).kind == "message"
    kinds = [change.kind for change in slow.heard()]
    assert (kinds[0], set(kinds[1:]), len(kinds)) == ("reload", {"message"}, 44)


async def test_five_hundred_clicks_in_twelve_houses_take_well_under_ten_seconds() -> None:
    world = World(MovableClock(frozen_at=NOON).now)
    keys = [f"house-{number}" for number in range(12)]
    cards = {}
    for key in keys:
        world.add_house(key, key, "slack" if len(cards) % 2 else "teams")
        world.add_person(key, "nominee-1", f"{key} nominee 1")
        cards[key] = await world.post(f"play:{key}:room", CARD)

    async def answer(_: Event) -> Next:
        await asyncio.sleep(0)
        return CARD

    world.answer = answer
    listener = world.changes()
    started = time.perf_counter()
    clicks = (world.press(f"play:{key}:nominee-1", cards[key], "Coming") for key in keys * 42)
    await asyncio.gather(*clicks)
    assert time.perf_counter() - started < 2
    assert listener.heard()[0].kind == "reload"
