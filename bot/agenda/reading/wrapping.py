"""What programs wrap around a pasted agenda: the marks of a quoted e-mail, pictures in the place of bullets."""

import re
from collections.abc import Sequence

_QUOTE = re.compile(r"^\s*(?:[>|]\s?)*>(?:\s|$)")
_PICTURE = re.compile(
    r"^(\s*)(?:[-*•]\s+)?(?:[0-9#*]\ufe0f?\u20e3|[\u2190-\u21ff\u231a-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f1e6-\U0001faff]"
    r"[\ufe0e\ufe0f\u200d\u2640\u2642\U0001f3fb-\U0001f3ff]*)+\s+(?=\S)"
)


def unquoted(lines: Sequence[str]) -> list[str]:
    """The lines without the marks of a quotation, where more than one line carries them."""
    quoted = [bool(_QUOTE.match(line)) for line in lines]
    if sum(quoted) < 2:
        return [*lines]
    return [_QUOTE.sub("", line) if marked else line for line, marked in zip(lines, quoted, strict=True)]


def bulleted(lines: Sequence[str]) -> list[str]:
    """The lines with plain bullets where most begin with a picture; a picture here or there belongs to its title."""
    begun = sum(bool(_PICTURE.match(line)) for line in lines)
    if begun < 2 or begun * 2 < sum(bool(line.strip()) for line in lines):
        return [*lines]
    return [_PICTURE.sub(r"\1• ", line) for line in lines]
