"""Slack's requests: through the front door and Bolt to the product.

Bolt dispatches, tuned for a click that has to be answered within three seconds. It gets a body that is verified and
decoded already (its own server decodes first, and junk costs a traceback); middleware it would run in vain is off; and
one global middleware of ours takes every request, where listeners would be tried one after the other.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiohttp import ClientSession, web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from adapters.slack import door, limits, parse, words
from adapters.slack.answering import Answering
from adapters.slack.arrival import Arrival
from adapters.slack.calls import Calls, quiet, web_client
from adapters.slack.houses import Houses
from adapters.slack.install import Install
from adapters.slack.parse import Malformed
from adapters.slack.profiles import Profiles
from adapters.slack.settings import SlackSettings
from adapters.slack.show import Show
from adapters.slack.tasks import Tasks, record
from bot.chat.port import Answer

EVENTS = "/slack/events"
ARRIVAL = "arrival"
"""Under these names the two things we know ride through Bolt in its context."""
TROUBLE = "trouble"


class SlackFront:
    """Slack's way in. Make it inside the running loop; `close` it before `http` is closed."""

    def __init__(
        self, settings: SlackSettings, answer: Answer, houses: Houses, http: ClientSession, now: Callable[[], datetime]
    ) -> None:
        calls = Calls(settings, houses, http)
        show = Show(calls, answer)
        self._secret = settings.signing_secret.encode()
        self._now = now
        self._tasks = Tasks()
        self._install = Install(settings, answer, houses, http, show, self._tasks, now)
        answering = Answering(answer, houses, Profiles(calls, now), show, self._tasks, now)
        self._bolt = AsyncApp(
            name="convener",
            logger=quiet,
            signing_secret=settings.signing_secret,
            client=web_client(settings, http),
            authorize=_Authorize(houses),
            process_before_response=True,
            request_verification_enabled=False,  # done at the front door, before anything is decoded
            ssl_check_enabled=False,
            url_verification_enabled=False,
            ignoring_self_events_enabled=False,  # parse does it without asking for our own id
            attaching_function_token_enabled=False,
            attaching_conversation_kwargs_enabled=False,
        )
        self._bolt.use(_Everything(answering))  # pyright: ignore[reportUnknownMemberType] -- Bolt types no `*args`

    def add_routes(self, app: web.Application) -> None:
        """Everything Slack sends comes to one address; people who install the app come to two more."""
        app.router.add_post(EVENTS, self._events)
        self._install.add_routes(app)

    async def close(self) -> None:
        """Waits until everybody has seen what is still being shown to them."""
        await self._tasks.finish()

    async def _events(self, request: web.Request) -> web.Response:
        if (request.content_length or 0) > limits.BODY_BYTES:
            return web.Response(status=413)
        try:
            raw = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return web.Response(status=413)
        headers = request.headers
        stamp, signature = headers.get("X-Slack-Request-Timestamp", ""), headers.get("X-Slack-Signature", "")
        if not door.genuine(self._secret, raw, stamp, signature, self._now().timestamp()):
            return web.Response(status=200 if door.asks_for_certificate(raw) else 401)
        try:
            body = door.read(raw)
            if body.get("type") == "url_verification":
                return web.Response(text=str(body["challenge"]))
            arrival = parse.arrival(body)
        except (Malformed, KeyError):
            return web.Response(status=400)
        if arrival is None:
            return web.Response()
        answer = await self._bolt.async_dispatch(
            AsyncBoltRequest(body=body, context={ARRIVAL: arrival}, mode="socket_mode")  # this mode takes a dict
        )
        if not answer.body:
            return web.Response(status=answer.status)
        return web.Response(status=answer.status, text=answer.body, content_type="application/json")


class _Authorize(AsyncAuthorize):
    """Whose token to use: ours to know, where Bolt would ask its store and then Slack on every request."""

    def __init__(self, houses: Houses) -> None:
        self._houses = houses

    async def __call__(self, *, context: Any, **_: object) -> AuthorizeResult:
        """Always somebody; why not more is left in the context, for Bolt's own words would be shown otherwise."""
        arrival: Arrival = context[ARRIVAL]
        try:
            secrets = await self._houses.find(arrival.house)
        except Exception as broken:
            record("the tokens could not be read", broken)
            context[TROUBLE] = words.SORRY
            secrets = None
        else:
            if secrets is None:
                context[TROUBLE] = words.NOT_INSTALLED
        secrets = secrets or {}
        return AuthorizeResult(
            enterprise_id=secrets.get("enterprise_id"),
            team_id=secrets.get("team_id"),
            bot_token=secrets.get("bot_token"),
            bot_id=secrets.get("bot_id"),
            bot_user_id=secrets.get("bot_user_id"),
        )


class _Everything(AsyncMiddleware):
    """Takes every request that Bolt has authorised. An unforeseen error is Bolt's to answer, with a 500."""

    def __init__(self, answering: Answering) -> None:
        self._answering = answering

    async def async_process(
        self, *, req: Any, resp: BoltResponse, next: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """As Bolt asks for it. A removal comes here without trouble: Bolt authorises it without asking."""
        arrival: Arrival = req.context[ARRIVAL]
        trouble: str | None = req.context.get(TROUBLE)
        if trouble is None:
            return BoltResponse(status=200, body=await self._answering.take(arrival) or "")
        body = self._answering.excuse(arrival, trouble)
        # Slack sends an event again if we could not even look up whose it is; it does not know about clicks.
        again = trouble == words.SORRY and bool(arrival.keys)
        return BoltResponse(status=503 if again else 200, body=body or "")
