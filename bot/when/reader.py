"""From words to a result: clean, cut, reduce, gather, assemble."""

import re
from datetime import datetime

from bot.when import cities, core, specs
from bot.when.assemble import assemble
from bot.when.bounds import BOUNDS, ENDS, counted, recurs
from bot.when.clock import Clock
from bot.when.days import DAY_AND_NUMBER, DAYS, LONE_DAYS, REFERENCES, STRETCHES
from bot.when.grammar import Rule, Said, reduce, rule
from bot.when.hours import HOURS
from bot.when.languages import LANGUAGES, Language
from bot.when.lengths import LENGTHS
from bot.when.lexer import tokens_of
from bot.when.limits import without_limit
from bot.when.normalise import clean, fold
from bot.when.pieces import Pieces, gather
from bot.when.places import BESIDE, PLACES
from bot.when.result import Ask, Reason, Result, When
from bot.when.rules_of_time import zone_of
from bot.when.series import EVERY
from bot.when.spans import BESIDE_DAY, IN_PART, SPANS
from bot.when.tokens import BREAK, CLOCK, DATE, TITLE, WORD, YEAR, Token
from bot.when.whose import Person

LONGEST = 200
"""Characters of text that are read at most."""


def _gone(parts: list[Token], said: Said) -> list[Token]:
    """Figures that count people or number a room: part of a title."""
    return [Token(TITLE, 0, " ".join(part.text for part in parts))]


def _numbered(parts: list[Token], said: Said) -> list[Token] | None:
    """ "Session 4 - 26 January": a dash with room around it belongs to no span."""
    return None if parts[-1].tight else [*_gone(parts[:-1], said), parts[-1]]


def _next_of_these(parts: list[Token], said: Said) -> list[Token] | None:
    """ "الجلسة القادمة": in Arabic the word for "next" stands behind what it belongs to."""
    return _gone(parts, said) if said.language.code == "ar" else None


_TITLES: tuple[Rule, ...] = (
    rule(r"[#?]x", _next_of_these, "x"),
    rule(r"[#?]O(?=,)", _gone, "O"),
    rule(r"[#?][#,.]?N-", _numbered, "-"),
    rule(r"[#?][#,.]?N(?![.,]*[oM1-7h':ag%]|-)", _gone),
    rule(r"N[.]?\*", _gone, "*"),
)


def read(text: str, *, now: datetime, zone: str, lang: str = "en") -> Result:
    """What these words mean, said at `now` (aware) by a person whose clocks are in `zone` (IANA name).

    A zone we do not know, or a language we do not read, falls back on UTC and English.
    """
    if len(text) > LONGEST:
        return Ask(Reason.TOO_LONG, {"limit": str(LONGEST)})
    plain = clean(text)[:LONGEST]
    if not plain:
        return Ask(Reason.EMPTY)
    found = zone_of(zone) or zone_of("UTC")
    assert found is not None
    here = now.astimezone(found)
    language, other = languages_of(plain, lang)
    result = _read(plain, here, found.key, language)
    if other is not language and _unread(result) and not _known_words(plain, language, other):
        again = _read(plain, here, found.key, other)
        if not _unread(again):
            return again
    return result


def _unread(result: Result) -> bool:
    """The words were not understood, rather than understood and doubtful."""
    weak = (Reason.UNREADABLE, Reason.NO_DATE, Reason.EMPTY, Reason.MISSPELT)
    return isinstance(result, Ask) and result.reason in weak


def _known_words(plain: str, language: Language, other: Language) -> bool:
    """Words that the other language would pass over mean something in the person's own."""
    unread = [token for token in tokens_of(plain, other) if token.kind == WORD]
    return any(fold(token.text) in language.words_by_fold for token in unread)


def languages_of(plain: str, lang: str) -> tuple[Language, Language]:
    """The person's own language, and the one to try next: that of the script, or English."""
    own = LANGUAGES.get(lang[:2].lower(), LANGUAGES["en"])
    for char in plain:
        if "\u0400" <= char <= "\u04ff":
            return own, LANGUAGES["ru"]
        if "\u0600" <= char <= "\u06ff":
            return own, LANGUAGES["ar"]
        if "\u4e00" <= char <= "\u9fff":
            return own, LANGUAGES["zh"]
    return own, LANGUAGES["en"]


def _read(plain: str, here: datetime, zone: str, language: Language) -> Result:
    tokens = tokens_of(plain, language)
    misspelt = [token.value for token in tokens if token.kind == BREAK and isinstance(token.value, str)]
    result = meaning(tokens, Said(here, language), zone)
    if misspelt and not isinstance(result, Ask):
        return Ask(Reason.MISSPELT, {"words": misspelt[0]}, (result,))
    return with_words(result, plain) if isinstance(result, Ask) else result


def meaning(tokens: list[Token], said: Said, zone: str) -> Result:
    """What the words mean that were cut into these tokens."""
    reduced = _reduced(tokens, said)
    pieces = gather(reduced, said.language)
    if not isinstance(pieces, Ask):
        return _assembled(pieces, said.now, zone, said.language)
    inside = without_limit(reduced)
    limit = None if inside is None else gather(inside, said.language)
    if limit is None or isinstance(limit, Ask):
        return pieces
    made = _assembled(limit, said.now, zone, said.language)
    return Ask(pieces.reason, pieces.values, (made,)) if isinstance(made, When) else pieces


def with_words(asked: Ask, plain: str) -> Ask:
    """The question, with the person's words where it names none."""
    values = {"words": plain, "when": plain, "date": plain, "zone": "", "weekday": ""}
    values.update({name: value for name, value in asked.values.items() if value})
    return Ask(asked.reason, values, asked.readings)


def begun(tokens: list[Token], said: Said) -> list[Token]:
    """The tokens after what comes first of all: titles, years, weeks and months by their distance."""
    tokens = reduce(counted(tokens, said.language), _TITLES, said)
    return reduce(tokens, REFERENCES, said)


def _reduced(tokens: list[Token], said: Said) -> list[Token]:
    tokens = reduce(begun(tokens, said), PLACES, said)
    tokens = _pairs(tokens)
    tokens = reduce(tokens, IN_PART, said)
    tokens = reduce(tokens, HOURS, said)
    tokens = reduce(tokens, LENGTHS, said)
    tokens = reduce(tokens, EVERY, said)
    if recurs(tokens):
        tokens = reduce(tokens, BOUNDS, said)
    tokens = reduce(tokens, DAYS, said)
    if recurs(tokens):
        tokens = reduce(tokens, ENDS, said)
    tokens = reduce(tokens, DAY_AND_NUMBER, said)
    tokens = reduce(tokens, STRETCHES, said)
    tokens = reduce(tokens, SPANS, said)
    if not any(token.kind in "TXSr" for token in tokens):
        tokens = reduce(tokens, BESIDE_DAY, said)
    tokens = reduce(tokens, BESIDE, said)
    if not any(token.kind == DATE for token in tokens):
        tokens = _with_core(reduce(tokens, LONE_DAYS, said), said)
    return tokens


def _pairs(tokens: list[Token]) -> list[Token]:
    """ "14.30" is a time where a day is named, "20.5." a day where a time is."""
    kinds = [token.kind for token in tokens]
    if "q" not in kinds:
        return tokens
    has_time = any(kind in "Tghn2" for kind in kinds) or any(
        token.kind == "q" and not token.value[2] and token.value[1] > 12 for token in tokens
    )
    has_day = any(kind in "MDWRKVeES" for kind in kinds)
    made: list[Token] = []
    for place, token in enumerate(tokens):
        first, second, ended = token.value if token.kind == "q" else (0, 0, False)
        unit = place + 1 < len(kinds) and kinds[place + 1] == "2"
        dated = "T" in kinds and "W" in kinds and not any(kind in "MDRKVeES" for kind in kinds)
        if token.kind != "q" or unit:
            made.append(token)
        elif (ended or dated or (has_time and not has_day)) and 1 <= second <= 12 and (ended or dated or not has_day):
            made.append(Token(DATE, specs.Figures(first, second, None), token.text, token.tight))
        elif has_day and first < 24 and second < 60 and len(re.split("[.,]", token.text)[1]) == 2:
            made.append(
                Token(
                    CLOCK, Clock(first, second, sure=first > 12 or token.text.startswith("0")), token.text, token.tight
                )
            )
        else:
            made.append(token)
    return made


def _with_core(tokens: list[Token], said: Said) -> list[Token]:
    """Let dateparser read the day, where our rules found none: it knows more short names of months than we do."""
    letters = "".join(token.kind for token in tokens)
    if re.search("[DWSr=]", letters):
        return tokens
    for found in re.finditer(r"[NO][NOMwY.oy,]*[wM]|[wM][NOMwY.oy,]*[NO]", letters):
        first, last = found.span()
        if last < len(letters) and letters[last] == "Y":
            last += 1
        words = [token for token in tokens[first:last] if token.kind in "NOMwY"]
        figures = [token.value for token in words if token.kind in "NOY"]
        if len(words) > 4 or len(figures) > 2:
            continue
        text = " ".join(token.text for token in tokens[first:last])
        day = core.day_of(text, said.now, said.language.code, said.language.order or "DMY")
        if day is not None and all(figure in (day.day, day.year) for figure in figures):
            year = next((token.value for token in words if token.kind == YEAR), None)
            made = Token(DATE, specs.MonthDay(day.month, day.day, year), text)
            return [*tokens[:first], made, *tokens[last:]]
    return tokens


def _assembled(pieces: Pieces, here: datetime, zone: str, language: Language) -> Result:
    result = assemble(pieces, Person(here, zone, language, here.date()))
    other = getattr(result, "zone", zone)
    there = here.astimezone(zone_of(other)).date()
    if there == here.date() or not (pieces.days or pieces.weekdays):
        return result
    # "tomorrow 9pm ET", where it is already tomorrow: both days are meant by somebody.
    again = assemble(pieces, Person(here, zone, language, there))
    if again == result:
        return result
    readings = tuple(each for each in (result, again) if not isinstance(each, Ask))
    return Ask(Reason.AMBIGUOUS_DAY, {}, readings)


def warm_up() -> None:
    """Load what the first reading would otherwise wait for: tables, patterns, dateparser's locales."""
    cities.names()
    now = datetime(2027, 1, 6, 10, 20, tzinfo=zone_of("UTC"))
    for language in LANGUAGES.values():
        _read("3 xyzzy 15:00", now, "UTC", language)
        core.day_of("3 xyzzy", now, language.code, language.order)
