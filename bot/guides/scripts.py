"""Every guided conversation by its name."""

from collections.abc import Mapping
from typing import Final

from bot.dialogue.script import Script
from bot.guides.prepare import PREPARE

SCRIPTS: Final[Mapping[str, Script]] = {PREPARE.name: PREPARE}
