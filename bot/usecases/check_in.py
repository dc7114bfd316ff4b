"""What came of a week: pressed on its question, told in a form, or typed in its thread."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from bot.calendar.zones import local, show_date
from bot.cards import Button, Element, Note, Paragraph, Screen
from bot.coach.committing import RESULTS, Checked, Result, Words
from bot.coach.learning import streak
from bot.dialogue.engine import advance, begin, read_answers
from bot.dialogue.script import Filled, Hearing, NotUnderstood, Refused, Remark
from bot.guides.check_in import CHECK_IN, NOTE, RESULT
from bot.guides.learning_view import told_screen
from bot.guides.practice_named import named
from bot.guides.question import fields as form_fields, remark
from bot.guides.readers import plain
from bot.guides.words import phrase, say
from bot.ports import Check, Commitment, Person, Unit
from bot.usecases.knock import Knock, Reply, fields
from bot.usecases.nudge import ANSWERS, ROOT
from bot.usecases.practice_weeks import active_of, picture_of, weeks_of
from bot.usecases.talk import Details, hearing, put, zone_of

_A_WEEK: Final = timedelta(days=7)


def answered(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """A button of the question: `<commitment>:<week>:<result>`.

    It may be pressed again for another answer, until the next question is asked; a week left open
    can be answered at any time.
    """
    name, day, result = fields(value, 3)
    found = _asked(unit, person, name, day)
    chosen = next((one for one in RESULTS if one == result), None)
    if found is None or chosen is None:
        return _say(unit, knock, person, Remark(code="nudge.gone"))
    check = found[1]
    kept = check.model_copy(update={"result": chosen})
    return _say(unit, knock, person, _keep(unit, knock, person, check, kept))


def _say(unit: Unit, knock: Knock, person: Person, *told: Remark) -> Reply:
    """Say it; somebody whose question fell asleep can wake it there."""
    if unit.people.rhythm(person.id).nudges == "asleep":
        wake = Button(label=say("nudge.button.wake"), action="nudge_wake")
        details = Details(remarks=(*told, Remark(code="nudge.still_asleep")), buttons=(wake,))
    else:
        details = Details(remarks=told)
    put(unit, knock, person, details, in_thread=True)
    return Reply()


def _asked(unit: Unit, person: Person, name: str, day: str) -> tuple[Commitment, Check] | None:
    """The commitment and what is kept of the week, if it was asked about."""
    commitment = unit.commitments.get(person.id, name)
    checks = unit.commitments.checks(person.id, name) if commitment else ()
    check = next((one for one in checks if one.week.isoformat() == day), None)
    return (commitment, check) if commitment and check else None


def _is_closed(unit: Unit, person: Person, check: Check, result: Result) -> bool:
    """Whether the week has another answer already, and a later one was asked about since."""
    checks = unit.commitments.checks(person.id, check.commitment)
    later = any(one.week > check.week for one in checks)
    return later and check.result not in {None, result}


def _keep(unit: Unit, knock: Knock, person: Person, before: Check, kept: Check) -> Remark:
    """Keep the answer of a week in the place of an earlier one, and tell so in one sentence."""
    commitment = unit.commitments.get(person.id, kept.commitment)
    if commitment is None or kept.result is None:
        return Remark(code="nudge.gone")
    if _is_closed(unit, person, before, kept.result):
        return Remark(code="nudge.closed")
    unit.commitments.check(person.id, kept)
    scheduled = weeks_of(unit.commitments.checks(person.id, kept.commitment))
    number = next(n for n, week in enumerate(scheduled, start=1) if week.day == kept.week)
    picture = picture_of(unit, person, commitment, knock.now)
    values = {"number": str(number), "planned": str(picture.planned)}
    row = streak(scheduled) if number == len(scheduled) else 0
    if kept.result == "did" and row > 1:
        values["count"] = str(row)
        heard = Remark(code="nudge.heard.did_again", values=values)
    else:
        heard = Remark(code=f"nudge.heard.{kept.result}", values=values)
    return _named(unit, knock, person, kept, heard)


def _of_week(unit: Unit, person: Person, week: date) -> list[tuple[Commitment, Check]]:
    """The commitments that were asked about in a week, the first begun first."""
    return [
        (one, check)
        for one in reversed(unit.commitments.of(person.id))
        for check in unit.commitments.checks(person.id, one.id)
        if check.week == week
    ]


def _shown(unit: Unit, knock: Knock, person: Person, week: date) -> list[tuple[Commitment, Check]]:
    """Those of a week that the message shows, in its order; without it those still practised."""
    asked = _of_week(unit, person, week)
    rows = (block.split(":") for block in knock.root or ())
    below = [row[-1] for row in rows if row[0] == ROOT and ANSWERS in row[2:-1]]
    if below:
        known = {one.id: (one, check) for one, check in asked}
        return [known[name] for name in below if name in known]
    return [(one, check) for one, check in asked if one.state == "active"] or asked


def _named(unit: Unit, knock: Knock, person: Person, check: Check, heard: Remark) -> Remark:
    """Say which practice is meant where two were asked about."""
    asked = [one.commitment for _, one in _shown(unit, knock, person, check.week)]
    if len(asked) == 1 or check.commitment not in asked:
        return heard
    which = "first" if check.commitment == asked[0] else "second"
    words = phrase(heard.code).format(**heard.values)
    return Remark(code=f"nudge.heard.{which}", values={"heard": words})


def more(unit: Unit, knock: Knock, person: Person, value: str) -> Reply:
    """Open the form of a week: what came of it, and what else there is to tell."""
    name, day = fields(value, 2)
    found = _asked(unit, person, name, day)
    if found is None:
        return Reply(open=told_screen(say("nudge.gone")))
    commitment, check = found
    listening = hearing(person, knock.now)
    known = {"result": Checked(result=check.result), "note": Words(words=check.note)}
    elements: list[Element] = [
        Paragraph(line=say("plan.words", cue=commitment.cue, act=commitment.act)),
        Note(line=say("check_in.week", day=show_date(check.week, zone_of(person), knock.now))),
    ]
    for step in CHECK_IN.steps:
        elements += form_fields(CHECK_IN, step, known[step.name], listening)
    return Reply(
        open=Screen(
            title=say("check_in.result.form_title"),
            elements=(*elements, Note(line=say("parley.only_you"))),
            purpose=f"check_in:{name}:{day}",
            submit=say("parley.save"),
            close=say("parley.close"),
        )
    )


def told(unit: Unit, knock: Knock, person: Person, rest: str, values: Mapping[str, str]) -> Reply:
    """Keep what the form says of the week."""
    name, day = fields(rest, 2)
    found = _asked(unit, person, name, day)
    if found is None:
        return Reply(update=told_screen(say("nudge.gone")))
    state = begin(CHECK_IN)
    for step in CHECK_IN.steps:
        prefix = f"{CHECK_IN.name}:{step.name}:"
        parts = {part.name: values.get(prefix + part.name, "") for part in step.parts}
        outcome = advance(CHECK_IN, state, Filled(step.name, parts), hearing(person, knock.now))
        if isinstance(outcome, Refused):
            problems = outcome.problems.items()
            return Reply(errors={f"{prefix}{part}": remark(why) for part, why in problems})
        state = outcome.state
    return _kept_form(unit, person, found[1], read_answers(CHECK_IN, state))


def _kept_form(unit: Unit, person: Person, check: Check, answers: Mapping[str, object]) -> Reply:
    said, more_words = answers[RESULT.name], answers[NOTE.name]
    result = said.result if isinstance(said, Checked) else None
    note = more_words.words if isinstance(more_words, Words) else ""
    if result and _is_closed(unit, person, check, result):
        return Reply(errors={f"{CHECK_IN.name}:{RESULT.name}:result": say("nudge.closed")})
    kept = check.model_copy(update={"result": result or check.result, "note": note})
    unit.commitments.check(person.id, kept)
    return Reply(update=told_screen(say("nudge.told_form")))


def week_answered(knock: Knock) -> date | None:
    """The week whose question the typed words answer in its thread; None for any other message."""
    for block in knock.root or ():
        kind, _, rest = block.partition(":")
        if kind == ROOT:
            try:
                return date.fromisoformat(rest.partition(":")[0])
            except ValueError:
                continue
    return None


def fell_asleep(knock: Knock) -> bool:
    """Whether the words are typed in the thread of the message that the question stops."""
    return f"{ROOT}:asleep" in (knock.root or ())


def offer_wake(unit: Unit, knock: Knock, person: Person) -> None:
    """Tell that the question is asleep, with the button that wakes it, or that it is awake."""
    rhythm = unit.people.rhythm(person.id)
    _say(unit, knock, person, *(() if rhythm.nudges == "asleep" else (Remark(code="nudge.awake"),)))


def open_week(unit: Unit, knock: Knock, person: Person) -> date | None:
    """The week last asked about, while it is this one and waits for an answer."""
    asked = [
        check.week
        for one in active_of(unit, person)
        for check in unit.commitments.checks(person.id, one.id)
    ]
    latest, today = max(asked, default=None), local(knock.now, zone_of(person)).date()
    if latest is None or today - latest >= _A_WEEK or not is_open(unit, knock, person, latest):
        return None
    return latest


def is_open(unit: Unit, knock: Knock, person: Person, week: date) -> bool:
    """Whether a practice has no answer for that week."""
    return any(check.result is None for _, check in _shown(unit, knock, person, week))


def understands(knock: Knock, person: Person, text: str) -> bool:
    """Whether the words tell what came of a week."""
    listening = hearing(person, knock.now)
    return all(_tells(words, listening) for _, words in named(text) or (("", text),))


def _tells(words: str, listening: Hearing) -> bool:
    try:
        RESULT.read(words, listening)
    except NotUnderstood:
        return False
    return True


def typed(unit: Unit, knock: Knock, person: Person, week: date, text: str) -> None:
    """Take words typed in the thread of a question as an answer to it, or as a note."""
    asked = _shown(unit, knock, person, week)
    if not asked:
        _say(unit, knock, person, Remark(code="nudge.gone"))
        return
    chosen = _which(asked, text, hearing(person, knock.now))
    if not chosen:
        _say(unit, knock, person, Remark(code="nudge.which"))
        return
    try:
        told = [_take(unit, knock, person, check, words) for check, words in chosen]
    except NotUnderstood as why:
        told = [Remark(code=f"trouble.{why.remark.code}", values=why.remark.values)]
    _say(unit, knock, person, *told)


def _which(
    asked: list[tuple[Commitment, Check]], text: str, listening: Hearing
) -> list[tuple[Check, str]]:
    """The weeks of the practices the words are about, each with its words; none in doubt.

    With two it is the one they name, else the only one without an answer.
    """
    checks = [check for _, check in asked]
    if len(checks) == 1:
        return [(checks[0], text)]
    if found := named(text):
        # Words that tell of both are an answer only when each of the two is one.
        if len(found) > 1 and not all(_tells(words, listening) for _, words in found):
            return []
        return [(checks[number], words) for number, words in found if number < len(checks)]
    unanswered = [check for check in checks if check.result is None]
    return [(unanswered[0], text)] if len(unanswered) == 1 else []


def _take(unit: Unit, knock: Knock, person: Person, check: Check, words: str) -> Remark:
    """Keep an answer, else the words as a note; raises NotUnderstood for words too long."""
    try:
        fields = RESULT.read(words, hearing(person, knock.now))
    except NotUnderstood as why:
        if why.remark.code != "check_unknown":
            raise
        note = _added(check.note, words)
        unit.commitments.check(person.id, check.model_copy(update={"note": note}))
        return Remark(code="nudge.heard.note" if check.result else "nudge.also_result")
    said = Checked.model_validate(dict(fields))
    note = _added(check.note, said.note) if said.note else check.note
    kept = check.model_copy(update={"result": said.result, "note": note})
    return _keep(unit, knock, person, check, kept)


def _added(before: str, words: str) -> str:
    """What is told later stands under what was told before."""
    return plain(f"{before}\n{words}" if before else words)
