"""The recommendation as messages: programmes with their reasons, people to call, what is over, what may come."""

import re

from assistant.dialogue.present import (
    contact,
    organisation_data,
    source_line,
    status_sentence,
)
from assistant.dialogue.replies import Button, Reply, choice, tell
from assistant.dialogue.world import World
from assistant.french import lower_first
from assistant.matching.rank import Advice, Recommendation
from assistant.matching.words import enumerate_fr
from assistant.programmes.records import Programme

_LABEL = re.compile(r"^À vérifier(?: :|,)\s*")
_MOST_REASONS = 4
_SAID_APART = frozenset({"dates", "budget"})
_MOST_CHECKS = 3
_MOST_STEPS = 4
_MOST_ENDED = 3
_MOST_UPCOMING = 2


def _without_label(text: str) -> str:
    """A criterion's sentence behind «À vérifier :», which it may say itself."""
    bare = _LABEL.sub("", text)
    return bare[:1].upper() + bare[1:]


def _recommendation_lines(number: int, item: Recommendation, world: World) -> list[str]:
    programme = item.programme
    met = [c.text for c in item.criteria if c.outcome == "met" and c.name not in _SAID_APART][:_MOST_REASONS]
    checks = [_without_label(c.text) for c in item.criteria if c.outcome == "unknown"][:_MOST_CHECKS]
    unmet = [c.text for c in item.criteria if c.outcome == "unmet"][:1]
    lines = [
        f"{number}. {programme.name}",
        f"Où en est-il : {status_sentence(programme, world)}",
        f"Pourquoi : {' '.join(met)}" if met else "",
        f"Attention : {' '.join(unmet)}" if unmet else "",
        f"À vérifier : {' '.join(checks)}" if checks else "",
        item.grant_estimate.text if item.grant_estimate else "",
        item.succession or "",
        "Contacts : " + " ; ".join(contact(o) for o in item.organisations) + "." if item.organisations else "",
        "Premiers pas : " + " ".join(programme.steps[:_MOST_STEPS]) if programme.steps else "",
        f"Page officielle : {programme.url}" if programme.url else "",
        source_line(programme.sources, programme.checked, most=1),
    ]
    return [line for line in lines if line]


def _as_data(item: Recommendation, world: World) -> dict[str, object]:
    programme = item.programme
    return {
        "programme": programme.id,
        "name": programme.name,
        "status": item.status,
        "status_text": status_sentence(programme, world),
        "next_deadline": item.next_deadline,
        "rate_max": programme.rate_max,
        "url": programme.url,
        "checked": programme.checked,
        "reasons": [{"criterion": c.name, "outcome": c.outcome, "text": c.text} for c in item.criteria],
        "organisations": [organisation_data(o) for o in item.organisations],
    }


def advice(found: Advice, world: World) -> list[Reply]:
    """The recommendation: programmes, people to call, what is over, what may come."""
    replies = []
    if found.recommendations:
        blocks = ["\n".join(_recommendation_lines(n, r, world)) for n, r in enumerate(found.recommendations, 1)]
        replies.append(
            tell(
                "Voici ce qui correspond à votre projet :\n\n" + "\n\n".join(blocks),
                custom={"type": "recommendations", "items": [_as_data(r, world) for r in found.recommendations]},
            )
        )
    else:
        replies.append(
            tell(
                "Je ne trouve dans la base aucun programme en vie qui corresponde à ce projet, et je préfère ne rien "
                f"inventer. {' '.join(found.missing)}"
            )
        )
    if found.organisations:
        lines = [f"- {contact(s.organisation)} : {lower_first(s.reason)}" for s in found.organisations]
        replies.append(
            tell(
                "À appeler d'abord :\n" + "\n".join(lines),
                custom={
                    "type": "organisations",
                    "items": [organisation_data(s.organisation) for s in found.organisations],
                },
            )
        )
    rest = []
    if found.ended:
        rest.append("N'existe plus :\n" + "\n".join(f"- {e.sentence}" for e in found.ended[:_MOST_ENDED]))
    if found.upcoming:
        names = enumerate_fr(r.programme.name for r in found.upcoming[:_MOST_UPCOMING])
        rest.append(f"Pour après 2027, ce ne sont que des propositions, rien n'est adopté : {names}.")
    if rest:
        replies.append(tell("\n\n".join(rest)))
    first = found.recommendations[0].programme if found.recommendations else None
    replies.append(
        tell(
            "Vous pouvez corriger une réponse, demander le détail d'un programme, ou poser une autre question.",
            *after_buttons(first),
        )
    )
    return replies


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
    return (*about, choice("Parler à quelqu'un", "ask_human"), choice("Autre projet", "restart"))
