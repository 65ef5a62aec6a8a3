"""Asking how a session is covered: by button, by sentence, as a picture, as a file."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from bot import disclosure, sheets
from bot.chat import Block, Button, Buttons, LinkButton, Message, Next, Picture, Pressed, Said
from bot.coverage import cards, files, picture, rules, sentences
from bot.coverage.actions import CoveragePicture, RosterFile, ShowSilent, ShowTable
from bot.coverage.grid import grid
from bot.doors import ShowCoverage, ShowSession
from bot.finding import one_session
from bot.kit import FACILITATORS, Feature, File, Tools
from bot.lobby import say
from bot.words import N_, _
from storage import coverage as kept
from storage import programme
from storage.look import Look, look
from storage.models import Roster, SessionState

coverage = Feature("coverage")

OVERVIEW = 10
"""Sessions in the overview: those that come next."""
PICTURE_LIVES, FILE_LIVES = timedelta(days=7), timedelta(hours=1)
"""How long an address leads somewhere. Teams fetches a picture again whenever somebody scrolls back to it."""


@coverage.home
def at_home(tools: Tools) -> Iterable[Block]:
    """For facilitators, how the session that comes next is covered."""
    if not tools.viewer.facilitates:
        return ()
    for found in programme.upcoming(tools.db, tools.viewer.community, tools.now, 1):
        session = _session(found.id or 0, tools)
        if session is not None:
            level, sheet = sheet_of(session, tools)
            return () if level is Roster.NOTHING else cards.home_entry(sheet)
    return ()


@coverage.command(
    "coverage",
    may=FACILITATORS,
    first=FACILITATORS,
    usage=N_("coverage TITLE"),
    help=N_("which companies are covered, at risk or silent"),
)
def say_coverage(said: Said, rest: str, tools: Tools) -> Next:
    """One session, or without a title all that are open."""
    if not rest:
        return _overview(tools)
    found = one_session(tools.db, tools.viewer, rest, SessionState.OPEN, SessionState.CLOSED)
    return _to_coverage(found) if isinstance(found, Message) else _card(found.id or 0, tools)


@coverage.pressed(ShowCoverage, may=FACILITATORS)
def show_coverage(pressed: Pressed, action: ShowCoverage, tools: Tools) -> Next:
    """The same from a button."""
    return _card(action.session, tools)


@coverage.pressed(ShowTable, may=FACILITATORS)
def show_table(pressed: Pressed, action: ShowTable, tools: Tools) -> Next:
    """Every company and every meeting in words."""
    session = _session(action.session, tools)
    if session is None:
        return _gone()
    level, sheet = sheet_of(session, tools)
    return cards.nothing_shown(sheet) if level is Roster.NOTHING else cards.table_card(sheet)


@coverage.pressed(ShowSilent, may=FACILITATORS)
def show_silent(pressed: Pressed, action: ShowSilent, tools: Tools) -> Next:
    """How many could be asked in the companies that are silent, and the way to their names."""
    session = _session(action.session, tools)
    if session is None:
        return _gone()
    level, sheet = sheet_of(session, tools)
    if level is Roster.NOTHING or sheet.nameless:
        return _card(action.session, tools)
    silent = [line.organisation for line in sheet.having(rules.State.SILENT)]
    return cards.silent_card(sheet, kept.asked(tools.db, tools.viewer.community, silent))


@coverage.serves(CoveragePicture, may=FACILITATORS)
def serve_picture(action: CoveragePicture, tools: Tools) -> File | None:
    """The picture as things are when it is fetched."""
    session = _session(action.session, tools)
    if session is None:
        return None
    level, sheet = sheet_of(session, tools)
    if level is Roster.NOTHING or sheet.nameless:
        return None
    return File("image/png", partial(picture.png, grid(sheet, tools.viewer, tools.now)))


@coverage.serves(RosterFile, may=FACILITATORS)
def serve_roster(action: RosterFile, tools: Tools) -> File | None:
    """The roster as far as the policy grants it."""
    session = _session(action.session, tools)
    lines = session and disclosure.whole_roster(tools.db, tools.viewer, session.id)
    if session is None or lines is None or action.kind not in sheets.MEDIA_TYPES:
        return None
    rows = files.table(lines)
    name = files.file_name(session.title, action.kind)
    if action.kind == sheets.CSV:
        return File(sheets.MEDIA_TYPES[sheets.CSV], partial(sheets.as_csv, rows), name)
    return File(sheets.MEDIA_TYPES[sheets.XLSX], partial(sheets.as_xlsx, rows, "roster", tools.now), name)


def sheet_of(session: Look, tools: Tools) -> tuple[Roster, rules.Sheet]:
    """How the session is covered, as far as this viewer may know."""
    level, companies = disclosure.by_company(tools.db, tools.viewer, session.id)
    meetings = rules.counting(session, tools.now)
    ids = [meeting.id for meeting in meetings]
    lines = (rules.standing(one.organisation, one.name, ids, one.answers) for one in companies)
    return level, rules.sheet(session, meetings, lines, nameless=level is Roster.COUNTS)


def _card(session_id: int, tools: Tools) -> Message:
    session = _session(session_id, tools)
    if session is None:
        return _gone()
    level, sheet = sheet_of(session, tools)
    if level is Roster.NOTHING:
        return cards.nothing_shown(sheet)
    if sheet.nameless:
        return cards.card(sheet, None, ())
    return cards.card(sheet, _picture(sheet, tools), _files(session, tools))


def _to_coverage(which: Message) -> Message:
    """The question which session is meant, with answers that lead to its coverage."""

    def meant(button: Button | LinkButton) -> Button | LinkButton:
        if isinstance(button, Button) and isinstance(button.action, ShowSession):
            return replace(button, action=ShowCoverage(button.action.session))
        return button

    blocks = (Buttons(tuple(map(meant, one.buttons))) if isinstance(one, Buttons) else one for one in which.blocks)
    return replace(which, blocks=tuple(blocks))


def _overview(tools: Tools) -> Message:
    sheets_: list[rules.Sheet] = []
    for found in programme.upcoming(tools.db, tools.viewer.community, tools.now, OVERVIEW):
        session = _session(found.id or 0, tools)
        if session is not None:
            level, sheet = sheet_of(session, tools)
            if level is Roster.NOTHING:
                return cards.nothing_shown(sheet)
            sheets_.append(sheet)
    return cards.overview(sheets_)


def _picture(sheet: rules.Sheet, tools: Tools) -> Picture | None:
    url = tools.links.to(CoveragePicture(sheet.session.id), tools.viewer.member, tools.now + PICTURE_LIVES)
    if not url:
        return None
    size = picture.plan(grid(sheet, tools.viewer, tools.now))
    return Picture(url, sentences.picture_words(sheet), size.width, size.height)


def _files(session: Look, tools: Tools) -> tuple[LinkButton, ...]:
    until = tools.now + FILE_LIVES
    labels = {sheets.XLSX: _("Download for Excel"), sheets.CSV: _("Download as CSV")}
    found = (
        (label, tools.links.to(RosterFile(session.id, kind), tools.viewer.member, until))
        for kind, label in labels.items()
    )
    return tuple(LinkButton(label, url) for label, url in found if url)


def _session(session_id: int, tools: Tools) -> Look | None:
    """The session, once it is announced: a draft has nobody to answer it."""
    session = look(tools.db, tools.viewer.community, session_id)
    return None if session is None or session.state == SessionState.DRAFT else session


def _gone() -> Message:
    return say(_("This session is not there any more, or nobody was asked yet. Write “sessions” to see the programme."))
