"""What Teams sends becomes the event it is: recorded shapes, and whatever else a network can bring."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.teams import address, parse

PAYLOADS = sorted((Path(__file__).parent / "payloads").glob("*.json"))
TENANT = "aaaaaaaa-0000-0000-0000-000000000001"
GOOD = json.loads((Path(__file__).parent / "payloads" / "message-personal.json").read_text())["activity"]


def told(turn: parse.Turn | None) -> dict[str, Any] | None:
    """The event in the form the payload files have it."""
    if turn is None:
        return None
    event = asdict(turn.event)
    person, place = event.pop("person"), event.pop("place", None)
    assert (person["house"], person["id"]) == (f"teams:{TENANT}", f"teams:{TENANT}:29%3A1nominee-One%3Ax")
    assert (person["name"], person["locale"]) == ("Cisco nominee 1", "en-GB")
    where = {} if place is None else {"place": place["address"], "private": place["private"]}
    return {"kind": type(turn.event).__name__, "zone": person["zone"], **where, **event}


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: path.stem)
def test_a_recorded_activity_becomes_its_event(path: Path) -> None:
    recorded = json.loads(path.read_text())
    assert told(parse.read(recorded["activity"])) == recorded["event"]


def test_a_private_answer_goes_to_the_personal_chat_from_wherever_one_asks() -> None:
    personal = parse.read(GOOD)
    shared = parse.read(GOOD | {"conversation": {"id": "19:x@thread.tacv2;messageid=1", "conversationType": "channel"}})
    assert personal is not None
    assert shared is not None
    service = GOOD["serviceUrl"]
    assert address.read(personal.event.person.address) == address.Room(TENANT, service, "a:1personal")
    assert address.read(shared.event.person.address) == address.Someone(TENANT, service, "29:1nominee-One:x")
    assert address.read(shared.thread) == address.Room(TENANT, service, "19:x@thread.tacv2;messageid=1")


def test_a_conversation_that_does_not_say_it_is_personal_is_read_by_many() -> None:
    turn = parse.read(GOOD | {"conversation": {"id": "a:1personal"}})
    assert turn is not None
    assert not turn.place.private


def test_the_tenant_of_the_conversation_is_not_enough() -> None:
    with pytest.raises(parse.NotAnActivity):
        parse.read(GOOD | {"channelData": {}})


def test_what_no_database_takes_is_left_out() -> None:
    turn = parse.read(GOOD | {"text": "a\x00b\ud800c"})
    assert getattr(turn.event, "text", "") == "abc" if turn else False


@pytest.mark.parametrize("value", [None, 7, [], {}, {"action": 7}, {"action": {"data": "x"}}, {"data": {"action": ""}}])
@pytest.mark.parametrize("name", ["adaptiveCard/action", "task/fetch", "task/submit"])
def test_a_button_that_is_none_of_ours_is_refused(name: str, value: Any) -> None:
    with pytest.raises(parse.NotAnActivity):
        parse.read(GOOD | {"type": "invoke", "name": name, "value": value})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from([*GOOD, "value", "name", "membersAdded", "action", "replyToId"]), JSON))
def test_nothing_a_network_brings_is_more_than_not_an_activity(broken: dict[str, Any]) -> None:
    for kind in ("message", "invoke", "installationUpdate", "conversationUpdate", broken.get("type", "")):
        try:
            turn = parse.read(GOOD | broken | {"type": kind, "name": broken.get("name") or "task/submit"})
        except parse.NotAnActivity:
            continue
        assert turn is None or turn.event.person.id.startswith(turn.event.person.house + ":")


@settings(deadline=None)
@given(st.text(), st.text(), st.text(), st.text())
def test_an_address_is_read_as_it_was_written(tenant: str, service: str, conversation: str, activity: str) -> None:
    parts = [text.encode("utf-8", "ignore").decode() for text in (tenant, service, conversation, activity)]
    for one in (address.Room(*parts[:3]), address.Someone(*parts[:3]), address.Posted(*parts)):
        assert address.read(address.write(one)) == one


@pytest.mark.parametrize(
    "text", ["", "slack:T1:C1", "teams:", "teams:t:room:s", "teams:t:room:s:c:a", "teams:t:what:s:c"]
)
def test_no_other_text_is_an_address(text: str) -> None:
    with pytest.raises(ValueError, match="not an address"):
        address.read(text)
