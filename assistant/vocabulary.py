"""The closed lists that records, entities and slots share, with the French words that people read.

Codes come from data/programmes/SCHEMA.md; labels are what the assistant says.
"""

# fmt: off
GOALS = {
    "political": "rapprochement des peuples (jumelage, paix, citoyenneté)",
    "humanitarian": "aide humanitaire",
    "development": "projet de développement porté en commun",
}

FRAMEWORKS = {
    "international": "coopération internationale",
    "decentralised": "coopération décentralisée (entre collectivités)",
    "transnational": "coopération transnationale (plusieurs pays d'Europe)",
    "cross_border": "coopération transfrontalière (de part et d'autre d'une frontière)",
    "interregional": "coopération interrégionale ou interterritoriale",
}

THEMES = {
    "innovation": "innovation", "environment": "environnement", "ict": "technologies de l'information",
    "urban": "développement urbain", "rural": "développement rural", "employment": "emploi",
    "inclusion": "insertion et inclusion", "youth": "jeunesse", "education": "éducation et formation",
    "culture": "culture", "heritage": "patrimoine", "citizenship": "citoyenneté", "water": "eau et assainissement",
    "waste": "déchets", "energy": "énergie", "health": "santé", "agriculture": "agriculture et alimentation",
    "gender": "égalité femmes-hommes", "governance": "gouvernance et services publics locaux", "tourism": "tourisme",
    "mobility": "transports et mobilité", "research": "recherche", "economy": "développement économique",
    "emergency": "urgence", "migration": "migrations", "sport": "sport", "digital": "numérique", "peace": "paix",
}

HOLDERS = {
    "commune": "commune", "epci": "intercommunalité", "departement": "département", "region": "région",
    "syndicat": "syndicat mixte ou intercommunal", "etablissement_public": "établissement public",
    "association": "association", "fondation": "fondation", "universite": "université ou organisme de recherche",
    "ecole": "établissement scolaire", "entreprise": "entreprise", "cooperative": "coopérative",
    "gal": "groupe d'action locale (LEADER)", "citoyen": "particulier ou groupe d'habitants", "hopital": "hôpital",
    "chambre_consulaire": "chambre consulaire", "jeune": "jeune ou groupe de jeunes",
}

FAMILIES = {
    "territorial_cooperation": "coopération territoriale européenne", "cohesion": "politique de cohésion",
    "rural": "développement rural", "citizens": "citoyenneté et jumelages", "education_youth": "éducation et jeunesse",
    "culture": "culture", "environment": "environnement", "research": "recherche",
    "external_aid": "aide extérieure et solidarité internationale",
    "national_decentralised": "coopération décentralisée : État et ses agences", "humanitarian": "humanitaire",
    "foundation": "fondations", "regional": "Région et collectivités d'Auvergne-Rhône-Alpes", "other": "autres",
}

STATUSES = {
    "open": "appel ouvert",
    "permanent": "demandes reçues toute l'année",
    "between_calls": "entre deux appels",
    "proposed": "proposition pour 2028-2034, pas encore adoptée",
    "closed": "terminé",
}

HELPS = {
    "advice": "conseil", "project_design": "montage de projet", "partner_search": "recherche de partenaires",
    "training": "formation", "funding": "financement",
}

ORGANISATION_KINDS = {
    "resource_centre": "centre de ressources", "network": "réseau", "ministry": "ministère ou service de l'État",
    "agency": "agence", "region": "Région", "managing_authority": "autorité de gestion d'un programme",
    "joint_secretariat": "secrétariat conjoint d'un programme", "eu_institution": "institution européenne",
    "water_agency": "agence de l'eau", "association": "association", "foundation": "fondation",
    "other": "autre organisme",
}

TERM_KINDS = {
    "goal": "but", "framework": "cadre de coopération", "body": "organisme", "law": "loi ou traité",
    "legal_tool": "outil juridique", "fund": "fonds ou programme", "document": "document", "method": "méthode",
}

# What a programme pays for when it pays for one sort of action alone (key ``form`` of a record).
FORMS = {
    "volunteering": "l'envoi ou l'accueil de volontaires",
    "mobility": "les séjours de personnes dans un autre pays",
    "awareness": "la sensibilisation du public, ici",
    "studies": "des études et des analyses",
    "partnership": "un travail mené en commun par des organismes de plusieurs pays",
}
# Whom a programme is for when it is for them alone (key ``public`` of a record).
PUBLICS = {
    "young": "les jeunes",
    "children": "les enfants",
    "women": "les femmes",
    "townspeople": "les habitants de communes de plusieurs pays",
    "learners": "ceux qui apprennent ou enseignent, du scolaire à la formation des adultes",
    "artists": "les artistes et les professionnels de la culture",
}
# Département code → région ISO code, for the régions in force since 2016.
REGION_DEPARTEMENTS = {
    "FR-ARA": "01 03 07 15 26 38 42 43 63 69 73 74".split(),
    "FR-BFC": "21 25 39 58 70 71 89 90".split(),
    "FR-BRE": "22 29 35 56".split(),
    "FR-CVL": "18 28 36 37 41 45".split(),
    "FR-20R": "2A 2B".split(),
    "FR-GES": "08 10 51 52 54 55 57 67 68 88".split(),
    "FR-HDF": "02 59 60 62 80".split(),
    "FR-IDF": "75 77 78 91 92 93 94 95".split(),
    "FR-NOR": "14 27 50 61 76".split(),
    "FR-NAQ": "16 17 19 23 24 33 40 47 64 79 86 87".split(),
    "FR-OCC": "09 11 12 30 31 32 34 46 48 65 66 81 82".split(),
    "FR-PDL": "44 49 53 72 85".split(),
    "FR-PAC": "04 05 06 13 83 84".split(),
    "FR-GUA": ["971"], "FR-MTQ": ["972"], "FR-GUF": ["973"], "FR-LRE": ["974"], "FR-MAY": ["976"],
}
DEPARTEMENT_REGION = {code: region for region, codes in REGION_DEPARTEMENTS.items() for code in codes}
AUVERGNE = ("03", "15", "43", "63")

EU27 = frozenset(
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split()
)
# OECD-DAC list of ODA recipients, reporting on 2024 and 2025 flows, kept for "APD".
ODA_RECIPIENTS = frozenset(
    "AF AL DZ AO AR AM AZ BD BY BZ BJ BT BO BA BW BR BF BI CV KH CM CF TD CN CO KM CG CD CR CI CU DJ DM DO EC EG SV GQ "
    "ER SZ ET FJ GA GM GE GH GD GT GN GW GY HT HN IN ID IR IQ JM JO KZ KE KI KP XK KG LA LB LS LR LY MG MW MY MV ML "
    "MH MR MU MX FM MD MN ME MA MZ MM NA NP NI NE NG MK PK PW PS PA PG PY PE PH RW LC VC WS ST SN RS SL SB SO ZA SS "
    "LK SD SR SY TJ TZ TH TL TG TO TN TR TM TV UG UA UZ VU VE VN WF YE ZM ZW MS NR NU SH TK".split()
)
