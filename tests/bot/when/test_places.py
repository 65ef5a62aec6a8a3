"""Every duty station of the United Nations is a zone by its name; a name that two places share is asked about."""

import pytest

from bot.when import cities, zones
from bot.when.normalise import fold
from bot.when.rules_of_time import zone_of

STATIONS = [
    "Geneva",
    "New_York",
    "Vienna",
    "Nairobi",
    "Addis_Ababa",
    "Bangkok",
    "Beirut",
    "Santiago",
    "The_Hague",
    "Paris",
    "Rome",
    "Bern",
    "London",
    "Montreal",
    "Bonn",
    "Copenhagen",
    "Madrid",
    "Turin",
    "Brindisi",
    "Valencia",
    "Entebbe",
    "Amman",
    "Cairo",
    "Dakar",
    "Panama_City",
    "Bogota",
    "Lima",
    "Brasilia",
    "Mexico_City",
    "Port_of_Spain",
    "Kingston",
    "Tokyo",
    "Beijing",
    "New_Delhi",
    "Islamabad",
    "Dhaka",
    "Kathmandu",
    "Kabul",
    "Manila",
    "Jakarta",
    "Suva",
    "Apia",
    "Johannesburg",
    "Pretoria",
    "Abuja",
    "Accra",
    "Yaounde",
    "Libreville",
    "Kinshasa",
    "Bamako",
    "Juba",
    "Khartoum",
    "Tunis",
    "Rabat",
    "Baghdad",
    "Jerusalem",
    "Gaza",
    "Nicosia",
    "Pristina",
    "Almaty",
    "Ankara",
    "Istanbul",
    "Tashkent",
    "Moscow",
    "Kyiv",
    "Brussels",
    "Budapest",
    "Warsaw",
    "Lisbon",
    "Dublin",
    "Seoul",
]


@pytest.mark.parametrize("station", STATIONS)
def test_a_duty_station_is_one_zone(station: str) -> None:
    assert len(cities.zones_of(fold(station.replace("_", " ")))) == 1


@pytest.mark.parametrize("name", ["Женева", "جنيف", "日内瓦", "Genf", "Ginebra", "Genève"])
def test_geneva_is_known_in_every_language(name: str) -> None:
    assert cities.zones_of(fold(name)) == ("Europe/Zurich",)


@pytest.mark.parametrize("name", ["San José", "Springfield", "Birmingham", "Washington"])
def test_a_shared_name_keeps_all_its_zones(name: str) -> None:
    assert len(cities.zones_of(fold(name))) > 1


@pytest.mark.parametrize("word", ["march", "reading", "mobile", "nice", "may", "sunday"])
def test_an_ordinary_word_is_no_city(word: str) -> None:
    assert cities.zones_of(word) == ()


def test_every_zone_of_the_tables_exists() -> None:
    named = {zone for found in cities.names().values() for zone in found}
    named |= {zone for found in (*zones.SEASONAL.values(), *zones.ANY_SEASON.values()) for zone in found}
    named |= set(zones.ODD_OFFSETS.values())
    assert {zone for zone in named if zone_of(zone) is None} == set()
