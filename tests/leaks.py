"""Draws everything the product can draw for one viewer, and finds what the policy hides from them in it.

Two ways to find it. A name is found by looking for it; where the viewer knows anyway that somebody has that place, by
whether it stands there because of an answer. A count is found by taking away every answer the viewer may
know nothing of: if anything they are shown changes with that, it told them.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from bot import viewers
from bot.chat import HomeOpened, Person, Place, Pressed, Said, pack
from bot.dispatch import Bot
from bot.gallery import Gallery
from bot.kit import Feature, Tools, Viewer
from bot.outbox import Outbox
from storage import policies, recipients
from storage.database import Db
from storage.models import (
    Account,
    Advisor,
    Answer,
    Choice,
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
from tests.matrix import generated
from tests.twins import NOW, answer, meetings_of, session

COMPANIES = ("Amberworks", "Birchworks", "Cedarworks")


@dataclass(frozen=True)
class Plan:
    """One community: its policy, the policy of its session, who agreed to be named, and who answered what.

    Answers are by organisation and role, one for each meeting; the other session of the community has none.
    """

    roster: Roster = Roster.COUNTS
    community: Mapping[Audience, Roster] = field(default_factory=dict[Audience, Roster])
    session: Mapping[Audience, Roster] = field(default_factory=dict[Audience, Roster])
    other_session: Mapping[Audience, Roster] = field(default_factory=dict[Audience, Roster])
    consents: Sequence[bool | None] = (None, None, None)
    answers: Mapping[tuple[str, Role], Sequence[Choice | None]] = field(
        default_factory=dict[tuple[str, Role], Sequence[Choice | None]]
    )

    def level(self, who: Audience) -> Roster:
        """What this audience may see of the session: said here once more, and differently, on purpose."""
        for said in (self.session, self.community):
            if who in said:
                return said[who]
        if who in (Audience.FACILITATORS, Audience.OWN):
            return Roster.NAMES
        if who is Audience.OTHERS:
            return self.roster
        return self.level(Audience.OTHERS)


CODE = re.compile(r"\b[A-Z2-9]{4}(?:-[A-Z2-9]{4}){2}\b")
"""A join code, which is another one each time and tells nothing."""

STAFF: dict[str, tuple[Role, ...]] = {
    **dict.fromkeys(COMPANIES, (Role.NOMINEE, Role.COORDINATOR, Role.GUEST)),
    "Expertsbody": (Role.EXPERT,),
    "Unitednations": (Role.FACILITATOR,),
}
"""Who there is, by organisation. Names are single words, so that each can be looked for."""

EVERYBODY = [(name, role) for name, roles in STAFF.items() for role in (*roles, Role.STRANGER)]
"""Whoever can look: every member, and in each house somebody who is none, who is what its room shows."""


class Village:
    """The community of a plan, in an open transaction."""

    def __init__(self, db: Db, plan: Plan, features: Sequence[Feature]) -> None:
        self.db = db
        self.plan = plan
        self.features = features
        self._bot = Bot(features, _Open(db), lambda: NOW)  # type: ignore[arg-type]
        self.organisations: dict[str, int] = {}
        self.members: dict[tuple[str, Role], int] = {}
        home = Community(key="village", name="Village", roster=plan.roster)
        db.add(home)
        db.flush()
        assert home.id is not None
        self.community = home.id
        for name in STAFF:
            self._organisation(name)
        held = session(db, home.id, "The session with answers", SessionState.OPEN)
        other = session(db, home.id, "The session without", SessionState.OPEN)
        self.sessions = [held.id, other.id]
        self.meetings = meetings_of(db, held)
        for one in (held, other):
            assert one.id is not None
            db.add(Advisor(session_id=one.id, member_id=self.members["Expertsbody", Role.EXPERT]))
        policies.set_levels(db, home.id, None, plan.community)
        policies.set_levels(db, home.id, held.id, plan.session)
        policies.set_levels(db, home.id, other.id, plan.other_session)
        for who, choices in plan.answers.items():
            for meeting, choice in zip(self.meetings, choices, strict=True):
                if choice is not None:
                    answer(db, meeting, self.members[who], self.organisations[who[0]], choice)
        db.flush()

    def leaks(self, who: tuple[str, Role]) -> Iterator[str]:
        """What this person is shown and may not see."""
        shown = self.everything(who)
        named = [
            (label, word) for label, text in shown.items() for word in self.hidden_words(who, label) if word in text
        ]
        known = [(label, word) for label, word in named if self._knows(who, word)]
        yield from (f"{who}: {label} names {word}" for label, word in named if (label, word) not in known)
        if known:
            with self.db.begin_nested() as savepoint:
                self._forget_answers([self.members[who]] if who in self.members else [])
                without = self.everything(who)
                for label, word in known:
                    if shown[label].count(word) > without[label].count(word):
                        yield f"{who}: {label} names {word} for what they answered"
                savepoint.rollback()
        if self._level(who) is Roster.NOTHING and who[1] is not Role.FACILITATOR:
            with self.db.begin_nested() as savepoint:
                self._forget_answers_unknown_to(who)
                changed = self.everything(who)
                yield from (f"{who}: {label} tells how many" for label, text in shown.items() if changed[label] != text)
                savepoint.rollback()

    def hidden_words(self, who: tuple[str, Role], label: str) -> Iterator[str]:
        """The names this viewer may not read in a drawing of this label."""
        level, claimed = self._level(who), who[1] is not Role.STRANGER
        if who[1] is Role.FACILITATOR and label.startswith("looking"):
            return  # sees there what others see, which is no secret to anybody who sets the rules
        for other in EVERYBODY:
            organisation, role = other
            own = claimed and organisation == who[0]
            named = organisation not in COMPANIES or self.plan.consents[COMPANIES.index(organisation)] is True
            outside = not own and who[1] is not Role.FACILITATOR
            by_name = level is Roster.NAMES and (named or not outside)
            if role is not Role.STRANGER and other != who and not by_name:
                if not (own and self.plan.level(Audience.OWN) is Roster.NAMES):
                    yield person_called(*other)
            elif role is Role.STRANGER and outside and organisation != who[0]:
                yield from () if named and level in (Roster.NAMES, Roster.COMPANIES) else (organisation,)

    def everything(self, who: tuple[str, Role]) -> dict[str, str]:
        """All that can be drawn for this person, or for their room, by what it is."""
        viewer = self._viewer(who)
        ids: dict[str, list[Any]] = {
            "session": self.sessions,
            "meeting": self.meetings[:1],
            "organisation": [*self.organisations.values()],
            "member": [self.members["Birchworks", Role.NOMINEE]],
        }
        shown: dict[str, str] = {}
        gallery = Gallery(self.features)
        tools = Tools(self.db, NOW, viewer, Outbox(self.db, NOW))
        for feature in self.features:
            for drawing in feature.drawings.values():
                for action in generated(drawing.kind, ids):
                    packed = pack(action)
                    text = self._taken_back(lambda packed=packed: gallery.draw(packed, viewer, tools))
                    shown[f"{feature.name}: {packed}"] = text
        account = account_of(*who)
        person, place = Person(account, house_of(who[0]), account), Place(account, private=True)
        for feature in self.features:
            for serving in feature.servings.values():
                for action in generated(serving.kind, ids) if viewer.role in serving.may else ():
                    # A file is made of what it knows, which is what is read here: nobody reads a name in a PNG.
                    served = self._taken_back(lambda run=serving.run, action=action: run(action, tools))
                    shown[f"{feature.name}: served {pack(action)}"] = served
        shown["home"] = self._answer(HomeOpened(person, place))
        for feature in self.features:
            for handler in feature.presses.values():
                if viewer.role in handler.may:
                    for action in generated(handler.kind, ids)[:4]:
                        packed = pack(action)
                        shown[f"{feature.name}: pressed {packed}"] = self._answer(Pressed(person, place, packed))
            for command in feature.commands:
                if viewer.role in command.may:
                    for rest in ("", "the session with answers"):
                        said = Said(person, place, f"{command.phrases[0]} {rest}")
                        shown[f"{feature.name}: {said.text}"] = self._answer(said)
        return shown

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

    def _forget_answers_unknown_to(self, who: tuple[str, Role]) -> None:
        known = [self.members[who]] if who in self.members else []
        if who in self.members and self.plan.level(Audience.OWN) is Roster.NAMES:
            known = [member for (name, _), member in self.members.items() if name == who[0]]
        self._forget_answers(known)

    def _knows(self, who: tuple[str, Role], word: str) -> bool:
        """Whether the viewer knows this person's place, whatever it answered: facilitators do, and its own people."""
        places = [person_called(*other) for other in EVERYBODY if other[0] == who[0] or who[1] is Role.FACILITATOR]
        return word in places

    def _forget_answers(self, but: Sequence[int]) -> None:
        rows = table(Answer)
        self.db.connection().execute(sa.delete(rows).where(rows.c.member_id.not_in(but)))
        self.db.expire_all()

    def _answer(self, event: Any) -> str:
        return self._taken_back(lambda: _finished(self._bot.answer(event)))

    def _taken_back(self, work: Callable[[], Any]) -> str:
        with self.db.begin_nested() as savepoint:
            try:
                text = CODE.sub("a code", repr(work()))
            except ValueError:
                text = "not a drawing that anything would ask for"
            self.db.flush()
            savepoint.rollback()
        self.db.expire_all()
        return text

    def _organisation(self, name: str) -> None:
        kind = OrganisationKind.COMPANY if name in COMPANIES else OrganisationKind.EXPERT_BODY
        if name == "Unitednations":
            kind = OrganisationKind.UN
        row = Organisation(community_id=self.community, key=name, name=name, kind=kind)
        self.db.add(row)
        self.db.flush()
        assert row.id is not None
        self.organisations[name] = row.id
        house = house_of(name)
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
            account = account_of(name, role)
            self.db.add(Account(id=account, house_id=house, member_id=member and member.id, address=account))
        given = self.plan.consents[COMPANIES.index(name)] if name in COMPANIES else None
        if given is not None:
            policies.set_consent(self.db, row.id, given, self.members[name, Role.NOMINEE], NOW)


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


def person_called(organisation: str, role: Role) -> str:
    """How the community calls this person: one word that holds no company's name."""
    return f"{role.title()}of{organisation[0]}"


def house_of(organisation: str) -> str:
    """The organisation's house."""
    return f"play:{organisation[:3].lower()}"


def account_of(organisation: str, role: Role) -> str:
    """The person's account in it."""
    return f"{house_of(organisation)}:{role}"
