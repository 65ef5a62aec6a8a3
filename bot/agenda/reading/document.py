"""From lines to items: which lines are items, which belong to the item above, and which are neither."""

import re
from collections.abc import Collection, Sequence
from itertools import chain, pairwise

from bot.agenda.reading import habits, owners, times
from bot.agenda.reading.headings import chapter, heading, summed, words
from bot.agenda.reading.kinds import kind
from bot.agenda.reading.lines import fill
from bot.agenda.reading.model import Row
from bot.agenda.reading.text import level, marked, unemphasised
from bot.agenda.reading.vocabulary import AGENDAS, COLUMNS, ENDS, HEADINGS
from bot.when.normalise import fold

_TITLES = 2
"""Lines a title has at the most."""
_SHORT = 6
"""Words of a line that says when it is over."""
_LEAST = 3
"""Items that show a habit."""
_SENTENCE = 14
"""Words; a longer line without time or mark is prose."""


class Document:
    """The lines of one agenda, sorted into `items` and what is `unread`, each with the number of its line."""

    def __init__(self, rows: Sequence[Row], names: Collection[str] = ()) -> None:
        self.names = names
        self.items: list[Row] = []
        self.unread: list[tuple[int, str]] = []
        self._numbers: dict[int, int] = {}
        self._children: dict[int, list[Row]] = {}
        self._below: dict[int, list[str]] = {}
        self._loose: list[tuple[Row, Row]] = []
        self._closed = False
        self._aside = False
        self._rows = rows
        own = [row for row in _beneath_its_heading(rows) if not row.label]
        self._any_timed = any(row.start is not None or (row.timed and row.title) for row in own if not summed(row))
        styled = [row for row in own if row.style and (row.timed or not self._any_timed)]
        if sum(row.start is not None and not row.style and bool(row.title) for row in own) > 1 and not any(
            row.start for row in styled
        ):
            styled = []
        if styled and not self._any_timed and _indented_below_a_title(styled[0], own):
            styled = []
        self._base = (
            (styled[0].style, min(row.indent for row in styled if row.style == styled[0].style)) if styled else None
        )
        self._mark = styled[0].mark if styled else ""
        for number, row in enumerate(rows):
            self._numbers[id(row)] = number
            self._sort(row)
        self._finish()

    def _sort(self, row: Row) -> None:
        current = None if self._closed or not self.items else self.items[-1]
        if AGENDAS.fullmatch(words(row)) or (row.label == "meta" and len(self.items) <= _TITLES):
            self._begin_here()
        if self._stands_aside(row):
            self._leave(row)
        elif row.label:
            if row.label == "meta" or current is None or (row.after_gap and row.indent <= current.indent):
                self._leave(row)
            else:
                _add_to(current, row)
        elif not row.title or (not row.timed and not re.search(r"\w", row.title)):
            if row.start is not None:
                self._take(row)
            elif current is not None and (row.links or row.minutes is not None) and not row.after_gap:
                _add_to(current, row)
            else:
                self._leave(row)
        elif self._is_heading(row):
            self._leave(row)
        elif current is not None and not current.title and not row.timed:
            fill(current, marked(row.title)[1], self.names)
            current.links += row.links
            current.owner = current.owner or row.owner
        elif row.timed:
            self._timed(row, current)
        elif self._is_end_of_all(row):
            self._leave(row)
        elif self._is_item(row):
            self._take(row)
        elif (
            current is not None
            and not row.after_gap
            and (row.style or row.indent >= current.indent)
            and not (current.style in ("bullet", "number") and not row.style and level(row.raw)[-1:] == ":")
        ):
            _continue(current, row, self.names)
            if not row.style and row.indent <= current.indent and current.notes[-1:] == [row.raw]:
                self._loose.append((current, row))
            self._below.setdefault(id(current), []).append(unemphasised(marked(row.raw)[1]))
        else:
            self._leave(row)

    def _stands_aside(self, row: Row) -> bool:
        """The line belongs to a list of something else, "Participants:" or "Objectives:", above the agenda or below."""
        said = words(row)
        begins = COLUMNS.get(said) in ("meta", "notes", "links") and not row.timed and not row.links
        if begins and (not self.items or (row.after_gap and row.indent <= self.items[-1].indent)):
            self._aside = True
        elif row.timed or HEADINGS.fullmatch(said) or (row.after_gap and not self._any_timed):
            self._aside = False
        return self._aside

    def _begin_here(self) -> None:
        """What stood above "Agenda", or above the place and the day, was no item unless it had a time."""
        if not any(item.timed for item in self.items):
            while self.items:
                self._leave(self.items.pop())

    def _timed(self, row: Row, current: Row | None) -> None:
        pause = row.start is None and row.indent <= (current.indent if current else 0) and kind(row.title) == "break"
        if current is None or pause or not _deeper(row, current):
            self._take(row)
        elif not current.timed and current.style != "cell":
            self._leave(self.items.pop())
            self._take(row)
        elif row.start is None or _within(row, current):
            self._children.setdefault(id(current), []).append(row)
        else:
            self._take(row)

    def _is_item(self, row: Row) -> bool:
        if row.style == "cell":
            return True
        if self._any_timed and self._base is None and self.items:
            return not row.style and row.indent <= self.items[-1].indent and kind(row.title) == "break"
        if self._base is None:
            return (
                not self._any_timed
                and len(row.title.split()) <= _SENTENCE
                and row.raw[-1:] not in (".", ",", ":")
                and row.indent >= 0
            )
        style, indent = self._base
        if not row.style and self.items and row.indent <= self.items[-1].indent and kind(row.title) == "break":
            return True
        return row.style == style and row.indent <= indent and (not row.mark or row.mark == self._mark)

    def _is_heading(self, row: Row) -> bool:
        at = self._numbers[id(row)]
        begun = bool(self.items)
        return heading(row, self._rows, at, begun=begun, any_timed=self._any_timed) or chapter(
            row, self._rows[at + 1 :]
        )

    def _is_end_of_all(self, row: Row) -> bool:
        """A line without a mark that says when everything ends: "We end at 16:00"."""
        said = fold(level(row.raw))
        return (
            not row.style
            and self._any_timed
            and len(said.split()) <= _SHORT
            and ENDS.search(said) is not None
            and times.without(level(row.raw)) != level(row.raw)
        )

    def _take(self, row: Row) -> None:
        self.items.append(row)
        self._closed = False

    def _leave(self, row: Row) -> None:
        self.unread.append((self._numbers[id(row)], row.raw))
        self._closed = True

    def _finish(self) -> None:
        """Settle what only the end shows: items without a title, items that are sums of others, the end of it all."""
        self._part_with_farewells()
        ends = {id(row) for row in self.items[1:] if self._is_end(row)}
        for before, row in pairwise(self.items):
            if id(row) in ends:
                before.end = before.end or row.start
                self._leave(row)
        self.items = [row for row in self.items if id(row) not in ends]
        chapters = habits.chapters(self.items)
        for row in [row for row in self.items if not row.title or id(row) in chapters]:
            self._leave(row)
            self.items.remove(row)
        self.items = [*chain.from_iterable(map(self._settled, self.items))]
        habits.owner_first(self.items, self.names)
        habits.owner_last(self.items, self.names)
        habits.owner_below(self.items, self._below, self.names)

    def _part_with_farewells(self) -> None:
        """Sentences right below the last item, where no other has any, end the message: "See you there!"."""
        if len(self.items) < _LEAST or any(item is not self.items[-1] for item, _row in self._loose):
            return
        for item, row in self._loose:
            if level(row.raw)[-1:] in ".!?…。":
                item.notes.remove(row.raw)
                self._leave(row)

    @staticmethod
    def _is_end(row: Row) -> bool:
        """The line only says when everything ends."""
        bare = (
            row.start is not None
            and row.minutes is None
            and row.end is None
            and not row.owner
            and len("".join(row.notes)) < 6
        )
        return bare and ENDS.fullmatch(fold(level(row.title)).strip(" .!")) is not None

    def _settled(self, row: Row) -> list[Row]:
        children = self._children.get(id(row), [])
        if not children:
            return [row]
        total = row.minutes
        if total is None and row.start and row.end:
            total = row.end.minutes - row.start.minutes
        parts = sum(child.minutes or 0 for child in children)
        whole = parts == total or bool(not row.style and total and parts * 2 > total and not row.owner)
        if len(children) > 1 and whole:
            self._leave(row)
            children[0].start = children[0].start or row.start
            return children
        row.notes += [marked(child.raw)[1] for child in children]
        return [row]


def _beneath_its_heading(rows: Sequence[Row]) -> Sequence[Row]:
    """The rows below the line "Agenda" where there is one: they show how the items are written."""
    at = next((number for number, row in enumerate(rows, 1) if AGENDAS.fullmatch(words(row))), 0)
    return rows[at:] or rows


def _indented_below_a_title(row: Row, rows: Sequence[Row]) -> bool:
    above = next((before for before, after in pairwise(rows) if after is row), None)
    return above is not None and not above.style and above.indent < row.indent and not above.raw.endswith(":")


def _deeper(row: Row, above: Row) -> bool:
    listed = (row.style == "bullet" and above.style in ("", "number")) or (row.style == "number" and not above.style)
    return row.indent > above.indent or listed or (row.mark != above.mark and row.mark == "o")


def _within(row: Row, above: Row) -> bool:
    if row.start is None or above.start is None:
        return False
    until = above.end.minutes if above.end else above.start.minutes + (above.minutes or 0)
    return above.start.minutes <= row.start.minutes < until


def _add_to(item: Row, row: Row) -> None:
    """Add what a line such as "Lead: B-Tech" says of the item above it; what is said twice becomes a note."""
    item.links += row.links
    clash = (
        (row.owner and item.owner)
        or (row.minutes is not None and item.minutes is not None)
        or (row.start is not None and item.start is not None)
    )
    if clash:
        item.notes.append(marked(row.raw)[1])
        return
    item.owner = item.owner or row.owner
    item.minutes = row.minutes if item.minutes is None else item.minutes
    if row.start is not None:
        item.start, item.end = row.start, row.end
    item.notes += row.notes


def _continue(item: Row, row: Row, names: Collection[str]) -> None:
    """Add a line below an item: who holds it, when it is a name and nothing else; else a note."""
    item.links += row.links
    text = unemphasised(marked(row.raw)[1])
    if not item.owner and not row.links and (owner := owners.below(text, names)):
        item.owner = owner
    elif not item.owner and not row.links and not row.style and owners.after_dash(text, names):
        item.owner, item.on_next_line = text, True
    elif row.links:
        if re.search(r"\w", row.title):
            item.notes.append(f"{row.title} ({row.owner})" if row.owner else row.title)
    else:
        item.notes.append(text)
