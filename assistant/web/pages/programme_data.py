"""The programmes' pages as data; docs/pages.md tells their fields."""

from dataclasses import asdict
from typing import Any

from assistant.dialogue.pages import PROGRAMMES, address, programme_page
from assistant.dialogue.world import World
from assistant.matching.deadlines import Deadline
from assistant.programmes.records import Programme
from assistant.web.pages.filters import Filters
from assistant.web.pages.links import web_address
from assistant.web.pages.programme_list import PAGE_SIZE, Card, Listing
from assistant.web.pages.programme_page import Link, Sheet, departements_open, sheet


def list_data(filters: Filters, found: Listing, world: World) -> dict[str, Any]:
    """One page of the list."""
    following = filters.address(f"{PROGRAMMES}.json", page=found.page + 1)
    return {
        "as_of": world.as_of.isoformat(),
        "filters": {name: value for name, value in filters.values.items() if name not in filters.problems},
        "problems": dict(filters.problems),
        "total": found.total,
        "page": found.page,
        "page_size": PAGE_SIZE,
        "next": address(following) if found.page < found.pages else None,
        "counts": dict(found.counts),
        "some_words_only": found.partly,
        "items": [_card(card) for cards in found.groups.values() for card in cards],
    }


def _card(card: Card) -> dict[str, Any]:
    values = asdict(card)
    return {"url": address(values.pop("path")), **values}


def programme_data(programme: Programme, world: World) -> dict[str, Any]:
    """One programme: its record, where it stands on the day, what is around it."""
    shown = sheet(programme, world)
    return {
        "as_of": world.as_of.isoformat(),
        "url": address(programme_page(programme.id)),
        "status": shown.status,
        "status_label": shown.standing,
        "status_text": shown.status_text,
        "deadline": _deadline(shown.deadline),
        "departements": sorted(departements_open(programme, world)),
        "calls": [
            {"name": row.call.name, "opens": row.call.opens, "closes": row.call.closes, "state": row.state}
            for row in shown.calls
        ],
        "chain": [{"distance": step.distance, **_link(one)} for step in shown.chain for one in step.programmes],
        "successors": [_link(one) for one in shown.successors],
        "part_of": _link(shown.umbrella) if shown.umbrella else None,
        "parts": [_link(one) for one in shown.parts],
        "contacts": _contacts(shown),
        "record": _record(programme),
    }


def _deadline(due: Deadline | None) -> dict[str, Any] | None:
    return {"date": due.day.isoformat(), "certain": due.certain, "text": due.sentence} if due else None


def _link(link: Link) -> dict[str, Any]:
    return {"id": link.id, "name": link.name, "period": link.period, "status": link.status, "url": address(link.path)}


def _contacts(shown: Sheet) -> list[dict[str, Any]]:
    return [
        {
            "role": people.role,
            "id": body.id,
            "name": body.name,
            "phone": body.phone,
            "email": body.email,
            "url": body.url,
            "checked": body.checked,
            "page": address(path),
        }
        for people in shown.people
        for body, path in people.bodies
    ]


def _record(programme: Programme) -> dict[str, Any]:
    """The record with the keys of data/programmes/SCHEMA.md; its status, that of the day it was checked, says so."""
    values = {key: value for key, value in asdict(programme).items() if value not in (None, ())}
    values["status_when_checked"] = values.pop("status")
    return values


def structured_data(programme: Programme, world: World) -> dict[str, Any]:
    """The programme in the terms of schema.org, for search engines."""
    funder = world.base.organisation(programme.funder)
    amount = {
        key: value
        for key, value in (("minValue", programme.grant_min), ("maxValue", programme.grant_max))
        if value is not None
    }
    values = {
        "@context": "https://schema.org",
        "@type": "MonetaryGrant",
        "name": programme.name,
        "alternateName": list(programme.aliases) or None,
        "description": programme.summary,
        "url": address(programme_page(programme.id)),
        "sameAs": web_address(programme.url),
        "funder": {"@type": "Organization", "name": funder.name} if funder else None,
        "amount": {"@type": "MonetaryAmount", "currency": "EUR", **amount} if amount else None,
    }
    return {key: value for key, value in values.items() if value}
