"""Who may come in: each case was tried against SDK 4.17.1, which gets about half of them wrong."""

import base64
import json
import time
from typing import Any

import aiohttp
import jwt
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from adapters.teams import TeamsChat, TeamsFront, TeamsSettings
from bot.chat import Event, Next
from tests.adapters.teams.fake_connector import FakeConnector
from tests.adapters.teams.rig import TeamsRig, now

HELLO: dict[str, Any] = {"text": "hello"}


def unsigned(connector: FakeConnector) -> str:
    """A token whose header says that it needs no signature."""
    claims = jwt.decode(connector.sign(), options={"verify_signature": False})
    return jwt.encode(claims, None, algorithm="none", headers={"kid": "first"})


def shared_secret(connector: FakeConnector) -> str:
    """A token signed with something everybody knows, as if it were a secret."""
    claims = jwt.decode(connector.sign(), options={"verify_signature": False})
    return jwt.encode(
        claims, "everybody knows this, it is published for all", algorithm="HS256", headers={"kid": "first"}
    )


def tampered(connector: FakeConnector) -> str:
    """A good token for another application."""
    header, body, signature = connector.sign().split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "==")) | {"serviceurl": "https://evil.example"}
    return f"{header}.{base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip('=')}.{signature}"


BAD_TOKENS = {
    "no header": lambda c: None,
    "an empty header": lambda c: "",
    "basic": lambda c: "Basic dXNlcjpwYXNz",
    "bearer without a token": lambda c: "Bearer ",
    "garbage": lambda c: "Bearer garbage",
    "garbage in three parts": lambda c: "Bearer a.b.c",
    "expired": lambda c: f"Bearer {c.sign(exp=int(time.time()) - 400)}",
    "not valid yet": lambda c: f"Bearer {c.sign(nbf=int(time.time()) + 400)}",
    "no end": lambda c: f"Bearer {c.sign(exp=None)}",
    "an end that is text": lambda c: f"Bearer {c.sign(exp='tomorrow')}",
    "another audience": lambda c: f"Bearer {c.sign(aud='22222222-0000-0000-0000-000000000000')}",
    "no audience": lambda c: f"Bearer {c.sign(aud=None)}",
    "another issuer": lambda c: f"Bearer {c.sign(iss='https://evil.example')}",
    "the emulator's issuer": lambda c: (
        f"Bearer {c.sign(iss='https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/')}"
    ),
    "no issuer": lambda c: f"Bearer {c.sign(iss=None)}",
    "a tampered body": lambda c: f"Bearer {tampered(c)}",
    "another key under a known name": lambda c: f"Bearer {c.sign(kid='first', key='second')}",
    "an unknown key": lambda c: f"Bearer {c.sign(kid='nobody')}",
    "no key id": lambda c: f"Bearer {c.sign(kid='')}",
    "no signature": lambda c: f"Bearer {unsigned(c)}",
    "a shared secret": lambda c: f"Bearer {shared_secret(c)}",
    "no service": lambda c: f"Bearer {c.sign(serviceurl=None)}",
    "another service": lambda c: f"Bearer {c.sign(serviceurl='https://smba.trafficmanager.net/emea/')}",
}


async def knock(rig: TeamsRig, header: str | None, activity: Any = None) -> tuple[int, bytes]:
    body = activity if activity is not None else rig.activity("message", **HELLO)
    headers = {} if header is None else {"Authorization": header}
    async with rig.http.post(rig.endpoint, json=body, headers=headers) as response:
        return response.status, await response.read()


@pytest.mark.parametrize("case", BAD_TOKENS)
async def test_a_bad_token_gets_401_and_nothing_else(rig: TeamsRig, case: str) -> None:
    assert await knock(rig, BAD_TOKENS[case](rig.connector)) == (401, b"")
    assert rig.events == []


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
async def test_a_good_token_comes_in(rig: TeamsRig, scheme: str) -> None:
    assert await knock(rig, f"{scheme} {rig.connector.sign()}") == (200, b"")
    assert len(rig.events) == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"serviceUrl": None}, {"serviceUrl": ""}, {"serviceUrl": 7}, {"serviceUrl": "https://evil.example/"},
        {"serviceUrl": "http://smba.trafficmanager.net/emea/"}, {"channelId": None}, {"channelId": "webchat"},
        {"channelId": "directline"}, {"channelId": "emulator"},
    ],
    ids=str,
)  # fmt: skip
async def test_a_body_the_token_does_not_vouch_for_gets_401(rig: TeamsRig, changed: dict[str, Any]) -> None:
    activity = rig.activity("message", **HELLO) | changed
    activity = {key: value for key, value in activity.items() if value is not None}
    assert await knock(rig, f"Bearer {rig.connector.sign()}", activity) == (401, b"")


async def test_a_service_that_is_not_allowed_gets_401_even_with_its_own_token(rig: TeamsRig) -> None:
    evil = "https://evil.example/"
    token = rig.connector.sign(serviceurl=evil)
    assert await knock(rig, f"Bearer {token}", rig.activity("message", **HELLO) | {"serviceUrl": evil}) == (401, b"")


async def test_a_key_that_may_not_sign_for_teams_gets_401(rig: TeamsRig) -> None:
    rig.connector.published["first"] = ["webchat"]
    assert await knock(rig, f"Bearer {rig.connector.sign()}") == (401, b"")


async def test_a_bad_token_is_refused_before_its_body_is_read(rig: TeamsRig) -> None:
    async with rig.http.post(rig.endpoint, data=b"{not json", headers={"Authorization": "Bearer x"}) as response:
        assert response.status == 401


async def test_a_new_key_is_found_when_it_is_first_used(rig: TeamsRig) -> None:
    assert await knock(rig, f"Bearer {rig.connector.sign()}") == (200, b"")
    rig.connector.published = {"second": ["msteams"]}
    assert await knock(rig, f"Bearer {rig.connector.sign('second', 'second')}") == (200, b"")
    assert await knock(rig, f"Bearer {rig.connector.sign()}") == (401, b"")


async def test_made_up_keys_do_not_make_us_ask_again_and_again(rig: TeamsRig) -> None:
    for number in range(20):
        await knock(rig, f"Bearer {rig.connector.sign(kid=f'made-up-{number}')}")
    assert rig.connector.calls["keys"] == 2


async def test_without_keys_nobody_is_judged(rig: TeamsRig) -> None:
    rig.connector.down = True
    assert await knock(rig, f"Bearer {rig.connector.sign()}") == (503, b"")
    rig.connector.down = False
    assert await knock(rig, f"Bearer {rig.connector.sign()}") == (200, b"")


@pytest.mark.parametrize(
    ("changed", "headers", "status"),
    [
        ({}, {}, 200),
        ({"serviceUrl": "https://smba.trafficmanager.net/emea/"}, {}, 401),
        ({"serviceUrl": "http://127.0.0.1.evil.example/"}, {}, 401),
        ({}, {"X-Forwarded-For": "203.0.113.7"}, 401),
    ],
)
async def test_without_an_app_id_only_this_machine_comes_in(
    rig: TeamsRig, changed: dict[str, str], headers: dict[str, str], status: int
) -> None:
    async def answer(event: Event) -> Next:
        return None

    settings = TeamsSettings()
    front = TeamsFront(settings, answer, TeamsChat(settings, rig.http, now), rig.http, now)
    app = web.Application()
    front.add_routes(app)
    async with TestServer(app, host="127.0.0.1") as server, aiohttp.ClientSession() as http:
        activity = rig.activity("message", **HELLO) | changed
        async with http.post(server.make_url("/api/messages"), json=activity, headers=headers) as response:
            assert response.status == status
    await front.close()


def test_the_secret_is_not_in_what_settings_print() -> None:
    assert "hunter2" not in repr(TeamsSettings(app_id="a", app_password="hunter2"))


@pytest.mark.parametrize(
    ("url", "trusted"),
    [
        ("https://smba.trafficmanager.net/emea/", True), ("https://smba.infra.gcc.teams.microsoft.com/teams", True),
        ("https://europe.webchat.botframework.com/", True), ("https://evilbotframework.com/", False),
        ("https://smba.trafficmanager.net.evil.example/", False), ("http://smba.trafficmanager.net/", False),
        ("https://trafficmanager.net/", False), ("http://127.0.0.1:3978/", False), ("https://[::1", False), ("", False),
    ],
)  # fmt: skip
def test_only_teams_own_servers_are_trusted(url: str, trusted: bool) -> None:
    assert TeamsSettings(app_id="a").trusts(url) == trusted
