"""Finds the function that answers an event, asks whether this person may, and runs it in one transaction."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from bot import arriving, courtesy, guide, lobby, threshold, viewers
from bot.auditing import record
from bot.chat import (
    Action,
    Buttons,
    Divider,
    Event,
    HomeOpened,
    Installed,
    Message,
    Next,
    Pressed,
    Read,
    Said,
    StaleAction,
    Submitted,
    Uninstalled,
    unpack,
)
from bot.doors import AcceptRules, GoHome, ShowHelp
from bot.gallery import Gallery
from bot.kit import ANYONE, Command, Feature, File, Roles, Tools
from bot.links import NOWHERE, Links, Ticket
from bot.outbox import Outbox
from bot.words import _, speaking
from storage import deliveries, people
from storage.database import Database, Db, changes

log = logging.getLogger(__name__)

LONGEST = 3000
"""Characters of a message, but for commands that say they read `long` ones."""

_MARKS = " \t\n:?!."


@dataclass(frozen=True)
class _Found:
    """The command that words begin with, what follows it, and the words themselves."""

    command: Command
    rest: str
    text: str


class Bot:
    """The product as the platforms know it: `answer` an event with what its author sees next.

    `woken` is called when something was written that others should see; `links` makes the addresses in messages;
    `mail` tells whether mail is among the platforms.
    """

    def __init__(
        self,
        features: Sequence[Feature],
        database: Database,
        now: Callable[[], datetime],
        woken: Callable[[], None] = lambda: None,
        links: Links = NOWHERE,
        mail: bool = False,
    ) -> None:
        self._features = features
        self._database = database
        self._now = now
        self._woken = woken
        self._links = links
        self._mail = mail
        self._servings = {name: serving for feature in features for name, serving in feature.servings.items()}
        self._presses = {name: handler for feature in features for name, handler in feature.presses.items()}
        self._submissions = {name: handler for feature in features for name, handler in feature.submissions.items()}
        self._deeds = {name: done for feature in features for name, done in feature.deeds.items()} | threshold.DEEDS
        self._gallery = Gallery(features)
        self._press_kinds: dict[str, type[Action]] = {n: h.kind for n, h in self._presses.items()} | {
            GoHome.name: GoHome,
            ShowHelp.name: ShowHelp,
            AcceptRules.name: AcceptRules,
        }
        self._submission_kinds: dict[str, type[Action]] = {n: h.kind for n, h in self._submissions.items()}

    async def answer(self, event: Event) -> Next:
        """What the person who did this sees next. Never raises: our own faults become a kind sentence."""
        try:
            answer, wrote = await self._database.run(lambda db: self._answer(db, event))
        except Exception:
            # The event holds personal data: only what kind it was is logged.
            log.exception("answering %s failed", type(event).__name__)
            with speaking(event.person.locale):
                return lobby.failed()
        if wrote:
            self._woken()
        return answer

    async def fetch(self, seal: str) -> File | None:
        """What an address leads to, by its last part; None when its time is over, or its member may not any more."""
        now = self._now()
        ticket = self._links.read(seal, now)
        return None if ticket is None else await self._database.run(lambda db: self._fetched(db, ticket, now))

    def _fetched(self, db: Db, ticket: Ticket, now: datetime) -> File | None:
        viewer = viewers.holding(db, ticket.member)
        if viewer is None or viewer.rules_due:
            return None
        try:
            action = unpack(ticket.action, {name: serving.kind for name, serving in self._servings.items()})
        except StaleAction:
            return None
        serving = self._servings[action.name]
        if viewer.role not in serving.may:
            return None
        tools = Tools(db, now, viewer, Outbox(db, now), self._links)
        with speaking(viewer.locale):
            file = serving.run(action, tools)
        if file is not None and file.name:
            record(action, tools)
        return file

    def _answer(self, db: Db, event: Event) -> tuple[Next, bool]:
        person = event.person
        if isinstance(event, Uninstalled):
            return None, arriving.removed(db, event, self._now())
        if isinstance(event, Read):
            arriving.noticed(db, event, people.known(db, person.id, person.house), self._now())
            return None, False
        if isinstance(event, Installed):
            people.see_house(db, person.house, event.name)
        known = people.known(db, person.id, person.house)
        viewer = viewers.acting(known, person)
        # Where mail goes is the product's to say: an old link must not bring an old address back.
        address = person.address if event.place.private and not viewer.by_mail else ""
        if viewer.member is not None and known is not None and arriving.is_new(person, address, known):
            people.see_account(db, person.id, person.house, address=address, zone=person.zone, locale=person.locale)
        now = self._now()
        arriving.noticed(db, event, known, now)
        outbox = Outbox(db, now)
        with speaking(viewer.locale):
            answer = self._next(event, Tools(db, now, viewer, outbox, self._links, self._mail, self._deeds))
        outbox.close()
        return answer, outbox.wrote

    def _next(self, event: Said | Pressed | Submitted | HomeOpened | Installed, tools: Tools) -> Next:
        linked = tools.viewer.linked
        if tools.viewer.by_mail and (tools.viewer.member is None or tools.viewer.facilitates):
            return lobby.not_by_mail(tools.viewer)
        if tools.viewer.rules_due and not self._open_to_all(event):
            return threshold.before(event, tools)
        match event:
            case Installed():
                return lobby.home_message(self._features, tools) if linked else lobby.welcome()
            case Said():
                return self._said(event, tools)
            case _ if not linked:
                return lobby.not_linked()
            case HomeOpened():
                return lobby.home_message(self._features, tools)
            case Pressed():
                return self._pressed(event, tools)
            case Submitted():
                return self._submitted(event, tools)

    def _open_to_all(self, event: Event) -> bool:
        """What a member can do before they accept: that, what a stranger may say as well, and what says so itself."""
        match event:
            case Pressed():
                name = event.action.partition(" ")[0]
                return name == AcceptRules.name or (name in self._presses and self._presses[name].before_rules)
            case Said():
                found = self._command(event.text.strip())
                return found is not None and (found.command.may >= ANYONE or found.command.before_rules)
            case _:
                return False

    def _accepted(self, pressed: Pressed, action: AcceptRules, tools: Tools) -> Next:
        """What they came for, now that nothing is in its way."""
        if tools.viewer.member is None:
            return lobby.refused(tools)
        if not threshold.accept(action.version, tools):
            return threshold.before(replace(pressed, action=action.then), tools)
        tools = replace(tools, viewer=replace(tools.viewer, rules_due=0))
        assert tools.viewer.member is not None
        # A drawing is not asked whether this person may see it: only one that was sent to them is shown.
        if deliveries.was_told(tools.db, action.then, tools.viewer.member):
            return self._gallery.draw(action.then, tools.viewer, tools) or lobby.home_message(self._features, tools)
        if action.then:
            return self._pressed(replace(pressed, action=action.then), tools)
        return self._said(Said(pressed.person, pressed.place, action.said), tools)

    def _said(self, said: Said, tools: Tools) -> Next:
        text = said.text.strip()
        found = self._command(text)
        if not tools.viewer.linked and not (found and found.command.may >= ANYONE):
            return lobby.not_linked()
        if found is not None:
            meant = replace(said, text=found.text)
            run = partial(found.command.run, meant, found.rest, tools)
            answer = self._do(found.command.phrases[0], found.command.may, run, tools)
            # None leaves the words to the lobby: “next” means something else while a meeting is under way.
            if answer is not None:
                return answer
        if len(text) > LONGEST:
            return lobby.too_long(LONGEST)
        if (
            helped := guide.asked(courtesy.spoken(text)) or guide.asked(courtesy.spoken(courtesy.without(text)))
        ) is not None:
            return guide.draw(helped, self._features, tools)
        return lobby.heard(text, self._features, tools)

    def _command(self, text: str) -> "_Found | None":
        """What these words ask for, as they stand or without what people put around a request."""
        if len(text) > LONGEST:
            found = self._begins(text)
            return found if found is not None and found.command.long else None
        return self._begins(text) or self._begins(courtesy.without(text))

    def _begins(self, text: str) -> "_Found | None":
        lower = courtesy.plainly(text)
        best: tuple[int, Command] | None = None
        for feature in self._features:
            for command in feature.commands:
                for phrase in command.phrases:
                    words = _(phrase)
                    rest = lower[len(words) :]
                    if lower.startswith(words) and not rest[:1].isalnum() and (best is None or len(words) > best[0]):
                        best = (len(words), command)
        if best is None:
            return None
        rest = text[best[0] :].lstrip(_MARKS)
        return _Found(best[1], rest if best[1].long else rest.rstrip(_MARKS), text)

    def _pressed(self, pressed: Pressed, tools: Tools) -> Next:
        try:
            action = unpack(pressed.action, self._press_kinds)
        except StaleAction:
            return lobby.stale(self._current(pressed, tools) or lobby.home_message(self._features, tools))
        if isinstance(action, GoHome):
            return lobby.home_message(self._features, tools)
        if isinstance(action, ShowHelp):
            return guide.draw(action, self._features, tools)
        if isinstance(action, AcceptRules):
            return self._accepted(pressed, action, tools)
        handler = self._presses[action.name]
        answer = self._do(action, handler.may, lambda: handler.run(pressed, action, tools), tools)
        return self._beside_card(pressed, answer, tools) if isinstance(answer, Message) else answer

    def _beside_card(self, pressed: Pressed, answer: Message, tools: Tools) -> Message:
        """Where a platform shows the answer in the card's place, the card and its buttons must not be lost."""
        if pressed.place.private or any(isinstance(block, Buttons) for block in answer.blocks):
            return answer
        card = self._current(pressed, tools)
        if card is None:
            return answer
        return Message((*answer.blocks, Divider(), *card.blocks), answer.aside or answer.blocks, card.locale)

    def _current(self, pressed: Pressed, tools: Tools) -> Message | None:
        card = deliveries.card_at(tools.db, pressed.message) if pressed.message else None
        return self._gallery.draw(card, tools.viewer, tools) if card else None

    def _submitted(self, submitted: Submitted, tools: Tools) -> Next:
        try:
            action = unpack(submitted.then, self._submission_kinds)
        except StaleAction:
            return lobby.stale(lobby.home_message(self._features, tools))
        handler = self._submissions[action.name]
        return self._do(action, handler.may, lambda: handler.run(submitted, action, tools), tools)

    def _do(self, what: Action | str, may: Roles, run: Callable[[], Next], tools: Tools) -> Next:
        """The one place where somebody may or may not, and where what they changed is put on record."""
        if tools.viewer.role not in may:
            return lobby.refused(tools)
        before = changes(tools.db)
        answer = run()
        if changes(tools.db) != before and not tools.outbox.unsigned:
            record(what, tools)
        return answer
