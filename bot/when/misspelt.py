"""Names of weekdays and months with one slip in them: a letter wrong, missing, doubled, or two letters swapped."""

from functools import lru_cache


@lru_cache(maxsize=2048)
def meant(word: str, names: tuple[str, ...]) -> str:
    """The one name this word is a slip of; empty when there is none, or more than one, or the word is short."""
    if len(word) < 5:
        return ""
    near = [name for name in names if word[0] == name[0] and abs(len(word) - len(name)) <= 1 and _one_slip(word, name)]
    return near[0] if len(near) == 1 else ""


def _one_slip(word: str, name: str) -> bool:
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    rest, wanted = word[start:], name[start:]
    return (
        rest[1:] == wanted
        or rest == wanted[1:]
        or rest[1:] == wanted[1:]
        or (len(rest) > 1 and rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:])
    )
