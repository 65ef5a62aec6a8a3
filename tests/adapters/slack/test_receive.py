"""What people see, on every surface where they can do something."""

import asyncio
import logging

import pytest

from adapters.slack import answering, limits, show, words
from bot.chat import (
    Button,
    Buttons,
    Event,
    Form,
    Heading,
    HomeOpened,
    Message,
    Next,
    Pressed,
    Problems,
    Said,
    Submitted,
    Text,
    TextField,
    Uninstalled,
)
from tests.adapters.contract import ASK, PAINT, TYPED, AskColour
from tests.adapters.slack.rig import SlackRig, event, payload

HELLO = Message((Text(("the whole card",)),), aside=(Text(("only this",)),))
CARD = Message((Heading("A card"), Buttons((Button("Go", PAINT),))))


def says(rig: SlackRig, answer: Next) -> None:
    rig.answers = lambda _: answer


async def test_a_command_is_answered_for_its_writer_alone(rig: SlackRig) -> None:
    says(rig, HELLO)
    assert await rig.seen(payload("command", response_url=rig.slack.response_url()), form=True) == "the whole card"
    assert rig.slack.shown[0]["response_type"] == "ephemeral"
    assert set(rig.slack.calls) == {"users.info", "response_url"}


async def test_a_command_can_open_a_form(rig: SlackRig) -> None:
    says(rig, ASK)
    command = payload("command", response_url=rig.slack.response_url(), trigger_id=rig.slack.trigger())
    assert "Choose a colour" in await rig.seen(command, form=True)
    assert rig.slack.calls["views.open"] == 1


async def test_a_form_that_came_too_late_is_offered_by_a_button(rig: SlackRig) -> None:
    says(rig, ASK)
    command = payload("command", response_url=rig.slack.response_url(), trigger_id="too late")
    assert words.OPEN_FORM in await rig.seen(command, form=True)


async def test_a_mention_is_answered_for_its_writer_alone_in_its_thread(rig: SlackRig) -> None:
    says(rig, HELLO)
    assert await rig.seen(payload("app_mention_in_thread")) == "the whole card"
    shown = rig.slack.shown[0]
    assert (shown["user"], shown["thread_ts"], shown["channel"]) == ("U0ONE", "1800000000.000100", "C0ROOM")
    assert rig.slack.calls["chat.postEphemeral"] == 1


async def test_a_direct_message_is_answered_in_its_thread(rig: SlackRig) -> None:
    says(rig, HELLO)
    await rig.seen(payload("message_im_in_thread"))
    assert rig.slack.shown[0]["thread_ts"] == "1800000000.900000"


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


async def test_a_click_on_a_card_is_answered_beside_it(rig: SlackRig) -> None:
    says(rig, HELLO)
    assert await rig.press(await rig.chat.post(rig.room, CARD), "Go") == "only this"
    assert rig.slack.shown[-1]["replace_original"] is False


async def test_a_click_in_the_direct_conversation_replaces_what_was_clicked(rig: SlackRig) -> None:
    says(rig, HELLO)
    message_id = await rig.chat.post("slack:T0CISCO:D0ONE", CARD)
    await rig.press(message_id, "Go")
    assert await rig.words(message_id) == "the whole card"


async def test_a_click_on_what_only_one_sees_replaces_it(rig: SlackRig) -> None:
    says(rig, HELLO)
    assert await rig.seen(payload("pressed_on_ephemeral", response_url=rig.slack.response_url())) == "the whole card"
    assert rig.slack.shown[0]["replace_original"] is True


async def test_a_click_on_the_page_is_answered_in_a_modal_and_the_page_is_drawn_again(rig: SlackRig) -> None:
    rig.answers = lambda event: CARD if isinstance(event, HomeOpened) else HELLO
    seen = await rig.seen(payload("pressed_on_home", trigger_id=rig.slack.trigger()))
    assert seen.split("\n") == ["Convener", "Close", "the whole card", "A card", "Go"]
    assert rig.slack.calls["views.publish"] == 1


async def test_a_click_in_a_modal_replaces_what_the_modal_shows(rig: SlackRig) -> None:
    says(rig, CARD)
    await rig.seen(payload("pressed_on_home", trigger_id=rig.slack.trigger()))
    (view,) = rig.slack.views.values()
    says(rig, ASK)
    pressed = payload("pressed_in_modal")
    pressed["view"] |= view
    assert "Choose a colour" in await rig.seen(rig.pressed(pressed, view, "Go"))
    assert (len(rig.slack.views), rig.slack.calls["views.update"]) == (1, 1)


async def test_a_second_click_in_a_modal_does_not_undo_the_first(rig: SlackRig, caplog: pytest.LogCaptureFixture) -> None:
    says(rig, CARD)
    await rig.seen(payload("pressed_on_home", trigger_id=rig.slack.trigger()))
    (view,) = rig.slack.views.values()
    pressed = payload("pressed_in_modal")
    pressed["view"] |= view
    await rig.seen(rig.pressed(pressed, view, "Go"))
    says(rig, HELLO)
    assert await rig.seen(rig.pressed(pressed, view, "Go")) == ""
    assert "hash_conflict" in caplog.text


async def test_the_page_is_drawn_when_it_is_opened_and_not_for_the_messages_tab(rig: SlackRig) -> None:
    says(rig, CARD)
    assert await rig.seen(payload("app_home_opened")) == "A card\nGo"
    assert await rig.seen(payload("app_home_opened_messages")) == ""
    assert rig.slack.homes["U0ONE"]["type"] == "home"


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


@pytest.mark.parametrize("name", ["pressed_on_card", "pressed_in_dm", "pressed_on_ephemeral"])
async def test_when_the_product_breaks_a_click_is_answered_beside_the_message(rig: SlackRig, name: str) -> None:
    rig.answers = broken
    assert await rig.seen(payload(name, response_url=rig.slack.response_url())) == words.SORRY
    assert rig.slack.shown[0]["replace_original"] is False


@pytest.mark.parametrize("name", ["pressed_on_home", "app_home_opened", "app_mention", "message_im"])
async def test_when_the_product_breaks_everybody_else_is_told_too(rig: SlackRig, name: str) -> None:
    rig.answers = broken
    assert words.SORRY in await rig.seen(payload(name) | {"trigger_id": rig.slack.trigger()})


async def test_a_card_that_cannot_be_drawn_is_an_error_and_not_silence(
    rig: SlackRig, caplog: pytest.LogCaptureFixture
) -> None:
    says(rig, Form("F", (TextField("a", "A"),) * 200, PAINT, AskColour(), "Go"))
    assert await rig.press(await rig.chat.post(rig.room, CARD), "Go") == words.SORRY
    assert "could not be drawn" in caplog.text


async def test_slack_has_its_answer_before_the_person_sees_theirs(rig: SlackRig) -> None:
    says(rig, HELLO)
    rig.slack.silence = 0.0
    data = b"payload=" + payload_bytes(payload("pressed_on_card", response_url=rig.slack.response_url()))
    assert await rig.send_raw(data) == (200, "")
    await rig.front.close()
    assert len(rig.slack.shown) == 1


async def test_a_slow_product_is_waited_for_after_slack_has_its_answer(
    rig: SlackRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ANSWER_SECONDS", 0.02)
    slow(rig, monkeypatch, HELLO)
    assert await rig.seen(payload("pressed_on_card", response_url=rig.slack.response_url())) == "only this"


@pytest.mark.parametrize(("answer", "shown"), [(HELLO, "the whole card"), (None, words.DONE)])
async def test_a_slow_form_says_so_and_shows_what_came_of_it_later(
    rig: SlackRig, monkeypatch: pytest.MonkeyPatch, answer: Next, shown: str
) -> None:
    await opened(rig, "C0ROOM")
    monkeypatch.setattr(limits, "FORM_SECONDS", 0.02)
    release = slow(rig, monkeypatch, answer)
    status, text = await rig.send_raw(b"payload=" + payload_bytes(rig.sent_form(TYPED)))
    assert (status, words.WORKING in text) == (200, True)
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


async def test_who_wrote_is_known_by_their_profile_and_asked_about_once(rig: SlackRig) -> None:
    rig.slack.people["U0ONE"] = {
        "tz": "Europe/Zurich",
        "locale": "en-GB",
        "profile": {"display_name": "", "real_name": "Cisco nominee 1"},
    }
    await rig.say("help")
    await rig.say("help again")
    await rig.press(await rig.chat.post(rig.room, CARD), "Go")
    people = {(one.person.name, one.person.zone, one.person.locale) for one in rig.events}
    assert people == {("Cisco nominee 1", "Europe/Zurich", "en-GB")}
    assert rig.slack.calls["users.info"] == 1


async def test_a_click_asks_slack_about_nobody(rig: SlackRig) -> None:
    await rig.press(await rig.chat.post(rig.room, CARD), "Go")
    assert rig.slack.calls["users.info"] == 0


async def test_who_cannot_be_asked_about_is_answered_all_the_same(rig: SlackRig) -> None:
    says(rig, HELLO)
    assert await rig.say("help") == "the whole card"
    assert [one.person.name for one in rig.events] == [""]


@pytest.mark.parametrize("name", ["app_uninstalled", "tokens_revoked"])
async def test_a_removal_forgets_the_tokens(rig: SlackRig, name: str) -> None:
    await rig.send(payload(name))
    assert rig.tokens.kept == {}
    assert [type(one) for one in rig.events] == [Uninstalled]


async def test_a_removal_that_is_told_after_the_app_came_back_is_old_news(rig: SlackRig) -> None:
    rig.tokens.kept["slack:T0CISCO"] |= {"installed_at": "1800000001"}
    await rig.send(payload("app_uninstalled"))
    assert (list(rig.tokens.kept), rig.events) == (["slack:T0CISCO"], [])


async def test_where_the_app_is_not_installed_people_are_told_so(rig: SlackRig) -> None:
    rig.tokens.kept.clear()
    assert await rig.seen(payload("pressed_on_card", response_url=rig.slack.response_url())) == words.NOT_INSTALLED
    assert await rig.send(payload("app_mention")) == (200, "")
    assert rig.events == []


async def test_if_the_tokens_cannot_be_read_slack_tells_an_event_again_and_a_click_is_excused(
    rig: SlackRig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def unreadable(_: str) -> None:
        raise ConnectionError("postgresql://user:password@host")

    monkeypatch.setattr(rig.tokens, "find", unreadable)
    assert await rig.send(payload("app_mention")) == (503, "")
    assert await rig.seen(payload("pressed_on_card", response_url=rig.slack.response_url())) == words.SORRY
    assert "password" not in caplog.text
    monkeypatch.undo()
    assert await rig.send(payload("app_mention")) == (200, "")
    assert [type(one) for one in rig.events] == [Said]


async def test_the_front_asks_slack_for_nothing_on_a_click_that_needs_no_answer(rig: SlackRig) -> None:
    for _ in range(3):
        await rig.send(payload("pressed_on_card"))
    assert (rig.slack.calls, rig.tokens.asked) == ({}, 1)


async def test_the_values_of_a_form_reach_the_product_as_they_were_typed(rig: SlackRig) -> None:
    await rig.send(payload("form_sent"))
    (sent,) = rig.events
    assert isinstance(sent, Submitted)
    assert sent.values["name"] == 'Ann <b> & "Bo"'


async def opened(rig: SlackRig, place: str) -> None:
    """The form is open, from a card in this place."""
    message_id = await rig.chat.post(f"slack:T0CISCO:{place}", CARD)
    says(rig, ASK)
    await rig.press(message_id, "Go")
    rig.events.clear()


def broken(_: Event) -> Next:
    raise RuntimeError


def slow(rig: SlackRig, monkeypatch: pytest.MonkeyPatch, answer: Next) -> asyncio.Event:
    """The product answers once the event is set, or 0.1 s later by itself."""
    release = asyncio.Event()

    async def late(event: Event) -> Next:
        rig.events.append(event)
        try:
            await asyncio.wait_for(release.wait(), 0.1)
        except TimeoutError:
            pass
        return answer

    monkeypatch.setattr(rig.front._answering, "_answer", late)
    return release
