"""Every recorded payload becomes the event it tells of, or none."""

import pytest

from adapters.slack import parse
from adapters.slack.arrival import Surface
from bot.chat import Event, HomeOpened, Person, Place, Pressed, Said, Submitted, Uninstalled
from tests.adapters.slack.rig import PAYLOADS, event, payload

HOUSE = "slack:T0CISCO"
ROOM = Place("slack:T0CISCO:C0ROOM", private=False)
DIRECT = Place("slack:T0CISCO:D0ONE", private=True)
ACTION = 'session.answer {"session":7}'


def person(user: str = "U0ONE", home: str = "", name: str = "", house: str = HOUSE) -> Person:
    return Person(f"{house}:{user}{home}", house, f"{house}:{user}", name)


ONE, NAMED = person(), person(name="one")
PAGE = Place(ONE.address, private=True)
CARD = "slack:T0CISCO:C0ROOM:1800000000.500000"

KNOWN: dict[str, tuple[Surface, Event]] = {
    "app_mention": (Surface.MENTION, Said(ONE, ROOM, "plan a <session> R&D with <@U0TWO>")),
    "app_mention_in_thread": (Surface.MENTION, Said(ONE, ROOM, "help")),
    "app_mention_from_elsewhere": (
        Surface.MENTION,
        Said(person("U0GUEST", "@T0GOOGLE"), Place("slack:T0CISCO:C0SHARED", private=False), "help"),
    ),
    "message_im": (Surface.DIRECT, Said(ONE, DIRECT, "see https://example.org/a or a@example.org & tell #general")),
    "message_im_in_thread": (Surface.DIRECT, Said(ONE, DIRECT, "and then?")),
    "message_im_empty": (Surface.DIRECT, HomeOpened(ONE, DIRECT)),
    "message_im_with_file": (Surface.DIRECT, Said(ONE, DIRECT, "our plan")),
    "app_home_opened": (Surface.PAGE, HomeOpened(ONE, PAGE)),
    "app_uninstalled": (Surface.NOWHERE, Uninstalled(Person("", HOUSE))),
    "tokens_revoked": (Surface.NOWHERE, Uninstalled(Person("", HOUSE))),
    "command": (Surface.COMMAND, Said(ONE, ROOM, "plan with @two & co")),
    "command_empty": (Surface.COMMAND, HomeOpened(ONE, ROOM)),
    "command_between_two_people": (
        Surface.COMMAND,
        Said(ONE, Place("slack:T0CISCO:D0OTHERS", private=False), "plan with @two & co"),
    ),
    "command_organisation": (
        Surface.COMMAND,
        Said(person(house="slack:E0BIG"), Place("slack:E0BIG:C0ROOM", private=False), "plan with @two & co"),
    ),
    "pressed_on_card": (Surface.CARD, Pressed(NAMED, ROOM, ACTION, CARD, beside=True)),
    "pressed_on_card_in_thread": (
        Surface.CARD,
        Pressed(NAMED, ROOM, ACTION, "slack:T0CISCO:C0ROOM:1800000000.600000", beside=True),
    ),
    "pressed_on_card_from_elsewhere": (
        Surface.CARD,
        Pressed(person("U0GUEST", "@T0GOOGLE", "guest"), ROOM, ACTION, CARD, beside=True),
    ),
    "pressed_on_card_organisation": (
        Surface.CARD,
        Pressed(
            person(name="one", house="slack:E0BIG"),
            Place("slack:E0BIG:C0ROOM", private=False),
            ACTION,
            "slack:E0BIG:C0ROOM:1800000000.500000",
            beside=True,
        ),
    ),
    "pressed_in_dm": (Surface.LETTER, Pressed(NAMED, DIRECT, ACTION, "slack:T0CISCO:D0ONE:1800000000.700000")),
    "pressed_on_ephemeral": (Surface.WHISPER, Pressed(NAMED, ROOM, ACTION)),
    "pressed_on_ephemeral_in_dm": (
        Surface.WHISPER,
        Pressed(NAMED, Place("slack:T0CISCO:D0OTHERS", private=False), ACTION),
    ),
    "pressed_in_modal": (Surface.MODAL, Pressed(NAMED, ROOM, ACTION)),
    "pressed_on_home": (Surface.HOME, Pressed(NAMED, PAGE, ACTION)),
    "form_sent": (
        Surface.FORM,
        Submitted(NAMED, DIRECT, "session.plan", {"name": 'Ann <b> & "Bo"', "why": "", "colour": "green", "size": ""}),
    ),
}
IGNORED = {
    "app_home_opened_messages",
    "app_mention_by_bot",
    "channel_rename",
    "form_closed",
    "global_shortcut",
    "message_im_edited",
    "message_im_own",
    "message_im_huddle",
    "message_in_channel",
    "pressed_link",
    "tokens_revoked_of_a_person",
}


@pytest.mark.parametrize("name", KNOWN)
def test_a_recorded_payload_is_the_event_it_tells_of(name: str) -> None:
    arrival = parse.arrival(payload(name))
    assert arrival is not None
    assert (arrival.surface, arrival.event) == KNOWN[name]


@pytest.mark.parametrize("name", sorted(IGNORED))
def test_what_is_not_ours_is_no_event(name: str) -> None:
    assert parse.arrival(payload(name)) is None


def test_every_recorded_payload_is_tried() -> None:
    assert {path.stem for path in PAYLOADS.glob("*.json")} == set(KNOWN) | IGNORED


def test_a_thread_is_kept_and_its_first_message_counts_as_in_the_channel() -> None:
    in_thread, first = payload("pressed_on_card_in_thread"), payload("pressed_on_card")
    first["container"]["thread_ts"] = first["container"]["message_ts"]
    threads = [arrival.thread for body in (in_thread, first) if (arrival := parse.arrival(body))]
    assert threads == ["1800000000.500000", ""]


def test_the_message_of_one_mention_told_twice_has_a_key_in_common() -> None:
    told = [event("app_mention"), event("app_mention") | {"event_id": "Ev0OTHER"}]
    first, second = (arrival.keys for body in told if (arrival := parse.arrival(body)))
    assert set(first) & set(second) == {"slack:T0CISCO:C0ROOM:1800000000.000100"}


def test_a_form_opened_in_a_shared_channel_belongs_to_the_installation_that_opened_it() -> None:
    body = payload("form_sent", team={"id": "T0GOOGLE", "domain": "google"})
    assert parse.house_of(body) == HOUSE


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"event": None},
        {"type": "event_callback", "event": None},
        {"type": "event_callback", "event": {"type": "app_mention"}},
        {"type": "block_actions", "actions": []},
        {"type": "view_submission", "view": {"private_metadata": "no json"}},
        {"command": "/cop"},
        {"command": "/cop", "team_id": "T:0", "user_id": "U", "channel_id": "C"},
    ],
)
def test_what_slack_does_not_send_is_malformed(body: dict[str, object]) -> None:
    with pytest.raises(parse.Malformed):
        parse.arrival(body)
