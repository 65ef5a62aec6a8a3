"""The languages we read: the six of the United Nations, and German."""

from bot.when.languages.ar import ARABIC
from bot.when.languages.base import Language
from bot.when.languages.de import GERMAN
from bot.when.languages.en import ENGLISH
from bot.when.languages.es import SPANISH
from bot.when.languages.fr import FRENCH
from bot.when.languages.ru import RUSSIAN
from bot.when.languages.zh import CHINESE

LANGUAGES: dict[str, Language] = {
    language.code: language for language in (ENGLISH, FRENCH, SPANISH, ARABIC, CHINESE, RUSSIAN, GERMAN)
}

__all__ = ["LANGUAGES", "Language"]
