"""One line of an agenda: its mark, its time, its length, and what is left for the title and whoever holds it."""

import re
from collections.abc import Collection

from bot.agenda.reading import lengths, links, owners, tails, times
from bot.agenda.reading.model import Row
from bot.agenda.reading.text import SMILEY, ended, level, marked, numbered, trimmed, unemphasised, visible
from bot.agenda.reading.vocabulary import COLUMNS, MONTHS
from bot.when.normalise import fold

_LINK_WORDS = "|".join(
    sorted(
        (re.escape(name).replace(r"\ ", "[- ]?") for name, kind in COLUMNS.items() if kind == "links"),
        key=len,
        reverse=True,
    )
)
_ANNOUNCED = re.compile(
    r"(?:^|[\s(\[,;.|-])(?:please |bitte |prière de |por favor )?"
    rf"(?:{_LINK_WORDS}|read|see|see also|here|cf|voir|siehe|véase|ver|см|见|انظر)[\s:.,;&)\]]*$",
    re.IGNORECASE,
)

_INVITED = re.compile(r"(?:please|see|read|bitte|siehe|voir|à lire|véase|leer|см|прочитать)\b", re.IGNORECASE)
PLAIN_NOTE = re.compile(
    r"\W*(?:internal|private|facilitators only|for facilitators|facilitator|note to self|notes?|notas?|remarques?"
    r"|remarks?|comments?|comentarios?|commentaires?|anmerkung(?:en)?|hinweis|примечани[ея]|备注|ملاحظ(?:ه|ات))\b"
)
"""Labels that say no more than that it is a note."""

_CHECKED = re.compile("[✓✔☑]")
_DAY = re.compile(
    r"(?:[^\W\d]{2,12}[.,]?\s+)?(?:\d{1,2}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?[^\W\d]{3,10}|[^\W\d]{3,10}\s+\d{1,2}(?:st|nd|rd|th)?)[.,]?(?:\s+\d{4})?[\s,:|-]+"
)
_TITLE = re.compile(r"(?:title|titel|titre|título|название|标题|العنوان)\s?:\s*(?=\S)", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s*/\s*(?=\d)")
"""The same moment on the clock of another place: "15:00 CET / 9:00 ET"."""
_PLACE = re.compile(r"\s*\(?(?:[^\W\d][^\d/|:(),–—-]{1,25}?)\)?(?=\s*/\s*\d|\s*(?:[:|–—]|\s-)\s)")
"""Where the clock shows it: "15:00 Geneva / 9:00 New York – Welcome"."""
_TIME_OF = re.compile(
    r"\s*\(?(?:[^\W\d][^\d/|:(),]{1,25} time|heure de [^\d/|:(),-]{2,20}|hora de [^\d/|:(),-]{2,20})\)?(?=\W)"
)
_PROMISED = re.compile(r"(?:time )?\(?(?:t\.?b\.?[cda]|\?\?:?\?\?)\)?[\s:|-]+(?=\S)", re.IGNORECASE)


def parse(raw: str, *, after_gap: bool = False, names: Collection[str] = ()) -> Row:
    """What a line says. Lines that say something about the item above them carry a label."""
    body = visible(raw)
    row = Row(raw.strip(), indent=len(body.expandtabs(4)) - len(body.expandtabs(4).lstrip()), after_gap=after_gap)
    body, found, named = links.cut(body.strip())
    row.links += found
    row.notes += [name for name in named if COLUMNS.get(fold(level(name)).strip(" :")) != "links"]
    body = unemphasised(owners.set_apart(body.strip(), names))
    row.style, rest = marked(body)
    if row.style == "number" and times.leading(level(body)):
        row.style, rest = "", body
    row.mark = _CHECKED.sub("☐", body[:1]) if row.style == "bullet" else ""
    row.number = numbered(body) if row.style == "number" else ()
    if row.style != "number":
        what, said = owners.labelled(rest)
        if what == "title" and said:
            row.style, row.titled, rest = "cell", True, said
        elif what and not _begins_an_item(row, rest, said, names) and _labelled(row, what, rest, said):
            return row
    elif titled := _TITLE.match(level(rest)):
        rest = rest[titled.end() :]
    rest = beginning(row, rest)
    fill(row, rest, names)
    return row


def fill(row: Row, text: str, names: Collection[str] = (), *, owned: bool = True) -> None:
    """Read what a title carries along: length, time, owner. `owned` is False where owners have a column."""
    if (
        row.links
        and (announced := _ANNOUNCED.search(level(text)))
        and (announced.start() or (_INVITED.match(text) and not row.timed))
    ):
        text = text[: announced.start()]
    row.title = ended(trimmed(tails.within(row, tails.cut(row, text, names, owned=owned), owned=owned)))
    if row.timed and row.links and not re.search(r"\w", row.title):
        row.title = re.sub(r"^\w+://", "", row.links[0]).partition("/")[0]
    row.owner = ended(re.sub(r"(?<!\S)@(?=\w)", "", owners.unprefixed(trimmed(row.owner))))


def _begins_an_item(row: Row, whole: str, said: str, names: Collection[str]) -> bool:
    """A role names who holds an item of its own: before a dash, or in a list before what is no name."""
    label = level(whole)[: len(whole) - len(said)]
    if ":" not in label:
        return bool(row.style) or owners.role(label.strip(" -"))
    title = bool(row.style) and owners.role(label.strip(" :")) and len(said.split()) > 1
    return title and not owners.bracketed(said, "", names)


def _labelled(row: Row, what: str, whole: str, said: str) -> bool:
    """Fill the row from a line such as "Lead: B-Tech"; False when the label turns out to be part of a title."""
    row.label = what
    match what:
        case "owner" if (
            row.style and lengths.without(level(said)) != level(said) and owners.role(whole.partition(":")[0])
        ):
            row.label = ""
            return False  # "Facilitator: welcome (5 min)" is an item
        case "owner":
            minutes = lengths.trailing(level(said))
            if minutes:
                row.minutes, said = minutes[0], said[: minutes[1]]
            row.owner = trimmed(said)
        case "minutes":
            row.minutes = lengths.whole(level(said))
            if row.minutes is None and said.strip().isdigit() and int(said) <= lengths.LONGEST:
                row.minutes = int(said)
        case "starts":
            if found := times.whole(level(said)):
                row.start, row.end, zone = found
                row.notes += [zone] if zone else []
            row.minutes = lengths.whole(level(said))
        case "meta":
            pass
        case "links":
            row.notes += [trimmed(said) if row.links else whole] if trimmed(said) else []
        case _:
            row.label, row.notes = "notes", [said]
    empty = (what == "minutes" and row.minutes is None) or (what == "starts" and not row.timed)
    if empty or (what == "owner" and not row.owner):
        row.label = "notes"
    if row.label == "notes" and not (row.notes and said and PLAIN_NOTE.match(fold(level(whole)))):
        row.notes = [whole]
    return True


def _dated(day: re.Match[str] | None, text: str) -> bool:
    """A day, a time and a title follow each other."""
    if not day or not MONTHS.search(fold(day[0])):
        return False
    clock = times.leading(text[day.end() :])
    return clock is not None and re.search(r"[^\W\d]", text[day.end() + clock[1] :]) is not None


def _where(text: str, at: int) -> tuple[str, int]:
    """The place whose clock is meant by a time before `at`, with the time elsewhere, and where the rest begins."""
    plain = level(text)
    if named := _TIME_OF.match(plain, at):
        return trimmed(text[at : named.end()]).strip("()"), named.end()
    here = _PLACE.match(plain, at)
    other = _ELSEWHERE.match(plain, here.end()) if here else None
    also = times.leading(plain[other.end() :]) if other else None
    there = _PLACE.match(plain, other.end() + also[1] - 1) if other and also else None
    return (trimmed(text[at : there.end()]), there.end()) if there else ("", at)


def beginning(row: Row, text: str) -> str:
    """Take the time and the length a line begins with; what is left."""
    if _dated(day := _DAY.match(level(text)), level(text)) and day:
        row.dated, text = True, text[day.end() :]
        row.notes.append(trimmed(day[0]))
    if promised := _PROMISED.match(level(text)):
        row.pending, text = True, text[promised.end() :]
    for _ in range(3):
        plain = level(text)
        if row.start is None and (found := times.leading(plain)):
            (row.start, row.end, zone), at = found
            if not zone:
                zone, at = _where(text, at)
            row.notes += [zone] if zone else []
        elif (
            row.start is not None
            and row.notes
            and (elsewhere := _ELSEWHERE.match(plain))
            and (also := times.leading(plain[elsewhere.end() :]))
        ):
            at = elsewhere.end() + also[1]
            row.notes = ["".join((*row.notes, " / ", trimmed(text[elsewhere.end() : at])))]
        elif row.minutes is None and (length := lengths.leading(plain)):
            row.minutes, at = length
        else:
            break
        text = text[at:]
        text = text if SMILEY.match(text.lstrip()) else text.lstrip(" \t•◦▪|:–—-)]")
    return text
