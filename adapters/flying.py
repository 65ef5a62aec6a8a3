"""`convener flight-plan`: every reminder that will go out, by the same function that sends them."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from bot.reminders import saying
from bot.reminders.data import Data, load
from bot.reminders.laying import lay_out
from bot.reminders.plan import Planned, flight_plan, messages
from storage import people
from storage.database import Database, Db
from storage.models import Community, SessionState
from storage.remindable import Held

INDENT = 2


def print_flight_plan(database: Database, now: datetime, out: Console, session: str) -> bool:
    """Print the plan of every community, or of the session of this key; False when there is no such session."""
    found = False
    for community in database.now(people.communities):
        data, planned = database.now(lambda db, home=community: _planned(db, home, now))
        sessions = [one for one in data.sessions if session in ("", one.key)]
        found = found or bool(sessions)
        if not sessions:
            continue
        out.print(f"[bold]{escape(community.name)}: flight plan[/]")
        for one in sessions:
            _print_session(one, community, data, [each for each in planned if each.session.id == one.id], out)
        shown = [each for each in planned if session in ("", each.session.key)]
        dropped = sum(each.dropped for each in shown)
        out.print(f"\n{messages(shown)} messages as answers stand now, {dropped} reminders left out.")
    return found


def _planned(db: Db, community: Community, now: datetime) -> tuple[Data, list[Planned]]:
    data = load(db, community.id or 0, now)
    return data, flight_plan(data, now)


def _print_session(session: Held, community: Community, data: Data, planned: Sequence[Planned], out: Console) -> None:
    draft = " · a draft: nothing is sent before it is announced" if session.state == SessionState.DRAFT else ""
    out.print(f"\n[bold]{escape(session.title)}[/]{draft}")
    over = {(one.meeting, one.key) for one in data.steps if one.session == session.id and one.look is None}
    for standing in lay_out(session, data.chosen[session.id].rules):
        rule = standing.rule
        mine = [one for one in planned if one.standing == standing]
        if not mine and (standing.meeting, rule.key) in over:
            continue
        heading = f"{saying.when_of(standing)} · {saying.what(rule.what)} · {saying.whom(rule.whom)}"
        out.print(f"\n{heading}" + ("" if mine else ": nobody, as answers stand now"))
        _print_rung(mine, community, out)


def _print_rung(planned: Sequence[Planned], community: Community, out: Console) -> None:
    going = [one for one in planned if not one.dropped]
    if going:
        table = Table(box=None, padding=(0, 1, 0, 0))
        for name in (community.city or community.zone, "theirs"):
            table.add_column(name, no_wrap=True)
        for name, least in (("to", 9), ("house", 6), ("why", 11)):
            table.add_column(name, min_width=least)
        for one in going:
            here, local = one.at.astimezone(ZoneInfo(community.zone)), one.at.astimezone(ZoneInfo(one.zone))
            theirs = f"{local:%a %H:%M} {one.zone.rpartition('/')[2].replace('_', ' ')}"
            row = (f"{here:%a %d %b %Y %H:%M}", theirs, one.member.name, one.member.house_name, saying.why(one.why))
            table.add_row(*map(escape, row))
        out.print(Padding.indent(table, INDENT))
    left_out = sorted((one for one in planned if one.dropped), key=lambda one: saying.why(one.why))
    for why, each in groupby(left_out, key=lambda one: saying.why(one.why)):
        names = [one.member.name for one in each]
        out.print(Padding.indent(f"[dim]{why} ({len(names)}): {escape(', '.join(names))}[/]", INDENT))
