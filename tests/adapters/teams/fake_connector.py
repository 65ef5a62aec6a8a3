"""A stand-in for the servers of Teams, on 127.0.0.1: keys, tokens and the connector's REST API.

Features
- publishes OpenID metadata and keys (RS256, endorsed for msteams), can add a key later, and signs tokens with any of them
- gives out access tokens and accepts no others
- conversations and messages: create, post, update; a post to a channel opens a thread
- checks what is posted as Teams and the Agents Playground do, and every card with `card_lint`
- answers the next calls as it is told (403, 404, 429 with Retry-After, …), and counts everything
"""

import asyncio
import json
import time
from collections import Counter
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.adapters.teams.card_lint import problems_of

APP_ID = "11111111-2222-3333-4444-555555555555"
PASSWORD = "correct horse"
BOT = {"id": f"28:{APP_ID}", "name": "Convener"}
_KEYS = {name: rsa.generate_private_key(public_exponent=65537, key_size=2048) for name in ("first", "second")}


class FakeConnector:
    """One server that plays them all. `url` is the service url, `token_url` and `metadata_url` the other two."""

    def __init__(self, token_lasts: int = 3600) -> None:
        self.calls: Counter[str] = Counter()
        self.published = {"first": ["msteams"]}
        self.token_lasts = token_lasts
        self.tokens: set[str] = set()
        self.messages: dict[str, dict[str, dict[str, Any]]] = {}
        """Activities by conversation (of a thread: its channel) and id."""
        self.created: list[dict[str, Any]] = []
        self.vanished: set[str] = set()
        self.people: dict[str, dict[str, str]] = {}
        """What the tenant says of its people, by their id."""
        self.refusals: list[tuple[int, dict[str, str]]] = []
        self.complaints: list[str] = []
        self.delay = 0.0
        self.down = False
        self.changed = asyncio.Condition()
        app = web.Application()
        app.add_routes(
            [
                web.get("/openid", self._metadata),
                web.get("/keys", self._keys),
                web.post("/token", self._token),
                web.post("/teams/v3/conversations", self._create),
                web.get("/teams/v3/conversations/{conversation}/members/{member}", self._member),
                web.post("/teams/v3/conversations/{conversation}/activities", self._post),
                web.put("/teams/v3/conversations/{conversation}/activities/{activity}", self._update),
            ]
        )
        self.server = TestServer(app, host="127.0.0.1")

    @property
    def url(self) -> str:
        return str(self.server.make_url("/teams/"))

    @property
    def token_url(self) -> str:
        return str(self.server.make_url("/token"))

    @property
    def metadata_url(self) -> str:
        return str(self.server.make_url("/openid"))

    def sign(self, kid: str = "first", key: str = "first", **claims: Any) -> str:
        """A token as Teams sends it; a claim given as None is left out."""
        now = int(time.time())
        good = {
            "iss": "https://api.botframework.com",
            "aud": APP_ID,
            "serviceurl": self.url,
            "nbf": now,
            "exp": now + 600,
        }
        chosen = {name: value for name, value in (good | claims).items() if value is not None}
        return jwt.encode(chosen, _KEYS[key], algorithm="RS256", headers={"kid": kid} if kid else None)

    def held(self, conversation: str) -> list[dict[str, Any]]:
        """What stands in a conversation, oldest first."""
        return list(self.messages.get(conversation, {}).values())

    async def _metadata(self, request: web.Request) -> web.Response:
        self.calls["metadata"] += 1
        if self.down:
            return web.Response(status=503)
        return web.json_response(
            {"issuer": "https://api.botframework.com", "jwks_uri": str(self.server.make_url("/keys"))}
        )

    async def _keys(self, request: web.Request) -> web.Response:
        self.calls["keys"] += 1
        keys = [
            jwt.algorithms.RSAAlgorithm.to_jwk(_KEYS[kid].public_key(), as_dict=True)
            | {"kid": kid, "use": "sig", "endorsements": channels}
            for kid, channels in self.published.items()
        ]
        strange = [{"kty": "EC", "kid": "curve"}, {"kty": "RSA", "kid": "broken", "n": "?"}]
        return web.json_response({"keys": strange + keys})

    async def _token(self, request: web.Request) -> web.Response:
        self.calls["token"] += 1
        form = await request.post()
        await asyncio.sleep(self.delay)
        wanted = ("client_credentials", APP_ID, PASSWORD, "https://api.botframework.com/.default")
        if self.down or tuple(map(form.get, ("grant_type", "client_id", "client_secret", "scope"))) != wanted:
            return web.json_response({"error": "invalid_client"}, status=401)
        token = f"token-{self.calls['token']}"
        self.tokens.add(token)
        return web.json_response({"token_type": "Bearer", "access_token": token, "expires_in": self.token_lasts})

    def _refused(self, request: web.Request, conversation: str = "") -> web.Response | None:
        self.calls[request.method] += 1
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens:
            return web.Response(status=401)
        if self.refusals:
            status, headers = self.refusals.pop(0)
            return web.json_response({"error": {"code": "Told"}}, status=status, headers=headers)
        if conversation.partition(";")[0] in self.vanished:
            return web.json_response({"error": {"code": "ConversationNotFound"}}, status=404)
        return None

    async def _create(self, request: web.Request) -> web.Response:
        if refused := self._refused(request):
            return refused
        asked = await request.json()
        if (
            asked["bot"] != {"id": BOT["id"]}
            or asked["isGroup"]
            or asked["channelData"]["tenant"]["id"] != asked["tenantId"]
        ):
            return web.json_response({"error": {"code": "BadSyntax"}}, status=400)
        self.created.append(asked)
        return web.json_response({"id": f"a:{asked['members'][0]['id']}"}, status=201)

    async def _member(self, request: web.Request) -> web.Response:
        self.calls["member"] += 1
        known = self.people.get(request.match_info["member"])
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.tokens or known is None:
            return web.json_response({"error": {"code": "MemberNotFoundInConversation"}}, status=404)
        return web.json_response(known)

    async def _post(self, request: web.Request) -> web.Response:
        conversation = request.match_info["conversation"]
        if refused := self._refused(request, conversation):
            return refused
        activity = await self._read(request)
        if activity is None:
            return web.json_response({"error": {"code": "BadSyntax"}}, status=400)
        async with self.changed:
            channel, _, root = conversation.partition(";messageid=")
            number = str(1700000000000 + sum(map(len, self.messages.values())))
            self.messages.setdefault(channel, {})[number] = activity | {"id": number, "root": root or number}
            self.changed.notify_all()
        return web.json_response({"id": number}, status=201)

    async def _update(self, request: web.Request) -> web.Response:
        conversation, number = request.match_info["conversation"], request.match_info["activity"]
        if refused := self._refused(request, conversation):
            return refused
        activity = await self._read(request)
        standing = self.messages.get(conversation.partition(";")[0], {})
        if activity is None or number not in standing:
            return web.json_response({"error": {"code": "BadSyntax"}}, status=400 if activity is None else 404)
        standing[number] = activity | {"id": number, "root": standing[number]["root"]}
        return web.Response(status=200)

    async def _read(self, request: web.Request) -> dict[str, Any] | None:
        """The activity, when it is one Teams would take."""
        activity = await request.json()
        found = [] if activity.get("type") == "message" and activity.get("summary") else ["no message, or no summary"]
        found += [
            f"an entity without type: {entity}" for entity in activity.get("entities", ()) if "type" not in entity
        ]
        for attachment in activity.get("attachments", ()):
            if attachment.get("contentType") != "application/vnd.microsoft.card.adaptive":
                found.append("an attachment that is no card")
            else:
                found += problems_of(attachment["content"])
        if len(json.dumps(activity)) > 100_000:
            found.append("MessageSizeTooBig")
        self.complaints += found
        return None if found else activity
