"""Shows a person what they see next, in the way Slack allows on the surface where they did something.

A form needs the trigger that came with the click, which dies after three seconds; a modal can be closed only in the
answer to its own submit; an ephemeral message can be replaced only through the address that came with a click on it.
"""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import replace
from secrets import token_hex
from typing import Any, assert_never

from adapters.slack import render, views, words
from adapters.slack.arrival import Arrival, Surface
from adapters.slack.calls import Calls
from adapters.slack.tasks import record
from bot.chat.event import HomeOpened, Place
from bot.chat.form import Form, Problems
from bot.chat.message import Message, Text
from bot.chat.port import Answer, ChatError, Next

Json = dict[str, Any]

CLOSE: Json = {"response_action": "clear"}
PATIENCE = 1.0
"""Seconds a sent form stays open while what came of it is posted where the form was opened from."""

log = logging.getLogger("adapters.slack")


class Show:
    """What comes of an event, on the person's own screen. `answer` is asked for the bot's page after a change there."""

    def __init__(self, calls: Calls, answer: Answer) -> None:
        self._calls = calls
        self._answer = answer

    async def next(self, arrival: Arrival, next: Next) -> None:
        """Shows this; or that something is wrong, if it cannot be drawn. What Slack refuses is logged, and that is all:
        there is nobody left to tell.
        """
        try:
            match next:
                case Message():
                    await self._message(arrival, next)
                case Form():
                    await self._form(arrival, next, ())
                case Problems(form, by_field):
                    await self._form(arrival, form, by_field.values())
                case None:
                    pass
                case _:
                    assert_never(next)
            if arrival.surface is Surface.HOME and not isinstance(next, Form | Problems):
                await self.home_again(arrival)
        except ChatError as refused:
            log.warning("an answer could not be shown in %s: %s", arrival.house, refused)
        except Exception as broken:
            record("an answer could not be drawn", broken)
            await self.sorry(arrival, words.SORRY)

    async def sorry(self, arrival: Arrival, sentence: str) -> None:
        """Says that something is wrong, beside what the person was looking at and never in its place."""
        message = Message((Text((sentence,)),))
        try:
            if arrival.response_url:
                await self._whisper(arrival, message)
            elif arrival.trigger:
                await self._open(arrival, self._modal(arrival, message))
            else:
                await self._message(arrival, message)
        except ChatError as refused:
            log.warning("an apology could not be shown in %s: %s", arrival.house, refused)

    async def home_again(self, arrival: Arrival) -> None:
        """Draws the bot's own page anew for this person."""
        person = arrival.event.person
        page = await self._answer(HomeOpened(person, Place(person.address, private=True)))
        await self.next(replace(arrival, surface=Surface.PAGE, trigger=""), page)  # a trigger opens one thing only

    async def submitted(self, arrival: Arrival, next: Next) -> Json:
        """What Slack shall do with the modal that was sent ("view_submission", response_action)."""
        match next:
            case Message():
                posted = await self._posted(arrival, next)
                return CLOSE if posted else _update(self._modal(arrival, next))
            case Form():
                return _update(self._form_modal(arrival, next, ()))
            case Problems() if arrival.first:
                return {"response_action": "errors", "errors": views.errors(next, arrival.first)}
            case Problems(form, by_field):
                return _update(self._form_modal(arrival, form, by_field.values()))
            case None:
                return CLOSE
            case _:
                assert_never(next)

    def unsaid(self, arrival: Arrival, sentence: str) -> Json:
        """As `submitted`, for a sentence of the adapter's own: beside what was typed if possible."""
        if arrival.first:
            return {"response_action": "errors", "errors": {arrival.first: sentence}}
        return self.waiting(arrival, sentence)

    def waiting(self, arrival: Arrival, sentence: str) -> Json:
        """As `submitted`, for a sentence that stands until there is more to show."""
        return _update(self._modal(arrival, Message((Text((sentence,)),))))

    async def _message(self, arrival: Arrival, message: Message) -> None:
        house, shown = arrival.house, render.shown
        match arrival.surface:
            case Surface.CARD:
                await self._whisper(arrival, replace(message, blocks=message.aside or message.blocks))
            case Surface.COMMAND:
                await self._whisper(arrival, message)
            case Surface.WHISPER:
                await self._calls.respond(arrival.response_url, {"replace_original": True, **shown(message, house)})
            case Surface.LETTER:
                here = {"channel": arrival.channel, "ts": arrival.ts}
                await self._calls.call(house, "chat.update", {**here, **shown(message, house)})
            case Surface.DIRECT:
                here = _conversation(arrival)
                await self._calls.call(house, "chat.postMessage", {**here, **render.post(message, house)})
            case Surface.MENTION:
                here = _conversation(arrival) | {"user": arrival.user}
                await self._calls.call(house, "chat.postEphemeral", {**here, **render.post(message, house)})
            case Surface.HOME:
                await self._open(arrival, self._modal(arrival, message))
            case Surface.MODAL | Surface.FORM:
                await self._replace_modal(arrival, self._modal(arrival, message))
            case Surface.PAGE:
                page = {"user_id": arrival.user, "view": render.home(message, house)}
                await self._calls.call(house, "views.publish", page)
            case Surface.NOWHERE:
                pass
            case _:
                assert_never(arrival.surface)

    async def _form(self, arrival: Arrival, form: Form, problems: Iterable[str]) -> None:
        if arrival.surface in (Surface.MODAL, Surface.FORM):
            await self._replace_modal(arrival, self._form_modal(arrival, form, problems))
        elif not arrival.trigger:
            await self._message(arrival, views.opener(form, problems))
        else:
            try:
                await self._open(arrival, self._form_modal(arrival, form, problems))
            except ChatError:
                if not arrival.response_url:
                    raise
                await self._whisper(arrival, views.opener(form, problems))

    async def _posted(self, arrival: Arrival, message: Message) -> bool:
        """Whether it now stands where the form was opened from, if that was a conversation."""
        if arrival.channel in ("", arrival.user):
            return False
        private = arrival.place.private
        body = {**_conversation(arrival), **render.post(message, arrival.house)}
        method, body = ("chat.postMessage", body) if private else ("chat.postEphemeral", body | {"user": arrival.user})
        try:
            async with asyncio.timeout(PATIENCE):
                await self._calls.call(arrival.house, method, body)
        except (ChatError, TimeoutError):
            return False
        return True

    async def _whisper(self, arrival: Arrival, message: Message) -> None:
        body = {"response_type": "ephemeral", "replace_original": False, **render.shown(message, arrival.house)}
        await self._calls.respond(arrival.response_url, body | _thread(arrival))

    async def _open(self, arrival: Arrival, view: Json) -> None:
        method = "views.push" if arrival.view else "views.open"
        await self._calls.call(arrival.house, method, {"trigger_id": arrival.trigger, "view": view})

    async def _replace_modal(self, arrival: Arrival, view: Json) -> None:
        """With the hash of what was pressed, so that a second click does not undo what the first has shown."""
        body = {"view_id": arrival.view, "view": view} | ({"hash": arrival.hash} if arrival.hash else {})
        await self._calls.call(arrival.house, "views.update", body)

    def _modal(self, arrival: Arrival, message: Message) -> Json:
        return views.message(message, arrival.house, arrival.place, arrival.thread)

    def _form_modal(self, arrival: Arrival, form: Form, problems: Iterable[str]) -> Json:
        return views.form(form, arrival.place, arrival.thread, token_hex(4), problems)


def _update(view: Json) -> Json:
    return {"response_action": "update", "view": view}


def _conversation(arrival: Arrival) -> Json:
    return {"channel": arrival.channel, **_thread(arrival)}


def _thread(arrival: Arrival) -> Json:
    return {"thread_ts": arrival.thread} if arrival.thread else {}
