"""Tenants and people in Teams, and what Teams sends when they press and write."""

import json
import time
from collections.abc import Iterator
from itertools import count, cycle
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from adapters.teams import address
from benchmarks.community import HOUSES, PEOPLE, House
from benchmarks.wire import post
from bot.chat import Person

APP_ID = "11111111-2222-3333-4444-555555555555"
BOT = {"id": f"28:{APP_ID}", "name": "Convener"}
POSTED = "1700000000000"
"""The id of every card: each conversation has one."""
ZONE = "Europe/Zurich"


class Keys:
    """What Teams signs its requests with."""

    def __init__(self) -> None:
        self._key = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    def published(self) -> dict[str, Any]:
        """The public half, as Microsoft publishes it."""
        public = RSAAlgorithm.to_jwk(self._key.public_key(), as_dict=True)
        return {"keys": [public | {"kid": "first", "use": "sig", "endorsements": ["msteams"]}]}

    def token(self, url: str) -> str:
        """Good for an hour, like Teams' own."""
        now = int(time.time())
        claims = {
            "iss": "https://api.botframework.com",
            "aud": APP_ID,
            "serviceurl": url,
            "nbf": now,
            "exp": now + 3600,
        }
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": "first"})


def service(url: str) -> str:
    """Where the connector's REST API lies."""
    return f"{url}/teams/"


def house(number: int, url: str) -> House:
    """One tenant."""
    tenant = _tenant(number)
    users = (_user(number, n) for n in range(PEOPLE))
    people = tuple(
        Person(
            address.person(tenant, user),
            address.house(tenant),
            address.write(address.Someone(tenant, service(url), user)),
            zone=ZONE,
        )
        for user in users
    )
    return House(address.write(address.Room(tenant, service(url), _channel(number))), people)


def pressing(connections: int, card: dict[str, Any], url: str, token: str) -> list[Iterator[bytes]]:
    """For each connection its own people's answers on this card, for ever: each changes an answer."""
    everybody = [(tenant, n) for tenant in range(1, HOUSES + 1) for n in range(PEOPLE)]
    buttons = next(part["actions"] for part in card["body"] if part["type"] == "ActionSet")[:3]
    return [_presses(everybody[start::connections], buttons, url, token) for start in range(connections)]


def writing(connections: int, url: str) -> list[Iterator[bytes]]:
    """For each connection somebody who writes to the bot, for ever."""
    return [_messages(1 + start % HOUSES, url) for start in range(connections)]


def _presses(people: list[tuple[int, int]], buttons: list[dict[str, Any]], url: str, token: str) -> Iterator[bytes]:
    for number, (button, person) in enumerate(cycle([(button, person) for button in buttons for person in people])):
        action = {"type": "Action.Execute", "verb": button["verb"], "data": button["data"]}
        yield _sent(
            _activity("invoke", number, *person, url)
            | {
                "name": "adaptiveCard/action",
                "value": {"action": action, "trigger": "manual"},
                "replyToId": POSTED,
            },
            token,
        )


def _messages(tenant: int, url: str) -> Iterator[bytes]:
    for number in count():
        yield _sent(_activity("message", number, tenant, 0, url) | {"text": "Coming", "textFormat": "plain"})


def _activity(kind: str, number: int, tenant: int, n: int, url: str) -> dict[str, Any]:
    return {
        "type": kind,
        "id": f"f:{number}",
        "channelId": "msteams",
        "serviceUrl": service(url),
        "timestamp": "2026-11-23T10:00:00.123Z",
        "from": {"id": _user(tenant, n), "name": f"Nominee {n} of {tenant}", "aadObjectId": f"{tenant}-{n}"},
        "recipient": BOT,
        "conversation": {
            "id": f"{_channel(tenant)};messageid={POSTED}",
            "conversationType": "channel",
            "isGroup": True,
            "tenantId": _tenant(tenant),
        },
        "channelData": {"tenant": {"id": _tenant(tenant)}},
        "locale": "en-GB",
        "entities": [{"type": "clientInfo", "locale": "en-GB", "country": "CH", "timezone": ZONE}],
    }


def _sent(activity: dict[str, Any], token: str = "") -> bytes:
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    return post("/api/messages", headers, json.dumps(activity).encode())


def _tenant(number: int) -> str:
    return f"aaaaaaaa-0000-0000-0000-{number:012}"


def _user(tenant: int, n: int) -> str:
    return f"29:1nominee-{tenant}-{n}"


def _channel(tenant: int) -> str:
    return f"19:sessions-{tenant}@thread.tacv2"
