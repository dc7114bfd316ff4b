"""The two ways a request to the sandbox fails: Slack's, for the app, and the page's, for people."""

from typing import Any


class SlackError(Exception):
    """A refusal in Slack's words; `details` become fields of the answer beside `error`."""

    def __init__(self, name: str, **details: Any) -> None:
        super().__init__(name)
        self.name = name
        self.details = details


class SandboxError(Exception):
    """A refusal for the person at the page or the writer of a test: one plain sentence."""

    def __init__(self, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.status = status
