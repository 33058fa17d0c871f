"""What the programme is for: goal, framework, themes and words; these order the programmes more than they exclude."""

import re

from assistant.matching import countries
from assistant.matching.criterion import Criterion, barred, met, to_check, unmet
from assistant.matching.facts import ProjectFacts
from assistant.matching.forms import forms_of
from assistant.matching.nature import tells_of_rural_places
from assistant.matching.needs import is_emergency, only_within_union
from assistant.matching.similarity import folded, index_of, stems
from assistant.matching.words import enumerate_fr, labels, short
from assistant.programmes.base import Base
from assistant.programmes.records import Programme
from assistant.vocabulary import FRAMEWORKS, GOALS, HOLDERS, ODA_RECIPIENTS, THEMES

_LEARNERS = frozenset({"ecole", "universite", "jeune"})
# Frameworks that holders take for one another, and how near they are.
NEAR_FRAMEWORKS = {
    frozenset({"transnational", "decentralised"}): 0.6, frozenset({"transnational", "interregional"}): 0.85,
    frozenset({"transnational", "cross_border"}): 0.5, frozenset({"international", "decentralised"}): 0.6,
    frozenset({"international", "transnational"}): 0.5, frozenset({"decentralised", "cross_border"}): 0.4,
    frozenset({"decentralised", "interregional"}): 0.4, frozenset({"cross_border", "interregional"}): 0.4,
}  # fmt: skip
_RELATED_THEMES = {
    "water": {"waste", "health", "environment"}, "waste": {"environment"}, "energy": {"environment"},
    "environment": {"energy", "water", "waste", "agriculture"}, "ict": {"digital"}, "digital": {"ict"},
    "youth": {"education", "citizenship"}, "education": {"youth"}, "culture": {"heritage"}, "heritage": {"culture"},
    "employment": {"inclusion", "economy"}, "inclusion": {"employment", "migration"}, "migration": {"inclusion"},
    "economy": {"employment", "innovation", "tourism"}, "rural": {"agriculture"}, "agriculture": {"rural"},
    "peace": {"citizenship"}, "citizenship": {"peace", "youth"}, "research": {"innovation"}, "innovation": {"research"},
    "tourism": {"heritage"}, "gender": {"inclusion"}, "governance": {"citizenship"}, "urban": {"governance"},
}  # fmt: skip
# Half of the themes is worth more than half, since projects touch many subjects; half of the closest record's
# likeness a little less.
_PART_COVERED, _PART_ALIKE = 0.6, 1.15
# How much a programme loses that is for many other themes too, and that names the project's themes last.
_MADE_FOR, _NAMED_LAST = 0.4, 0.4
# A programme of few themes is about the first; the others come with it.
_NARROW, _BY_PRODUCT, _NEAR = 4, 0.65, 0.4
# Work and the fight against exclusion are one subject to those who fund them: neither is the other's by-product.
_ONE_SUBJECT = frozenset({"employment", "inclusion"})
# A programme of a few themes is for them; one of many also takes what is next to them.
_NEIGHBOUR_THEME, _NARROW_NEIGHBOUR = 0.3, 0.15
_ANY_TRADE = 0.5
_OTHER_THEME = 0.3  # grade of a programme that misses themes read from a text, where one word may mislead
# Between Europeans, building together also brings people together: a goal orders more than it excludes.
_OTHER_GOAL, _OTHER_GOAL_HEARD, _OTHER_FRAMEWORK = 0.2, 0.35, 0.35
# A programme for the young is for them whatever else it touches.
_PUBLIC, _OTHER_PUBLIC = {"youth"}, 0.35
_YOUNG = re.compile(
    r"\b(jeunes?|jeunesse|enfants?|ados?|adolescent\w*|lyceen\w*|collegien\w*|etudiant\w*|eleves?|scouts?)\b"
)
_NARROWEST, _EACH_THEME, _WIDEST = 0.2, 0.06, 0.56
_LEAST_SHARED_WORDS = 0.15
_LEAST_BEST = 0.4  # below, the closest record is itself far from the description
# Grade of a record that shares no word with the description: it proves little where no record shares much.
_UNLIKE, _UNLIKE_VAGUE, _TELLING_WORDS, _TELLING_BEST = 0.15, 0.3, 2, 0.5


def judge_goal(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion:
    """Whether the programme serves the project's goal; the goal of a disaster is served by emergency funds alone."""
    served, goal = programme.goals, facts.goal
    if is_emergency(facts):
        if "emergency" in programme.themes:
            if _crisis_fund(programme):
                return met("goal", "Il répond à l'urgence.", 1.0)
            field = _themes_said(programme)
            return to_check("goal", f"Il répond à l'urgence dans son domaine, à vérifier : {field}.", 0.2)
        if goal == "humanitarian" and "humanitarian" not in served:
            return barred("goal", "Il ne finance pas l'urgence humanitaire.")
    if goal is None:
        return to_check("goal", f"À vérifier selon votre but ; il sert : {labels(served, GOALS)}.")
    if goal in served:
        return met(
            "goal",
            f"Il sert votre but : {GOALS[goal]}.",
            1.0 if len(served) == 1 else 0.88 if served[0] == goal else 0.7,
        )
    if goal == "humanitarian" and "development" in served and _reaches_aided_countries(programme):
        return to_check("goal", "Il finance l'aide au développement, voisine de votre but : à vérifier.", 0.6)
    if programme.family == "education_youth" and facts.holder_type in _LEARNERS:
        return to_check(
            "goal", f"Pour « {HOLDERS[facts.holder_type]} », l'échange lui-même est le but : à vérifier.", 0.6
        )
    if "goal" in facts.inferred or (only_within_union(facts) and _akin(goal, programme)):
        doubt = _OTHER_GOAL_HEARD if "goal" in facts.inferred else _OTHER_GOAL
        return unmet("goal", f"Il sert d'abord un autre but : {labels(served, GOALS)}.", doubt)
    return barred("goal", f"Il sert un autre but : {labels(served, GOALS)}.")


def _akin(goal: str, programme: Programme) -> bool:
    """Whether, between Europeans, such a programme may serve the goal beside its own."""
    if "humanitarian" in (goal, *programme.goals):
        return False
    return goal == "political" or programme.family == "education_youth"


def _crisis_fund(programme: Programme) -> bool:
    """A fund that opens for disasters and crises, and for nothing else."""
    themes = programme.themes
    return "emergency" in themes and (programme.role_of_holder == "contributor" or themes == ("emergency",))


def _themes_said(programme: Programme) -> str:
    return labels(programme.themes, THEMES)


def _reaches_aided_countries(programme: Programme) -> bool:
    abroad = {"international", "decentralised"} & set(programme.frameworks)
    return bool(abroad and countries.expand(programme.partner_countries) & ODA_RECIPIENTS)


def judge_framework(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion:
    """Whether it supports that sort of cooperation; only frameworks that never meet exclude."""
    framework, supported = facts.framework, programme.frameworks
    if framework is None:
        return to_check(
            "framework",
            f"Cadre soutenu : {labels(supported, FRAMEWORKS)}."
            if supported
            else "Il soutient d'abord des projets menés sur place.",
        )
    if not supported:
        return to_check("framework", "Il soutient d'abord des projets menés sur place : à vérifier.", 0.2)
    if framework in supported:
        return met("framework", f"Il soutient ce cadre : {FRAMEWORKS[framework]}.", 1.0)
    near = max(NEAR_FRAMEWORKS.get(frozenset({framework, other}), 0.0) for other in supported)
    said = labels(supported, FRAMEWORKS)
    if not near and "framework" in facts.inferred:
        return to_check("framework", f"Cadre à vérifier, il soutient : {said}.", _OTHER_FRAMEWORK)
    if not near:
        return barred("framework", f"Il soutient un autre cadre : {said}.")
    return to_check("framework", f"Cadre voisin du vôtre, à vérifier : {said}.", near)


def judge_themes(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion:
    """How much of the project's themes the programme covers, and how much it is made for them."""
    offered = set(programme.themes)
    if _crisis_fund(programme) and not is_emergency(facts) and "emergency" not in facts.themes:
        if facts.goal == "humanitarian" and not facts.themes:
            return to_check("themes", "Il ne sert qu'en cas de catastrophe ou de crise : à vérifier.", 0.5)
        return barred("themes", "Il ne sert qu'en cas de catastrophe ou de crise.")
    if _crisis_fund(programme) and is_emergency(facts):
        return met("themes", "Il est fait pour les catastrophes et les crises.", 1.0)
    wanted = facts.themes or (("emergency",) if is_emergency(facts) else ())
    if programme.family == "rural" and "themes" in facts.inferred and "rural" not in wanted:
        # Whatever its subject, what is done in the countryside is what the programme is for.
        wanted = (*wanted, "rural") if tells_of_rural_places(facts) else wanted
    if not wanted:
        return to_check(
            "themes",
            f"Thèmes soutenus : {_themes_said(programme)}." if offered else "Ses thèmes ne sont pas connus.",
            _openness(facts, programme, base),
        )
    if not offered:
        return to_check("themes", "Ses thèmes ne sont pas connus : à vérifier.", 0.3)
    shared = [theme for theme in wanted if theme in offered]
    near = [theme for theme in wanted if theme not in offered and offered & _RELATED_THEMES.get(theme, set())]
    if not shared and not near:
        return unmet(
            "themes",
            f"Ne vise pas {labels(wanted, THEMES)} ; ses thèmes : {_themes_said(programme)}.",
            _other_theme(facts, programme),
        )
    if not shared:
        neighbour = _NEIGHBOUR_THEME if len(offered) > _NARROW else _NARROW_NEIGHBOUR
        return to_check("themes", f"Thèmes voisins des vôtres, à vérifier : {_themes_said(programme)}.", neighbour)
    covered = ((len(shared) + _NEAR * len(near)) / len(wanted)) ** _PART_COVERED
    made_for = len(shared) / len(offered)
    if wanted == ("emergency",) and not _crisis_fund(programme):
        return to_check("themes", f"Il répond à l'urgence dans son domaine : {_themes_said(programme)}.", 0.2)
    main = {programme.themes[0]}
    of_its_public = main == _PUBLIC and (_PUBLIC & set(wanted) or _of_the_young(facts))
    if main == _PUBLIC and not of_its_public:
        covered *= _OTHER_PUBLIC
    one_subject = len(offered) <= _NARROW and not of_its_public
    if one_subject and not (_ONE_SUBJECT if main <= _ONE_SUBJECT else main) & set(wanted):
        covered *= _BY_PRODUCT
    first = min(programme.themes.index(theme) for theme in shared)  # records name what matters most first
    made_for = 1 - _MADE_FOR + _MADE_FOR * min(1.0, 1.5 * made_for)
    grade = min(1.0, covered * made_for * (1 - _NAMED_LAST * first / len(offered)))
    return met("themes", f"Thème couvert : {labels(shared, THEMES)}.", grade)


def _other_theme(facts: ProjectFacts, programme: Programme) -> float:
    """Grade of a programme that misses every theme: themes read from a text may mislead, and stays are of any trade."""
    learning = {"education", "employment"} & set(programme.themes)
    if programme.form == "mobility" and learning and "mobility" in forms_of(facts.text):
        return _ANY_TRADE
    if "themes" not in facts.inferred:
        return 0.0
    return _OTHER_THEME if len(programme.themes) > _NARROW else _NARROW_NEIGHBOUR


def _openness(facts: ProjectFacts, programme: Programme, base: Base) -> float | None:
    """Grade for a project abroad whose subject is not known: the more themes, the likelier that it is among them.

    ``None`` where the description says a keyword of the record, which tells the subject.
    """
    if not facts.text or not facts.partner_countries:
        return None
    mine = index_of(base).compare(facts.text).by_programme.get(programme.id)
    if mine is not None and mine.keywords:
        return None
    return min(_WIDEST, _NARROWEST + _EACH_THEME * len(programme.themes))


def _of_the_young(facts: ProjectFacts) -> bool:
    """Whether young people carry the project or are spoken of."""
    return facts.holder_type in _LEARNERS or bool(_YOUNG.search(folded(facts.text)))


def judge_text(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion | None:
    """How close the project's own words are to the record's, against the closest record of the base."""
    if not facts.text:
        return None
    compared = index_of(base).compare(facts.text)
    if not compared.known_words:
        return None
    mine = compared.by_programme.get(programme.id)
    clear = compared.known_words >= _TELLING_WORDS and compared.best >= _TELLING_BEST
    unlike = _UNLIKE if clear else _UNLIKE_VAGUE
    if mine is None or mine.score < _LEAST_SHARED_WORDS:
        return unmet("text", "Votre description n'a guère de mots en commun avec les projets qu'il aide.", unlike)
    grade = min(1.0, mine.score / max(compared.best, _LEAST_BEST)) ** _PART_ALIKE
    if mine.keywords:
        words = enumerate_fr(f"« {keyword} »" for keyword in mine.keywords[:4])
        return met("text", f"Votre description rejoint les projets qu'il aide : {words}.", grade)
    return met("text", "Votre description a des mots en commun avec les projets qu'il aide.", grade)


def judge_priorities(facts: ProjectFacts, programme: Programme, base: Base) -> Criterion | None:
    """The programme's own axes that are nearest to the project, quoted; they explain and do not weigh."""
    if not programme.priorities:
        return None
    index = index_of(base)
    sought = {stem: index.rarity(stem) or 1.0 for stem in stems(facts.text)}
    for theme in facts.themes:
        sought.update((stem, 2.0) for stem in stems(THEMES[theme]))
    if facts.framework == "transnational" or only_within_union(facts):
        sought.update((stem, 4.0) for stem in stems("transnational"))
    scored = [(sum(sought.get(stem, 0.0) for stem in set(stems(line))), line) for line in programme.priorities]
    nearest = sorted((pair for pair in scored if pair[0] >= 2.0), key=lambda pair: -pair[0])[:3]
    if not nearest:
        return None
    kept = [line for line in programme.priorities if line in {line for _, line in nearest}]
    return met("priorities", f"Dans ses priorités : « {' » ; « '.join(short(line) for line in kept)} ».")
