"""The light map of the départements is made of the whole one, without gaps."""

import re
from pathlib import Path

import pytest

from assistant.errors import InputError
from assistant.places.build_outlines import lightened, main, outlines, rings, to_path
from assistant.settings import DATA
from assistant.vocabulary import DEPARTEMENT_REGION


def test_a_path_is_read_as_closed_lines() -> None:
    assert list(rings("m 1,1 2,0 0,2 z m 5,5 1,0 0,1 0,0 z")) == [
        [(1.0, 1.0), (3.0, 1.0), (3.0, 3.0)],
        [(6.0, 6.0), (7.0, 6.0), (7.0, 7.0)],
    ]


def test_another_kind_of_path_is_refused() -> None:
    with pytest.raises(InputError):
        list(rings("M1,1 C2,2 3,3 4,4z"))


def test_a_shared_border_stays_shared_and_loses_its_small_turns() -> None:
    border = [(10.0, 0.0), (10.4, 5.0), (10.0, 10.0)]
    west = [(0.0, 0.0), *border, (0.0, 10.0)]
    east = [(20.0, 0.0), (20.0, 10.0), *reversed(border)]

    light = lightened({"01": [west], "02": [east]})

    assert sorted(light["01"][0]) == [(0, 0), (0, 10), (10, 0), (10, 10)]
    assert sorted(light["02"][0]) == [(10, 0), (10, 10), (20, 0), (20, 10)]


def test_paths_can_be_put_end_to_end() -> None:
    assert to_path([[(3.0, 4.0), (5.0, 4.0), (5.0, 1.0)]]) == "M3 4l2 0 0-3z"


def test_the_map_has_every_departement_of_the_mainland_and_corsica() -> None:
    rows = [line.split("\t") for line in (DATA / "places" / "outlines.tsv").read_text().splitlines()]

    assert rows[0] == ["code", "path"]
    assert {code for code, _ in rows[1:]} == {code for code in DEPARTEMENT_REGION if not code.startswith("97")}
    assert all(re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", path) for _, path in rows[1:])


def test_codes_that_are_no_departements_are_named() -> None:
    with pytest.raises(InputError, match="XX"):
        outlines('<svg><path id="xx" d="m 1,1 2,0 0,2 z"/></svg>')


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "map.svg"
    broken.write_text("<svg")

    assert main([str(broken)]) == 2
    assert "SVG" in capsys.readouterr().err
    assert main([]) == 2
