"""An answer as a room reads it."""

from assistant.channels.choices import meaning
from assistant.channels.matrix.rendering import HOW_TO_CHOOSE, parts, to_html


def test_choices_are_numbered_through_the_whole_answer() -> None:
    answer = [
        {"text": "Qui porte ?", "buttons": [{"title": "Une commune", "payload": "/a"}]},
        {"text": "", "buttons": [{"title": "Je ne sais pas", "payload": "/b"}]},
    ]
    told, choices = parts(answer)

    assert choices == [("Une commune", "/a"), ("Je ne sais pas", "/b")]
    assert told[0].text == "Qui porte ?\n1. Une commune"
    assert told[1].text == f"2. Je ne sais pas\n\n{HOW_TO_CHOOSE}"
    assert told[1].html == f'<ol start="2"><li>Je ne sais pas</li></ol><p><em>{HOW_TO_CHOOSE}</em></p>'


def test_a_choice_is_made_by_number_or_title_and_other_words_stay_words() -> None:
    choices = [("Une commune", "/a"), ("Non", "/b")]
    assert [meaning(t, choices) for t in ("1", " 2. ", "2)", "non", "UNE COMMUNE")] == ["/a", "/b", "/b", "/b", "/a"]
    assert [meaning(t, choices) for t in ("3", "0", "plutôt non", "", "²")] == [None] * 5


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
    told, _ = parts([{"text": "<img src=x onerror=alert(1)>", "buttons": [{"title": "<b>x</b>", "payload": "/a"}]}])
    assert "<img" not in told[0].html
    assert "<b>" not in told[0].html


def test_the_sheet_comes_with_its_files() -> None:
    sheet = {"type": "sheet", "pdf": "https://s/fiche/a.pdf", "ics": None}
    told, _ = parts([{"text": "Votre fiche :", "custom": sheet}, {"text": "", "custom": {"type": "recap"}}])
    assert [part.files for part in told] == [("https://s/fiche/a.pdf",)]
