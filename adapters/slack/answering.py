"""From an arrival to the product and back: Slack gets its 200 in time, the person gets what they see next."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from adapters.slack import limits, words
from adapters.slack.arrival import Arrival, Surface
from adapters.slack.houses import Houses
from adapters.slack.lasting import Lasting
from adapters.slack.profiles import Profiles
from adapters.slack.show import Show
from adapters.slack.tasks import Tasks, record
from bot.chat.event import Uninstalled
from bot.chat.form import Form, Problems
from bot.chat.message import Message, Text
from bot.chat.port import Answer, Next

MOST_EVENTS = 20_000
"""Events remembered so that they are not taken twice."""

Body = dict[str, Any]
NOTHING: Body = {}
Answered = tuple[Arrival, Next] | None
"""The arrival as it is by then, and what comes of it; None if something broke."""


class Answering:
    """Takes each arrival once. What a method returns is the body of the answer to Slack, `NOTHING` for a bare 200."""

    def __init__(
        self, answer: Answer, houses: Houses, profiles: Profiles, show: Show, tasks: Tasks, now: Callable[[], datetime]
    ) -> None:
        self._answer = answer
        self._houses = houses
        self._profiles = profiles
        self._show = show
        self._tasks = tasks
        self._taken: Lasting[str, bool] = Lasting(MOST_EVENTS, limits.EVENT_MEMORY_SECONDS, now)

    async def take(self, arrival: Arrival) -> Body:
        """Lets the product answer. If that takes too long Slack is answered first, and the person when it is done."""
        if self._taken_before(arrival):
            return NOTHING
        sent_form = arrival.surface is Surface.FORM
        work = self._tasks.start(self._answered(arrival))
        await asyncio.wait((work,), timeout=limits.FORM_SECONDS if sent_form else limits.ANSWER_SECONDS)
        if not work.done():
            self._tasks.start(self._late(arrival, work))
            return self._show.waiting(arrival, words.WORKING) if sent_form else NOTHING
        answered = work.result()
        if sent_form:
            return await self._form_done(arrival, answered)
        # What opens a modal is in a hurry, for its trigger dies; messages can wait for each other.
        opens = arrival.surface is Surface.HOME or (answered and isinstance(answered[1], Form | Problems))
        (self._tasks.start if opens else self._tasks.queue)(self._shown(arrival, answered))
        return NOTHING

    def excuse(self, arrival: Arrival, sentence: str) -> Body:
        """Says a sentence of the adapter's own, as far as that is possible without a token."""
        if arrival.surface is Surface.FORM:
            return self._show.unsaid(arrival, sentence)
        if arrival.response_url:
            self._tasks.queue(self._show.sorry(arrival, sentence))
        return NOTHING

    def _taken_before(self, arrival: Arrival) -> bool:
        before = any(self._taken.get(key) for key in arrival.keys)
        for key in arrival.keys:
            self._taken.keep(key, True)
        return before

    async def _answered(self, arrival: Arrival) -> Answered:
        try:
            if isinstance(arrival.event, Uninstalled):
                if await self._houses.reinstalled(arrival.house, arrival.at):
                    return arrival, None
                await self._houses.forget(arrival.house)
            arrival = await self._profiles.introduced(arrival)
            return arrival, await self._answer(arrival.event)
        except Exception as broken:
            record("an event could not be answered", broken)
            return None

    async def _form_done(self, arrival: Arrival, answered: Answered) -> Body:
        if answered is None:
            return self._show.unsaid(arrival, words.SORRY)
        arrival, next = answered
        try:
            body = await self._show.submitted(arrival, next)
        except Exception as broken:
            record("what comes of a form could not be drawn", broken)
            return self._show.unsaid(arrival, words.SORRY)
        if arrival.place.address == arrival.event.person.address:
            self._tasks.queue(self._show.home_again(arrival))
        return body

    async def _shown(self, arrival: Arrival, answered: Answered) -> None:
        if answered is None:
            await self._show.sorry(arrival, words.SORRY)
        else:
            await self._show.next(*answered)

    async def _late(self, arrival: Arrival, work: asyncio.Task[Answered]) -> None:
        """Where a form was sent, a word of patience stands in its place by now, and something has to replace that."""
        answered = await work
        if arrival.surface is Surface.FORM:
            arrival = replace(arrival, hash="")
            answered = answered and (arrival, answered[1] or Message((Text((words.DONE,)),)))
        await self._shown(arrival, answered)
