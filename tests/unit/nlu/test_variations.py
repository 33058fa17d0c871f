"""Other ways of writing a sentence: reproducible, still readable, names exchanged for names of the same kind."""

import random

from assistant.nlu.entities import Entity
from assistant.nlu.variations import by_ear, on_a_phone, renamed, seeded, slip

SENTENCE = "Quelle subvention pour l'école de notre commune, s'il vous plaît ?"


def test_the_same_seed_writes_the_same_sentence() -> None:
    assert on_a_phone(SENTENCE, seeded(7, SENTENCE)) == on_a_phone(SENTENCE, seeded(7, SENTENCE))


def test_another_seed_writes_another() -> None:
    assert len({on_a_phone(SENTENCE, seeded(n, SENTENCE)) for n in range(20)}) > 10


def test_a_phone_has_no_capitals_and_hardly_any_points() -> None:
    written = [on_a_phone(SENTENCE, seeded(n, SENTENCE)) for n in range(40)]

    assert all(text == text.lower() for text in written)
    assert sum("?" in text for text in written) < len(written) / 2


def test_a_slip_changes_one_place_of_a_long_word_only() -> None:
    slipped = {slip("jumelage", random.Random(n)) for n in range(50)}

    assert all(abs(len(word) - len("jumelage")) <= 1 for word in slipped)
    assert {slip("eau", random.Random(n)) for n in range(50)} == {"eau"}
    assert {slip("2008!", random.Random(n)) for n in range(50)} == {"2008!"}


def test_words_are_spelled_as_they_sound() -> None:
    assert "keske" in {by_ear("quesque", random.Random(n)) for n in range(200)}


def test_names_are_exchanged_for_names_of_their_kind() -> None:
    text = "C'est quoi un GECT à Ambert ?"
    entities = [Entity("term", "gect", "GECT", 14, 18), Entity("place", "63", "Ambert", 21, 27)]

    assert renamed(text, entities, {"term": ["PADOR"]}, random.Random(0)) == "C'est quoi un PADOR à Ambert ?"
