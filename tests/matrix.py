"""Every command, press, form and file of every feature, tried as everybody, from everywhere: what must not be possible.

Nothing is listed by hand. What can be tried is read off the registered features; ids, titles and names in it are those
of real rows that belong to others; forms are filled as they were opened. Each try runs in a transaction of its own
that is taken back.

Whoever is not in a registration's `may` must get the lobby's refusal, and nothing may change. Whoever is may change
what is within their reach: facilitators their community, everybody else what belongs to their own organisation.
"""

import dataclasses
import io
import itertools
import json
import typing
import zipfile
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from enum import StrEnum
from types import UnionType
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from bot import lobby, viewers
from bot.chat import (
    Action,
    ChoiceField,
    Event,
    Form,
    Message,
    Next,
    Person,
    Place,
    Pressed,
    Problems,
    Said,
    Submitted,
    WhenField,
    pack,
)
from bot.chat.plain import plain
from bot.dispatch import Bot
from bot.kit import ANYONE, Feature, File, Roles, Tools
from bot.links import Links
from bot.outbox import Outbox
from storage.database import Database, Db, changes
from storage.models import Role
from tests.twins import NOW, Twins

OUTBOX = ("delivery", "redraw", "card", "audit")
"""Tables by which others are told, now or later: they reach other organisations, never another community."""

LINKS = Links("https://convener.example", "a key for tests")

Dump = dict[str, frozenset[tuple[Any, ...]]]


@dataclasses.dataclass(frozen=True)
class Try:
    """One thing to try: what it is called, who may, and the event once somebody does it."""

    what: str
    may: Roles
    event: Callable[[Person, Place, str], Event]
    again: bool = False
    """Whether the same was tried before with other values: for those who may not, these make no difference."""
    command: bool = False


class Matrix:
    """Tries every registration of these features in the twin communities and notes what should not have been.

    It can be done in `parts` of which this is one: whatever is tried is in one of them, each tries the forms that it opened.
    """

    def __init__(
        self, features: Sequence[Feature], database: Database, twins: Twins, part: int = 0, parts: int = 1
    ) -> None:
        self._features = features
        self._mine = slice(part, None, parts)
        self._rehearsal = Rehearsal(database)
        self._bot = Bot(features, self._rehearsal, lambda: NOW, links=LINKS, mail=True)  # type: ignore[arg-type]
        self._twins = twins
        self._deeds = {name for feature in features for name in feature.deeds}
        self._forms: dict[str, list[Form]] = {}
        self.tried = 0

    async def faults(self) -> list[str]:
        """One line for each try that did not end as it must."""
        openers = [*self._commands(), *self._presses()][self._mine]
        found: list[str] = []
        for one in openers:
            found += await self._one(one)
        for one in self._submissions():
            found += await self._one(one)
        return found + await self._files()

    async def _one(self, one: Try) -> list[str]:
        found: list[str] = []
        for role, (where, house) in itertools.product(Role, self._twins.houses.items()):
            account = self._twins.account(where, role)
            if account is None:
                continue
            acting = Role.STRANGER if where in ("beta", "gamma", "unlinked") else role
            if one.again and not self._allowed(one, acting, where):
                continue
            person = Person(account, house, account)
            message = "" if where in ("alpha", "beta") else "card-alpha"
            answer = await self._answer(one.event(person, Place(account, private=True), message))
            found += [f"{one.what}, {role} at {where}: {wrong}" for wrong in self._wrong(one, acting, where, answer)]
        return found

    async def _files(self) -> list[str]:
        """What addresses lead to, each made for every member: a file, and for whoever may not have it nothing."""
        found: list[str] = []
        for serving in (one for feature in self._features for one in feature.servings.values()):
            for action, (who, member) in itertools.product(
                generated(serving.kind, self._twins.ids)[self._mine], self._twins.members.items()
            ):
                address = LINKS.to(action, member, NOW + timedelta(hours=1))
                file = await self._bot.fetch(address.rpartition("/")[2])
                self.tried += 1
                if file is None:
                    continue
                what = f"file {pack(action)}, {who[1]} at {who[0]}"
                if who[1] not in serving.may:
                    found.append(f"{what}: not refused")
                secrets = self._twins.secrets if who[0] == "gamma" else ()
                found += [f"{what}: tells “{secret}”" for secret in secrets if secret in repr(opened(file))]
        return found

    def _wrong(self, one: Try, acting: Role, where: str, answer: Next) -> Iterator[str]:
        words = everything_in(answer)
        allowed = self._allowed(one, acting, where)
        refusal = lobby.not_linked() if where == "unlinked" else self._refusal(acting, where)
        if words == everything_in(lobby.failed()):
            yield "a fault of ours"
        if where not in ("alpha", "beta", "mail") or (where == "mail" and not allowed):
            yield from (f"tells “{secret}”" for secret in self._twins.secrets if secret in words)
        if where == "mail" and acting is Role.GUEST:
            yield from (f"tells a guest “{secret}”" for secret in self._twins.not_for_guests if secret in words)
        if not allowed:
            if not isinstance(answer, Message) or plain(refusal) != plain(answer):
                yield f"not refused: {words[:80]!r}"
            if self._rehearsal.changes:
                yield f"refused, and yet changed {sorted({table for table, _ in self._rehearsal.changes})}"
            return
        # Others may still be refused what is not their organisation's.
        if acting is Role.FACILITATOR and isinstance(answer, Message) and plain(answer) == plain(refusal):
            yield "refused"
        yield from self._out_of_reach(acting, where)
        yield from (f"is on record as {deed}, without words" for deed in self._rehearsal.deeds - self._deeds)

    def _allowed(self, one: Try, acting: Role, where: str) -> bool:
        if where == "mail" and acting in (Role.FACILITATOR, Role.STRANGER):
            return False
        return (one.command and one.may >= ANYONE) if where == "unlinked" else acting in one.may

    def _out_of_reach(self, acting: Role, where: str) -> Iterator[str]:
        owners = self._rehearsal.owners
        own_community = self._twins.ours if where in ("alpha", "beta", "mail") else self._twins.theirs
        own_organisation = self._twins.organisations["gamma" if where == "theirs" else "alpha"]
        for table, row in self._rehearsal.changes:
            communities, organisations = owners(table, row)
            if communities - {own_community}:
                yield f"changed {table} of another community"
            elif acting is Role.STRANGER:
                yield f"a stranger changed {table}"
            elif acting is not Role.FACILITATOR and table not in OUTBOX and organisations != {own_organisation}:
                yield f"changed {table}, which is not only their own organisation's"

    async def _answer(self, event: Event) -> Next:
        self.tried += 1
        answer = await self._bot.answer(event)
        form = answer.form if isinstance(answer, Problems) else answer
        if isinstance(form, Form) and event.person.house == self._twins.houses["alpha"]:
            self._forms.setdefault(form.then.name, []).append(form)
        return answer

    def _refusal(self, role: Role, where: str) -> Message:
        viewer = dataclasses.replace(viewers.acting(None, Person("", "")), role=role)
        if where == "mail" and role in (Role.FACILITATOR, Role.STRANGER):
            return lobby.not_by_mail(viewer)
        none = typing.cast(Db, None)
        return lobby.refused(Tools(none, NOW, viewer, Outbox(none, NOW)))

    def _commands(self) -> Iterator[Try]:
        for feature in self._features:
            for command in feature.commands:
                said_before = False
                for phrase, rest in itertools.product(command.phrases, ("", *self._twins.sentences)):

                    def said(person: Person, place: Place, _: str, text: str = f"{phrase} {rest}") -> Event:
                        return Said(person, place, text)

                    yield Try(f"“{phrase} {rest}”", command.may, said, again=said_before, command=True)
                    said_before = True

    def _presses(self) -> Iterator[Try]:
        for feature in self._features:
            for handler in feature.presses.values():
                for number, action in enumerate(generated(handler.kind, self._twins.ids)):

                    def pressed(person: Person, place: Place, message: str, packed: str = pack(action)) -> Event:
                        return Pressed(person, place, packed, message)

                    yield Try(pack(action), handler.may, pressed, again=number > 0)

    def _submissions(self) -> Iterator[Try]:
        for feature in self._features:
            for name, handler in feature.submissions.items():
                opened = {pack(form.then): filled(form) for form in self._forms.get(name, [])}
                blank: dict[str, dict[str, str]] = {
                    pack(action): {} for action in generated(handler.kind, self._twins.ids)[self._mine]
                }
                for number, (then, values) in enumerate([*opened.items(), *blank.items()]):

                    def submitted(
                        person: Person, place: Place, _: str, then: str = then, values: dict[str, str] = values
                    ) -> Event:
                        return Submitted(person, place, then, values)

                    yield Try(f"form {then}", handler.may, submitted, again=number > 0)


class Rehearsal:
    """Stands in the place of a database: work happens, what it changed is noted, and all of it is taken back."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._before = database.now(dump)
        self._after = self._before

    async def run(self, work: Callable[[Db], Any]) -> Any:
        """As `Database.run`, without consequences."""
        with Db(self._database.engine, expire_on_commit=False, autoflush=False) as db:
            before = changes(db)
            result = work(db)
            self._after = dump(db) if changes(db) != before else self._before
            db.rollback()
        return result

    @property
    def changes(self) -> list[tuple[str, tuple[Any, ...]]]:
        """The rows that are new, gone or different, by table."""
        return [(name, row) for name, rows in self._after.items() for row in rows ^ self._before[name]]

    @property
    def deeds(self) -> set[str]:
        """What the audit calls that which was done."""
        at = [column.name for column in SQLModel.metadata.tables["audit"].columns].index("what")
        return {row[at] for name, row in self.changes if name == "audit"}

    def owners(self, table: str, row: tuple[Any, ...]) -> tuple[set[Any], set[Any]]:
        """The communities and the organisations this row belongs to, through whatever it refers to."""
        found: tuple[set[Any], set[Any]] = set(), set()
        columns = SQLModel.metadata.tables[table].columns
        values = dict(zip((column.name for column in columns), row, strict=True))
        if table in ("community", "organisation"):
            found[table == "organisation"].add(values["id"])
        refers = [(key.column.table.name, values[column.name]) for column in columns for key in column.foreign_keys]
        if table == "account" and values["member_id"] is None:
            # It was somebody's before; a post office is no organisation's.
            at = [column.name for column in columns].index("member_id")
            refers += [("member", other[at]) for other in self._before[table] if other[0] == row[0]]
        refers += drawn_from(str(values.get("drawing", "")))
        for name, key in refers:
            for other in self._rows(name, key):
                for mine, more in zip(found, self.owners(name, other), strict=True):
                    mine |= more
        return found

    def _rows(self, table: str, key: Any) -> list[tuple[Any, ...]]:
        if key is None:
            return []
        columns = [column.name for column in SQLModel.metadata.tables[table].columns]
        at = columns.index("id")
        return [row for row in self._before[table] | self._after[table] if row[at] == key]


def dump(db: Db) -> Dump:
    """Every row of every table."""
    connection = db.connection()
    return {
        name: frozenset(tuple(row) for row in connection.execute(sa.select(table)))
        for name, table in SQLModel.metadata.tables.items()
    }


def drawn_from(drawing: str) -> list[tuple[str, Any]]:
    """The rows that a packed drawing names."""
    _, _, fields = drawing.partition(" ")
    named: dict[str, Any] = json.loads(fields) if fields else {}
    return [(key, value) for key, value in named.items() if key in SQLModel.metadata.tables]


def generated(kind: type[Action], ids: dict[str, list[Any]]) -> list[Action]:
    """This action with every combination of values its fields may have, as far as they fit: others' ids above all."""
    hints = typing.get_type_hints(kind)
    fields = [field.name for field in dataclasses.fields(kind)]
    values = [_values(name, hints[name], ids) for name in fields]
    combinations = itertools.islice(itertools.product(*values), 24)
    return [kind(**dict(zip(fields, combination, strict=True))) for combination in combinations]


def _values(name: str, hint: Any, ids: dict[str, list[Any]]) -> list[Any]:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return list(hint)
    if isinstance(hint, UnionType) or typing.get_origin(hint) is typing.Union:
        return [value for one in typing.get_args(hint) for value in _values(name, one, ids)]
    if name in ids and isinstance(hint, type) and (fitting := [one for one in ids[name] if isinstance(one, hint)]):
        return fitting
    if hint is type(None):
        return [None]
    if hint is bool:
        return [True, False]
    if hint is int:
        return sorted({key for keys in ids.values() for key in keys if isinstance(key, int)})
    return ["", NOW.isoformat()]


def filled(form: Form) -> dict[str, str]:
    """What somebody might type into this form."""
    values: dict[str, str] = {}
    for field in form.fields:
        match field:
            case ChoiceField():
                values[field.key] = field.options[-1].value
            case WhenField():
                values[field.key] = "9 March 2027 11:00 Geneva time"
            case _:
                values[field.key] = field.value or "something"
    return values


def everything_in(answer: Next) -> str:
    """Every word somebody is shown, buttons and forms included."""
    return "" if answer is None else repr(answer)


def opened(file: File | None) -> tuple[File, str] | None:
    """A file with what stands in it; of a picture what it is made of, for nobody reads a name in a PNG."""
    if file is None or file.media_type.startswith("image/"):
        return file and (file, "")
    content = file.content()
    if not content.startswith(b"PK"):
        return file, content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return file, "".join(book.read(name).decode() for name in book.namelist())
