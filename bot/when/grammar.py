"""Rules over the letters of tokens: a pattern finds a stretch of letters, a builder puts one token in its place.

In a pattern a space stands for any fillers and breaks between two tokens ("on", "the", a comma).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.when.languages import Language
from bot.when.result import Ask, Reason
from bot.when.tokens import BAD, Token


@dataclass(frozen=True, slots=True)
class Said:
    """Who speaks: the moment on their clock, the day it is for them, and their language."""

    now: datetime
    language: Language


Builder = Callable[[list[Token], Said], Token | list[Token] | None]


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern over letters, and what to put in place of what it finds (None: leave it)."""

    pattern: re.Pattern[str]
    needs: str
    """A letter without which the pattern cannot match: a quick test."""
    build: Builder


def rule(pattern: str, build: Builder, needs: str = "") -> Rule:
    """A rule from its notation."""
    return Rule(re.compile(pattern.replace(" ", "[.,]*")), needs, build)


def reduce(tokens: list[Token], rules: Sequence[Rule], said: Said) -> list[Token]:
    """The tokens after each rule has been applied, in order, wherever it fits."""
    letters = "".join(token.kind for token in tokens)
    for each in rules:
        if each.needs and each.needs not in letters:
            continue
        position = 0
        while found := each.pattern.search(letters, position):
            first, last = found.span()
            if last == first:
                break
            parts = [token for token in tokens[first:last] if token.kind not in ".,"]
            made = each.build(parts, said)
            if made is None:
                position = first + 1
                continue
            fresh = made if isinstance(made, list) else [made]
            tokens = tokens[:first] + fresh + tokens[last:]
            letters = "".join(token.kind for token in tokens)
            position = first + (1 if not isinstance(made, list) else len(fresh))
    return tokens


def bad(reason: Reason, parts: Sequence[Token], **values: str) -> Token:
    """A token that says what to ask about these words."""
    words = words_of(parts)
    return Token(BAD, Ask(reason, {"words": words, **values}), words)


def words_of(parts: Sequence[Token]) -> str:
    """The words as they were typed."""
    return " ".join(part.text for part in parts)
