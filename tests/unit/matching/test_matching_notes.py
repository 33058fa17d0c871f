"""What the notes of a record say of rates."""

import pytest
from small_world import make_facts, make_programme

from assistant.matching.grants import estimate
from assistant.matching.notes import rate_varies


@pytest.mark.parametrize(
    ("rate", "note", "varies"),
    [
        (75, "60 % en règle générale ; 75 % pour un projet nature.", True),
        (70, "Jusqu'à 70 % pour une collectivité, jusqu'à 50 % pour une association.", True),
        (95, "De 50 à 95 % selon le pays du partenaire.", True),
        (80, "Jusqu'à 80 % des frais ; 75 % de l'aide versés avant le projet.", False),
        (50, "50 % des dépenses ; le reste : 25 % au moins en argent.", False),
        (80, None, False),
        (None, "60 % ou 80 %.", False),
    ],
)
def test_a_note_that_gives_several_rates(rate: float | None, note: str | None, varies: bool) -> None:
    assert rate_varies(rate, note) is varies


def test_no_sum_is_told_where_only_a_sentence_gives_several_rates() -> None:
    quoted = make_programme(rate_max=95, rate_note="De 50 à 95 % selon le pays du partenaire.")

    given = estimate(make_facts(budget=12000), quoted)

    assert given is not None
    assert given.grant is None
    assert "De 50 à 95 %" in given.text
