"""The first co-financing plan as a message, and as data."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.dialogue.pages import programme_page
from assistant.dialogue.present import contact, status_sentence
from assistant.dialogue.replies import Reply, tell
from assistant.dialogue.rich import messages, parts, records
from assistant.dialogue.state import State
from assistant.dialogue.world import World
from assistant.french import lower_first
from assistant.matching.bodies import managers
from assistant.matching.facts import ProjectFacts
from assistant.matching.financing import Plan, plan
from assistant.matching.notes import voted_by_holder
from assistant.matching.rank import recommend
from assistant.matching.words import enumerate_fr, euros, without_brackets
from assistant.programmes.records import Programme

_NO_CALL_YET = "aucun appel ouvert à ce jour"
_MOST_PAYMENTS = 2


def plan_reply(plan: Plan, world: World) -> Reply | None:
    """«Un premier plan de financement»; ``None`` when there is nothing to put in it."""
    if not plan.lines and not plan.leads:
        return None
    text = "\n".join([*_amounts(plan), *notes(plan, world)])
    custom: messages.Financing = {
        "type": "financing",
        "title": f"Un premier plan de financement pour {euros(plan.budget)}",
        **plan_data(plan, world),
    }
    return tell(text, custom=custom)


def project_plan(state: State, world: World) -> list[Reply]:
    """The plan for the programmes recommended last, with what is known now; nothing without a budget."""
    facts = state.facts(world.as_of)
    found = recommend(facts, world.base, top=len(state.memory.recommended))
    money = plan(facts, found.recommendations, world.base, state.memory.own_share)
    reply = plan_reply(money, world) if money else None
    return [reply] if reply else []


@dataclass(frozen=True)
class Row:
    """A line of the plan: who pays, how much (whole euros), and what is to know of it.

    ``programme``: the one that pays; ``kind`` is that of ``parts.Row``.
    """

    name: str
    amount: int
    note: str = ""
    kind: parts.RowKind = "grant"
    programme: str | None = None


def rows(plan: Plan) -> Iterator[Row]:
    """Lines that add up to the budget; none where no amount is known."""
    if not plan.lines:
        return
    for line in plan.lines:
        status = f" ; {_NO_CALL_YET}" if line.recommendation.status == "between_calls" else ""
        yield Row(_name(line.programme), line.amount, f"{line.because}{status}", programme=line.programme.id)
    if plan.own_share:
        yield Row("Votre apport", plan.own_share, kind="own_share")
    if plan.to_find:
        least = f" (au moins {euros(plan.own_share_min)})" if plan.own_share_min else ""
        whose = "Reste à trouver" if plan.own_share else f"Votre part{least} et ce qui reste à trouver"
        yield Row(whose, plan.to_find, kind="to_find")


def notes(plan: Plan, world: World) -> list[str]:
    """What to ask, to watch and to check of the money."""
    return [*_to_ask(plan), *plan.warnings, *_rules(plan), *_payments(plan), *_checked_with(plan, world)]


def _amounts(plan: Plan) -> Iterator[str]:
    if plan.lines:
        yield f"Un premier plan de financement pour {euros(plan.budget)} (une estimation, rien n'est acquis) :"
    for row in rows(plan):
        yield f"- {row.name} : {euros(row.amount)}" + (f" ({row.note})" if row.note else "")


def _to_ask(plan: Plan) -> Iterator[str]:
    """Programmes whose amount no record tells; a local authority votes the money of some by itself."""
    leads = [one.programme for one in plan.leads]
    voted = [one for one in leads if voted_by_holder(one)]
    asked = [one for one in leads if one not in voted]
    named = _named(asked, last="et" if plan.lines else "ou")
    if voted:
        yield f"Une part peut venir de votre propre collectivité, si elle la vote : {_named(voted)}."
    if asked and plan.lines:
        yield f"À demander aussi, montants non connus : {named}."
    elif asked:
        own = f" (votre apport : {euros(plan.own_share)}, reste {euros(plan.to_find)})" if plan.own_share else ""
        yield (
            f"Pour un premier plan de financement de {euros(plan.budget)}{own}, demandez d'abord ce que verserait "
            f"{named} : la base ne le dit pas."
        )


def _payments(plan: Plan) -> Iterator[str]:
    """When the money comes, in the words of the records."""
    paid = ((line, line.programme.payment) for line in plan.lines if line.afterwards)
    told = [f"{_name(line.programme)} : {lower_first(how.note)}" for line, how in paid if how and how.note]
    if told:
        yield f"Prévoyez la trésorerie. {' '.join(told[:_MOST_PAYMENTS])}"


def _rules(plan: Plan) -> Iterator[str]:
    """What the first programme of the plan asks of the rest of the money."""
    rules = plan.lines[0].programme.cumulation if plan.lines else None
    if rules and rules.note and (rules.allowed or rules.own_share_min or rules.public_max):
        yield f"À savoir : {lower_first(rules.note)}"


def _checked_with(plan: Plan, world: World) -> Iterator[str]:
    """Who runs the first programme of the plan, and says what it would really pay."""
    running = managers(plan.lines[0].programme, ProjectFacts(as_of=world.as_of), world.base) if plan.lines else ()
    if running:
        yield f"Montants à vérifier avec : {contact(running[0])}."


def _named(programmes: Iterable[Programme], last: str = "et") -> str:
    return enumerate_fr((f"« {_name(one)} »" for one in programmes), last=last)


def _name(programme: Programme) -> str:
    return without_brackets(programme.name)


def plan_data(plan: Plan, world: World) -> parts.Plan:
    """The plan for a page or a program; amounts in whole euros."""
    return {
        "budget": plan.budget,
        "rows": [
            {
                "kind": row.kind,
                "name": row.name,
                "amount": row.amount,
                "note": row.note,
                "page": programme_page(row.programme) if row.programme else None,
            }
            for row in rows(plan)
        ],
        "lines": [
            {
                "programme": line.programme.id,
                "name": line.programme.name,
                "page": programme_page(line.programme.id),
                "amount": line.amount,
                "at_most": line.at_most,
                "because": line.because,
                "status": line.recommendation.status,
                "status_text": status_sentence(line.programme, world),
                "payment": line.programme.payment.when if line.programme.payment else None,
                "payment_note": line.programme.payment.note if line.programme.payment else None,
                "cumulation_note": line.programme.cumulation.note if line.programme.cumulation else None,
            }
            for line in plan.lines
        ],
        "own_share": plan.own_share,
        "own_share_min": plan.own_share_min,
        "to_find": plan.to_find,
        "paid_afterwards": plan.afterwards,
        "leads": records.programme_links((one.programme for one in plan.leads), world),
        "warnings": list(plan.warnings),
        "notes": notes(plan, world),
    }
