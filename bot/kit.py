"""What a feature is made of: who looks, what a handler gets, and the table of what a feature answers and draws."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from bot.chat import Action, Block, Message, Next, Pressed, Said, Submitted
from bot.links import NOWHERE, Links
from bot.outbox import Outbox
from bot.words import N_
from storage import mailboxes
from storage.database import Db
from storage.models import Role

Kind = TypeVar("Kind", bound=Action)
Roles = frozenset[Role]

ANYONE: Roles = frozenset(Role)
FACILITATORS: Roles = frozenset({Role.FACILITATOR})
MEMBERS: Roles = ANYONE - {Role.STRANGER}
TAKING_PART: Roles = MEMBERS - FACILITATORS
ANSWERING: Roles = MEMBERS
"""Those who may answer sessions that are for them (`bot.invited`)."""


@dataclass(frozen=True)
class Viewer:
    """Whoever acts or reads: a member, a stranger in a linked house, or a house's room (`member` and `account` empty).

    `zone` is the reader's own where known, else the community's; `city` is what the community calls its zone.
    `community` is 0 in a house that is not linked. `rules_due` is the version of the rules of participation they have
    to accept before anything else is shown to them (`bot.threshold`), 0 for none.
    """

    community: int
    house: str
    organisation: int | None
    member: int | None
    role: Role
    roster: str
    zone: str
    community_zone: str
    city: str
    locale: str
    account: str = ""
    name: str = ""
    rules_due: int = 0

    @property
    def linked(self) -> bool:
        """Whether their house belongs to a community."""
        return self.community != 0

    @property
    def facilitates(self) -> bool:
        """Whether this is one of the community's facilitators."""
        return self.role is Role.FACILITATOR

    @property
    def by_mail(self) -> bool:
        """Whether they act by the link of a mail, or are written to by mail."""
        return mailboxes.is_mail(self.house)


@dataclass(frozen=True)
class Tools:
    """What a handler works with: the open transaction, the time, who acts, and the way to reach others.

    `links` makes addresses for pictures and files; without a public address there are none. `mail` tells whether mail
    is running in this installation: without it nothing offers it. `deeds` is how the audit says what can be done, by
    all features.
    """

    db: Db
    now: datetime
    viewer: Viewer
    outbox: Outbox
    links: Links = NOWHERE
    mail: bool = False
    deeds: Mapping[str, str] = field(default_factory=dict[str, str])


CommandRun = Callable[[Said, str, Tools], Next]


@dataclass(frozen=True)
class Command:
    """Something people can say: the words it begins with, who may, and one line for `help` (looked up when shown);
    `before_rules` is true for what nobody has to accept the rules of participation for; it stands in the
    short help of those it is `first` for, and behind its topic for all who may. One that is `long` reads messages of
    any length; to all others one that is too long is handed back. One `by_mail` needs mail: `help` names it only then.
    `done` is how the audit says it when it changed something.
    """

    phrases: tuple[str, ...]
    may: Roles
    usage: str
    help: str
    run: CommandRun
    before_rules: bool = False
    first: Roles = frozenset()
    long: bool = False
    by_mail: bool = False
    done: str = ""


@dataclass(frozen=True)
class Handler:
    """What answers a pressed button or a sent form; `before_rules` and `done` as in a command."""

    kind: type[Action]
    may: Roles
    run: Callable[[Any, Any, Tools], Next]
    before_rules: bool = False
    done: str = ""


@dataclass(frozen=True)
class Drawing:
    """What draws a card or message for whoever will read it; None means that nothing is left to say. `before_rules` is
    true for what says nothing of the community: everything else waits until its reader has accepted the rules.
    """

    kind: type[Action]
    run: Callable[[Any, Viewer, Tools], Message | None]
    before_rules: bool = False


@dataclass(frozen=True)
class File:
    """What an address leads to. `content` makes the bytes, outside the transaction and in a thread: it knows all it
    needs. A `name` makes it a file to take away, which is put on record.
    """

    media_type: str
    content: Callable[[], bytes]
    name: str = ""


@dataclass(frozen=True)
class Serving:
    """What answers an address that `tools.links` made."""

    kind: type[Action]
    may: Roles
    run: Callable[[Any, Tools], File | None]


Due = Callable[[Db, Outbox], None]
"""What time alone brings about; `now` is the outbox's. Runs in a transaction of its own, and often for nothing."""


class Topic(StrEnum):
    """Under which heading `help` lists what a feature can do, in this order; the value is what people read."""

    SESSIONS = N_("Sessions and answers")
    PROGRAMME = N_("The programme")
    AGENDA = N_("Agendas")
    REMINDERS = N_("Reminders")
    PEOPLE = N_("People and their places")
    PRIVACY = N_("Who sees and keeps what")
    YOU = N_("You")
    HOUSE = N_("This workspace")


class Feature:
    """A part of the product: register its functions here, and import it once in `bot.features`.

    Handlers are ordinary functions inside one transaction. They return what this person sees next, say through
    `tools.outbox` what others should see, may run twice, and never call a platform.
    """

    def __init__(self, name: str, topic: Topic = Topic.SESSIONS) -> None:
        self.name = name
        self.topic = topic
        self.commands: list[Command] = []
        self.presses: dict[str, Handler] = {}
        self.submissions: dict[str, Handler] = {}
        self.drawings: dict[str, Drawing] = {}
        self.servings: dict[str, Serving] = {}
        self.homes: list[Callable[[Tools], Iterable[Block]]] = []
        self.dues: list[Due] = []

    def command(
        self,
        *phrases: str,
        may: Roles,
        usage: str,
        help: str,
        before_rules: bool = False,
        first: Roles = frozenset(),
        long: bool = False,
        by_mail: bool = False,
        done: str = "",
    ) -> Callable[[CommandRun], CommandRun]:
        """Answers what begins with one of these phrases; the function gets what follows."""

        def register(run: CommandRun) -> CommandRun:
            self.commands.append(Command(phrases, may, usage, help, run, before_rules, first, long, by_mail, done))
            return run

        return register

    def pressed(
        self, kind: type[Kind], *, may: Roles, before_rules: bool = False, done: str = ""
    ) -> Callable[[Callable[[Pressed, Kind, Tools], Next]], Callable[[Pressed, Kind, Tools], Next]]:
        """Answers a button with this action."""

        def register(run: Callable[[Pressed, Kind, Tools], Next]) -> Callable[[Pressed, Kind, Tools], Next]:
            self.presses[kind.name] = Handler(kind, may, run, before_rules, done)
            return run

        return register

    def submitted(
        self, kind: type[Kind], *, may: Roles, done: str = ""
    ) -> Callable[[Callable[[Submitted, Kind, Tools], Next]], Callable[[Submitted, Kind, Tools], Next]]:
        """Answers a form with this action."""

        def register(run: Callable[[Submitted, Kind, Tools], Next]) -> Callable[[Submitted, Kind, Tools], Next]:
            self.submissions[kind.name] = Handler(kind, may, run, done=done)
            return run

        return register

    def draws(
        self, kind: type[Kind], *, before_rules: bool = False
    ) -> Callable[[Callable[[Kind, Viewer, Tools], Message | None]], Callable[[Kind, Viewer, Tools], Message | None]]:
        """Draws what `outbox` names by this action."""

        def register(
            run: Callable[[Kind, Viewer, Tools], Message | None],
        ) -> Callable[[Kind, Viewer, Tools], Message | None]:
            self.drawings[kind.name] = Drawing(kind, run, before_rules)
            return run

        return register

    def serves(
        self, kind: type[Kind], *, may: Roles
    ) -> Callable[[Callable[[Kind, Tools], File | None]], Callable[[Kind, Tools], File | None]]:
        """Answers an address made of this action, for the member it was made for; None when nothing is there."""

        def register(run: Callable[[Kind, Tools], File | None]) -> Callable[[Kind, Tools], File | None]:
            self.servings[kind.name] = Serving(kind, may, run)
            return run

        return register

    def home(self, run: Callable[[Tools], Iterable[Block]]) -> Callable[[Tools], Iterable[Block]]:
        """Contributes to everybody's home, in the order of `bot.features`."""
        self.homes.append(run)
        return run

    def due(self, run: Due) -> Due:
        """Called about once a second by every courier: begins with one indexed query that usually finds nothing."""
        self.dues.append(run)
        return run

    @property
    def deeds(self) -> dict[str, str]:
        """How the audit says what can be done here, by the name that is kept there (looked up when shown)."""
        named = [(command.phrases[0], command.done) for command in self.commands]
        named += [(name, one.done) for name, one in (*self.presses.items(), *self.submissions.items())]
        return {name: done for name, done in named if done}
