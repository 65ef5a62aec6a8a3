"""What people's Slack profiles say: name, time zone, locale, mail. Asked once an hour for each, never for a click."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from adapters.slack import address
from adapters.slack.arrival import Arrival
from adapters.slack.calls import Calls
from adapters.slack.lasting import Lasting
from bot.chat.event import HomeOpened, Person, Said, Submitted
from bot.chat.port import ChatError

MOST = 10_000
SECONDS = 3600.0
SECONDS_AFTER_FAILURE = 60.0
PATIENCE = 1.0
"""Seconds the person's own answer may wait for this."""


@dataclass(frozen=True, slots=True)
class _Profile:
    name: str = ""
    zone: str = ""
    locale: str = ""
    mail: str = ""


class Profiles:
    """Fills in `Person.name`, `zone`, `locale` and `mail`. That it cannot is no reason not to answer."""

    def __init__(self, calls: Calls, now: Callable[[], datetime]) -> None:
        self._calls = calls
        self._known: Lasting[str, _Profile] = Lasting(MOST, SECONDS, now)

    async def introduced(self, arrival: Arrival) -> Arrival:
        """The same arrival with what is known of the person; who clicked is not asked about."""
        person = arrival.event.person
        profile = self._known.get(person.id)
        if profile is None and isinstance(arrival.event, Said | HomeOpened | Submitted):
            profile = await self._asked(arrival.house, arrival.user, person)
        if profile is None:
            return arrival
        about = {"zone": profile.zone, "locale": profile.locale, "mail": profile.mail}
        person = replace(person, name=profile.name or person.name, **about)
        return replace(arrival, event=replace(arrival.event, person=person))

    async def _asked(self, house: str, user: str, person: Person) -> _Profile:
        try:
            async with asyncio.timeout(PATIENCE):
                told = await self._calls.ask(house, "users.info", {"user": user, "include_locale": "true"})
        except (ChatError, TimeoutError):
            self._known.keep(person.id, _Profile(), SECONDS_AFTER_FAILURE)
            return _Profile()
        # Somebody from another organisation has no locale, and perhaps no zone ("Slack Connect").
        about: Mapping[str, Any] = told.get("user") or {}
        names: Mapping[str, Any] = about.get("profile") or {}
        name = names.get("display_name") or names.get("real_name") or about.get("real_name") or ""
        # A member may type any address; only a confirmed one is theirs ("user object", is_email_confirmed).
        vouched = about.get("is_email_confirmed") is True and not address.is_foreign(person.id)
        mail = str(names.get("email") or "") if vouched else ""
        profile = _Profile(name, about.get("tz") or "", about.get("locale") or "", mail.casefold())
        self._known.keep(person.id, profile)
        return profile
