"""What stands behind a title: "(Cisco, 20 min)", "– Cisco", ", 15:00–15:20", "[facilitator]"."""

import re
from collections.abc import Collection

from bot.agenda.reading import inner, lengths, owners, times
from bot.agenda.reading.kinds import kind
from bot.agenda.reading.model import Row
from bot.agenda.reading.text import ended, level, trimmed
from bot.agenda.reading.vocabulary import COMPANIES, UNDECIDED
from bot.when.normalise import fold

_BRACKET = re.compile(r"[(\[]([^()\[\]]{0,120})[)\]]\s*[.;:]?$")
_OPEN = re.compile(r"\s*[(\[]([^()\[\]]{1,40})[)\]]$")
_FIRST = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]\s*[:-]?\s+(?=\S)")
_DELIMITER = re.compile(
    r"\s-+>?\s+|\s*\|\s*|[,;]\s*|\s-+(?=\S)|\s/\s+|\s*(?:\.{3,}|…+)\s*|\s=?(?:[→➔➡⇒»>]|👉)\ufe0f?\s*"
)
_COLON = re.compile(r"(?<=\w)\s?:\s+(?=[^:]+$)")
_ACRONYM = re.compile("[A-Z]{2,6}")
_STOP = re.compile(r"\.\s+")
_PARTS = re.compile(r"\s*[,;|]\s*|\s+-+\s+")
_SHORT = 3
"""Words of a name written without capitals."""
_MOST = 8
"""Things said behind one title; more is a sentence."""


def cut(row: Row, text: str, names: Collection[str], *, owned: bool) -> str:
    """Fill the row from what stands behind the title; what is left of the text."""
    text = inner.brackets(row, inner.sentences(row, text), names, owned=owned)
    if owned and (open_yet := _OPEN.search(level(text))) and (yet := UNDECIDED.search(open_yet[1])):
        named = trimmed(text[open_yet.start(1) : open_yet.start(1) + yet.start()])
        if not row.owner and owners.bracketed(named, "", names) and (owners.role(named) or owners.known(named, names)):
            row.owner, row.notes = named, [*row.notes, yet[0].strip()]
            return cut(row, text[: open_yet.start()], names, owned=owned)
        rest = cut(row, text[: open_yet.start()], names, owned=owned)
        if row.owner:
            row.notes.append(text[open_yet.start(1) : open_yet.end(1)])
            return rest
        return f"{rest} {text[open_yet.start() :].strip()}"
    for _ in range(_MOST):
        text = ended(trimmed(text))
        plain = level(text)
        if row.minutes is None and (found := lengths.trailing(plain)):
            row.minutes, at = found
        elif row.start is None and (behind := times.trailing(plain)):
            (row.start, row.end, _zone), at = behind
        elif owned and not row.owner and row.minutes is None and (held := _held(text, names)):
            row.minutes, row.owner, at = held
        elif bracket := _BRACKET.search(plain):
            at = bracket.start()
            if owned and not row.owner and (named := _named_before(row, text[:at], bracket[1], names)):
                text = text[:named]
                continue
            left = _inside(row, text[bracket.start(1) : bracket.end(1)], text[:at], names, owned=owned)
            if left is True and row.minutes is None and (found := lengths.trailing(level(text[:at].rstrip()))):
                row.minutes = found[0]
                return f"{text[: found[1]].rstrip()} {text[at:]}"
            if left:
                return text if left is True else f"{text[:at].rstrip()} ({left})"
        elif owned and not row.owner and (named := owners.by(text, names)):
            text, row.owner = named
            continue
        elif (at := _segment(row, text, names, owned=owned)) < 0:
            return _named_first(row, text, names) if owned and not row.owner else text
        text = text[:at]
    return text


def within(row: Row, text: str, *, owned: bool) -> str:
    """The text without a length between two dashes or commas, which the row takes, as in "roadmap 10 min - ann"."""
    found = None if row.minutes is not None else lengths.inside(level(text))
    if not found or not (mark := _DELIMITER.match(level(text), found[2])):
        return text
    row.minutes, before, after = found[0], trimmed(text[: found[1]]), trimmed(text[mark.end() :])
    if owned and not row.owner and after.islower() and len(after.split()) <= _SHORT and kind(after) == "talk":
        row.owner = after
        return before
    return f"{before} – {after}" if before and after else before or after


def untimed(row: Row, text: str) -> str:
    """A text without the length and the time it carries along, which the row takes."""
    text = trimmed(inner.brackets(row, inner.brackets(row, text, (), owned=False), (), owned=False))
    if row.minutes is None and (found := lengths.trailing(level(text))):
        row.minutes, text = found[0], text[: found[1]]
    return trimmed(text)


def _held(text: str, names: Collection[str]) -> tuple[int, str, int] | None:
    """The length in the middle of "Case study 20 min Cisco", who holds it, and where the title ends."""
    found = lengths.inside(level(text))
    if not found:
        return None
    minutes, start, end = found
    owner = trimmed(text[end:])
    owner = (
        owner.strip("()[]\uff08\uff09") if owner[:1] in "([\uff08" or owner.count("(") != owner.count(")") else owner
    )
    return (minutes, owner, start) if start and owners.after_dash(owner, names) else None


def _inside(row: Row, inside: str, title: str, names: Collection[str], *, owned: bool) -> bool | str:
    """Read what brackets hold: True when they belong to the title, else what of them nobody could read."""
    left: list[str] = []
    taken = False
    for part in filter(None, (piece.strip() for piece in _split(inside))):
        took = _take(row, part)
        taken |= took
        if not took:
            left.append(part)
    if ";" in level(inside) and (labels := [owners.labelled(part) for part in re.split("[;；]", inside)]):
        held = [said for what, said in labels if what == "owner"]
        if held and owned and not row.owner:
            row.owner = held[0]
            others = re.split("[;；]", inside)
            row.notes += [
                part.strip() for part in others if owners.labelled(part)[1] != held[0] and not _take(row, part)
            ]
            return ""
    rest = ", ".join(left)
    what, said = owners.labelled(rest)
    if what == "notes":
        row.notes.append(rest)
        return ""
    if rest and owned and not row.owner:
        if what == "owner" and said:
            row.owner = said
            return ""
        if left[1:] and (taken or owners.known(left[0], names)) and owners.bracketed(left[0], title, names):
            held = [part for part in left if owners.bracketed(part, title, names)]
            row.owner, row.notes = ", ".join(held), [*row.notes, *(part for part in left if part not in held)]
            return ""
        held = kind(trimmed(title)) != "break" or owners.known(rest, names)
        if held and trimmed(title) and owners.bracketed(rest, title, names):
            row.owner = rest
            return ""
    return (rest if taken else True) if rest or not taken else ""


def _named_before(row: Row, text: str, inside: str, names: Collection[str]) -> int:
    """Where the title ends in "Case study – Nominee 1 (Cisco)", whose brackets belong to the name; else 0."""
    mark = _last_dash(text)
    owner = trimmed(text[mark.end() :]) if mark else ""
    if (
        not mark
        or not owner
        or not owners.after_dash(owner, names)
        or any(_take(Row(""), part) for part in _split(inside))
    ):
        return 0
    if owners.labelled(inside)[0] or not owners.bracketed(inside, "", names):
        row.owner, row.notes = owner, [*row.notes, inside.strip()]
    else:
        row.owner = f"{owner} ({inside.strip()})"
    return mark.start()


def _named_first(row: Row, text: str, names: Collection[str]) -> str:
    """Take who holds it from brackets before the title: "[Cisco] Case study"."""
    found = _FIRST.match(level(text))
    if not found or not owners.bracketed(found[1], text[found.end() :], names) or kind(found[1]) != "talk":
        return text
    row.owner = text[found.start(1) : found.end(1)].strip()
    return text[found.end() :]


def _last_dash(text: str) -> re.Match[str] | None:
    """The last mark behind which a name may stand, commas aside."""
    marks = [found for found in _DELIMITER.finditer(level(text)) if found.start()]
    dashes = [found for found in marks if level(found[0]).strip() not in (",", ";")]
    return dashes[-1] if dashes else None


def _split(text: str) -> list[str]:
    """The parts of a text between commas and dashes, as they were typed."""
    pieces, at = list[str](), 0
    for found in _PARTS.finditer(level(text)):
        pieces.append(text[at : found.start()])
        at = found.end()
    return [*pieces, text[at:]]


def _take(row: Row, part: str) -> bool:
    """Fill the row when the part is a length or a time."""
    plain = level(part)
    what, said = owners.labelled(part)
    if what in ("minutes", "starts"):
        plain = level(said)
    if row.minutes is None and (minutes := lengths.whole(plain)) is not None:
        row.minutes = minutes
    elif row.start is None and (moment := times.whole(plain)):
        row.start, row.end, _ = moment
    else:
        return False
    return True


def _segment(row: Row, text: str, names: Collection[str], *, owned: bool) -> int:
    """Read what stands behind the last dash or comma; where the text ends without it, or -1 when it belongs to it."""
    marks = [found for found in _DELIMITER.finditer(level(text)) if found.start()]
    for mark in [*marks, *_STOP.finditer(level(text))]:
        what, labelled = owners.labelled(text[mark.end() :])
        if owned and not row.owner and what == "owner" and labelled:
            dash = _last_dash(text[: mark.start()])
            if dash and owners.after_dash(named := trimmed(text[dash.end() : mark.start()]), names):
                row.owner, row.notes = named, [*row.notes, text[mark.end() :].strip()]
                return dash.start()
            row.owner = labelled
            return mark.start()
    if owned and not row.owner and (colon := _COLON.search(level(text))):
        named = text[colon.end() :]
        if owners.known(named, names) or owners.role(named) or _of_a_company(text[: colon.start()], named, names):
            row.owner, row.behind_colon = named, True
            return colon.start()
    if not marks:
        return -1
    last = marks[-1]
    dashes = [found for found in marks if level(found[0]).strip() not in (",", ";")]
    several = (mark for mark in dashes or marks if _names_behind(text, mark, names))
    last = next(several, last)  # several names with commas or strokes between them
    said, title = text[last.end() :].strip(), text[: last.start()]
    if _take(row, said):
        return last.start()
    if not owned or row.owner or not said:
        return -1
    if undecided := UNDECIDED.search(level(said)):
        named, yet = said[: undecided.start()].strip(), said[undecided.start() :].strip()
        if named and owners.after_dash(named, names) and not owners.role(named):
            row.owner, row.notes = named, [*row.notes, yet]
        elif named and not owners.role(named):
            return -1
        elif named:
            row.notes.append(said)
        return last.start()
    comma = level(last[0]).strip() in (",", ";")
    if kind(trimmed(title)) == "break" or (comma and not _ends_the_title(title, said, names)):
        return -1
    if not owners.after_dash(said, names):
        return -1
    row.owner = said
    return last.start()


def _of_a_company(title: str, named: str, names: Collection[str]) -> bool:
    """The title promises a company, or words of somebody, and a name follows: "Company presentation: Verizon"."""
    return COMPANIES.search(fold(level(title))) is not None and owners.after_dash(named, names)


def _names_behind(text: str, mark: re.Match[str], names: Collection[str]) -> bool:
    """All that stands behind the mark are names."""
    said = text[mark.end() :]
    comma = level(mark[0]).strip() in (",", ";")
    return owners.after_dash(said, names) and (not comma or _ends_the_title(text[: mark.start()], said, names))


def _ends_the_title(title: str, said: str, names: Collection[str]) -> bool:
    """A comma before a name is the end of the title, and not of one name in a list of them."""
    words = title.split()
    return (
        owners.known(said, names)
        or owners.role(said)
        or _ACRONYM.fullmatch(said) is not None
        or len(words) == 1
        or not words[-1][:1].isupper()
    )
