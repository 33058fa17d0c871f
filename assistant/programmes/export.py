"""Records written back to the YAML files that they came from, or to new ones of the same layout.

A record that a file already says stays there as it is written, comments and all: only what differs is laid out anew, so
that an export of an unchanged base changes nothing.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import RecordsError
from assistant.programmes.base import Base
from assistant.programmes.files import KINDS, build, read_records, read_yaml
from assistant.programmes.layout import mapping_lines, record_lines
from assistant.programmes.records import Programme
from assistant.vocabulary import FAMILIES

# Kind in the files → collection of a ``Base``.
_COLLECTIONS = {kind: "mappings" if kind == "mapping" else kind for kind in KINDS}
_FILES = {
    "organisations": "organisations.yml",
    "terms": "terms.yml",
    "lessons": "lessons.yml",
    "document": "presentation-2008.yml",
    "mapping": "presentation-2008.yml",
    "facts": "presentation-2008.yml",
}
_HEADER = [
    "# Fiches exportées de la base. Format : SCHEMA.md.",
    "# Vérification après toute modification : python -m assistant programmes check",
    "",
]
_SECTION = re.compile(r"(\w+):")
_DASH = re.compile(r" *- ")


@dataclass
class _Section:
    """A top-level key of a file: the lines above it (comments), then its records' lines, one group a record."""

    above: list[str]
    items: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class ExportReport:
    """Files that the export changed, and how many records it wrote anew in them."""

    files: tuple[Path, ...]
    records: int


def _read_sections(path: Path, text: str) -> dict[str, _Section]:
    """The sections of a file, as lines; comments and empty lines go with what they precede (the last ones with "")."""
    sections: dict[str, _Section] = {}
    items: list[list[str]] = []
    dash = ""
    above: list[str] = []
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip())
        if not line.strip() or (line.lstrip().startswith("#") and (not dash or depth < len(dash))):
            above.append(line)
            continue
        if section := _SECTION.match(line):
            sections[section[1]] = _Section(above)
            items, dash = sections[section[1]].items, ""
        elif not items or (dash and line.startswith(dash)):
            items.append([*above, line])
            found = _DASH.match(line)
            dash = found[0] if found else ""
        else:
            items[-1] += [*above, line]
        above = []
    if above:
        sections[""] = _Section(above)
    for kind, content in read_yaml(path).items() if path.exists() else ():
        if kind in KINDS and len(sections[kind].items) != len(content):
            raise RecordsError(f"{path.name} : « {kind} » n'est pas écrit comme une liste d'une fiche par tiret.")
    return sections


def _said(kind: str, lines: list[str]) -> Any:
    """The record, or the mapping for ``document``, that lines of a file say."""
    content = yaml.load("\n".join(lines), yaml.CSafeLoader)
    return content if kind == "document" else build(KINDS[kind], content[0], "")


def _path_of(kind: str, record: Any, folder: Path) -> Path:
    if not isinstance(record, Programme):
        return folder / _FILES[kind]
    if record.family not in FAMILIES:
        raise RecordsError(f"{record.id} : famille inconnue « {record.family} ».")
    name = f"{record.family}.yml"
    return next(iter(sorted(folder.rglob(name))), folder / "programmes" / name)


def _merged(kind: str, section: _Section, records: Mapping[str, Any], drop: frozenset[str]) -> int:
    """Put the records in the section, those of ``drop`` out of it; how many were written anew."""
    left = dict(records)
    items: list[list[str]] = []
    written = 0
    for lines in section.items:
        said = _said(kind, lines)
        record = left.pop(said.id, None)
        if record is None:
            items += [] if said.id in drop else [lines]
        elif said == record:
            items.append(lines)
        else:
            above = takewhile(lambda line: not _DASH.match(line), lines)
            items.append([*above, *record_lines(record)])
            written += 1
    section.items = items + [["", *record_lines(record)] for record in left.values()]
    return written + len(left)


def _lines(sections: dict[str, _Section]) -> Iterable[str]:
    for name, section in sections.items():
        yield from section.above
        if name:
            yield f"{name}:" if section.items else f"{name}: []"
        for item in section.items:
            yield from item


def export(base: Base, folder: Path, whole: bool = True) -> ExportReport:
    """Write the records to the YAML files of ``folder``, which is made if need be.

    With ``whole`` the files say what ``base`` says and nothing else (records in the order of the files they are in);
    without it, only the records of ``base`` are put in, the others stay. Raises ``RecordsError`` when the files that
    are there cannot be read, or when a programme is of no known family.
    """
    old = read_records(folder) if any(folder.rglob("*.yml")) else Base()
    by_file: dict[Path, dict[str, dict[str, Any]]] = {}
    drop: dict[str, frozenset[str]] = {}
    for kind, collection in _COLLECTIONS.items():
        records: Mapping[str, Any] = getattr(base, collection)
        # A record that leaves a file (gone, or of another family now) must not stay where it was.
        drop[kind] = frozenset(records) | (frozenset(getattr(old, collection)) if whole else frozenset())
        for record in records.values():
            by_file.setdefault(_path_of(kind, record, folder), {}).setdefault(kind, {})[record.id] = record
    changed: list[Path] = []
    written = 0
    for path in sorted({*by_file, *folder.rglob("*.yml"), *([folder / _FILES["document"]] if whole else [])}):
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        sections = _read_sections(path, before)
        if path == folder / _FILES["document"] and whole:
            _write_document(sections, base.document)
        for kind in KINDS:
            wanted = by_file.get(path, {}).get(kind, {})
            if wanted and kind not in sections:
                sections[kind] = _Section([*_HEADER] if not sections else [""])
            if kind in sections:
                written += _merged(kind, sections[kind], wanted, drop[kind])
        after = "\n".join(_lines(sections)) + "\n"
        if sections and after != before:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(after, encoding="utf-8")
            changed.append(path)
    return ExportReport(tuple(changed), written)


def _write_document(sections: dict[str, _Section], document: Mapping[str, Any]) -> None:
    section = sections.get("document")
    lines = [line for item in section.items for line in item] if section else []
    if not document or (section and _said("document", lines) == document):
        return
    laid_out = _Section(section.above if section else [*_HEADER], [mapping_lines(dict(document), 2)])
    others = {name: other for name, other in sections.items() if name != "document"}
    sections.clear()
    sections.update({"document": laid_out, **others})
