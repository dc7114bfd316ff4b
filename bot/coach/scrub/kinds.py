"""What stands in the place of a masked passage."""

from enum import StrEnum


class Kind(StrEnum):
    """What kind of thing was masked; shown in square brackets."""

    NAME = "name"
    COMPANY = "company"
    PLACE = "place"
    AMOUNT = "amount"
    NUMBER = "number"
    DATE = "date"
    LINK = "link"
    EMAIL = "email"
    PHONE = "phone"
    HANDLE = "handle"
    ID = "id"
    CODE = "code"
    EMOJI = "emoji"
    SYMBOL = "symbol"
    WORD = "word"


PLACEHOLDER = rf"\[(?:{'|'.join(Kind)})\]"
"""A regular expression for what masking leaves; typed by a person it means the same."""
