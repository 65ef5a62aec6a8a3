"""Installing by link: the state is ours, this browser's and new, and the tokens are kept."""

from collections.abc import AsyncIterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from aiohttp import ClientResponse

from adapters.slack.manifest import SCOPES
from bot.chat import Installed, Message, Place, Said, Text
from tests.adapters.slack.rig import SlackRig, payload

GRANTED = {
    "app_id": "A0COP",
    "authed_user": {"id": "U0ADMIN"},
    "scope": ",".join(SCOPES),
    "token_type": "bot",
    "access_token": "xoxb-google",
    "bot_user_id": "U0BOT",
    "team": {"id": "T0GOOGLE", "name": "<b>Google</b>"},
    "enterprise": None,
    "is_enterprise_install": False,
}
IN_AN_ORGANISATION = GRANTED | {
    "team": None,
    "enterprise": {"id": "E0BIG", "name": "Big"},
    "is_enterprise_install": True,
}


@pytest.fixture
async def rig() -> AsyncIterator[SlackRig]:
    async with SlackRig(client_id="1.2", client_secret="hidden", public_url="https://cop.example.org/") as rig:
        rig.slack.codes = {"a-code": GRANTED, "an-organisations-code": IN_AN_ORGANISATION}
        rig.slack.tokens["xoxb-google"] = "T0GOOGLE"
        yield rig


async def get(rig: SlackRig, path: str, cookie: str = "") -> ClientResponse:
    headers = {"Cookie": cookie} if cookie else {}
    answer = await rig.http.get(rig.server.make_url(path), headers=headers, allow_redirects=False)
    await answer.read()
    await rig.front.close()
    return answer


async def start(rig: SlackRig) -> tuple[str, str]:
    """The state that goes to Slack, and the cookie that stays in the browser."""
    answer = await get(rig, "/slack/install")
    query = parse_qs(urlsplit(answer.headers["Location"]).query)
    return query["state"][0], answer.headers["Set-Cookie"].partition(";")[0]


async def test_people_are_sent_to_slack_with_what_we_ask_for(rig: SlackRig) -> None:
    answer = await get(rig, "/slack/install")
    to = urlsplit(answer.headers["Location"])
    query = parse_qs(to.query)
    assert (answer.status, to.hostname, to.path) == (302, "slack.com", "/oauth/v2/authorize")
    assert query["scope"] == [",".join(SCOPES)]
    assert query["redirect_uri"] == ["https://cop.example.org/slack/oauth_redirect"]
    assert [flag for flag in ("HttpOnly", "Secure", "SameSite=Lax") if flag not in answer.headers["Set-Cookie"]] == []


async def test_an_installation_is_kept_told_to_the_product_and_explained(rig: SlackRig) -> None:
    rig.answers = lambda _: Message((Text(("welcome",)),))
    state, cookie = await start(rig)
    answer = await get(rig, f"/slack/oauth_redirect?code=a-code&state={state}", cookie)
    page = await answer.text()
    assert (answer.status, "&lt;b&gt;Google&lt;/b&gt;" in page, "<b>Google" in page) == (200, True, False)
    assert rig.tokens.kept["slack:T0GOOGLE"] == {
        "bot_token": "xoxb-google",
        "bot_user_id": "U0BOT",
        "bot_id": "B0BOT",
        "team_id": "T0GOOGLE",
        "enterprise_id": "",
        "app_id": "A0COP",
        "scopes": ",".join(SCOPES),
        "installed_at": str(int(rig.now().timestamp())),
    }
    (installed,) = rig.events
    assert isinstance(installed, Installed)
    assert (installed.person.id, installed.place, installed.name) == (
        "slack:T0GOOGLE:U0ADMIN",
        Place("slack:T0GOOGLE:U0ADMIN", private=True),
        "<b>Google</b>",
    )
    assert [(one["channel"], one["text"]) for one in rig.slack.shown] == [("D0ADMIN", "welcome")]


async def test_an_organisation_is_one_house(rig: SlackRig) -> None:
    state, cookie = await start(rig)
    await get(rig, f"/slack/oauth_redirect?code=an-organisations-code&state={state}", cookie)
    assert rig.tokens.kept["slack:E0BIG"]["enterprise_id"] == "E0BIG"
    await rig.send(payload("command_organisation"), form=True)
    assert [said.person.house for said in rig.events if isinstance(said, Said)] == ["slack:E0BIG"]


@pytest.mark.parametrize(
    ("query", "cookie"),
    [
        ("code=a-code&state={state}", ""),
        ("code=a-code&state={state}", "convener-slack-install=another"),
        ("code=a-code&state={state}x", "{cookie}"),
        ("code=a-code&state=9999999999.made-up.0", "convener-slack-install=9999999999.made-up.0"),
        ("code=a-code&state=%C3%BC", "{cookie}"),
        ("code=a-code", "{cookie}"),
        ("", ""),
    ],
)
async def test_a_state_that_is_not_this_browsers_is_refused(rig: SlackRig, query: str, cookie: str) -> None:
    state, kept = await start(rig)
    path = f"/slack/oauth_redirect?{query.format(state=state)}"
    assert (await get(rig, path, cookie.format(cookie=kept))).status == 400
    assert rig.slack.calls["oauth.v2.access"] == 0


async def test_a_state_is_taken_once_and_not_after_ten_minutes(rig: SlackRig) -> None:
    state, cookie = await start(rig)
    path = f"/slack/oauth_redirect?code=a-code&state={state}"
    assert [(await get(rig, path, cookie)).status for _ in range(2)] == [200, 400]
    state, cookie = await start(rig)
    rig.now.at += timedelta(minutes=11)
    assert (await get(rig, f"/slack/oauth_redirect?code=a-code&state={state}", cookie)).status == 400


async def test_a_code_slack_does_not_take_installs_nothing(rig: SlackRig) -> None:
    state, cookie = await start(rig)
    answer = await get(rig, f"/slack/oauth_redirect?code=wrong&state={state}", cookie)
    assert (answer.status, "slack:T0GOOGLE" in rig.tokens.kept, rig.events) == (401, False, [])


async def test_who_declines_is_told_that_nothing_was_stored(rig: SlackRig) -> None:
    state, cookie = await start(rig)
    answer = await get(rig, f"/slack/oauth_redirect?error=access_denied&state={state}", cookie)
    assert (answer.status, "Nothing was stored" in await answer.text()) == (400, True)


async def test_a_store_that_fails_is_a_page_and_not_a_traceback(
    rig: SlackRig, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def full(*given: object) -> None:
        raise OSError(given)

    monkeypatch.setattr(rig.tokens, "save", full)
    state, cookie = await start(rig)
    assert (await get(rig, f"/slack/oauth_redirect?code=a-code&state={state}", cookie)).status == 500
    assert "xoxb" not in caplog.text


async def test_installing_again_uses_the_new_token_at_once(rig: SlackRig) -> None:
    await rig.chat.post(rig.room, Message((Text(("before",)),)))
    await rig.houses.save("slack:T0CISCO", {"bot_token": "xoxb-google"})
    await rig.chat.post(rig.room, Message((Text(("after",)),)))
    assert rig.slack.authorizations[-2:] == ["xoxb-cisco", "xoxb-google"]


async def test_without_a_client_id_there_is_nothing_to_install() -> None:
    async with SlackRig() as rig:
        assert (await get(rig, "/slack/install")).status == 404
