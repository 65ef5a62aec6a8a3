"""Reading an answer as people write it: "I'm coming", "can't make the second one", "yes to 1 and 3, maybe 2"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.courtesy import plainly
from storage.models import Choice

LAST = -1
"""The number that stands for "the last one"."""

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "one": 1, "two": 2, "three": 3, "four": 4, "last": LAST,
}  # fmt: skip
_EXCEPT = re.compile(r"[\s,]*\b(?:all but|but not|except(?: for)?|apart from)\b")
_CLAUSES = re.compile(
    r"[;.!\n]+|\bbut\b|,?\s*\band\b(?=\s*(?:not|maybe|perhaps|i\b|i'|no\b|yes\b|can't|cannot))"
    r"|,(?=\s*(?:not|maybe|perhaps|i\b|i'|no\b|yes\b|coming|can't|cannot))"
)
_MAYBE = re.compile(r"\b(?:maybe|perhaps|might|possibly|tentative(?:ly)?|unsure|not sure|may|don't know|not certain)\b")
_NOT = re.compile(
    r"\b(?:not|no|nope|can't|cant|cannot|won't|wont|unable|out|miss|skip|unavailable|decline|declining|cancel|never)\b"
)
_COMING = re.compile(
    r"\b(?:coming|come|yes|yep|yeah|sure|attend(?:ing)?|join(?:ing)?|there|in|available|make|can|will|with pleasure)\b"
)
_NUMBER = re.compile(r"\b(?:([1-9])(?:st|nd|rd|th)?|(first|second|third|fourth|fifth|sixth|seventh|eighth|last)|"
                     r"meetings?\s+(one|two|three|four))\b")  # fmt: skip
_ONLY = re.compile(r"\b(?:only|just)\b")
_SMALL_WORDS = """
    a able afraid after again all also am an and answer any apart are at attend attendance attending available be both
    but can can't cancel cannot cant certain come coming count decline declining definitely don't each every
    everything except for four from glad gladly go going happily happy have i i'd i'll i'm i've in is it join
    joining just know last make may maybe me meeting meetings might miss my never no nope not of okay on one
    ones only or other others our out participate participation perhaps please pleasure possibly rest seat
    session sessions skip sorry still sure take tentative tentatively thank thanks that the them there these
    they this those three time to today too two unable unavailable unfortunately unsure us we we'll we're will
    with won't wont yeah yep yes yet you
"""
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True)
class SaidAnswer:
    """What somebody answers. `by_number` says it by meeting (0 is every meeting not named); `words` are what is left:
    words of a title, or of something else altogether.
    """

    by_number: Mapping[int, Choice]
    words: frozenset[str]

    @property
    def whole(self) -> Choice | None:
        """The answer to the whole session, where no meeting is named."""
        return self.by_number.get(0) if set(self.by_number) == {0} else None

    def names(self, title: str) -> bool:
        """Whether what is left are words of this title, each of them."""
        return self.words <= frozenset(_words(title))

    def choices(self, numbers: Sequence[int]) -> dict[int, Choice] | None:
        """The answer by meeting number; None where a meeting is named that is not among these."""
        named = {(numbers[-1] if n == LAST and numbers else n): choice for n, choice in self.by_number.items() if n}
        if not set(named) <= set(numbers):
            return None
        others = dict.fromkeys(numbers, self.by_number[0]) if 0 in self.by_number else {}
        return others | named


def read(text: str) -> SaidAnswer | None:
    """The answer in these words; None where there is none."""
    plain = plainly(text)
    found: dict[int, Choice] = {}
    choice: Choice | None = None
    for clause in _CLAUSES.split(_EXCEPT.sub("; not ", plain)):
        choice = _choice(clause) or choice
        if choice is None or not _words(clause):
            continue
        numbers = [_number(one) for one in _NUMBER.finditer(clause)]
        for number in numbers or ([0] if 0 not in found else []):
            found[number] = choice
        if numbers and choice is Choice.COMING and _ONLY.search(clause):
            found.setdefault(0, Choice.NOT)
    left = frozenset(_words(_NUMBER.sub(" ", plain))) - _SMALL
    return SaidAnswer(found, left) if found else None


def _choice(clause: str) -> Choice | None:
    for pattern, choice in ((_MAYBE, Choice.MAYBE), (_NOT, Choice.NOT), (_COMING, Choice.COMING)):
        if pattern.search(clause):
            return choice
    return None


def _number(found: re.Match[str]) -> int:
    return int(found[1]) if found[1] else _ORDINALS[found[2] or found[3]]


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", plainly(text))
