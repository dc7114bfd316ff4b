"""What a reader of amounts answers when it cannot, or must not guess."""


class Unreadable(ValueError):  # noqa: N818  the reader's answer, not a fault
    """The text holds no amount that can be read; `code` says why, never the text itself.

    Codes: amount_missing, amount_unreadable, amount_too_large, text_too_long, several_amounts,
    two_currencies, range_backwards, range_unclear, outcomes_unclear, scale_unclear, chances_sum,
    chances_unnamed, money_or_percent.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Ambiguous(ValueError):  # noqa: N818  a question to ask back
    """The text can be read in several ways.

    `options` are the whole text rewritten, each readable in one way only; `labels` are the
    same choices in short, in the same order. Neither is part of the message.
    """

    def __init__(self, options: tuple[str, ...], labels: tuple[str, ...]) -> None:
        super().__init__("ambiguous_amount")
        self.options = options
        self.labels = labels
