"""The recommendation as messages: programmes with their reasons, people to call, what is over, what may come."""

import re
from dataclasses import replace

from assistant.dialogue.financing import plan_reply
from assistant.dialogue.present import contact, pages_line, source_line, status_sentence
from assistant.dialogue.replies import ANOTHER, Button, Reply, choice, tell
from assistant.dialogue.rich import messages, parts, records
from assistant.dialogue.world import World
from assistant.french import lower_first, sentence
from assistant.matching.calls import first_calls
from assistant.matching.criterion import MET, UNMET, Criterion
from assistant.matching.facts import ProjectFacts
from assistant.matching.financing import plan
from assistant.matching.rank import Advice, Recommendation
from assistant.matching.words import enumerate_fr, short, without_brackets
from assistant.programmes.records import Programme

_TRAILING = re.compile(r"\s*[:,] à vérifier\.$")
_LABEL = re.compile(r"^À vérifier(?: selon votre situation)?(?: :|,)\s*|^À vérifier (?=selon)")
_FOUND = "Voici ce qui correspond à votre projet"
_NOTHING_FOUND = (
    "Je ne trouve dans la base aucun programme en vie qui corresponde à ce projet, et je préfère ne rien inventer."
)
_CALL_FIRST = "À appeler d'abord"
_MOST_REASONS = 3
_SAID_APART = frozenset({"dates", "budget"})
_MOST_CHECKS = 2
_MOST_STEPS = 2
_MOST_CONTACTS = 2
_CHECK = 240
"""Characters of a point to check: a message is read on a phone, and the programme's sheet says all."""
SHEET = "sheet"
"""Value of ``question`` on the button that asks for the sheet to print."""
SHEET_BUTTON = choice("Ma fiche à imprimer", "ask_help", question=SHEET)
MOST_ENDED = 3
_MOST_UPCOMING = 2


def _without_label(text: str) -> str:
    """A criterion's sentence behind «À vérifier :», which it may say itself."""
    bare = _TRAILING.sub(".", _LABEL.sub("", text))
    return bare[:1].upper() + bare[1:]


def reasons(item: Recommendation, most: int = _MOST_REASONS) -> list[str]:
    """Why the programme fits, one sentence a criterion that is met."""
    return [c.text for c in _met(item)][:most]


def reservations(item: Recommendation) -> list[str]:
    """What does not fit though nothing excludes the programme: the first of it."""
    return [c.text for c in _unmet(item)][:1]


def _met(item: Recommendation) -> list[Criterion]:
    return [c for c in item.criteria if c.outcome == MET and c.name not in _SAID_APART]


def _unmet(item: Recommendation) -> list[Criterion]:
    return [c for c in item.criteria if c.outcome == UNMET]


def to_check(item: Recommendation, most: int = _MOST_CHECKS, longest: int = _CHECK) -> list[str]:
    """What nobody knows yet, each as a sentence of at most ``longest`` characters."""
    unknown = (c.text for c in item.criteria if c.outcome == "unknown")
    return [sentence(short(_without_label(text), longest)) for text in unknown][:most]


def _is_said(text: str, item: Recommendation) -> bool:
    """Whether a criterion already says it."""
    return any(text in criterion.text for criterion in item.criteria)


def _recommendation_lines(number: int, item: Recommendation, world: World) -> list[str]:
    programme = item.programme
    met, unmet, checks = reasons(item), reservations(item), to_check(item)
    lines = [
        f"{number}. {programme.name}",
        f"Où en est-il : {status_sentence(programme, world)}",
        f"Pourquoi : {' '.join(met)}" if met else "",
        f"Attention : {' '.join(unmet)}" if unmet else "",
        f"À vérifier : {' '.join(checks)}" if checks else "",
        item.grant_estimate.text if item.grant_estimate and not _is_said(item.grant_estimate.text, item) else "",
        item.succession or "",
        f"Contacts : {' ; '.join(map(contact, item.organisations[:_MOST_CONTACTS]))}." if item.organisations else "",
        "Premiers pas : " + " ".join(programme.steps[:_MOST_STEPS]) if programme.steps else "",
        pages_line(programme),
        source_line(programme.sources, programme.checked, most=1),
    ]
    return [line for line in lines if line]


def _as_data(rank: int, item: Recommendation, world: World) -> parts.Recommendation:
    checks = [replace(c, text=sentence(_without_label(c.text))) for c in item.checks]
    return {
        **records.card(item.programme, item.organisations, world),
        "rank": rank,
        "reasons": records.points(_met(item)),
        "reservations": records.points(_unmet(item)),
        "checks": records.points(checks),
        "estimate": records.estimate(item.grant_estimate),
        "succession": item.succession,
    }


def advice(
    found: Advice, world: World, facts: ProjectFacts | None = None, own_share: float | None = None
) -> list[Reply]:
    """The recommendation: programmes, a first plan of the money, people to call, what is over and what may come.

    The money and the questions to ask come with the ``facts`` of the project; ``own_share`` is what the holder has.
    """
    first = found.recommendations[0].programme if found.recommendations else None
    replies = [_programmes(found, world)]
    if facts is not None and (money := plan(facts, found.recommendations, world.base, own_share)):
        replies += [reply for reply in [plan_reply(money, world)] if reply]
    if found.organisations:
        replies.append(_people(found, world, facts))
    rest = []
    if found.ended:
        rest.append("N'existe plus :\n" + "\n".join(f"- {e.sentence}" for e in found.ended[:MOST_ENDED]))
    if found.upcoming:
        names = enumerate_fr(r.programme.name for r in found.upcoming[:_MOST_UPCOMING])
        rest.append(f"Pour après 2027, ce ne sont que des propositions, rien n'est adopté : {names}.")
    rest.append("Vous pouvez corriger une réponse, demander le détail d'un programme, ou poser une autre question.")
    custom = _what_else(found, world) if found.ended or found.upcoming else None
    replies.append(tell("\n\n".join(rest), *after_buttons(first), custom=custom))
    return replies


def _what_else(found: Advice, world: World) -> messages.EndedProgrammes:
    ended: list[parts.Ended] = [
        {
            **records.programme_link(one.programme, world),
            "text": one.sentence,
            "successors": records.programme_links(one.successors, world),
        }
        for one in found.ended[:MOST_ENDED]
    ]
    return {
        "type": "ended",
        "title": "N'existe plus" if ended else "Après 2027",
        "as_of": world.as_of.isoformat(),
        "items": ended,
        "upcoming": records.programme_links((r.programme for r in found.upcoming[:_MOST_UPCOMING]), world),
    }


def _programmes(found: Advice, world: World) -> Reply:
    custom: messages.Recommendations = {
        "type": "recommendations",
        "title": _FOUND if found.recommendations else _NOTHING_FOUND,
        "as_of": world.as_of.isoformat(),
        "items": [_as_data(n, r, world) for n, r in enumerate(found.recommendations, 1)],
        "missing": list(found.missing),
    }
    if not found.recommendations:
        return tell(f"{_NOTHING_FOUND} {' '.join(found.missing)}", custom=custom)
    blocks = ["\n".join(_recommendation_lines(n, r, world)) for n, r in enumerate(found.recommendations, 1)]
    return tell(f"{_FOUND} :\n\n" + "\n\n".join(blocks), custom=custom)


def _people(found: Advice, world: World, facts: ProjectFacts | None) -> Reply:
    """The bodies to call, then who runs the first programme; what to ask them, what to have at hand."""
    calls = first_calls(facts or ProjectFacts(as_of=world.as_of), found, world.base)
    lines = [f"- {contact(s.organisation)} : {lower_first(s.reason)}" for s in calls.bodies]
    if calls.authority and calls.programme:
        lines.append(f"- Puis qui gère « {without_brackets(calls.programme.name)} » : {contact(calls.authority)}.")
    if calls.questions and calls.programme:
        asked = f"À leur demander, sur « {without_brackets(calls.programme.name)} » :"
        lines += [asked, *(f"{n}. {question}" for n, question in enumerate(calls.questions, 1))]
    if calls.papers:
        lines.append(f"Ayez sous la main : {enumerate_fr(calls.papers)}.")
    custom: messages.Organisations = {
        "type": "organisations",
        "title": _CALL_FIRST,
        "items": [records.organisation(support.organisation, world, support.reason) for support in calls.bodies],
        "about": records.programme_link(calls.programme, world) if calls.programme else None,
        "questions": list(calls.questions),
        "papers": list(calls.papers),
    }
    if calls.authority and calls.programme:
        runs = f"Gère « {without_brackets(calls.programme.name)} »."
        custom["items"].append(records.organisation(calls.authority, world, runs))
    return tell(f"{_CALL_FIRST} :\n" + "\n".join(lines), custom=custom)


def after_buttons(programme: Programme | None) -> tuple[Button, ...]:
    """What people want next."""
    about = (
        (
            choice("Le premier programme en détail", "ask_programme", programme=programme.id),
            choice("Comment déposer un dossier ?", "ask_steps", programme=programme.id),
        )
        if programme
        else ()
    )
    return (
        *about,
        *((SHEET_BUTTON,) if programme else ()),
        choice("Pourquoi pas un autre programme ?", "ask_programme", question="why_not"),
        choice("Sommes-nous prêts ?", "ask_lessons", readiness="start"),
        choice("Parler à quelqu'un", "ask_human"),
        choice("Autre projet", "restart", question=ANOTHER),
    )
