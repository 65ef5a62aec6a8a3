"""Words for the last moment something can happen: "by Friday noon" names a moment, though not when a meeting begins."""

from bot.when.tokens import Token

_AROUND = ".,yv?"
LIMITS = frozenset(
    "by|no later than|before|until|till|bis|bis zum|bis um|spätestens|vor|d ici|avant|au plus tard|jusqu à|jusqu au|antes de|"
    "antes del|hasta|hasta el|a más tardar|до|не позднее|не позже|к|ко|قبل|حتى|بحلول|之前|以前|前".split("|")
)


def without_limit(tokens: list[Token]) -> list[Token] | None:
    """The tokens without such a word at their beginning, or in Chinese at their end; none where there is none."""
    known = [place for place, token in enumerate(tokens) if token.kind not in _AROUND]
    if not known:
        return None
    for place in (known[0], known[-1]):
        behind = place == known[-1]
        if tokens[place].kind in "~-AIB" and tokens[place].text.lower() in LIMITS and (tokens[place].text in _CHINESE) == behind:
            return [*tokens[:place], *tokens[place + 1 :]]
    return None


_CHINESE = ("之前", "以前", "前")
