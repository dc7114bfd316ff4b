from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from bot.calendar.rhythm import Vacation
from bot.calendar.vacations import BadVacations, read_vacations, write_vacations
from bot.calendar.zones import zone

BERLIN = zone("Europe/Berlin")
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)


def read(text: str) -> list[str]:
    return [f"{one.first}..{one.last}" for one in read_vacations(text, MONDAY, BERLIN)]


@pytest.mark.parametrize(
    ("text", "vacation"),
    [
        ("2026-12-24..2027-01-02", "2026-12-24..2027-01-02"),
        ("2026-12-24 - 2027-01-02", "2026-12-24..2027-01-02"),
        ("2026-12-24 to 2027-01-02", "2026-12-24..2027-01-02"),
        ("24 Dec - 2 Jan", "2026-12-24..2027-01-02"),
        ("24 Dec – 2 Jan", "2026-12-24..2027-01-02"),
        ("from Dec. 24th until Jan. 2nd", "2026-12-24..2027-01-02"),
        ("24 December 2026 through 2 January 2027", "2026-12-24..2027-01-02"),
        ("24.12.-2.1.", "2026-12-24..2027-01-02"),
        ("24.12. - 2.1.2027", "2026-12-24..2027-01-02"),
        ("24-28 Dec", "2026-12-24..2026-12-28"),
        ("28 - 2 Jan", "2026-12-28..2027-01-02"),
        ("Dec 24 - 28", "2026-12-24..2026-12-28"),
        ("24 Dec", "2026-12-24..2026-12-24"),
        ("2026-12-24", "2026-12-24..2026-12-24"),
        ("tomorrow", "2026-11-24..2026-11-24"),
        ("tomorrow - Friday", "2026-11-24..2026-11-27"),
        ("next week", "2026-11-30..2026-12-04"),
        # Only one way round is a date, or a vacation of a sane length.
        ("12/10 - 14/10", "2027-10-12..2027-10-14"),
        # Going on today, ending today, beginning today; and the next one that is a year ahead.
        ("20 Nov - 27 Nov", "2026-11-20..2026-11-27"),
        ("2026-11-20..2026-11-23", "2026-11-20..2026-11-23"),
        ("23 Nov - 24 Nov", "2026-11-23..2026-11-24"),
        ("20 Nov - 22 Nov", "2027-11-20..2027-11-22"),
        # Years say that it is meant.
        ("2026-12-01..2027-11-30", "2026-12-01..2027-11-30"),
    ],
)
def test_a_vacation_as_people_write_it(text: str, vacation: str) -> None:
    assert read(text) == [vacation]


def test_several_lines_come_back_in_order_and_once() -> None:
    text = "\n 24 Dec - 2 Jan \n\n1 Dec\n2026-12-24..2027-01-02\n"
    assert read(text) == ["2026-12-01..2026-12-01", "2026-12-24..2027-01-02"]
    assert read("  \n") == []


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("sometime", "vacation_unreadable", 1),
        ("24 Dec - whenever", "vacation_unreadable", 1),
        ("-", "vacation_unreadable", 1),
        ("31 Feb - 2 Mar", "vacation_unreadable", 1),
        ("x" * 200, "vacation_unreadable", 1),
        ("2027-01-02..2026-12-24", "vacation_backwards", 1),
        ("1 Dec\n2026-10-01..2026-10-05", "vacation_past", 2),
        ("2026-12-01..2027-12-02", "vacation_too_long", 1),
        ("20 Dec - 27 Nov", "vacation_years_missing", 1),
        ("3/12 - 5/12", "vacation_ambiguous", 1),
        ("12/10", "vacation_ambiguous", 1),
        ("\n".join(f"2027-01-{day:02}" for day in range(1, 32)), "vacation_too_many", 21),
    ],
)
def test_what_is_no_vacation_is_refused(text: str, code: str, line: int) -> None:
    with pytest.raises(BadVacations) as refused:
        read(text)
    assert (refused.value.code, refused.value.line, str(refused.value)) == (code, line, code)


def test_what_is_written_is_not_over_and_reads_back() -> None:
    over = Vacation(first=date(2026, 11, 1), last=date(2026, 11, 22))
    going_on = Vacation(first=date(2026, 11, 20), last=date(2026, 11, 23))
    coming = Vacation(first=date(2026, 12, 24), last=date(2027, 1, 2))
    day = Vacation(first=date(2027, 2, 1), last=date(2027, 2, 1))
    written = write_vacations((day, coming, over, going_on), MONDAY.date())
    assert written.splitlines() == [
        "20 Nov 2026 to 23 Nov 2026",
        "24 Dec 2026 to 2 Jan 2027",
        "1 Feb 2027",
    ]
    assert read_vacations(written, MONDAY, BERLIN) == (going_on, coming, day)


@given(first=st.dates(date(2025, 12, 1), date(2030, 1, 1)), days=st.integers(0, 365))
def test_whatever_is_written_reads_back(first: date, days: int) -> None:
    vacation = Vacation(first=first, last=first + timedelta(days=days))
    written = write_vacations((vacation,), MONDAY.date())
    assert read_vacations(written, MONDAY, BERLIN) == ((vacation,) if written else ())
