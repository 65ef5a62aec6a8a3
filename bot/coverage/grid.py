"""What stands in the picture, and in which words: everything that is needed to draw it without looking anything up."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_skeleton

from bot.chat import Moment
from bot.chat.plain import DATES_IN, moment_text
from bot.coverage.rules import Cell, Sheet, State
from bot.kit import Viewer
from bot.words import _, n_, spoken
from storage.look import Sitting

MOST = 60
"""Companies in one picture; those that need nobody are left to the table first."""


@dataclass(frozen=True)
class Row:
    """A company, what to write where there are no letters for its name, and how it stands in each meeting."""

    name: str
    otherwise: str
    cells: tuple[tuple[Cell, int], ...]


@dataclass(frozen=True)
class Group:
    """The companies that stand alike, under their heading; `count` includes those that are not in `rows`."""

    state: State
    heading: str
    count: int
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Grid:
    """The whole picture. `columns` are meetings, by number and day, which `corner` says; `legend` is for the cells."""

    groups: tuple[Group, ...]
    corner: str
    columns: tuple[tuple[str, str], ...]
    legend: tuple[tuple[Cell, str], ...]
    footer: str


def grid(sheet: Sheet, viewer: Viewer, now: datetime) -> Grid:
    """The picture of a sheet with names, for this reader."""
    groups: list[Group] = []
    left = MOST
    for state in State:
        lines = sheet.having(state)
        rows = tuple(
            Row(line.name, _("no. %(number)s in the table") % {"number": number}, line.cells)
            for number, line in enumerate(lines[:left], 1)
        )
        left -= len(rows)
        groups.append(Group(state, f"{state_name(state)} · {len(lines)}", len(lines), rows))
    city = viewer.city if viewer.zone == viewer.community_zone else ""
    when = moment_text(Moment(now, viewer.zone, city=city), spoken())
    footer = _("As of %(when)s") % {"when": when}
    hidden = len(sheet.lines) - sum(len(group.rows) for group in groups)
    if hidden:
        more = n_("%(count)s more in the table", "%(count)s more in the table", hidden)
        footer = f"{footer} · {more}"
    columns = tuple((str(meeting.number), _day(meeting)) for meeting in sheet.meetings)
    return Grid(tuple(groups), _("Meeting"), columns, tuple((cell, cell_name(cell)) for cell in Cell), footer)


def state_name(state: State) -> str:
    """The state as a heading."""
    match state:
        case State.SILENT:
            return _("Silent")
        case State.AT_RISK:
            return _("At risk")
        case State.COVERED:
            return _("Covered")


def cell_name(cell: Cell) -> str:
    """What a cell means."""
    match cell:
        case Cell.COMING:
            return _("coming")
        case Cell.WAITING:
            return _("waiting for a seat")
        case Cell.MAYBE:
            return _("maybe")
        case Cell.NOT:
            return _("not coming")
        case Cell.NONE:
            return _("no answer")


def _day(meeting: Sitting) -> str:
    locale = DATES_IN.get(spoken(), spoken())
    return str(format_skeleton("MMMd", meeting.starts, tzinfo=ZoneInfo(meeting.zone), locale=locale))
