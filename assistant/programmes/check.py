"""Checks the files of records: each record by itself, then what they say of one another."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from assistant.errors import RecordsError
from assistant.programmes.base import Base
from assistant.programmes.files import KEYS, KINDS, build, read_folder
from assistant.programmes.records import Programme
from assistant.programmes.rules import record_errors, record_warnings
from assistant.programmes.status import status_on

# kind → attribute → kind of the records that it names
REFERENCES: dict[str, dict[str, str]] = {
    "programmes": {
        "succeeds": "programmes",
        "part_of": "programmes",
        "funder": "organisations",
        "managed_by": "organisations",
        "support": "organisations",
    },
    "organisations": {"successor": "organisations"},
    "terms": {"see": "terms", "replaced_by": "terms", "organisation": "organisations", "programme": "programmes"},
    "lessons": {"asked_with": "lessons"},
    "mapping": {"from_": "programmes", "to": "programmes"},
    "facts": {
        "see_programmes": "programmes",
        "see_organisations": "organisations",
        "see_terms": "terms",
        "see_lessons": "lessons",
    },
}


@dataclass(frozen=True)
class Finding:
    """Something wrong (or worth a look) in a record: ``where`` names it, ``text`` says it in French."""

    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where} : {self.text}"


@dataclass
class Report:
    """``files``: records of each file, by kind. The base is sound when there is no error."""

    files: dict[str, dict[str, int]] = field(default_factory=dict)
    errors: list[Finding] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)


Records = dict[str, dict[str, Any]]


def check_folder(folder: Path, as_of: date | None = None, today: date | None = None) -> Report:
    """Every record below ``folder``, its status judged on ``as_of``, or on the day that the record was checked.

    ``today`` (``as_of`` unless given) is the day for which records to read again are pointed out: not checked for a
    year, or with a status that the dates of the record no longer give. Time passing is no error of the record.

    Raises ``RecordsError`` when a file is not YAML, or when there is none.
    """
    return check_contents(read_folder(folder), as_of, today)


def check_contents(
    contents: dict[Path, dict[str, Any]], as_of: date | None = None, today: date | None = None
) -> Report:
    """The same for files already read."""
    report = Report()
    records: Records = {kind: {} for kind in KINDS}
    for path, content in contents.items():
        _read_file(path, content, records, report)
    if not records["programmes"]:
        report.errors.append(Finding("dossier", "aucune fiche de programme"))
    for kind, found in records.items():
        for record in found.values():
            where = f"{kind} {record.id}"
            try:
                day = as_of or date.fromisoformat(record.checked)
            except ValueError:
                report.errors.append(Finding(where, f"checked doit être un jour, AAAA-MM-JJ : {record.checked!r}"))
                continue
            errors = [*record_errors(kind, record, day), *_lost_references(kind, record, records)]
            report.errors += [Finding(where, text) for text in errors]
            if not errors:
                report.warnings += [Finding(where, text) for text in _to_look_at(record, today or day)]
    report.errors += [*_loops(records), *_self_assessment(records)]
    if not report.errors:
        report.errors += _dead_ends(records)
    report.warnings += _shared_aliases(records)
    return report


def _to_look_at(record: Any, today: date) -> Iterator[str]:
    yield from record_warnings(record, today)
    if isinstance(record, Programme) and (status := status_on(record, today)) != record.status:
        yield f"statut à relire : {record.status} le {record.checked}, {status} le {today} d'après ses dates"


def _read_file(path: Path, content: dict[str, Any], records: Records, report: Report) -> None:
    """Put the records of a file where they belong, and say which cannot be read."""
    report.files[path.name] = {}
    for unknown in sorted(str(name) for name in content.keys() - KINDS.keys() - {"document"}):
        report.errors.append(Finding(path.name, f"clé inconnue « {unknown} »"))
    for kind in KINDS.keys() & content.keys():
        if not isinstance(content[kind], list):
            report.errors.append(Finding(path.name, f"« {kind} » doit être une liste de fiches"))
            continue
        report.files[path.name][kind] = len(content[kind])
        for values in content[kind]:
            name = values.get("id", "?") if isinstance(values, dict) else "?"
            try:
                record = build(KINDS[kind], values, f"{kind} {name}")
            except RecordsError as error:
                report.errors.append(Finding(path.name, str(error).rstrip(".")))
                continue
            if record.id in records[kind]:
                report.errors.append(Finding(f"{kind} {record.id}", f"id en double (dans {path.name})"))
            if isinstance(record, Programme) and record.family != path.stem:
                report.errors.append(Finding(f"{kind} {record.id}", f"famille {record.family} dans {path.name}"))
            records[kind][record.id] = record


def _names(record: Any, attribute: str) -> tuple[str, ...]:
    value = getattr(record, attribute)
    return value if isinstance(value, tuple) else (value,) if value else ()


def _lost_references(kind: str, record: Any, records: Records) -> Iterator[str]:
    for attribute, target in REFERENCES[kind].items():
        if lost := [name for name in _names(record, attribute) if name not in records[target]]:
            yield f"{KEYS.get(attribute, attribute)} : ids inconnus {lost}"


def _loops(records: Records) -> Iterator[Finding]:
    """Records to which what replaced them, or what contains them, leads back."""
    after: dict[str, list[str]] = {}
    for programme in records["programmes"].values():
        after.setdefault(programme.id, []).extend(_names(programme, "part_of"))
        for before in programme.succeeds:
            after.setdefault(before, []).append(programme.id)
    chains = (
        ("programmes", "succeeds ou part_of", after),
        ("organisations", "successor", {i: [*_names(o, "successor")] for i, o in records["organisations"].items()}),
        ("terms", "replaced_by", {i: [*_names(t, "replaced_by")] for i, t in records["terms"].items()}),
    )
    for kind, links, following in chains:
        for start in following:
            ring, seen = {start}, set[str]()
            while ring:
                ring = {name for current in ring for name in following.get(current, ())} - seen
                seen |= ring
            if start in seen:
                yield Finding(f"{kind} {start}", f"boucle dans {links}")


def _self_assessment(records: Records) -> Iterator[Finding]:
    """Questions that are none, and lessons that the self-assessment would ask about twice."""
    asked = Counter(name for lesson in records["lessons"].values() for name in lesson.asked_with)
    for lesson in records["lessons"].values():
        where = f"lessons {lesson.id}"
        if lesson.question and not lesson.question.endswith(" ?"):
            yield Finding(where, "question sans point d'interrogation")
        if lesson.asked_with and not lesson.question:
            yield Finding(where, "asked_with sans question")
        if asked[lesson.id] + bool(lesson.question) > 1:
            yield Finding(where, "demandée deux fois par l'autodiagnostic")


def _dead_ends(records: Records) -> list[Finding]:
    """Closed programmes from which one reaches neither a living one nor a written explanation."""
    base = Base(programmes=records["programmes"])

    def ends_well(programme: Programme, seen: frozenset[str]) -> bool:
        if programme.id in seen or programme.status != "closed" or programme.succeeded_by_note:
            return programme.id not in seen
        following = [*base.successors(programme.id), *filter(None, [base.programmes.get(programme.part_of or "")])]
        return any(ends_well(after, seen | {programme.id}) for after in following)

    return [
        Finding(f"programmes {programme.id}", "clos, sans successeur vivant ni succeeded_by_note")
        for programme in base.programmes.values()
        if not ends_well(programme, frozenset())
    ]


def _shared_aliases(records: Records) -> list[Finding]:
    found = []
    for kind in ("programmes", "organisations", "terms"):
        shared = Counter(
            alias for record in records[kind].values() for alias in {alias.casefold() for alias in record.aliases}
        )
        found += [Finding(kind, f"alias partagé « {alias} »") for alias, times in shared.items() if times > 1]
    return found
