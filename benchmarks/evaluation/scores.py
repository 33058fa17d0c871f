"""Figures out of what was expected and what was understood. No Rasa, no file: plain functions on plain values.

Annotation rules that the comparison follows: ``tests/evaluation/README.md``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

OUT_OF_SCOPE = "out_of_scope"
REFUSALS = frozenset({OUT_OF_SCOPE, "nlu_fallback"})
"""Both tell the person that the message cannot be served as it is."""
FORMULAS = frozenset({"greet", "goodbye", "thank", "affirm", "deny", "stop", "restart"})
"""Intents of short formulas, which cannot be new to anybody."""

Fact = tuple[str, str]


@dataclass(frozen=True)
class Case:
    """One message: what must be understood, and what was.

    ``found``: entities as ``{"entity", "value", "text", "start", "end", "role"}``. ``confidence``: of the intent, from
    0 to 1. ``likeliest``: the model's own first choice, before the threshold.
    """

    text: str
    register: str
    intent: str
    expected: tuple[dict[str, Any], ...]
    guessed: str
    confidence: float
    found: tuple[dict[str, Any], ...]
    likeliest: str

    @property
    def right(self) -> bool:
        return self.guessed == self.intent

    @property
    def in_scope(self) -> bool:
        return self.intent != OUT_OF_SCOPE


@dataclass(frozen=True)
class Rates:
    """Precision, recall and F1 (0 to 1) over ``expected`` things; 1 where nothing was expected nor found."""

    precision: float
    recall: float
    f1: float
    expected: int


def rates(hits: int, found: int, expected: int) -> Rates:
    """Rates out of counts."""
    precision = hits / found if found else float(not expected)
    recall = hits / expected if expected else float(not found)
    f1 = 2 * hits / (found + expected) if found + expected else 1.0
    return Rates(precision, recall, f1, expected)


def accuracy(cases: Sequence[Case]) -> float:
    """Share of right intents; 1 of no case."""
    return sum(case.right for case in cases) / len(cases) if cases else 1.0


def by_intent(cases: Iterable[Case]) -> dict[str, Rates]:
    """Rates of each intent that is expected at least once."""
    hits, guessed, expected = Counter[str](), Counter[str](), Counter[str]()
    for case in cases:
        expected[case.intent] += 1
        guessed[case.guessed] += 1
        hits[case.intent] += case.right
    return {intent: rates(hits[intent], guessed[intent], n) for intent, n in sorted(expected.items())}


def macro_f1(cases: Iterable[Case]) -> float:
    """Mean F1 of the intents, each weighing the same."""
    each = by_intent(cases)
    return sum(r.f1 for r in each.values()) / len(each) if each else 1.0


def accuracy_by_register(cases: Iterable[Case]) -> dict[str, tuple[float, int]]:
    """Share of right intents and number of messages of each register."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[case.register].append(case)
    return {name: (accuracy(group), len(group)) for name, group in sorted(groups.items())}


def normalised(value: object) -> str:
    """A value as it is compared: ``20000``, ``20000.0`` and ``"20000"`` are one."""
    try:
        number = float(str(value))
    except ValueError:
        return str(value)
    return str(round(number, 2)) if str(value)[:1] != "0" or number == 0 else str(value)


def facts(entities: Iterable[dict[str, Any]]) -> set[Fact]:
    """(entity, value) pairs; a value said twice counts once. The yearly income of a body is no fact of its project."""
    return {(e["entity"], normalised(e["value"])) for e in entities if e.get("role") != "income"}


def entity_rates(cases: Iterable[Case]) -> dict[str, Rates]:
    """Rates of each type of entity, value included, and of all together under ``all``; out of scope is left out."""
    hits, found, expected = Counter[str](), Counter[str](), Counter[str]()
    for case in cases:
        if not case.in_scope:
            continue
        wanted, got = facts(case.expected), facts(case.found)
        for counter, these in ((hits, wanted & got), (found, got), (expected, wanted)):
            counter.update(kind for kind, _ in these)
            counter["all"] += len(these)
    return {kind: rates(hits[kind], found[kind], expected[kind]) for kind in sorted({*found, *expected, "all"})}


def span_rates(cases: Iterable[Case]) -> Rates:
    """Rates of all entities whatever their value: right type, on words that overlap."""
    hits = found = expected = 0
    for case in cases:
        if not case.in_scope:
            continue
        wanted, got = _spans(case.text, case.expected), _spans(case.text, case.found)
        hits += sum(any(_meet(w, g) for g in got) for w in wanted)
        found += len(got)
        expected += len(wanted)
    return rates(hits, found, expected)


def value_accuracy(cases: Iterable[Case]) -> float:
    """Share of right values among the entities found where one of their type was expected."""
    right = all_ = 0
    for case in cases:
        if not case.in_scope:
            continue
        for wanted in case.expected:
            span = _span(case.text, wanted)
            met = [g for g in case.found if _meet(span, _span(case.text, g))]
            if met:
                all_ += 1
                right += any(normalised(g["value"]) == normalised(wanted["value"]) for g in met)
    return right / all_ if all_ else 1.0


def role_accuracy(cases: Iterable[Case]) -> float:
    """Share of right roles among the amounts found whose role is annotated."""
    right = all_ = 0
    for case in cases:
        for wanted in case.expected:
            met = [
                g
                for g in case.found
                if g["entity"] == wanted["entity"] == "amount" and normalised(g["value"]) == normalised(wanted["value"])
            ]
            if met and wanted.get("role"):
                all_ += 1
                right += met[0].get("role") == wanted["role"]
    return right / all_ if all_ else 1.0


def out_of_scope_recall(cases: Iterable[Case]) -> float:
    """Share of the messages outside the assistant's scope that are not served as if they were inside."""
    outside = [case for case in cases if not case.in_scope]
    return sum(case.guessed in REFUSALS for case in outside) / len(outside) if outside else 1.0


def refused(cases: Iterable[Case]) -> float:
    """Share of the messages inside the scope that are refused."""
    inside = [case for case in cases if case.in_scope]
    return sum(case.guessed in REFUSALS for case in inside) / len(inside) if inside else 0.0


def calibration(cases: Sequence[Case], bins: int = 10) -> list[tuple[float, float, int]]:
    """(mean confidence, share of right first choices, messages) of each slice of confidence that is not empty."""
    slices: dict[int, list[Case]] = defaultdict(list)
    for case in cases:
        slices[min(int(case.confidence * bins), bins - 1)].append(case)
    return [
        (
            sum(c.confidence for c in group) / len(group),
            sum(c.likeliest == c.intent for c in group) / len(group),
            len(group),
        )
        for _, group in sorted(slices.items())
    ]


def calibration_error(cases: Sequence[Case]) -> float:
    """Expected calibration error: mean distance between confidence and share of right, weighted by messages."""
    return sum(abs(mean - right) * n for mean, right, n in calibration(cases)) / len(cases) if cases else 0.0


def threshold_curve(cases: Sequence[Case], thresholds: Iterable[float]) -> list[tuple[float, float, float, float]]:
    """(threshold, out-of-scope recall, share refused inside the scope, accuracy) were each the fallback's threshold."""
    curve = []
    for threshold in thresholds:
        outside = inside = right = 0
        for case in cases:
            guessed = case.likeliest if case.confidence >= threshold else "nlu_fallback"
            outside += not case.in_scope and guessed in REFUSALS
            inside += case.in_scope and guessed in REFUSALS
            right += guessed == case.intent
        scope = sum(case.in_scope for case in cases)
        curve.append((threshold, outside / (len(cases) - scope), inside / scope, right / len(cases)))
    return curve


def _span(text: str, entity: dict[str, Any]) -> tuple[str, int, int]:
    start = entity.get("start")
    if start is None:
        start = text.find(entity["text"])
    return entity["entity"], start, start + len(entity["text"])


def _spans(text: str, entities: Iterable[dict[str, Any]]) -> list[tuple[str, int, int]]:
    return [_span(text, e) for e in entities if e.get("role") != "income"]


def _meet(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]
