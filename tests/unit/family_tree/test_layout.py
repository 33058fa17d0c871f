"""Boxes do not touch, arrows go through nothing, few cross."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

import pytest

from assistant.family_tree.layout import BOX_WIDTH, Box, Drawing, Link, left_of, place
from assistant.family_tree.lineage import family_tree
from assistant.programmes.base import Base

DAY = date(2026, 11, 27)


def sections_of(base: Base) -> Iterator[tuple[list[Box], Sequence[Link]]]:
    for section in family_tree(base, DAY):
        yield (
            [Box(kin.programme.id, kin.column, kin.strand, 48 + 16 * (n % 3)) for n, kin in enumerate(section.kin)],
            (section.links),
        )


def crossed(drawing: Drawing, boxes: Sequence[Box]) -> list[tuple[Link, str]]:
    """Boxes that a link runs through on its way, its own ends apart."""
    found = []
    for link, points in drawing.routes.items():
        for (x, y), (after_x, after_y) in pairwise(points):
            for box in boxes:
                left, top = drawing.corners[box.id]
                inside = min(y, after_y) < top + box.height and max(y, after_y) > top
                over = min(x, after_x) < left + BOX_WIDTH and max(x, after_x) > left
                if inside and over and box.id not in link:
                    found.append((link, box.id))
    return found


def test_boxes_of_a_column_never_touch(base: Base) -> None:
    for boxes, links in sections_of(base):
        drawing = place(boxes, links)
        for column in {box.column for box in boxes}:
            spans = sorted((drawing.corners[b.id][1], b.height) for b in boxes if b.column == column)
            assert all(top + high < below for (top, high), (below, _) in pairwise(spans))
        assert all(drawing.corners[box.id][0] == left_of(box.column) for box in boxes)


def test_arrows_of_the_real_tree_cross_neither_each_other_nor_a_box(base: Base) -> None:
    for boxes, links in sections_of(base):
        drawing = place(boxes, links)

        assert drawing.crossings == 0
        assert crossed(drawing, boxes) == []
        assert set(drawing.routes) == set(links)


def test_a_chain_is_a_straight_line() -> None:
    boxes = [Box(name, column, 0, 40) for column, name in enumerate("abcd")]

    drawing = place([*boxes, Box("z", 1, 0, 80)], [("a", "b"), ("b", "c"), ("c", "d")])

    assert len({y for link in drawing.routes.values() for _, y in link}) == 1


def test_crossings_are_undone_by_the_order_of_the_boxes() -> None:
    boxes = [Box(name, 0, 0, 40) for name in "abc"] + [Box(name, 1, 0, 40) for name in "xyz"]

    drawing = place(boxes, [("a", "z"), ("b", "y"), ("c", "x")])

    assert drawing.crossings == 0


def test_crossings_that_nothing_undoes_are_counted() -> None:
    boxes = [Box(name, 0, 0, 40) for name in "ab"] + [Box(name, 1, 0, 40) for name in "xy"]

    assert place(boxes, [("a", "x"), ("a", "y"), ("b", "x"), ("b", "y")]).crossings == 1


def test_a_link_that_skips_a_column_passes_between_its_boxes() -> None:
    boxes = [Box("a", 0, 0, 40), Box("b", 1, 0, 200), Box("c", 2, 0, 40)]

    drawing = place(boxes, [("a", "c"), ("a", "b")])

    assert crossed(drawing, boxes) == []
    assert len(drawing.routes["a", "c"]) == 4


def test_what_follows_in_the_same_column_stands_right_below() -> None:
    boxes = [Box("late", 0, 0, 40), Box("other", 0, 0, 40), Box("early", 0, 0, 40)]

    drawing = place(boxes, [("early", "late")])

    start, end = drawing.routes["early", "late"]
    assert start[0] == end[0]
    assert 0 < end[1] - start[1] < 40


def test_bands_are_one_below_the_other_whatever_the_links() -> None:
    boxes = [Box("top", 0, 0, 40), Box("low", 0, 1, 40), Box("after-low", 1, 0, 40), Box("after-top", 1, 1, 40)]

    drawing = place(boxes, [("top", "after-top"), ("low", "after-low")])

    for box in boxes:
        inside = drawing.corners[box.id][1]
        assert inside > drawing.bands[box.band]
        assert box.band == 1 or inside < drawing.bands[1]


def test_what_replaces_programmes_of_many_bands_stands_between_them() -> None:
    boxes = [Box(f"a{n}", 0, n, 40) for n in range(5)] + [Box("all", 1, 0, 40)]

    drawing = place(boxes, [(f"a{n}", "all") for n in range(5)])

    assert drawing.corners["all"][1] == pytest.approx(drawing.corners["a2"][1])


def test_the_same_boxes_are_always_placed_alike(base: Base) -> None:
    for boxes, links in sections_of(base):
        assert place(boxes, links) == place(boxes, links)
