"""Where a series begins and ends: "6 times", "until the end of May", "from 2 to 30 March", "in February"."""

from datetime import date

from bot.when import specs
from bot.when.grammar import Rule, Said, bad, rule, words_of
from bot.when.languages import Language
from bot.when.months import MONTHS, THROUGH, UNTIL, YEARLY
from bot.when.normalise import fold
from bot.when.result import Reason
from bot.when.specs import Spec
from bot.when.tokens import COUNT, DATE, FROM, NUMBER, SERIES, TIMES, TO, Token

_RECURS = "eEV"
_BY_SIGN = frozenset("x×")
"""Written right beside a figure they count: "6x"."""


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
        if place >= first and token.text in _BY_SIGN and after is not None and after.kind == NUMBER and after.tight:
            made.append(Token(COUNT, after.value, f"{token.text}{after.text}"))
            place += 2
            continue
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
    if parts[1].tight and parts[1].text.lower() in _BY_SIGN:
        return True
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


def _last_of(parts: list[Token], said: Said) -> list[Token] | None:
    """ "حتى آخر مايو": until the last of May."""
    return _end_of(parts, said) if said.language.code == "ar" and _only(parts, "O") == -1 else None


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


def _until_weekday(parts: list[Token], said: Said) -> list[Token] | None:
    """ "daily until Friday"; in Chinese one word says "to" and "until"."""
    if not parts[0].value and said.language.code != "zh":
        return None
    return [Token(TO, UNTIL, parts[0].text), _date(specs.Coming(parts[-1].value), parts[-1:])]


def _chinese(parts: list[Token], said: Said) -> list[Token] | Token | None:
    """ "3月15日至19日每天": without a word for "from". Elsewhere such days, said first, may be one long meeting."""
    return _from_to(parts, said) if said.language.code == "zh" else None


def _both_ends(parts: list[Token], said: Said) -> list[Token]:
    """ "between 2 March and 27 April", "du 2 mars au 27 avril"."""
    days = [part for part in parts if part.kind == DATE]
    return [Token(FROM, 0, parts[0].text), days[0], Token(TO, UNTIL, "until"), days[1]]


def _since_then(parts: list[Token], said: Said) -> list[Token] | None:
    """ "从1月13日起"."""
    return [parts[-1], parts[-2]] if said.language.code == "zh" else None


BOUNDS: tuple[Rule, ...] = (
    rule(r"I -", lambda parts, said: parts[1], "I"),
    rule(r"-[.yo]*Q[.oy]*M" + YEARLY, _end_of, "Q"),
    rule(r"-[.yo]*Q[.oyt]*[5J6]", _end_of, "Q"),
    rule(r"-[.yo]*[MJ5][.o]*Q", _end_of, "Q"),
    rule(r"-[.yo]*O[.o]*(?:M" + YEARLY + r"|[5J])", _last_of, "O"),
    *MONTHS,
    rule(r"-[.]*M(?![.,o]*[NO])" + YEARLY, _through, "-"),
    rule(r"(?:[Foy]|(?<=[rTXz,]))[.y]*[NO] -[.y]*[NO][.o]*M" + YEARLY, _from_to, "M"),
    rule(r"F[.y]*[NO] &[.y]*[NO][.o]*M" + YEARLY, _from_to, "M"),
    rule(r"F[.y]*M[.]*[NO] [-&][.]*[NO](?![.,o]*M)" + YEARLY, _from_to, "M"),
    rule(r"(?<=[rTXz,.])M[.]*[NO] -[.]*(?:O|N(?![.,]*[1-7h'gP]))(?![.,o]*M)" + YEARLY, _from_to, "M"),
    rule(r"MO-O", _chinese, "O"),
    rule(r"(?<![WV])(?<![WV][.,])-[.y]*W(?![.,y]*[NO])", _until_weekday, "W"),
)
"""Before single days are read, in what recurs."""

ENDS: tuple[Rule, ...] = (
    rule(r"F[.@y]*D &[.y]*D", _both_ends, "&"),
    rule(r"(?:[oy]|(?<=[rTXz,]))[.y]*D[.]*-[.y]*D", _both_ends, "-"),
    rule(r"F?[.]*D F", _since_then, "F"),
)
"""When single days have been read."""


def recurs(tokens: list[Token]) -> bool:
    """A series has been read."""
    return any(token.kind == SERIES for token in tokens)
