"""Stock slack-bolt: an app with one listener that acknowledges a click and does nothing else.

As quick as stock gets: Bolt's own aiohttp server and defaults, but an `authorize` that knows its answer. (The one that
comes with Bolt asks the database twice and Slack once on every request.)
"""

from contextlib import AbstractAsyncContextManager
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from benchmarks.programs.listening import listening
from benchmarks.slack_people import ACTION, SECRET

_ALLOWED = AuthorizeResult(
    enterprise_id=None, team_id="T000", bot_token="xoxb-benchmark", bot_id="B000", bot_user_id="U000"
)


async def _authorize(**_: Any) -> AuthorizeResult:
    return _ALLOWED


async def _answer(ack: Any) -> None:
    await ack()


def start(_: dict[str, Any]) -> AbstractAsyncContextManager[int]:
    """As `benchmarks.programs` asks for it."""
    app: Any = AsyncApp(signing_secret=SECRET, authorize=_authorize)
    app.action(ACTION)(_answer)
    return listening(app.web_app("/slack/events"))
