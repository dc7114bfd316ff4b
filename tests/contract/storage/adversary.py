"""Who tries to link released lessons to authors with all that a seized database holds.

They are even told which people are the authors of each batch. A guess names an author for some or
all lessons of a batch; it is worth what is right of it, over all batches.
"""

import hmac
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from math import sqrt
from typing import Any

from storage.errors import Unsealable
from storage.pool_keys import released_hash
from storage.sealing import place
from tests.contract.storage.seized import Row, Seized

Batch = dict[str, str]
"""The truth of a batch: lesson -> author."""

Order = dict[str, Any]
"""Lesson or author -> something that has an order."""

_RECEIPT = re.compile(r"[A-Z2-7]{4}(?:-[A-Z2-7]{4}){7}")
_NEAR = 400
_FEW = 4


@dataclass(frozen=True)
class Guess:
    """How well one way of guessing did: lessons right, and the correlation as a z-score."""

    how: str
    right: int
    z: float = 0.0


class Adversary:
    """Tries everything on one seized database."""

    def __init__(self, seized: Seized, truth: list[Batch]) -> None:
        self._seized = seized
        self._truth = truth
        self._author_of = {lesson: author for batch in truth for lesson, author in batch.items()}
        self._authors = set(self._author_of.values())
        self._batch_of = {lesson: batch for batch in truth for lesson in batch}
        self._lessons = {row["id"]: row for row in seized.tables["lesson_released"]}

    def guesses(self) -> Iterator[Guess]:
        """Every way of guessing."""
        links: dict[str, Callable[[], Iterator[tuple[str, str]]]] = {
            "receipts made with every key": self._receipts,
            "hashes of authors under every key": self._hashes,
            "what people typed": self._typed,
            "values in common": self._joined,
            "who is nearest in the files": self._nearest,
        }
        for how, link in links.items():
            yield Guess(how, self._right(link()))
        yield from self._orders()

    def _right(self, links: Iterator[tuple[str, str]]) -> int:
        """How many lessons it links to their author, wrong authors of the batch weighing as much.

        A lesson that is linked to several of them counts as drawn from these.
        """
        found: dict[str, set[str]] = defaultdict(set)
        for lesson, author in links:
            if author in self._batch_of[lesson].values():
                found[lesson].add(author)
        chances = (
            1 / len(authors)
            for lesson, authors in found.items()
            if self._author_of[lesson] in authors
        )
        return round(sum(chances))

    # Links that keys and words give

    @cached_property
    def _contents(self) -> dict[str, str]:
        """What can be read of the lessons."""
        found = {}
        for lesson, row in self._lessons.items():
            where = place("lesson_released", lesson, "content", "", self._seized.workspace)
            for key in self._seized.keys:
                try:
                    found[lesson] = key.unseal(row["content"] or b"", where)
                except Unsealable:
                    continue
        return found

    def _receipts(self) -> Iterator[tuple[str, str]]:
        for lesson, content in self._contents.items():
            row = self._lessons[lesson]
            for key in self._seized.keys:
                for author in self._batch_of[lesson].values():
                    if (
                        released_hash(key.receipt(row["pool"], author, content))
                        == row["receipt_hash"]
                    ):
                        yield lesson, author

    def _tokens(self, lesson: Row, author: str) -> Iterator[bytes]:
        """Whatever an author could be called by."""
        name = author.encode()
        yield from (name, bytes.fromhex(author), sha256(name).digest())
        for key in self._seized.keys:
            yield key.author(lesson["pool"], author)
            yield key.reader(lesson["id"], author)
            yield hmac.digest(key._key, name, "sha256")

    def _hashes(self) -> Iterator[tuple[str, str]]:
        """In a row of the lesson, or near to it in a file."""
        rows = self._rows_of(self._lessons)
        for lesson, row in self._lessons.items():
            values = {value for one in rows[lesson] for _, value in one if isinstance(value, bytes)}
            near = self._around(row)
            for author in self._batch_of[lesson].values():
                for token in self._tokens(row, author):
                    if token in values or token in near:
                        yield lesson, author

    def _around(self, row: Row) -> bytes:
        """What lies around the lesson's id, receipt and content, wherever they are."""
        stretches = []
        for needle in self._needles(row):
            for content in self._seized.files.values():
                stretches += [
                    content[max(0, at - _NEAR) : at + len(needle) + _NEAR]
                    for at in _places(needle, content)
                ]
        return b"".join(stretches)

    def _needles(self, row: Row) -> list[bytes]:
        found = [self._seized.needle(row["id"]), row["receipt_hash"], row["content"]]
        return [needle for needle in found if needle]

    def _typed(self) -> Iterator[tuple[str, str]]:
        """A receipt, a lesson's name or its words in what a person typed."""
        receipts = {row["receipt_hash"]: lesson for lesson, row in self._lessons.items()}
        for author, text in self._seized.words:
            for receipt in _RECEIPT.findall(text):
                if lesson := receipts.get(released_hash(receipt)):
                    yield lesson, author
            for lesson, content in self._contents.items():
                if lesson in text or content in text:
                    yield lesson, author

    # Links that rows and files give

    def _rows_of(self, names: Any) -> dict[str, list[list[tuple[str, Any]]]]:
        """Every row that names one of these, as (table and column, value)."""
        found: dict[str, list[list[tuple[str, Any]]]] = defaultdict(list)
        for table, rows in self._seized.tables.items():
            for number, row in enumerate(rows):
                cells = [(f"{table}.{column}", value) for column, value in row.items()]
                cells.append((f"{table} as it is read", number))
                for name in {value for value in row.values() if isinstance(value, str)} & set(
                    names
                ):
                    found[name].append(cells)
        return found

    def _joined(self) -> Iterator[tuple[str, str]]:
        """Follow values that few rows have from the lesson's rows, through one more, to people."""
        having: dict[Any, list[Row]] = defaultdict(list)
        for table in self._seized.tables.values():
            for row in table:
                for value in _telling(row):
                    having[value].append(row)
        for lesson in self._lessons:
            reached = {id(row): row for row in having[lesson]}
            for _ in ("next", "and next"):
                values = [value for row in reached.values() for value in _telling(row)]
                rare = [value for value in values if len(having[value]) <= _FEW]
                reached |= {id(row): row for value in rare for row in having[value]}
            for row in reached.values():
                yield from ((lesson, name) for name in self._authors.intersection(_telling(row)))

    def _nearest(self) -> Iterator[tuple[str, str]]:
        for content in self._seized.files.values():
            places = {
                author: list(_places(self._seized.needle(author), content))
                for author in self._authors
            }
            for lesson, row in self._lessons.items():
                at = content.find(self._needles(row)[1])
                authors = [one for one in self._batch_of[lesson].values() if places[one]]
                if at >= 0 and authors:
                    yield lesson, min(authors, key=lambda one: _distance(places[one], at))

    # Orders

    def _orders(self) -> Iterator[Guess]:
        """Lessons in every order that there is, against authors in every order that there is."""
        lessons = {lesson: self._needles(row) for lesson, row in self._lessons.items()}
        authors = {author: [self._seized.needle(author)] for author in self._authors}
        of_authors = {
            how: [_ranks(order, list(batch.values())) for batch in self._truth]
            for how, order in self._orders_of(authors).items()
            if len(order) == len(self._authors)
        }
        for how, order in self._orders_of(lessons).items():
            if len(order) == len(self._lessons):
                ranks = [_ranks(order, list(batch)) for batch in self._truth]
                for other, author_ranks in of_authors.items():
                    yield self._compared(f"{how} and {other}", ranks, author_ranks)

    def _orders_of(self, needles: dict[str, list[bytes]]) -> dict[str, Order]:
        """By every column of the rows that name them, the first and the last, and by place."""
        orders: dict[str, Order] = defaultdict(dict)
        for name, rows in self._rows_of(needles).items():
            cells: dict[str, list[Any]] = defaultdict(list)
            for row in rows:
                for column, value in row:
                    if value is not None:
                        cells[column].append(_sortable(value))
            for column, values in cells.items():
                orders[f"the first {column}"][name] = min(values)
                orders[f"the last {column}"][name] = max(values)
        for file, content in self._seized.files.items():
            for name, looked_for in needles.items():
                for number, needle in enumerate(looked_for):
                    if (at := content.find(needle)) >= 0:
                        orders[f"the first place of {number} in {file}"][name] = at
                        orders[f"the last place of {number} in {file}"][name] = content.rfind(
                            needle
                        )
        return orders

    def _compared(
        self, how: str, lessons: list[dict[str, int]], authors: list[dict[str, int]]
    ) -> Guess:
        """Rank by rank of each batch, in this direction or the other."""
        forward = backward = 0
        product = variance = 0.0
        for batch, ranks, author_ranks in zip(self._truth, lessons, authors, strict=True):
            last = len(batch) - 1
            pairs = [(ranks[lesson], author_ranks[author]) for lesson, author in batch.items()]
            forward += sum(one == other for one, other in pairs)
            backward += sum(last - one == other for one, other in pairs)
            product += sum((one - last / 2) * (other - last / 2) for one, other in pairs)
            variance += (len(batch) * (len(batch) ** 2 - 1) / 12) ** 2 / last
        return Guess(how, max(forward, backward), abs(product) / sqrt(variance))


def _telling(row: Row) -> list[Any]:
    """Values of a row that could be in another one for a reason."""
    return [value for value in row.values() if isinstance(value, str | bytes) and len(value) >= 8]


def _ranks(order: Order, names: list[str]) -> dict[str, int]:
    """Where each stands; who stands at the same place is put in an order that says nothing."""
    ordered = sorted(names, key=lambda name: (order[name], sha256(name.encode()).digest()))
    return {name: rank for rank, name in enumerate(ordered)}


def _sortable(value: Any) -> Any:
    """A value that can be compared with others of its column; a place of a row as its numbers."""
    if isinstance(value, str) and re.fullmatch(r"\(\d+,\d+\)", value):
        page, line = value.strip("()").split(",")
        return int(page), int(line)
    return value


def _places(needle: bytes, content: bytes) -> Iterator[int]:
    """Where the needle is."""
    at = content.find(needle)
    while at >= 0:
        yield at
        at = content.find(needle, at + 1)


def _distance(places: list[int], at: int) -> int:
    return min(abs(one - at) for one in places)
