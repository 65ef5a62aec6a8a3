"""What a viewer may see of who answered: the one place that decides, and the one that may ask for names.

Cards and lists are drawn from a `Seen`; what a viewer may not see is not in it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.kit import Viewer
from bot.words import _
from storage import answers, people, seats
from storage.database import Db
from storage.models import Choice, Roster, Session


@dataclass(frozen=True)
class Count:
    """People, and the companies they come from."""

    people: int = 0
    companies: int = 0


@dataclass(frozen=True)
class Seen:
    """What one viewer may see of the answers to some meetings.

    `level` is what the policy grants them. `counts` is by meeting and answer; `names` by the same holds
    (organisation, member), with an empty member where only companies are shown. `answered` and `companies` say how
    many of the companies have answered at all.
    """

    level: Roster
    answered: int = 0
    companies: int = 0
    counts: dict[tuple[int, Choice], Count] = field(default_factory=dict[tuple[int, Choice], Count])
    names: dict[tuple[int, Choice], list[tuple[str, str]]] = field(
        default_factory=dict[tuple[int, Choice], list[tuple[str, str]]]
    )

    def count(self, meeting: int, choice: Choice) -> Count:
        """How many gave this answer."""
        return self.counts.get((meeting, choice), Count())


def level(viewer: Viewer) -> Roster:
    """How much of the roster this viewer is granted: facilitators see names, everybody else what the policy says."""
    if not viewer.linked:
        return Roster.NOTHING
    return Roster.NAMES if viewer.facilitates else Roster(viewer.roster)


def seen(db: Db, viewer: Viewer, meetings: Sequence[int]) -> Seen:
    """The answers to these meetings, counted: for cards, which show the same everywhere."""
    granted = level(viewer)
    if granted is Roster.NOTHING:
        return Seen(granted)
    counts = {(t.meeting, Choice(t.choice)): Count(t.people, t.companies) for t in answers.tallies(db, meetings)}
    return Seen(granted, answers.companies_answered(db, meetings), people.companies(db, viewer.community), counts)


def seen_in_full(db: Db, viewer: Viewer, meetings: Sequence[int]) -> Seen:
    """The same with as many names as the viewer is granted: for lists that somebody asked for."""
    counted = seen(db, viewer, meetings)
    if counted.level in (Roster.COUNTS, Roster.NOTHING):
        return counted
    for line in answers.lines(db, meetings):
        member = line.member if counted.level is Roster.NAMES else ""
        listed = counted.names.setdefault((line.meeting, Choice(line.choice)), [])
        if (line.organisation, member) not in listed:
            listed.append((line.organisation, member))
    return counted


def free_seats(db: Db, session: Session, meetings: Sequence[int]) -> dict[int, int]:
    """Seats that nobody holds, by meeting, where they are limited: a number everybody may know."""
    if not session.seats:
        return {}
    return {meeting: max(0, session.seats - taken) for meeting, taken in seats.taken(db, meetings).items()}


def colleagues(db: Db, viewer: Viewer) -> list[tuple[int, str]]:
    """Those of the viewer's own organisation who could take their seat: people know their own."""
    if viewer.member is None or viewer.organisation is None:
        return []
    return seats.colleagues(db, viewer.organisation, viewer.member)


def who_sees_my_answer(viewer: Viewer) -> str:
    """One sentence for whoever wonders, before they answer."""
    match Roster(viewer.roster):
        case Roster.NAMES:
            return _("Facilitators and the other members see your name and your answer.")
        case Roster.COMPANIES:
            return _("Facilitators see your name and your answer; other members see which companies come, no names.")
        case Roster.COUNTS:
            return _("Facilitators see your name and your answer; everybody else sees only how many come.")
        case Roster.NOTHING:
            return _("Only facilitators see your name and your answer.")
