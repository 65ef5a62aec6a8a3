"""Every sentence a person reads goes through here, so that it can be said in their language.

`_` looks a sentence up in the language being spoken, `n_` one that counts, and `N_` marks one that is looked up later.
Placeholders are named: `%(title)s`.
"""

import gettext
import re
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from babel.lists import format_list

from bot.chat import Span, Spans

LANGUAGES = ("en",)
"""Languages there is a catalogue for; the first is the one the sentences are written in."""

_PLACE = re.compile(r"%\((\w+)\)s")
_locale: ContextVar[str] = ContextVar("locale", default=LANGUAGES[0])


@lru_cache(1024)
def language(locale: str) -> str:
    """The language we speak that comes closest to this locale ("fr-CH" is "fr")."""
    wanted = locale.replace("_", "-").partition("-")[0].lower()
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


@contextmanager
def speaking(locale: str) -> Generator[str]:
    """Within this block sentences are in the language closest to `locale`."""
    chosen = language(locale)
    token = _locale.set(chosen)
    try:
        yield chosen
    finally:
        _locale.reset(token)


def spoken() -> str:
    """The language being spoken now."""
    return _locale.get()


def _(sentence: str) -> str:
    """The sentence in the language being spoken."""
    return _catalogue(_locale.get()).gettext(sentence)


def n_(one: str, many: str, count: int) -> str:
    """The sentence that fits this count, with `%(count)s` filled in."""
    return _catalogue(_locale.get()).ngettext(one, many, count).replace("%(count)s", str(count))


def N_(sentence: str) -> str:
    """Marks a sentence for translation and leaves it as it is."""
    return sentence


def spans(template: str, **values: Span | Spans) -> Spans:
    """A translated template with spans in its places: `spans(_("%(title)s begins %(when)s"), title=…, when=…)`."""
    found: list[Span] = []
    for index, piece in enumerate(_PLACE.split(template)):
        value: Span | Spans = values[piece] if index % 2 else piece
        found.extend(value if isinstance(value, tuple) else (value,))
    return tuple(span for span in found if span != "")


def listing(items: Iterable[str]) -> str:
    """ "a, b and c", as the language being spoken writes it."""
    return format_list([*items], locale=_locale.get())


@lru_cache
def _catalogue(locale: str) -> gettext.NullTranslations:
    return gettext.translation("convener", Path(__file__).parent / "locale", [locale], fallback=True)
