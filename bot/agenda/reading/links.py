"""Links to pre-reads in a line: Markdown, angle brackets, or bare."""

import re

_LINK = re.compile(
    r"\[(?P<words>[^\[\]\n]{0,200})\]\(<?(?P<marked>(?:https?://|www\.)(?:[^\s()<>]|\([^\s()]*\))+)>?(?:\s+\"[^\"\n]{0,100}\")?\)"
    r"|<(?P<angle>(?:https?://|www\.)[^\s<>|]+)(?:\|(?P<label>[^<>\n]{0,200}))?>"
    r"|(?P<bare>\b(?:https?://|www\.)[^\s<>|\"\uff08\uff09\u3002\uff0c]+)",
    re.IGNORECASE,
)
_CLOSING = {")": "(", "]": "[", "}": "{"}


_SET_APART = re.compile(r"\w.*[:：(\[（|–—-]\s*$", re.DOTALL)

_BETWEEN = re.compile(r"\s*[,;&/·|]?\s*(?:and|et|und|y|и)?\s*")


def cut(text: str) -> tuple[str, list[str], list[str]]:
    """The text without its links, the links in order, and what they are called.

    The words of a link stay in the text where they are part of it, as in "Discussion of [the guidance](…)"; where they
    stand behind a colon or a dash or in brackets they are the name of a paper.
    """
    if "://" not in text and "www." not in text.lower():
        return text, [], []
    links: list[str] = []
    names: list[str] = []
    apart = 0

    def take(found: re.Match[str]) -> str:
        if bare := found["bare"]:
            url = _ended(bare)
            links.append(url)
            return bare[len(url) :]
        links.append(found["marked"] or found["angle"])
        words = found["words"] or found["label"] or ""
        nonlocal apart
        listed = apart and _BETWEEN.fullmatch(text[apart : found.start()])
        if not listed and not _SET_APART.search(text[: found.start()]):
            return words
        apart = found.end()
        names.extend([words] if words.strip() else [])
        return ""

    return _LINK.sub(take, text), links, names


def _ended(url: str) -> str:
    """A bare address without the full stop or bracket that belongs to the sentence around it."""
    while url and (
        url[-1] in ".,;:!?'*_" or (url[-1] in _CLOSING and url.count(_CLOSING[url[-1]]) < url.count(url[-1]))
    ):
        url = url[:-1]
    return url
