"""Spans of texts by `scrub` with the extra, or by presidio: a JSON string a line in, spans out.

    python -m tests.bench.scrub_others ner|presidio

Runs in an environment of its own; tests/bench/scrub.py says how it is made. Nothing is fetched.
"""

import json
import sys
from collections.abc import Callable

from bot.coach.scrub import scrub
from handlers.ner import MODEL, load_recogniser

Masker = Callable[[str], list[tuple[int, int]]]


def ner() -> Masker:
    """Parley's scrubber with what the model finds."""
    recognise = load_recogniser()
    return lambda text: [
        (span.start, span.end) for span in scrub(text, found=recognise(text)).spans
    ]


def presidio() -> Masker:
    """Presidio's analyzer as it comes, with the same model."""
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    models = [{"lang_code": "en", "model_name": MODEL}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    analyzer = AnalyzerEngine(nlp_engine=engine.create_engine(), supported_languages=["en"])
    return lambda text: [
        (result.start, result.end) for result in analyzer.analyze(text=text, language="en")
    ]


def main() -> None:
    """Answer each line."""
    masker = {"ner": ner, "presidio": presidio}[sys.argv[1]]()
    for line in sys.stdin:
        print(json.dumps(masker(json.loads(line))))


if __name__ == "__main__":
    main()
