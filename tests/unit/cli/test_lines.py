"""JSON Lines at the door of the commands."""

import io

import pytest

from assistant.cli.lines import read_lines, text_of
from assistant.errors import InputError


def test_lines_are_numbered_and_empty_ones_passed_over() -> None:
    assert list(read_lines(io.StringIO('{"a": 1}\n\n{"a": 2}\n'))) == [(1, {"a": 1}), (3, {"a": 2})]


@pytest.mark.parametrize("line", ["pas du json", "[1, 2]", '{"text": ', "[" * 100_000])
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(InputError, match="ligne 2"):
        list(read_lines(io.StringIO('{"a": 1}\n' + line + "\n")))


def test_what_is_not_utf8_is_said() -> None:
    stream = io.TextIOWrapper(io.BytesIO(b'{"text": "\xe9t\xe9"}\n'), encoding="latin-1")

    with pytest.raises(InputError, match="UTF-8"):
        list(read_lines(stream))


def test_a_text_must_be_a_text() -> None:
    with pytest.raises(InputError, match="ligne 4"):
        text_of({"text": 12}, "text", 4)
    assert text_of({}, "text", 1, required=False) == ""
