"""Workspaces and people in Slack, and their clicks as Slack sends them."""

import hashlib
import hmac
import json
import time
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

from adapters.slack import address
from benchmarks.community import HOUSES, PEOPLE, House
from benchmarks.wire import post
from bot.chat import Person

SECRET = "a signing secret"
ACTION = "b0"
"""The action_id of every click: stock Bolt finds its listener by it at the first comparison."""


def house(number: int) -> House:
    """One workspace."""
    id = address.house(f"T{number:03}")
    users = (f"U{number:03}{n}" for n in range(PEOPLE))
    people = tuple(Person(address.person(id, user), id, address.room(id, user), user) for user in users)
    return House(address.room(id, f"C{number:03}"), people)


def clicking(connections: int, card: Sequence[dict[str, Any]], url: str) -> list[Iterator[bytes]]:
    """For each connection the clicks of its own people on this card, for ever: each click changes an answer."""
    everybody = [(workspace, n) for workspace in range(1, HOUSES + 1) for n in range(PEOPLE)]
    buttons = next(block["elements"] for block in card if block["type"] == "actions")[:3]
    return [_clicks(everybody[start::connections], card, buttons, url) for start in range(connections)]


def _clicks(
    people: list[tuple[int, int]], card: Sequence[dict[str, Any]], buttons: list[dict[str, Any]], url: str
) -> Iterator[bytes]:
    bodies = [_body(*person, card, button, url) for button in buttons for person in people]
    return map(_signed, cycle(bodies))


def _signed(body: bytes) -> bytes:
    stamp = str(int(time.time()))
    signature = hmac.digest(SECRET.encode(), b"v0:%b:%b" % (stamp.encode(), body), hashlib.sha256).hex()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={signature}",
    }
    return post("/slack/events", headers, body)


def _body(workspace: int, n: int, card: Sequence[dict[str, Any]], button: dict[str, Any], url: str) -> bytes:
    """The shape of Slack's block_actions payload; of the card it quotes, the part that makes it 2 kB."""
    team, user, channel, ts = f"T{workspace:03}", f"U{workspace:03}{n}", f"C{workspace:03}", "1800000000.000001"
    click: dict[str, Any] = {
        "type": "block_actions",
        "user": {"id": user, "username": user, "name": user, "team_id": team},
        "api_app_id": "A000",
        "token": "unused",
        "container": {"type": "message", "message_ts": ts, "channel_id": channel, "is_ephemeral": False},
        "trigger_id": "12466734323.1395872398.eb0dd6a7",
        "team": {"id": team, "domain": f"workspace-{workspace}"},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": channel, "name": "sessions"},
        "message": {
            "bot_id": "B000",
            "type": "message",
            "text": "A session",
            "user": "U000",
            "ts": ts,
            "app_id": "A000",
            "blocks": card[:2],
            "team": team,
        },
        "state": {"values": {}},
        "response_url": f"{url}/respond/{team}/{user}",
        "actions": [button | {"action_id": ACTION, "block_id": "answers", "action_ts": ts}],
    }
    return urlencode({"payload": json.dumps(click)}).encode()
