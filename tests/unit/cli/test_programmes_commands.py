"""``python -m assistant programmes …``, as an adviser uses it."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli.programmes import app
from assistant.errors import AssistantError, BaseUnavailable, InputError, RecordsError
from assistant.programmes.files import read_records
from assistant.programmes.store import Store
from assistant.settings import DATA, ROOT

Run = Callable[..., Result]


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A base that does not exist yet."""
    address = f"sqlite:///{tmp_path / 'var' / 'base.sqlite'}"
    monkeypatch.setenv("BASE_URL", address)
    monkeypatch.setenv("AS_OF", "2026-11-23")
    return address


@pytest.fixture
def run(url: str) -> Run:
    return lambda *arguments: CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The records' files, to write in."""
    return Path(shutil.copytree(DATA / "programmes", tmp_path / "records"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refused(result: Result, kind: type[AssistantError]) -> str:
    """The sentence of an error that the door of the command line prints."""
    assert isinstance(result.exception, kind), result.output
    return str(result.exception)


def test_check_sums_each_file_up(run: Run) -> None:
    result = run("check")

    assert result.exit_code == 0
    assert "rural.yml : 6 programmes" in result.output
    assert "0 erreur(s)" in result.output.splitlines()[-1]


def test_check_gathers_the_same_warning_on_one_line(run: Run) -> None:
    (line,) = [line for line in run("check").output.splitlines() if "sans holders" in line]

    assert "interact-iii" in line
    assert "interact-iv" in line


def test_check_ends_with_1_on_a_broken_rule_and_names_it(run: Run, folder: Path) -> None:
    edit(folder / "terms.yml", "kind: ", "kind: inconnu # ")

    result = run("check", folder)

    assert result.exit_code == 1
    assert "ERREUR : terms " in result.output
    assert "kind : valeurs inconnues ['inconnu']" in result.output


def test_check_judges_statuses_on_the_day_asked_for(run: Run) -> None:
    result = run("check", "--as-of", "2028-06-01")

    assert result.exit_code == 1
    assert "mais fin le 2027-12-31" in result.output


def test_check_refuses_what_it_cannot_read(run: Run, tmp_path: Path) -> None:
    assert "AAAA-MM-JJ" in refused(run("check", "--as-of", "hier"), InputError)
    assert "aucun fichier .yml" in refused(run("check", tmp_path / "nowhere"), RecordsError)


def test_load_makes_the_base_and_may_be_repeated(run: Run, url: str) -> None:
    first, second = run("load"), run("load")

    loaded = re.search(r"(\d+) fiche\(s\) ajoutée\(s\)", first.output)
    assert loaded
    assert int(loaded[1]) > 500
    assert f"0 fiche(s) ajoutée(s), 0 mise(s) à jour, 0 ôtée(s), {loaded[1]} inchangée(s)" in second.output
    assert len(Store(url).snapshot().programmes) == len(read_records(DATA / "programmes").programmes)


def test_load_says_what_it_changed(run: Run, folder: Path) -> None:
    run("load", "--folder", folder)
    lesson = next(iter(read_records(folder).lessons.values()))
    edit(folder / "lessons.yml", lesson.title, "Un autre titre")

    assert f"mises à jour : lessons/{lesson.id}" in run("load", "--folder", folder).output


def test_load_refuses_records_that_break_the_rules(run: Run, folder: Path, url: str) -> None:
    run("load")
    before = Store(url).revision()
    edit(folder / "lessons.yml", "kind: ", "kind: inconnu # ")

    result = run("load", "--folder", folder)

    assert result.exit_code == 1
    assert "Rien n'a été chargé" in result.output
    assert Store(url).revision() == before


def test_load_goes_on_whatever_the_day(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    # GIVEN a day on which many records wait for an adviser to look at them again
    monkeypatch.setenv("AS_OF", "2031-01-01")

    checked = run("check")

    # THEN they are pointed out, nothing is wrong with them, and the base loads
    assert checked.exit_code == 0
    assert "statut à relire" in checked.output
    assert "pas relue depuis un an" in checked.output
    assert run("check", "--as-of", "2031-01-01").exit_code == 1
    assert run("load").exit_code == 0


def test_a_correction_is_kept_then_exported_then_loaded(run: Run, folder: Path, url: str) -> None:
    loaded = re.search(r"(\d+) fiche\(s\) ajoutée\(s\)", run("load", "--folder", folder).output)
    assert loaded
    store = Store(url)
    lesson = next(iter(store.snapshot().lessons.values()))
    store.save(replace(lesson, advice="Partir un an avant."))

    assert f"corrigées : lessons/{lesson.id}" in run("load", "--folder", folder).output

    exported = run("export", "--edited", "--folder", folder).output
    assert "1 fiche(s) écrite(s), 1 fichier(s) modifié(s)" in exported
    assert read_records(folder).lessons[lesson.id].advice == "Partir un an avant."

    assert f"{loaded[1]} inchangée(s)" in run("load", "--folder", folder).output
    assert run("export", "--edited", "--folder", folder).output.startswith("0 fiche(s) écrite(s)")


def test_a_correction_is_told_when_the_files_changed_since(run: Run, folder: Path, url: str) -> None:
    loaded = re.search(r"(\d+) fiche\(s\) ajoutée\(s\)", run("load", "--folder", folder).output)
    assert loaded
    store = Store(url)
    lesson = next(iter(store.snapshot().lessons.values()))
    store.save(replace(lesson, advice="Partir un an avant."))
    edit(folder / "lessons.yml", lesson.title, "Un autre titre")

    assert f"disent autre chose depuis : lessons/{lesson.id}" in run("load", "--folder", folder).output


def test_export_of_an_unchanged_base_touches_no_file(run: Run, folder: Path) -> None:
    run("load", "--folder", folder)

    assert run("export", "--folder", folder).output.startswith("0 fiche(s) écrite(s), 0 fichier(s) modifié(s)")


def test_show_gives_a_record_its_status_and_what_replaced_it(run: Run) -> None:
    run("load")

    shown = run("show", "equal-2000-2006").output

    assert "Au 2026-11-23 : terminé" in shown
    assert "fse-plus-national-2021-2027" in shown
    assert "name: Initiative communautaire EQUAL 2000-2006" in shown
    # on another day
    assert "appel" in run("show", "equal-2000-2006", "--as-of", "2004-06-01").output.splitlines()[0]


def test_show_finds_by_name_and_suggests_near_ids(run: Run) -> None:
    run("load")

    named = run("show", "EQUAL").output

    assert "id: equal-2000-2006" in named
    assert "term: EQUAL" in named
    assert "Peut-être : equal-2000-2006" in refused(run("show", "equal-2000-2007"), InputError)


def test_stats_count_in_words_and_in_json(run: Run) -> None:
    run("load")

    table = run("stats").output
    counted = json.loads(run("stats", "--json", "--as-of", "2008-11-01").output)

    assert "213 programmes, 125 organismes" in table
    assert "coopération territoriale européenne" in table
    assert counted["as_of"] == "2008-11-01"
    assert sum(counted["status"].values()) == 213


@pytest.mark.parametrize("command", [("stats",), ("show", "equal"), ("export",)])
def test_without_a_base_one_is_told_how_to_make_it(run: Run, command: tuple[str, ...]) -> None:
    assert "python -m assistant programmes load" in refused(run(*command), BaseUnavailable)


@pytest.mark.parametrize("command", ["check", "load", "export", "show", "stats"])
def test_help_gives_an_example_that_can_be_typed(run: Run, command: str) -> None:
    assert f"Exemple : python -m assistant programmes {command}" in " ".join(run(command, "--help").output.split())


def test_rasa_is_not_needed() -> None:
    code = "import sys, assistant.cli.programmes; sys.exit('rasa' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
