"""What comes of a form: where it shows, what stays open, and what happens when it takes long."""

import json

import pytest

from adapters.slack import limits, show, words
from bot.chat import Form, HomeOpened, Next, Pressed, Problems, Submitted, TextField
from tests.adapters.contract import ASK, PAINT, TYPED, AskColour
from tests.adapters.slack.product import CARD, HELLO, broken, opened, says, slow
from tests.adapters.slack.rig import SlackRig, encoded, payload


async def test_a_command_can_open_a_form(rig: SlackRig) -> None:
    says(rig, ASK)
    command = payload("command", response_url=rig.slack.response_url(), trigger_id=rig.slack.trigger())
    assert "Choose a colour" in await rig.seen(command, form=True)
    assert rig.slack.calls["views.open"] == 1


async def test_a_form_that_came_too_late_is_offered_by_a_button(rig: SlackRig) -> None:
    says(rig, ASK)
    command = payload("command", response_url=rig.slack.response_url(), trigger_id="too late")
    assert words.OPEN_FORM in await rig.seen(command, form=True)


async def test_a_form_asked_for_in_plain_words_is_offered_by_a_button_that_opens_it(rig: SlackRig) -> None:
    says(rig, Problems(ASK, {"when": "That has no year."}))
    offered = await rig.say("plan something on 4 March")
    assert [part for part in ("Choose a colour", "That has no year.", words.OPEN_FORM) if part not in offered] == []
    says(rig, ASK)
    ((channel, ts),) = rig.slack.messages
    assert "Your name" in await rig.press(f"slack:T0CISCO:{channel}:{ts}", words.OPEN_FORM)
    pressed = rig.events[-1]
    assert isinstance(pressed, Pressed)
    assert pressed.action == AskColour.name


@pytest.mark.parametrize(("place", "method"), [("C0ROOM", "chat.postEphemeral"), ("D0ONE", "chat.postMessage")])
async def test_what_comes_of_a_form_is_shown_where_it_was_opened(rig: SlackRig, place: str, method: str) -> None:
    await opened(rig, place)
    says(rig, HELLO)
    assert await rig.submit(TYPED) == "the whole card"
    assert rig.slack.calls[method] == (2 if place == "D0ONE" else 1)
    assert await rig.open_form_values() == {}


async def test_what_cannot_be_shown_there_is_shown_in_the_modal(rig: SlackRig) -> None:
    await opened(rig, "C0ROOM")
    says(rig, HELLO)
    await rig.remove_room()
    assert await rig.submit(TYPED) == "Convener\nClose\nthe whole card"


async def test_a_form_opened_from_the_page_is_answered_in_the_modal_and_the_page_drawn_again(rig: SlackRig) -> None:
    says(rig, ASK)
    await rig.seen(payload("pressed_on_home", trigger_id=rig.slack.trigger()))
    rig.answers = lambda event: CARD if isinstance(event, HomeOpened) else HELLO
    seen = await rig.submit(TYPED)
    assert ("the whole card" in seen, "A card" in seen) == (True, True)
    assert rig.slack.messages == {}


async def test_a_form_can_be_followed_by_another_whose_fields_are_fresh(rig: SlackRig) -> None:
    await opened(rig, "C0ROOM")
    says(rig, Form("More", (TextField("name", "Your name", value="as given"),), PAINT, AskColour(), "Go"))
    before = next(iter(rig.slack.views.values()))["blocks"][1]["element"]["action_id"]
    assert "More" in await rig.submit(TYPED)
    after = next(iter(rig.slack.views.values()))["blocks"][0]["element"]["action_id"]
    assert await rig.open_form_values() == {"name": "as given"}
    assert before != after


async def test_nothing_to_show_closes_the_form(rig: SlackRig) -> None:
    await opened(rig, "C0ROOM")
    says(rig, None)
    assert await rig.submit(TYPED) == ""
    assert await rig.open_form_values() == {}


async def test_when_the_product_breaks_the_form_stays_as_it_was_typed(rig: SlackRig) -> None:
    await opened(rig, "C0ROOM")
    rig.answers = broken
    await rig.submit(TYPED)
    assert await rig.form_problems() == {"name": words.SORRY}
    assert await rig.open_form_values() == TYPED


@pytest.mark.parametrize(("answer", "shown"), [(HELLO, "the whole card"), (None, words.DONE)])
async def test_a_slow_form_says_so_and_shows_what_came_of_it_later(
    rig: SlackRig, monkeypatch: pytest.MonkeyPatch, answer: Next, shown: str
) -> None:
    await opened(rig, "C0ROOM")
    monkeypatch.setattr(limits, "FORM_SECONDS", 0.02)
    release = slow(rig, answer)
    status, text = await rig.send_raw(encoded(rig.sent_form(TYPED)))
    assert (status, words.WORKING in str(json.loads(text))) == (200, True)
    release.set()
    await rig.front.close()
    assert shown in str(rig.slack.shown[-1])


async def test_what_takes_too_long_to_post_is_shown_in_the_modal_in_time(
    rig: SlackRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    await opened(rig, "C0ROOM")
    monkeypatch.setattr(show, "PATIENCE", 0.05)
    rig.slack.silence = 0.2
    says(rig, HELLO)
    assert "the whole card" in await rig.submit(TYPED)
    assert await rig.open_form_values() == {}


async def test_the_values_of_a_form_reach_the_product_as_they_were_typed(rig: SlackRig) -> None:
    await rig.send(payload("form_sent"))
    (sent,) = rig.events
    assert isinstance(sent, Submitted)
    assert sent.values["name"] == 'Ann <b> & "Bo"'


async def test_what_was_wrong_is_shown_as_text_and_never_as_markup(rig: SlackRig) -> None:
    says(rig, Problems(ASK, {"when": "*no* <!channel> year"}))
    command = payload("command", response_url=rig.slack.response_url(), trigger_id=rig.slack.trigger())
    assert "*no* <!channel> year" in await rig.seen(command, form=True)
    assert "<!channel>" not in json.dumps(rig.slack.shown)
