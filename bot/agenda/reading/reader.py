"""Reads an agenda as people write it: every word ends up in an item or among the lines that were not read."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import time

from bot.agenda.reading import (
    blocks,
    cells,
    columns,
    cutting,
    figures,
    lengths,
    oneline,
    stacked,
    tables,
    times,
    vocabulary,
    wrapping,
)
from bot.agenda.reading.document import Document
from bot.agenda.reading.kinds import kind
from bot.agenda.reading.lines import parse
from bot.agenda.reading.model import Reading, ReadItem, Row
from bot.agenda.reading.text import level, marked, unemphasised, visible
from bot.when.clock import Clock
from bot.when.normalise import fold

LONGEST = 20_000
"""Characters that are read; what comes after them is handed back unread."""
MOST_LINES = 600
"""Lines that are read, for the same reason."""
LONGEST_LINE = 1_000
"""Characters of a line that may still be an item."""
_DAY = 24 * 60
_LONGEST_ITEM = 6 * 60
"""Minutes from one time to the next on the same day."""
_EARLIEST = 7
"""Hour; "3:10" without more is meant for the afternoon."""


def read(text: str, lang: str = "", *, names: Iterable[str] = ()) -> Reading:
    """The items of a pasted agenda and the lines that were not taken for any.

    `lang` is the language of whoever pasted it; agendas mix languages, so that all are always read, and it is only
    kept for the day two of them disagree. `names` are those of companies and people who may hold an item: a title
    that ends in one of them ends before it. Never raises; what is beyond `LONGEST` characters or `MOST_LINES` lines is
    handed back unread.
    """
    known = frozenset(fold(level(name)).strip() for name in names) - {""}
    read_on, rest = _capped(text)
    broken = wrapping.rejoined(wrapping.unquoted(wrapping.untagged(cells.whole(read_on))))
    plain = wrapping.bulleted(broken)
    typed = {now.strip(): before.strip() for now, before in zip(plain, broken, strict=True)}
    lines = [part for line in stacked.unstacked(plain) for part in oneline.split(line)]
    rows, document = _understood(lines, known)
    items = _items(document)
    unread = [raw for _, raw in sorted(document.unread)]
    unread += _forgotten([row.raw for row in rows], items, unread)
    return Reading(items, (*(typed.get(line, line) for line in unread), *([rest] if rest else [])))


def _understood(lines: Sequence[str], known: Collection[str]) -> tuple[list[Row], Document]:
    """The lines as rows of a table where they look like one; else, or where that loses more, each for itself."""
    cells = cutting.cut([unemphasised(line) if len(line) <= LONGEST_LINE else "" for line in lines])
    readings: list[tuple[list[Row], Document]] = []
    for found in (cells, {}) if cells else ({},):
        rows = blocks.joined(blocks.reordered(_rows(lines, found, known)), known)
        readings.append((rows, Document(rows, known)))
        if not _lost(readings[-1][1]):
            break
    return min(readings, key=lambda reading: _lost(reading[1]))


def _lost(document: Document) -> int:
    """How many lines that say when are no items, where they are more than headings and ends could be."""
    lost = sum(times.leading(level(raw.lstrip("| "))) is not None for _number, raw in document.unread)
    return lost if lost > len(document.items) else 0


def _capped(text: str) -> tuple[list[str], str]:
    """The lines that are read, and all that comes after them."""
    at = len(text) if len(text) <= LONGEST else text.rfind("\n", 0, LONGEST) + 1 or LONGEST
    lines = text[:at].splitlines(keepends=True)
    rest = "".join([*lines[MOST_LINES:], text[at:]])
    return [line.rstrip("\r\n") for line in lines[:MOST_LINES]], rest.strip()


def _rows(lines: Sequence[str], cut: Mapping[int, list[str]], names: Collection[str]) -> list[Row]:
    body = [row for number, row in cut.items() if not cutting.is_rule(lines[number])]
    table = tables.Table(body, names) if body else None
    head = next(iter(cut)) if table and table.headed else -1
    rows: list[Row] = []
    wrapped = wrapping.around(lines)
    gap = False
    for number, line in enumerate(lines):
        if not line.strip():
            gap = True
            continue
        if table and number == head and _explained(table):
            continue
        if not cutting.is_rule(line):
            if number in wrapped:
                rows.append(Row(line.strip(), after_gap=gap, title=line.strip(), label="meta"))
            elif len(line) > LONGEST_LINE:
                rows.append(Row(line.strip(), after_gap=True, indent=-1, title="…"))
            elif table and number in cut and number != head:
                rows.append(table.row(line, cut[number], after_gap=gap))
            else:
                rows.append(parse(line, after_gap=gap, names=names))
        gap = cutting.is_rule(line) and number not in cut
    figures.take(rows)
    return rows


def _explained(table: tables.Table) -> bool:
    """Every name of a column is understood or said again in each note, so that the head says nothing of its own."""
    return not any(map(columns.is_zone, table.head)) and all(
        role or not name or used for role, name, used in zip(table.roles, table.head, table.used, strict=False)
    )


def _items(document: Document) -> tuple[ReadItem, ...]:
    starts: list[int | None] = []
    previous: int | None = None
    ends: list[int | None] = []
    for row in document.items:
        begins = _settled(row.start, previous)
        previous = previous if begins is None else begins
        starts.append(begins)
        ends.append(_settled(row.end, previous))
    starts.append(None)
    following = [*starts[1:]]
    for number, row in enumerate(document.items[1:]):
        following[number] = None if row.dated else following[number]
    return tuple(
        ReadItem(
            title=row.title,
            minutes=_minutes(row.minutes, starts[number], ends[number], following[number]),
            owner=row.owner,
            kind=kind(row.title, row.owner),
            links=tuple(dict.fromkeys(row.links)),
            starts=None if (start := starts[number]) is None else time(start // 60, start % 60),
            notes="\n".join(row.notes),
        )
        for number, row in enumerate(document.items)
    )


def _minutes(said: int | None, start: int | None, end: int | None, following: int | None) -> int | None:
    """The length as it was said, else until the end that was said, else until the next item begins."""
    until = following if end is None else end
    if said is not None or start is None or until is None:
        return said
    length = (until - start) % _DAY
    return length if length <= (_DAY // 2 if until >= start else _LONGEST_ITEM) else None


def _settled(clock: Clock | None, previous: int | None) -> int | None:
    """Minutes since midnight; a clock that may be morning or afternoon is the first that follows what came before."""
    if clock is None:
        return None
    if clock.sure:
        return clock.minutes
    morning, afternoon = (half.minutes for half in (clock.halves * 2)[:2])
    likely = afternoon if clock.hour < _EARLIEST or clock.hour == 12 else morning
    if previous is None:
        return likely
    later = next((minutes for minutes in (morning, afternoon) if minutes >= previous), likely)
    return likely if later - previous > _LONGEST_ITEM else later  # the morning after rather than late in the evening


def _forgotten(lines: Sequence[str], items: Sequence[ReadItem], unread: Sequence[str]) -> list[str]:
    """Lines with a word that is neither in the items nor in what is unread: the last guard against losing anything."""
    kept: Counter[str] = Counter()
    for item in items:
        for part in (item.title, item.owner, item.notes, *item.links):
            kept.update(words(part))
        kept.update([f"{item.starts:%H%M}"] if item.starts else [])
    left = Counter(unread)
    forgotten: list[str] = []
    for line in lines:
        if left[line]:
            left[line] -= 1
            continue
        wanted = Counter(word for word in words(line) if not _grammar(word))
        missing = wanted - kept
        kept.subtract(wanted - missing)
        if missing and missing & _content(line) & _content(marked(visible(line).strip())[1]):
            forgotten.append(line)
    return forgotten


def words(text: str) -> list[str]:
    """The words of a text as they are compared: folded, without punctuation."""
    return re.findall(r"[^\W_]+", fold(level(visible(text))))


def _grammar(word: str) -> bool:
    """A short figure, which may be a time, a length or a number of the list; or a word that may be a label."""
    return (word.isdigit() and len(word) < 4) or word in vocabulary.EVENTUALLY


def _content(line: str) -> Counter[str]:
    """The words of a line that say something besides when and how long."""
    return Counter(word for word in words(times.without(lengths.without(level(line)))) if not _grammar(word))
