"""``python -m assistant programmes coverage`` and the page of docs/ that it writes."""

import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from assistant.cli.coverage import as_page, as_svg, as_table
from assistant.cli.programmes import app
from assistant.matching.coverage import Cell, Note, coverage, empty, note_on, notes
from assistant.programmes.base import Base
from assistant.programmes.records import Organisation, Programme
from assistant.settings import ROOT
from assistant.vocabulary import FRAMEWORKS, GOALS, HOLDERS

DAY = date(2026, 11, 27)
PAGE = ROOT / "docs" / "coverage.md"
REWRITE = "La base a changé : relancez « python -m assistant programmes coverage --as-of {} --page docs/coverage.md »."


def programme(identifier: str, **values: object) -> Programme:
    given = {
        "name": identifier, "period": "permanent", "status": "permanent", "family": "other", "summary": "Aide.",
        "checked": "2026-11-23", "confidence": "high", "goals": ("development",), "frameworks": ("international",),
        "holders": ("association",), "territories": ("FR",), "start": "2020",
    }  # fmt: skip
    return Programme(id=identifier, **{**given, **values})  # type: ignore[arg-type]


def body(identifier: str, *helps: str) -> Organisation:
    return Organisation(
        identifier, identifier, "network", "", "active", "high", "2026-11-23", helps_with=helps, territories=("FR",)
    )


def cell(goal: str, framework: str, holder: str, *programmes: Programme, bodies: tuple[Organisation, ...] = ()) -> Cell:
    base = Base({p.id: p for p in programmes}, {o.id: o for o in bodies})
    found = {(c.goal, c.framework, c.holder): c for c in coverage(base, DAY)}
    return found[goal, framework, holder]


def test_a_programme_answers_the_goals_frameworks_and_holders_of_its_record() -> None:
    well = programme("puits")

    assert cell("development", "international", "association", well).programmes == ("puits",)
    assert cell("political", "international", "association", well).programmes == ()
    assert cell("development", "decentralised", "association", well).programmes == ()
    assert cell("development", "international", "commune", well).programmes == ()


@pytest.mark.parametrize(
    "values",
    [
        {"period": "2014-2020", "status": "closed"},
        {"period": "2028-2034", "status": "proposed"},
        {"territories": ("FR-BRE",)},
        {"territories_excluded": ("03", "15", "43", "63")},
        {"holders": ()},
    ],
)
def test_what_is_over_or_elsewhere_or_for_nobody_answers_nothing(values: dict[str, object]) -> None:
    assert cell("development", "international", "association", programme("x", **values)).programmes == ()


def test_a_family_counts_only_where_none_of_its_parts_does() -> None:
    family = programme("famille", holders=("association", "commune"))
    part = programme("volet", part_of="famille")

    assert cell("development", "international", "association", family, part).programmes == ("volet",)
    assert cell("development", "international", "commune", family, part).programmes == ("famille",)


def test_bodies_that_advise_count_unless_they_name_other_goals_or_frameworks() -> None:
    bodies = (body("general", "advice"), body("urgence", "advice", "humanitarian"), body("argent", "funding"))

    assert cell("development", "international", "commune", bodies=bodies).bodies == ("general",)
    assert cell("humanitarian", "international", "commune", bodies=bodies).bodies == ("general", "urgence")


def test_a_note_without_codes_speaks_of_all_and_the_first_one_wins() -> None:
    lone = Cell("political", "cross_border", "ecole", (), ())

    assert Note("gap", "…").speaks_of(lone)
    assert not Note("gap", "…", holders=("commune",)).speaks_of(lone)
    assert note_on(lone) == next(note for note in notes() if note.speaks_of(lone))


def test_notes_use_known_codes_and_definitions(base: Base) -> None:
    for note in notes():
        assert note.kind in ("gap", "senseless")
        assert note.say.strip().endswith(".")
        assert set(note.goals) <= set(GOALS)
        assert set(note.frameworks) <= set(FRAMEWORKS)
        assert set(note.holders) <= set(HOLDERS)
        assert set(note.terms) <= set(base.terms)


def test_every_empty_cell_of_the_base_has_its_note(base: Base) -> None:
    assert [one for one in empty(coverage(base, DAY)) if note_on(one) is None] == []


def test_the_table_has_a_line_a_holder_and_counts_bodies(base: Base) -> None:
    lines = as_table(coverage(base, DAY)).splitlines()

    assert sum(line.strip().startswith("association ") for line in lines) == len(GOALS)
    assert sum(line.strip().startswith("(organismes)") for line in lines) == len(GOALS)


def test_the_picture_is_one_that_everybody_can_read(base: Base) -> None:
    cells = coverage(base, DAY)
    picture = ElementTree.fromstring(as_svg(cells, DAY))
    tag = "{http://www.w3.org/2000/svg}"
    names = {picture.find(f"{tag}title"), picture.find(f"{tag}desc")}

    assert picture.get("role") == "img"
    assert {name.get("id") for name in names if name is not None} == set((picture.get("aria-labelledby") or "").split())
    squares = [group.findtext(f"{tag}title") for group in picture.findall(f"{tag}g")]
    written = [group.findtext(f"{tag}text") for group in picture.findall(f"{tag}g")]
    assert len(set(squares)) == len(cells)
    assert sorted(map(int, filter(None, written))) == sorted(len(one.programmes) for one in cells)


def test_the_page_of_the_documentation_is_what_the_base_gives(base: Base) -> None:
    written = PAGE.read_text(encoding="utf-8")
    day = date.fromisoformat(re.findall(r"--as-of (\d{4}-\d\d-\d\d)", written)[0])
    cells = coverage(base, day)

    assert written == as_page(cells, base, day), REWRITE.format(day)
    assert PAGE.with_suffix(".svg").read_text(encoding="utf-8") == as_svg(cells, day), REWRITE.format(day)


def test_the_command_prints_lines_and_writes_the_page_and_its_picture(
    base: Base, loaded_base: str, tmp_path: Path
) -> None:
    run = CliRunner().invoke
    lines = run(app, ["coverage", "--as-of", "2026-11-27", "--json"]).output.splitlines()
    written = run(app, ["coverage", "--as-of", "2026-11-27", "--page", str(tmp_path / "page.md")])
    cells = coverage(base, DAY)

    assert len(lines) == len(GOALS) * len(FRAMEWORKS) * len(HOLDERS)
    assert set(json.loads(lines[0])) == {"goal", "framework", "holder", "programmes", "bodies"}
    assert written.exit_code == 0
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == as_page(cells, base, DAY)
    assert (tmp_path / "coverage.svg").read_text(encoding="utf-8") == as_svg(cells, DAY)
