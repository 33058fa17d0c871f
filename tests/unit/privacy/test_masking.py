"""What reaches a person is taken out of a text; what tells a project stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.privacy.masking import mask, private_values


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("écrivez à jean.dupont@mairie-ambert.fr svp", "écrivez à [adresse e-mail] svp"),
        ("MARIE_L+jumelage@Laposte.NET", "[adresse e-mail]"),
        ("mon mail: o'brien@asso.org.", "mon mail: [adresse e-mail]."),
        ("(helene@exemple.fr)", "([adresse e-mail])"),
        ("jean@orange", "[adresse e-mail]"),
        ("jean.dupont @ free.fr", "[adresse e-mail]"),
        ("jean.dupont arobase free.fr merci", "[adresse e-mail] merci"),
        ("jean(at)free.fr", "[adresse e-mail]"),
        ("hélène.château@collège-brioude.fr", "[adresse e-mail]"),
        ("a@b.fr et c@d.org", "[adresse e-mail] et [adresse e-mail]"),
    ],
)
def test_emails(typed: str, kept: str) -> None:
    assert mask(typed) == kept


@pytest.mark.parametrize(
    "number",
    [
        "0612345678",
        "06 12 34 56 78",
        "06.12.34.56.78",
        "06-12-34-56-78",
        "06/12/34/56/78",
        "06\u00a012\u202f34\u00a056\u202f78",
        "0471 20 30 40",
        "04 71 203 040",
        "+33612345678",
        "+33 6 12 34 56 78",
        "+33 (0)6 12 34 56 78",
        "+33(0)612345678",
        "0033 6 12 34 56 78",
        "00 33 612345678",
        "+228 90 12 34 56",
        "00228 90123456",
        "+226-70-12-34-56",
        "+1 202 555 0123",
        "+41 22 123 45 67",
        "+376 812 345",
    ],
)
def test_telephone_numbers(number: str) -> None:
    assert mask(f"appelez-moi au {number}, le soir") == "appelez-moi au [téléphone], le soir"
    assert mask(number) == "[téléphone]"


def test_a_number_said_to_be_a_telephone_is_one_without_its_country() -> None:
    assert mask("tél : 90 12 34 56") == "tél : [téléphone]"
    assert mask("mon WhatsApp est 90123456") == "mon WhatsApp est [téléphone]"
    assert mask("nous avons 90 12 34 56") == "nous avons 90 12 34 56"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("FR76 3000 6000 0112 3456 7890 189", "[IBAN]"),
        ("mon iban fr7630006000011234567890189 merci", "mon iban [IBAN] merci"),
        ("FR76 3000 6000 0112 3456 7890 189 voilà pour vous", "[IBAN] voilà pour vous"),
        ("FR76 3000 6000 0112 3456 7890 188 (mal recopié)", "[IBAN] (mal recopié)"),
        ("IBAN : BE68 5390 0754 7034.", "IBAN : [IBAN]."),
        ("DE89370400440532013000", "[IBAN]"),
        ("RIB 30006 00001 12345678901 89", "RIB [RIB]"),
        ("ma carte 4970 1000 0000 0055", "ma carte [carte bancaire]"),
        ("378282246310005", "[carte bancaire]"),
    ],
)
def test_accounts_and_cards(typed: str, kept: str) -> None:
    assert mask(typed) == kept


@pytest.mark.parametrize(
    "text",
    [
        "budget 15 000 euros",
        "04 72 000 €",
        "1 250 000 000 €",
        "+100 000 000 €",
        "+15 000 000 habitants",
        "0033 612 345 678 euros",
        "SIRET 732 829 320 00074",
        "siret 73282932000074",
        "SIREN 200 073 096",
        "à Moulins, 03000, 12 000 € de budget",
        "03000 12 000",
        "43000 et 63000",
        "en 2026, 2027 et 2028",
        "du 01/02/2026 10h au 03/02/2026 18h",
        "le 01-02-2026 15h30",
        "03, 15, 43, 63 et 07",
        "règlement n° 1082/2006",
        "1234 5678 9012 3456",
        "12 500 élèves de 2 400 communes en 10 000 jours",
        "@cerapcoop sur les réseaux",
        "rdv @ 15h",
        "FR12 jumelage avec une ville d'Italie en 2026",
        "de l'eau pour 3 villages, 2 écoles, 0 puits",
    ],
)
def test_what_tells_a_project_stays(text: str) -> None:
    assert mask(text) == text


@given(
    before=st.text(st.characters(exclude_categories=("Cs", "Nd")), max_size=30),
    pairs=st.lists(st.integers(0, 99), min_size=4, max_size=4),
    first=st.integers(1, 9),
    gap=st.sampled_from(["", " ", ".", "-", "/", "\u00a0", "\u202f"]),
    prefix=st.sampled_from(["0", "+33", "+33 ", "0033 ", "+33 (0)"]),
)
def test_no_french_number_gets_through(before: str, pairs: list[int], first: int, gap: str, prefix: str) -> None:
    number = gap.join([f"{prefix}{first}", *(f"{pair:02}" for pair in pairs)])

    kept = mask(f"{before} {number} merci")

    assert number not in kept
    assert kept.endswith("[téléphone] merci")


@given(amount=st.integers(0, 10**12), unit=st.sampled_from(["€", "euros", "k€", "EUR", "francs CFA", "habitants"]))
def test_no_amount_is_masked(amount: int, unit: str) -> None:
    for written in (str(amount), f"{amount:,}".replace(",", " "), f"{amount:,}".replace(",", ".")):
        assert mask(f"un budget de {written} {unit} en 2026") == f"un budget de {written} {unit} en 2026"


@given(st.text())
def test_any_text_can_be_masked_and_masking_again_changes_nothing(text: str) -> None:
    once = mask(text)

    assert mask(once) == once
    assert private_values(once) == []
