"""Whose clock is meant: abbreviations, offsets, IANA names and cities, each as one zone or as a question."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from bot.when.cities import named, zones_of
from bot.when.normalise import fold
from bot.when.result import Reason
from bot.when.rules_of_time import happenings, zone_of

OWN = "own"
ANY_SEASON = {
    "ET": ("America/New_York",),
    "CT": ("America/Chicago",),
    "MT": ("America/Denver",),
    "PT": ("America/Los_Angeles",),
    "CE": ("Europe/Brussels",),
}
"""Words that name a zone all year round ("Eastern time")."""
FIXED = {"UTC": "UTC", "GMT": "UTC", "Z": "UTC", "TU": "UTC", "UT": "UTC"}
SEASONAL: dict[str, tuple[str, ...]] = {
    "CET": ("Europe/Brussels",),
    "CEST": ("Europe/Brussels",),
    "MEZ": ("Europe/Berlin",),
    "MESZ": ("Europe/Berlin",),
    "HEC": ("Europe/Paris",),
    "HNEC": ("Europe/Paris",),
    "HAEC": ("Europe/Paris",),
    "WET": ("Europe/Lisbon",),
    "WEST": ("Europe/Lisbon",),
    "EET": ("Europe/Helsinki",),
    "EEST": ("Europe/Helsinki",),
    "BST": ("Europe/London",),
    "MSK": ("Europe/Moscow",),
    "TRT": ("Europe/Istanbul",),
    "EST": ("America/New_York",),
    "EDT": ("America/New_York",),
    "CDT": ("America/Chicago", "America/Havana"),
    "CST": ("America/Chicago", "Asia/Shanghai", "America/Havana"),
    "MST": ("America/Denver",),
    "MDT": ("America/Denver",),
    "PST": ("America/Los_Angeles",),
    "PDT": ("America/Los_Angeles",),
    "AKST": ("America/Anchorage",),
    "AKDT": ("America/Anchorage",),
    "HST": ("Pacific/Honolulu",),
    "AST": ("America/Halifax", "Asia/Riyadh"),
    "ADT": ("America/Halifax",),
    "NST": ("America/St_Johns",),
    "BRT": ("America/Sao_Paulo",),
    "ART": ("America/Argentina/Buenos_Aires",),
    "CLT": ("America/Santiago",),
    "COT": ("America/Bogota",),
    "PET": ("America/Lima",),
    "EAT": ("Africa/Nairobi",),
    "CAT": ("Africa/Maputo",),
    "WAT": ("Africa/Lagos",),
    "SAST": ("Africa/Johannesburg",),
    "IST": ("Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"),
    "IDT": ("Asia/Jerusalem",),
    "PKT": ("Asia/Karachi",),
    "NPT": ("Asia/Kathmandu",),
    "GST": ("Asia/Dubai",),
    "JST": ("Asia/Tokyo",),
    "KST": ("Asia/Seoul",),
    "HKT": ("Asia/Hong_Kong",),
    "SGT": ("Asia/Singapore",),
    "PHT": ("Asia/Manila",),
    "ICT": ("Asia/Bangkok",),
    "WIB": ("Asia/Jakarta",),
    "AWST": ("Australia/Perth",),
    "ACST": ("Australia/Adelaide",),
    "ACDT": ("Australia/Adelaide",),
    "AEST": ("Australia/Sydney",),
    "AEDT": ("Australia/Sydney",),
    "NZST": ("Pacific/Auckland",),
    "NZDT": ("Pacific/Auckland",),
}
"""Abbreviations, and the zones that may be meant. The speaker's own zone comes first when it uses the abbreviation."""
SAME_AS = {"MEZ": "CET", "MESZ": "CEST", "HEC": "CET", "HNEC": "CET", "HAEC": "CEST"}
UNNAMED = {
    "TRT": 180, "BRT": -180, "ART": -180, "CLT": -240, "COT": -300, "PET": -300, "NPT": 345, "GST": 240, "SGT": 480,
    "PHT": 480, "ICT": 420,
}  # fmt: skip
"""Minutes from UTC of abbreviations that people use and the IANA rules do not."""
ODD_OFFSETS = {
    330: "Asia/Kolkata", 345: "Asia/Kathmandu", 210: "Asia/Tehran", 270: "Asia/Kabul", 390: "Asia/Yangon",
    570: "Australia/Darwin", 525: "Australia/Eucla", -570: "Pacific/Marquesas",
}  # fmt: skip
"""Zones that keep an offset of part of an hour all year: there is no `Etc/` name for these."""
_LOWER = frozenset({"utc", "gmt", "cet", "cest", "mesz", "msk", "edt", "pdt", "aest", "sast"})


@dataclass(frozen=True, slots=True)
class Choice:
    """What a zone word comes to: the zones it may be, how it was written, and what to ask when it is not one."""

    zones: tuple[str, ...]
    words: str
    reason: Reason | None = None
    offset: int | None = None
    """Minutes from UTC that the word itself says ("CET"), to be compared with the clocks there; without a zone it is a
    distance that none keeps all year ("UTC+10:30").
    """


def is_abbreviation(word: str) -> bool:
    """This is an abbreviation of a zone: in capitals, except the few nobody mistakes for a word."""
    return (
        word.isupper() and (word in SEASONAL or word in ANY_SEASON or word in FIXED) and word not in ("CE", "Z", "TU")
    ) or (word.lower() in _LOWER)


def understood(words: str, zone: str) -> bool:
    """These words alone are read as this zone: a city that stands for it everywhere, or a distance from UTC."""
    offset = re.fullmatch(r"(?:UTC|GMT) ?[+-] ?[\d:]+", words)
    return words in ("UTC", "GMT") or offset is not None or zones_of(fold(words)) == (zone,)


def called(words: str, zone: str, own: str) -> str:
    """What to call a clock from now on, that was named by these words; `own` is what its people call it.

    An abbreviation is right in one season only, and "heure suisse" is not understood in the next language: what stays
    is the name of a city that stands for this zone everywhere, a distance from UTC, or UTC itself.
    """
    if not words or understood(words, zone):
        return words or own
    return own or named(zone)


def choice_of(code: str, words: str, own: str, wall: datetime) -> Choice:
    """The zones meant by an abbreviation, offset or IANA name at this wall time, for a person in `own`."""
    if code == OWN:
        return Choice((own,), "")
    if code == "GMT" and _names(own, wall) & {"BST", "WEST", "IST"}:
        return Choice((own,), words, Reason.OUT_OF_SEASON)
    if code in FIXED:
        return Choice((FIXED[code],), words)
    if code in ANY_SEASON:
        return Choice((own,) if code == "CE" and _names(own, wall) & {"CET", "CEST"} else ANY_SEASON[code], words)
    if "/" in code:
        return Choice((code,), words) if zone_of(code) else Choice((), words, Reason.UNKNOWN_ZONE)
    if code in SEASONAL:
        return _seasonal(code, words, own, wall)
    return _offset(code, words)


def _seasonal(code: str, words: str, own: str, wall: datetime) -> Choice:
    name = SAME_AS.get(code, code)
    if name in _names(own, wall):
        return Choice((own,), words, offset=_offset_named(name, own, wall))
    zones = SEASONAL[code]
    if len(zones) > 1:
        return Choice(zones, words, Reason.AMBIGUOUS_ZONE)
    there = SEASONAL[code][0]
    if code in UNNAMED:
        usual = UNNAMED[code]
        fits = [moment for moment in _moments(there, wall) if moment.utcoffset() == timedelta(minutes=usual)]
        return Choice(zones, words, None if fits else Reason.OUT_OF_SEASON)
    if name in _names(there, wall):
        return Choice(zones, words, offset=_offset_named(name, there, wall))
    return Choice(zones, words, Reason.OUT_OF_SEASON)


def _moments(zone: str, wall: datetime) -> tuple[datetime, ...]:
    found = zone_of(zone)
    if found is None:
        return ()
    return happenings(wall, found) or (wall.replace(tzinfo=found),)


def _names(zone: str, wall: datetime) -> set[str]:
    return {moment.tzname() or "" for moment in _moments(zone, wall)}


def _offset_named(name: str, zone: str, wall: datetime) -> int | None:
    for moment in _moments(zone, wall):
        offset = moment.utcoffset()
        if moment.tzname() == name and offset is not None:
            return int(offset.total_seconds()) // 60
    return None


@lru_cache(maxsize=256)
def _offset(code: str, words: str) -> Choice:
    found = re.search(r"([+-])\s?(\d{1,2}):?([0-5]\d)?$", code)
    if found is None:
        return Choice((), words, Reason.UNKNOWN_ZONE)
    base = 180 if code.lower().startswith("мск") else 0
    minutes = base + (int(found[2]) * 60 + int(found[3] or 0)) * (1 if found[1] == "+" else -1)
    if minutes == 0:
        return Choice(("UTC",), words)
    if minutes % 60 == 0 and -12 * 60 <= minutes <= 14 * 60:
        return Choice((f"Etc/GMT{-minutes // 60:+d}",), words)
    if minutes in ODD_OFFSETS:
        return Choice((ODD_OFFSETS[minutes],), words)
    return Choice((), words, Reason.UNKNOWN_ZONE, minutes)
