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


_NEAR = r", about (?:the same as|(?:5|[1-4][05]|50) % (?:above|below)) the one before"

PLACEHOLDER = rf"\[(?:(?:{Kind.AMOUNT}|{Kind.NUMBER})(?:{_NEAR})?|(?:{'|'.join(sorted(Kind))}))\]"
"""A regular expression for what masking leaves; typed by a person it means the same.

A figure may be compared with the one before it, in steps of five points.
"""
