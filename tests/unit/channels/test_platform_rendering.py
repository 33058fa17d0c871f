"""An answer as a platform without our buttons reads it."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.channels.platforms.rendering import BY_NUMBER, IN_WORDS, all_within, shown, split


def test_the_last_list_is_numbered_and_the_others_are_named() -> None:
    agree = [{"title": "Oui", "payload": "/affirm"}, {"title": "Non", "payload": "/deny"}]
    answer = [
        {"text": "Un GECT est…", "buttons": [{"title": "Et un GLCT ?", "payload": '/define_term{"term":"glct"}'}]},
        {"text": "", "buttons": [], "custom": {"type": "definition"}},
        {"text": "Est-ce bien cela ?", "buttons": agree},
        {"text": "Revenons-y."},
    ]

    assert [message.in_words for message in shown(answer)] == [
        "Un GECT est…\n- Et un GLCT ?",
        f"Est-ce bien cela ?\n1. Oui\n2. Non\n{BY_NUMBER}",
        "Revenons-y.",
    ]


def test_a_number_that_would_be_an_answer_is_no_rank() -> None:
    budget = [{"title": "Environ 25 000 €", "payload": '/inform{"amount":25000}'}, {"title": "?", "payload": "/unsure"}]

    (message,) = shown([{"text": "Quel budget ?", "buttons": budget}])

    assert message.in_words == f"Quel budget ?\n- Environ 25 000 €\n- ?\n{IN_WORDS}"


@given(st.text(st.sampled_from("ab \né"), max_size=300), st.integers(min_value=1, max_value=40))
def test_no_part_is_too_long_and_no_word_is_lost(text: str, most: int) -> None:
    parts = split(text, most)

    assert all(0 < len(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


def test_a_long_text_is_cut_at_the_end_of_a_line_else_of_a_word() -> None:
    assert split("une ligne\ndeux mots", 12) == ["une ligne", "deux mots"]
    assert split("un deux trois", 8) == ["un deux", "trois"]
    assert split("abcdef", 4) == ["abcd", "ef"]
    assert split(" \n", 4) == []


def test_buttons_are_drawn_where_all_fit_and_are_told_apart() -> None:
    assert all_within(["Oui", "Non"], 2, 3)
    assert not all_within(["Oui", "Non", "Bof"], 2, 3)
    assert not all_within(["Oui", "Peut-être"], 2, 3)
    assert not all_within(["Oui", "Oui"], 2, 3)
