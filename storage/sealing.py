"""Sealing what people type: AES-256-GCM with a key of each person's own, wrapped by a master key.

A sealed value is `version (1 byte) | nonce (12) | ciphertext and tag`. The associated data names
the table, row, column, person and workspace, so a value opens only where it was written.
"""

import os
from collections import OrderedDict
from threading import Lock
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.errors import Unsealable, WrongMasterKey

KEY_BYTES: Final = 32
_VERSION: Final = b"\x01"
_NONCE_BYTES: Final = 12
_SMALLEST: Final = 1 + _NONCE_BYTES + 16
WRAPPED_BYTES: Final = _SMALLEST + KEY_BYTES
_KEYS_IN_MEMORY: Final = 1024
_CHECK: Final = b"parley"
_CHECK_PLACE: Final = b"key_check"


class Sealer:
    """Opens and closes values with one key."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, plain: bytes, place: bytes) -> bytes:
        """The sealed value; `place` says where it will be kept."""
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._cipher.encrypt(nonce, plain, place)

    def unseal(self, sealed: bytes, place: bytes) -> bytes:
        """The plain value; raises Unsealable when it was not sealed so for this place."""
        if len(sealed) < _SMALLEST or sealed[:1] != _VERSION:
            raise Unsealable("A sealed value has an unknown format")
        nonce, closed = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        try:
            return self._cipher.decrypt(nonce, closed, place)
        except InvalidTag:
            raise Unsealable("A sealed value does not open in its place") from None


def place(table: str, row: str, column: str, person: str, workspace: str) -> bytes:
    """Where a value is kept, as associated data.

    Only the last part comes from outside, so no two places read the same.
    """
    return f"{table}\0{row}\0{column}\0{person}\0{workspace}".encode()


class Keys:
    """The keys of people: made, wrapped, and the last used ones kept unwrapped in memory.

    Safe to use from several threads.
    """

    def __init__(self, master_key: bytes) -> None:
        if len(master_key) != KEY_BYTES:
            raise WrongMasterKey(f"The master key must be {KEY_BYTES} bytes")
        self._master = Sealer(master_key)
        self._open: OrderedDict[tuple[str, str], Sealer] = OrderedDict()
        self._lock = Lock()

    def make(self, workspace: str, person: str) -> bytes:
        """A new key for the person, wrapped."""
        key = AESGCM.generate_key(KEY_BYTES * 8)
        self._keep((workspace, person), Sealer(key))
        return self._master.seal(key, place("person", person, "wrapped_key", person, workspace))

    def wrap_new(self, where: bytes) -> bytes:
        """A new key that is nobody's own, wrapped for its place; it is not kept in memory."""
        return self._master.seal(AESGCM.generate_key(KEY_BYTES * 8), where)

    def unwrap_for(self, where: bytes, wrapped: bytes) -> bytes:
        """Such a key itself; raises Unsealable."""
        return self._master.unseal(wrapped, where)

    def held(self, workspace: str, person: str) -> Sealer | None:
        """The person's sealer if it is in memory."""
        with self._lock:
            sealer = self._open.get((workspace, person))
            if sealer is not None:
                self._open.move_to_end((workspace, person))
            return sealer

    def unwrap(self, workspace: str, person: str, wrapped: bytes) -> Sealer:
        """The person's sealer from the wrapped key; raises Unsealable."""
        where = place("person", person, "wrapped_key", person, workspace)
        sealer = Sealer(self._master.unseal(wrapped, where))
        self._keep((workspace, person), sealer)
        return sealer

    def forget(self, workspace: str, person: str) -> None:
        """Drop the person's key from memory."""
        with self._lock:
            self._open.pop((workspace, person), None)

    def check_value(self) -> bytes:
        """A value by which this master key is known again."""
        return self._master.seal(_CHECK, _CHECK_PLACE)

    def check(self, value: bytes) -> None:
        """Raises WrongMasterKey unless `value` was made with this master key."""
        try:
            self._master.unseal(value, _CHECK_PLACE)
        except Unsealable:
            raise WrongMasterKey("The database was sealed with another master key") from None

    def _keep(self, name: tuple[str, str], sealer: Sealer) -> None:
        with self._lock:
            self._open[name] = sealer
            self._open.move_to_end(name)
            if len(self._open) > _KEYS_IN_MEMORY:
                self._open.popitem(last=False)
