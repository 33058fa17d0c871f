"""The records as YAML files: read into a ``Base``, every mistake named with its file and record."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin

import yaml

from assistant.errors import RecordsError
from assistant.programmes.base import Base
from assistant.programmes.records import Fact, Lesson, Mapping, Organisation, Programme, Term

KINDS: dict[str, type] = {
    "programmes": Programme,
    "organisations": Organisation,
    "terms": Term,
    "lessons": Lesson,
    "mapping": Mapping,
    "facts": Fact,
}
# Where the record class cannot bear the name that the files use.
ATTRIBUTES = {"from": "from_"}
KEYS = {attribute: key for key, attribute in ATTRIBUTES.items()}
_EXPECTED = {
    str: "un texte (entre guillemets pour une date ou un code)",
    float: "un nombre",
    int: "un nombre entier",
    bool: "true ou false",
}


class _Loader(yaml.CSafeLoader):
    """Refuses a key written twice in one record."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if len(set(keys)) < len(keys):
            twice = next(key for key in keys if keys.count(key) > 1)
            raise yaml.constructor.ConstructorError(None, None, f"clé « {twice} » écrite deux fois", node.start_mark)
        return super().construct_mapping(node, deep)


def read_yaml(path: Path) -> dict[str, Any]:
    """The content of one file. Raises ``RecordsError`` when it cannot be read or is not made of keys."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _Loader)
    except yaml.MarkedYAMLError as problem:
        line = f" ligne {problem.problem_mark.line + 1}," if problem.problem_mark else ""
        raise RecordsError(f"{path.name},{line} YAML illisible : {problem.problem}.") from problem
    except (yaml.YAMLError, UnicodeDecodeError, OSError, ValueError) as problem:
        raise RecordsError(f"{path.name} : illisible ({problem}).") from problem
    if not isinstance(content, dict):
        raise RecordsError(f"{path.name} : des clés comme « programmes » sont attendues.")
    return content


def read_folder(folder: Path) -> dict[Path, dict[str, Any]]:
    """Content of every YAML file below ``folder``, as plain values. Raises ``RecordsError``."""
    paths = sorted(folder.rglob("*.yml"))
    if not paths:
        raise RecordsError(f"{folder} : aucun fichier .yml dans ce dossier.")
    return {path: read_yaml(path) for path in paths}


def _scalar(expected: type, value: Any, where: str) -> Any:
    accepted = (int, float) if expected is float else expected
    if not isinstance(value, accepted) or (isinstance(value, bool) and expected is not bool):
        raise RecordsError(f"{where} : {_EXPECTED[expected]} est attendu, pas {value!r}.")
    return value


@cache
def _readers(kind: type) -> dict[str, Callable[[Any, str], Any]]:
    """Per attribute of a record class, what turns a YAML value into the attribute's."""

    def reader(annotation: Any) -> Callable[[Any, str], Any]:
        if isinstance(annotation, UnionType):
            annotation = next(a for a in get_args(annotation) if a is not NoneType)
        if get_origin(annotation) is tuple:
            item = reader(get_args(annotation)[0])

            def items(value: Any, where: str) -> Any:
                if not isinstance(value, list):
                    raise RecordsError(f"{where} : une liste est attendue, pas {value!r}.")
                return tuple(item(v, where) for v in value)

            return items
        if is_dataclass(annotation):
            return lambda value, where: build(annotation, value, where)  # type: ignore[arg-type]
        return lambda value, where: _scalar(annotation, value, where)

    return {f.name: reader(f.type) for f in fields(kind)}


def build(kind: type, values: Any, where: str) -> Any:
    """A record of class ``kind`` from plain values. Raises ``RecordsError``, which begins with ``where``."""
    if not isinstance(values, dict):
        raise RecordsError(f"{where} : une fiche est attendue, pas {values!r}.")
    readers = _readers(kind)
    read: dict[str, Any] = {}
    for key, value in values.items():
        name = ATTRIBUTES.get(key, key)
        if name not in readers:
            raise RecordsError(f"{where} : clé inconnue « {key} ».")
        read[name] = readers[name](value, f"{where}, {key}")
    try:
        return kind(**read)
    except TypeError as problem:
        missing = [f.name for f in fields(kind) if f.name not in read and f.default is not None and f.default != ()]
        raise RecordsError(f"{where} : clés manquantes {[KEYS.get(m, m) for m in missing]}.") from problem


def make_base(contents: dict[Path, dict[str, Any]]) -> Base:
    """The base that the files make. Raises ``RecordsError``, which names the file and the record."""
    found: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS}
    document: dict[str, Any] = {}
    for path, content in contents.items():
        if unknown := sorted(str(key) for key in content.keys() - KINDS.keys() - {"document"}):
            raise RecordsError(f"{path.name} : clés inconnues {unknown}.")
        document = content.get("document", document)
        for kind, cls in KINDS.items():
            if not isinstance(content.get(kind, []), list):
                raise RecordsError(f"{path.name} : « {kind} » doit être une liste de fiches.")
            for values in content.get(kind, ()):
                name = values.get("id", "?") if isinstance(values, dict) else kind
                record = build(cls, values, f"{path.name}, {name}")
                if record.id in found[kind]:
                    raise RecordsError(f"{path.name}, {record.id} : id en double.")
                found[kind][record.id] = record
    return Base(
        programmes=found["programmes"],
        organisations=found["organisations"],
        terms=found["terms"],
        lessons=found["lessons"],
        mappings=found["mapping"],
        facts=found["facts"],
        document=document,
    )


def read_records(folder: Path) -> Base:
    """Every record below ``folder``. Raises ``RecordsError``, which names the file and the record."""
    return make_base(read_folder(folder))
