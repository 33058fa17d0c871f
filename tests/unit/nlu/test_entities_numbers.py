"""Amounts with their role, durations, partners and dates; and the numbers that are none of them."""

from collections.abc import Callable

import pytest

from assistant.nlu.extract import Extractor
from assistant.nlu.numbers import read_number


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("50 k€", 50000),
        ("50 000 €", 50000),
        ("50\u202f000 €", 50000),
        ("50.000 euros", 50000),
        ("1,2 M€", 1200000),
        ("trente mille euros", 30000),
        ("vingt-cinq mille", 25000),
        ("20000", 20000),
        ("1 million", 1000000),
        ("50 keuros", 50000),
        ("15 000 balles", 15000),
        ("8 000 e", 8000),
        ("10k", 10000),
        ("20'000 €", 20000),
        ("entre 20 000 et 30 000 euros", 30000),
        ("20-30 k€", 30000),
        ("un million et demi d'euros", 1500000),
        ("une dizaine de milliers d'euros", 10000),
        ("plusieurs centaines de milliers d'euros", 300000),
        ("budget de 20 000 pour le puits", 20000),
        ("€ 5000", 5000),
        ("septante mille euros", 70000),
        ("de 30 000 on passe à 20 000 euros, finalement 15 000 euros", 15000),
        ("15000", 15000),
        ("non, laissez 8 000", 8000),
        ("budjet 60 000", 60000),
        ("un échange de sculpteurs avec des amis belges et une exposition, un an et demi, 60 000", 60000),
        (
            "des ateliers de cirque entre villages, des affiches, un spectacle et un bal pour les habitants, 25000",
            25000,
        ),
        ("reboiser les berges avec trois communes roumaines et leurs écoles. 1,3 million, trois ans", 1300000),
        ("budjet 12milles", 12000),
        ("budget de 1,2 M", 1200000),
        ("on a 10k", 10000),
        ("18000e vous pouvez aider ?", 18000),
        ("pas plus de 3 500 €", 3500),
        ("Attends, 12 000 et pas 20 000", 12000),
        ("non pa 5000 8000", 8000),
        ("vingt trente mille euros", 30000),
        ("entre 20 000 € et 30 000 €", 30000),
        ("soissante mille euro", 60000),
        ("nonante-cinq mille euros", 95000),
        ("un demi-million d'euros", 500000),
        ("deux millions sur trois ans", 2000000),
        ("trois millions CFA, soit 4 600 euros", 4600),
        ("duree 18 mois 2 partenaires budget 60 000", 60000),
    ],
)
def test_amounts(values: Callable, text: str, euros: float) -> None:
    assert values(text, "amount")[-1] == euros


@pytest.mark.parametrize(
    "text",
    [
        "450 habitants",
        "63 élèves",
        "35 % de la population",
        "12 km",
        "en 2027",
        "04 71 23 45 67",
        "loi 1901",
        "300 dollars",
        "5 000 000 FCFA",
        "un budget de 5 000 000 francs CFA",
        "2e édition",
        "40 000 hab",
        "30 millions de personnes",
        "il en reste dans 240 km sur 2 200.",
        "on a deux millions d'habitants",
        "jeunes de 18 ans",
        "article 1115",
        "12'000.- CHF",
        "25 000 dollars canadiens",
        "10 000 livres sterling",
        "notre coût en FCFA : 5 000 000",
        "150e anniversaire de la commune",
        "combien de pour cents",
        "150 € par personne",
        "notre club de judo est à Clermont-Ferrand, 63000, et nous invitons des amis belges pour un tournoi",
        "nous logeons des jeunes dans trois villages, ville de 12 000, et nous cherchons des amis en Pologne",
    ],
)
def test_numbers_that_are_no_amount(values: Callable, text: str) -> None:
    assert values(text, "amount") == []


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("budget : 20 000 €", "budget"),
        ("on apporte 5 000 €", "own_share"),
        ("un autofinancement de 3 000 €", "own_share"),
        ("une subvention de 12 000 €", "grant"),
        ("il nous faudrait une aide de 4 000 €", "grant"),
        ("12 000 € de subvention", "grant"),
        ("la mairie va voter une aide de 3 000 €", "budget"),
        ("projet de recherche avec l'Allemagne, 2 millions d'euros", "budget"),
        ("aide d'urgence aux réfugiés, 5000 euros", "budget"),
        ("notre budget annuel est de 80 000 €", "income"),
        ("nous avons 80 000 € de budget par an", "income"),
        ("un chiffre d'affaires de 2 M€", "income"),
        ("dont 5 000 d'autofinancement", "own_share"),
        ("dont quarante mille sur nos ressources propres", "own_share"),
        ("on a 2800 euros de cagnotte", "own_share"),
        ("3 500 € de côté", "own_share"),
        ("Avec 500 balles en caisse à nous", "own_share"),
        ("la part communale serait de 8 000 €", "own_share"),
        ("On vivote avec 8 000 € par an", "income"),
        ("400 000 € de CA", "income"),
        ("notre budget annuel avoisine 45 000 €", "income"),
        ("le projet coûterait 20 000 € par an", "budget"),
        ("l'artisan nous demande 4 000 euros", "budget"),
        ("il nous manque un tiers des 8 400 €", "budget"),
        ("une aide pour un forage estimé à 20 000 €", "budget"),
        ("la moitié en subvention, soit 11 150 €", "grant"),
    ],
)
def test_roles_of_amounts(extractor: Extractor, text: str, role: str) -> None:
    assert [e.role for e in extractor.extract(text) if e.entity == "amount"] == [role]


def test_each_amount_has_its_role(extractor: Extractor) -> None:
    # GIVEN an association that tells its own budget, the project's, and its share
    text = "Notre budget annuel est de 40 000 €, le projet coûte 25 000 € dont 5 000 € d'autofinancement"
    # WHEN amounts are read
    found = [(e.value, e.role) for e in extractor.extract(text) if e.entity == "amount"]
    # THEN they are not confused
    assert found == [(40000, "income"), (25000, "budget"), (5000, "own_share")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "14 000 € dont 3000 a nous et on demande 7000",
            [(14000, "budget"), (3000, "own_share"), (7000, "grant")],
        ),
        ("non 4000 c nos fond a nous le total c 16000", [(4000, "own_share"), (16000, "budget")]),
        ("ça coûte 9 000 euros et on a 2 000", [(9000, "budget"), (2000, "own_share")]),
        ("on demande 5000 sur un total de 9000", [(5000, "grant"), (9000, "budget")]),
        ("notre trésorerie c 3000 balles et on voudrait monter à 15000", [(3000, "own_share"), (15000, "budget")]),
        ("plan de financement : 60 000 € au total, il manque 40 000 €", [(60000, "budget"), (40000, "grant")]),
        (
            "nous avons déjà douze mille euros et espérons trente mille de l'Europe",
            [(12000, "own_share"), (30000, "grant")],
        ),
    ],
)
def test_several_amounts(extractor: Extractor, text: str, expected: list) -> None:
    assert [(e.value, e.role) for e in extractor.extract(text) if e.entity == "amount"] == expected


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("un an et demi", 18),
        ("18 mois", 18),
        ("18 moi", 18),
        ("3 semaines", 0.75),
        ("deux ans", 24),
        ("6 à 12 mois", 12),
        ("2 ans et 3 mois", 27),
        ("un projet de 3 semaines", 0.75),
        ("sur 3 ans", 36),
        ("un semestre", 6),
        ("quinze jours", 0.5),
        ("deux trois ans", 36),
        ("projet de 18mois", 18),
        ("une dizaine de mois", 10),
        ("deux bonnes années", 24),
        ("de 6 mois à un an", 12),
        ("coût trente mille euros pour un centre de formation, deux ans", 24),
        ("une formation répartie sur quatre années", 48),
        ("six mois c'est le séjour du volontaire, le projet lui dure trois ans", 36),
        ("ça dure 2 ans mais les séjours c 15 jours", 24),
        ("de février à novembre 2028", 10),
        ("du 15 avril 2027 au 14 avril 2029", 24),
        ("le projet courra d'octobre 2027 à mars 2028", 6),
        ("entre 01/2028 et 06/2029", 18),
        ("de septembre à juin 2028", 10),
    ],
)
def test_durations_in_months(values: Callable, text: str, months: float) -> None:
    assert values(text, "duration") == [months]


@pytest.mark.parametrize(
    "text",
    [
        "un séjour de 10 jours",
        "notre association existe depuis 3 ans",
        "des jeunes de 18 ans",
        "de 15 à 18 ans",
        "dans 6 mois",
        "20 ans de jumelage",
        "tous les deux ans",
        "notre club a 25 ans",
        "retaper une école au Togo cet été 3 semaines",
        "un chirurgien viendrait se perfectionner six mois chez nous",
        "on accueillerait un volontaire pendant un an",
        "au bout d'un an on s'est fâchés",
        "nous fêtons les trente ans du jumelage, quatre jours de fête",
        "les élèves de 3 ans",
        "ils arrivent du 3 au 9 mai 2028",
        "un stage d'avril à juin 2027",
        "de mars à juin",
    ],
)
def test_other_lengths_of_time_are_no_duration(values: Callable, text: str) -> None:
    assert values(text, "duration") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("avec trois partenaires", 3),
        ("2 villes partenaires", 2),
        ("trois partenaires", 3),
        ("entre 3 et 5 partenaires", 3),
        ("un seul partenaire", 1),
        ("un partenaire", 1),
        ("avec quatre communes italiennes", 4),
        ("cinq structures", 5),
        ("avec trois sociétés, polonaise, tchèque et lituanienne", 3),
        ("durée 18 mois 2 partenaires", 2),
        ("quatre parteners", 4),
        ("ya pas 2 partenaire ya en a 5", 5),
    ],
)
def test_partner_counts(values: Callable, text: str, count: int) -> None:
    assert values(text, "partner_count") == [count]


def test_an_article_counts_nobody(values: Callable) -> None:
    assert values("nous cherchons un partenaire au Togo pour notre école", "partner_count") == []
    assert values("une plateforme de partenaires ?", "partner_count") == []
    assert values("ou trouver 1 collège partenaire en Grèce", "partner_count") == []


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("en 2027", "2027"),
        ("mars 2027", "2027-03"),
        ("le 15 mars 2027", "2027-03-15"),
        ("le 15/03/2027", "2027-03-15"),
        ("1er mars 2027", "2027-03-01"),
        ("2027-03-15", "2027-03-15"),
        ("en 2008", "2008"),
        ("03/2027", "2027-03"),
    ],
)
def test_dates(values: Callable, text: str, iso: str) -> None:
    assert values(text, "date") == [iso]


@pytest.mark.parametrize(
    "text",
    [
        "le 31/02/2027",
        "2027 habitants",
        "loi de 2014",
        "en mars",
        "2007-2013",
        "depuis 2011",
        "créée en 2009",
        "après 2027",
    ],
)
def test_no_date(values: Callable, text: str) -> None:
    assert values(text, "date") == []


def test_postcodes_and_phone_numbers(values: Callable) -> None:
    assert values("63100") == [("place", "63")]
    assert values("15000") == [("amount", 15000)]
    assert values("04 71 23 45 67", "place") == []


@pytest.mark.parametrize(
    ("text", "number"), [("3", 3), ("trois", 3), ("environ 1 500", 1500), ("ni 2 ni 3", None), ("non", None)]
)
def test_the_number_of_a_bare_answer(text: str, number: float | None) -> None:
    assert read_number(text) == number


def test_a_departement_before_partenaire_is_no_count(values: Callable) -> None:
    assert values("commune du 63 partenaire avec une commune du Congo", "partner_count") == []
    assert values("il reste deux communes à convaincre", "partner_count") == []


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("15 000 euros par an, sur trois ans", [45000]),
        ("10 000 € par an pendant 2 ans", [20000]),
        ("8 000 euros chaque année pendant quatre ans", [32000]),
        ("un projet de trois ans, 12 000 euros par an", [36000]),
        ("60 000 euros sur trois ans", [60000]),
        ("20 000 euros au total, sur deux ans", [20000]),
        ("15 000 euros par an", []),
        ("5 000 € par an et par école sur 3 ans", []),
        ("15 000 euros par an depuis trois ans", []),
    ],
)
def test_a_yearly_sum_is_multiplied_only_by_the_years_that_are_told(
    extractor: Extractor, text: str, euros: list[int]
) -> None:
    assert [e.value for e in extractor.extract(text) if e.entity == "amount" and e.role == "budget"] == euros


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Finalement un seul hôpital partenaire", [1]),
        ("en fait il n'y a qu'une seule ville partenaire", [1]),
        ("on n'a plus qu'un partenaire", [1]),
        ("il y aura deux autres groupes d'action locale avec nous", [2]),
        ("avec trois autres villes européennes", [3]),
        ("on part avec deux autres lycées", [2]),
        ("nous travaillons à quatre partenaires", [4]),
        ("un second partenaire nous rejoint", [2]),
        ("un troisième partenaire vient d'accepter", [3]),
        ("un deuxième lycée partenaire se joint à nous", [2]),
        ("nous cherchons un second partenaire", []),
        ("le second partenaire est une école", []),
        ("nous n'avons pas un seul partenaire", []),
        ("deux partenaires de plus", []),
        ("nous sommes deux fermes", []),
        ("nous avons cinq écoles dans la commune", []),
        ("on sera trente bénévoles en tout", []),
        ("deux lycées tchèques et un hongrois travaillent avec nous", [3]),
        ("avec une ville allemande et une polonaise", [2]),
        ("nous et trois autres villes voulons en parler", [3]),
        ("il n'en reste que deux", [2]),
        ("il ne reste que deux ans", []),
        ("avec un second parc, croate celui-là", [2]),
        ("ils sont quatre fermes", [4]),
        ("un partenaire, un seul", [1]),
        ("une de plus finalement, donc quatre", [4]),
        ("un consortium de cinq partenaires", [5]),
    ],
)
def test_partners_are_counted_besides_the_holder(values: Callable, text: str, counts: list[int]) -> None:
    assert values(text, "partner_count") == counts


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("on sera trois clubs en tout", 2),
        ("nous serons cinq communes au total", 4),
        ("on est quatre structures en tout", 3),
        ("au total nous sommes six villes, la nôtre comprise", 5),
        ("on serait 4 associations en comptant la nôtre", 3),
        ("nous serons trois partenaires, nous compris", 2),
        ("cinq clubs dont le nôtre", 4),
        ("nous montons un consortium de cinq avec des Grecs", 4),
        ("en fait nous serons six", 5),
        ("nous sommes trois compagnies", 2),
        ("on est cinq en comptant nous", 4),
        ("nous sommes donc trois structures", 2),
    ],
)
def test_the_holder_is_taken_off_where_it_was_counted(values: Callable, text: str, count: int) -> None:
    assert values(text, "partner_count") == [count]


def test_what_is_added_to_a_length_is_not_the_length(values: Callable) -> None:
    assert values("finalement ça durera un an de plus, donc trois ans", "duration") == [36]


@pytest.mark.parametrize(
    ("text", "euros"),
    [
        ("pardon, 17 000, on a refait les comptes", [17000]),
        ("non attendez, 26 000, j'ai inversé", [26000]),
        ("100 000 seulement, l'autre part attendra", [100000]),
        ("Lyon, 63000, en France", []),
        ("un bourg de 12 000 âmes, 3 écoles", []),
    ],
)
def test_a_sum_that_fills_its_clause_is_an_amount(values: Callable, text: str, euros: list[int]) -> None:
    assert values(text, "amount") == euros


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("il nous reste trois fermes galloises", 3),
        ("quatre partenaires, enfin trois", 3),
        ("on a deux partenaires, non, cinq", 5),
    ],
)
def test_partners_counted_again(values: Callable, text: str, count: int) -> None:
    assert values(text, "partner_count") == [count]


def test_a_whole_of_which_a_share_is_told_is_an_amount(extractor: Extractor) -> None:
    found = extractor.extract("45 000, dont 9 000 de fonds propres")

    assert [(e.value, e.role) for e in found if e.entity == "amount"] == [(45000, "budget"), (9000, "own_share")]


def test_what_the_holder_can_put_in_is_its_share(extractor: Extractor) -> None:
    found = extractor.extract("la mairie pourrait mettre 2 000 euros")

    assert [(e.value, e.role) for e in found if e.entity == "amount"] == [(2000, "own_share")]
