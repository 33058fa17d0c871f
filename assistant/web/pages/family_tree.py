"""``/filiation``: the programmes from 2000 to today and what replaced each, in pictures, in lists and in data."""

import base64
import hashlib
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from assistant.dialogue.pages import programme_page
from assistant.dialogue.world import World
from assistant.family_tree.drawing import LARGEST, STATUSES, STYLE, marker, section_svg, status_text, whole_svg
from assistant.family_tree.lineage import PERIODS, Kin, Section, family_tree
from assistant.programmes.base import Base
from assistant.programmes.records import Mapping, Programme
from assistant.web.pages.kept import Kept
from assistant.web.pages.responses import html_page, json_page
from assistant.web.pages.standings import standing_in
from assistant.world import current_world

PATH = "/filiation"


@dataclass(frozen=True)
class Drawn:
    """The sections, the picture of each by its id, and all of them in one file; too large a section has none."""

    sections: tuple[Section, ...]
    pictures: dict[str, str]
    whole: str


def _draw(world: World) -> Drawn:
    sections = family_tree(world.base, world.as_of)
    pictures = {
        section.id: section_svg(section, lambda programme: programme_page(programme.id))
        for section in sections
        if len(section.kin) <= LARGEST
    }
    return Drawn(sections, pictures, whole_svg(sections, world.as_of, STYLE.read_text(encoding="utf-8")))


_drawn = Kept(_draw)


def page(request: Request) -> Response:
    """The pictures, a section each, with the same in a list."""
    world = current_world()
    drawn = _drawn(world)
    sections = drawn.sections
    return html_page(
        request,
        world,
        "family_tree.html",
        PATH,
        json_path=f"{PATH}.json",
        sections=sections,
        pictures=drawn.pictures,
        by_period={s.id: _by_period(s, world.base) for s in sections if s.id in drawn.pictures},
        legend=[(marker(status), label) for status, label in STATUSES.items()],
        table=_table_of_2008(world),
        status_of=world.status,
        standing_of=standing_in(world),
        alone=len(world.base.programmes) - sum(len(section.kin) for section in sections),
    )


def data(request: Request) -> Response:
    """Sections, programmes and links ``[before, after]``."""
    world = current_world()
    listed = [
        {
            "id": section.id,
            "title": section.title,
            "programmes": [_kin_data(kin, section) for kin in section.kin],
            "links": [list(link) for link in section.links],
        }
        for section in _drawn(world).sections
    ]
    table = [
        {
            "2000-2006": line.mapping.from_label,
            "2007-2013": line.mapping.to_label,
            "replaced": line.mapping.from_,
            "by": line.mapping.to,
            "today": [programme.id for programme in line.today],
        }
        for line in _table_of_2008(world)
    ]
    told = {"as_of": world.as_of.isoformat(), "periods": PERIODS, "sections": listed, "presentation_2008": table}
    return json_page(request, told, PATH)


def picture(request: Request) -> Response:
    """All sections in one SVG file; its style sheet is the only one that its policy allows."""
    body = _drawn(current_world()).whole
    inside = body[body.index("<style>") + len("<style>") : body.index("</style>")]
    digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; frame-ancestors 'none'"
    return Response(body, media_type="image/svg+xml", headers={"Content-Security-Policy": policy})


@dataclass(frozen=True)
class Line:
    """A line of the table of 2008, and what lives in its place; ``note`` says why nothing does."""

    mapping: Mapping
    today: tuple[Programme, ...]
    note: str | None


def _table_of_2008(world: World) -> list[Line]:
    lines = []
    for mapping in world.base.mappings.values():
        today = world.base.living_successors(mapping.to, world.as_of)
        lines.append(Line(mapping, today, None if today else world.base.programmes[mapping.to].succeeded_by_note))
    return lines


def _by_period(section: Section, base: Base) -> list[tuple[str, list[dict[str, Any]]]]:
    """The same as the picture, to be read in order."""
    return [
        (PERIODS[column], [_listed(kin, section, base) for kin in kin_of_period])
        for column, kin_of_period in groupby(section.kin, key=lambda kin: kin.column)
    ]


def _listed(kin: Kin, section: Section, base: Base) -> dict[str, Any]:
    identifier = kin.programme.id
    return {
        "programme": kin.programme,
        "status": kin.status,
        "said": status_text(kin, section),
        "before": [base.programmes[i] for i in section.before.get(identifier, ())],
        "after": [base.programmes[i] for i in section.after.get(identifier, ())],
    }


def _kin_data(kin: Kin, section: Section) -> dict[str, Any]:
    programme = kin.programme
    return {
        "id": programme.id,
        "name": programme.name,
        "period": programme.period,
        "column": PERIODS[kin.column],
        "strand": section.strands[kin.strand],
        "status": kin.status,
        "status_label": status_text(kin, section),
        "page": programme_page(programme.id),
        "replaces": section.before.get(programme.id, []),
        "replaced_by": section.after.get(programme.id, []),
        "nothing_replaced_it": programme.succeeded_by_note,
    }


ROUTES = [Route(PATH, page), Route(f"{PATH}.json", data), Route(f"{PATH}.svg", picture)]
