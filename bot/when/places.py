"""Rules that turn "Geneva time", "heure de Genève", "по Женеве", "北京时间" and a city beside a clock into a zone."""

from bot.when.grammar import Rule, Said, rule
from bot.when.tokens import ZONE, Token


def _city(parts: list[Token], said: Said) -> Token | None:
    city = next(part for part in parts if part.kind == "G")
    return Token(ZONE, city.value, city.text)


def _beside(parts: list[Token], said: Said) -> list[Token] | None:
    """A city beside a clock: capitalised, or in a script without capitals."""
    clock, city = parts[0], parts[-1]
    return [clock, Token(ZONE, city.value, city.text)] if _is_name(city) else None


def _before(parts: list[Token], said: Said) -> list[Token] | None:
    clock, city = parts[-1], parts[0]
    return [Token(ZONE, city.value, city.text), clock] if _is_name(city) else None


def _is_name(city: Token) -> bool:
    return not city.text[:1].islower()


def _russian(parts: list[Token], said: Said) -> Token | None:
    """ "по Женеве" """
    return _city(parts, said) if said.language.code == "ru" and parts[0].text != "-" else None


def _russian_zone(parts: list[Token], said: Said) -> Token | None:
    """ "по московскому времени" """
    return parts[1] if said.language.code == "ru" and parts[0].text != "-" else None


def _zone_time(parts: list[Token], said: Said) -> Token | None:
    """ "CET time", "heure GMT": the zone alone says it."""
    return next(part for part in parts if part.kind == "z")


def _local(parts: list[Token], said: Said) -> Token | None:
    """ "Geneva local time", "local Geneva time"."""
    said_local = parts[0].text.lower() == "local" or parts[-1].text.lower() == "local time"
    return _city(parts, said) if said_local else None


PLACES: tuple[Rule, ...] = (
    rule(r"wGZ|G!", _local, "G"),
    rule(r"[Z2]e?[oiyF.]*G[.]?Z?", _city, "G"),
    rule(r"-?[.]?GZ", _city, "G"),
    rule(r"[Z2][oF.]*z|zZ", _zone_time, "z"),
    rule(r"-G", _russian, "G"),
    rule(r"-z", _russian_zone, "z"),
)
BESIDE: tuple[Rule, ...] = (
    rule(r"[TX] [oi@]?[.]*G", _beside, "G"),
    rule(r"(?<!v)G[.,]*[TX]", _before, "G"),
)
