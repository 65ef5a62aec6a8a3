"""Names of cities and countries, and the zones their clocks keep.

The table is made by scripts/make_cities.py from GeoNames (https://www.geonames.org, CC BY 4.0) and Unicode CLDR.
"""

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

Zones = tuple[str, ...]
"""One zone, or up to three when the name alone does not say which."""


@cache
def names() -> dict[str, Zones]:
    """Every folded name with its zones."""
    document = json.loads(Path(__file__).with_name("cities.json").read_text(encoding="utf-8"))
    table: dict[str, Zones] = {}
    for zones, listed in document["zones"].items():
        table.update(dict.fromkeys(listed.split("|"), tuple(zones.split(","))))
    return table


def zones_of(name: str, forms: Callable[[str], tuple[str, ...]] | None = None) -> Zones:
    """The zones of a folded name, tried in each of its forms; empty when it is no place we know."""
    table = names()
    if found := table.get(name):
        return found
    if forms is not None:
        for form in forms(name):
            if found := table.get(form):
                return found
    return ()


def named(zone: str) -> str:
    """What people call a zone: its city, or its distance from UTC ("America/New_York", "Etc/GMT-2")."""
    _, _, last = zone.rpartition("/")
    if zone.startswith("Etc/GMT") and last[3:]:
        return f"UTC{'+' if last[3] == '-' else '-'}{last[4:]}"
    return last.replace("_", " ")


def at(run: str, place: int) -> int:
    """Length of the longest name of two or more characters that stands at this place of a run without spaces."""
    table = names()
    for length in range(min(8, len(run) - place), 1, -1):
        if run[place : place + length] in table:
            return length
    return 0
