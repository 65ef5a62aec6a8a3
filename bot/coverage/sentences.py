"""Coverage in words: counts, one company's row, what is missing, and all that a picture shows."""

from collections.abc import Sequence

from bot.coverage.grid import cell_name, state_name
from bot.coverage.rules import Cell, Sheet, Standing, State
from bot.words import _, listing, n_

ALT = 1900
"""Characters of a picture's words; Slack takes 2,000."""


def picture_words(sheet: Sheet) -> str:
    """All that the picture shows, in a few sentences."""
    said = [counts(sheet)]
    for state in State:
        lines = sheet.having(state)
        names = [f"{line.name} ({why(sheet, line)})" if state is State.AT_RISK else line.name for line in lines]
        if names:
            said.append(f"{state_name(state)}: {listing(names)}.")
    text = " ".join(said)
    return text if len(text) <= ALT else text[: ALT - 1].rstrip() + "…"


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
    for cell in (Cell.NOT, Cell.WAITING, Cell.MAYBE, Cell.NONE):
        numbers = [number for number, one in open_cells if one is cell]
        if numbers:
            clauses.append(_open(cell, numbers))
    return "; ".join(clauses)


def _all_open(cell: Cell) -> str:
    match cell:
        case Cell.NOT:
            return _("nobody is coming")
        case Cell.WAITING:
            return _("only waiting for a seat")
        case Cell.MAYBE:
            return _("only maybe")
        case Cell.NONE | Cell.COMING:
            return _("nobody has answered")


def _open(cell: Cell, numbers: Sequence[str]) -> str:
    which = {"which": listing(numbers)}
    match cell:
        case Cell.NOT:
            text = n_("nobody comes to meeting %(which)s", "nobody comes to meetings %(which)s", len(numbers))
        case Cell.WAITING:
            text = n_("only waiting for meeting %(which)s", "only waiting for meetings %(which)s", len(numbers))
        case Cell.MAYBE:
            text = n_("only maybe to meeting %(which)s", "only maybe to meetings %(which)s", len(numbers))
        case Cell.NONE | Cell.COMING:
            text = n_("no answer to meeting %(which)s", "no answer to meetings %(which)s", len(numbers))
    return text % which


def _cell(cell: Cell, people: int) -> str:
    return f"{people} {cell_name(cell)}" if people > 1 or cell is Cell.COMING else cell_name(cell)


def counts(sheet: Sheet) -> str:
    """How many companies are covered, and how many are not."""
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
