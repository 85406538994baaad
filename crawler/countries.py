"""Where an outlet is: its country by the end of its host's name, its time zone by its country."""

from functools import cache
from importlib.resources import files

from babel import Locale

from crawler.urls import bare

# Where a name's end and the country's code differ.
CODES = {"uk": "GB", "su": "RU"}
# Ends that are sold to everybody, whatever country they were meant for.
SOLD = frozenset("ai cc co eu fm io la me tv ws".split())
# Countries of several zones: the one that their national outlets write their times in.
CAPITALS = {
    "AU": "Australia/Sydney", "BR": "America/Sao_Paulo", "CA": "America/Toronto",
    "CN": "Asia/Shanghai", "DE": "Europe/Berlin", "ES": "Europe/Madrid", "ID": "Asia/Jakarta",
    "KZ": "Asia/Almaty", "MN": "Asia/Ulaanbaatar", "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland", "PT": "Europe/Lisbon", "RU": "Europe/Moscow", "UA": "Europe/Kyiv",
    "US": "America/New_York", "UZ": "Asia/Tashkent",
}  # fmt: skip
NOWHERE = "ZZ"  # what ISO 3166 leaves to its users and CLDR uses for an unknown place
# The two sides of what our readers want to hear about: an outlet is searched for the other one.
SIDES = ("VN", "KZ")


def country_of(host: str) -> str:
    """ "ZZ" for a name that belongs to no country."""
    end = bare(host).rpartition(".")[2]
    code = CODES.get(end, end.upper())
    return code if end not in SOLD and code in _zones() else NOWHERE


def zone_of(country: str) -> str:
    """ "UTC" where the country does not tell."""
    zones = _zones().get(country, ())
    return CAPITALS.get(country) or (zones[0] if len(zones) == 1 else "UTC")


def search_words(country: str, language: str) -> tuple[str, ...]:
    """What to search an outlet for: the sides' names in its language, but for its own country."""
    names = Locale.parse(language).territories
    return tuple(names[side] for side in SIDES if side != country)


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Zones by country, from the time zone database's own table."""
    table: dict[str, tuple[str, ...]] = {}
    text = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, _, zone, *_ = line.split("\t")
            table[code] = (*table.get(code, ()), zone)
    return table
