"""Public holidays by country, from the holidays library, which is kept up to date with the laws."""

from datetime import date
from functools import cache, lru_cache

# Names that the library writes together, without their marks, or otherwise than people look for.
_NAMES = {
    "AX": "Åland Islands",
    "CW": "Curaçao",
    "GW": "Guinea-Bissau",
    "HK": "Hong Kong",
    "PS": "Palestine",
    "RE": "Réunion",
    "BL": "Saint Barthélemy",
    "ST": "São Tomé and Príncipe",
    "SY": "Syria",
    "TL": "Timor-Leste",
    "CD": "DR Congo",
}
_SMALL_WORDS = frozenset({"and", "of", "the"})


@cache
def countries() -> tuple[tuple[str, str], ...]:
    """Return (ISO 3166-1 alpha-2 code, English name) of each country known, by name."""
    from holidays.registry import COUNTRIES

    named = ((entry[1], _NAMES.get(entry[1], _title(key))) for key, entry in COUNTRIES.items())
    return tuple(sorted(named, key=lambda country: country[1]))


@lru_cache(maxsize=1024)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Return the public holidays of that year in the whole of the country.

    None for a country the library does not know (any more): it may forget one that somebody chose.
    Holidays of regions are left out, and moving ones are estimates until a country announces them.
    """
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, years=year, expand=False))
    except NotImplementedError:
        return frozenset()


def _title(key: str) -> str:
    words = key.split("_")
    return " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in words)
