"""Days that are commemorated: "Human Rights Day, 10 December" is a title and its date."""

from bot.when import specs
from bot.when.tokens import Token

_TURNED = frozenset("~A!<I|")
"""Words that say the day before it, the day after it, or another."""


def is_commemorated(tokens: list[Token], place: int) -> bool:
    """The word "Day" at this place ends the name of one, or "Tag" begins it, and its date is written out."""
    letters = [token.kind for token in tokens]
    dated = any(isinstance(token.value, specs.MonthDay | specs.Exact | specs.Figures) for token in tokens)
    if not dated or _TURNED & set(letters):
        return False
    after = letters[place + 1 : place + 2]
    if tokens[place].text == "Day":
        return place > 0 and letters[place - 1] in "w?#" and after in (["D"], [","])
    return tokens[place].text == "Tag" and place == 0 and after == ["o"] and "," in letters[: letters.index("D")]
