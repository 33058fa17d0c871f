from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from small_world import TODAY

from assistant.matching.inference import deduce, facts_from, holder_told, infer
from assistant.matching.needs import speaks_of_emergency


@dataclass(frozen=True)
class Entity:
    entity: str
    value: Any
    role: str | None = None
    locality: str | None = None


def values(text: str, *entities: Entity) -> dict[str, Any]:
    return {name: deduction.value for name, deduction in infer(text, entities).items()}


@pytest.mark.parametrize(
    ("text", "entities", "goal", "framework"),
    [
        ("un jumelage avec une ville italienne", [("country", "IT"), ("holder_type", "commune")],
         "political", "transnational"),
        ("creuser un puits", [("country", "BF"), ("holder_type", "association")], "development", "international"),
        ("forage avec la commune de Kaya", [("country", "BF"), ("holder_type", "commune")],
         "development", "decentralised"),
        ("aider après le séisme", [("country", "MA"), ("holder_type", "commune")], "humanitarian", "decentralised"),
        ("un sentier transfrontalier", [("country", "IT"), ("theme", "tourism")], "development", "cross_border"),
        ("chantier d'insertion", [("country", "ES"), ("theme", "employment")], "development", "transnational"),
        ("chorale commune", [("country", "DE"), ("theme", "culture")], "political", "transnational"),
        ("un échange scolaire", [("country", "DE")], "political", "transnational"),
        ("on cherche une aide", [], None, None),
        ("former le service des urgences", [("country", "TG"), ("holder_type", "hopital")],
         "development", "international"),
    ],
)  # fmt: skip
def test_goal_and_framework_are_heard(
    text: str, entities: list[tuple[str, Any]], goal: str | None, framework: str | None
) -> None:
    found = values(text, *(Entity(kind, value) for kind, value in entities))
    assert (found.get("goal"), found.get("framework")) == (goal, framework)


def test_each_deduction_says_why() -> None:
    found = infer("jumelage", [Entity("country", "IT"), Entity("holder_type", "commune")])
    assert found["goal"].because == "parce que vous parlez de « jumelage »"
    assert "Italie" in found["framework"].because
    assert all(one.because.startswith(("parce que", "parce qu'")) for one in found.values())


def test_what_was_said_wins_over_what_is_heard() -> None:
    entities = [Entity("goal", "development"), Entity("framework", "decentralised"), Entity("country", "IT")]
    assert "goal" not in infer("jumelage", entities)
    facts = facts_from(entities, "jumelage", TODAY)
    assert (facts.goal, facts.framework) == ("development", "decentralised")


def test_facts_of_a_whole_message() -> None:
    entities = [
        Entity("holder_type", "association"), Entity("place", "63"), Entity("country", "FR"), Entity("country", "BF"),
        Entity("country", "TG"), Entity("theme", "water"), Entity("amount", 80000, "income"),
        Entity("amount", 15000, "budget"), Entity("duration", 12), Entity("partner_count", 2), Entity("date", "2027"),
    ]  # fmt: skip
    facts = facts_from(entities, "creuser des puits", date(2026, 1, 1))
    assert facts.partner_countries == ("BF", "TG")
    assert (facts.budget, facts.duration_months, facts.partner_count) == (15000, 12, 2)
    assert (facts.territory, facts.themes, facts.holder_type) == ("63", ("water",), "association")
    assert (facts.goal, facts.framework, facts.as_of) == ("development", "international", date(2026, 1, 1))


def test_own_share_and_grant_make_the_budget_income_does_not() -> None:
    both = [Entity("amount", 5000, "own_share"), Entity("amount", 12000, "grant")]
    assert facts_from(both, "", TODAY).budget == 17000
    assert facts_from([Entity("amount", 80000, "income")], "", TODAY).budget is None
    assert facts_from([Entity("amount", 12000, "grant")], "", TODAY).budget is None
    assert facts_from([Entity("amount", 12000, "grant")], "", TODAY).grant == 12000
    assert facts_from([Entity("amount", 9000)], "", TODAY).budget == 9000


def test_a_twinning_committee_is_an_association_and_a_crisis_a_theme() -> None:
    assert values("notre comité de jumelage")["holder_type"] == "association"
    assert values("jumelage")["themes"] == ("citizenship",)
    assert values("secours après le cyclone")["themes"] == ("emergency",)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Parc de la Haute Vallée, nous voulons protéger des tourbières", "syndicat"),
        ("avec des chercheurs, la métropole voudrait essayer des navettes", "epci"),
        ("je m'occupe des minimes d'un club de judo", "association"),
        ("une bourse à titre individuel pour une résidence", "citoyen"),
        ("on a 20 ans et envie d'aider", "jeune"),
    ],
)
def test_who_speaks_is_heard_where_no_list_says_it(text: str, holder: str) -> None:
    assert infer(text, [])["holder_type"].value == holder


def test_people_are_not_the_village_that_they_name() -> None:
    assert holder_told("on a 19 ans, on veut retaper un local du village", ["commune"]) == "jeune"
    assert holder_told("une bande d'étudiants, asso loi 1901", ["jeune", "association"]) == "association"
    assert holder_told("la mairie et son club", ["commune", "association"]) == "commune"


def test_europeans_who_compare_their_ways_build_and_those_who_stay_meet() -> None:
    union = {"partner_countries": ["ES"], "themes": ["mobility"]}
    assert deduce("échange d'expériences sur la mobilité rurale", union)["goal"].value == "development"
    assert deduce("des stages de mécaniciens dans un garage", union)["goal"].value == "political"


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Saint-Flour Communauté veut protéger ses tourbières", "epci"),
        ("Ville de Libourne (33) : mobilité d'élèves", "commune"),
        ("Six mairies de cinq pays débattent, la nôtre pilote", "commune"),
        ("je suis violoniste et un festival d'Oslo m'invite", "citoyen"),
        ("une crèche parentale et une crèche de Gênes", "association"),
    ],
)
def test_who_speaks_is_heard_in_turns_of_phrase(text: str, holder: str) -> None:
    assert values(text)["holder_type"] == holder


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("mes élèves écrivent à une classe d'Estonie", "ecole"),
        ("nos adhérents voudraient voir des ruches à Riga", "association"),
        ("notre équipe de volley reçoit des Belges", "association"),
        ("soixante choristes partent à Gênes", "association"),
        ("notre scierie veut vendre ses granulés", "entreprise"),
        ("nous fabriquons des vannes", "entreprise"),
        ("nos infirmières iraient à Porto", "hopital"),
        ("nos doctorants étudient les névés", "universite"),
        ("nos administrés voudraient un marché", "commune"),
        ("avec mes voisins on voudrait aider une famille", "citoyen"),
        ("Le parc du Pilat veut compter ses hiboux", "syndicat"),
    ],
)
def test_what_one_calls_ones_own_tells_who_one_is(text: str, holder: str) -> None:
    assert values(text)["holder_type"] == holder


@pytest.mark.parametrize(
    "text", ["notre ferme pédagogique accueille des enfants", "le parc éolien veut grandir", "leurs élèves écrivent"]
)
def test_what_may_be_anybodys_tells_nothing(text: str) -> None:
    assert "holder_type" not in values(text)


def test_a_place_that_wishes_is_its_commune() -> None:
    text = "Annecy veut essayer un quai végétal"
    assert values(text, Entity("place", "74"))["holder_type"] == "commune"
    assert "holder_type" not in values(text)


def test_an_intercommunality_that_wishes_is_itself() -> None:
    named = Entity("place", "63", locality="200070753")
    assert values("Riom Limagne et Volcans veut comparer ses composteurs", named)["holder_type"] == "epci"


def test_somebody_in_a_place_is_not_the_place() -> None:
    assert "holder_type" not in values("En Lozère, des bergers veulent un abattoir", Entity("place", "48"))


@pytest.mark.parametrize(
    ("text", "said", "holder"),
    [
        ("Les amis du musée de Moulins veulent une exposition", "etablissement_public", "association"),
        ("Les parents d'élèves de l'école de Sauxillanges", "ecole", "association"),
        ("Notre école de cirque veut jouer à Namur", "ecole", "association"),
        ("L'école du village, gérée par les parents", "ecole", "association"),
        ("On tient un petit musée avec des bénévoles", "etablissement_public", "association"),
        ("Université du temps libre d'Issoire", "universite", "association"),
        ("Un collectif d'artistes, loi 1901", "citoyen", "association"),
        ("La bibliothèque municipale et nos bénévoles", "etablissement_public", "etablissement_public"),
        ("Notre école de musique part à Gand", "ecole", "ecole"),
        ("L'école a l'aide des anciens élèves", "ecole", "ecole"),
        ("Infirmière à la retraite, j'aimerais aider un dispensaire", "hopital", "citoyen"),
        ("La commune et ses 30 bénévoles", "commune", "commune"),
    ],
)
def test_the_name_of_a_body_may_hide_an_association_or_somebody(text: str, said: str, holder: str) -> None:
    assert holder_told(text, [said]) == holder


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("La ludothèque de Gannat veut travailler avec celle de Porto", "association"),
        ("Notre festival de jazz invite des Norvégiens", "association"),
        ("Les paroissiens aident une paroisse d'Haïti", "association"),
        ("Nous sommes dix communes regroupées", "epci"),
        ("Trois copines étudiantes veulent faire un film", "jeune"),
    ],
)
def test_bodies_that_no_list_has_are_heard(text: str, holder: str) -> None:
    assert infer(text, [])["holder_type"].value == holder


def test_an_associative_body_is_an_association() -> None:
    assert holder_told("notre école de cirque associative emmène des enfants", ["ecole"]) == "association"


@pytest.mark.parametrize(
    ("text", "entities", "themes"),
    [
        ("syndicat de rivière : effacer des seuils", [("holder_type", "syndicat")], ("environment", "water")),
        ("chantier d'insertion à Montluçon", [("holder_type", "association")], ("employment", "inclusion")),
        (
            "chantier d'insertion, un potager",
            [("holder_type", "association"), ("theme", "agriculture")],
            ("agriculture",),
        ),
        ("labo de volcanologie", [("holder_type", "universite")], ("research",)),
    ],
)
def test_a_trade_is_the_subject_where_no_word_names_another(
    text: str, entities: list[tuple[str, Any]], themes: tuple[str, ...]
) -> None:
    assert facts_from([Entity(*one) for one in entities], text, TODAY).themes == themes


@pytest.mark.parametrize(
    "text", ["personne à l'étranger", "rien qu'entre nous", "uniquement local", "rien avec l'étranger"]
)
def test_a_project_at_home_says_so_in_many_ways(text: str) -> None:
    assert values(text)["partner_countries"] == ("FR",)


def test_a_british_partner_was_one_of_the_union_before_it_left() -> None:
    stated = {"partner_countries": ["GB"], "themes": ["urban"], "holder_type": "commune"}
    assert deduce("nos quartiers", stated, date(2012, 2, 1))["framework"].value == "transnational"
    assert deduce("nos quartiers", stated, date(2022, 2, 1))["framework"].value == "decentralised"


def test_who_gives_the_displaced_a_living_is_past_the_emergency() -> None:
    there = (Entity("country", "BF"), Entity("theme", "gender"))
    assert values("donner un revenu aux femmes déplacées", *there)["goal"] == "development"
    assert values("secourir les femmes déplacées", *there)["goal"] == "humanitarian"


def test_algeria_receives_official_aid() -> None:
    found = deduce("", {"partner_countries": ["DZ", "TN"], "themes": ["employment"]})

    assert found["goal"].value == "development"


@pytest.mark.parametrize(
    ("text", "disaster"),
    [
        ("150 morts hier au Maroc", True),
        ("après les inondations, aider les familles", True),
        ("prévenir les inondations au Bénin", False),
        ("la gestion des risques de catastrophe", False),
    ],
)
def test_what_is_foreseen_has_not_happened(text: str, disaster: bool) -> None:
    assert speaks_of_emergency(text) is disaster
