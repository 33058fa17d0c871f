"""Bodies that introduce themselves, bodies that only help, and the one that is said to carry the project."""

from collections.abc import Callable

import pytest

from assistant.nlu.entities import SPEAKER, Reading
from assistant.nlu.extract import Extractor
from assistant.nlu.message import Message
from assistant.nlu.resolve import without_overlap, without_patrons


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("le GAL des Combrailles", "gal"),
        ("On est le GAL Pays de Thiérache", "gal"),
        ("Clermont Auvergne Métropole", "epci"),
        ("bonjour, je vous écris de Grenoble-Alpes Métropole", "epci"),
        ("je suis chargée de mission à Saint-Étienne Métropole", "epci"),
        ("Le Puy-en-Velay agglomération prépare un échange avec la Roumanie", "epci"),
        ("Annonay Rhône Agglo", "epci"),
        ("Valence Romans Agglo veut planter des haies", "epci"),
        ("Loire Forez agglomération, direction de l'eau", "epci"),
        ("la communauté de communes du Val d'Essonne", "epci"),
        ("Haut-Bugey Agglomération", "epci"),
        ("désolé, c'est la ville de Riom", "commune"),
        ("Ville d'Aurillac, service culture", "commune"),
        ("mairie d'Ambert", "commune"),
        ("la commune d'Yssingeaux et un budget de 10 000 euros", "commune"),
        ("le comité de jumelage de Billom", "association"),
        ("comité des fêtes de Langeac", "association"),
        ("le comité d'animation de notre vallée", "association"),
        ("notre comité de solidarité avec Madagascar", "association"),
        ("club de judo de Thiers", "association"),
        ("le club alpin de Voiron veut partir au Népal", "association"),
        ("foyer rural de Murat", "association"),
        ("MFR de Saint-Flour, je suis monitrice", "ecole"),
        ("la maison familiale rurale du Velay", "ecole"),
        ("EHPAD Les Tilleuls à Brioude", "etablissement_public"),
        ("la régie des eaux de Chambéry", "etablissement_public"),
        ("office de tourisme du Sancy", "etablissement_public"),
        ("le parc naturel régional du Pilat", "syndicat"),
        ("parc naturel régional Livradois-Forez, chargé de mission", "syndicat"),
        ("PETR du Pays de Lafayette", "epci"),
        ("chambre d'agriculture de l'Allier", "chambre_consulaire"),
        ("la CCI du Beaujolais", "chambre_consulaire"),
        ("CFA du bâtiment à Clermont", "ecole"),
        ("l'IUT de Montluçon", "universite"),
        ("GRETA du Velay", "ecole"),
        ("une SCOP de menuiserie à Die", "cooperative"),
        ("notre SARL fait des vélos", "entreprise"),
        ("start-up de Grenoble, capteurs d'eau", "entreprise"),
        ("coopérative laitière du Haut-Cantal", "cooperative"),
        ("mission locale de Roanne", "association"),
        ("la MJC de Vienne", "association"),
        ("le centre social du quartier nord", "association"),
        ("la paroisse de Tence", "association"),
        ("ONG Eau Vive", "association"),
        ("fédération des chasseurs de la Drôme", "association"),
        ("un collectif d'habitants de Bourg", "citoyen"),
        ("SICTOM des Couzes", "syndicat"),
        ("le SDIS 42", "etablissement_public"),
        ("hôpital de Moulins", "hopital"),
        ("centre hospitalier Émile-Roux", "hopital"),
        ("l'amicale laïque de Firminy", "association"),
        ("on s'appelle Soleil d'Afrique, asso du Rhône", "association"),
        ("une crèche associative de Lyon", "association"),
        ("les scouts de Valence", "association"),
        ("l'école de musique de Cournon", "ecole"),
        ("lycée Blaise-Pascal", "ecole"),
        ("collège Les Gorges de la Loire", "ecole"),
        ("Université Clermont Auvergne", "universite"),
        ("l'INSA de Lyon", "universite"),
        ("cabinet d'architectes à Lyon", "entreprise"),
        ("un GAEC dans le Cantal", "entreprise"),
        ("un syndicat de rivière", "syndicat"),
        ("syndicat mixte des monts de la Madeleine", "syndicat"),
        ("Département de la Haute-Loire", "departement"),
        ("le département de l'Ardèche porte le projet", "departement"),
        ("Région Auvergne-Rhône-Alpes", "region"),
        ("la Région, direction des relations internationales", "region"),
        ("l'association a un budget de 12 000 €, la ville nous aide à hauteur de 3 000 €", "association"),
        ("c'est l'asso qui porte, la Région finance", "association"),
        ("je suis de la mairie mais c'est l'association qui porte", "association"),
        ("notre partenaire est une association malienne et nous sommes un lycée", "ecole"),
        ("la mairie nous prête une salle mais c'est le club qui organise", "association"),
        ("je travaille à la mairie mais là j'écris pour le comité de jumelage", "association"),
        ("le projet est porté par l'école, la commune nous soutient", "ecole"),
        ("c'est pour la ville", "commune"),
        ("pour la communauté de communes", "epci"),
        ("je demande pour mon club de foot", "association"),
        ("un deuxième projet pour la même association", "association"),
        ("un autre projet, cette fois pour la mairie", "commune"),
        ("mon mari est à la métropole mais moi je suis dans une asso", "association"),
        ("pas la mairie, le comité de jumelage", "association"),
        ("en fait ce n'est pas une association mais une SCIC", "cooperative"),
        ("le lycée ne porte rien, c'est le foyer socio-éducatif qui dépose", "association"),
        ("Bonjour, GAL des Combrailles, dans le Puy-de-Dôme", "gal"),
        ("Bonjour, Clermont Auvergne Métropole", "epci"),
        ("j'ai un deuxième projet pour la ville, sur l'assainissement, au Bénin", "commune"),
        ("bonsoir, mairie de riom", "commune"),
        ("bonjour, club de judo de Thiers", "association"),
        ("le projet serait porté par la communauté de communes", "epci"),
        ("la commune déposera le dossier", "commune"),
        ("nous sommes un lycée et la Région nous subventionne", "ecole"),
        ("je suis élu à la mairie mais je parle pour l'association de jumelage", "association"),
        ("la ville de Thiers souhaite aider un hôpital au Bénin", "commune"),
        ("la région finance des projets au Bénin et veut continuer", "region"),
        ("la fondation aide des écoles au Togo", "fondation"),
        ("notre fondation finance des lycées au Sénégal", "fondation"),
        ("l'association accompagne des jeunes vers l'emploi", "association"),
        ("le département soutient des agriculteurs maliens", "departement"),
        ("la commune a voté un budget de 20 000 euros pour un jumelage", "commune"),
        ("nous sommes une asso et la mairie met un local à disposition", "association"),
        ("Bonjour je suis directrice du Foyer rural de Saugues", "association"),
        ("Nous, c'est la compagnie Les Tréteaux du Velay", "association"),
        ("bonjour, Léa, je travaille au PETR du Grand Clermont", "epci"),
        ("Ici la bibliothèque départementale de prêt", "etablissement_public"),
        ("Bonjour, Karim, de l'association Solidarité Sahel", "association"),
        ("c'est pour le compte du lycée Pierre-Joël-Bonté", "ecole"),
        ("les Petits Débrouillards de Clermont", "association"),
        ("je vous contacte de la part de la maire de Chadrac", "commune"),
        ("une troupe de théâtre amateur", "association"),
        ("je suis prof d'anglais dans un collège", "ecole"),
        ("Nous sommes l'agence d'urbanisme de Clermont", "association"),
        ("un bailleur social, l'Ophis", "etablissement_public"),
        ("Fédération départementale des foyers ruraux", "association"),
        ("une épicerie solidaire", "association"),
        ("une école de rugby", "association"),
        ("Bonjour, l'ESAT de Cournon", "etablissement_public"),
        ("l'union des commerçants de Thiers", "association"),
        ("une association d'agriculteurs", "association"),
        ("un groupement d'agriculteurs", "association"),
        ("Maison des lycéens du lycée Simone-Weil", "association"),
        ("amicale des donneurs de sang", "association"),
        ("je suis maraîchère à mon compte", "entreprise"),
        ("une brasserie du Forez", "entreprise"),
        ("nous sommes trois infirmières de l'hôpital d'Issoire", "hopital"),
        ("je suis bénévole à la Croix-Rouge de Vienne", "association"),
        ("le théâtre de la ville d'Aurillac", "etablissement_public"),
        ("une radio locale associative", "association"),
        ("une auberge de jeunesse associative", "association"),
        ("un café associatif", "association"),
        ("un tiers-lieu à Ambert", "association"),
        ("école de commerce de Lyon", "universite"),
        ("les élèves de CM2 de l'école Jules-Ferry", "ecole"),
        ("une AMAP", "association"),
        ("un festival de musique, association loi 1901", "association"),
        ("nous c'est la Cité scolaire d'Ambert", "ecole"),
        ("je suis DGS d'une interco de 20 000 habitants", "epci"),
        ("Agglo Pays d'Issoire, service habitat", "epci"),
        ("bjr lycee agricole de brioude bonnefont", "ecole"),
        ("la ville participe à un réseau de villes européennes sur le vélo", "commune"),
        ("la commune finance 3 puits au Niger depuis dix ans", "commune"),
        ("l'association les accompagne vers l'emploi", "association"),
        ("la fondation subventionne des écoles au Togo", "fondation"),
        ("l'agglo voudrait donner 3 000 euros pour les sinistrés en Libye", "epci"),
        ("l'université est partenaire d'un projet européen", "universite"),
        ("Ville de Vichy, nous voulons un échange avec la Pologne", "commune"),
        ("c'est notre association qui envoie du matériel là-bas", "association"),
        ("l'association intervient sur place chaque été", "association"),
        ("École de Tamba : notre association y construit une salle", "association"),
    ],
)
def test_who_carries_the_project(values: Callable, text: str, code: str) -> None:
    assert values(text, "holder_type") == [code]


@pytest.mark.parametrize(
    "text",
    [
        "la ville nous aide à hauteur de 3 000 €",
        "la Région finance la moitié",
        "avec l'aide de la mairie",
        "l'école de là-bas n'a pas d'eau",
        "notre partenaire est une association malienne",
        "la mairie nous donne 2 000 €",
        "la mairie est d'accord pour nous prêter une salle",
        "le département nous verse 5 000 euros",
        "une subvention de la commune",
        "la commune a promis 1 500 euros",
        "2 000 € de la ville et 3 000 € de la région",
        "l'association sur place s'en occupera",
        "le maire de là-bas nous attend",
        "l'hôpital de là-bas manque de tout",
        "une ONG locale nous accompagne",
        "les partenaires sont une école et un lycée",
        "la mairie nous soutient",
        "l'agglo met 4 000 € sur la table",
        "grâce à la fondation Orange on a 10 000 €",
        "des entreprises locales nous sponsorisent",
        "notre contact est le directeur de l'école du village",
        "nos partenaires : deux universités et une ONG",
        "le partenaire c'est la commune de Sikasso",
        "c'est une coopérative de femmes qui fera le travail là-bas",
        "notre mairie nous soutient",
        "la ville de Riom nous prête le gymnase",
        "la communauté de communes participe à hauteur de 10 %",
        "la Région cofinance",
        "la commune est partenaire du projet",
        "on a une subvention du département de 4 000 euros",
        "notre contact là-bas est une association de femmes",
    ],
)
def test_a_body_that_helps_or_waits_on_the_spot_carries_nothing(values: Callable, text: str) -> None:
    assert values(text, "holder_type") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bonjour, GAL des Combrailles, dans le Puy-de-Dôme", "gal"),
        ("bonsoir, mairie de riom", "commune"),
        ("désolé. ville de Riom", "commune"),
        ("Bonjour, Karim, de l'association Solidarité Sahel", "association"),
    ],
)
@pytest.mark.parametrize("intent", ["greet", "complain"])
def test_a_body_that_introduces_itself_is_heard_whatever_the_intent(
    values: Callable, text: str, code: str, intent: str
) -> None:
    assert values(text, "holder_type", intent) == [code]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("nous sommes une commune", SPEAKER),
        ("la commune portera le projet", SPEAKER),
        ("la commune prépare une fête", None),
    ],
)
def test_the_holder_says_whether_it_speaks(extractor: Extractor, text: str, role: str | None) -> None:
    assert [e.role for e in extractor.extract(text) if e.entity == "holder_type"] == [role]


def test_the_saint_of_a_body_is_not_its_place() -> None:
    message = Message("paroisse Saint-Julien de Brioude")
    body = Reading("holder_type", "association", 0, 8, 74.0)
    patron, place = Reading("place", "69", 9, 21, 65.0), Reading("place", "43", 25, 32, 65.0)

    assert without_patrons(message, [body, patron, place]) == [body, place]
    assert without_patrons(message, [patron, place]) == [patron, place]


def test_a_place_that_begins_inside_the_holder_is_kept_beside_it() -> None:
    text = "la communauté d'agglo du Puy"
    holder, place = Reading("holder_type", "epci", 3, 21, 50.0), Reading("place", "43", 16, 28, 65.0)

    kept = without_overlap(Message(text), [holder, place])

    assert [(e.entity, e.text) for e in kept] == [("holder_type", "communauté d'agglo"), ("place", "du Puy")]
