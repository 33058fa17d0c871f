"""Which place a sentence names, and which words only look like one."""

import pytest

from assistant.places import Places


def _found(places: Places, text: str) -> list[tuple[str, str]]:
    return [(mention.text, mention.value) for mention in places.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # GIVEN communes, as people write them
        ("la commune d'Ambert", [("Ambert", "63")]),
        ("la commune d’ambert", [("ambert", "63")]),
        ("Bonjour, je suis de Marseille", [("Marseille", "13")]),
        ("LA COMMUNE DE THIERS", [("THIERS", "63")]),
        ("st flour", [("st flour", "15")]),
        ("Ste Florine", [("Ste Florine", "43")]),
        ("arpajon s/ cere", [("arpajon s/ cere", "15")]),
        ("on est de la bourboule", [("la bourboule", "63")]),
        ("le maire de Saint-Germain-l'Herm", [("Saint-Germain-l'Herm", "63")]),
        ("Le Puy-en-Velay", [("Le Puy-en-Velay", "43")]),
        ("au Puy en Velay", [("Puy en Velay", "43")]),
        ("la mairie du Puy", [("Puy", "43")]),
        ("le mont dore", [("mont dore", "63")]),
        ("une association de Chabreloche", [("Chabreloche", "63")]),
        ("Clermont-Fd", [("Clermont-Fd", "63")]),
        ("entre Vichy, Moulins et Montluçon", [("Vichy", "03"), ("Moulins", "03"), ("Montluçon", "03")]),
        # GIVEN départements and régions
        ("en haute loire", [("haute loire", "43")]),
        ("puydedome", [("puydedome", "63")]),
        ("le Puy de Dôme", [("Puy de Dôme", "63")]),
        ("dans l'ain", [("ain", "01")]),
        ("Isére", [("Isére", "38")]),
        ("la région Auvergne-Rhône-Alpes", [("Auvergne-Rhône-Alpes", "FR-ARA")]),
        ("en AURA", [("AURA", "FR-ARA")]),
        ("région aura", [("aura", "FR-ARA")]),
        ("rhone alpes", [("rhone alpes", "FR-ARA")]),
        ("Midi-Pyrénées", [("Midi-Pyrénées", "FR-OCC")]),
        ("paca", [("paca", "FR-PAC")]),
        # GIVEN intercommunalities, territories, inhabitants
        ("comcom ambert livradois forez", [("ambert livradois forez", "63")]),
        ("Clermont Auvergne Métropole", [("Clermont Auvergne Métropole", "63")]),
        ("Moulins Communauté", [("Moulins Communauté", "03")]),
        ("la CAPEV", [("CAPEV", "43")]),
        ("CC des Sucs", [("Sucs", "43")]),
        ("dans le Livradois-Forez", [("Livradois-Forez", "63")]),
        ("le massif du Sancy", [("massif du Sancy", "63")]),
        ("en Tarentaise", [("Tarentaise", "73")]),
        ("je suis clermontois", [("clermontois", "63")]),
        # GIVEN short names, other languages, and words before that announce a name that is also a word
        ("le comité de jumelage d'Aurec", [("Aurec", "43")]),
        ("une association de Romans", [("Romans", "26")]),
        ("con l'Alvernia", [("Alvernia", "FR-ARA")]),
        ("ecole publiq de vorey", [("vorey", "43")]),
        ("prof dans un lycee a moulins", [("moulins", "03")]),
        ("un dossier sur moulins", [("moulins", "03")]),
        ("Notre agglomération, Moulins, y pense", [("Moulins", "03")]),
        ("des associations altiligériennes", [("altiligériennes", "43")]),
        ("Association Cinéma d'Ici, Lussas", [("Lussas", "07")]),
        ("une association bretonne", [("bretonne", "FR-BRE")]),
        ("notre lycée normand", [("normand", "FR-NOR")]),
        ("un club lillois", [("lillois", "59")]),
        ("Une chorale corse", [("corse", "FR-20R")]),
        ("une association basque", [("basque", "64")]),
        ("une compagnie de danse marseillaise", [("marseillaise", "13")]),
        ("Des Rennais réunis pour un jardin", [("Rennais", "35")]),
        ("un orchestre strasbourgeois et un orchestre de Brno", [("strasbourgeois", "67")]),
        # GIVEN intercommunalities under the names that people use
        ("Loire Forez agglo", [("Loire Forez agglo", "42")]),
        ("avec les élus de Loire Forez", [("Loire Forez", "42")]),
        ("Le Grésivaudan souhaite mesurer son air", [("Grésivaudan", "38")]),
        ("grand annecy veut des pistes cyclables", [("grand annecy", "74")]),
        ("la com com du val de cher", [("val de cher", "03")]),
        ("Grazac, 1 000 habitants, restaure son four", [("Grazac", "43")]),
        ("le Centre Ouest Bretagne", [("Centre Ouest Bretagne", "FR-BRE")]),
    ],
)
def test_places_are_found(places: Places, text: str, expected: list[tuple[str, str]]) -> None:
    assert _found(places, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dans le 63", [("63", "63")]),
        ("une asso du 43", [("43", "43")]),
        ("asso du 15", [("15", "15")]),
        ("dep 15", [("15", "15")]),
        ("département 2a", [("2a", "2A")]),
        ("le 03", [("03", "03")]),
        ("dans les départements 03, 15 et 43", [("03", "03"), ("15", "15"), ("43", "43")]),
        ("43 - Haute-Loire", [("43", "43"), ("Haute-Loire", "43")]),
        ("Ambert (63)", [("Ambert", "63"), ("63", "63")]),
        ("Ambert 63", [("Ambert", "63"), ("63", "63")]),
        ("03200", [("03200", "03")]),
        ("03200 Vichy", [("03200", "03"), ("Vichy", "03")]),
        ("63000 Clermont", [("63000", "63"), ("Clermont", "63")]),
        ("code postal 15000", [("15000", "15")]),
        ("INSEE 63113", [("63113", "63")]),
        ("à 63100", [("63100", "63")]),
        ("43 élèves", []),
        ("dans les 43 communes", []),
        ("43 000 euros", []),
        ("63 000 €", []),
        ("63000 €", []),
        ("63 ans", []),
        ("43 %", []),
        ("budget 63000", []),
        ("un budget de 12500 sur 2 ans", []),
        ("15000 bouteilles", []),
        ("le 15 mars 2027", []),
        ("réunion le 15", []),
        ("du 15 au 20", []),
        ("01/03/2027", []),
        ("programme 2021-2027", []),
        ("04 73 89 00 00", []),
        ("association loi 1901 de Langeac", [("Langeac", "43")]),
        ("ds le 15", [("15", "15")]),
        ("commune 43 italie", [("43", "43")]),
        ("conseil depart 63", [("63", "63")]),
        ("commune de 43 habitants", []),
    ],
)
def test_numbers_are_codes_only_where_something_says_so(
    places: Places, text: str, expected: list[tuple[str, str]]
) -> None:
    assert _found(places, text) == expected


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        # GIVEN a name that is also a word WHEN it is a place, THEN found; WHEN it is the word, THEN not
        ("à Nice", "06", "Nice idée"),
        ("Paris", "75", "les paris sportifs"),
        ("nous partons de Tours", "37", "deux tours de table"),
        ("à Moulins", "03", "les moulins de notre village"),
        ("à Die", "26", "mange et die"),
        ("l'école de Job", "63", "un job d'été"),
        ("à Sens", "89", "donner du sens"),
        ("à Orange", "84", "une orange"),
        ("à Bonne", "74", "Bonne journée"),
        ("Mens (38)", "38", "mens sana"),
        ("la ville d'Ambert", "63", "la fourme d'Ambert"),
        ("dans l'Allier", "03", "Allier nos forces"),
        ("l'allier", "03", "pour allier culture et sport"),
        ("dans la Loire", "42", "le bassin de la Loire"),
        ("dans le Rhône", "69", "la vallée du Rhône"),
        ("le Cher", "18", "moins cher"),
        ("dans le Lot", "46", "un lot de matériel"),
        ("la Somme", "80", "une somme de 5000 euros"),
        ("département de la Manche", "50", "faire la manche"),
        ("dans l'Aube", "10", "à l'aube du projet"),
        ("dans le Nord", "59", "les pays du Nord"),
        ("département du Nord", "59", "le Nord du Mali"),
        ("en Creuse", "23", "on creuse un puits"),
        ("les Landes", "40", "landes sèches"),
        ("à la Réunion", "974", "la réunion de demain"),
        ("le Grand Est", "FR-GES", "le plus grand est celui-ci"),
        ("la Bretagne", "FR-BRE", "la Grande-Bretagne"),
        ("en Corse", "FR-20R", "cuisine corse"),
        ("AURA", "FR-ARA", "il y aura des élèves"),
        ("la Savoie", "73", "en savoir plus"),
        ("à Nancy", "54", "le traité de Nancy"),
        ("à Gramont (82)", "82", "37 avenue de Gramont"),
        ("Bourg-en-Bresse", "01", "le centre-bourg"),
        ("Montagne (38)", "38", "une commune de montagne"),
        ("commune du Puy", "43", "le Puy du Fou"),
    ],
)
def test_a_name_that_is_also_a_word(places: Places, place: str, value: str, words: str) -> None:
    assert [mention.value for mention in places.find(place)][:1] == [value]
    assert places.find(words) == []


@pytest.mark.parametrize(
    "text",
    [
        "un échange avec Valence en Espagne",
        "Vienne (Autriche)",
        "à Vienne avec des Autrichiens",
        "Brest (Biélorussie)",
        "la ville de Rome",
        "avec Liège en Belgique",
        "Mons en Belgique",
        "Laval au Québec",
        "Saint-Louis au Sénégal",
        "un jumelage avec Bruges",
        "à Trois-Rivières",
        "la Côte d'Ivoire",
        "la Suisse",
        "à La Chaux-de-Fonds",
        "Berlin",
        "école de Kaya",
        "des étudiants de Guinée",
        "un puits à Ségou au Mali",
        "Monsieur Robert Martin",
        "je m'appelle Florent",
        "Bonjour Claire",
        "la SAP",
        "un projet SUD",
        "comment ça ?",
        "merci beaucoup",
        "c'est quoi un jumelage",
        "Interreg Manche",
        "qu'est-ce que le Sudoe",
        "la langue bretonne",
        "une armoire normande",
        "avec une association bretonne",
        "la cuisine basque",
        "un atelier avec des femmes et une troupe corse",
        "Monsieur Breton",
        "un échange entre les deux villes",
    ],
)
def test_what_is_no_french_place(places: Places, text: str) -> None:
    assert places.find(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a issoir", [("issoir", "63")]),
        ("on est en haute loir", [("haute loir", "43")]),
        ("clermond ferrand", [("clermond ferrand", "63")]),
        ("à Monluçon", [("Monluçon", "03")]),
        ("yssingeau", [("yssingeau", "43")]),
        ("ds lallier", [("lallier", "03")]),
        ("dauvergne", [("dauvergne", "FR-ARA")]),
        ("asso dissoire", [("dissoire", "63")]),
        ("la mairie de st germain lherm", [("st germain lherm", "63")]),
        ("une infirmière a lhopital", []),
        ("un partenaire à Agboville", []),
        # WHEN nothing announces a place inside a sentence, THEN nothing is guessed
        ("ils ont vu issoir hier et tout le monde a beaucoup ri de bon coeur ce soir", []),
        # WHEN the name is too short, or is a French word, THEN neither
        ("à vichi", []),
        ("à chants", []),
    ],
)
def test_typing_errors(places: Places, text: str, expected: list[tuple[str, str]]) -> None:
    assert _found(places, text) == expected


def test_spans_are_those_of_the_text(places: Places) -> None:
    text = "L’école d’Ambert (Puy‑de‑Dôme)…"
    for mention in places.find(text):
        assert text[mention.start : mention.end] == mention.text
    assert [mention.text for mention in places.find(text)] == ["Ambert", "Puy‑de‑Dôme"]
    assert places.find("") == []


def test_where_one_lives_needs_no_preposition(places: Places) -> None:
    assert _found(places, "salut j'habite thiers et j'ai 20 ans") == [("thiers", "63")]
    assert _found(places, "une association de Brive") == [("Brive", "19")]
