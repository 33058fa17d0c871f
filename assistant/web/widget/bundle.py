"""``/widget.js``: the modules of ``source/`` as one script, put together when the site starts.

The sources are standard modules (JSON and style sheets are imported with their type), so that an editor, a linter or a
browser reads them as they are. Here each one is taken after those that it imports, without its ``import`` lines and the
word ``export``, in one function. Names must
therefore be unique among modules, and never renamed: ``BundleError`` says which is not.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).parent / "source"
_MAIN = "main.js"
_IMPORT = re.compile(
    r"^import\s+(?:(?P<name>\w+)|\{[^}]*\})\s+from\s+\"(?:\./)?(?P<path>[\w./-]+)\"(?:\s+with\s+\{[^}]*\})?;\n",
    re.MULTILINE,
)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let)\b)", re.MULTILINE)
_TOP_LEVEL = re.compile(r"^(?:async )?(?:function|class|const|let)\s+(\w+)", re.MULTILINE)
_BLOCK_COMMENT = re.compile(r"^[ \t]*/\*.*?\*/[ \t]*\n?", re.MULTILINE | re.DOTALL)
_LINE_COMMENT = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)
_INDENT = re.compile(r"^[ \t]+|\n(?=\n)", re.MULTILINE)


class BundleError(Exception):
    """A source that cannot be put together with the others."""


def bundle(source: Path = SOURCE) -> bytes:
    """The script, UTF-8. Raises ``BundleError`` for a name given twice or a module that is not there."""
    parts = list(_modules(_MAIN, source, set()))
    seen: dict[str, str] = {}
    for name, text in parts:
        for declared in _TOP_LEVEL.findall(text):
            if declared in seen:
                raise BundleError(f"« {declared} » est dans {seen[declared]} et dans {name}.")
            seen[declared] = name
    body = _compact("".join(text for _, text in parts))
    return f'(() => {{\n"use strict";\n{body}}})();\n'.encode()


def _modules(name: str, source: Path, done: set[str]) -> Iterator[tuple[str, str]]:
    """(name, text) of a module, after those that it imports; each one once."""
    done.add(name)
    text = _read(name, source)
    for found in _IMPORT.finditer(text):
        path = found["path"]
        if " as " in found.group():
            raise BundleError(f"{name} renomme ce qu'il importe de {path}.")
        if path in done:
            continue
        if path.endswith(".js"):
            yield from _modules(path, source, done)
        else:
            done.add(path)
            yield path, _asset(found["name"], path, source)
    yield name, _EXPORT.sub("", _IMPORT.sub("", text))


def _asset(name: str, path: str, source: Path) -> str:
    """What the browser would make of an imported style sheet or JSON file."""
    text = _read(path, source)
    if path.endswith(".json"):
        return f"const {name} = {json.dumps(json.loads(text), ensure_ascii=False, separators=(',', ':'))};\n"
    style = json.dumps(_compact(text), ensure_ascii=False)
    return f"const {name} = new CSSStyleSheet();\n{name}.replaceSync({style});\n"


def _read(name: str, source: Path) -> str:
    try:
        return (source / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BundleError(f"Le module {name} n'existe pas.") from None


def _compact(text: str) -> str:
    """Without the comments that stand on lines of their own and the indents. No text of the sources spans lines."""
    return _INDENT.sub("", _LINE_COMMENT.sub("", _BLOCK_COMMENT.sub("", text))).lstrip("\n")
