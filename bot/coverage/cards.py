"""Coverage as facilitators see it: counts on top, a picture, what needs doing; and all of it in words."""

from collections.abc import Mapping, Sequence

from bot.chat import Block, Button, Buttons, Facts, Heading, LinkButton, Message, Note, Picture, Spans, Strong, Text
from bot.coverage import sentences
from bot.coverage.actions import ShowSilent, ShowTable
from bot.coverage.grid import state_name
from bot.coverage.rules import Sheet, Standing, State
from bot.doors import GoHome, ManageSession, ShowCoverage, ShowPeople, ShowSession
from bot.moments import moment
from bot.words import _, listing, n_, spans, spoken
from storage.coverage import Asked

BUTTONS = 10
"""Companies that get a button of their own."""


def card(sheet: Sheet, picture: Picture | None, files: Sequence[LinkButton]) -> Message:
    """One session: the picture where there can be one, else everything in words."""
    parts: list[Block] = [
        Heading(_("Coverage")),
        Text((Strong(sheet.session.title),)),
        Text((Strong(sentences.counts(sheet)),)),
    ]
    if sheet.nameless:
        parts.append(Note((_("Which companies these are is not shown: the community's policy grants you counts."),)))
        return _message(parts, _back(sheet))
    parts += [picture, *_at_risk(sheet)] if picture else in_words(sheet)
    parts += _silent(sheet)
    table = (Button(_("As a table"), ShowTable(sheet.session.id), about=sheet.session.title),) if picture else ()
    return _message(parts, (*table, *files), _back(sheet))


def table_card(sheet: Sheet) -> Message:
    """Every company and every meeting in words."""
    parts: list[Block] = [
        Heading(_("Coverage")),
        Text((Strong(sheet.session.title),)),
        Text((Strong(sentences.counts(sheet)),)),
    ]
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
    hint = _("For their names write “people” and the company, for instance “people %(company)s”.") % {
        "company": lines[0].name
    }
    parts += [Facts(rows), Note((hint,))]
    return _message(parts, _to_people(lines), (Button(_("Back to the coverage"), ShowCoverage(sheet.session.id)),))


def overview(sheets: Sequence[Sheet]) -> Message:
    """All sessions that are open, in a line or two each."""
    parts: list[Block] = [Heading(_("Coverage"))]
    for sheet in sheets:
        parts += [Text((Strong(sheet.session.title),)), Text((Strong(sentences.counts(sheet)),))]
        parts.append(Buttons((Button(_("Details"), ShowCoverage(sheet.session.id), about=sheet.session.title),)))
    if not sheets:
        parts.append(Text((_("No session is open that is still to come."),)))
    return _message(parts, (Button(_("Home"), GoHome()),))


def home_entry(sheet: Sheet) -> tuple[Block, ...]:
    """The session that comes next, in a facilitator's home."""
    about = sheet.session.title
    said = spans(_("%(title)s: %(counts)s"), title=Strong(about), counts=sentences.counts(sheet))
    return Text(said), Buttons((Button(_("Coverage"), ShowCoverage(sheet.session.id), about=about),))


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
            parts.append(Facts(tuple((line.name, (sentences.why(sheet, line),)) for line in lines)))
            to_people = _to_people(lines)
        button = Button(_("Coverage"), ShowCoverage(sheet.session.id), about=sheet.session.title)
        parts.append(Buttons((button, *to_people)))
    return _message(parts)


def nothing_shown(sheet: Sheet) -> Message:
    """The policy grants not even counts."""
    sentence = _("The community's policy does not show who answered. “disclosure” changes that.")
    return _message([Heading(_("Coverage")), Text((Strong(sheet.session.title),)), Text((sentence,))], _back(sheet))


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
            rows = tuple((line.name, (sentences.cells(sheet, line),)) for line in lines)
            parts.append(Text((listing([line.name for line in lines]),)) if silent else Facts(rows))
    return parts


def _at_risk(sheet: Sheet) -> list[Block]:
    lines = sheet.having(State.AT_RISK)
    if not lines:
        return []
    rows: tuple[tuple[str, Spans], ...] = tuple((line.name, (sentences.why(sheet, line),)) for line in lines)
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
