"""One set through one pipeline: the figures that are reported and held by floors."""

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.evaluation.scores import (
    FORMULAS,
    Case,
    accuracy,
    accuracy_by_register,
    calibration_error,
    entity_rates,
    macro_f1,
    out_of_scope_recall,
    refused,
    role_accuracy,
    span_rates,
    value_accuracy,
)
from benchmarks.evaluation.sets import Message

NAMES = {
    "accuracy": "intentions justes",
    "macro_f1": "F1 moyen des intentions",
    "accuracy_without_formulas": "intentions justes, formules courtes mises à part",
    "accuracy_on_a_phone": "intentions justes, tapées au téléphone",
    "entity_f1": "entités avec leur valeur, F1",
    "span_f1": "entités repérées, F1",
    "value_accuracy": "valeur juste des entités repérées",
    "role_accuracy": "rôle juste des montants",
    "out_of_scope_recall": "hors sujet reconnus",
    "refused": "messages du domaine refusés",
    "calibration_error": "écart entre confiance et justesse",
}
AT_MOST = frozenset({"refused", "calibration_error"})
"""Figures that are better when smaller."""
_FALLBACK = "nlu_fallback"


def case_of(message: Message, parsed: Mapping[str, Any]) -> Case:
    """A message with what Rasa's ``/model/parse`` (or an agent's ``parse_message``) understood of it."""
    ranking = [r for r in parsed.get("intent_ranking") or () if r["name"] != _FALLBACK]
    first = ranking[0] if ranking else parsed["intent"]
    return Case(
        text=message.text,
        register=message.register,
        intent=message.intent,
        expected=message.entities,
        guessed=parsed["intent"]["name"] or _FALLBACK,
        confidence=float(first["confidence"]),
        # Rasa's own extractors leave the text out.
        found=tuple({"text": message.text[e["start"] : e["end"]], **e} for e in parsed["entities"]),
        likeliest=first["name"],
    )


def figures(cases: Sequence[Case]) -> dict[str, float]:
    """Every figure of ``NAMES``, from 0 to 1."""
    return {
        "accuracy": accuracy(cases),
        "macro_f1": macro_f1(cases),
        "accuracy_without_formulas": accuracy([c for c in cases if c.intent not in FORMULAS]),
        "accuracy_on_a_phone": accuracy_by_register(cases).get("phone", (1.0, 0))[0],
        "entity_f1": entity_rates(cases)["all"].f1,
        "span_f1": span_rates(cases).f1,
        "value_accuracy": value_accuracy(cases),
        "role_accuracy": role_accuracy(cases),
        "out_of_scope_recall": out_of_scope_recall(cases),
        "refused": refused(cases),
        "calibration_error": calibration_error(cases),
    }


def under_the_floor(found: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """French sentences, one for each figure that is worse than its floor."""
    worse = []
    for name, floor in floors.items():
        value = found[name]
        if value > floor if name in AT_MOST else value < floor:
            limit = "au plus" if name in AT_MOST else "au moins"
            worse.append(f"{NAMES[name]} : {value:.3f}, il faut {limit} {floor:.3f}".replace(".", ","))
    return worse
