"""Notices when a company stops being covered, and tells the facilitators: once, in daytime, and only if it stays so."""

from datetime import datetime, timedelta

from bot.chat import Message
from bot.coverage import cards, rules
from bot.coverage.actions import CoverageWorsened
from bot.coverage.flow import coverage, sheet_of
from bot.kit import Tools, Viewer
from bot.outbox import Outbox
from storage import coverage as kept
from storage import membership, people
from storage.database import Db
from storage.look import look
from storage.models import Choice, Role, Roster

SECOND_THOUGHTS = timedelta(minutes=1)
"""How old an answer is before anybody is told what follows from it. It also keeps the look behind whatever has been
written and is not committed yet: history is numbered before it can be seen."""
MOST = 500
"""Answers looked at together."""


@coverage.due
def look_again(db: Db, outbox: Outbox) -> None:
    """Compares each company whose answers changed with how it stood, and writes down who should hear of it."""
    worse: set[int] = set()
    for touched in kept.touched(db, outbox.now - SECOND_THOUGHTS, MOST):
        if _is_lost(db, touched, outbox.now):
            worse.add(touched.community)
    for community in sorted(worse):
        zone = people.community(db, community).zone
        what = CoverageWorsened(outbox.now.isoformat())
        for member in membership.holders(db, community, Role.FACILITATOR):
            outbox.tell(member, what, "coverage", zone=zone)


@coverage.draws(CoverageWorsened)
def draw_worsened(told: CoverageWorsened, viewer: Viewer, tools: Tools) -> Message | None:
    """The companies that are still not covered; nothing when all of them are again."""
    try:
        since = datetime.fromisoformat(told.since)
    except ValueError:
        return None
    if not viewer.facilitates or since.tzinfo is None:
        return None
    found: list[tuple[rules.Sheet, list[rules.Standing]]] = []
    for session_id, organisations in kept.lost_since(tools.db, viewer.community, since).items():
        session = look(tools.db, viewer.community, session_id)
        if session is None or not rules.is_ahead(session, tools.now):
            continue
        level, sheet = sheet_of(session, tools)
        if level is Roster.NOTHING:
            continue
        lines = [line for line in sheet.lines if line.state is not rules.State.COVERED]
        lines = (
            lines[: len(organisations)]
            if sheet.nameless
            else [one for one in lines if one.organisation in organisations]
        )
        if lines:
            found.append((sheet, lines))
    return cards.worsened(found) if found else None


def _is_lost(db: Db, touched: kept.Touched, now: datetime) -> bool:
    """Whether the company was covered at the last look and is not now; how it stands now is kept."""
    session = look(db, touched.community, touched.session)
    if session is None:
        return False
    answers = kept.of_company(db, touched.session, touched.organisation)
    covered = [meeting.id for meeting in session.meetings if answers.get((meeting.id, Choice.COMING))]
    counting = [meeting.id for meeting in rules.counting(session, now)]
    stood = kept.stood(db, touched.session, touched.organisation)
    lost = stood.lost if stood else None
    if rules.is_covered(counting, covered):
        lost = None
    elif stood and rules.is_covered(counting, stood.covered):
        lost = now if rules.is_ahead(session, now) else None
    kept.keep(db, touched, covered, lost)
    return lost == now
