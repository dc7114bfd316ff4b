import pytest

from bot.calendar.zone_names import known_zones, zone_called
from bot.calendar.zones import UnknownZone, zone


def test_the_names_are_those_of_iana_and_each_is_a_zone() -> None:
    names = known_zones()
    assert {"Europe/Berlin", "Asia/Calcutta", "UTC", "Etc/GMT+5"} <= names
    assert not names & {"Factory", "localtime", "posixrules", "posix/UTC", "right/UTC"}
    assert all(zone(name).key == name for name in names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Europe/Madrid", "Europe/Madrid"),
        ("europe/madrid ", "Europe/Madrid"),
        ("Madrid", "Europe/Madrid"),
        ("new york", "America/New_York"),
        ("utc", "UTC"),
        ("Japan", "Asia/Tokyo"),
        # A city keeps its own name also where its clocks are those of another.
        ("Copenhagen", "Europe/Copenhagen"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        # Two names of one zone.
        ("Istanbul", "Europe/Istanbul"),
        ("Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("Nicosia", "Asia/Nicosia"),
        ("Louisville", "America/Kentucky/Louisville"),
        ("Samoa", "Pacific/Samoa"),
    ],
)
def test_a_zone_by_its_name_or_its_city(text: str, name: str) -> None:
    assert zone_called(text) == name


@pytest.mark.parametrize("text", ["", "Madrid time", "Atlantis", "West", "Eastern", "Factory"])
def test_what_names_no_zone_or_several_is_refused(text: str) -> None:
    with pytest.raises(UnknownZone):
        zone_called(text)
