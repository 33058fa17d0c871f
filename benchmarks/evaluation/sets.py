"""The messages that the assistant is measured on, and the floors that its figures must not fall under."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant.settings import ROOT

FOLDER = ROOT / "tests" / "evaluation"
UNSEEN, DEVELOPMENT = "unseen", "utterances"
"""``unseen.jsonl``: nobody who changes the assistant reads it. ``utterances.jsonl``: its mistakes may be looked at."""

_RECOMMENDING, _CONVERSING = "recommending", "conversing"


@dataclass(frozen=True)
class Message:
    """One message and what must be understood; see ``tests/evaluation/README.md``."""

    text: str
    intent: str
    register: str
    entities: tuple[dict[str, Any], ...]


def read_set(name: str, folder: Path = FOLDER) -> list[Message]:
    """The messages of one set."""
    lines = (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Message(**{**line, "entities": tuple(line["entities"])}) for line in map(json.loads, lines)]


def read_floors(folder: Path = FOLDER) -> dict[str, dict[str, float]]:
    """For each set, the least value of each figure of ``figures.NAMES``; the greatest, for those of ``AT_MOST``."""
    return {name: floors for name, floors in _floors(folder).items() if name not in (_RECOMMENDING, _CONVERSING)}


def read_recommending_floors(folder: Path = FOLDER) -> dict[str, dict[str, dict[str, float]]]:
    """For each set of ``recommending`` and what was given, the floor of each figure."""
    floors: dict[str, dict[str, dict[str, float]]] = _floors(folder)[_RECOMMENDING]
    return floors


def read_conversing_floors(folder: Path = FOLDER) -> dict[str, dict[str, float]]:
    """For each set of ``conversing``, the floor of each figure."""
    floors: dict[str, dict[str, float]] = _floors(folder)[_CONVERSING]
    return floors


def _floors(folder: Path) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((folder / "floors.yml").read_text(encoding="utf-8"))
    return read
