"""What is left when all rules have been applied: the pieces of an answer, and words that nobody has read yet.

A word that was not read may be part of a title ("Learning lab: 21 May 10:00") or may turn the meaning round
("not before Tuesday"). It is let pass only where it cannot touch a day or a time.
"""

from dataclasses import dataclass, field

from bot.when.grammar import words_of
from bot.when.languages import Language
from bot.when.moving import is_onto, moved_from
from bot.when.result import Ask, Reason
from bot.when.specs import Offset
from bot.when.titles import is_commemorated
from bot.when.tokens import SAYS_WHEN, Token

_SILENT = ".,@yuof&i?#*nvb"
_QUALIFIERS = "xltpck"


@dataclass(slots=True)
class Pieces:
    """Tokens of an answer, by what they say."""

    days: list[Token] = field(default_factory=list[Token])
    weekdays: list[Token] = field(default_factory=list[Token])
    clocks: list[Token] = field(default_factory=list[Token])
    zones: list[Token] = field(default_factory=list[Token])
    timed: list[int] = field(default_factory=list[int])
    """For each zone, how many times of day stand before it."""
    lengths: list[Token] = field(default_factory=list[Token])
    shifts: list[Token] = field(default_factory=list[Token])
    series: list[Token] = field(default_factory=list[Token])
    parts: list[Token] = field(default_factory=list[Token])
    midnight: bool = False
    until: Token | None = None
    """The last day of a series."""
    since: Token | None = None
    """The day from which a series counts."""
    counts: list[Token] = field(default_factory=list[Token])
    """How many times a series happens."""
    last: tuple[Token, Token] | None = None
    """Day and time of the end, when it is on another day."""
    unread: list[Token] = field(default_factory=list[Token])
    place: Token | None = None
    """A city that may be where the meeting is, or part of its title."""

    @property
    def complete(self) -> bool:
        """Both a day and a time are there."""
        return bool((self.days or self.weekdays or self.series) and self.clocks) or bool(self.shifts)


def gather(tokens: list[Token], language: Language) -> Pieces | Ask:
    """The pieces, or what to ask because some word may change their meaning."""
    for token in tokens:
        if token.kind == "%":
            return token.value
    if any(token.kind in "!Q" for token in tokens):
        return Ask(Reason.VAGUE, {"words": words_of(tokens)})
    if any(token.kind == "<" for token in tokens):
        return Ask(Reason.PAST, {"when": words_of(tokens)})
    if (asked := moved_from(tokens, language)) is not None:
        return asked
    pieces = Pieces()
    letters = [token.kind for token in tokens]
    for place in range(len(tokens)):
        asked = _place(pieces, tokens, letters, place, language)
        if asked is not None:
            return asked
    return pieces


def _place(pieces: Pieces, tokens: list[Token], letters: list[str], place: int, language: Language) -> Ask | None:
    token = tokens[place]
    match token.kind:
        case "D":
            return _day(pieces, tokens, letters, place, token)
        case "W" if language.code == "fr" and place and letters[place - 1] == "y" and "D" not in letters:
            return Ask(Reason.AMBIGUOUS_SERIES, {"words": f"{tokens[place - 1].text} {token.text}"})  # "le lundi"
        case "W":
            pieces.weekdays.append(token)
        case "T" | "X":
            pieces.clocks.append(token)
        case "z":
            pieces.zones.append(token)
            pieces.timed.append(len(pieces.clocks))
        case "L" if place and letters[place - 1] == "v":
            return Ask(Reason.VAGUE, {"words": f"{tokens[place - 1].text} {token.text}"})
        case "L":
            pieces.lengths.append(token)
        case "S":
            pieces.shifts.append(token)
        case "r":
            pieces.series.append(token)
        case "C" if token.value or "r" in letters:
            return Ask(Reason.VAGUE, {"words": token.text})
        case "U" if "r" not in letters or _loose(letters, place):
            return Ask(Reason.VAGUE, {"words": token.text})
        case "U":
            pieces.counts.append(token)
        case "g":
            pieces.parts.append(token)
        case "m":
            pieces.midnight = True
        case "=":
            return _stretch(pieces, token, timed=bool(set(letters) & set("TX")))
        case _:
            return _rest(pieces, tokens, letters, place, language)
    return None


def _day(pieces: Pieces, tokens: list[Token], letters: list[str], place: int, token: Token) -> Ask | None:
    if "r" in letters:
        before = _neighbour(letters, place, -1, ".,@yo")
        if before is not None and tokens[before].kind == "-" and pieces.until is None:
            if tokens[before].text == "-" and letters[before - 1 : before] == ["T"]:
                return Ask(Reason.VAGUE, {"words": f"- {token.text}"})  # "3pm - 5 May": an end, or the day itself?
            pieces.until = token
            return None
        if before is not None and tokens[before].kind == "F" and pieces.since is None:
            pieces.since = token
            return None
        return Ask(Reason.SEVERAL)
    pieces.days.append(token)
    return None


def _stretch(pieces: Pieces, token: Token, *, timed: bool) -> Ask | None:
    """Days on end need times; with both times they are one long meeting."""
    if not token.value or pieces.days:
        return Ask(Reason.SEVERAL if pieces.days or timed else Reason.NO_TIME)
    first, start, last, end = token.value
    pieces.days.append(first)
    pieces.clocks.append(start)
    pieces.last = (last, end)
    return None


def _neighbour(letters: list[str], place: int, step: int, over: str) -> int | None:
    place += step
    while 0 <= place < len(letters) and letters[place] in over:
        place += step
    return place if 0 <= place < len(letters) else None


def _loose(letters: list[str], place: int) -> bool:
    """A count that is hedged on either side: "6 times or so", "6 times approximately"."""
    left, right = (_neighbour(letters, place, step, ".,@yo") for step in (-1, 1))
    return (left is not None and letters[left] in "~|-") or (right is not None and letters[right] in "~|")


def _touches(letters: list[str], place: int, over: str = "") -> bool:
    """A day or time stands next to this token, fillers aside."""
    for step in (-1, 1):
        other = _neighbour(letters, place, step, ".@yoiuv" + over)
        if other is not None and letters[other] in SAYS_WHEN:
            return True
    return False


def _rest(pieces: Pieces, tokens: list[Token], letters: list[str], place: int, language: Language) -> Ask | None:
    token = tokens[place]
    kind = token.kind
    if kind == "i":
        follows = _neighbour(letters, place, 1, ".@yo,")
        late = follows is not None and letters[follows] in "DTXWrS"
        return Ask(Reason.VAGUE, {"words": token.text}) if late else None  # "through Tuesday", "بعد يوم الجمعة"
    if kind == "u" and letters[place + 1 : place + 2] == ["W"]:
        return Ask(Reason.VAGUE, {"words": f"{token.text} {tokens[place + 1].text}"})  # "un lundi": which?
    if kind in _SILENT:
        return None
    unread = Ask(Reason.UNREADABLE, {"words": token.text})
    after = _neighbour(letters, place, 1, ".")
    following = letters[after] if after is not None else ""
    match kind:
        case "-" | "j" if is_onto(tokens, place):
            return None  # "move it to Thursday"
        case "-" | "F" | "/":
            return _joint(pieces, letters, place, token)
        case "|":
            return Ask(Reason.SEVERAL) if _touches(letters, place) else None
        case "~" | "P" | "B" | "A" | "I":
            timed = any(letter in "TXS" for letter in letters)
            touched = _touches(letters, place, "," if kind in "~A" else "")
            return Ask(Reason.VAGUE, {"words": token.text}) if touched or not timed else None
        case "Z" | "2":
            label = following == "," or (place == 0 and following in SAYS_WHEN)
            return None if label else Ask(Reason.UNKNOWN_ZONE, {"words": _around(tokens, place)})
        case "G" | "w" | "j" | "C":
            return _word(pieces, letters, tokens, place, language)
        case "M" if following and following in "?#":
            return None
        case "O" if following and following in "?#*w":
            return None
        case "3" if is_commemorated(tokens, place):
            return None
        case "Y":
            pieces.unread.append(token)
            return None
        case "t" if following == "-" and letters[place - 1 : place] == ["b"]:
            return None  # "push this to Thursday"
        case _ if kind in _QUALIFIERS and following and following in "w?#*":
            return None
        case _:
            return unread


def _around(tokens: list[Token], place: int) -> str:
    near = [token for token in tokens[max(0, place - 2) : place + 3] if token.kind in "wGZ2o"]
    return words_of(near)


def _joint(pieces: Pieces, letters: list[str], place: int, token: Token) -> Ask | None:
    """A dash is a mark between a day and a time; "to" and "from" beside one of them say more than was read."""
    after = _neighbour(letters, place, 1, ".,@yo")
    right = letters[after] if after is not None else ""
    before = _neighbour(letters, place, -1, ".,@yo")
    left = letters[before] if before is not None else ""
    if (
        token.value
        and "r" in letters
        and (not right or right not in SAYS_WHEN + "m")
        and (token.kind, token.value, right) != ("F", 2, "G")
    ):
        return Ask(Reason.VAGUE, {"words": token.text})  # "until the kickoff": a bound that nobody can read
    if token.text.lower() in ("to", "au", "al") and not set(letters[:place]) & set(SAYS_WHEN + "FiIA~-"):
        return None  # "move it to Thursday"
    if token.text in "-/":
        if left and right and left == right and left in "DTW":
            return None if token.text == "/" else Ask(Reason.SEVERAL)
        return None
    if token.kind == "F" and right == "T" and "L" in letters:
        return None  # "from 3pm for 90 minutes"
    if not right and left and left in SAYS_WHEN:
        return Ask(Reason.VAGUE, {"words": token.text})  # "from 3pm to", broken off
    if right and right in SAYS_WHEN and ("r" not in letters or right in "TX"):
        return Ask(Reason.VAGUE, {"words": token.text})
    return None


def _bears_on(letters: list[str], tokens: list[Token], place: int, language: Language) -> bool:
    """An unknown word that may change the day after it: "la veille du 27 mai", "накануне 27 мая".

    A title is set apart by a mark or a preposition; English, French before weekdays, and words such as "tomorrow" need
    neither.
    """
    after = place + 1
    joined = letters[after] == "o"
    while letters[after] == "o" and after + 1 < len(letters):
        after += 1
    if letters[after] not in SAYS_WHEN:
        return False
    named = letters[after] == "W" or (letters[after] == "D" and _is_near(tokens[after]))
    free = language.code == "en" or (language.code == "fr" and named) or (letters[after] == "D" and named)
    return joined or not free


def _is_near(day: Token) -> bool:
    """ "Tomorrow" and its like."""
    return isinstance(day.value, Offset) and day.value.weekday is None and 0 <= day.value.days <= 2


def _word(pieces: Pieces, letters: list[str], tokens: list[Token], place: int, language: Language) -> Ask | None:
    """An unknown word, or a city that is not beside a clock."""
    token = tokens[place]
    unread = Ask(Reason.UNREADABLE, {"words": token.text})
    left = _neighbour(letters, place, -1, ",")
    right = _neighbour(letters, place, 1, ",")
    beside_clock = [letters[other] in "TX" for other in (left, right) if other is not None]
    if any(beside_clock) and token.text.isupper() and 2 <= len(token.text) <= 5 and token.text.isascii():
        return Ask(Reason.UNKNOWN_ZONE, {"words": token.text})
    before = any(letter in SAYS_WHEN for letter in letters[:place])
    behind = any(letter in SAYS_WHEN for letter in letters[place + 1 :])
    if before and behind:
        return unread
    if (
        "\u4e00" <= token.text[0] <= "\u9fff"
        and behind
        and place + 1 < len(letters)
        and letters[place + 1] in SAYS_WHEN
    ):
        return unread  # without spaces, what touches a day may be part of it
    if behind and not before and _bears_on(letters, tokens, place, language):
        return unread
    if before:
        if place and (letters[place - 1] in SAYS_WHEN or (letters[place - 1] == "v" and tokens[place - 1].value)):
            return unread
        direct = place > 1 and letters[place - 1] in "i@o" and letters[place - 2] in "TX"
        if direct and token.text[:1].isupper():
            return Ask(Reason.UNKNOWN_ZONE, {"words": token.text})
    if token.kind == "G" and token.text[:1].isupper():
        pieces.place = token
    else:
        pieces.unread.append(token)
    return None
