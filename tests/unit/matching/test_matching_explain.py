import pytest
from small_world import make_base, make_facts, make_programme

from assistant.errors import InputError
from assistant.matching.explain import why_not
from assistant.programmes.base import Base
from assistant.programmes.records import Partnership

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
    assert "fse-plus-national-2021-2027" in [one.id for one in found.instead]


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


def test_only_what_excludes_has_to_change(base: Base) -> None:
    found = why_not("interreg-vi-a-alcotra", make_facts(**{**WELLS, "partner_countries": "IT"}), base)
    (change,) = found.changes
    assert "Savoie" in change


def test_what_would_have_to_change_is_told_in_figures() -> None:
    base = make_base(
        make_programme("p", themes=("water",), grant_min=100_000, partnership=Partnership(3, 2), duration_months_max=24)
    )
    changes = why_not("p", make_facts(goal="development", themes="water", budget=2_000), base).changes
    assert changes == (
        "Il faudrait un budget de plus de 100 000 €, par exemple en vous joignant à un projet plus grand.",
    )
    alone = why_not("p", make_facts(goal="development", themes="culture", partner_count=1, duration_months=60), base)
    assert "Il faudrait réunir au moins 3 partenaires et 2 pays." in alone.changes
    assert "Il faudrait un projet de 24 mois au plus." in alone.changes


def test_one_lower_in_the_list_is_told_what_the_first_has_more() -> None:
    better = [make_programme(f"b{n}", name=f"Mieux {n}", themes=("water",)) for n in range(3)]
    lower = make_programme("z", name="Moins", themes=("health", "culture", "water", "youth", "sport", "energy"))
    found = why_not("z", make_facts(goal="development", themes="water"), make_base(*better, lower))
    assert found.place == 4
    assert "4e de la liste" in found.text
    assert any("Thème" in one for one in found.better)


def test_the_part_of_an_umbrella_that_fits_best_is_named_first() -> None:
    base = make_base(
        make_programme("u", name="Tout", themes=("water", "culture")),
        make_programme("a", name="Culture", part_of="u", themes=("culture",)),
        make_programme("b", name="Eau", part_of="u", themes=("water",)),
    )
    found = why_not("u", make_facts(goal="development", themes="water"), base)
    assert [one.id for one in found.instead] == ["b", "a"]
    assert "« Eau » est premier de la liste" in found.text


def test_what_a_proposal_continues_is_what_exists_today(base: Base) -> None:
    found = why_not("erasmus-plus-2028-2034", make_facts(**WELLS), base)
    assert "erasmus-plus-2021-2027" in [one.id for one in found.instead]
    assert found.changes == ()
