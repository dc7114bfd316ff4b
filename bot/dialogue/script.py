"""What a guided conversation is made of: steps as data, and the state somebody is in."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, JsonValue

END: Final = "end"
"""The exit of a step after which nothing more is asked."""

Answers = Mapping[str, BaseModel]


class Frozen(BaseModel):
    """A value object: immutable, strict about its fields, prepared when the first one is made."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class Remark(Frozen):
    """Something to say: the name of the words, and what fills their slots."""

    code: str
    values: dict[str, str] = {}


class Option(Frozen):
    """One way to read unclear words: a short label, and the same words written without doubt."""

    label: str
    text: str


class NotUnderstood(ValueError):  # noqa: N818 - said to a person, not a fault
    """What was typed could not be read; the message never holds the typed words.

    `remark` says why; `options` are readings to choose from when there is more than one.
    """

    def __init__(self, remark: Remark, options: tuple[Option, ...] = ()) -> None:
        super().__init__(remark.code)
        self.remark = remark
        self.options = options


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a reader may know besides the words: the moment, the person's zone, earlier answers.

    `draft` is what this step understood before a follow-up, or its present answer when edited;
    `fields` is the raw text of the other fields of the same form; `private` are the steps whose
    answers must not show in what is said back.
    """

    now: datetime
    zone: ZoneInfo
    answers: Answers = field(default_factory=dict)
    step: str = ""
    draft: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    private: frozenset[str] = frozenset()


Reader = Callable[[str, Hearing], Mapping[str, Any]]
PartKind = Literal["text", "lines", "choice", "date", "time"]


@dataclass(frozen=True, slots=True)
class Part:
    """One field of an answer: how a form shows it and how its text is read.

    `read` returns the fields of the answer that the text stands for, or raises NotUnderstood;
    `show` gives the text that reads back to the same value; `options` are choices that depend on
    what is known, in the words of the person (value -> label).
    """

    name: str
    read: Reader
    show: Callable[[Any, Hearing], str]
    kind: PartKind = "text"
    choices: tuple[str, ...] = ()
    options: Callable[[Any], Mapping[str, str]] | None = None  # of a Hearing
    required: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One question: what it accepts, how typed words are read, and where it goes next.

    `accepts` has a default for every field, so that a half-given answer is still one;
    `quick` are answers as buttons (name -> fields of the answer), of which `offers`, if given,
    names those to show, and `quick_for` those of a follow-up (part -> the same); `missing` names
    the part to ask once more, or None: one of the declared `follow_ups`, perhaps of the `asides`,
    which no form shows; with `prefilled` a form begins with what an empty answer shows; `leads_to`
    picks one of the declared `exits`.
    """

    name: str
    accepts: type[BaseModel]
    parts: tuple[Part, ...]
    read: Reader
    heard: Callable[[Any, Hearing], Remark]
    exits: tuple[str, ...]
    leads_to: Callable[[Answers], str]
    asides: tuple[Part, ...] = ()
    quick: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    quick_for: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    follow_ups: tuple[str, ...] = ()
    missing: Callable[[Any, Hearing], str | None] = lambda _answer, _hearing: None
    offers: Callable[[Hearing], Collection[str]] | None = None
    prefilled: bool = False

    def part(self, name: str) -> Part:
        """The part or aside of that name; KeyError when the step has none."""
        for part in (*self.parts, *self.asides):
            if part.name == name:
                return part
        raise KeyError(name)


@dataclass(frozen=True)
class Script:
    """A guided conversation: its steps in the usual order, and asides reached only by editing.

    `given` are steps of an earlier conversation whose answers this one may begin with; when they
    change what they accept, this script gets a new version too. `reopens`: after the end, going on
    asks what was skipped; otherwise that opens only by editing.
    """

    name: str
    version: int
    steps: tuple[Step, ...]
    asides: tuple[Step, ...] = ()
    given: tuple[Step, ...] = ()
    reopens: bool = True

    @cached_property
    def accepts(self) -> Mapping[str, type[BaseModel]]:
        """What each step accepts, of the given ones too, by its name."""
        return {step.name: step.accepts for step in (*self.given, *self.steps, *self.asides)}

    @cached_property
    def by_name(self) -> Mapping[str, Step]:
        """Its steps and asides by their names."""
        return {step.name: step for step in (*self.steps, *self.asides)}

    def step(self, name: str) -> Step:
        """The step or aside of that name; KeyError when there is none."""
        return self.by_name[name]


class Pending(Frozen):
    """Words that could not be read yet, kept, with the readings they may have."""

    text: str
    options: tuple[Option, ...] = ()


class State(Frozen):
    """Where somebody is in a script, and what was said so far; all of it survives as JSON.

    `step` is None when nothing is asked any more; `asking` is the part of a follow-up; `draft` is
    what was understood before it; `back_to` is where an edit returns to (a step or END);
    `given` is what was known before the conversation began and is never changed by it;
    `private` are the steps whose answer came through a form; `unread` are answers that this version
    cannot read, kept for one that can. A field that another version of Parley stored is left out
    when it is read.
    """

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)

    script: str
    version: int
    step: str | None
    asking: str | None = None
    draft: dict[str, JsonValue] = {}
    pending: Pending | None = None
    answers: dict[str, dict[str, JsonValue]] = {}
    unread: dict[str, dict[str, JsonValue]] = {}
    given: dict[str, dict[str, JsonValue]] = {}
    private: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    back_to: str | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """Words typed in the chat."""

    text: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A quick answer: its name, or `option-<n>` for a reading of unclear words."""

    name: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A form sent: the raw text of each part, for one step."""

    step: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Move:
    """A wish to go elsewhere: back, skip, finish now, resume, or edit the step `to`."""

    verb: Literal["back", "skip", "finish", "resume", "edit"]
    to: str = ""


Said = Typed | Pressed | Filled | Move


@dataclass(frozen=True, slots=True)
class Ask:
    """The question to ask now, with what was heard or what was wrong."""

    state: State
    heard: Remark | None = None
    problem: Remark | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A form that could not be read: what is wrong, by part. Nothing changed."""

    problems: Mapping[str, Remark]


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing more to ask."""

    state: State
    heard: Remark | None = None


Outcome = Ask | Refused | Done
