"""The commands as other programs run them: JSON Lines in, JSON Lines out, one clear sentence on bad input."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(loaded_base: str) -> Run:
    """Run ``python -m assistant`` with the tests' base and any other variable."""

    def _run(*arguments: str, given: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "assistant", *arguments],
            input=given, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env={**os.environ, **environment},
            check=False,
        )  # fmt: skip

    return _run


def lines(*values: dict[str, Any]) -> str:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def read(result: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def refused(result: subprocess.CompletedProcess[str]) -> str:
    """The one line on stderr of a refusal."""
    assert result.returncode == 2, result.stderr
    assert "Traceback" not in result.stderr
    (line,) = result.stderr.strip().splitlines()
    return line


def test_recommend_reads_text_and_facts(run: Run) -> None:
    told = {
        "id": "a",
        "text": "Nous voulons nous jumeler avec une ville italienne",
        "facts": {"holder_type": "commune", "territory": "43"},
    }

    (answer,) = read(run("recommend", "--as-of", "2026-11-23", "--top", "2", given=lines(told)))

    assert answer["id"] == "a"
    assert answer["facts"]["partner_countries"] == ["IT"]
    first = answer["recommendations"][0]
    assert first["programme"] == "cerv-jumelage-de-villes-2021-2027"
    assert first["status"] == "between_calls"
    assert {"criterion", "outcome", "text"} == set(first["reasons"][0])
    assert len(answer["recommendations"]) <= 2


def test_the_day_of_a_line_wins(run: Run) -> None:
    told = "association de Moulins, lutte contre l'exclusion, partenaires grecs et italiens"

    then, now = read(run("recommend", "--as-of", "2026-11-23", given=lines(
        {"id": 1, "text": told, "as_of": "2008-11-01"}, {"id": 2, "text": told},
    )))  # fmt: skip

    programmes = [r["programme"] for r in then["recommendations"]]
    assert programmes[0] == "fse-national-2007-2013"
    assert "EQUAL" in " ".join(e["text"] for e in then["ended"])
    assert "Axe 4" in json.dumps(then["recommendations"][0], ensure_ascii=False)
    assert "fse-national-2007-2013" not in [r["programme"] for r in now["recommendations"]]
    assert now["recommendations"][0]["programme"].startswith("fse-plus-")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("pas du JSON\n", "ligne 1"),
        ('{"text": 3}\n', "« text »"),
        ('{"facts": {"goal": "richesse"}}\n', "« goal »"),
        ('{"facts": {"but": "political"}}\n', "« but »"),
        ('{"facts": {"partner_countries": ["ZZ"]}}\n', "ZZ"),
        ('{"facts": {"budget": "beaucoup"}}\n', "« budget »"),
        ('{"text": "x", "as_of": "hier"}\n', "AAAA-MM-JJ"),
    ],
)
def test_recommend_refuses_clearly(run: Run, given: str, said: str) -> None:
    assert said in refused(run("recommend", given=given))


def test_a_long_or_empty_text_is_no_trouble(run: Run) -> None:
    answers = read(run("recommend", given=lines({"text": "creuser un puits au Togo " * 2000}, {"text": ""}, {})))

    assert answers[0]["facts"]["partner_countries"] == ["TG"]
    assert answers[1]["recommendations"] == []


def test_a_missing_base_is_said_with_its_remedy(run: Run, tmp_path: Path) -> None:
    result = run("recommend", given=lines({"text": "x"}), BASE_URL=f"sqlite:///{tmp_path / 'none.sqlite'}")

    assert "programmes load" in refused(result)


@pytest.mark.parametrize(
    "arguments",
    [("danser",), ("recommend", "--quand"), ("recommend", "--top", "0"), ("recommend", "--as-of", "demain")],
)
def test_a_mistyped_command_is_said_in_french(run: Run, arguments: tuple[str, ...]) -> None:
    assert refused(run(*arguments)).startswith("Erreur : ")


def test_parse_and_converse_with_the_trained_model(run: Run, trained_model: Path) -> None:
    place = {"MODEL_DIR": str(trained_model.parent)}

    empty, short, long = read(run("parse", given=lines(
        {"text": ""}, {"text": "c'est quoi un GECT ?"}, {"text": "bonjour " * 6250},
    ), **place))  # fmt: skip
    (talk,) = read(run("converse", given=lines({"id": 7, "turns": ["bonjour", "", "une asso du Cantal"]}), **place))

    assert empty["intent"]["name"] == "nlu_fallback"
    assert (short["intent"]["name"], short["entities"][0]["value"]) == ("define_term", "gect")
    assert long["intent"]["name"] == "greet"
    assert talk["id"] == 7
    assert all(turn["bot"] for turn in talk["turns"])
    assert (talk["slots"]["holder_type"], talk["slots"]["territory"]) == ("association", "15")


def test_converse_refuses_what_is_no_list_of_turns(run: Run) -> None:
    assert "« turns »" in refused(run("converse", given='{"id": 1, "turns": "bonjour"}\n'))


def test_a_missing_model_is_said_with_its_remedy(run: Run, tmp_path: Path) -> None:
    assert "make train" in refused(run("parse", given=lines({"text": "x"}), MODEL_DIR=str(tmp_path)))
