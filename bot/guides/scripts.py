"""Every guided conversation by its name."""

from collections.abc import Mapping
from typing import Final

from bot.dialogue.fit import fit
from bot.dialogue.script import Script, State
from bot.guides.check_in import CHECK_IN
from bot.guides.commit import COMMIT
from bot.guides.prepare import PREPARE
from bot.guides.reflect import REFLECT

SCRIPTS: Final[Mapping[str, Script]] = {
    PREPARE.name: PREPARE,
    REFLECT.name: REFLECT,
    COMMIT.name: COMMIT,
    CHECK_IN.name: CHECK_IN,
}


def fitted(state: State) -> State | None:
    """The state fitted to this version of its script; None for a script this version has not."""
    script = SCRIPTS.get(state.script)
    return fit(script, state) if script else None
