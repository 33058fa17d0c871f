"""One answer for one project, without a conversation: a text and facts in, ranked programmes out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.dialogue import present
from assistant.dialogue.financing import plan_data
from assistant.dialogue.world import World
from assistant.matching.calls import first_calls
from assistant.matching.facts import ProjectFacts
from assistant.matching.financing import own_share_in, plan
from assistant.matching.inference import facts_from
from assistant.matching.rank import Recommendation, recommend
from assistant.nlu.extract import Extractor
from assistant.nlu.tokens import MAX_CHARACTERS
from assistant.places import Places
from assistant.programmes.base import Base
from assistant.programmes.records import Organisation
from assistant.programmes.store import Store
from assistant.settings import Settings


class Adviser:
    """The base, the places and the extractor, ready to answer."""

    def __init__(self, base: Base, places: Places) -> None:
        self._base = base
        self._places = places
        self._extractor = Extractor(base, places)

    @classmethod
    def load(cls) -> "Adviser":
        """Over the base in force. Raises ``BaseUnavailable``."""
        return cls(Store(Settings().base_url).open(), Places())

    def facts(self, text: str, given: Mapping[str, Any] | None, as_of: date) -> ProjectFacts:
        """What the text says, completed and overruled by the ``given`` facts. Raises ``InputError``."""
        stated = ProjectFacts.from_dict(given, as_of) if given is not None else ProjectFacts(as_of=as_of)
        text = text[:MAX_CHARACTERS]
        read = facts_from(self._extractor.extract(text), text, as_of) if text.strip() else ProjectFacts(as_of=as_of)
        known = {name: value for name, value in vars(stated).items() if value and name != "as_of"}
        return replace(read, **known, inferred=read.inferred.difference(known))

    def answer(self, facts: ProjectFacts, top: int) -> dict[str, Any]:
        """``facts``, ``recommendations``, and beside them whom to call and how, the money, what is over.

        ``financing`` is a first co-financing plan when a budget is known, ``None`` otherwise.
        """
        advice = recommend(facts, self._base, top=top)
        world = World(self._base, self._places, facts.as_of)
        own_share = own_share_in(self._extractor.extract(facts.text)) if facts.text else None
        money = plan(facts, advice.recommendations, self._base, own_share)
        calls = first_calls(facts, advice, self._base)
        return {
            "facts": facts.to_dict(),
            "recommendations": [self._as_json(r, world) for r in advice.recommendations],
            "organisations": [{**_as_body(s.organisation), "reason": s.reason} for s in advice.organisations],
            "calls": {
                "authority": _as_body(calls.authority) if calls.authority else None,
                "questions": list(calls.questions),
                "papers": list(calls.papers),
            },
            "financing": plan_data(money, world) if money else None,
            "ended": [
                {
                    "programme": e.programme.id,
                    "name": e.programme.name,
                    "status": "closed",
                    "text": e.sentence,
                    "successors": [p.id for p in e.successors],
                }
                for e in advice.ended
            ],
            "upcoming": [
                {"programme": r.programme.id, "name": r.programme.name, "status": r.status} for r in advice.upcoming
            ],
        }

    @staticmethod
    def _as_json(item: Recommendation, world: World) -> dict[str, Any]:
        programme = item.programme
        return {
            "programme": programme.id,
            "name": programme.name,
            "period": programme.period,
            "status": item.status,
            "status_text": present.status_sentence(programme, world),
            "score": round(item.score, 4),
            "reasons": [{"criterion": c.name, "outcome": c.outcome, "text": c.text} for c in item.criteria],
            "next_deadline": item.next_deadline,
            "organisations": [_as_body(o) for o in item.organisations],
            "url": programme.url,
            "checked": programme.checked,
            "sources": [s.url or s.document for s in programme.sources],
        }


def _as_body(organisation: Organisation) -> dict[str, object]:
    """A body with what is known of it."""
    keys = ("id", "name", "role", "phone", "email", "url", "city", "address")
    return {k: getattr(organisation, k) for k in keys if getattr(organisation, k)}
