"""Which time zones there are, and the one that somebody names by its city."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from zoneinfo import available_timezones

from bot.calendar.zones import UnknownZone

# Files that lie among the zones of a system and are none of IANA's.
_NO_ZONES = frozenset({"Factory", "localtime", "posixrules"})


@cache
def known_zones() -> frozenset[str]:
    """Return the IANA names, with those of old; none of a system's other spellings."""
    return frozenset(available_timezones()) - _NO_ZONES


def zone_called(text: str) -> str:
    """Return the IANA name of a zone named by it or by its city, in any case: "buenos aires".

    Raises UnknownZone for what names none, or places with clocks of their own.
    """
    wanted = text.strip().casefold().replace(" ", "_")
    exact = next((name for name in known_zones() if name.casefold() == wanted), None)
    if exact:
        return exact if "/" in exact or exact == "UTC" else _links().get(exact, exact)
    found = {name for name in known_zones() if name.casefold().rpartition("/")[2] == wanted}
    if len(found) == 1:
        return found.pop()
    # "Istanbul" lies in Asia and in Europe: two names of one zone.
    meant = {_links().get(name, name) for name in found}
    if len(meant) != 1:
        raise UnknownZone("no zone of that name")
    return min(meant & found or found)


@cache
def _links() -> Mapping[str, str]:
    """The zone that each further name means, by that name, from the tzdata package."""
    lines = files("tzdata.zoneinfo").joinpath("tzdata.zi").read_text("utf-8").splitlines()
    links = (line.split() for line in lines if line.startswith("L "))
    return {name: zone for _, zone, name in links}
