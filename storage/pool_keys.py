"""The keys of a pool: who a lesson is of, what it says and its receipt, for nobody without the key.

The key of a batch makes three things: a hash of the author, so that they have one lesson waiting;
the receipt; and a key that seals the content. All of them are worth nothing once it is destroyed.
HMAC as in RFC 2104, HKDF as in RFC 5869, both with SHA-256.
"""

import base64
import hmac
from hashlib import sha256
from typing import Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from pydantic import BaseModel, ConfigDict

from storage.sealing import KEY_BYTES, Sealer

_RECEIPT_BYTES: Final = 20
_GROUP: Final = 4


class Inside(BaseModel):
    """What is sealed of a lesson that waits: also what will be kept of its receipt later."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    content: str
    released_hash: str


class PoolKey:
    """One unwrapped key, used for one unit of work and kept nowhere."""

    __slots__ = ("_key", "_sealer")

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._sealer = Sealer(HKDFExpand(SHA256(), KEY_BYTES, b"content").derive(key))

    def seal(self, plain: str, place: bytes) -> bytes:
        """The text sealed for its place."""
        return self._sealer.seal(plain.encode(), place)

    def unseal(self, sealed: bytes, place: bytes) -> str:
        """The text back from its place; raises Unsealable."""
        return self._sealer.unseal(sealed, place).decode()

    def author(self, pool: str, person: str) -> bytes:
        """The author of what waits."""
        return self._hash("author", pool, person)

    def receipt(self, pool: str, person: str, content: str) -> str:
        """The receipt for a content of an author: letters and digits in groups of four."""
        digest = self._hash("receipt", pool, person, content)[:_RECEIPT_BYTES]
        letters = base64.b32encode(digest).decode()
        return "-".join(letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP))

    def receipt_hash(self, receipt: str) -> bytes:
        """What is kept of a receipt while its lesson waits."""
        return self._hash("waiting", _plain(receipt))

    def reader(self, lesson: str, person: str) -> bytes:
        """The reader who marked a lesson."""
        return self._hash("reader", lesson, person)

    def _hash(self, *parts: str) -> bytes:
        return hmac.digest(self._key, "\0".join(parts).encode(), "sha256")


def released_hash(receipt: str) -> bytes:
    """What is kept of a receipt once its lesson is released."""
    return sha256(_plain(receipt).encode()).digest()


def _plain(receipt: str) -> str:
    """The receipt without the spaces and hyphens that somebody may leave out or add."""
    return "".join(letter for letter in receipt.upper() if letter.isalnum())
