"""What the notes of a record say of rates."""

import pytest
from small_world import make_facts

from assistant.matching.means import estimate
from assistant.matching.notes import rate_varies
from assistant.programmes.base import Base


@pytest.mark.parametrize(
    ("rate", "note", "varies"),
    [
        (75, "60 % en règle générale ; 75 % pour un projet nature.", True),
        (70, "Jusqu'à 70 % pour une collectivité, jusqu'à 50 % pour une association.", True),
        (80, "Jusqu'à 80 % des frais ; 75 % de l'aide versés avant le projet.", False),
        (50, "50 % des dépenses ; le reste : 25 % au moins en argent.", False),
        (80, None, False),
        (None, "60 % ou 80 %.", False),
    ],
)
def test_a_note_that_gives_several_rates(rate: float | None, note: str | None, varies: bool) -> None:
    assert rate_varies(rate, note) is varies


def test_no_sum_is_told_where_the_rate_depends_on_the_case(base: Base) -> None:
    water = base.programmes["eau-rmc-cooperation-internationale"]

    given = estimate(make_facts(holder_type="association", territory="69", budget=12000), water)

    assert given is not None
    assert given.grant is None
    assert "50 % pour une association" in given.text
