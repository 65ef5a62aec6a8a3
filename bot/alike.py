"""How alike the words that somebody wrote are to phrases we know: for slips of the pen."""

import difflib
import re

CLOSE = 0.75
"""How alike words must be (1 is the same) for one to be taken for the other."""
SAME = 0.85
"""How alike single words must be, which have fewer letters to tell them by."""
_WORD = re.compile(r"\w+")


class Heard:
    """What somebody wrote, in small letters, prepared once to be compared with everything we know."""

    def __init__(self, text: str) -> None:
        self._words: list[str] = _WORD.findall(text)
        self._each = [_matcher(word) for word in dict.fromkeys(self._words)]
        self._beginnings: dict[int, difflib.SequenceMatcher[str]] = {}
        self._known: dict[str, bool] = {}

    def likeness(self, phrase: str) -> float:
        """How much of a phrase these words have: all at their beginning, or its longer words anywhere; 0 where that
        is less than `CLOSE`.
        """
        wanted: list[str] = _WORD.findall(phrase)
        if len(wanted) not in self._beginnings:
            self._beginnings[len(wanted)] = _matcher(" ".join(self._words[: len(wanted)]))
        beginning = _alike(" ".join(wanted), self._beginnings[len(wanted)], CLOSE)
        telling = [word for word in wanted if len(word) > 3]
        if telling and all(map(self._has, telling)):
            beginning = max(beginning, CLOSE + len(telling) / 100)
        return beginning

    def _has(self, word: str) -> bool:
        if word not in self._known:
            self._known[word] = any(_alike(word, one, SAME) > SAME for one in self._each)
        return self._known[word]


def _matcher(heard: str) -> difflib.SequenceMatcher[str]:
    return difflib.SequenceMatcher(None, "", heard)


def _alike(known: str, heard: difflib.SequenceMatcher[str], least: float) -> float:
    """How alike they are, 0 where that is less than `least`. What costs little is asked first: a long message would
    otherwise hold up everybody for a second.
    """
    heard.set_seq1(known)
    if heard.real_quick_ratio() < least or heard.quick_ratio() < least:
        return 0
    ratio = heard.ratio()
    return ratio if ratio >= least else 0
