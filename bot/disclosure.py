"""What a viewer may see of who answered: the one place that decides, and the one that may ask for names.

Cards and lists are drawn from a `Seen`; what a viewer may not see is not in it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from bot.invited import BY_NAME, Invited, as_guest
from bot.kit import Viewer
from bot.limits import limits_of
from bot.words import _
from storage import answers, coverage, erasing, guests, ladders, parts, people, policies, remindable, seats
from storage.database import Db
from storage.look import Look
from storage.models import Choice, OrganisationKind, Role, Roster
from storage.parts import PartKind, PartState
from storage.policies import Audience, Ruling

Key = tuple[int, Choice]
"""A meeting and an answer to it."""


@dataclass(frozen=True)
class Count:
    """People, and the companies they come from."""

    people: int = 0
    companies: int = 0


@dataclass(frozen=True)
class Seen:
    """What one viewer may see of the answers to some meetings.

    `level` is what the policy grants them. `counts` is by meeting and answer; `names` by the same holds
    (organisation, member), with an empty member where only companies are shown, and `unnamed` how many there are
    beyond these whose company did not agree to be named: people, or companies where only companies are shown. People
    of their own organisation may be named whatever the level. `answered` and `companies` say how many of the
    companies have answered at all.
    """

    level: Roster
    answered: int = 0
    companies: int = 0
    counts: dict[Key, Count] = field(default_factory=dict[Key, Count])
    names: dict[Key, list[tuple[str, str]]] = field(default_factory=dict[Key, list[tuple[str, str]]])
    unnamed: dict[Key, int] = field(default_factory=dict[Key, int])

    def count(self, meeting: int, choice: Choice) -> Count:
        """How many gave this answer."""
        return self.counts.get((meeting, choice), Count())


def audience(viewer: Viewer, kind: str | None) -> Audience:
    """Whom the policy takes this viewer for; a house's room is read by an organisation of that kind."""
    if viewer.member is None and kind == OrganisationKind.EXPERT_BODY:
        return Audience.EXPERTS
    match viewer.role:
        case Role.FACILITATOR:
            return Audience.FACILITATORS
        case Role.EXPERT:
            return Audience.EXPERTS
        case Role.GUEST:
            return Audience.GUESTS
        case _:
            return Audience.OTHERS


@dataclass(frozen=True)
class Granted:
    """What each audience may see of a session, and which audience the viewer is."""

    levels: Mapping[Audience, Roster]
    audience: Audience

    @property
    def level(self) -> Roster:
        """What the viewer may see of everybody."""
        return self.levels[self.audience]

    @property
    def own_people(self) -> bool:
        """Whether people see by name who of their own organisation answered."""
        return self.levels[Audience.OWN] is Roster.NAMES


def granted(db: Db, viewer: Viewer, session: int) -> Granted:
    """What applies to this session."""
    if not viewer.linked:
        return Granted(dict.fromkeys(Audience, Roster.NOTHING), Audience.OTHERS)
    rulings = policies.rulings(db, viewer.community, session, viewer.organisation)
    return Granted(levels(rulings, viewer.roster), audience(viewer, rulings[0].kind if rulings else None))


def levels(rulings: Iterable[Ruling], roster: str) -> dict[Audience, Roster]:
    """A session's own word comes before the community's, and both before what holds where nothing was set.

    Experts and guests are like other companies then.
    """
    said: dict[Audience, Roster] = {}
    for ruling in sorted(rulings, key=lambda ruling: not ruling.community):
        if ruling.audience is not None and ruling.level is not None:
            said[Audience(ruling.audience)] = Roster(ruling.level)
    others = said.get(Audience.OTHERS, Roster(roster))
    usual = {Audience.FACILITATORS: Roster.NAMES, Audience.OWN: Roster.NAMES}
    return {who: said.get(who, usual.get(who, others)) for who in Audience}


def seen(db: Db, viewer: Viewer, session: int) -> Seen:
    """The answers to a session, counted: for cards, which show the same everywhere."""
    return _counted(db, viewer, session, granted(db, viewer, session).level)


def seen_in_full(db: Db, viewer: Viewer, session: int) -> Seen:
    """The same with as many names as the viewer is granted: for lists that somebody asked for."""
    allowed = granted(db, viewer, session)
    counted = _counted(db, viewer, session, allowed.level)
    own_people = allowed.own_people and viewer.member is not None
    listed = counted.level in (Roster.NAMES, Roster.COMPANIES)
    if not own_people and not listed:
        return counted
    hidden: dict[Key, list[int]] = {}
    for line in answers.lines(db, session):
        key = line.meeting, Choice(line.choice)
        own = viewer.member is not None and line.organisation_id == viewer.organisation
        by_name = counted.level is Roster.NAMES or (own and own_people)
        if own or viewer.facilitates or (listed and line.named):
            entry = line.organisation, name_of(line.member) if by_name else ""
            if (listed or by_name) and entry not in counted.names.setdefault(key, []):
                counted.names[key].append(entry)
        elif listed:
            hidden.setdefault(key, []).append(line.organisation_id)
    for key, organisations in hidden.items():
        counted.unnamed[key] = len(organisations if counted.level is Roster.NAMES else set(organisations))
    return counted


def nameable(db: Db, viewer: Viewer) -> set[int]:
    """The organisations whose name this viewer may read where something other than an answer is shown."""
    own = set[int]() if viewer.organisation is None else {viewer.organisation}
    return policies.nameable(db, viewer.community) | own


def free_seats(db: Db, session: Look, level: Roster) -> dict[int, int]:
    """Seats that nobody holds, by meeting, where they are limited, for whoever may know how many come."""
    limits = limits_of(session)
    if not limits.numbered or level is Roster.NOTHING:
        return {}
    taken = seats.taken(db, session.id)
    there = {meeting.id: limits.of(meeting.number).seats for meeting in session.meetings}
    return {meeting: max(0, count - taken.get(meeting, 0)) for meeting, count in there.items() if count}


def joins(viewer: Viewer, places: set[int], seated: Collection[int]) -> bool:
    """Who may have the link of a meeting with these `seated`: facilitators, and whose `places` are among them."""
    return viewer.facilitates or not places.isdisjoint(seated)


def places(db: Db, viewer: Viewer, invited: Invited | None = None) -> set[int]:
    """Whose seats in such a session (or any) the viewer hears of: their own, and an assistant those of the executives
    they answer for who have no account to be written to.
    """
    own, home = {viewer.member or 0}, viewer.organisation
    kind = people.kind_of(db, home) if invited and invited.kinds else ""
    if viewer.role is not Role.ASSISTANT or (invited and not invited.stands_in(viewer.role, kind)):
        return own
    readers = remindable.readers(db, viewer.community, home).values() if home else ()
    return own | {one.id for one in readers if one.role is Role.EXECUTIVE and not one.house}


def join_links(db: Db, viewer: Viewer, session: Look) -> dict[int, str]:
    """Where the meetings of a session are online, by meeting, if the viewer may join; "" while that is not set."""
    said = {one: answers.of_member(db, session.id, one) for one in places(db, viewer, limits_of(session).invited)}
    seated = {one.id: [who for who in said if said[who].get(one.id) is Choice.COMING] for one in session.meetings}
    joined = [one.id for one in session.meetings if not one.cancelled and joins(viewer, {*said}, seated[one.id])]
    links = ladders.links(db, [session.id]) if joined else {}
    return {meeting: links.get(meeting, "") for meeting in joined}


def colleagues(db: Db, viewer: Viewer, session: Look, most: int = 3) -> list[tuple[int, str]]:
    """Those of the viewer's own organisation who could take their seat in this session: people know their own."""
    if viewer.member is None or viewer.organisation is None:
        return []
    invited = limits_of(session).invited
    kind = people.kind_of(db, viewer.organisation) if invited.kinds else ""
    if as_guest(db, viewer.role, viewer.member, session.id):
        return []  # whom a guest sends is asked for by name
    roles = {role for role in BY_NAME if invited.admits(role, kind)}
    if not invited.roles or not BY_NAME.issuperset(invited.roles):
        roles |= {Role.NOMINEE, Role.PARTICIPANT}
    found = seats.colleagues(db, viewer.organisation, viewer.member, roles, most)
    elsewhere = guests.everywhere(db, viewer.community) if Role.GUEST in roles else {}
    return [one for one in found if elsewhere.get(one[0], session.id) == session.id]


def name_of(name: str) -> str:
    """A member's name as it is shown: what stands for those without one is said in the reader's language."""
    match name:
        case erasing.FORGOTTEN:
            return _("a member who was forgotten")
        case erasing.NAMELESS:
            return _("a member no longer named")
        case _:
            return name


def by_company(db: Db, viewer: Viewer, session: int) -> tuple[Roster, list[coverage.Company]]:
    """What every company's people answered, for facilitators: without its name where only counts are granted."""
    level = granted(db, viewer, session).level if viewer.facilitates else Roster.NOTHING
    if level is Roster.NOTHING:
        return level, []
    companies = coverage.companies(db, viewer.community, session)
    if level is Roster.COUNTS:
        companies = [coverage.Company(0, "", company.answers) for company in companies]
    return level, companies


def whole_roster(db: Db, viewer: Viewer, session: int) -> list[coverage.Line] | None:
    """Who answered what, for facilitators to take away; None where not even companies are granted.

    Where only these are, nothing is left that could tell one person of a company from another: neither names nor
    roles, neither when they answered nor an order that follows from who they are.
    """
    level = granted(db, viewer, session).level if viewer.facilitates else Roster.NOTHING
    if level not in (Roster.NAMES, Roster.COMPANIES):
        return None
    lines = coverage.roster(db, viewer.community, session)
    if level is Roster.NAMES:
        return list(lines)
    nobody = (line._replace(member="", role="", at=None) for line in lines)
    return sorted(nobody, key=lambda line: (line.organisation, line.meeting, line.choice))


@dataclass(frozen=True)
class SeenPart:
    """A part in a session as one viewer may see it.

    `holder` is who has it or is offered it, empty where the viewer may not know; what is not agreed yet is CLAIMED to
    other organisations. `own` tells that it is their organisation's, `me` that it is theirs, `anybodys` that it is
    nobody's yet among their people, `asked` that they are asked to take it over. `meeting` is a number.
    """

    id: int
    session: int
    kind: PartKind
    state: PartState
    meeting: int | None = None
    holder: str = ""
    own: bool = False
    me: bool = False
    anybodys: bool = False
    asked: bool = False


def seen_parts(db: Db, viewer: Viewer, session: int) -> list[SeenPart]:
    """The parts of a session, without those withdrawn; where nothing may be seen, those that are open and their own."""
    if not viewer.linked:
        return []
    allowed = granted(db, viewer, session)
    found = [_part(line, viewer, allowed) for line in parts.lines(db, viewer.community, session)]
    hidden = allowed.level is Roster.NOTHING and not viewer.facilitates
    return [one for one in found if not hidden or one.own or one.state is PartState.OPEN]


def seen_part(db: Db, viewer: Viewer, part: int) -> SeenPart | None:
    """One part, whatever became of it, if it is their organisation's or theirs to manage."""
    line = parts.line(db, viewer.community, part) if viewer.linked else None
    if line is None:
        return None
    found = _part(line, viewer, granted(db, viewer, line.session))
    return found if found.own or viewer.facilitates else None


def _part(line: parts.Line, viewer: Viewer, allowed: Granted) -> SeenPart:
    state = PartState(line.state)
    own = viewer.member is not None and line.organisation_id is not None and line.organisation_id == viewer.organisation
    me = viewer.member is not None and line.member_id == viewer.member
    insider = own or viewer.facilitates
    if not insider and state is PartState.OFFERED:
        state = PartState.CLAIMED
    by_name = me or allowed.level is Roster.NAMES or (own and allowed.own_people)
    by_company = line.named and allowed.level in (Roster.NAMES, Roster.COMPANIES) and state is PartState.CONFIRMED
    holder = ((line.member if by_name else "") or line.organisation) if insider or by_company else ""
    told = {
        "own": own,
        "me": me,
        "anybodys": own and line.member_id is None,
        "asked": own and line.asked_id == viewer.member,
    }
    return SeenPart(line.id, line.session, PartKind(line.kind), state, line.meeting, holder, **told)


def _counted(db: Db, viewer: Viewer, session: int, level: Roster) -> Seen:
    if level is Roster.NOTHING:
        return Seen(level)
    tallies, answered = answers.tallies(db, session)
    counts = {(t.meeting, Choice(t.choice)): Count(t.people, t.companies) for t in tallies}
    return Seen(level, answered, answers.companies(db, viewer.community), counts)
