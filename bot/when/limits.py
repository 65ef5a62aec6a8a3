"""Words for the last moment something can happen: "by Friday noon" names a moment, though not when a meeting begins."""

from bot.when.tokens import Token

_AROUND = ".,yv?"
_LIMITS = frozenset(
    {
        *("by", "no later than", "before", "until", "till"),
        *("d ici", "avant", "au plus tard", "jusqu à", "jusqu au"),
        *("antes de", "antes del", "hasta", "hasta el", "hasta las", "a más tardar"),
        *("bis", "bis zum", "bis um", "spätestens", "vor"),
        *("до", "не позднее", "не позже", "к", "ко"),
        *("قبل", "حتى", "بحلول"),
    }
)
_BEHIND = ("之前", "以前", "前")
"""Chinese words stand behind the moment."""


def without_limit(tokens: list[Token]) -> list[Token] | None:
    """The tokens without such a word at their beginning, or in Chinese at their end; none where there is none."""
    known = [place for place, token in enumerate(tokens) if token.kind not in _AROUND]
    if not known:
        return None
    for place, words in ((known[0], _LIMITS), (known[-1], _BEHIND)):
        if tokens[place].kind in "~-AIB" and tokens[place].text.lower() in words:
            return [*tokens[:place], *tokens[place + 1 :]]
    return None
