"""The evaluation as a page that an adviser opens in a browser, and as a table for the terminal."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from benchmarks.evaluation.figures import AT_MOST, NAMES, figures
from benchmarks.evaluation.scores import (
    Case,
    Fact,
    accuracy_by_register,
    by_intent,
    calibration,
    entity_rates,
    facts,
    threshold_curve,
)
from benchmarks.evaluation.sets import DEVELOPMENT, UNSEEN

HERE = Path(__file__).parent
TITLES = {UNSEEN: "Jeu jamais vu", DEVELOPMENT: "Jeu de mise au point"}
_THRESHOLDS = [step / 50 for step in range(41)]
_WORST = 60
_CURVES = ("hors sujet reconnus", "messages du domaine refusés", "intentions justes")


@dataclass(frozen=True)
class PipelineResult:
    """What one pipeline understood, by set, and cost: seconds to train and to start, megabytes, ms a message."""

    name: str
    cases: dict[str, list[Case]]
    training: float
    start: float
    memory: float
    milliseconds: float

    @cached_property
    def figures(self) -> dict[str, dict[str, float]]:
        """Every figure of each set."""
        return {name: figures(cases) for name, cases in self.cases.items()}


@dataclass(frozen=True)
class Report:
    """Where the page was written, and its summary for the terminal."""

    path: Path
    summary: str


def percent(value: float) -> str:
    """A share in French: «93,4 %»."""
    return f"{100 * value:.1f} %".replace(".", ",")


def number(value: float, digits: int = 1) -> str:
    """A number in French."""
    return f"{value:.{digits}f}".replace(".", ",")


def confusion(cases: Sequence[Case]) -> tuple[list[str], dict[tuple[str, str], int]]:
    """Intents in order, and how often each (expected, understood) pair came."""
    counts = Counter((case.intent, case.guessed) for case in cases)
    return sorted({intent for pair in counts for intent in pair}), dict(counts)


def worst(cases: Sequence[Case]) -> list[Case]:
    """Wrong intents, the surest first: these are what a person would be most surprised by."""
    return sorted((case for case in cases if not case.right), key=lambda case: -case.confidence)[:_WORST]


def listed(these: set[Fact]) -> list[str]:
    """Entities for a reader."""
    return sorted(f"{kind} : {value}" for kind, value in these)


def misread(cases: Sequence[Case]) -> list[tuple[Case, list[str], list[str]]]:
    """Messages whose entities are not those expected, with what is missing and what is too much."""
    found = []
    for case in cases:
        wanted, got = facts(case.expected), facts(case.found)
        if case.in_scope and wanted != got:
            missing, extra = (
                sorted(f"{kind} : {value}" for kind, value in these) for these in (wanted - got, got - wanted)
            )
            found.append((case, missing, extra))
    return found[:_WORST]


def points(values: Sequence[tuple[float, float]], width: int, height: int) -> str:
    """Points of an SVG line in a frame of ``width`` × ``height``, both coordinates being between 0 and 1."""
    return " ".join(f"{x * width:.1f},{(1 - y) * height:.1f}" for x, y in values)


def summary(results: Sequence[PipelineResult]) -> str:
    """A table in plain text: one line a figure, one column a pipeline."""
    width = max(map(len, NAMES.values()))
    lines = []
    for each, title in TITLES.items():
        lines += [f"{title} ({len(results[0].cases[each])} messages)"]
        values = [result.figures[each] for result in results]
        lines += [
            f"  {label:{width}}  " + "  ".join(f"{percent(v[name]):>8}" for v in values)
            for name, label in NAMES.items()
        ]
    for label, cells in (
        ("entraînement (s)", [number(r.training, 0) for r in results]),
        ("démarrage (s)", [number(r.start) for r in results]),
        ("mémoire (Mo)", [number(r.memory, 0) for r in results]),
        ("un message (ms)", [number(r.milliseconds) for r in results]),
    ):
        lines.append(f"  {label:{width}}  " + "  ".join(f"{cell:>8}" for cell in cells))
    return "\n".join([*(f"[{i}] {r.name}" for i, r in enumerate(results, 1)), "", *lines])


def write_report(
    results: Sequence[PipelineResult],
    recommended: Sequence[tuple[str, str, list[str]]],
    folder: Path,
    day: date,
    machine: str,
) -> Report:
    """Write ``folder/rapport.html``; the details are those of the first result.

    ``recommended``: the set, who answers, and the six figures of ``recommending.rows``.
    """
    environment = Environment(
        loader=FileSystemLoader(HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(percent=percent, number=number)
    first = results[0]
    details = []
    for name, title in TITLES.items():
        cases = first.cases[name]
        curve = threshold_curve(cases, _THRESHOLDS)
        intents, counts = confusion(cases)
        details.append(
            {
                "title": title,
                "shown": name == DEVELOPMENT,
                "cases": cases,
                "registers": accuracy_by_register(cases),
                "intents": by_intent(cases),
                "entities": entity_rates(cases),
                "calibration": calibration(cases),
                "calibration_line": points([(c, r) for c, r, _ in calibration(cases)], 260, 200),
                "curve": curve,
                "lines": {
                    label: points([(row[0] / _THRESHOLDS[-1], row[i]) for row in curve], 420, 200)
                    for i, label in enumerate(
                        ("hors sujet reconnus", "messages du domaine refusés", "intentions justes"), 1
                    )
                },
                "labels": intents,
                "counts": counts,
                "totals": Counter(case.intent for case in cases),
                "worst": worst(cases),
                "misread": misread(cases),
            }
        )
    page = environment.get_template("report.html.j2").render(
        results=results,
        recommended=recommended,
        details=details,
        names=NAMES,
        at_most=AT_MOST,
        titles=TITLES,
        day=day,
        machine=machine,
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "rapport.html"
    path.write_text(page, encoding="utf-8")
    return Report(path, summary(results))
