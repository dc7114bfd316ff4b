"""What the coach's findings, sums and answers have in common: they are values."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """A value object: immutable, and strict about the fields it has.

    Its validation is prepared when the first one is made, not at import.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
