"""What is denied or replaced is no fact; what is merely spoken of in a negative sentence stays one."""

from collections.abc import Callable

import pytest

from assistant.nlu.extract import Extractor


@pytest.mark.parametrize(
    ("text", "entity", "expected"),
    [
        ("pas le Laos, le Vietnam", "country", ["VN"]),
        ("pas le Laos mais le Vietnam", "country", ["VN"]),
        ("2 ans non, 18 mois", "duration", [18]),
        ("finalement pas le Laos, le Vietnam", "country", ["VN"]),
        ("au final pas une commune, une association", "holder_type", ["association"]),
        ("ni l'Italie ni l'Espagne", "country", []),
        ("ce n'est plus en Italie mais en Espagne", "country", ["ES"]),
        ("c'est plus en Italie mais en Espagne", "country", ["ES"]),
        ("sauf l'Italie et l'Espagne", "country", []),
        ("partout hors Union européenne", "country", []),
        ("au lieu du Mali, le Bénin", "country", ["BJ"]),
        ("le Bénin plutôt que le Mali", "country", ["BJ"]),
        ("l'Italie, euh non, l'Espagne", "country", ["ES"]),
        ("remplacez l'Italie par l'Espagne", "country", ["ES"]),
        ("j'ai dit Italie mais c'est l'Espagne", "country", ["ES"]),
        ("pas l'Italie l'Espagne", "country", ["ES"]),
        ("on n'est pas une association mais une commune", "holder_type", ["commune"]),
        ("non une association", "holder_type", ["association"]),
        ("une commune, finalement la comcom", "holder_type", ["epci"]),
        ("on avait prévu 20 000 euros, finalement 28 000", "amount", [28000]),
        ("c'est pas 5 000 c'est 50 000", "amount", [50000]),
        ("nous n'avons pas 20 000 euros", "amount", []),
        ("ce n'est pas un jumelage mais une aide d'urgence", "goal", ["humanitarian"]),
        ("mettez association au lieu de commune", "holder_type", ["association"]),
        ("vietnam pas laos", "country", ["VN"]),
        ("nn jme suis tromper c le niger pas le mali", "country", ["NE"]),
        ("nn pas le nigeria le niger", "country", ["NE"]),
        ("cest pas la comcom cest la commune", "holder_type", ["commune"]),
        ("vous avez noté l'Italie, j'avais écrit l'Espagne", "country", ["ES"]),
        ("changez l'Italie en Espagne", "country", ["ES"]),
        ("Mali -> Niger", "country", ["NE"]),
        ("le Mali c'est fini, on part sur le Bénin", "country", ["BJ"]),
        ("efface le togo, met le benin ala place", "country", ["BJ"]),
        ("rien d'humanitaire, je parlais d'un jumelage", "goal", ["political"]),
        ("je n'ai pas dit le Mali mais le Niger", "country", ["NE"]),
        ("c'est 60 000 pas 50 000", "amount", [60000]),
        ("le budget n'est plus de 30 000 mais de 22 000 €", "amount", [22000]),
        ("c'était l'Inde au départ, maintenant c'est le Népal", "country", ["NP"]),
        ("finalemen pa le mali c le niger", "country", ["NE"]),
        ("en fet pa le togo le benin", "country", ["BJ"]),
        ("laissez tomber les Tchèques, ce sera avec les Polonais", "country", ["PL"]),
        ("le Maroc tombe à l'eau, on part en Tunisie", "country", ["TN"]),
        ("les Allemands se sont désistés, restent les Polonais", "country", ["PL"]),
        ("la Suède ne suit plus, ce sera la Finlande", "country", ["FI"]),
        ("les Irlandais nous lâchent, on continue avec les Belges", "country", ["BE"]),
        ("le Congo-Brazzaville, pas la Guinée-Bissau", "country", ["CG"]),
        ("les Danois ne sont plus partants", "country", []),
        ("la Grèce n'est plus dans le coup, reste Chypre", "country", ["CY"]),
        ("les Maltais ont renoncé", "country", []),
        ("les Norvégiens ont laissé tomber, il reste les Suédois", "country", ["SE"]),
        ("pas deux ans, trois", "duration", [36]),
        ("2 ans, pas trois", "duration", [24]),
        ("pas 26, 24 000", "amount", [24000]),
        ("c'est 24 000, pas 26", "amount", [24000]),
        ("plutôt 12 000 que 10", "amount", [12000]),
        ("jme sui trompé c pas 5000 c 15000", "amount", [15000]),
    ],
)
def test_denied_and_replaced_values_are_dropped(values: Callable, text: str, entity: str, expected: list) -> None:
    assert values(text, entity) == expected


@pytest.mark.parametrize(
    ("text", "entity", "expected"),
    [
        ("pas seulement l'Italie", "country", ["IT"]),
        ("nous n'avons pas encore de partenaire au Togo", "country", ["TG"]),
        ("plus de 3 partenaires en Italie", "country", ["IT"]),
        ("l'Italie et finalement aussi l'Espagne", "country", ["IT", "ES"]),
        ("n'oubliez pas l'Italie", "country", ["IT"]),
        ("ce n'est pas possible pour une commune ?", "holder_type", ["commune"]),
        ("je ne connais pas Interreg Europe", "programme", ["interreg-vi-c"]),
        ("pourquoi pas une association", "holder_type", ["association"]),
        ("le Mali, c'est fini ou pas ?", "country", ["ML"]),
        ("vous avez noté le Mali et le Niger, ajoutez aussi le Togo", "country", ["ML", "NE", "TG"]),
        ("un village sans eau", "theme", ["water"]),
        ("changez le budget en 20 000 euros", "amount", [20000]),
    ],
)
def test_a_negative_sentence_is_not_always_a_denial(values: Callable, text: str, entity: str, expected: list) -> None:
    assert values(text, entity) == expected


def test_what_was_replaced_by_another_programme_is_what_is_asked(values: Callable) -> None:
    assert values("par quoi est remplacé Interreg IVC ?", "programme", "ask_succession") == ["interreg-iv-c"]


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("enlevez le Togo", [("country", "TG")]),
        ("on laisse tomber l'Espagne", [("country", "ES")]),
        ("finalement pas le Laos, le Vietnam", [("country", "LA")]),
        ("ce n'est pas une commune mais une association", [("holder_type", "commune")]),
        ("pas en Haute-Loire, dans le Cantal", [("place", "43")]),
        ("le Togo et le Bénin", []),
        ("une association du Cantal", []),
    ],
)
def test_what_is_taken_back_is_told_apart(extractor: Extractor, text: str, taken: list) -> None:
    assert extractor.taken_back(text) == taken


@pytest.mark.parametrize(
    ("text", "kind", "kept"),
    [
        ("le Togo, enfin le Bénin, je les confonds", "country", ["BJ"]),
        ("le Togo et enfin le Bénin", "country", ["TG", "BJ"]),
        ("l'Espagne se retire, il reste l'Italie", "country", ["IT"]),
        ("des enfants qui n'ont ni école ni cahiers", "theme", ["education"]),
    ],
)
def test_what_is_said_again_replaces_and_what_is_lacked_is_the_subject(
    values: Callable, text: str, kind: str, kept: list[str]
) -> None:
    assert list(dict.fromkeys(values(text, kind))) == kept
