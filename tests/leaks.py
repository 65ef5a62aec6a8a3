"""Draws everything the product can draw for one viewer, and finds what the policy hides from them in it.

Three ways to find it. A name is found by looking for it; where the viewer knows anyway that somebody has that place, by
whether it stands there because of an answer. A count is found by taking away every answer the viewer may
know nothing of: if anything they are shown changes with that, it told them. And whatever tells apart those whom the
policy counts as one, by order, place or colour, is found by letting two of them change their answers with each other.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

import sqlalchemy as sa

from bot import viewers
from bot.chat import Form, HomeOpened, Person, Place, Pressed, Problems, Said, Submitted, pack
from bot.courier.drawing import Drawings
from bot.dispatch import Bot
from bot.gallery import Gallery
from bot.kit import Feature, Tools, Viewer
from bot.outbox import Outbox
from storage import guests, policies, recipients
from storage.database import Db
from storage.models import (
    Account,
    Advisor,
    Answer,
    Community,
    House,
    Member,
    Organisation,
    OrganisationKind,
    Role,
    Roster,
    SessionState,
    table,
)
from storage.policies import Audience
from tests.furnished import furnish
from tests.matrix import LINKS, filled, generated, opened
from tests.seen import Seen, watching
from tests.twins import NOW, answer, meetings_of, session
from tests.villagers import COMPANIES, EVERYBODY, OUTSIDER, PLACES, STAFF, Plan, account_of, house_of, person_called

CODE = re.compile(r"\b[A-Z2-9]{4}(?:-[A-Z2-9]{4}){2}\b")
"""A join code, which is another one each time and tells nothing."""

ADDRESS = re.compile(r"https://convener\.example/shown/[\w=-]+")
"""An address of a picture or a file, which is sealed anew each time and tells nothing; what it leads to is drawn."""

RANDOM = re.compile(r"UID:[0-9a-f]{8}-[0-9a-f-]{27}")
"""What a calendar calls itself, anew each time it is made."""

LOOKING = ("looking", "sent session.look_as")
"""How the labels begin of what facilitators see through others' eyes."""
ASKING_TO_BE_REPLACED = "substitutes: tell.substitute "


NO_DRAWING = "not a drawing that anything would ask for"


class Village:
    """The community of a plan, in an open transaction."""

    def __init__(self, db: Db, plan: Plan, features: Sequence[Feature]) -> None:
        self.db = db
        self.plan = plan
        self.features = features
        self._bot = Bot(features, _Open(db), lambda: NOW, links=LINKS, mail=True)  # type: ignore[arg-type]
        self.organisations: dict[str, int] = {}
        self.members: dict[tuple[str, Role], int] = {}
        home = Community(key="village", name="Village", roster=plan.roster)
        db.add(home)
        db.flush()
        assert home.id is not None
        self.community = home.id
        db.add(House(id=house_of(*OUTSIDER), community_id=home.id))
        db.flush()
        for name in STAFF:
            self._organisation(name)
        held = session(db, home.id, "The session with answers", SessionState.OPEN)
        other = session(db, home.id, "The session without", SessionState.OPEN)
        self.sessions = [held.id, other.id]
        self.meetings = meetings_of(db, held)
        for one in (held, other):
            assert one.id is not None
            db.add(Advisor(session_id=one.id, member_id=self.members["Expertsbody", Role.EXPERT]))
        guests.invite(db, self.members[OUTSIDER], held.id or 0, None, NOW)
        policies.set_levels(db, home.id, None, plan.community)
        policies.set_levels(db, home.id, held.id, plan.session)
        policies.set_levels(db, home.id, other.id, plan.other_session)
        for who, choices in plan.answers.items():
            for meeting, choice in zip(self.meetings, choices, strict=True):
                if choice is not None:
                    answer(db, meeting, self.members[who], self.organisations[who[0]], choice)
        db.flush()
        self._forms: dict[str, Form] = {}
        self._ids: dict[str, list[Any]] = {
            "session": self.sessions,
            "meeting": self.meetings[:1],
            "organisation": [*self.organisations.values()],
            "member": [self.members["Birchworks", Role.NOMINEE]],
            "at": [NOW.isoformat()],
            "kind": ["csv", "xlsx"],
        }

    def furnish(self) -> None:
        """There is something in the community for everything that can be drawn."""
        self._ids |= furnish(self.db, self.community, self.sessions, self.organisations, self.members)

    def leaks(self, who: tuple[str, Role]) -> Iterator[str]:
        """What this person is shown and may not see."""
        seen = self._seen(who)
        shown = seen.texts
        named = [
            (label, word) for label, text in shown.items() for word in self.hidden_words(who, label) if word in text
        ]
        known = [(label, word) for label, word in named if self._knows(who, word)]
        yield from (f"{who}: {label} names {word}" for label, word in named if (label, word) not in known)
        if known:
            with self.db.begin_nested() as savepoint:
                self._forget_answers([self.members[who]] if who in self.members else [])
                without = self._seen(who, seen).texts
                for label, word in known:
                    if shown[label].count(word) > without[label].count(word):
                        yield f"{who}: {label} names {word} for what they answered"
                savepoint.rollback()
        if self._level(who) is Roster.NOTHING and who[1] is not Role.FACILITATOR:
            with self.db.begin_nested() as savepoint:
                self._forget_answers_unknown_to(who)
                changed = self._seen(who, seen).texts
                yield from (f"{who}: {label} tells how many" for label, text in shown.items() if changed[label] != text)
                savepoint.rollback()
        for pairs in self._alike(who):
            with self.db.begin_nested() as savepoint:
                for one, other in pairs:
                    self._exchange(one, other)
                changed = self._seen(who, seen).texts
                apart = f"{pairs[0][0]} from {pairs[0][1]}"
                yield from (f"{who}: {label} tells {apart}" for label, text in shown.items() if changed[label] != text)
                savepoint.rollback()

    def hidden_words(self, who: tuple[str, Role], label: str) -> Iterator[str]:
        """The names this viewer may not read in a drawing of this label."""
        level, claimed = self._level(who), who[1] is not Role.STRANGER
        if who[1] is Role.FACILITATOR and label.startswith(LOOKING):
            return  # sees there what others see, which is no secret to anybody who sets the rules
        for other in PLACES:
            organisation, role = other
            own = claimed and organisation == who[0]
            named = organisation not in COMPANIES or self.plan.consents[COMPANIES.index(organisation)] is True
            outside = not own and who[1] is not Role.FACILITATOR
            by_name = level is Roster.NAMES and (named or not outside)
            if other == ("Birchworks", Role.NOMINEE) and label.startswith(ASKING_TO_BE_REPLACED) and _decides(who):
                continue  # whoever asks to send somebody else says who they are to those who decide
            if role is not Role.STRANGER and other != who and not by_name:
                if not (own and self.plan.level(Audience.OWN) is Roster.NAMES):
                    yield person_called(*other)
            elif role is Role.STRANGER and outside and organisation != who[0]:
                yield from () if named and level in (Roster.NAMES, Roster.COMPANIES) else (organisation,)

    def everything(self, who: tuple[str, Role]) -> dict[str, str]:
        """All that can be drawn for this person, or for their room, by what it is."""
        return self._seen(who).texts

    def _seen(self, who: tuple[str, Role], before: Seen | None = None) -> Seen:
        """The same, and what was read for it. Since `before` nothing has changed but answers: what was drawn then without
        reading any is taken as it was.
        """
        viewer = self._viewer(who)
        ids = self._ids | {"about": [viewer.member or 0]}
        seen = Seen()
        gallery = Gallery(self.features, LINKS)
        tools = Tools(self.db, NOW, viewer, Outbox(self.db, NOW), LINKS, mail=True)
        show = partial(self._show, seen, before or Seen())
        for feature in self.features:
            for drawing in feature.drawings.values():
                for packed in map(pack, generated(drawing.kind, ids)):
                    show(f"{feature.name}: {packed}", partial(gallery.draw, packed, viewer, tools))
        account = account_of(*who)
        person, place = Person(account, house_of(*who), account), Place(account, private=True)
        for feature in self.features:
            for serving in feature.servings.values():
                for action in generated(serving.kind, ids) if viewer.role in serving.may else ():
                    label = f"{feature.name}: served {pack(action)}"
                    show(label, lambda run=serving.run, action=action: opened(run(action, tools)))
        show("home", self._answering(HomeOpened(person, place)))
        for feature in self.features:
            for handler in feature.presses.values():
                if viewer.role in handler.may:
                    for packed in map(pack, generated(handler.kind, ids)[:4]):
                        show(f"{feature.name}: pressed {packed}", self._answering(Pressed(person, place, packed)))
            for command in feature.commands:
                if viewer.role in command.may:
                    for rest in ("", "the session with answers"):
                        said = Said(person, place, f"{command.phrases[0]} {rest}")
                        show(f"{feature.name}: {said.text}", self._answering(said))
        forms = before.opened() if before else {}
        for then, form in seen.opened().items():
            # Another form than before is another thing that is sent.
            known = before if before and forms.get(then) == form else Seen()
            self._show(seen, known, f"sent {then}", self._answering(Submitted(person, place, then, filled(form))))
        return seen

    def drawn_together(self, whom: Sequence[tuple[str, Role]]) -> Iterator[str]:
        """What the courier, which draws once for all who answer alike, would tell anybody that is not their own."""
        together, gallery = Drawings(self.db, Gallery(self.features, LINKS), NOW), Gallery(self.features, LINKS)
        for feature in self.features:
            for drawing in feature.drawings.values():
                for who in whom:
                    viewer = self._viewer(who)
                    tools = Tools(self.db, NOW, viewer, Outbox(self.db, NOW), LINKS)
                    for action in generated(drawing.kind, self._ids | {"about": [viewer.member or 0]}):
                        packed = pack(action)
                        alone = self._taken_back(
                            lambda packed=packed, on=viewer, by=tools: gallery.draw(packed, on, by)
                        )
                        shared = self._taken_back(lambda packed=packed, on=viewer: together.draw(packed, on).message)
                        if alone != shared and (alone, shared) != (NO_DRAWING, "None"):
                            yield f"{who}: {packed}"

    def _viewer(self, who: tuple[str, Role]) -> Viewer:
        if who[1] is Role.STRANGER:
            house = house_of(who[0])
            return viewers.room(recipients.places(self.db, [house])[house])
        member = self.members[who]
        return viewers.told(recipients.readers(self.db, [member])[member])

    def _level(self, who: tuple[str, Role]) -> Roster:
        name, role = who
        if role is Role.STRANGER:
            return self.plan.level(Audience.EXPERTS if name == "Expertsbody" else Audience.OTHERS)
        kinds = {
            Role.FACILITATOR: Audience.FACILITATORS,
            Role.EXPERT: Audience.EXPERTS,
            Role.GUEST: Audience.GUESTS,
        }
        return self.plan.level(kinds.get(role, Audience.OTHERS))

    def _alike(self, who: tuple[str, Role]) -> Iterator[list[tuple[tuple[str, Role], tuple[str, Role]]]]:
        """Whom this viewer must not be able to tell apart by what they answered: the people of two companies, or two
        people of one.
        """
        level = self._level(who)
        others = [name for name in COMPANIES if name != who[0]]
        if level in (Roster.COUNTS, Roster.NOTHING):
            yield [((others[0], role), (others[1], role)) for role in STAFF[others[0]]]
        if level is Roster.COMPANIES:
            yield [((others[0], Role.NOMINEE), (others[0], Role.COORDINATOR))]

    def _exchange(self, one: tuple[str, Role], other: tuple[str, Role]) -> None:
        """Each has answered what the other had."""
        rows = table(Answer)
        mine, others = self.members[one], self.members[other]
        places = {member: self.organisations[who[0]] for who, member in self.members.items()}
        found = (
            self.db.connection().execute(sa.select(rows).where(rows.c.member_id.in_([mine, others]))).mappings().all()
        )
        self.db.connection().execute(sa.delete(rows).where(rows.c.member_id.in_([mine, others])))
        for row in found:
            member = others if row["member_id"] == mine else mine
            self.db.connection().execute(
                sa.insert(rows).values({**row, "member_id": member, "organisation_id": places[member]})
            )
        self.db.expire_all()

    def _forget_answers_unknown_to(self, who: tuple[str, Role]) -> None:
        known = [self.members[who]] if who in self.members else []
        if who in self.members and self.plan.level(Audience.OWN) is Roster.NAMES:
            known = [member for (name, _), member in self.members.items() if name == who[0]]
        self._forget_answers(known)

    def _knows(self, who: tuple[str, Role], word: str) -> bool:
        """Whether the viewer knows this person's place, whatever it answered: facilitators do, and its own people."""
        places = [person_called(*other) for other in PLACES if other[0] == who[0] or who[1] is Role.FACILITATOR]
        return word in places

    def _forget_answers(self, but: Sequence[int]) -> None:
        rows = table(Answer)
        self.db.connection().execute(sa.delete(rows).where(rows.c.member_id.not_in(but)))
        self.db.expire_all()

    def _show(self, seen: Seen, before: Seen, label: str, work: Callable[[], Any]) -> None:
        """Draws it, unless it was drawn before without reading what has changed since."""
        if before.untouched(label):
            seen.texts[label], seen.forms[label] = before.texts[label], before.forms[label]
            return
        self._forms = {}
        with watching(self.db) as watch:
            seen.texts[label] = self._taken_back(work)
        seen.forms[label] = self._forms
        seen.reading |= {label} if watch.read else set()

    def _answering(self, event: Any) -> Callable[[], Any]:
        def answer() -> Any:
            answer = _finished(self._bot.answer(event))
            form = answer.form if isinstance(answer, Problems) else answer
            if isinstance(form, Form):
                self._forms[pack(form.then)] = form
            return answer

        return answer

    def _taken_back(self, work: Callable[[], Any]) -> str:
        with self.db.begin_nested() as savepoint:
            try:
                text = RANDOM.sub("", ADDRESS.sub("an address", CODE.sub("a code", repr(work()))))
            except ValueError:
                text = NO_DRAWING
            self.db.flush()
            savepoint.rollback()
        self.db.expire_all()
        return text

    def _organisation(self, name: str) -> None:
        kinds = {"Unitednations": OrganisationKind.UN, "Outsiders": OrganisationKind.CIVIL_SOCIETY}
        kind = OrganisationKind.COMPANY if name in COMPANIES else kinds.get(name, OrganisationKind.EXPERT_BODY)
        row = Organisation(community_id=self.community, key=name, name=name, kind=kind)
        self.db.add(row)
        self.db.flush()
        assert row.id is not None
        self.organisations[name] = row.id
        house = house_of(name)
        if (name, Role.STRANGER) in EVERYBODY:
            self.db.add(House(id=house, community_id=self.community, organisation_id=row.id, room=f"{house}:room"))
            self.db.flush()
        for role in (*STAFF[name], Role.STRANGER):
            member = None
            if role is not Role.STRANGER:
                member = Member(
                    community_id=self.community,
                    organisation_id=row.id,
                    key=f"{name}-{role}",
                    name=person_called(name, role),
                    role=role,
                )
                self.db.add(member)
                self.db.flush()
                assert member.id is not None
                self.members[name, role] = member.id
            account, where = account_of(name, role), house_of(name, role)
            if self.db.get(House, where) is not None:
                self.db.add(Account(id=account, house_id=where, member_id=member and member.id, address=account))
        given = self.plan.consents[COMPANIES.index(name)] if name in COMPANIES else None
        if given is not None:
            policies.set_consent(self.db, row.id, given, self.members[name, Role.NOMINEE], NOW)


def _decides(who: tuple[str, Role]) -> bool:
    return who[1] is Role.FACILITATOR or who == ("Birchworks", Role.COORDINATOR)


class _Open:
    """Stands in the place of a database: everything happens in the transaction that is open already."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def run(self, work: Callable[[Db], Any]) -> Any:
        return work(self._db)


def _finished(coroutine: Any) -> Any:
    """What this coroutine answers, which waits for nothing."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        return done.value
    raise AssertionError("it waited")
