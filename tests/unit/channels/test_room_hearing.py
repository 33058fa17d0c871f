"""What is heard in a room: whose words, in which thread, whether they are for the assistant."""

from typing import Any

import pytest

from assistant.channels.matrix.hearing import Heard, addressed, read

ME = "@assistant:matrix.test"


def event(body: Any = "bonjour", **content: Any) -> dict[str, Any]:
    return {
        "type": "m.room.message",
        "event_id": "$1",
        "sender": "@mairie:matrix.test",
        "content": {"msgtype": "m.text", "body": body, **content},
    }


def test_a_message_is_read_with_its_place() -> None:
    assert read(event("  bonjour ")) == Heard("$1", "@mairie:matrix.test", "bonjour")

    in_thread = {"rel_type": "m.thread", "event_id": "$0", "is_falling_back": True, "m.in_reply_to": {"event_id": "$9"}}
    heard = read(event(**{"m.relates_to": in_thread}))
    assert heard is not None
    assert (heard.thread, heard.replies_to) == ("$0", None)


def test_a_reply_is_read_without_what_it_replies_to() -> None:
    relation = {"m.relates_to": {"m.in_reply_to": {"event_id": "$9"}}}
    heard = read(event("> <@assistant:matrix.test> Qui porte le projet ?\n> (choisissez)\n\nune commune", **relation))
    assert heard is not None
    assert (heard.body, heard.replies_to) == ("une commune", "$9")


def test_an_edit_is_read_as_its_new_words() -> None:
    edit = {
        "m.relates_to": {"rel_type": "m.replace", "event_id": "$1"},
        "m.new_content": {"msgtype": "m.text", "body": "28 000"},
    }
    heard = read(event("* 28 000", **edit))
    assert heard is not None
    assert (heard.body, heard.replaces) == ("28 000", "$1")


def test_a_file_is_known_as_one() -> None:
    heard = read(event("statuts.pdf", msgtype="m.file"))
    assert heard is not None
    assert heard.file


@pytest.mark.parametrize(
    "malformed",
    [
        {},
        event(body=None),
        event(body={"a": 1}),
        event(msgtype="m.notice"),
        event(msgtype=3),
        event() | {"content": "texte"},
        event() | {"sender": None},
        event() | {"event_id": 7},
        event() | {"type": "m.reaction"},
        event(**{"m.relates_to": {"rel_type": "m.replace", "event_id": "$1"}}),
    ],
)
def test_what_is_no_message_of_a_person_is_passed_over(malformed: dict[str, Any]) -> None:
    assert read(malformed) is None


@pytest.mark.parametrize("relation", [[], "x", {"event_id": 3}, {"m.in_reply_to": "x"}, {"rel_type": "m.thread"}])
def test_a_relation_that_is_none_is_passed_over(relation: Any) -> None:
    assert read(event(**{"m.relates_to": relation, "m.mentions": relation})) == Heard(
        "$1", "@mairie:matrix.test", "bonjour"
    )


@pytest.mark.parametrize(
    ("body", "mentions", "understood"),
    [
        ("assistant : une commune", [], "une commune"),
        ("Assistant, une commune", [], "une commune"),
        ("@assistant:matrix.test une commune", [], "une commune"),
        ("@assistant une commune", [], "une commune"),
        ("CERAPCOOP (robot): une commune", [ME], "une commune"),
        ("une commune, tu en penses quoi CERAPCOOP (robot) ?", [ME], "une commune, tu en penses quoi ?"),
        ("assistant", [], ""),
        ("@assistant", [], ""),
        ("assistant une commune", [ME], "une commune"),
    ],
)
def test_words_said_to_the_assistant_lose_its_name(body: str, mentions: list[str], understood: str) -> None:
    heard = read(event(body, **{"m.mentions": {"user_ids": mentions}}))
    assert heard is not None
    said = addressed(heard, ME, {"assistant", "CERAPCOOP (robot)"})
    assert said is not None
    assert said.body == understood


@pytest.mark.parametrize(
    "body",
    [
        "bonjour à tous",
        "notre assistante est absente",
        "assistants de langue",
        "assistant de langue",
        "l'assistant a raison",
    ],
)
def test_other_words_are_not_for_it(body: str) -> None:
    heard = read(event(body, **{"m.mentions": {"user_ids": ["@mairie:matrix.test"]}}))
    assert heard is not None
    assert addressed(heard, ME, {"assistant"}) is None
