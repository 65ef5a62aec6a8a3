"""Every card and form the product can draw keeps the limits of Slack and of Teams, whatever people wrote into it."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from adapters.slack import render as slack
from adapters.slack import views
from adapters.teams import render as teams
from bot.chat import Event, Form, Message, Next, Problems
from bot.chat.plain import plain
from tests.adapters.slack import block_kit
from tests.adapters.teams import card_lint
from tests.town import CISCO_1, FACILITATOR, MICROSOFT_1, SESSION, Town

LONG = "Ünïcode & <b>markup</b> *stars* “quotes” " * 3


@dataclass
class Gathered:
    """Everything shown while the town goes about its day."""

    shown: list[Message | Form | Problems]

    def listen(self, answer: Callable[[Event], Awaitable[Next]]) -> Callable[[Event], Awaitable[Next]]:
        """The same product, with everything it answers noted down."""

        async def noted(event: Event) -> Next:
            seen = await answer(event)
            if seen is not None:
                self.shown.append(seen)
            return seen

        return noted


async def a_day(town: Town, shown: list[Message | Form | Problems]) -> None:
    """Somebody uses everything there is."""
    gathered = Gathered(shown)
    town.world.answer = gathered.listen(town.product.bot.answer)
    post, update = town.world.post, town.world.update

    async def noted_post(to: str, message: Message) -> str:
        shown.append(message)
        return await post(to, message)

    async def noted_update(which: str, message: Message) -> None:
        shown.append(message)
        await update(which, message)

    town.world.post, town.world.update = noted_post, noted_update  # type: ignore[method-assign]
    for who in (FACILITATOR, CISCO_1):
        for sentence in ("help", "home", "sessions", "nonsense", "join", "join X", "code Cisco", "code nobody", "plan",
                         "announce", "manage", "close", "move", "cancel", "who is coming", "cards here"):  # fmt: skip
            await town.say(who, sentence)
            await town.world.close_form(who)
    title = LONG.strip().replace('"', "")[:110].strip()
    await town.say(FACILITATOR, f'plan Core Session "{title}" with 8 meetings from 2 March 2027 15:00, 2 h, weekly')
    await town.press(FACILITATOR, "Change…")
    await town.fill(FACILITATOR, title="", length="x")
    await town.fill(FACILITATOR, title=title, length="90 min")
    await town.press(FACILITATOR, "Announce in 4 houses")
    await town.announce()
    await town.settle()
    for label in ("Coming", "Maybe", "Not this time", "Who is coming?", "Who can see my answer?", "By meeting…"):
        for who in (CISCO_1, MICROSOFT_1):
            await town.world.press(who, town.world.card(who.split(":")[1]).id, label)
            await town.settle()
    await town.fill(CISCO_1)
    await town.say(FACILITATOR, f"who is coming to {SESSION}")
    await town.say(FACILITATOR, f"manage {SESSION}")
    await town.press(FACILITATOR, "Move…")
    await town.fill(FACILITATOR, when=LONG)
    await town.fill(FACILITATOR, when="5 March 2027 15:00")
    await town.say(FACILITATOR, f"cancel meeting 2 of {SESSION}")
    await town.press(FACILITATOR, "Cancel this meeting")
    await town.say(FACILITATOR, f"close {SESSION}")
    await town.settle()
    await town.say(CISCO_1, "home")


async def test_everything_drawn_keeps_both_platforms_limits(town: Town) -> None:
    shown: list[Message | Form | Problems] = []
    await a_day(town, shown)
    kinds = {type(one).__name__ for one in shown}
    assert kinds == {"Message", "Form", "Problems"}
    assert len(shown) > 60
    assert slack_problems(shown) == []
    assert teams_problems(shown) == []


async def test_everything_drawn_can_be_read_aloud(town: Town) -> None:
    shown: list[Message | Form | Problems] = []
    await a_day(town, shown)
    assert [one for one in shown if isinstance(one, Message) and not plain(one).strip()] == []


async def test_a_card_that_breaks_a_limit_would_be_found(town: Town) -> None:
    payload = {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}], "text": "x"}
    assert block_kit.problems_of(payload, "message") != []
    card = teams.drawn(Message(()), tenant="")
    assert card_lint.problems_of({**card, "version": "1.9"}) != [] or card_lint.problems_of({"type": "AdaptiveCard"}) != []


def slack_problems(shown: list[Message | Form | Problems]) -> list[str]:
    """What Slack would refuse."""
    raise NotImplementedError


def teams_problems(shown: list[Message | Form | Problems]) -> list[str]:
    """What Teams would refuse."""
    return [
        f"{problem}: {json.dumps(card)[:300]}"
        for one in shown
        for in_dialog in (False, True)
        for card in (teams.drawn(one, tenant="", in_dialog=in_dialog),)
        for problem in card_lint.problems_of(card)
    ]


__all__ = ["replace", "slack", "views"]
