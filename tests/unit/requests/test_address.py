"""E-mail addresses as people type them."""

import pytest

from assistant.requests.address import AddressRefused, masked, read_address


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("anne.martin@exemple.fr", "anne.martin@exemple.fr"),
        ("  Anne.Martin@Exemple.FR  ", "Anne.Martin@exemple.fr"),
        ("mon mail c'est anne.martin@exemple.fr, merci", "anne.martin@exemple.fr"),
        ("anne.martin@exemple.fr.", "anne.martin@exemple.fr"),
        ("<anne@mairie-de-brioude.exemple.fr>", "anne@mairie-de-brioude.exemple.fr"),
        ("mailto:anne@exemple.fr", "anne@exemple.fr"),
        ("anne @ exemple.fr", "anne@exemple.fr"),
        ("anne arobase exemple.fr", "anne@exemple.fr"),
        ("anne+projet@exemple.fr", "anne+projet@exemple.fr"),
        ("mairie@saint-étienne.fr", "mairie@xn--saint-tienne-geb.fr"),
    ],
)
def test_an_address_is_found_in_what_is_typed(typed: str, address: str) -> None:
    assert read_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("anne.martin", "il faut un « @ »"),
        ("je n'en ai pas", "il faut un « @ »"),
        ("anne@exemple", "Il manque la fin"),
        ("anne@", "Il manque la fin"),
        ("anne@@exemple.fr", "deux « @ »"),
        ("@exemple.fr", "il faut un « @ »"),
        ("hélène@exemple.fr", "lettre accentuée"),
        ("anne..martin@exemple.fr", "Un caractère est de trop"),
        ("anne@exemple..fr", "Un caractère est de trop"),
        ("anne@-exemple.fr", "Un caractère est de trop"),
        (f"{'a' * 65}@exemple.fr", "trop longue"),
    ],
)
def test_what_is_wrong_is_explained(typed: str, said: str) -> None:
    with pytest.raises(AddressRefused, match=said):
        read_address(typed)


@pytest.mark.parametrize(
    "typed", ["a@exemple.fr\r\nBcc: b@exemple.fr", "a@exemple.fr\nBcc:b@exemple.fr", "a@exemple.fr\x00b@x.fr"]
)
def test_no_header_can_ride_on_an_address(typed: str) -> None:
    try:
        found = read_address(typed)
    except AddressRefused:
        return
    assert found == "a@exemple.fr"


def test_an_address_is_said_again_without_its_name() -> None:
    assert masked("marie.dupont@exemple.fr") == "m…@exemple.fr"
