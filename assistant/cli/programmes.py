"""``programmes check | load | export | show | stats | coverage | tree``: the programme base, for advisers."""

import difflib
import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.cli.coverage import PICTURE, as_page, as_rows, as_svg, as_table
from assistant.cli.tree import as_text
from assistant.errors import InputError
from assistant.family_tree.drawing import STYLE, whole_svg
from assistant.family_tree.lineage import family_tree
from assistant.matching.coverage import coverage as cover
from assistant.programmes.base import Base
from assistant.programmes.check import Finding, Report, check_contents
from assistant.programmes.export import export as write_files
from assistant.programmes.files import make_base, read_folder
from assistant.programmes.layout import record_lines
from assistant.programmes.records import Programme
from assistant.programmes.stats import UNBORN, statistics
from assistant.programmes.status import next_deadline, status_on
from assistant.programmes.store import LoadReport, Store
from assistant.settings import DATA, Settings
from assistant.text import key
from assistant.vocabulary import FAMILIES, FRAMEWORKS, GOALS, STATUSES

app = typer.Typer(
    help="La base de programmes : vérifier les fiches, les charger, les consulter.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

FOLDER = DATA / "programmes"
_RULES_BROKEN = 1
_KINDS = {"programmes": "programmes", "organisations": "organismes", "terms": "termes", "lessons": "enseignements",
          "mapping": "correspondances", "mappings": "correspondances", "facts": "faits"}  # fmt: skip
_CONFIDENCES = {"high": "haute", "medium": "moyenne", "low": "faible"}

AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="AAAA-MM-JJ", help="Jour pour lequel répondre (par défaut : aujourd'hui)."),
]


def _day(text: str | None) -> date:
    if text is None:
        return Settings().as_of
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise InputError(f"--as-of : date attendue sous la forme AAAA-MM-JJ, reçu « {text} ».") from None


def _store() -> Store:
    return Store(Settings().base_url)


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{number} {_KINDS[kind]}" for kind, number in counts.items())


def _grouped(findings: Iterable[Finding]) -> Iterator[str]:
    """The same remark about many records on one line."""
    groups: dict[str, list[str]] = {}
    for finding in findings:
        groups.setdefault(finding.text, []).append(finding.where)
    for text, where in groups.items():
        yield f"{', '.join(where)} : {text}"


def _print_errors(report: Report) -> None:
    for error in report.errors:
        print(f"ERREUR : {error}.")


@app.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="[DOSSIER]", help="Où sont les fiches.")] = FOLDER,
    as_of: AsOf = None,
) -> None:
    """Vérifie les fiches : règles de SCHEMA.md, liens, statuts. Finit par 1 s'il y a une erreur.

    Chaque statut est jugé le jour où la fiche a été vérifiée, ou le jour donné ; les fiches à relire aujourd'hui sont
    signalées. Exemple : python -m assistant programmes check --as-of 2027-01-15
    """
    day = _day(as_of)
    report = check_contents(read_folder(folder), day if as_of else None, day)
    for name, counts in report.files.items():
        print(f"{name} : {_counts(counts)}")
    for line in _grouped(report.warnings):
        print(f"avertissement : {line}.")
    _print_errors(report)
    print(f"{len(report.errors)} erreur(s), {len(report.warnings)} avertissement(s) au {day}.")
    if report.errors:
        raise typer.Exit(_RULES_BROKEN)


@app.command()
def load(
    folder: Annotated[Path, typer.Option("--folder", metavar="DOSSIER", help="Où sont les fiches.")] = FOLDER,
) -> None:
    """Charge les fiches dans la base, préparée au passage. Ce qu'un conseiller a corrigé dans la base y reste.

    Exemple : python -m assistant programmes load
    """
    contents = read_folder(folder)
    # Each record is judged on the day it was checked: time that passes changes what is answered, not what is loaded.
    checked = check_contents(contents)
    if checked.errors:
        _print_errors(checked)
        print(f"Rien n'a été chargé : {len(checked.errors)} erreur(s) dans {folder}.", file=sys.stderr)
        raise typer.Exit(_RULES_BROKEN)
    _print_load(_store().load(make_base(contents)))


def _print_load(report: LoadReport) -> None:
    print(
        f"Base chargée : {len(report.added)} fiche(s) ajoutée(s), {len(report.updated)} mise(s) à jour, "
        f"{len(report.removed)} ôtée(s), {len(report.unchanged)} inchangée(s)."
    )
    for said, identifiers in (("mises à jour", report.updated), ("ôtées", report.removed)):
        if identifiers:
            print(f"  {said} : {', '.join(identifiers)}")
    if report.kept_edited:
        print(f"  gardées comme un conseiller les a corrigées : {', '.join(report.kept_edited)}")
    if report.conflicting:
        print(f"  dont les fichiers disent autre chose depuis : {', '.join(report.conflicting)}")


@app.command()
def export(
    folder: Annotated[Path, typer.Option("--folder", metavar="DOSSIER", help="Où écrire les fiches.")] = FOLDER,
    edited: Annotated[
        bool, typer.Option("--edited", help="Seulement les fiches corrigées dans la base par un conseiller.")
    ] = False,
) -> None:
    """Écrit dans les fichiers YAML ce que dit la base ; ce qui n'a pas changé reste écrit comme il l'est.

    Exemple : python -m assistant programmes export --edited
    """
    store = _store()
    base = store.edited() if edited else store.snapshot()
    report = write_files(base, folder, whole=not edited)
    print(f"{report.records} fiche(s) écrite(s), {len(report.files)} fichier(s) modifié(s) dans {folder}.")
    for path in report.files:
        print(f"  {path}")


@app.command()
def show(
    identifier: Annotated[str, typer.Argument(metavar="ID", help="Identifiant, nom, sigle ou alias d'une fiche.")],
    as_of: AsOf = None,
) -> None:
    """Montre une fiche telle que la base la connaît, son statut du jour et ce qui l'a remplacée.

    Exemple : python -m assistant programmes show equal-2000-2006
    """
    day = _day(as_of)
    base = _store().snapshot()
    records = list(_named(base, identifier))
    if not records:
        known = [record.id for records in _collections(base).values() for record in records]
        near = difflib.get_close_matches(identifier, known, n=3)
        hint = f" Peut-être : {', '.join(near)}." if near else ""
        raise InputError(f"aucune fiche « {identifier} ».{hint}")
    for record in records:
        if isinstance(record, Programme):
            print(_situation(base, record, day))
        print("\n".join(record_lines(record)))


def _collections(base: Base) -> dict[str, list[Any]]:
    return {
        name: list(getattr(base, name).values())
        for name in ("programmes", "organisations", "terms", "lessons", "mappings", "facts")
    }


def _named(base: Base, wanted: str) -> Iterator[Any]:
    """The records of that id, name, acronym or alias."""
    for records in _collections(base).values():
        for record in records:
            if record.id == wanted or key(wanted) in map(key, _names(record)):
                yield record


def _names(record: Any) -> Iterator[str]:
    for attribute in ("name", "term", "title", "acronym", "expansion"):
        yield from filter(None, [getattr(record, attribute, None)])
    yield from getattr(record, "aliases", ())


def _situation(base: Base, programme: Programme, day: date) -> str:
    status = status_on(programme, day)
    said = STATUSES[status] if status else "n'existait pas encore"
    lines = [f"# Au {day} : {said}"]
    if deadline := next_deadline(programme, day):
        lines.append(f"# Prochaine clôture connue : {deadline}")
    if status == "closed":
        after = ", ".join(following.id for following in base.living_successors(programme.id, day))
        lines.append(f"# Ce qui le remplace ce jour-là : {after or programme.succeeded_by_note or 'rien'}")
    return "\n".join(lines)


@app.command()
def stats(
    as_of: AsOf = None,
    as_json: Annotated[bool, typer.Option("--json", help="Un objet JSON au lieu d'un tableau.")] = False,
) -> None:
    """Compte les fiches : par statut, famille, fiabilité, et ce qui vit ce jour-là par objectif, cadre et territoire.

    Exemple : python -m assistant programmes stats --as-of 2008-11-01
    """
    day = _day(as_of)
    counted = statistics(_store().snapshot(), day)
    if as_json:
        print(json.dumps(counted, ensure_ascii=False, indent=2))
        return
    print(f"Au {day} : {_counts(counted['records'])}")
    _table("Statut", counted["status"], {**STATUSES, UNBORN: "n'existait pas encore"})
    _table("Fiabilité", counted["confidence"], _CONFIDENCES)
    _table("Famille (vivants / tous)", {
        family: f"{counts['living']} / {counts['programmes']}" for family, counts in counted["family"].items()
    }, FAMILIES)  # fmt: skip
    _table("Objectif (vivants)", counted["living_goal"], GOALS)
    _table("Cadre (vivants)", counted["living_framework"], FRAMEWORKS)
    _table("Territoire du porteur (vivants)", counted["living_territory"], {})
    print(f"\nFiche relue le plus anciennement : {counted['oldest_check']}")


@app.command()
def coverage(
    as_of: AsOf = None,
    as_json: Annotated[bool, typer.Option("--json", help="Une ligne JSON par case, avec les fiches comptées.")] = False,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FICHIER", help="Écrit la figure dans ce fichier.")
    ] = None,
    page: Annotated[
        Path | None,
        typer.Option("--page", metavar="FICHIER", help="Écrit la page (Markdown) et, à côté, la figure coverage.svg."),
    ] = None,
) -> None:
    """Compte les programmes vivants et les organismes de chaque objectif, cadre et porteur, pour un porteur d'Auvergne.

    La page nomme les cases vides et ce qu'y dit un conseiller (data/coverage.yml).
    Exemple : python -m assistant programmes coverage --page docs/coverage.md
    """
    day = _day(as_of)
    base = _store().snapshot()
    cells = cover(base, day)
    if page:
        page.write_text(as_page(cells, base, day), encoding="utf-8")
        svg = svg or page.with_name(PICTURE)
    if svg:
        svg.write_text(as_svg(cells, day), encoding="utf-8")
    if as_json:
        for row in as_rows(cells):
            print(json.dumps(row, ensure_ascii=False))
    elif not svg:
        print(as_table(cells))


@app.command()
def tree(
    as_of: AsOf = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FICHIER", help="Dessine la filiation dans ce fichier.")
    ] = None,
) -> None:
    """Montre la filiation des programmes, de 2000 aux propositions pour 2028-2034 : ce que chacun a remplacé.

    Exemple : python -m assistant programmes tree --svg docs/filiation.svg
    """
    day = _day(as_of)
    sections = family_tree(_store().snapshot(), day)
    if svg:
        svg.write_text(whole_svg(sections, day, STYLE.read_text(encoding="utf-8")), encoding="utf-8")
    else:
        print("\n".join(as_text(sections)).lstrip("\n"))


def _table(title: str, counts: dict[str, Any], labels: dict[str, str]) -> None:
    print(f"\n{title}")
    for code, count in counts.items():
        print(f"  {count!s:>9}  {labels.get(code, code)}")
