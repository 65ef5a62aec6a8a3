"""The manifest: what Slack's server refuses and its schema does not is checked here by hand."""

import pytest

from adapters.slack import manifest, parse
from adapters.slack.manifest import EVENTS
from tests.adapters.slack.rig import PAYLOADS, payload

MADE = manifest("https://cop.example.org/")


def test_events_and_interactivity_have_an_address() -> None:
    settings = MADE["settings"]
    assert {settings["event_subscriptions"]["request_url"], settings["interactivity"]["request_url"]} == {
        "https://cop.example.org/slack/events"
    }
    assert (settings["interactivity"]["is_enabled"], settings["socket_mode_enabled"]) == (True, False)


def test_people_come_back_to_us_from_an_installation() -> None:
    assert MADE["oauth_config"]["redirect_urls"] == ["https://cop.example.org/slack/oauth_redirect"]


def test_every_event_asked_for_is_understood() -> None:
    understood = set()
    for name in (path.stem for path in PAYLOADS.glob("*.json")):
        body = payload(name)
        if body.get("type") == "event_callback" and parse.arrival(body) is not None:
            understood.add(body["event"]["type"].replace("message", "message.im"))
    assert understood == set(EVENTS) == set(MADE["settings"]["event_subscriptions"]["bot_events"])


def test_commands_tell_people_from_their_names() -> None:
    assert [command["should_escape"] for command in MADE["features"]["slash_commands"]] == [True]


@pytest.mark.parametrize(
    ("url", "name"), [("http://cop.example.org", "Convener"), ("", "Convener"), ("https://x", "n" * 36)]
)
def test_what_slack_would_refuse_is_refused_here(url: str, name: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        manifest(url, name)
