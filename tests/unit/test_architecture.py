"""Imports go one way: the domain knows neither Rasa, nor the web, nor the dialogue."""

import ast
from pathlib import Path

import pytest

from assistant.settings import ROOT

FORBIDDEN = {
    "assistant/programmes": ("rasa", "starlette", "assistant.matching", "assistant.dialogue", "assistant.nlu"),
    "assistant/places": ("rasa", "starlette", "assistant.matching", "assistant.dialogue", "assistant.nlu", "actions"),
    "assistant/matching": ("rasa", "starlette", "assistant.dialogue", "assistant.nlu", "actions"),
    "assistant/family_tree": ("rasa", "starlette", "assistant.dialogue", "assistant.web", "assistant.nlu", "actions"),
    "assistant/dialogue": ("rasa", "starlette", "actions"),
    "assistant/sheets": ("rasa", "starlette", "actions"),
    "assistant/web": ("rasa", "actions"),
}  # fmt: skip


def _imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("folder", FORBIDDEN)
def test_layers(folder: str) -> None:
    for path in (ROOT / folder).rglob("*.py"):
        for name in _imported(path):
            assert not any(name == f or name.startswith((f + ".", f + "_")) for f in FORBIDDEN[folder]), (path, name)
