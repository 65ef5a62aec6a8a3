"""Where a series begins and ends: "6 times", "until the end of May", "from 2 to 30 March", "in February"."""

from datetime import date

from bot.when import specs
from bot.when.grammar import Rule, Said, bad, rule, words_of
from bot.when.languages import Language
from bot.when.normalise import fold
from bot.when.result import Reason
from bot.when.specs import Spec
from bot.when.tokens import COUNT, DATE, FROM, NUMBER, SERIES, TIMES, TO, Token

_RECURS = "eEV"
UNTIL, THROUGH = 1, 2
"""What a word for "to" may say of its own: that nothing else than an end follows, and that all of a month is meant."""
_WITHIN = {"en": "iof", "fr": "of", "es": "iof", "de": "of", "ru": "@f", "ar": "@o", "zh": "@"}
"""Words before a month that say "within it", by language."""


def counted(tokens: list[Token], language: Language) -> list[Token]:
    """The tokens with "6 times" and "six meetings" as counts, where they stand behind a word that recurs.

    Before it, or right behind it ("daily 3 times"), they may say how often in a day or week: left to be asked.
    """
    first = next((place for place, token in enumerate(tokens) if token.kind in _RECURS), len(tokens))
    made: list[Token] = []
    place = 0
    while place < len(tokens):
        token, after = tokens[place], tokens[place + 1] if place + 1 < len(tokens) else None
        before = next((each for each in reversed(made) if each.kind not in ".,"), None)
        if (
            place < first
            or token.kind != NUMBER
            or after is None
            or not _counts(tokens[place : place + 3], language)
            or (before is not None and (before.kind in "eEk@-&|~34567N#" or before.text == "/"))
        ):
            made.append(token)
            place += 1
            continue
        while made and made[-1].kind in ".f":
            made.pop()
        made.append(Token(COUNT, token.value, f"{token.text} {after.text}"))
        place += 2
    return made


def _counts(parts: list[Token], language: Language) -> bool:
    """ "6 times", "six meetings", where nothing more is said of them: some may be "online", two may be of one day."""
    beyond = parts[2].kind if len(parts) > 2 else ","
    if parts[1].kind == TIMES:
        return beyond not in "?*" or not language.spaced
    return parts[0].value > 2 and fold(parts[1].text) in language.gatherings and beyond in ".,FfDNMo-@igO&IL"


def _date(spec: Spec, parts: list[Token]) -> Token:
    return Token(DATE, spec, words_of(parts))


def _only(parts: list[Token], kinds: str) -> int | None:
    return next((part.value for part in parts if part.kind in kinds), None)


def _end_of(parts: list[Token], said: Said) -> list[Token] | None:
    """ "until the end of May", "bis Ende des Jahres", "到月底"."""
    if said.language.code == "es" and not parts[0].value:
        return None  # "a fines de mayo" is at its end
    month, ahead = _only(parts, "M"), _only(parts, "J")
    if month is None and any(part.kind == "6" for part in parts):
        return [parts[0], _date(specs.Exact(date(said.now.year, 12, 31)), parts[1:])]
    return [parts[0], _date(specs.Nth(-1, None, month, _only(parts, "Y"), ahead or 0), parts[1:])]


def _through(parts: list[Token], said: Said) -> list[Token] | None:
    """ "through March": with all of it."""
    return _end_of(parts, said) if parts[0].value == THROUGH else None


def _from_to(parts: list[Token], said: Said) -> list[Token] | Token | None:
    """ "from 2 to 30 March", "du 2 au 30 mars", "from March 2 to 30"."""
    numbers = [part for part in parts if part.kind in "NO"]
    month, year = _only(parts, "M"), _only(parts, "Y")
    if len(numbers) != 2 or month is None or any(len(part.text) > 4 and part.text.isdigit() for part in numbers):
        return None
    if numbers[0].value >= numbers[1].value:
        return bad(Reason.END_BEFORE_START, parts)
    first, last = (_date(specs.MonthDay(month, number.value, year), [number]) for number in numbers)
    return [Token(FROM, 0, parts[0].text), first, Token(TO, UNTIL, "until"), last]


def _month(parts: list[Token], said: Said) -> list[Token]:
    """From the first day of the month that is named, or from today when it has begun, to its last."""
    month, year = _only(parts, "M") or 0, _only(parts, "Y")
    today = said.now.date()
    begun = month == today.month and year in (None, today.year)
    first = specs.Exact(today) if begun else specs.MonthDay(month, 1, year)
    ends = [_date(spec, parts) for spec in (first, specs.Nth(-1, None, month, year))]
    return [Token(FROM, 0, "from"), ends[0], Token(TO, UNTIL, "until"), ends[1]]


def _within(parts: list[Token], said: Said) -> list[Token] | None:
    """ "every Thursday in February"."""
    ahead = parts[:-1] if parts[-1].kind == SERIES else parts[1:]
    if ahead[0].kind not in _WITHIN[said.language.code]:
        return None
    return [*_month(ahead, said), parts[-1]] if parts[-1].kind == SERIES else [parts[0], *_month(ahead, said)]


def _month_first(parts: list[Token], said: Said) -> list[Token] | None:
    """ "二月每周四": without a word between."""
    if said.language.code != "zh":
        return None
    return [*_month(parts[:-1], said), parts[-1]]


def _until_weekday(parts: list[Token], said: Said) -> list[Token] | None:
    """ "daily until Friday"."""
    return [parts[0], _date(specs.Coming(parts[-1].value), parts[-1:])] if parts[0].value else None


def _both_ends(parts: list[Token], said: Said) -> list[Token]:
    """ "between 2 March and 27 April", "du 2 mars au 27 avril"."""
    days = [part for part in parts if part.kind == DATE]
    return [Token(FROM, 0, parts[0].text), days[0], Token(TO, UNTIL, "until"), days[1]]


def _since_then(parts: list[Token], said: Said) -> list[Token] | None:
    """ "从1月13日起"."""
    return [parts[-1], parts[-2]] if said.language.code == "zh" else None


_YEAR = r"(?:[.,o]*Y)?"

BOUNDS: tuple[Rule, ...] = (
    rule(r"I -", lambda parts, said: parts[1], "I"),
    rule(r"-[.yo]*Q[.oy]*M" + _YEAR, _end_of, "Q"),
    rule(r"-[.yo]*Q[.oyt]*[5J6]", _end_of, "Q"),
    rule(r"-[.yo]*[MJ5][.o]*Q", _end_of, "Q"),
    rule(r"-[.]*M(?![.,o]*[NO])" + _YEAR, _through, "-"),
    rule(r"[Foy][.y]*[NO] -[.y]*[NO][.o]*M" + _YEAR, _from_to, "M"),
    rule(r"F[.y]*[NO] &[.y]*[NO][.o]*M" + _YEAR, _from_to, "M"),
    rule(r"F[.y]*M[.]*[NO] [-&][.]*[NO](?![.,o]*M)" + _YEAR, _from_to, "M"),
    rule(r"^[.]*[iof@][.o]*M" + _YEAR + r"[.,]*r", _within, "M"),
    rule(r"[rTXz] [iof@][.o]*M(?![.,o]*[NO])(?![.]*[?#*w])" + _YEAR, _within, "M"),
    rule(r"(?<![NOQ-])M[.,o]*r", _month_first, "M"),
    rule(r"(?<![WV])(?<![WV][.,])-[.y]*W(?![.,y]*[NO])", _until_weekday, "W"),
)
"""Before single days are read, in what recurs."""

ENDS: tuple[Rule, ...] = (
    rule(r"F[.@y]*D &[.y]*D", _both_ends, "&"),
    rule(r"[oy][.y]*D -[.y]*D", _both_ends, "-"),
    rule(r"F?[.]*D F", _since_then, "F"),
)
"""When single days have been read."""


def recurs(tokens: list[Token]) -> bool:
    """A series has been read."""
    return any(token.kind == SERIES for token in tokens)
