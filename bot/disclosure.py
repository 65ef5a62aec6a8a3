"""What a viewer may see of who answered: the one place that decides, and the one that may ask for names.

Cards and lists are drawn from a `Seen`; what a viewer may not see is not in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.kit import Viewer
from bot.words import _, listing
from storage import answers, policies
from storage.database import Db
from storage.models import Choice, OrganisationKind, Role, Roster
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
            entry = line.organisation, line.member if by_name else ""
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


def who_sees_my_answer(db: Db, viewer: Viewer, session: int) -> str:
    """One sentence for whoever wonders, before they answer: what each audience sees of them in this session."""
    allowed = granted(db, viewer, session)
    base = dict(allowed.levels)
    if not allowed.own_people:
        del base[Audience.OWN]
    # Facilitators and one's own people know the company anyway.
    hidden: list[Audience] = []
    if viewer.organisation is not None and not policies.may_be_named(db, viewer.organisation):
        outside = (Audience.EXPERTS, Audience.OTHERS, Audience.GUESTS)
        hidden = [who for who in outside if base[who] in (Roster.NAMES, Roster.COMPANIES)]
    clauses: list[str] = []
    for level in Roster:
        whom = [who for who, grant in base.items() if grant is level and who not in hidden]
        clauses += [_clause(level, whom, hidden=False)] if whom else []
        clauses += [_clause(level, hidden, hidden=True)] if hidden and level is Roster.COMPANIES else []
    sentence = "; ".join(clauses)
    return f"{sentence[:1].upper()}{sentence[1:]}."


def _counted(db: Db, viewer: Viewer, session: int, level: Roster) -> Seen:
    if level is Roster.NOTHING:
        return Seen(level)
    tallies, answered = answers.tallies(db, session)
    counts = {(t.meeting, Choice(t.choice)): Count(t.people, t.companies) for t in tallies}
    return Seen(level, answered, answers.companies(db, viewer.community), counts)


def _clause(level: Roster, whom: Sequence[Audience], *, hidden: bool) -> str:
    names = [audience_name(who) for who in whom]
    if {Audience.EXPERTS, Audience.OTHERS, Audience.GUESTS} <= {*whom}:
        insiders = [who for who in whom if who in (Audience.FACILITATORS, Audience.OWN)]
        if not insiders:
            return _everybody_else(level, hidden)
        names = [*map(audience_name, insiders), _("everybody else")]
    who = listing(names)
    if hidden:
        return _("%(who)s see your answer among the others, and neither your name nor your company's") % {"who": who}
    match level:
        case Roster.NAMES:
            return _("%(who)s see your name and your answer") % {"who": who}
        case Roster.COMPANIES:
            return _("%(who)s see your company and its answer, no names") % {"who": who}
        case Roster.COUNTS:
            return _("%(who)s see only how many come") % {"who": who}
        case Roster.NOTHING:
            return _("%(who)s see nothing of it") % {"who": who}


def _everybody_else(level: Roster, hidden: bool) -> str:
    if hidden:
        return _("everybody else sees your answer among the others, and neither your name nor your company's")
    match level:
        case Roster.NAMES:
            return _("everybody else sees your name and your answer")
        case Roster.COMPANIES:
            return _("everybody else sees your company and its answer, no names")
        case Roster.COUNTS:
            return _("everybody else sees only how many come")
        case Roster.NOTHING:
            return _("everybody else sees nothing of it")


def audience_name(who: Audience) -> str:
    """The audience in the middle of a sentence."""
    match who:
        case Audience.FACILITATORS:
            return _("facilitators")
        case Audience.OWN:
            return _("people of your own organisation")
        case Audience.EXPERTS:
            return _("experts")
        case Audience.OTHERS:
            return _("other companies")
        case Audience.GUESTS:
            return _("guests")
