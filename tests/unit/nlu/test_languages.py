"""Messages in another language than French are told apart, French ones with a foreign word are not."""

import pytest

from assistant.nlu.languages import foreign_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hello, we are a small town in Wales and we are looking for a partner", "en"),
        ("thank you", "en"),
        ("Hola, somos un ayuntamiento de Soria", "es"),
        ("Guten Abend, wir möchten eine Partnerschaft", "de"),
        ("Buonasera, vorremmo fare un gemellaggio", "it"),
        ("Olá, procuramos uma cidade parceira", "pt"),
        ("Bonjour, nous sommes une commune du Cantal", None),
        ("Hello tout le monde, on cherche un partenaire", None),
        ("il y a un minimum de 2000 e ?", None),
        ("ciao", None),
        ("Germany", None),
        ("", None),
        ("🙂", None),
    ],
)
def test_language_of_a_message(text: str, language: str | None) -> None:
    assert foreign_language(text) == language
