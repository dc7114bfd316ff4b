"""The scrubber's rows: identifiers caught, ordinary words masked, time taken; in percent and ms.

The texts lie outside the repository and are read in place; without them nothing is measured, and
standard error says so. An entity counts as caught when every word of it except function words is
masked whole. What is no direct identifier by the data's own notes is not counted.

The same rows are measured with the extra `[ner]`, and of presidio as the baseline; both run in an
environment of their own, `.venv-ner`, which `make bench` makes.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from time import process_time

from bot.coach.scrub import scrub
from tests.bench.servers import ROOT
from tests.bench.table import Row

DATA = ROOT.parent / "shared/data/scrub-dev"
FILES = {
    "synth": "synth_v2_other_templates.jsonl",
    "EWT": "ewt_dev.jsonl",
    "WNUT": "wnut17_dev.jsonl",
    "CaSiNo": "casino_valid.jsonl",
}
INDIRECT = {"DATE_TIME", "AGE", "NRP", "TITLE", "PREFIX", "creative-work", "misc"}
FUNCTION_WORDS = set("the of and a an in on for at to by with from".split())  # noqa: SIM905
OWN_PYTHON = ROOT / ".venv-ner/bin/python"
CHUNK, ROUNDS = 300, 5

Spans = Sequence[tuple[int, int]]
Masker = Callable[[Sequence[str]], Sequence[Spans]]


@dataclass(frozen=True)
class Text:
    """A text with what is marked in it: start, end and label."""

    text: str
    spans: tuple[tuple[int, int, str], ...]

    @classmethod
    def read(cls, line: str) -> "Text":
        """One line of the data."""
        given = json.loads(line)
        return cls(
            given["text"], tuple((start, end, label) for start, end, label in given["spans"])
        )

    def lower(self) -> "Text":
        """The text in lower case, each character as long as it was."""
        small = (c.lower() if len(c.lower()) == 1 else c for c in self.text)
        return Text("".join(small), self.spans)


def measure() -> Iterator[Row]:
    """All rows; none without the data."""
    if not DATA.is_dir():
        print(f"not measured: the scrubber, for want of {DATA.name}", file=sys.stderr)
        return
    data = {
        name: [Text.read(line) for line in (DATA / file).read_text("utf-8").splitlines()]
        for name, file in FILES.items()
    }
    yield from _rows("scrub", _own, data, Bounds(97.5, 97, 99.5, 90, 76))
    chunks = _chunks(data)
    yield _time(chunks)
    if not OWN_PYTHON.exists():
        print(
            "not measured: --ner and presidio, for want of .venv-ner: make bench", file=sys.stderr
        )
        return
    yield from _rows("scrub --ner", _other("ner"), data, Bounds(98, 98, 99.5, 92, 90))
    yield _time_of_other("ner", chunks)
    yield from _rows("presidio", _other("presidio"), data, None)
    yield _time_of_other("presidio", chunks)


@dataclass(frozen=True)
class Bounds:
    """The least share caught, in percent."""

    synth: float
    ewt: float
    persons: float
    wnut: float
    lower: float


def _rows(
    who: str, masker: Masker, data: dict[str, list[Text]], least: Bounds | None
) -> Iterator[Row]:
    bound = least or Bounds(0, 0, 0, 0, 0)
    lower = [text.lower() for text in data["EWT"]]
    masked = masker([text.text for text in data["EWT"]])
    yield _caught(f"{who}: synth", data["synth"], masker(_texts(data["synth"])), bound.synth)
    yield _caught(f"{who}: EWT", data["EWT"], masked, bound.ewt)
    yield _caught(f"{who}: persons in EWT", data["EWT"], masked, bound.persons, {"PER"})
    yield _caught(f"{who}: WNUT", data["WNUT"], masker(_texts(data["WNUT"])), bound.wnut)
    yield _caught(f"{who}: EWT in lower case", lower, masker(_texts(lower)), bound.lower)
    spans = masker(_texts(data["CaSiNo"]))
    yield _overdone(f"{who}: CaSiNo, words masked", data["CaSiNo"], spans, 6.5 if least else 100)
    yield _overdone(
        f"{who}: CaSiNo, lower-case words",
        data["CaSiNo"],
        spans,
        1.5 if least else 100,
        str.islower,
    )


def _texts(texts: Sequence[Text]) -> list[str]:
    return [text.text for text in texts]


def _caught(
    name: str,
    texts: Sequence[Text],
    masked: Sequence[Spans],
    bound: float,
    labels: Collection[str] = (),
) -> Row:
    found: list[bool] = []
    for text, spans in zip(texts, masked, strict=True):
        hidden = {at for start, end in spans for at in range(start, end)}
        for start, end, label in text.spans:
            if label in INDIRECT or (labels and label not in labels):
                continue
            words = re.finditer(r"\w+", text.text[start:end])
            missed = [
                word
                for word in words
                if word.group().lower() not in FUNCTION_WORDS
                and not hidden.issuperset(range(start + word.start(), start + word.end()))
            ]
            found.append(not missed)
    return Row(
        f"{name}, caught %",
        100 * sum(found) / len(found),
        bound,
        "at least",
        f"{sum(found)} of {len(found)}",
    )


def _overdone(
    name: str,
    texts: Sequence[Text],
    masked: Sequence[Spans],
    bound: float,
    counts: Callable[[str], bool] = bool,
) -> Row:
    hits: list[bool] = []
    for text, spans in zip(texts, masked, strict=True):
        hidden = {at for start, end in spans for at in range(start, end)}
        words = re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", text.text)
        hits += [not hidden.isdisjoint(range(*w.span())) for w in words if counts(w.group())]
    note = f"{sum(hits)} of {len(hits)}"
    return Row(f"{name} %", 100 * sum(hits) / len(hits), bound, "at most", note)


def _chunks(data: dict[str, list[Text]]) -> list[str]:
    whole = " ".join(text.text for texts in data.values() for text in texts)
    return [whole[start : start + CHUNK] for start in range(0, len(whole), CHUNK)]


def _time(chunks: Sequence[str]) -> Row:
    """Milliseconds for 300 characters; of processor time; the quickest of several rounds."""
    rounds: list[float] = []
    for _ in range(ROUNDS):
        begun = process_time()
        for chunk in chunks:
            scrub(chunk)
        rounds.append((process_time() - begun) * 1000 / len(chunks))
    note = f"{len(chunks)} pieces; slowest round {max(rounds):.2f}"
    return Row("scrub: ms for 300 characters", min(rounds), 2, "at most", note)


def _time_of_other(what: str, chunks: Sequence[str]) -> Row:
    """The same of one round, where nothing is promised."""
    _, taken = _asked(what, chunks)
    name = {"ner": "scrub --ner"}.get(what, what)
    note = f"{len(chunks)} pieces; one round"
    return Row(f"{name}: ms for 300 characters", taken / len(chunks), inf, "at most", note)


def _own(texts: Sequence[str]) -> list[Spans]:
    return [[(span.start, span.end) for span in scrub(text).spans] for text in texts]


def _other(what: str) -> Masker:
    return lambda texts: _asked(what, texts)[0]


def _asked(what: str, texts: Sequence[str]) -> tuple[list[Spans], float]:
    """The spans of each text, and the milliseconds that all took."""
    ran = subprocess.run(
        [OWN_PYTHON, "-m", "tests.bench.scrub_others", what],
        input="".join(f"{json.dumps(text)}\n" for text in texts),
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    *spans, taken = (json.loads(line) for line in ran.stdout.splitlines())
    return spans, taken
