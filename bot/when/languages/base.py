"""What a language brings: its words by kind, its order of day and month, and a few habits of its clock."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from bot.when.normalise import clean, fold

Meaning = tuple[tuple[str, Any], ...]
"""The tokens a phrase stands for: kind and value of each."""


@dataclass(frozen=True, eq=False)
class Language:
    """One language, as tables. To add a language is to write one of these."""

    code: str
    words: Mapping[str, Meaning]
    """Phrases in any spelling, and what they mean."""
    order: str = "DMY"
    """Order of day, month and year in figures; empty where people differ, and we ask."""
    ordinal: str = ""
    """What follows the figures of a day: a regular expression, such as `st|nd|rd|th`."""
    spaced: bool = True
    """Words are separated by spaces."""
    prefixes: tuple[str, ...] = ()
    """Letters written together with the next word (Arabic)."""
    hour_is_clock: bool = False
    """"15 hours" is a time of day where nothing says that it is a length."""
    week_starts: tuple[int, ...] = (0,)
    """First days of the week in use among its speakers: 0 is Monday."""
    prepare: Callable[[str], str] = field(default=lambda text: text)
    """A last change of the cleaned text before it is cut (Chinese numerals)."""
    gatherings: frozenset[str] = frozenset()
    """Folded plurals that are counted in a series: six "meetings"."""
    patterns: tuple[tuple[str, str], ...] = ()
    """Further regular expressions and the kind of token each makes from its group 1."""
    endings: Callable[[str], tuple[str, ...]] = field(default=lambda word: (word,))
    """Forms under which the name of a city may be listed ("Женеве": "Женева")."""

    @cached_property
    def phrases(self) -> dict[str, list[tuple[tuple[str, ...], Meaning]]]:
        """Folded phrases by their first word, longest first."""
        found: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
        for phrase, meaning in self.words.items():
            parts = tuple(re.findall(r"[^\W_]+|[^\w\s]", fold(clean(phrase))))
            found.setdefault(parts[0], []).append((parts, meaning))
        for choices in found.values():
            choices.sort(key=lambda choice: -len(choice[0]))
        return found

    @cached_property
    def run(self) -> dict[str, Meaning]:
        """Folded phrases without spaces, for languages that write none."""
        return {fold(clean(phrase)).replace(" ", ""): meaning for phrase, meaning in self.words.items()}

    @cached_property
    def longest(self) -> int:
        """Letters in the longest phrase."""
        return max(map(len, self.run))

    @cached_property
    def words_by_fold(self) -> dict[str, Meaning]:
        """Folded phrases and what they mean."""
        return {fold(phrase): meaning for phrase, meaning in self.words.items()}

    def named(self, kinds: str) -> dict[str, Any]:
        """Words that stand for one token of these kinds, and what each is worth."""
        return {
            word: meaning[0][1] for word, meaning in self.words.items() if len(meaning) == 1 and meaning[0][0] in kinds
        }

    @cached_property
    def calendar_names(self) -> tuple[str, ...]:
        """Names of months and weekdays long enough to be recognised when misspelt."""
        return tuple(sorted(fold(phrase) for phrase in self.named("MW") if len(phrase) >= 6 and " " not in phrase))


def table(*rows: tuple[str, Any, str]) -> dict[str, Meaning]:
    """Rows of kind, value and phrases ("|" between them), as a table by phrase. Later rows win."""
    return {phrase: ((kind, value),) for kind, value, phrases in rows for phrase in phrases.split("|")}


def listed(kind: str, first: int, phrases: str) -> dict[str, Meaning]:
    """Phrases that count upwards, separated by commas; "|" between the forms of one."""
    return {
        form: ((kind, value),)
        for value, forms in enumerate(phrases.split(","), first)
        for form in forms.strip().split("|")
    }


def clocks_of(frame: str, **zones: str) -> dict[str, Meaning]:
    """Adjectives of countries with one zone, in a frame such as "{} time"; "Europe_Zurich" is the IANA name."""
    return {
        frame.format(form): (("z", zone.replace("_", "/", 1)),)
        for zone, forms in zones.items()
        for form in forms.split("|")
    }


def gatherings(forms: str) -> frozenset[str]:
    """Words for several meetings ("|" between them), folded."""
    return frozenset(fold(form) for form in forms.split("|"))


def phrase(forms: str, *meaning: tuple[str, Any]) -> dict[str, Meaning]:
    """Phrases ("|" between them) that stand for several tokens at once."""
    return dict.fromkeys(forms.split("|"), meaning)
