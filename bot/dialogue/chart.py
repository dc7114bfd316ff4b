"""A script drawn as a diagram, and checked for places from which nobody comes on."""

from collections.abc import Iterator, Mapping

from bot.dialogue.script import END, Script, Step

_OPEN, _CLOSED = "begin", "finish"
"""Names of the two ends in a drawing; `end` itself is a reserved word of Mermaid."""


def chart(script: Script) -> str:
    """Return the script as a Mermaid flowchart.

    Solid arrows are the declared exits, dotted loops the follow-ups a step may ask, and the asides
    hang from the end, because only editing leads to them.
    """
    lines = ["flowchart TD", f"    {_OPEN}([begin]) --> {script.steps[0].name}"]
    for step in script.steps:
        lines += _drawn(step, "[", "]")
    for step in script.asides:
        lines.append(f"    {_CLOSED} -. edit .-> {step.name}")
        lines += _drawn(step, "[/", "/]")
    lines.append(f"    {_CLOSED}([end])")
    return "\n".join(lines) + "\n"


def _drawn(step: Step, left: str, right: str) -> Iterator[str]:
    yield f"    {step.name}{left}{step.name.replace('_', ' ')}{right}"
    for part in step.follow_ups:
        yield f'    {step.name} -. "{part.replace("_", " ")}?" .-> {step.name}'
    for target in step.exits:
        yield f"    {step.name} --> {_CLOSED if target == END else target}"


def dead_ends(script: Script) -> tuple[str, ...]:
    """Return what is wrong with the way through a script, one line each; empty when it is sound.

    Every step has a name of its own and at least one exit, every exit exists, every step is
    reached from the first (an aside by editing), the end is reached from all of them, and every
    follow-up asks for a part that the step has.
    """
    steps = (*script.steps, *script.asides)
    names = [step.name for step in steps]
    exits = {step.name: step.exits for step in steps}
    wrong = [f"{name}: named twice" for name in sorted({n for n in names if names.count(n) > 1})]
    wrong += [f"{END}: the name of the end, not of a step" for name in names if name == END]
    for step in steps:
        wrong += _faults(step, exits)
    reached = _reached(script.steps[0].name, exits)
    wrong += [f"{step.name}: never reached" for step in script.steps if step.name not in reached]
    wrong += [f"{name}: never ends" for name in exits if END not in _reached(name, exits)]
    return tuple(wrong)


def _faults(step: Step, exits: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    if not step.exits:
        yield f"{step.name}: no exit"
    for target in step.exits:
        if target != END and target not in exits:
            yield f"{step.name}: leads to {target}, which is no step"
    parts = {part.name for part in (*step.parts, *step.asides)}
    for part in step.follow_ups:
        if part not in parts:
            yield f"{step.name}: asks for {part}, which it has not"
    for part in step.quick_for:
        if part not in step.follow_ups:
            yield f"{step.name}: has quick answers for {part}, which it never asks"


def _reached(start: str, exits: Mapping[str, tuple[str, ...]]) -> set[str]:
    """All names that the declared exits lead to from `start`, itself included."""
    found, waiting = set[str](), [start]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += exits.get(name, ())
    return found
