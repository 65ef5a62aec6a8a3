"""What people see, on every surface where they can do something."""

import pytest

from adapters.slack import limits, words
from bot.chat import Form, HomeOpened, Said, TextField, Uninstalled
from tests.adapters.contract import ASK, PAINT, AskColour
from tests.adapters.slack.product import CARD, HELLO, broken, says, slow
from tests.adapters.slack.rig import SlackRig, encoded, payload


async def test_a_command_is_answered_for_its_writer_alone(rig: SlackRig) -> None:
    says(rig, HELLO)
    assert await rig.seen(payload("command", response_url=rig.slack.response_url()), form=True) == "the whole card"
    assert rig.slack.shown[0]["response_type"] == "ephemeral"
    assert set(rig.slack.calls) == {"users.info", "response_url"}


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


async def test_a_second_click_in_a_modal_does_not_undo_the_first(
    rig: SlackRig, caplog: pytest.LogCaptureFixture
) -> None:
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
    data = encoded(payload("pressed_on_card", response_url=rig.slack.response_url()))
    assert await rig.send_raw(data) == (200, "")
    await rig.front.close()
    assert len(rig.slack.shown) == 1


async def test_a_slow_product_is_waited_for_after_slack_has_its_answer(
    rig: SlackRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ANSWER_SECONDS", 0.02)
    slow(rig, HELLO)
    assert await rig.seen(payload("pressed_on_card", response_url=rig.slack.response_url())) == "only this"


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


@pytest.mark.parametrize(
    ("confirmed", "mail"), [(True, "nominee@cisco.example"), (False, ""), (None, "")], ids=["yes", "no", "not said"]
)
async def test_a_mail_address_comes_along_once_the_workspace_has_confirmed_it(
    rig: SlackRig, confirmed: bool | None, mail: str
) -> None:
    profile = {"real_name": "Cisco nominee 1", "email": "Nominee@Cisco.example"}
    rig.slack.people["U0ONE"] = {"profile": profile, "is_email_confirmed": confirmed}
    await rig.say("join")
    assert [one.person.mail for one in rig.events] == [mail]


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
    await rig.send(payload(name) | {"event_id": "Ev0AGAIN"})
    assert len(rig.events) == 2


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
    secret = "postgresql://user:password@host"

    async def unreadable(_: str) -> None:
        raise ConnectionError(secret)

    monkeypatch.setattr(rig.tokens, "find", unreadable)
    assert await rig.send(payload("app_mention")) == (503, "")
    assert await rig.seen(payload("pressed_on_card", response_url=rig.slack.response_url())) == words.SORRY
    assert secret not in caplog.text
    monkeypatch.undo()
    assert await rig.send(payload("app_mention")) == (200, "")
    assert [type(one) for one in rig.events] == [Said]


async def test_the_front_asks_slack_for_nothing_on_a_click_that_needs_no_answer(rig: SlackRig) -> None:
    for _ in range(3):
        await rig.send(payload("pressed_on_card"))
    assert (rig.slack.calls, rig.tokens.asked) == ({}, 1)
