"""The front shows the world to its own page on this machine, and to nobody else."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse

import adapters.playground
from bot.chat import Event, Message, Next, Text
from tests.adapters.contract import ASK, EVERYTHING
from tests.adapters.playground.rig import NOON, PlaygroundRig, playing

JSON = {"Content-Type": "application/json"}
PAGE = Path(adapters.playground.__file__).parent / "page"


@pytest.fixture
async def rig() -> AsyncIterator[PlaygroundRig]:
    async with playing("slack") as rig:
        yield rig


async def test_the_page_and_all_it_asks_for_come_from_here(rig: PlaygroundRig) -> None:
    asked, seen = ["/"], set[str]()
    while asked:
        path = asked.pop()
        seen.add(path)
        answer = await rig.client.get(path)
        text = await answer.text()
        assert (path, answer.status) == (path, 200)
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self';")
        named = re.findall(r'"(/playground/page/[^"#]+)"', text) + [
            f"/playground/page/{name}" for name in re.findall(r'from "\./([^"]+)"', text)
        ]
        asked += [one for one in named if one not in seen and one not in asked]
    assert {Path(path).name for path in seen} == {
        "",
        *(file.name for file in PAGE.iterdir() if file.name != "index.html"),
    }


@pytest.mark.parametrize("file", sorted(PAGE.iterdir()), ids=lambda file: file.name)
def test_no_file_of_the_page_asks_elsewhere_or_writes_markup(file: Path) -> None:
    text = file.read_text().replace("http://www.w3.org/2000/svg", "")
    forbidden = (
        "http://",
        "https://",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "style=",
    )
    assert [bad for bad in forbidden if bad in text] == []
    assert file.suffix != ".js" or len(text.splitlines()) < 250


async def test_what_is_no_file_of_the_page_is_not_served(rig: PlaygroundRig) -> None:
    for name in ("nothing.js", "..%2fwords.py", "%2e%2e%2fworld.py"):
        assert (await rig.client.get(f"/playground/page/{name}")).status == 404


async def test_the_state_tells_who_is_where_and_what_time_it_is(rig: PlaygroundRig) -> None:
    await rig.world.post(rig.me, Message((Text(("hello",)),)))
    state = await rig.state()
    house = state["houses"][0]
    assert (house["name"], house["look"], house["room_name"]) == ("Cisco", "slack", "human-rights-cop")
    assert house["people"] == [
        {"id": rig.me, "name": "Cisco nominee 1", "zone": "Europe/Zurich", "locale": "en"},
    ]
    assert [one["blocks"] for one in house["messages"]] == [
        [{"kind": "text", "spans": [{"kind": "text", "text": "hello"}]}]
    ]
    assert state["clock"] == {"now": "2027-02-16T12:00:00.000+00:00", "runs": False}
    assert len(state["tries"]) == 3


JUNK = [
    ("say", "not json"),
    ("say", "[]"),
    ("say", "null"),
    ("say", "{}"),
    ("say", '{"person": 7, "text": "x"}'),
    ("say", '{"person": "play:cisco:nominee-1", "text": null}'),
    ("say", '{"person": "play:cisco:nominee-1", "text": "x", "more": 1}'),
    ("say", json.dumps({"person": "play:cisco:nominee-1", "text": "x" * 4001})),
    ("say", '{"person": "play:cisco:nobody", "text": "x"}'),
    ("say", "[" * 100_000),
    ("say", '{"person": "play:cisco:nominee-1", "text": "\\ud800"}'),
    ("press", '{"person": "play:cisco:nominee-1", "message": "m"}'),
    ("press", '{"person": "play:cisco:nominee-1", "message": "m", "action": "a", "label": "b"}'),
    ("press", '{"person": "play:cisco:nominee-1", "message": "m", "action": "a"}'),
    ("submit", '{"person": "play:cisco:nominee-1", "values": {"a": 1}}'),
    ("submit", '{"person": "play:cisco:nominee-1", "values": {}}'),
    ("home", '{"person": "\\ud800"}'),
    ("clock", '{"do": "explode"}'),
    ("clock", '{"do": "move", "seconds": 1e99}'),
    ("clock", '{"do": "move", "seconds": 1000000000000}'),
    ("clock", '{"do": "move", "seconds": -999999999}'),
    ("clock", '{"do": "set", "at": "tomorrow"}'),
    ("clock", '{"do": "set", "at": "2027-03-04T15:00", "zone": "Mars/Base"}'),
    ("clock", '{"do": "set", "at": "2027-03-04T15:00", "zone": "../etc/passwd"}'),
    ("clock", '{"do": "set", "at": "1066-10-14T09:00"}'),
]


@pytest.mark.parametrize(("kind", "body"), JUNK, ids=[f"{kind} {body[:40]}" for kind, body in JUNK])
async def test_junk_gets_a_sentence_and_reaches_nobody(rig: PlaygroundRig, kind: str, body: str) -> None:
    answer = await rig.client.post(f"/playground/{kind}", data=body, headers=JSON)
    told = await answer.json()
    assert (answer.status, list(told)) == (400, ["error"])
    assert told["error"].endswith(".")
    assert "Traceback" not in told["error"]
    assert (rig.events, rig.clock.now()) == ([], NOON)


async def test_a_command_must_be_small_json(rig: PlaygroundRig) -> None:
    body = json.dumps({"person": rig.me, "text": "x"})
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert (await rig.client.post("/playground/say", data=body, headers={"Content-Type": kind})).status == 415
    assert (await rig.client.post("/playground/say", data=BytesIO(b" " * 2_000_000), headers=JSON)).status == 413
    assert rig.events == []


async def test_another_page_cannot_make_a_browser_act_here(rig: PlaygroundRig) -> None:
    own = f"http://127.0.0.1:{rig.client.port}"
    for origin in ("https://example.org", "null", "", "http://127.0.0.1:1", f"{own}.example.org", own[5:]):
        assert await status(rig, {"Origin": origin}) == 403
    assert rig.events == []
    assert await status(rig, {"Origin": own}) == 200


async def test_a_name_pointed_at_this_machine_does_not_open_it(rig: PlaygroundRig) -> None:
    for host in ("example.org", "example.org:3978", "127.0.0.1.example.org", "[", ""):
        assert await status(rig, {"Host": host}) == 403
        assert (await rig.client.get("/playground/state", headers={"Host": host})).status == 403
    assert rig.events == []
    for host in ("localhost:3978", "[::1]:3978", "127.0.0.1"):
        assert await status(rig, {"Host": host}) == 200


async def status(rig: PlaygroundRig, headers: dict[str, str]) -> int:
    answer: ClientResponse = await rig.client.post(
        "/playground/say", json={"person": rig.me, "text": "x"}, headers=headers
    )
    return answer.status


async def test_changes_are_told_as_they_happen(rig: PlaygroundRig) -> None:
    line = await rig.client.get("/playground/changes")
    assert (line.status, line.content_type) == (200, "text/event-stream")
    assert await line.content.readuntil(b"\n\n") == b"retry: 1000\n\n"
    card = await rig.world.post(rig.room, EVERYTHING)
    told = await next_change(line)
    assert (told["kind"], told["house"], told["message"]["id"]) == ("message", "cisco", card)
    rig.answers = lambda _: ASK
    await rig.say("ask")
    assert (await next_change(line))["kind"] == "message"
    assert (await next_change(line))["form"]["title"] == "Choose a colour"
    await rig.post("close", person=rig.me)
    assert (await next_change(line))["form"] is None
    rig.answers = lambda _: Message((Text(("home",)),))
    await rig.post("home", person=rig.me)
    assert (await next_change(line))["kind"] == "home"
    line.close()


async def test_a_page_that_comes_late_hears_only_what_is_new(rig: PlaygroundRig) -> None:
    await rig.world.post(rig.room, EVERYTHING)
    line = await rig.client.get("/playground/changes")
    await line.content.readuntil(b"\n\n")
    later = await rig.world.post(rig.room, EVERYTHING)
    assert (await next_change(line))["message"]["id"] == later
    line.close()


async def next_change(line: ClientResponse) -> dict[str, Any]:
    text = await asyncio.wait_for(line.content.readuntil(b"\n\n"), 5)
    return json.loads(text.removeprefix(b"data: "))


async def test_moving_the_clock_is_told_and_wakes_whoever_waits_for_it() -> None:
    async with playing("slack") as rig:
        listener = rig.world.changes()
        assert await rig.post("clock", do="move", seconds=3600) == (200, {"seen": ""})
        assert rig.clock.now() == NOON.replace(hour=13)
        assert await rig.post("clock", do="set", at="2027-07-01T15:00", zone="Europe/Zurich") == (200, {"seen": ""})
        assert rig.clock.now().isoformat() == "2027-07-01T13:00:00+00:00"
        assert await rig.post("clock", do="now") == (200, {"seen": ""})
        assert rig.clock.now() == NOON
        assert [change.kind for change in listener.heard()] == ["clock"] * 3
        assert rig.woken == 3


async def test_a_product_that_fails_is_answered_with_a_sentence(rig: PlaygroundRig) -> None:
    def fails(_: Event) -> Next:
        raise RuntimeError("broken")

    rig.answers = fails
    assert "Please try again." in await rig.say("hello")


async def test_the_server_stops_although_pages_are_open() -> None:
    async with asyncio.timeout(5):
        async with playing("teams") as rig:
            lines = [await rig.client.get("/playground/changes") for _ in range(3)]
            for line in lines:
                await line.content.readuntil(b"\n\n")
            await rig.server.close()
            assert [await line.content.read() for line in lines] == [b""] * 3
