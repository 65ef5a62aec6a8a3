"""Who holds an item: what looks like a company, a role or a person, and what only looks like the rest of a title."""

import re
from collections.abc import Collection

from bot.agenda.reading.text import level
from bot.agenda.reading.vocabulary import COLUMNS, REMARKS, ROLES, TALKS, TOPICS
from bot.when.normalise import fold

_LABEL = re.compile(r"^\s*([^\W\d_][^:]{0,28}?|#)\s?(?::|\s-+\s)\s*(.*)$", re.DOTALL)
NAMELESS_SCRIPT = re.compile(r"[\u0600-\u06ff\u3400-\u9fff]")
"""Letters of scripts that know no capitals, so that nothing marks a name."""
_BETWEEN = re.compile(r"\s+(?:and|et|y|und|и|with|&|\+)\s+|\s*[,;/&+|]\s*")
_SMALL = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "et",
        "von",
        "der",
        "und",
        "für",
        "y",
        "del",
        "и",
        "the",
    ]
)
_PREFIX = re.compile(
    r"(?:w/|(?:(?:presented|led|moderated|facilitated|introduced|hosted|chaired|given|delivered) )?by|"
    r"(?:présentée?|animée?|modérée?) par|(?:presentad[oa]|moderad[oa]|facilitad[oa]) por|a cargo de|"
    r"(?:vorgestellt|moderiert|präsentiert) (?:von|durch))\s+",
    re.IGNORECASE,
)
_BY = re.compile(
    r"[,\s]\s?\(?(?:w/|"
    r"(?:(?:presented|led|moderated|facilitated|introduced|hosted|chaired|given|delivered) )?by|"
    r"(?:présentée?|animée?|modérée?) par|par|(?:presentad[oa]|moderad[oa]|facilitad[oa]) por|a cargo de|por|"
    r"(?:vorgestellt|moderiert|präsentiert) (?:von|durch)|von|durch)\s+(?=[^()]{2,60}$)",
    re.IGNORECASE,
)

_MENTIONED = re.compile(r"(?<=\S)\s+(?:@[\w.-]*\w(?:\s*[,;/&+]\s*|\s+(?:(?:and|et|y|und|и)\s+)?)?)+$")

_ENGLISH = frozenset(
    [
        *("expert", "experts", "advisor", "advisors", "team", "guest", "guests", "host", "hosts", "chair", "moderator"),
        *("facilitator", "speaker", "speakers", "member", "members", "participant", "participants", "nominee"),
        *("nominees", "investor", "organisation", "coordinator", "all", "everyone"),
    ]
)
_BODY = re.compile(r"the (?:[A-Z][\w'’.-]+ ){1,5}[a-z]+(?: for| of|$)")
"""A body by its name: "the High Commissioner's office"."""
_BESIDE = frozenset(
    ("and", "of", "from", "for", "at", "to", "in", "with", "or", "the", "on", "company", "companies", "lead")
)
"""Words that may follow a role without changing what it is."""


_APART = re.compile(r"([^*_]*[\w?!)])\s+([*_]{1,3})(?=\S)([^*_]{2,60})(?<=\S)\2$")


def labelled(text: str) -> tuple[str, str]:
    """What a text says about an item by the word before its colon ("owner", "links"), and the rest; else ("", text)."""
    found = _LABEL.match(level(text))
    what = COLUMNS.get(fold(found[1].strip()), "") if found else ""
    if not found or not what or (":" not in level(text)[: found.start(2)] and what != "owner"):
        return "", text
    return what, text[found.start(2) :].strip()


def known(text: str, names: Collection[str]) -> bool:
    """Every part of the text is one of these folded names."""
    parts = [fold(part.strip()) for part in _BETWEEN.split(level(text)) if part.strip()]
    return bool(parts) and all(part in names for part in parts)


def role(text: str) -> bool:
    """It is a role in a meeting, perhaps with an article, a company or a number: "the facilitator", "HPE nominee 1"."""
    words = fold(level(text))
    found = ROLES.search(words)
    return (
        found is not None
        and not _qualifies(level(text), found)
        and len(words.split()) <= 5
        and not TOPICS.search(words)
        and not TALKS.search(words)
        and not re.search(r"[?!:|,]|\s[-/]+\s", level(text))
    )


def _qualifies(text: str, found: re.Match[str]) -> bool:
    """The role only says whose: "expert reflections" are no expert. In French and Spanish such a word stays one."""
    first, *following = text.split() or [""]
    return (
        found.start() == 0
        and found[0] == fold(first)
        and found[0] in _ENGLISH
        and len(following) > 0
        and following[0].isalpha()
        and following[0].islower()
        and following[0] not in _BESIDE
        and not ROLES.search(fold(following[0]))
    )


def bracketed(text: str, title: str, names: Collection[str] = ()) -> bool:
    """What stood in brackets behind a title, or after "by", names who holds it."""
    plain = level(unprefixed(text.strip())).strip()
    words = fold(plain)
    if not any(char.isalpha() for char in plain) or len(plain) > 90 or re.search(r"[?!:]", plain):
        return False
    if known(text, names):
        return True
    if REMARKS.search(words) or _initials(plain, title):
        return False
    if role(text):
        return True
    parts = [part for part in _BETWEEN.split(plain) if part.strip()]
    return all(_name(part, longest=8) or role(part) for part in parts)


def after_dash(text: str, names: Collection[str] = ()) -> bool:
    """What stood after a dash or a comma, or alone on a line, names who holds the item: a stricter look."""
    plain = level(unprefixed(text.strip())).strip()
    words = fold(plain)
    if known(text, names):
        return True
    if (
        not any(char.isalpha() for char in plain)
        or len(plain) > 90
        or re.search(r"[?!:.]", plain)
        or REMARKS.search(words)
        or TALKS.fullmatch(words)
    ):
        return False
    if role(text):
        return True
    parts = [part for part in _BETWEEN.split(plain) if part.strip()]
    return (
        not TOPICS.search(words)
        and not NAMELESS_SCRIPT.search(plain)
        and all(_name(part, longest=4) or (len(parts) > 1 and role(part)) for part in parts)
    )


def by(text: str, names: Collection[str] = ()) -> tuple[str, str] | None:
    """The title and the owner of "Briefing by expert advisor 1"."""
    plain = level(text)
    if mentioned := _MENTIONED.search(plain):
        return text[: mentioned.start()], re.sub(r"(?<!\S)@(?=\S)", "", text[mentioned.start() :]).strip()
    for found in reversed([*_BY.finditer(plain, 2)]):
        owner = text[found.end() :].strip()
        if re.search(r"\s-+\s|[|/]\s", level(owner)):
            continue
        if (bracketed(owner, "", names) or _BODY.match(owner)) and not TOPICS.search(fold(owner)):
            return text[: found.start()], owner
    return None


def below(text: str, names: Collection[str] = ()) -> str:
    """Who holds the item above a line such as "Led by expert advisor 3", else nothing."""
    owner = unprefixed(text)
    return owner if owner != text.strip() and bracketed(owner, "", names) else ""


def set_apart(text: str, names: Collection[str] = ()) -> str:
    """The text with a dash before a name that only bold or italics part from the title: "Opening **B-Tech**"."""
    found = _APART.match(text)
    if not found or not after_dash(found[3], names):
        return text
    return f"{found[1]} – {found[3]}"


def unprefixed(text: str) -> str:
    """The name in "moderated by the facilitator"."""
    found = _PREFIX.match(level(text))
    return text[found.end() :].strip() if found else text


def _name(part: str, *, longest: int) -> bool:
    """A name: every word begins like one; scripts without capitals are taken at their word when short."""
    words = part.split()
    if not words or len(words) > longest:
        return False
    if NAMELESS_SCRIPT.search(part):
        return len(part) <= 30
    return all(word[0].isupper() or not word[0].isalpha() or word in _SMALL for word in words) and any(
        word[0].isupper() for word in words
    )


def _initials(text: str, title: str) -> bool:
    """An abbreviation that only repeats the title: "UN Guiding Principles (UNGPs)"."""
    short = re.sub(r"[^A-Z]", "", text)
    if len(short) < 2 or " " in text or len(short) < len(text) - 2:
        return False
    letters = iter("".join(word if word.isupper() else word[0] for word in re.findall(r"\w+", title)).upper())
    return all(letter in letters for letter in short)
