"""The SVG of the tree, and the file of docs/ that shows it."""

import re
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from assistant.cli.programmes import app
from assistant.family_tree.drawing import (
    LARGEST,
    STATUSES,
    STYLE,
    marker,
    section_svg,
    short_name,
    status_text,
    whole_svg,
)
from assistant.family_tree.lettering import lines, width
from assistant.family_tree.lineage import Kin, Section, family_tree
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.settings import ROOT
from assistant.vocabulary import STATUSES as ALL_STATUSES

DAY = date(2026, 11, 27)
PICTURE = ROOT / "docs" / "filiation.svg"
REWRITE = "La base a changé : relancez « python -m assistant programmes tree --as-of {} --svg docs/filiation.svg »."
SVG = "{http://www.w3.org/2000/svg}"


def page_of(programme: Programme) -> str:
    return f"/programmes/{programme.id}"


def kin(name: str, period: str, status: str = "closed", column: int = 3, note: str | None = None) -> Kin:
    programme = Programme("x", name, period, status, "other", "Aide.", "2026-11-23", "high", succeeded_by_note=note)
    return Kin(programme, column, 0, status)


def test_the_picture_of_the_documentation_says_what_the_base_says(base: Base) -> None:
    drawn = PICTURE.read_text(encoding="utf-8")
    day = date.fromisoformat(ElementTree.fromstring(drawn).attrib["data-day"])

    assert drawn == whole_svg(family_tree(base, day), day, STYLE.read_text(encoding="utf-8")), REWRITE.format(day)


def test_every_link_is_drawn_once(base: Base) -> None:
    sections = family_tree(base, DAY)
    whole = ElementTree.fromstring(whole_svg(sections, DAY, ""))
    apart = [ElementTree.fromstring(section_svg(section, page_of)) for section in sections]

    wanted = sorted(f"{before} {p.id}" for p in base.programmes.values() for before in p.succeeds)
    for pictures in ([whole], apart):
        assert (
            sorted(g.get("data-link") for svg in pictures for g in svg.iter(f"{SVG}g") if g.get("data-link")) == wanted
        )


def test_every_programme_leads_to_its_page_and_tells_its_status_in_words(base: Base) -> None:
    for section in family_tree(base, DAY):
        svg = ElementTree.fromstring(section_svg(section, page_of))

        links = {
            a.get("href"): " ".join("".join(t.itertext()) for t in a.iter(f"{SVG}text")) for a in svg.iter(f"{SVG}a")
        }

        assert set(links) == {page_of(kin.programme) for kin in section.kin}
        for kin_ in section.kin:
            said = links[page_of(kin_.programme)]
            assert said.endswith(status_text(kin_, section)), said
            assert " ".join(said.split()).startswith(" ".join(short_name(kin_).split())[:12])


def test_a_picture_has_a_title_and_a_description_and_no_style_of_its_own(base: Base) -> None:
    for section in family_tree(base, DAY):
        text = section_svg(section, page_of)
        svg = ElementTree.fromstring(text)

        named = [svg.get("aria-labelledby"), svg.get("aria-describedby")]
        assert named == [svg.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")]  # type: ignore[union-attr]
        assert "style" not in text


def test_the_status_is_told_by_a_shape_too() -> None:
    shapes = {re.sub(r"ft-\w+", "", marker(status)) for status in STATUSES}

    assert set(STATUSES) == set(ALL_STATUSES)
    assert len(shapes) == len(STATUSES)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (kin("LIFE 2021-2027", "2021-2027"), "LIFE"),
        (
            kin("Fonds franco-québécois 2023-2024 (12e appel)", "2023-2024"),
            "Fonds franco-québécois 2023-2024 (12e appel)",
        ),
        (kin("Mindchangers", "2021-2024"), "Mindchangers (2021-2024)"),
        (kin("AgoraEU 2028-2034 (proposition)", "2028-2034", "proposed", 4), "AgoraEU"),
    ],
)
def test_years_are_told_once(given: Kin, told: str) -> None:
    assert short_name(given) == told


def test_what_nothing_replaced_is_told_so() -> None:
    ended, followed = kin("A", "2014-2020", note="Rien ne le remplace."), kin("A", "2014-2020")
    section = Section("autres", "Autres", ("Autres",), (ended,), (), DAY)

    assert status_text(ended, section) == "terminé, sans suite"
    assert status_text(followed, section) == "terminé"


def test_markup_in_a_name_stays_text() -> None:
    first, second = kin('<b onload="x">&', "2021-2027"), kin("B", "2021-2027")
    section = Section("autres", "Autres", ("Autres",), (first, second), (), DAY)

    svg = ElementTree.fromstring(section_svg(section, lambda programme: '/"><script>'))

    assert {element.tag.removeprefix(SVG) for element in svg.iter()} >= {"a", "text"}
    assert not {"b", "script"} & {element.tag.removeprefix(SVG) for element in svg.iter()}


def test_too_large_a_section_is_left_out_of_the_file(base: Base) -> None:
    crowd = tuple(
        Kin(replace(kin("LIFE", "2021-2027").programme, id=str(n)), 3, 0, "closed") for n in range(LARGEST + 1)
    )
    large = Section("autres", "Foule", ("Autres",), crowd, (), DAY)

    whole = whole_svg([*family_tree(base, DAY), large], DAY, "")

    assert "Foule" not in whole
    assert "Environnement et recherche" in whole


@pytest.mark.parametrize(("day", "period"), [(DAY, "2021-2027"), (date(2016, 5, 1), "2014-2020")])
def test_the_period_under_way_is_marked(day: date, period: str, base: Base) -> None:
    picture = section_svg(family_tree(base, day)[0], page_of)

    assert f'{period}<tspan class="ft-said"> · en cours' in picture
    assert picture.count("en cours") == picture.count("ft-now") == 1


def test_lines_fit_and_lose_nothing() -> None:
    text = "Programme « Organisations de la société civile » : anticonstitutionnellementissimement"

    cut = lines(text, 12.5, 100)

    assert all(width(line, 12.5) <= 100 for line in cut)
    assert re.sub(r"[-\s]", "", "".join(cut)) == re.sub(r"\s", "", text)
    assert not any(line.startswith(("»", ":")) or line.endswith("«") for line in cut)


def test_the_command_shows_the_tree(loaded_base: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    picture = tmp_path / "tree.svg"

    shown = CliRunner().invoke(app, ["tree", "--as-of", "2026-11-27"])
    written = CliRunner().invoke(app, ["tree", "--as-of", "2026-11-27", "--svg", str(picture)])

    assert (shown.exit_code, written.exit_code, written.output) == (0, 0, "")
    assert "cerv-2021-2027 (entre deux appels) ← europe-pour-les-citoyens-2014-2020" in shown.output
    assert picture.read_text(encoding="utf-8") == PICTURE.read_text(encoding="utf-8")
