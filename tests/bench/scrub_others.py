"""Spans of texts by `scrub` with the extra, or by presidio: a JSON string a line in, spans out.

    python -m tests.bench.scrub_others ner|presidio

Runs in an environment of its own, which `make bench` makes. Whoever asks the network is stopped:
nothing is fetched. The last line tells the milliseconds of processor time that all texts took.
"""

import json
import sys
from collections.abc import Callable
from time import process_time

from bot.coach.scrub import scrub
from handlers.ner import installed_model, load_recogniser

Masker = Callable[[str], list[tuple[int, int]]]


def ner() -> Masker:
    """Parley's scrubber with what the model finds."""
    recognise = load_recogniser()
    return lambda text: [
        (span.start, span.end) for span in scrub(text, found=recognise(text)).spans
    ]


def presidio() -> Masker:
    """Presidio's analyzer as it comes, with the same model and without its look at the network."""
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import NlpEngineProvider

    kept_inside = tldextract.TLDExtract(cache_dir=None, suffix_list_urls=())
    tldextract.tldextract.TLD_EXTRACTOR = kept_inside
    models = [{"lang_code": "en", "model_name": installed_model()}]
    engine = NlpEngineProvider(nlp_configuration={"nlp_engine_name": "spacy", "models": models})
    analyzer = AnalyzerEngine(nlp_engine=engine.create_engine(), supported_languages=["en"])
    return lambda text: [
        (result.start, result.end) for result in analyzer.analyze(text=text, language="en")
    ]


def _stay_inside(event: str, _: tuple[object, ...]) -> None:
    if event in {"socket.connect", "socket.getaddrinfo"}:
        raise PermissionError("the bench fetches nothing")


def main() -> None:
    """Answer each line."""
    sys.addaudithook(_stay_inside)
    masker = {"ner": ner, "presidio": presidio}[sys.argv[1]]()
    begun = process_time()
    for line in sys.stdin:
        print(json.dumps(masker(json.loads(line))))
    print((process_time() - begun) * 1000)


if __name__ == "__main__":
    main()
