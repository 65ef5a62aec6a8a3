"""Words that move a meeting: a day or time behind them is the new one only where "to" stands before it."""

from bot.when.languages import Language
from bot.when.result import Ask, Reason
from bot.when.tokens import MOVES, ONTO, SAYS_WHEN, Token

_PASSED = ".,yu"


def moved_from(tokens: list[Token], language: Language) -> Ask | None:
    """A question where words for moving are not followed by "to" and this day: "move Thursday 3pm"."""
    moves = next((place for place, token in enumerate(tokens) if token.kind == MOVES), None)
    first = next((place for place, token in enumerate(tokens) if token.kind in SAYS_WHEN), None)
    if moves is None or first is None or _is_target(tokens[:first], language):
        return None
    return Ask(Reason.VAGUE, {"words": f"{tokens[moves].text} {tokens[first].text}"})


def is_onto(tokens: list[Token], place: int) -> bool:
    """The "to" at this place says where to a meeting is moved: a word for moving is there, and no day before it."""
    return any(token.kind == MOVES for token in tokens) and not any(token.kind in SAYS_WHEN for token in tokens[:place])


def _is_target(before: list[Token], language: Language) -> bool:
    """What stands before the first day or time ends in "to"."""
    for token in reversed(before):
        if token.kind in "-f" or token.kind == ONTO or token.text == "на":
            return True
        if token.kind not in _PASSED:
            return token.kind == "@" and language.code == "fr"
    return False
