import subprocess
import sys
from datetime import date

import pytest

from bot.calendar.public_holidays import countries, public_holidays


@pytest.mark.parametrize(
    ("country", "day"),
    [
        ("DE", date(2026, 10, 3)),
        ("US", date(2026, 11, 26)),
        # 4 July 2026 is a Saturday, observed on the Friday.
        ("US", date(2026, 7, 3)),
        ("FR", date(2027, 7, 14)),
        ("JP", date(2027, 11, 3)),
    ],
)
def test_public_holidays_are_known(country: str, day: date) -> None:
    assert day in public_holidays(country, day.year)


def test_a_holiday_of_a_region_is_none_of_the_country() -> None:
    assert date(2027, 1, 6) not in public_holidays("DE", 2027)


def test_an_unknown_country_has_none() -> None:
    assert public_holidays("XX", 2026) == frozenset()


def test_countries_by_name() -> None:
    named = countries()
    assert len(named) > 200
    assert list(named) == sorted(named, key=lambda one: one[1])
    assert {
        ("DE", "Germany"),
        ("US", "United States"),
        ("BA", "Bosnia and Herzegovina"),
        ("TL", "Timor-Leste"),
    } <= set(named)
    assert len({code for code, _ in named}) == len(named)


def test_every_country_listed_has_a_calendar() -> None:
    empty = [code for code, _ in countries() if not public_holidays(code, 2026)]
    # Uninhabited islands, and a country at war that moved its holidays to working days.
    assert set(empty) <= {"BV", "HM", "IO", "UA"}


def test_the_library_is_not_loaded_before_it_is_asked() -> None:
    program = (
        "import sys, bot.calendar.cadence, bot.calendar.etiquette; print('holidays' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "False"
