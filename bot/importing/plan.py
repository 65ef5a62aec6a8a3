"""What a plan file says. Written for the person who types it: unknown words are refused, every default is stated."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from bot.mail import mail_address
from bot.parts.rules import MOST, MOST_OF_A_KIND, may_have
from storage.membership import LONGEST_RULES
from storage.models import OrganisationKind, Role, Roster, SessionKind
from storage.parts import PartKind


def _zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError(f"“{name}” is no IANA time zone; write one like Europe/Zurich")
    return name


def _text(value: object) -> object:
    # YAML reads some dates by itself.
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def _key(name: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,59}", name):
        raise ValueError(f"“{name}” is no key; use small letters, digits and dashes, like “cisco-1”")
    return name


def _mail(text: str) -> str:
    found = mail_address(text)
    if found is None:
        raise ValueError(f"“{text}” is no mail address; write one like nominee@example.com")
    return found


Key = Annotated[str, AfterValidator(_key)]
Line = Annotated[str, Field(min_length=1, max_length=120)]
Zone = Annotated[str, AfterValidator(_zone)]
When = Annotated[str, BeforeValidator(_text), Field(min_length=1, max_length=200)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class MemberPlan(_Part):
    """A person's place. `name` is how the community calls the place, by role and organisation; `mail` the address by
    which they may take it (left as it is where not named).
    """

    key: Key
    name: Line
    role: Role = Role.NOMINEE
    mail: Annotated[str, AfterValidator(_mail)] | None = None


class OrganisationPlan(_Part):
    """An organisation, its seats and its people."""

    key: Key
    name: Line
    kind: OrganisationKind = OrganisationKind.COMPANY
    seats: Annotated[int, Field(ge=0, le=50)] = 2
    members: list[MemberPlan] = []


class MeetingPlan(_Part):
    """One sitting: "2027-03-04 15:00" on the session's clock, or a date as people write it; `bot.when` reads both."""

    when: When
    minutes: Annotated[int, Field(ge=15, le=720)] = 120
    seats: Annotated[int, Field(ge=1, le=10_000)] | None = None


class PartPlan(_Part):
    """So many parts of a kind, in one meeting (its number) or in the whole session. `organisation` or `member` (their
    keys) is who has agreed to it; without either it is open to be claimed.
    """

    kind: PartKind
    count: Annotated[int, Field(ge=1, le=MOST_OF_A_KIND)] = 1
    meeting: Annotated[int, Field(ge=1)] | None = None
    organisation: Key | None = None
    member: Key | None = None


class SessionPlan(_Part):
    """A session. Its zone and city are the community's unless it says otherwise; `advisors` are keys of members.

    `seats` in each meeting, of which a company may hold `company_seats` until `open_from`; 0 is no limit. Answers are
    taken until `answer_by`. It is for people of these `roles` in these `kinds` of organisations, for everybody without.
    """

    key: Key
    kind: SessionKind
    title: Line
    about: Annotated[str, Field(max_length=1000)] = ""
    zone: Zone | None = None
    city: str | None = None
    meetings: Annotated[list[MeetingPlan], Field(min_length=1, max_length=8)]
    advisors: list[Key] = []
    seats: Annotated[int, Field(ge=0, le=10_000)] = 0
    company_seats: Annotated[int, Field(ge=0, le=10_000)] = 0
    open_from: When | None = None
    answer_by: When | None = None
    roles: list[Role] = []
    kinds: list[OrganisationKind] = []
    parts: list[PartPlan] = []


class CommunityPlan(_Part):
    """The community itself. `roster` is what other companies see of who answered; `rules` are the rules of
    participation (none where empty; left as they are where not named).
    """

    key: Key
    name: Line
    zone: Zone = "UTC"
    city: str = ""
    roster: Roster = Roster.COUNTS
    rules: Annotated[str, Field(max_length=LONGEST_RULES)] | None = None


class Plan(_Part):
    """A whole file."""

    community: CommunityPlan
    organisations: list[OrganisationPlan] = []
    sessions: list[SessionPlan] = []

    def conflicts(self) -> Iterator[tuple[tuple[int | str, ...], str]]:
        """What no single line shows: where it stands, and what to mend."""
        seen: set[str] = set()
        for o, organisation in enumerate(self.organisations):
            if organisation.key in {other.key for other in self.organisations[:o]}:
                yield ("organisations", o, "key"), f"another organisation has the key “{organisation.key}”"
            for m, member in enumerate(organisation.members):
                if member.key in seen:
                    yield ("organisations", o, "members", m, "key"), f"another person has the key “{member.key}”"
                seen.add(member.key)
        for s, session in enumerate(self.sessions):
            if session.key in {other.key for other in self.sessions[:s]}:
                yield ("sessions", s, "key"), f"another session has the key “{session.key}”"
            for a, advisor in enumerate(session.advisors):
                if advisor not in seen:
                    yield ("sessions", s, "advisors", a), f"no organisation has a person with the key “{advisor}”"
            for p, sentence in self._parts(session):
                yield ("sessions", s, "parts", p), sentence

    def _parts(self, session: SessionPlan) -> Iterator[tuple[int, str]]:
        """What is wrong with a session's parts: which of them, and what to mend."""
        members = {member.key: (member, of.key) for of in self.organisations for member in of.members}
        organisations = {organisation.key for organisation in self.organisations}
        held: set[tuple[PartKind, int | None, str]] = set()
        for p, part in enumerate(session.parts):
            if (part.meeting or 1) > len(session.meetings):
                yield p, f"the session has no meeting {part.meeting}"
            if part.organisation and part.member:
                yield p, "name an organisation or a person, not both"
            elif part.organisation and part.organisation not in organisations:
                yield p, f"no organisation has the key “{part.organisation}”"
            elif part.member and part.member not in members:
                yield p, f"no organisation has a person with the key “{part.member}”"
            elif part.member and not may_have(part.kind, members[part.member][0].role):
                yield p, f"a person who is {members[part.member][0].role} cannot have the part {part.kind}"
            holder = part.organisation or (members[part.member][1] if part.member in members else "")
            if holder and (part.count > 1 or (part.kind, part.meeting, holder) in held):
                yield p, "one organisation has one part of a kind"
            held.add((part.kind, part.meeting, holder))
            same = [
                other for other in session.parts[: p + 1] if (other.kind, other.meeting) == (part.kind, part.meeting)
            ]
            if sum(other.count for other in same) > MOST_OF_A_KIND:
                yield p, f"a session has at most {MOST_OF_A_KIND} parts of a kind"
        if sum(part.count for part in session.parts) > MOST:
            yield 0, f"a session has at most {MOST} parts"
