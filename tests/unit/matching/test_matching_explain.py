import pytest
from small_world import make_base, make_facts, make_programme

from assistant.errors import InputError
from assistant.matching.explain import why_not
from assistant.programmes.base import Base

WELLS = {"goal": "development", "holder_type": "association", "territory": "63", "partner_countries": "SN",
         "themes": "water", "text": "puits", "budget": 15000}  # fmt: skip


def test_why_a_european_programme_is_not_for_wells_in_senegal(base: Base) -> None:
    found = why_not("cerv-jumelage-de-villes-2021-2027", make_facts(**WELLS), base)
    assert found.place is None
    assert {"goal", "partner_countries"} <= {one.name for one in found.unmet}
    assert "Sénégal" in found.text
    assert any("partenaire dans un pays" in one for one in found.changes)


def test_another_holder_could(base: Base) -> None:
    found = why_not("dispositif-1-pourcent-eau", make_facts(**WELLS), base)
    assert any("commune" in one for one in found.changes)


def test_a_closed_programme_leads_to_what_lives(base: Base) -> None:
    found = why_not("equal-2000-2006", make_facts(**WELLS), base)
    assert found.status == "closed"
    assert "terminé" in found.text
    assert "fse-plus-national-2021-2027" in [one.id for one in found.successors]


def test_a_proposal_is_not_adopted(base: Base) -> None:
    found = why_not("interreg-vi-b-espace-alpin", make_facts(), base)
    assert "pas encore adoptée" in found.text
    later = make_facts(as_of="2028-02-01")  # the part is over with its family, which a proposal continues
    assert "AgoraEU" in why_not("cerv-jumelage-de-villes-2021-2027", later, base).text
    assert "non adoptée" in why_not("erasmus-plus-2028-2034", make_facts(), base).text


def test_a_proposed_programme_is_told_its_place() -> None:
    base = make_base(make_programme("p", name="Eau", themes=("water",)))
    found = why_not("p", make_facts(goal="development", themes="water"), base)
    assert found.place == 1
    assert "premier de la liste" in found.text


def test_an_umbrella_points_to_its_parts() -> None:
    base = make_base(make_programme("u"), make_programme("v", name="Volet", part_of="u"))
    assert "« Volet »" in why_not("u", make_facts(goal="development"), base).text


def test_an_unknown_programme_is_refused(base: Base) -> None:
    with pytest.raises(InputError, match="nope"):
        why_not("nope", make_facts(), base)
