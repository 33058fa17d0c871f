"""An answer as a room reads it."""

from assistant.channels.matrix.rendering import parts, to_html
from assistant.channels.platforms.rendering import BY_NUMBER, IN_WORDS


def test_the_last_choices_are_numbered_as_the_dialogue_hears_them() -> None:
    answer = [
        {"text": "Qui porte ?", "buttons": [{"title": "Une commune", "payload": "/inform"}]},
        {"text": "Ou bien ?", "buttons": [{"title": "Je ne sais pas", "payload": "/unsure"}]},
    ]
    first, last = parts(answer)

    assert (first.text, first.html) == ("Qui porte ?\n- Une commune", "Qui porte ?<ul><li>Une commune</li></ul>")
    assert last.text == f"Ou bien ?\n1. Je ne sais pas\n{BY_NUMBER}"
    assert last.html == f"Ou bien ?<ol><li>Je ne sais pas</li></ol><p><em>{BY_NUMBER}</em></p>"


def test_where_a_number_is_an_answer_no_choice_is_numbered() -> None:
    (told,) = parts([{"text": "Combien ?", "buttons": [{"title": "2", "payload": '/inform{"partner_count": 2}'}]}])

    assert told.text == f"Combien ?\n- 2\n{IN_WORDS}"
    assert "<ol" not in told.html


def test_text_becomes_paragraphs_lists_links_and_titles() -> None:
    source = "Source : europa.eu https://europa.eu/x?a=1&b=2."
    text = f"Voici :\n1. CERV - Jumelage\n{source}\n- tél. 04 72 77 87 67\n- a@b.fr, puis\n\nFin"
    assert to_html(text) == (
        "<p><strong>Voici :</strong><br><strong>1. CERV - Jumelage</strong><br>"
        '<strong>Source :</strong> europa.eu <a href="https://europa.eu/x?a=1&amp;b=2">https://europa.eu/x?a=1&amp;b=2</a>.</p>'
        '<ul><li>tél. 04\xa072\xa077\xa087\xa067</li><li><a href="mailto:a@b.fr">a@b.fr</a>, puis</li></ul><p>Fin</p>'
    )


def test_a_sentence_alone_is_no_paragraph() -> None:
    assert to_html("Écrivez à a@b.fr.\nMerci") == 'Écrivez à <a href="mailto:a@b.fr">a@b.fr</a>.<br>Merci'


def test_no_word_becomes_markup() -> None:
    (told,) = parts([{"text": "<img src=x onerror=alert(1)>", "buttons": [{"title": "<b>x</b>", "payload": "/a"}]}])
    assert "<img" not in told.html
    assert "<b>" not in told.html


def test_the_sheet_comes_with_its_files() -> None:
    sheet = {"type": "sheet", "pdf": "https://s/fiche/a.pdf", "ics": None}
    told = parts([{"text": "Votre fiche :", "custom": sheet}, {"text": "", "custom": {"type": "recap"}}])
    assert [part.files for part in told] == [("https://s/fiche/a.pdf",)]
