"""A Teams tenant through its people's eyes, over the Agents Playground's own HTTP interface (0.2.28; it is undocumented).

What the bot showed is read from the Playground's recording of every request it got and sent.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote

from aiohttp import ClientSession

from tests.e2e.programs import eventually
from tests.e2e.teams_cards import BUTTONS, Json, button, filled, find, words

PATIENCE = 10.0
"""Seconds Teams waits for the answer to an invoke before it tells the person that something went wrong."""


@dataclass(frozen=True)
class Post:
    """A message of the bot as it stands in a conversation now."""

    conversation: str
    id: str
    activity: Json

    @property
    def cards(self) -> list[Json]:
        """Its Adaptive Cards."""
        return [one["content"] for one in self.activity.get("attachments") or []]

    @property
    def words(self) -> str:
        """Every word a person reads in it."""
        return "\n".join([str(self.activity.get("text") or ""), *map(words, self.cards)])


class Tenant:
    """One tenant. `personal`, `group` and `channel` are its conversations with the bot, `people` the ids by name."""

    def __init__(self, url: str, config: Json, recording: Path, http: ClientSession) -> None:
        self.url = url
        self.personal: str = config["personalChat"]["id"]
        self.group: str = config["groupChat"]["id"]
        self.group_name: str = config["groupChat"]["name"]
        self.channel: str = config["team"]["channels"][0]["id"]
        self.people = {one["name"]: one for one in (config["currentUser"], *config["users"])}
        self._first: str = config["currentUser"]["name"]
        self._bot: Json = config["bot"]
        self._recording = recording
        self._http = http

    async def install(self, conversation: str) -> None:
        """Add the app to a conversation, as the page does when it is opened there for the first time."""
        for kind in ("install", "botAdded"):
            await self._tell(await self._template(conversation, kind))

    async def say(self, who: str, text: str, conversation: str) -> None:
        """Write to the bot, mentioning it where others read along. Only the first person's words show on the page."""
        shared = conversation != self.personal
        at = f"<at>{self._bot['name']}</at>"
        written = {"textFormat": "plain", "text": f"{at} {text}" if shared else text}
        if who == self._first:
            mentions = [{"mentioned": {"id": self._bot["id"]}, "text": at}] if shared else []
            body = {**written, "from": {"id": self.people[who]["id"]}, "mentions": mentions}
            await self._post(f"/_conversation/v1/conversations/{conversation}/messages", body)
            return
        mention = {"type": "mention", "text": at, "mentioned": self._bot}
        place = {"channelData": await self._channel_data(conversation), "entities": [mention] if shared else []}
        template = await self._template(conversation)
        await self._tell({**template, **written, **place, "type": "message", "from": self._account(who)})

    async def press(self, who: str, post: Post, label: str, inputs: Mapping[str, str] | None = None) -> Json:
        """Press a card's button: what Teams would show the presser in the card's place ({} for nothing)."""
        action = button(post.cards, label)
        data = {**action.get("data", {}), **(inputs or {})}
        pressed = {"from": self._account(who), "conversation": {"id": post.conversation}, "replyToId": post.id}
        if action["type"] == "Action.Execute":
            value = {
                "action": {"type": "Action.Execute", "verb": action.get("verb", ""), "data": data},
                "trigger": "manual",
            }
            answer = await self._post(
                "/_conversation/v1/invoke", {"name": "adaptiveCard/action", "value": value, **pressed}
            )
            return dict(json.loads(answer or "{}"))
        assert action["type"] == "Action.Submit", action
        if data.get("msteams", {}).get("type") == "task/fetch":
            return await self._invoke(who, post, "task/fetch", data)
        await self._post("/_conversation/v1/submit", {"value": data, **pressed})
        return {}

    async def submit_form(self, who: str, post: Post, form: Json, answers: Mapping[str, str]) -> Json:
        """Send a dialog that `press` answered with, filled by its labels: the bot's next answer."""
        card = form["task"]["value"]["card"]["content"]
        (submit,) = [one for one in find(card, *BUTTONS) if one.get("associatedInputs") != "none"]
        return await self._invoke(who, post, "task/submit", {**submit.get("data", {}), **filled(card, answers)})

    async def posts(self, conversation: str = "") -> list[Post]:
        """The bot's messages in a conversation, or in all, as they stand now, in the order they came."""
        standing: dict[str, Post] = {}
        for record in self.events():
            if record["direction"].startswith("User Application") and int(record["response"]["statusCode"]) < 300:
                post = _posted(record["request"], record["response"])
                if post and conversation in ("", post.conversation.partition(";")[0]):
                    standing[post.id] = replace(post, conversation=standing.get(post.id, post).conversation)
        return [post if post.conversation != self.channel else _in_thread(post) for post in standing.values()]

    def events(self) -> list[Json]:
        """Every request between the bot and this tenant, with its answer, as the Playground recorded it."""
        written = self._recording.read_text() if self._recording.exists() else ""
        return [json.loads(one) for one in written.split("\n---\n")[:-1]]

    async def refusals(self) -> list[Json]:
        """Requests of the bot that the Playground refused as malformed."""
        mine = [one for one in self.events() if one["direction"].startswith("User Application")]
        return [one for one in mine if int(one["response"]["statusCode"]) >= 300]

    async def _invoke(self, who: str, post: Post, name: str, data: Json) -> Json:
        template = await self._template(post.conversation)
        asked = {"type": "invoke", "name": name, "value": {"data": data, "context": {"theme": "default"}}}
        place = {"channelData": await self._channel_data(post.conversation), "replyToId": post.id}
        await self._tell({**template, **asked, **place, "from": self._account(who)})

        async def answered() -> list[Json]:
            return [one for one in self.events() if one["request"].get("body", {}).get("id") == template["id"]]

        answer = (await eventually(answered, within=PATIENCE, what=f"an answer to {name}"))[0]["response"]
        assert answer["statusCode"] == 200, answer
        return dict(answer["body"] or {})

    async def _channel_data(self, conversation: str) -> Json:
        return dict((await self._template(conversation, "install"))["channelData"])

    async def _template(self, conversation: str, kind: str = "") -> Json:
        # It knows channels, not the threads in them.
        query = {"conversationId": conversation.partition(";")[0], **({"type": kind} if kind else {})}
        async with self._http.get(f"{self.url}/_internal/v1/customActivities/template", params=query) as answer:
            made = await answer.json()
        return {**made, "id": str(uuid.uuid4()), "conversation": {**made["conversation"], "id": conversation}}

    def _account(self, who: str) -> Json:
        person = self.people[who]
        return {"id": person["id"], "name": who, "aadObjectId": person["aadObjectId"]}

    async def _tell(self, activity: Json) -> None:
        await self._post("/_internal/v1/customActivities", activity)

    async def _post(self, path: str, body: Json) -> str:
        async with self._http.post(f"{self.url}{path}", json=body) as answer:
            text = await answer.text()
            assert answer.status == 200, f"{path}: {answer.status} {text}"
            return text


def _posted(request: Json, answer: Json) -> Post | None:
    """The message that a request of the bot put somewhere, if that is what it did."""
    if request["method"] not in ("POST", "PUT"):
        return None
    body, place = request["body"], unquote(request["url"]).partition("/v3/conversations")[2]
    if not place and body.get("activity"):  # a conversation was created with its first message
        return Post(answer["body"]["id"], str(answer["body"]["activityId"]), body["activity"])
    if body.get("type") != "message":
        return None
    conversation, _, which = place.strip("/").partition("/activities")
    return Post(conversation, which.strip("/") if request["method"] == "PUT" else str(answer["body"]["id"]), body)


def _in_thread(post: Post) -> Post:
    """A message posted to a channel itself starts a thread, and that is where it is pressed."""
    return replace(post, conversation=f"{post.conversation};messageid={post.id}")
