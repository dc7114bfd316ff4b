"""Sealing: everything opens in its place, and nothing opens anywhere else."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, strategies as st

from storage import Unsealable, WrongMasterKey
from storage.sealing import Keys, Sealer, place
from storage.sqlite import SqliteConnection

KEY = bytes(range(32))
PLACES = st.builds(
    place,
    st.sampled_from(["answer", "conversation", "outbox"]),
    st.uuids().map(lambda name: name.hex),
    st.sampled_from(["said", "state", "details"]),
    st.uuids().map(lambda name: name.hex),
    st.text(),
)


@given(plain=st.binary(), where=PLACES)
def test_what_was_sealed_opens_in_its_place(plain: bytes, where: bytes) -> None:
    sealed = Sealer(KEY).seal(plain, where)
    assert Sealer(KEY).unseal(sealed, where) == plain
    assert len(plain) < 8 or plain not in sealed


@given(plain=st.binary(), where=PLACES, other=PLACES)
def test_it_opens_nowhere_else(plain: bytes, where: bytes, other: bytes) -> None:
    sealed = Sealer(KEY).seal(plain, where)
    if other != where:
        with pytest.raises(Unsealable):
            Sealer(KEY).unseal(sealed, other)
    with pytest.raises(Unsealable):
        Sealer(bytes(32)).unseal(sealed, where)


@given(plain=st.binary(max_size=64), where=PLACES, data=st.data())
def test_any_changed_or_missing_byte_is_noticed(
    plain: bytes, where: bytes, data: st.DataObject
) -> None:
    sealed = Sealer(KEY).seal(plain, where)
    at = data.draw(st.integers(0, len(sealed) - 1))
    flip = data.draw(st.integers(1, 255))
    damaged = sealed[:at] + bytes([sealed[at] ^ flip]) + sealed[at + 1 :]
    for bad in (damaged, sealed[:at]):
        with pytest.raises(Unsealable):
            Sealer(KEY).unseal(bad, where)


def test_the_same_words_never_look_the_same_twice() -> None:
    assert len({Sealer(KEY).seal(b"same", b"place") for _ in range(100)}) == 100


@given(workspace=st.text(), other=st.text())
def test_a_wrapped_key_opens_for_its_person_alone(workspace: str, other: str) -> None:
    keys = Keys(KEY)
    wrapped = keys.make(workspace, "a")
    sealed = keys.unwrap(workspace, "a", wrapped).seal(b"words", b"place")
    assert Keys(KEY).unwrap(workspace, "a", wrapped).unseal(sealed, b"place") == b"words"
    strangers = {("b", workspace), ("a", other)} - {("a", workspace)}
    for person, there in strangers:
        with pytest.raises(Unsealable):
            keys.unwrap(there, person, wrapped)


def test_few_keys_are_kept_in_memory_and_a_forgotten_one_is_not() -> None:
    keys = Keys(KEY)
    for number in range(5000):
        keys.make("T1", str(number))
    held = [number for number in range(5000) if keys.held("T1", str(number))]
    assert len(held) <= 1024
    assert held[-1] == 4999
    keys.forget("T1", "4999")
    assert keys.held("T1", "4999") is None


def test_a_master_key_is_known_again() -> None:
    value = Keys(KEY).check_value()
    Keys(KEY).check(value)
    with pytest.raises(WrongMasterKey):
        Keys(bytes(32)).check(value)


ZONES = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=ZONES)  # noqa: DTZ001 - zones are drawn


@given(st.lists(MOMENTS, max_size=20))
def test_sqlites_moments_sort_as_text(moments: list[datetime]) -> None:
    connection = SqliteConnection.__new__(SqliteConnection)
    written = [connection.moment(moment) for moment in moments]
    read = [connection.read_moment(text) for text in sorted(written)]
    assert read == sorted(moments)
    assert all(moment.tzinfo is UTC for moment in read)
