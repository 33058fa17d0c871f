"""The holder is who carries the project: neither its partner, nor its beneficiary, nor what it builds."""

from collections.abc import Callable

import pytest

from assistant.nlu.extract import Extractor


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("une commune du Cantal veut aider une école au Togo", "commune"),
        ("une asso qui construit une école", "association"),
        ("nous cherchons une association au Burkina pour notre commune", "commune"),
        ("jumeler notre village avec un village allemand", "commune"),
        ("je suis trésorière d'une fondation qui aide un hôpital au Bénin", "fondation"),
        ("le lycée agricole souhaite un échange avec une université polonaise", "ecole"),
        ("nous sommes une association malienne", "association"),
        ("commune suisse, nous cherchons des voisins français", "commune"),
        ("je suis maire", "commune"),
        ("le comité de jumelage", "association"),
        ("comcom", "epci"),
        ("c'est le conseil départemental qui porte", "departement"),
        ("je suis étudiante", "jeune"),
        ("particulier", "citoyen"),
        ("EHPAD", "etablissement_public"),
        ("une SCIC", "cooperative"),
        ("quelles aides pour les associations ?", "association"),
        ("Nous sommes un GAL", "gal"),
        ("la région voudrait former des agents", "region"),
        ("ONG haïtienne cherche une mairie française", "association"),
        ("chercheuse, je prépare un projet", "universite"),
        ("Des maçons à la retraite, membres de l'asso, vont bâtir une école", "association"),
        ("mission locale du Forez, aider les porteurs de petites entreprises", "association"),
        ("Compagnie de danse de Vienne. Une tournée en Italie.", "association"),
        ("des étudiants regroupés en association", "association"),
        # who somebody is in a body, what a body is made of
        ("maître de conférences à l'université, je monte un projet", "universite"),
        ("infirmière à l'hôpital, je cherche une aide", "hopital"),
        ("le service de cardiologie du CHU opère des enfants au Bénin", "hopital"),
        ("dirigeant d'une PME de quarante personnes", "entreprise"),
        ("les gamins du lycée veulent rencontrer des Polonais", "ecole"),
        ("je suis présidente d'une association de Togolaises", "association"),
        ("adjointe à la culture de la ville, je cherche une troupe roumaine", "commune"),
        ("douze éleveurs réunis en coopérative", "cooperative"),
        ("avec le comité de jumelage, on galère à payer le car", "association"),
        ("je partirais avec mon asso voir des éleveurs maliens", "association"),
        ("on a monté une petite boîte et on vise le Canada", "entreprise"),
        ("projet de coopération décentralisée de la métropole", "epci"),
        ("la fondation de mon entreprise veut aider un lycée au Rwanda", "fondation"),
        ("on veut bâtir un lycée au Togo, association du Cantal", "association"),
        # other names, other countries, other spellings
        ("jeune pousse de six salariés, nous faisons des séchoirs", "entreprise"),
        ("on est une asbl", "association"),
        ("je travaille à l'administration communale", "commune"),
        ("une coop de solidarité", "cooperative"),
        ("c 1 assoc", "association"),
        ("1 entrprise", "entreprise"),
        ("lhopital", "hopital"),
        ("comunauté d'aglomération", "epci"),
        ("une dizaine d'habitants", "citoyen"),
        ("une boîte de cinq personnes, dans le bois", "entreprise"),
        ("nous préparons, à l'école, un album avec une classe de Séville", "ecole"),
        ("l'association a besoin de sous", "association"),
        ("le Département étudie un accord avec une province", "departement"),
        ("quel bureau reçoit les communes africaines comme la nôtre ?", "commune"),
    ],
)
def test_the_holder(values: Callable, text: str, code: str) -> None:
    assert values(text, "holder_type") == [code]


@pytest.mark.parametrize(
    "text",
    [
        "avec une association togolaise",
        "une ville italienne",
        "jumelage avec une commune roumaine",
        "construire un hôpital",
        "pour une école au Togo",
        "emmener des jeunes au Sénégal",
        "une crèche commune",
        "le développement économique du village",
        "deux communes voisines",
        "la revitalisation du centre-ville",
        "une ville italienne souhaite se jumeler avec nous",
        "la région de Kayes",
        "un point commun",
        "cinq millions de francs CFA",
        "pouvez-vous nous proposer une ville partenaire ?",
        "des essais cliniques",
        "et nos lycéens",
        "la venue de notre ville jumelle d'Allemagne",
        "quelles fondations financent la santé ?",
        "une asso qui peut nous aider ?",
        "bâtir une maternité et une école",
        "la mairie là-bas est d'accord",
        "c'est trop long",
        "une réunion avec un collègue",
        "le village a besoin d'un puits",
        "nous avons une coopérative pour partenaire",
        "une fondation comme partenaire",
        "le conseil départemental donne combien ?",
        "on m'a dit que la mairie pouvait aider",
        "our village would like a partner municipality",
    ],
)
def test_no_holder(values: Callable, text: str) -> None:
    assert values(text, "holder_type") == []


@pytest.mark.parametrize("intent", ["ask_legal", "ask_programme", "ask_succession", "complain"])
def test_a_body_spoken_of_in_general_carries_no_project(values: Callable, intent: str) -> None:
    assert values("une SCIC peut-elle toucher cela ?", "holder_type", intent) == []
    assert values("nous sommes une SCIC, pouvons-nous toucher cela ?", "holder_type", intent) == ["cooperative"]


def test_a_greeting_that_tells_a_project_is_heard(values: Callable) -> None:
    assert values("bonjour, et la santé ?", None, "greet") == []
    told = [("holder_type", "association"), ("theme", "health"), ("country", "TG")]
    assert values("bonjour, asso pour la santé au Togo", None, "greet") == told


def test_a_place_leaves_the_kind_of_body_to_the_holder(values: Callable) -> None:
    assert values("je coordonne le GAL Livradois-Forez") == [("holder_type", "gal"), ("place", "63")]


def test_a_body_that_is_not_the_holder_may_state_a_theme(values: Callable) -> None:
    assert values("une asso qui construit une école") == [("holder_type", "association"), ("theme", "education")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bonjour, ici Les Amis de Kayes", "association"),
        ("je vous écris pour Terre des Hommes 42", "association"),
        ("Fraternité Cantal-Kivu", "association"),
        ("hello, le Fablab des Monts", "association"),
        ("je représente la Diaspora Comorienne du Rhône", "association"),
        ("Collectif Solidarité Palestine, Saint-Étienne", "association"),
        ("un collectif d'habitants de Lyon", "citoyen"),
        ("la ferme du Chabot", "entreprise"),
        ("GAEC de la Sagne", "entreprise"),
        ("Polytech Clermont", "universite"),
        ("Bonjour, laboratoire de géologie de Lyon", "universite"),
    ],
)
def test_a_body_that_opens_a_message_is_known_by_its_name(values: Callable, text: str, code: str) -> None:
    assert values(text, "holder_type") == [code]


@pytest.mark.parametrize(
    "text",
    [
        "nous recevons nos amis de Bavière",
        "on soutient la ferme des Pins au Togo",
        "c'est l'association des parents qui garde les enfants",
        "c'est la région qui paierait la moitié",
        "la mairie met aussi 2 000 euros",
        "la MJC nous file un coup de main",
        "est-ce possible avec notre ville comme partenaire",
        "la mairie et le lycée sont partenaires",
    ],
)
def test_friends_helpers_and_partners_carry_nothing(values: Callable, text: str) -> None:
    assert values(text, "holder_type") == []


def test_who_the_file_is_for_wins_over_where_one_works(values: Callable) -> None:
    assert values("je travaille à la mairie mais le dossier est celui du club d'échecs", "holder_type") == [
        "association"
    ]


def test_a_body_one_goes_with_is_not_said_to_be_oneself(extractor: Extractor) -> None:
    (body,) = [e for e in extractor.extract("avec l'école du village, nous partons") if e.entity == "holder_type"]

    assert body.role is None


def test_a_name_states_no_goal(values: Callable) -> None:
    assert values("Fraternité Velay", "goal") == []


def test_who_signs_with_a_service_speaks_for_the_body(extractor: Extractor) -> None:
    (holder,) = [
        e for e in extractor.extract("Conseil départemental du Cantal, service culture") if e.entity == "holder_type"
    ]

    assert (holder.value, holder.role) == ("departement", "speaker")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("la région nous a dit qu'il y avait une aide", None),
        ("la mairie nous propose un local, on est une asso de Riom", "association"),
        ("la communauté de communes m'a conseillé d'appeler", None),
        ("nos assos s'essoufflent ; nous, la commune, porterions le dossier", "commune"),
        ("nous sommes un établissement de l'État", "etablissement_public"),
    ],
)
def test_who_only_told_the_holder_is_not_the_holder(extractor: Extractor, text: str, code: str | None) -> None:
    assert next((e.value for e in extractor.extract(text) if e.entity == "holder_type"), None) == code
