"""`convener flight-plan`: every reminder that will go out, by the same function that sends them."""

from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from bot.reminders import saying
from bot.reminders.data import load
from bot.reminders.plan import Planned, flight_plan
from storage import people
from storage.database import Database, Db
from storage.models import Community


def print_flight_plan(database: Database, now: datetime, out: Console, session: str) -> bool:
    """Print the plan of every community, or of the session of this key; False when there is no such session."""
    found = False
    for community in database.now(people.communities):
        planned, known = database.now(lambda db, home=community: _planned(db, home, session, now))
        found = found or known
        if planned:
            out.print(_table(community, planned))
            going = sum(not one.dropped for one in planned)
            out.print(f"{going} messages as answers stand now, {len(planned) - going} left out.")
    return found


def _planned(db: Db, community: Community, session: str, now: datetime) -> tuple[list[Planned], bool]:
    data = load(db, community.id or 0, now)
    known = not session or any(one.key == session for one in data.sessions)
    return [one for one in flight_plan(data, now) if session in ("", one.session.key)], known


def _table(community: Community, planned: list[Planned]) -> Table:
    ours = community.city or community.zone
    table = Table("theirs", ours, "to", "house", "session", "what", "why", title=f"{community.name}: flight plan")
    for one in planned:
        local = one.at.astimezone(ZoneInfo(one.zone))
        here = one.at.astimezone(ZoneInfo(community.zone))
        table.add_row(
            f"{local:%a %d %b %Y %H:%M} {one.zone}",
            f"{here:%a %d %b %Y %H:%M}",
            one.member.name,
            one.member.house_name,
            one.session.title,
            f"{saying.when_of(one.standing)}: {saying.what(one.standing.rule.what)}",
            saying.why(one.why),
            style="dim" if one.dropped else "",
        )
    return table
