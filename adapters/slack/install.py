"""Installing by link: Slack asks whoever manages the workspace, and sends them back to us with a code for the tokens.

The state that goes along is signed, bound to the browser by a cookie, good for ten minutes and taken once. (Once per
process; Slack takes the code itself only once, whichever process asks.)
"""

import hashlib
import hmac
import html
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from secrets import token_urlsafe
from typing import Any

from aiohttp import ClientSession, web
from slack_sdk.oauth import AuthorizeUrlGenerator

from adapters.slack import address, words
from adapters.slack.arrival import Arrival, Surface
from adapters.slack.calls import api_call, checked, web_client
from adapters.slack.houses import Houses
from adapters.slack.lasting import Lasting
from adapters.slack.manifest import SCOPES
from adapters.slack.settings import SlackSettings
from adapters.slack.show import Show
from adapters.slack.tasks import Tasks, record
from bot.chat.event import Installed, Person, Place
from bot.chat.port import Answer, ChatError

START = "/slack/install"
RETURN = "/slack/oauth_redirect"
COOKIE = "convener-slack-install"
SECONDS = 600
MOST = 10_000

log = logging.getLogger("adapters.slack")


class Install:
    """The two pages of an installation."""

    def __init__(
        self,
        settings: SlackSettings,
        answer: Answer,
        houses: Houses,
        http: ClientSession,
        show: Show,
        tasks: Tasks,
        now: Callable[[], datetime],
    ) -> None:
        self._settings = settings
        self._answer = answer
        self._houses = houses
        self._http = http
        self._show = show
        self._tasks = tasks
        self._now = now
        self._used: Lasting[str, bool] = Lasting(MOST, SECONDS, now)
        self._back = f"{settings.public_url.rstrip('/')}{RETURN}" if settings.public_url else None

    def add_routes(self, app: web.Application) -> None:
        """None without a client id: then the app is installed by hand, with a bot token."""
        if self._settings.client_id:
            app.router.add_get(START, self._start)
            app.router.add_get(RETURN, self._return)

    async def _start(self, _: web.Request) -> web.StreamResponse:
        settings = self._settings
        state = self._sign(f"{int(self._now().timestamp()) + SECONDS}.{token_urlsafe(16)}")
        url = AuthorizeUrlGenerator(
            client_id=settings.client_id,
            scopes=SCOPES,
            redirect_uri=self._back,
            authorization_url=settings.authorize_url,
        ).generate(state)
        answer = web.Response(status=302, headers={"Location": url, "Cache-Control": "no-store"})
        answer.set_cookie(COOKIE, state, max_age=SECONDS, path=RETURN, secure=True, httponly=True, samesite="Lax")
        return answer

    async def _return(self, request: web.Request) -> web.Response:
        query = request.query
        if not self._is_ours(query.get("state", ""), request.cookies.get(COOKIE, "")):
            return _failed(400, words.INSTALL_STALE)
        if "code" not in query:
            return _failed(400, words.INSTALL_DENIED)
        try:
            installed = await self._installed(query["code"])
        except ChatError as refused:
            log.warning("Slack refused an installation: %s", refused)
            return _failed(401, words.INSTALL_REFUSED)
        except Exception as broken:
            record("an installation failed", broken)
            return _failed(500, words.INSTALL_REFUSED)
        self._tasks.start(self._welcome(installed))
        return _page(200, words.INSTALLED_TITLE, words.INSTALLED.format(team=installed.name))

    async def _installed(self, code: str) -> Installed:
        """The code becomes tokens, and the tokens are kept. Raises CannotReach, TryLater."""
        settings = self._settings
        form = {"code": code, "client_id": settings.client_id, "client_secret": settings.client_secret}
        if self._back:
            form["redirect_uri"] = self._back
        # Not slack_sdk's oauth_v2_access: it uses a class of aiohttp's that is on its way out.
        granted = await checked(api_call(web_client(settings, self._http), "oauth.v2.access", data=form))
        # An installation in a whole organisation names no team.
        team: Mapping[str, Any] = granted.get("team") or {}
        enterprise: Mapping[str, Any] = granted.get("enterprise") or {}
        whole = enterprise if granted.get("is_enterprise_install") else team
        house, user = address.house(whole["id"]), str(granted["authed_user"]["id"])
        secrets = {
            "bot_token": granted["access_token"],
            "bot_user_id": granted.get("bot_user_id"),
            "bot_id": await self._bot_id(granted["access_token"]),
            "team_id": team.get("id"),
            "enterprise_id": enterprise.get("id"),
            "app_id": granted.get("app_id"),
            "scopes": granted.get("scope"),
            "installed_at": str(int(self._now().timestamp())),
        }
        await self._houses.save(house, {key: value or "" for key, value in secrets.items()})
        person = Person(address.person(house, user), house, address.room(house, user))
        return Installed(person, Place(person.address, private=True), whole.get("name") or "your workspace")

    async def _bot_id(self, token: str) -> str:
        """The one auth.test there is: oauth.v2.access does not tell the bot's id."""
        try:
            told = await checked(api_call(web_client(self._settings, self._http, token), "auth.test"))
            return str(told.get("bot_id", ""))
        except ChatError:
            return ""

    async def _welcome(self, installed: Installed) -> None:
        user = address.channel_in(installed.person.address)
        arrival = Arrival(installed, Surface.DIRECT, user, channel=user)
        await self._show.next(arrival, await self._answer(installed))

    def _sign(self, words: str) -> str:
        signature = hmac.digest(self._settings.client_secret.encode(), words.encode(), hashlib.sha256).hex()
        return f"{words}.{signature}"

    def _is_ours(self, state: str, cookie: str) -> bool:
        """Whether we gave this state to this browser, not long ago, and it comes back for the first time."""
        words = state.rpartition(".")[0]
        if not (state.isascii() and hmac.compare_digest(state, self._sign(words))):
            return False
        if not (cookie.isascii() and hmac.compare_digest(state, cookie)) or self._used.get(state):
            return False
        self._used.keep(state, True)
        return int(words.partition(".")[0]) > self._now().timestamp()


def _failed(status: int, sentence: str) -> web.Response:
    return _page(status, words.INSTALL_FAILED_TITLE, sentence, f'<p><a href="{START}">{words.INSTALL_AGAIN}</a></p>')


def _page(status: int, title: str, sentence: str, more: str = "") -> web.Response:
    """A page that runs nothing and is kept nowhere; the workspace's name in it is somebody's text."""
    title, sentence = html.escape(title), html.escape(sentence)
    text = (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>body{{font:1.1rem/1.5 system-ui;max-width:36rem;margin:4rem auto}}"
        f"</style><h1>{title}</h1><p>{sentence}</p>{more}</html>"
    )
    headers = {"Cache-Control": "no-store", "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    answer = web.Response(status=status, text=text, content_type="text/html", headers=headers)
    answer.del_cookie(COOKIE, path=RETURN)
    return answer
