"""JSON Lines in and out: one object a line, bad lines named by their number."""

import json
import sys
from collections.abc import Iterator
from typing import Any, TextIO

from assistant.errors import InputError


def read_lines(stream: TextIO | None = None) -> Iterator[tuple[int, dict[str, Any]]]:
    """Number and object of each line of UTF-8 JSON; empty lines are passed over.

    Raises ``InputError`` on a line that is not UTF-8, not JSON or not an object.
    """
    source = stream or sys.stdin
    if hasattr(source, "reconfigure"):
        source.reconfigure(encoding="utf-8", errors="strict")
    number = 0
    while True:
        number += 1
        try:
            line = source.readline()
        except UnicodeDecodeError:
            raise InputError(f"ligne {number} : ce n'est pas de l'UTF-8.") from None
        if not line:
            return
        if not line.strip():
            continue
        try:
            value = json.loads(line.lstrip("\ufeff"))
        except (ValueError, RecursionError):
            raise InputError(f"ligne {number} : ce n'est pas du JSON valide.") from None
        if not isinstance(value, dict):
            raise InputError(f'ligne {number} : un objet JSON est attendu, par exemple {{"text": "…"}}.')
        yield number, value


def write_line(value: dict[str, Any]) -> None:
    """One JSON object on stdout, at once."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def text_of(value: dict[str, Any], name: str, number: int, required: bool = True) -> str:
    """The text under ``name``; ``InputError`` when it is missing or not a text."""
    text = value.get(name)
    if text is None and not required:
        return ""
    if not isinstance(text, str):
        raise InputError(f"ligne {number} : « {name} » doit être un texte.")
    return text
