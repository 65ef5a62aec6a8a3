"""Coverage as facilitators see it: counts on top, a picture, what needs doing; and all of it in words."""

from collections.abc import Mapping, Sequence

from bot.chat import Block, Button, Buttons, Facts, Heading, LinkButton, Message, Note, Picture, Spans, Strong, Text
from bot.coverage.actions import ShowSilent, ShowTable
from bot.coverage.grid import cell_name, state_name
from bot.coverage.rules import Cell, Sheet, Standing, State
from bot.doors import GoHome, ManageSession, ShowCoverage, ShowPeople, ShowSession
from bot.moments import moment
from bot.words import _, listing, n_, spans, spoken
from storage.coverage import Asked

BUTTONS = 10
"""Companies that get a button of their own."""
ALT = 1900
"""Characters of a picture's words; Slack takes 2,000."""


def card(sheet: Sheet, picture: Picture | None, files: Sequence[LinkButton]) -> Message:
    """One session: the picture where there can be one, else everything in words."""
    parts: list[Block] = [Heading(_("Coverage")), Text((Strong(sheet.session.title),)), *summary(sheet)]
    if sheet.nameless:
        parts.append(Note((_("Which companies these are is not shown: the community's policy grants you counts."),)))
        return _message(parts, _back(sheet))
    parts += [picture, *_at_risk(sheet)] if picture else in_words(sheet)
    parts += _silent(sheet)
    table = (Button(_("As a table"), ShowTable(sheet.session.id), about=sheet.session.title),) if picture else ()
    return _message(parts, (*table, *files), _back(sheet))


def table_card(sheet: Sheet) -> Message:
    """Every company and every meeting in words."""
    parts: list[Block] = [Heading(_("Coverage")), Text((Strong(sheet.session.title),)), *summary(sheet)]
    parts += [] if sheet.nameless else in_words(sheet)
    return _message(parts, (Button(_("Back to the coverage"), ShowCoverage(sheet.session.id)),))


def silent_card(sheet: Sheet, asked: Mapping[int, Asked]) -> Message:
    """How many could be asked in each company that nobody has answered for, and how many of them by chat."""
    parts: list[Block] = [Heading(_("Who could be asked")), Text((Strong(sheet.session.title),))]
    lines = sheet.having(State.SILENT)
    if not lines:
        parts.append(Text((_("No company is silent any more."),)))
        return _message(parts, (Button(_("Back to the coverage"), ShowCoverage(sheet.session.id)),))
    rows = tuple((line.name, (_people(asked.get(line.organisation)),)) for line in lines)
    hint = _("For their names write “people” and the company, for instance: people %(company)s") % {
        "company": lines[0].name
    }
    parts += [Facts(rows), Note((hint,))]
    return _message(parts, _to_people(lines), (Button(_("Back to the coverage"), ShowCoverage(sheet.session.id)),))


def overview(sheets: Sequence[Sheet]) -> Message:
    """All sessions that are open, in a line or two each."""
    parts: list[Block] = [Heading(_("Coverage"))]
    for sheet in sheets:
        parts += [Text((Strong(sheet.session.title),)), *summary(sheet)]
        parts.append(Buttons((Button(_("Details"), ShowCoverage(sheet.session.id), about=sheet.session.title),)))
    if not sheets:
        parts.append(Text((_("No session is open that is still to come."),)))
    return _message(parts, (Button(_("Home"), GoHome()),))


def worsened(sheets: Sequence[tuple[Sheet, Sequence[Standing]]]) -> Message:
    """Which companies were covered and are not any more, by session, and why; with the way to their people."""
    parts: list[Block] = [Heading(_("Coverage has become worse"))]
    for sheet, lines in sheets:
        count = n_(
            "%(count)s company is not covered any more", "%(count)s companies are not covered any more", len(lines)
        )
        parts.append(Text((Strong(sheet.session.title), f" · {count}")))
        to_people: tuple[Button, ...] = ()
        if not sheet.nameless:
            parts.append(Facts(tuple((line.name, (why(sheet, line),)) for line in lines)))
            to_people = _to_people(lines)
        button = Button(_("Coverage"), ShowCoverage(sheet.session.id), about=sheet.session.title)
        parts.append(Buttons((button, *to_people)))
    return _message(parts)


def nothing_shown(sheet: Sheet) -> Message:
    """The policy grants not even counts."""
    sentence = _("The community's policy does not show who answered. “disclosure” changes that.")
    return _message([Heading(_("Coverage")), Text((Strong(sheet.session.title),)), Text((sentence,))], _back(sheet))


def picture_words(sheet: Sheet) -> str:
    """All that the picture shows, in a few sentences."""
    sentences = [_counts(sheet)]
    for state in State:
        names = [line.name for line in sheet.having(state)]
        if names:
            sentences.append(f"{state_name(state)}: {listing(names)}.")
    text = " ".join(sentences)
    return text if len(text) <= ALT else text[: ALT - 1].rstrip() + "…"


def summary(sheet: Sheet) -> tuple[Block, ...]:
    """How many companies are covered, and how many are not."""
    return (Text((Strong(_counts(sheet)),)),)


def in_words(sheet: Sheet) -> list[Block]:
    """The whole sheet as a table, in order of need: a row for each company that anybody answered for."""
    parts: list[Block] = []
    if len(sheet.meetings) > 1:
        numbered = [spans(f"{meeting.number}: %(when)s", when=moment(meeting)) for meeting in sheet.meetings]
        parts.append(Note(tuple(span for n, one in enumerate(numbered) for span in (*(("\n",) if n else ()), *one))))
    for state in State:
        lines = sheet.having(state)
        if lines:
            parts.append(Text((Strong(f"{state_name(state)} · {len(lines)}"),)))
            silent = state is State.SILENT
            rows = tuple((line.name, (cells(sheet, line),)) for line in lines)
            parts.append(Text((listing([line.name for line in lines]),)) if silent else Facts(rows))
    return parts


def cells(sheet: Sheet, line: Standing) -> str:
    """One company's row in words: "1: 2 coming · 2: maybe · 3: no answer", or once for all meetings."""
    said = [_cell(cell, people) for cell, people in line.cells]
    if len(set(said)) == 1:
        each = {"what": said[0]}
        return said[0] if len(said) == 1 else _("%(what)s, to each of the meetings") % each
    return " · ".join(f"{meeting.number}: {word}" for meeting, word in zip(sheet.meetings, said, strict=True))


def why(sheet: Sheet, line: Standing) -> str:
    """What is missing for a company to be covered, in one sentence."""
    if line.state is State.COVERED:
        return _("covered")
    open_cells = [
        (str(meeting.number), cell)
        for meeting, (cell, _people) in zip(sheet.meetings, line.cells, strict=True)
        if cell is not Cell.COMING
    ]
    if len(open_cells) == len(sheet.meetings) and len({cell for _number, cell in open_cells}) == 1:
        return _all_open(open_cells[0][1])
    clauses: list[str] = []
    for cell in (Cell.NOT, Cell.MAYBE, Cell.NONE):
        numbers = [number for number, one in open_cells if one is cell]
        if numbers:
            clauses.append(_open(cell, numbers))
    return "; ".join(clauses)


def _all_open(cell: Cell) -> str:
    match cell:
        case Cell.NOT:
            return _("nobody is coming")
        case Cell.MAYBE:
            return _("only maybe")
        case Cell.NONE | Cell.COMING:
            return _("nobody has answered")


def _open(cell: Cell, numbers: Sequence[str]) -> str:
    which = {"which": listing(numbers)}
    match cell:
        case Cell.NOT:
            text = n_("nobody comes to meeting %(which)s", "nobody comes to meetings %(which)s", len(numbers))
        case Cell.MAYBE:
            text = n_("only maybe to meeting %(which)s", "only maybe to meetings %(which)s", len(numbers))
        case Cell.NONE | Cell.COMING:
            text = n_("no answer to meeting %(which)s", "no answer to meetings %(which)s", len(numbers))
    return text % which


def _cell(cell: Cell, people: int) -> str:
    return f"{people} {cell_name(cell)}" if people > 1 or cell is Cell.COMING else cell_name(cell)


def _counts(sheet: Sheet) -> str:
    count = {state: len(sheet.having(state)) for state in State}
    covered = _("%(covered)s of %(all)s companies covered") % {
        "covered": count[State.COVERED],
        "all": len(sheet.lines),
    }
    parts = [covered]
    if count[State.AT_RISK]:
        parts.append(_("%(count)s at risk") % {"count": count[State.AT_RISK]})
    if count[State.SILENT]:
        parts.append(_("%(count)s silent") % {"count": count[State.SILENT]})
    return ", ".join(parts) + "."


def _at_risk(sheet: Sheet) -> list[Block]:
    lines = sheet.having(State.AT_RISK)
    if not lines:
        return []
    rows: tuple[tuple[str, Spans], ...] = tuple((line.name, (why(sheet, line),)) for line in lines)
    return [Text((Strong(state_name(State.AT_RISK)),)), Facts(rows)]


def _silent(sheet: Sheet) -> list[Block]:
    """A button to the people of each silent company, as far as there is room, and one to whom to ask in all."""
    lines = sheet.having(State.SILENT)
    if not lines:
        return []
    ask = Button(_("Who could be asked?"), ShowSilent(sheet.session.id))
    sentence = n_(
        "Nobody of %(count)s company has answered. To its people:",
        "Nobody of %(count)s companies has answered. To their people:",
        len(lines),
    )
    return [Text((sentence,)), Buttons((*_to_people(lines), ask))]


def _to_people(lines: Sequence[Standing]) -> tuple[Button, ...]:
    return tuple(
        Button(line.name, ShowPeople(line.organisation), about=_("People of %(company)s") % {"company": line.name})
        for line in lines[:BUTTONS]
    )


def _people(asked: Asked | None) -> str:
    if asked is None:
        return _("nobody is named yet")
    people = n_("%(count)s person", "%(count)s people", asked.people)
    return n_(
        "%(people)s, %(count)s with a chat account", "%(people)s, %(count)s with a chat account", asked.reachable
    ) % {"people": people}


def _back(sheet: Sheet) -> tuple[Button, ...]:
    session = sheet.session.id
    return (
        Button(_("See the card"), ShowSession(session)),
        Button(_("Manage…"), ManageSession(session)),
        Button(_("Home"), GoHome()),
    )


def _message(parts: list[Block], *buttons: Sequence[Button | LinkButton]) -> Message:
    return Message((*parts, *(Buttons(tuple(row)) for row in buttons if row)), locale=spoken())
