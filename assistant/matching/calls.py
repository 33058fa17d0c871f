"""Whom a holder calls first, what to ask them and what to have at hand, out of what the records leave open."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.matching import countries
from assistant.matching.bodies import Support, managers
from assistant.matching.facts import ProjectFacts
from assistant.matching.notes import voted_by_holder
from assistant.matching.perimeters import local_bodies
from assistant.matching.rank import Advice, Recommendation
from assistant.matching.words import enumerate_fr, euros, labels, number, short, without_brackets
from assistant.programmes.base import Base
from assistant.programmes.records import Organisation, Partnership, Programme
from assistant.vocabulary import HOLDERS, THEMES

_MOST_BODIES, _MOST_QUESTIONS, _MOST_PAPERS = 2, 3, 4
_QUOTE = 110
"""Characters of a condition that are quoted: a message is read on a phone."""
_QUOTED = re.compile(r"«\s*(.+?)\s*»")
# What the conditions and steps of a record ask for, and what the holder then has to have.
_PAPERS = (
    (r"\bstatuts\b", "vos statuts"),
    (r"\bdélibération", "une délibération"),
    (r"lettre de soutien", "une lettre de soutien signée"),
    (r"\bavec convention\b|convention signée|\bpar convention\b", "la convention avec votre partenaire"),
    (r"\b(?:note|lettre) (?:ou lettre )?d'intention|pré-?projet|avant-projet|fiche de projet", "une note d'intention"),
    (r"budget prévisionnel|plan de financement|, budget,", "un budget équilibré"),
    (r"comptes (?:certifiés|sains)|ressources annuelles|budget annuel|bilan validé", "vos derniers comptes"),
    (r"registre (?:européen )?des participants|\bPIC\b|\bOID\b", "votre inscription au registre européen"),
    (r"comptes rendus (?:techniques|des projets)", "les comptes rendus de vos projets déjà aidés"),
    (r"\bparrain", "le nom de votre parrain"),
    (r"label de qualité", "le label de qualité"),
    (r"\bdevis\b", "des devis"),
    (r"ans d'existence|de plus de deux ans|ans révolus", "la date de création de votre structure"),
)  # fmt: skip


@dataclass(frozen=True)
class Calls:
    """``bodies`` first, then the ``authority`` that runs the first ``programme``.

    ``questions`` are about that programme unless they name another; ``papers`` is what to have at hand. Both in French.
    """

    bodies: tuple[Support, ...]
    programme: Programme | None = None
    authority: Organisation | None = None
    questions: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


def first_calls(facts: ProjectFacts, advice: Advice, base: Base) -> Calls:
    """The one or two bodies nearest to the project, who runs the first programme, and how to prepare the call."""
    if not advice.recommendations:
        return Calls(advice.organisations[:_MOST_BODIES])
    first = advice.recommendations[0]
    in_charge = managers(first.programme, facts, base)
    # Who runs the programme comes after those who help, unless it is the first door anyway.
    nearest, others = advice.organisations[:1], advice.organisations[1:]
    bodies = (*nearest, *(one for one in others if one.organisation not in in_charge))[:_MOST_BODIES]
    known = {support.organisation.id for support in bodies}
    running = (body for body in in_charge if body.id not in known)
    return Calls(
        bodies,
        first.programme,
        next(running, None),
        tuple(dict.fromkeys(_questions(facts, advice.recommendations)))[:_MOST_QUESTIONS],
        tuple(papers(first.programme))[:_MOST_PAPERS],
    )


def papers(programme: Programme) -> Iterator[str]:
    """What its conditions and steps say that one must have, in the words of a checklist."""
    asked = [*programme.conditions, *programme.steps]
    if programme.partnership and programme.partnership.note:
        asked.append(programme.partnership.note)
    for pattern, paper in _PAPERS:
        if any(re.search(pattern, text, re.IGNORECASE) for text in asked):
            yield paper


def _questions(facts: ProjectFacts, recommendations: Iterable[Recommendation]) -> Iterator[str]:
    """What is left to check, the first programme first, as the holder would ask it."""
    first, *others = recommendations
    yield from map(_sentence, _about(first, facts))
    yield from _about_money(first, facts)
    for other in others:
        yield from (f"Pour « {without_brackets(other.programme.name)} » : {asked}" for asked in _about(other, facts))
    yield "Notre projet entre-t-il dans ce programme, et que faudrait-il y changer ?"
    yield "Pouvez-vous relire notre dossier avant le dépôt ?"


def _sentence(question: str) -> str:
    return question[0].upper() + question[1:]


def _about(recommendation: Recommendation, facts: ProjectFacts) -> Iterator[str]:
    programme = recommendation.programme
    if recommendation.status == "between_calls":
        yield "quand ouvre le prochain appel, et que préparer d'ici là ?"
    for check in recommendation.checks:
        if question := _question(check.name, check.text, programme, facts):
            yield question


def _question(criterion: str, text: str, programme: Programme, facts: ProjectFacts) -> str | None:
    """The question that a criterion left to check calls for; ``None`` where asking the holder's adviser is no help."""
    if criterion == "conditions":
        quoted = _QUOTED.search(text)
        return f"remplissons-nous la condition « {short(quoted.group(1), _QUOTE)} » ?" if quoted else None
    if criterion == "holder":
        holder = HOLDERS.get(facts.holder_type or "")
        return f"notre structure ({holder}) peut-elle porter le dossier ?" if holder else "qui peut porter le dossier ?"
    if criterion == "partner_countries":
        names = enumerate_fr(countries.names(facts.partner_countries))
        return (
            f"un partenaire de ce pays est-il admis ({names}) ?" if names else "avec quels pays peut-on le demander ?"
        )
    if criterion == "territory" and local_bodies(programme):
        return "notre commune fait-elle partie de votre territoire ?"
    if criterion == "partnership" and programme.partnership:
        return f"il faut {_partners(programme.partnership)} : comment trouver ceux qui manquent ?"
    if criterion == "themes" and facts.themes:
        return f"notre sujet ({labels(facts.themes, THEMES)}) entre-t-il dans ses priorités ?"
    return None


def _partners(asked: Partnership) -> str:
    count = f"être au moins {number(asked.min_partners)} partenaires" if asked.min_partners else "des partenaires"
    return f"{count} de {number(asked.min_countries)} pays" if asked.min_countries else count


def _about_money(recommendation: Recommendation, facts: ProjectFacts) -> Iterator[str]:
    programme, given = recommendation.programme, recommendation.grant_estimate
    if voted_by_holder(programme):
        yield "Quelle somme notre collectivité peut-elle voter, et sur quel budget ?"
        return
    if not facts.budget:
        yield "Quel budget faut-il prévoir au moins ?"
    elif given is None or given.least is None:
        yield f"Quelle aide demander pour un budget de {euros(facts.budget)} ?"
    elif programme.payment and programme.payment.lump_sum:
        yield "À combien serait notre forfait ?"
    elif given.grant is not None and given.least < given.grant:
        yield "Dans quel cas sommes-nous, et quel montant pouvons-nous espérer ?"
    if programme.payment is None or programme.payment.when is None:
        yield "L'aide est-elle versée d'avance ou après les dépenses ?"
