"""What a project does, against the programmes that pay for one form of action alone."""

from datetime import date

import pytest
from small_world import make_programme

from assistant.matching.criterion import Criterion
from assistant.matching.facts import ProjectFacts
from assistant.matching.forms import forms_of
from assistant.matching.means import judge_duration
from assistant.matching.nature import OUT_OF_NATURE, judge_nature, weeks_of_stay
from assistant.programmes.base import Base


def _judged(text: str, **keys: object) -> Criterion | None:
    return judged(ProjectFacts(text=text, as_of=date(2026, 11, 27)), **keys)


def judged(facts: ProjectFacts, **keys: object) -> Criterion | None:
    return judge_nature(facts, make_programme(**keys), Base())


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Nous cherchons un volontaire pour deux ans", "volunteering"),
        ("trois infirmiers retraités iront aider un dispensaire", "volunteering"),
        ("recevoir une jeune Espagnole pendant dix mois", "volunteering"),
        ("nos agents passeraient trois jours à Gand", "mobility"),
        ("que des bénévoles aillent apprendre ailleurs en Europe", "mobility"),
        ("la MJC emmène neuf jeunes au Sénégal", "mobility"),
        ("des apprentis en stage chez un boulanger bavarois", "mobility"),
        ("une exposition sur le commerce équitable dans nos collèges", "awareness"),
        ("comparer les données de nos territoires dans un observatoire", "studies"),
    ],
)
def test_a_form_is_heard(text: str, form: str) -> None:
    assert form in forms_of(text)


def test_a_chantier_of_insertion_is_no_volunteering() -> None:
    assert "volunteering" not in forms_of("un chantier d'insertion pour chômeurs de longue durée")


def test_a_programme_of_one_form_is_for_it() -> None:
    # GIVEN a programme that pays for volunteers alone
    posts = {"form": "volunteering"}
    # THEN it suits who sends volunteers, is doubtful for who digs wells, and says nothing when nothing is told
    sends, digs = _judged("accueillir une volontaire", **posts), _judged("creuser un puits", **posts)
    assert sends is not None
    assert (sends.outcome, sends.grade) == ("met", 1.0)
    assert digs is not None
    assert (digs.outcome, digs.grade) == ("unknown", OUT_OF_NATURE)
    assert _judged("", **posts) is None
    assert _judged("creuser un puits") is None


def test_selling_is_not_cooperating() -> None:
    sold = _judged("exporter nos fromages et tenir un stand", partner_countries=("MONDE",))
    assert sold is not None
    assert sold.excludes
    kept = _judged("exporter nos fromages", keywords=("aide à l'export",))
    assert kept is None


def test_nobody_pays_for_a_container_unless_it_says_so() -> None:
    sent = _judged("envoyer un conteneur de livres au Togo")
    assert sent is not None
    assert sent.excludes
    carried = _judged("nos lits médicalisés partent en camionnette vers la Moldavie")
    assert carried is not None
    assert carried.excludes
    assert _judged("envoyer un conteneur de livres au Togo", keywords=("fret humanitaire",)) is None


def test_a_large_file_is_not_for_a_few_days_away() -> None:
    # GIVEN a programme of large projects
    large = {"grant_max": 2_000_000}
    # THEN it is not for agents who go and see, but may be for works that begin by a visit
    going = judged(ProjectFacts(text="deux agents iraient trois jours à Turin voir comment ils font"), **large)
    works = judged(ProjectFacts(text="trois jours à Turin pour préparer les travaux", budget=2_000_000), **large)
    assert going is not None
    assert going.grade == OUT_OF_NATURE
    assert works is None


def test_a_virtual_visit_is_no_stay() -> None:
    assert "mobility" not in forms_of("des visites virtuelles de nos collections")
    assert "mobility" in forms_of("une visite chez nos homologues")


def test_a_project_abroad_needs_somebody_there() -> None:
    alone = _judged("bâtir une école, on ne connaît personne sur place", partner_countries=("APD",))
    assert alone is not None
    assert alone.grade == OUT_OF_NATURE
    assert _judged("bâtir une école, on ne connaît personne sur place", partner_countries=()) is None


def test_weeks_are_no_mission_of_years() -> None:
    assert weeks_of_stay("ils partent trois semaines") == 3
    short = _judged("deux volontaires, trois semaines", form="volunteering", duration_months_min=12)
    assert short is not None
    assert short.excludes


@pytest.mark.parametrize(("months", "excluded"), [(3, True), (8, False), (24, False)])
def test_a_project_of_months_is_not_one_of_years(months: float, excluded: bool) -> None:
    programme = make_programme(duration_months_min=12, duration_months_max=36)
    judged = judge_duration(ProjectFacts(duration_months=months), programme, Base())
    assert judged is not None
    assert judged.excludes is excluded
    assert (judged.outcome == "met") is (months >= 12)


def test_an_exchange_of_practice_is_no_stay() -> None:
    assert "mobility" not in forms_of("un échange d'expériences sur les transports à la demande")
    assert "mobility" in forms_of("un échange avec un lycée de Leipzig")


def test_what_is_made_for_the_young_is_for_the_young() -> None:
    for_them = {"themes": ("youth", "culture")}
    old, young = (_judged(text, **for_them) for text in ("un bal d'habitants", "un bal de lycéens"))
    assert young is None
    assert old is not None
    assert old.outcome == "unmet"


def test_a_partnership_is_no_stay() -> None:
    partnership = {"form": "partnership"}
    assert _judged("écrire une méthode avec un organisme espagnol", **partnership) is None
    stay = _judged("des stages de quatre semaines pour nos élèves", **partnership)
    assert stay is not None
    assert stay.grade == OUT_OF_NATURE


@pytest.mark.parametrize("text", ["des puits au Kenya, notre trésorière travaille chez Veolia", "des puits au Kenya"])
def test_a_sponsor_is_asked_unless_the_text_names_whose(text: str) -> None:
    conditions = ("Un salarié de Veolia doit porter la demande et parrainer le projet.",)
    found = _judged(text, conditions=conditions)
    assert (found is None) == ("Veolia" in text)


def test_private_matters_are_paid_by_none() -> None:
    settling = ProjectFacts(text="je veux ouvrir une boutique à Porto", holder_type="entreprise")
    found = judged(settling)
    assert found is not None
    assert found.excludes
    assert judged(ProjectFacts(text="je veux ouvrir une boutique solidaire à Porto", holder_type="association")) is None
    studies = _judged("une bourse pour mes études au Canada")
    assert studies is not None
    assert studies.excludes


def test_a_rural_programme_joins_rural_places() -> None:
    abroad = {"partner_countries": ("IT",), "holder_type": "association"}
    town = judged(ProjectFacts(text="une pièce de théâtre avec Turin", **abroad), family="rural")
    village = judged(ProjectFacts(text="une fête entre deux villages", **abroad), family="rural")
    assert town is not None
    assert town.grade == OUT_OF_NATURE
    assert village is None


def test_what_is_for_the_young_is_not_for_others_save_where_towns_are_twinned() -> None:
    youth = {"themes": ("youth", "citizenship")}
    rivers, twinned = _judged("rouvrir les rivières", **youth), _judged("le comité de jumelage les reçoit", **youth)
    assert rivers is not None
    assert twinned is not None
    assert (rivers.grade, twinned.grade) == (OUT_OF_NATURE, 0.15)


USSON, CLERMONT = "63439", "63113"


def test_a_programme_for_towns_is_not_for_a_village() -> None:
    # GIVEN a programme whose first theme is the town WHEN a village asks THEN it is another's
    asks = {"text": "retaper le lavoir", "as_of": date(2026, 11, 27)}
    village = judged(ProjectFacts(locality=USSON, **asks), themes=("urban",))
    assert village is not None
    assert (village.outcome, village.grade) == ("unmet", OUT_OF_NATURE)
    # AND a town, or who names no place, hears nothing of it
    assert judged(ProjectFacts(locality=CLERMONT, **asks), themes=("urban",)) is None
    assert judged(ProjectFacts(**asks), themes=("urban",)) is None


@pytest.mark.parametrize(
    "text", ["un laboratoire nous suit", "essayer ce que personne n'a fait", "des travaux de recherche sur les sols"]
)
def test_research_pays_for_what_is_new(text: str) -> None:
    assert _judged(text, family="research", themes=("research",)) is None


@pytest.mark.parametrize("text", ["refaire le toit de la salle", "nous sommes à la recherche d'un financement"])
def test_research_does_not_pay_for_what_is_known(text: str) -> None:
    # GIVEN no word of research THEN a programme of research is doubtful, but for those who do research
    found = _judged(text, family="research", themes=("research",))
    assert found is not None
    assert (found.outcome, found.grade) == ("unknown", OUT_OF_NATURE)
    facts = ProjectFacts(text=text, holder_type="universite", as_of=date(2026, 11, 27))
    assert judged(facts, family="research", themes=("research",)) is None


def test_a_condition_of_novelty_is_quoted_where_nothing_tells_of_it() -> None:
    asked = {"conditions": ("Solution nouvelle, jamais essayée.",)}
    found = _judged("refaire la place du marché", **asked)
    assert found is not None
    assert found.text == "À vérifier : « Solution nouvelle, jamais essayée »."
    assert _judged("tester un nouveau quartier sans voitures", **asked) is None
