"""From cleaned text to tokens: figures by regular expressions, words by the tables of the language."""

import re
from functools import lru_cache

from bot.when import cities, zones
from bot.when.figures import FIGURES, figures
from bot.when.languages import LANGUAGES, Language
from bot.when.languages.base import Meaning
from bot.when.misspelt import meant
from bot.when.normalise import fold
from bot.when.tokens import (
    BREAK,
    CITY,
    FILLER,
    LENGTH,
    MONTH,
    SAYING,
    TO,
    WORD,
    ZONE,
    Length,
    Token,
)

_REST = r"""
|(?P<number>\d+)
|(?P<word>(?:(?!第\s?\d)[^\W\d_])+)
|(?P<mark>\S)
"""


@lru_cache
def _scanner(language: Language) -> re.Pattern[str]:
    own = "".join(f"|(?P<own{n}>{pattern})" for n, (_, pattern) in enumerate(language.patterns))
    # German "am" is "on the": "15:00 am 20. Mai".
    half = r"[ap]m" if language.code == "de" else r"\s?[ap]\.?\s?m"
    ordinal = rf"|(?P<ordinal>(?<![\d:.])\d{{1,2}}(?:{language.ordinal})(?!\w))" if language.ordinal else ""
    figures = FIGURES.replace("MERIDIEM", half)
    return re.compile(f"(?:{figures}{own}{ordinal}{_REST})", re.VERBOSE | re.IGNORECASE)


_CLOCKS = ("clock", "ampm", "hclock", "hours", "pointed")
"""Names of the scanner's groups for times."""


class _Atom:
    """A match of the scanner: its group's name, text, folded text, and whether it touches what stands before."""

    __slots__ = ("folded", "group", "span", "text", "tight")

    def __init__(self, found: re.Match[str], before: int) -> None:
        self.group = found.lastgroup or "mark"
        self.text = found.group()
        self.folded = fold(self.text) if self.group == "word" else self.text.lower()
        self.span = found.span()
        self.tight = found.start() == before


def tokens_of(text: str, language: Language) -> list[Token]:
    """The tokens of a cleaned text."""
    text = language.prepare(text)
    atoms: list[_Atom] = []
    before = 0
    for found in _scanner(language).finditer(text):
        atoms.append(_Atom(found, before))
        before = found.end()
    return _Cutter(language, _joined(atoms, language)).tokens()


def _joined(atoms: list[_Atom], language: Language) -> list[_Atom]:
    """The atoms without the marks inside words: apostrophes, and hyphens between letters ("après-demain"); a hyphen
    between two months or two weekdays says "to".
    """
    kept: list[_Atom] = []
    for place, atom in enumerate(atoms):
        if atom.text in "-'’" and 0 < place < len(atoms) - 1:
            left, right = atoms[place - 1], atoms[place + 1]
            if left.group == right.group == "word" and atom.tight and right.tight:
                kinds = [language.words_by_fold.get(side.folded, (("", 0),))[0][0] for side in (left, right)]
                if kinds not in (["M", "M"], ["W", "W"]):
                    continue
        kept.append(atom)
    return kept


class _Cutter:
    """Walks over the atoms and looks up the longest phrase at each."""

    def __init__(self, language: Language, atoms: list[_Atom]) -> None:
        self.language = language
        self.atoms = atoms
        self.made: list[Token] = []

    def tokens(self) -> list[Token]:
        place = 0
        while place < len(self.atoms):
            place += self._take(place)
        return self.made

    def _take(self, place: int) -> int:
        atom = self.atoms[place]
        if atom.group in ("word", "number", "mark"):
            if atom.group == "word":
                length = self._city(place, shortest=2)
                known = self._phrase(place)
                if length > known[1]:
                    return length
            else:
                known = self._phrase(place)
            if known[0] is not None:
                self._add(known[0], place, known[1])
                return known[1]
        if atom.group == "word":
            return self._code(place) or self._word(place)
        if atom.group == "mark":
            self._mark(place)
        else:
            self.made.extend(figures(atom.group, atom.text, self.language, atom.tight))
        return 1

    def _phrase(self, place: int) -> tuple[Meaning | None, int]:
        atom = self.atoms[place]
        best = self._longest(self.language, place)
        if (
            best[0] is None
            and atom.group == "word"
            and atom.text.isascii()
            and self.language.code in ("ru", "ar", "zh")
        ):
            return self._longest(LANGUAGES["en"], place)
        return best

    def _longest(self, language: Language, place: int) -> tuple[Meaning | None, int]:
        for parts, meaning in language.phrases.get(self.atoms[place].folded, ()):
            if len(parts) > len(self.atoms) - place:
                continue
            if all(self.atoms[place + n].folded == part for n, part in enumerate(parts)):
                if len(parts) == 1 and self._is_just_a_word(place, meaning):
                    continue
                return meaning, len(parts)
        return None, 0

    def _is_just_a_word(self, place: int, meaning: Meaning) -> bool:
        """Short German names of weekdays ("so", "die") count only as in "Do, 14.": capital, then a mark or figure.

        A short word in capitals is the name of a zone rather than a verb: IST is not "ist", nor EST "est".
        """
        atom = self.atoms[place]
        if zones.is_abbreviation(atom.text) and place and self.atoms[place - 1].group in (*_CLOCKS, "number", "mark"):
            return True  # "15h CET" is not "cet"
        if meaning[0][0] == SAYING and len(atom.text) <= 4 and atom.text.isascii() and atom.text.isupper():
            return len(atom.text) > 1
        if self.language.code != "de" or meaning[0][0] != "W" or len(atom.text) > 4:
            return False
        after = self.atoms[place + 1] if place + 1 < len(self.atoms) else None
        return not (atom.text[0].isupper() and after is not None and after.group != "word")

    def _add(self, meaning: Meaning, place: int, length: int) -> None:
        words = " ".join(atom.text for atom in self.atoms[place : place + length])
        for kind, value in meaning:
            self.made.append(Token(kind, Length(*value) if kind == LENGTH else value, words, self.atoms[place].tight))

    def _city(self, place: int, shortest: int = 1) -> int:
        words: list[str] = []
        for atom in self.atoms[place : place + 4]:
            if atom.group != "word":
                break
            words.append(atom.folded)
        for length in range(len(words), shortest - 1, -1):
            found = cities.zones_of(" ".join(words[:length]), self.language.endings)
            if found:
                text = " ".join(atom.text for atom in self.atoms[place : place + length])
                self.made.append(Token(CITY, found, text, self.atoms[place].tight))
                return length
        return 0

    def _code(self, place: int) -> int:
        """ "Q1", "G20", "COP30": letters that are no word of ours, and a number that touches them, are one name."""
        atom, after = self.atoms[place], self.atoms[place + 1] if place + 1 < len(self.atoms) else None
        if after is None or after.group != "number" or not after.tight or len(atom.text) > 4 or not atom.text.isupper():
            return 0
        if zones.is_abbreviation(atom.text) or not self.language.spaced:
            return 0
        self.made.append(Token(WORD, 0, atom.text + after.text, atom.tight))
        return 2

    def _word(self, place: int) -> int:
        atom = self.atoms[place]
        if not self.language.spaced and not atom.text.isascii():
            self._run(atom)
            return 1
        if zones.is_abbreviation(atom.text):
            self.made.append(Token(ZONE, atom.text.upper(), atom.text, atom.tight))
            return 1
        for prefix in self.language.prefixes:
            if len(atom.folded) > len(prefix) + 1 and atom.folded.startswith(prefix):
                whole, atom.folded = atom.folded, atom.folded.removeprefix(prefix)
                meaning, length = self._longest(self.language, place)
                if meaning is None and prefix in ("ب", "ل") and (length := self._city(place)):
                    return length
                if meaning is not None:
                    if prefix.startswith("و"):
                        self.made.append(Token("&", 0, prefix, atom.tight))
                    self._add(meaning, place, length)
                    return length
                atom.folded = whole
        if length := self._city(place):
            return length
        if name := meant(atom.folded, self.language.calendar_names):
            kind, value = self.language.words_by_fold[name][0]
            self.made.append(Token(kind, value, atom.text, atom.tight))
            self.made.append(Token(BREAK, name, name))  # says that the word before is misspelt
            return 1
        self.made.append(Token(WORD, 0, atom.text, atom.tight))
        return 1

    def _run(self, atom: _Atom) -> None:
        """A run of characters without spaces: the longest phrase at each, cities, or unknown characters."""
        run, place, tight = atom.folded, 0, atom.tight
        while place < len(run):
            name = cities.at(run, place)
            known = self._piece(run, place)
            if name and name >= known:
                city = run[place : place + name]
                self.made.append(Token(CITY, cities.zones_of(city), city, tight))
            elif known:
                piece = run[place : place + known]
                for kind, value in self.language.run[piece]:
                    self.made.append(Token(kind, Length(*value) if kind == LENGTH else value, piece, tight))
            elif self.made and self.made[-1].kind == WORD and tight:
                self.made[-1] = Token(WORD, 0, self.made[-1].text + run[place], self.made[-1].tight)
            else:
                self.made.append(Token(WORD, 0, run[place], tight))
            place += max(1, known, name if name >= known else 0)
            tight = True

    def _piece(self, run: str, place: int) -> int:
        """Length of the longest phrase that stands at this place of a run, 0 when there is none."""
        for length in range(min(self.language.longest, len(run) - place), 0, -1):
            if run[place : place + length] in self.language.run:
                return length
        return 0

    def _is_month(self, atom: _Atom) -> bool:
        meaning = self.language.words_by_fold.get(atom.folded)
        return meaning is not None and meaning[0][0] == MONTH

    def _is_bound(self, place: int) -> bool:
        """ "9am+", ">9:00": from then on, or before."""
        atom, after = self.atoms[place], self.atoms[place + 1] if place + 1 < len(self.atoms) else None
        before = self.atoms[place - 1] if place else None
        if atom.text in "<>":
            return after is not None and after.tight and after.group in _CLOCKS
        counts = after is not None and after.group in (*_CLOCKS, "number")
        return atom.text == "+" and atom.tight and before is not None and before.group in _CLOCKS and not counts

    def _mark(self, place: int) -> None:
        atom = self.atoms[place]
        before = self.atoms[place - 1] if place else None
        if atom.text == "." and atom.tight and before is not None and before.group == "word" and len(before.text) <= 5:
            return  # an abbreviation: "15 ч. 30 мин."
        if atom.text == "-":
            left = self.atoms[place - 1] if place else None
            right = self.atoms[place + 1] if place + 1 < len(self.atoms) else None
            joined = atom.tight and right is not None and right.tight
            sides = {left and left.group, right and right.group}
            months = [each for each in (left, right) if each is not None and self._is_month(each)]
            between_words = joined and bool(months) and "number" in sides  # 12-Feb-2027
            self.made.append(Token(FILLER if between_words else TO, 0, "-", joined))
        elif atom.text == "&":
            self.made.append(Token("&", 0, "&"))
        elif atom.text == "#":
            self.made.append(Token("#", 0, "#"))
        elif atom.text == "±" or self._is_bound(place):
            self.made.append(Token("~", 0, atom.text))
        elif atom.text == "/":
            self.made.append(Token("/", 0, "/"))
        elif atom.text == "~":
            after = self.atoms[place + 1] if place + 1 < len(self.atoms) else None
            span = before is not None and after is not None and {before.group, after.group} <= {"clock", "number"}
            self.made.append(Token(TO, 0, "-", True) if span else Token("~", 0, "~"))
        else:
            self.made.append(Token(BREAK, 0, atom.text, atom.tight))
