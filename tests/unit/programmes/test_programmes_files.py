"""Reading the YAML files: what they say is kept, and every mistake names its file and record."""

from pathlib import Path

import pytest

from assistant.errors import RecordsError
from assistant.programmes.base import Base
from assistant.programmes.files import read_records
from assistant.programmes.records import NextCall, Source

LESSON = """
lessons:
  - id: marge
    kind: principle
    title: Garder une marge
    advice: Prévoyez une marge.
    sources: [{document: présentation, dated: "2008"}]
    checked: "2026-11-23"
"""


def folder_with(tmp_path: Path, text: str) -> Path:
    (tmp_path / "essai.yml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_record_keeps_its_values(tmp_path: Path) -> None:
    lesson = read_records(folder_with(tmp_path, LESSON)).lessons["marge"]
    assert (lesson.title, lesson.checked) == ("Garder une marge", "2026-11-23")
    assert lesson.sources == (Source(document="présentation", dated="2008"),)


def test_the_whole_base_is_read(base: Base) -> None:
    assert isinstance(base.programmes["leader-2023-2027-ara"].next_call, NextCall)
    assert base.mappings["mapping-objectif-1"].from_ == ("objectif-1-2000-2006",)
    assert base.document["year"] == 2008
    assert all((base.terms, base.organisations, base.facts, base.lessons))


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("title: Garder", "titel: Garder", ["essai.yml, marge", "clé inconnue « titel »"]),
        ("    title: Garder une marge\n", "", ["essai.yml, marge", "clés manquantes", "title"]),
        ('checked: "2026-11-23"', "checked: 2026-11-23", ["essai.yml, marge, checked", "entre guillemets"]),
        ("title: Garder une marge", "title: [a, b]", ["essai.yml, marge, title", "un texte"]),
        ('[{document: présentation, dated: "2008"}]', "présentation", ["essai.yml, marge, sources", "une liste"]),
        ('dated: "2008"', "dated: 2008", ["essai.yml, marge, sources, dated"]),
        ("kind: principle", "kind: principle\n    kind: asset", ["essai.yml, ligne", "« kind » écrite deux fois"]),
        ("lessons:", "lesson:", ["essai.yml", "clés inconnues ['lesson']"]),
        ("title: Garder une marge", "title: 'Garder", ["essai.yml", "YAML illisible"]),
    ],
)
def test_a_mistake_names_its_file_and_record(tmp_path: Path, wrong: str, right: str, said: list[str]) -> None:
    assert wrong in LESSON
    with pytest.raises(RecordsError) as error:
        read_records(folder_with(tmp_path, LESSON.replace(wrong, right)))
    assert all(part in str(error.value) for part in said), error.value


def test_the_same_id_twice_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, LESSON)
    (folder / "other.yml").write_text(LESSON, encoding="utf-8")
    with pytest.raises(RecordsError, match="marge : id en double"):
        read_records(folder)


def test_bytes_that_are_not_utf8_and_empty_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordsError, match="aucun fichier"):
        read_records(tmp_path)
    (tmp_path / "latin.yml").write_bytes("lessons: é".encode("latin-1"))
    with pytest.raises(RecordsError, match=r"latin\.yml : illisible"):
        read_records(tmp_path)
