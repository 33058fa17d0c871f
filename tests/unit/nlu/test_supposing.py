"""What is only supposed states nothing."""

import pytest

from assistant.nlu.supposing import supposed


@pytest.mark.parametrize(
    "text",
    [
        "et si nous étions une association, ce serait plus facile ?",
        "supposons que la commune dépose à notre place",
        "si c'était une coopérative qui portait ?",
        "admettons que je crée une association, qu'est-ce que ça m'ouvre ?",
        "Le GAL pourrait porter à notre place, mais rien n'est fait",
        "et si la mairie porte le dossier ?",
    ],
)
def test_a_supposition_is_found_whole(text: str) -> None:
    assert [text[start:end] for start, end in supposed(text)] == [text]


@pytest.mark.parametrize(
    "text",
    [
        "nous sommes une commune, si vous pouvez nous aider",
        "s'il vous plaît, une association",
        "mettons 20 000 euros",
        "et si on changeait pour le Bénin ?",
        "la région pourrait nous aider",
        "si possible au Mali",
    ],
)
def test_a_wish_or_a_proposal_is_none(text: str) -> None:
    assert supposed(text) == []


def test_what_is_held_after_all_is_stated() -> None:
    text = "si nous étions une commune, ce serait simple, mais nous sommes une association"

    assert [text[start:end] for start, end in supposed(text)] == ["si nous étions une commune, ce serait simple, "]
