"""Whatever is sent is a message, or a problem told in French: never a failure."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.replies import choice
from assistant.web.gateway.problems import Problem
from assistant.web.gateway.reading import MOST_CHARACTERS, identifier_of, message_of, payload_of, words_of

ANY_TEXT = st.text(st.characters())  # lone surrogates and control characters too
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from(["text", "payload", "sender"]), JSON, max_size=2))
def test_any_body_is_a_message_or_a_problem(body: dict[str, Any]) -> None:
    try:
        message = message_of(body)
    except Problem:
        return
    assert message.encode("utf-8")


@given(JSON)
def test_any_identifier_is_short_and_plain_or_a_problem(given_id: Any) -> None:
    try:
        identifier = identifier_of({"text": "bonjour", "id": given_id})
    except Problem:
        return
    assert identifier is None or (identifier.isascii() and identifier.isprintable() and 8 <= len(identifier) <= 255)


def test_a_message_may_bear_an_identifier() -> None:
    body = {"text": "bonjour", "id": "$odqbGHSSmNgomDoDHnUnPChdGEnl_zfJMGgQnm1Bh24"}
    assert (message_of(body), identifier_of(body)) == ("bonjour", body["id"])


@given(ANY_TEXT)
def test_words_are_never_a_command_nor_unreadable(typed: str) -> None:
    try:
        words = words_of(typed)
    except Problem:
        return
    assert words == words.strip()
    assert not words.startswith("/")
    assert words.encode("utf-8")
    assert len(words) <= MOST_CHARACTERS
    assert not [c for c in words if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]


@given(st.sampled_from(["inform", "restart", "session_start", "nlu_fallback", "é"]), JSON)
def test_any_payload_is_one_of_ours_or_a_problem(intent: str, values: Any) -> None:
    try:
        payload = payload_of(f"/{intent}{json.dumps(values)}")
    except Problem:
        return
    name, _, said = payload.partition("{")
    assert name[1:] in ("inform", "restart", "nlu_fallback")
    assert all(isinstance(value, str | int | float) for value in json.loads("{" + said if said else "{}").values())


@pytest.mark.parametrize("values", [{}, {"place": "63"}, {"amount": 20_000}, {"theme": "eau"}, {"question": "erase"}])
def test_a_button_of_the_dialogue_passes_as_it_is(values: dict[str, Any]) -> None:
    payload = choice("…", "inform", **values).payload

    assert payload_of(payload) == payload
