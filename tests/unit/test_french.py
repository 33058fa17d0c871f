"""Small French sentences."""

import pytest

from assistant.french import dates_in_words


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Clos le 2026-09-23, puis 2027-04.", "Clos le 23 septembre 2026, puis avril 2027."),
        ("En 2025-2026 : 85 € par jour.", "En 2025-2026 : 85 € par jour."),
        ("Période 2010-2012, règlement 1042-13.", "Période 2010-2012, règlement 1042-13."),
    ],
)
def test_dates_are_put_in_words_and_spans_of_years_left_alone(written: str, read: str) -> None:
    assert dates_in_words(written) == read
