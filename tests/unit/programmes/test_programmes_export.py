"""Records written back to YAML: nothing lost, and nothing touched that did not change."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import RecordsError
from assistant.programmes.base import Base
from assistant.programmes.export import export
from assistant.programmes.files import read_records
from assistant.programmes.layout import record_lines
from assistant.programmes.records import (
    Call,
    Cumulation,
    Lesson,
    NextCall,
    Partnership,
    Payment,
    Programme,
    Rate,
    Source,
)
from assistant.settings import DATA

LESSONS = """# Enseignements.

lessons:

  # Celle-ci vient d'un atelier.
  - id: marge
    kind: principle
    title:    Garder une marge
    advice: Prévoyez une marge.
    sources: [{document: présentation, dated: "2008"}]
    checked: "2026-11-23"

  - id: temps
    kind: principle
    title: Prendre son temps
    advice: Comptez six mois.
    sources:
      - document: présentation
    checked: "2026-11-23"
"""


def texts(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.yml")}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "programmes", tmp_path / "copie"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    (tmp_path / "lessons.yml").write_text(LESSONS, encoding="utf-8")
    return tmp_path


def programme(**values: object) -> Programme:
    known = Programme(
        id="essai",
        name="Essai",
        period="2021-2027",
        status="open",
        family="culture",
        summary="Un essai.",
        checked="2026-11-23",
        confidence="high",
    )
    return replace(known, **values)  # type: ignore[arg-type]


def test_an_unchanged_base_changes_no_file(base: Base, copied: Path) -> None:
    before = texts(copied)
    report = export(base, copied)
    assert (report.files, report.records) == ((), 0)
    assert texts(copied) == before


def test_the_whole_base_written_anew_reads_back_equal(base: Base, tmp_path: Path) -> None:
    report = export(base, tmp_path / "neuf")
    assert report.records == sum(
        len(c) for c in (base.programmes, base.organisations, base.terms, base.lessons, base.mappings, base.facts)
    )
    assert read_records(tmp_path / "neuf") == base
    assert {p.name for p in report.files} == {p.name for p in (DATA / "programmes").rglob("*.yml")}


def test_what_is_written_anew_looks_like_the_files(base: Base, tmp_path: Path) -> None:
    export(base, tmp_path)
    for name, text in texts(DATA / "programmes").items():
        lines, written = text.splitlines(), set((tmp_path / name).read_text(encoding="utf-8").splitlines())
        assert sum(line in written for line in lines) > 0.97 * len(lines), name


def test_one_correction_touches_one_record(base: Base, copied: Path) -> None:
    corrected = replace(base.programmes["leader-2023-2027-ara"], summary="Un résumé corrigé.")
    before = texts(copied)
    report = export(Base(programmes={corrected.id: corrected}), copied, whole=False)
    after = texts(copied)
    assert report.files == (copied / "programmes" / "rural.yml",)
    assert {name for name in after if after[name] != before[name]} == {"programmes/rural.yml"}
    assert read_records(copied) == replace(base, programmes={**base.programmes, corrected.id: corrected})


def test_comments_and_the_hand_of_the_writer_stay(small: Path) -> None:
    records = read_records(small)
    later = replace(records.lessons["temps"], advice="Comptez un an.")
    export(replace(records, lessons={**records.lessons, "temps": later}), small)
    text = (small / "lessons.yml").read_text(encoding="utf-8")
    assert text == LESSONS.replace("Comptez six mois.", "Comptez un an.")


def test_a_corrected_record_keeps_the_comment_above_it(small: Path) -> None:
    (small / "lessons.yml").write_text(LESSONS + "# Fin des enseignements.\n", encoding="utf-8")
    corrected = replace(read_records(small).lessons["marge"], title="Garder de la marge")
    export(Base(lessons={"marge": corrected}), small, whole=False)
    text = (small / "lessons.yml").read_text(encoding="utf-8")
    assert "\n  # Celle-ci vient d'un atelier.\n  - id: marge\n    kind: principle\n    title: Garder de" in text
    assert text.endswith("# Fin des enseignements.\n")


def test_a_file_laid_out_otherwise_is_refused_rather_than_damaged(small: Path) -> None:
    (small / "terms.yml").write_text("terms: [{id: a, term: A, kind: law, definition: A., checked: '2026'}]\n")
    with pytest.raises(RecordsError, match=r"terms\.yml : « terms » n'est pas écrit comme une liste"):
        export(read_records(small), small)


def test_a_whole_export_takes_out_what_the_base_no_longer_holds(small: Path) -> None:
    records = read_records(small)
    export(replace(records, lessons={"temps": records.lessons["temps"]}), small)
    assert set(read_records(small).lessons) == {"temps"}
    export(Base(), small)
    assert read_records(small) == Base()


def test_a_partial_export_adds_what_is_new_and_keeps_the_rest(small: Path) -> None:
    new = Lesson(id="ecoute", kind="principle", title="Écouter", advice="Écoutez.", checked="2026-11-23")
    report = export(Base(lessons={"ecoute": new}), small, whole=False)
    assert report.records == 1
    assert list(read_records(small).lessons) == ["marge", "temps", "ecoute"]


def test_a_programme_that_changes_family_changes_file(tmp_path: Path) -> None:
    export(Base(programmes={"essai": programme()}), tmp_path)
    moved = Base(programmes={"essai": programme(family="rural")})
    export(moved, tmp_path, whole=False)
    assert read_records(tmp_path) == moved
    assert "essai" not in (tmp_path / "programmes" / "culture.yml").read_text(encoding="utf-8")


def test_a_family_that_does_not_exist_names_no_file(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="essai : famille inconnue"):
        export(Base(programmes={"essai": programme(family="../ailleurs")}), tmp_path)


@pytest.mark.parametrize(
    "text",
    [
        "NO",
        "2A",
        "03",
        "2026-11-23",
        "2026-11",
        "12",
        "1.5",
        "true",
        "null",
        "~",
        "+33 4 73 00 00 00",
        "a@b.fr",
        "oui: non",
        "a # b",
        "# a",
        "- a",
        "[a]",
        "{a: b}",
        "&a",
        "*a",
        "!a",
        "@a",
        "%a",
        "a:",
        "« a »",
        "'a'",
        'dit "a"',
        "a\\b",
        "deux\nlignes",
        "tab\tici",
        " espace",
        "espace ",
        "é\u2028è",
        "deux  espaces " + "mot " * 40 + "fin",
        "https://exemple.fr/" + "x" * 150,
        "Une phrase ; longue : vraiment ? " * 9 + "Oui !",
        "mot, " * 40 + "fin",
        "a\u00a0! " * 60 + "fin",
        "# dièse " * 40 + "fin",
    ],
)
def test_any_text_reads_back_the_same_wherever_it_stands(tmp_path: Path, text: str) -> None:
    base = Base(
        programmes={
            "essai": programme(
                summary=text,
                note=text,
                aliases=(text, "autre"),
                steps=(text,),
                keywords=(text,) * 9,
                calls=(Call(name=text, rolling=True),),
                next_call=NextCall(when=text),
                partnership=Partnership(note=text),
                rates=(Rate(62.5, when=text, holders=("commune",)),),
                payment=Payment(lump_sum=True, amounts=(30000.0, 62.5), note=text),
                cumulation=Cumulation(allowed=False, without=("union",), note=text),
                sources=(Source(url=text, seen=text),),
                rate_max=62.5,
                grant_max=50000.0,
            )
        }
    )
    export(base, tmp_path)
    assert read_records(tmp_path) == base


def test_no_line_begins_with_french_punctuation() -> None:
    lines = record_lines(programme(summary="Un jumelage ; un échange « entre villes » ! " * 12 + "Oui."))
    assert any(">-" in line for line in lines)
    assert not any(line.strip()[0] in ";:!?»" or line.rstrip().endswith("«") for line in lines)
    assert max(map(len, lines)) <= 108
