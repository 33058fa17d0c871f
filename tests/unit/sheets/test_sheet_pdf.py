"""The sheet as a real PDF: readable by screen readers, whatever the person wrote."""

import re
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from projects import TWINNING, WELL, sheet_of
from pypdf import PdfReader

from assistant.dialogue.world import World
from assistant.sheets.content import SheetContent
from assistant.sheets.render import printable, to_pdf

A4 = (595, 842)  # points


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


def text_of(pdf: bytes) -> str:
    """All its text on one line, spaces and apostrophes plain."""
    pages = " ".join(page.extract_text() for page in read(pdf).pages)
    return re.sub(r"\s+", " ", pages.replace("\u200b", "")).replace("’", "'")


def tags(reader: PdfReader) -> list[str]:
    """Every structure element's tag, in the order of reading."""

    def walk(node: Any) -> list[str]:
        node = node.get_object()
        if isinstance(node, list):
            return [tag for one in node for tag in walk(one)]
        if not isinstance(node, dict):
            return []
        own = [node["/S"]] if "/S" in node else []
        return own + (walk(node["/K"]) if "/K" in node else [])

    root: Any = reader.trailer["/Root"]
    return walk(root["/StructTreeRoot"]["/K"])


@pytest.fixture(scope="module")
def pdf(twinning: SheetContent) -> bytes:
    return to_pdf(twinning)


def test_it_is_an_accessible_pdf_in_french_with_a_title(pdf: bytes) -> None:
    reader = read(pdf)
    root: Any = reader.trailer["/Root"]
    metadata = reader.xmp_metadata

    assert root["/Lang"] == "fr-FR"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata
    assert reader.metadata.title == "Fiche d’orientation"
    assert metadata
    assert b"pdfuaid" in metadata.stream.get_data()


def test_headings_lists_the_table_and_links_are_tagged(pdf: bytes) -> None:
    found = tags(read(pdf))

    for tag in ("/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TD", "/Link", "/P"):
        assert tag in found, tag
    assert found.index("/H1") < found.index("/H2")


def test_it_has_two_or_three_a4_pages_each_with_its_number_and_the_date(pdf: bytes) -> None:
    pages = read(pdf).pages

    assert 2 <= len(pages) <= 3
    for number, page in enumerate(pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
        assert f"page {number} sur {len(pages)}" in page.extract_text()
        assert "23 novembre 2026" in page.extract_text()


def test_its_text_says_all_that_the_sheet_holds(pdf: bytes, twinning: SheetContent) -> None:
    text = text_of(pdf)

    said = [*twinning.told, *twinning.understood, *twinning.steps, *twinning.questions, *twinning.papers]
    for choice in twinning.choices:
        said += [choice.name, choice.status, *choice.reasons, *choice.checks, *choice.steps]
    said += [lesson.advice for lesson in twinning.lessons] + [person.name for person in twinning.people]
    said += [source.checked for source in twinning.sources]
    for sentence in said:
        assert re.sub(r"\s+", "", sentence) in re.sub(r"\s+", "", text), sentence


def test_addresses_can_be_followed(pdf: bytes, twinning: SheetContent) -> None:
    links = {
        note.get_object()["/A"]["/URI"]
        for page in read(pdf).pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    }

    assert {choice.url for choice in twinning.choices} <= links
    assert "https://www.resacoop.org" in links


def test_what_the_person_writes_is_text_and_never_code(world: World) -> None:
    written = '#panic("x") #set page(width: 1cm) $x$ *gras* @ref <lab> #read("/etc/passwd")'

    text = text_of(to_pdf(sheet_of(world, {**TWINNING, "project_text": written})))

    assert re.sub(r"\s+", "", written) in re.sub(r"\s+", "", text)


def test_signs_that_the_fonts_lack_are_left_out_and_said_so(world: World) -> None:
    odd = "école 🎉 مرحبا à Київ \x00\ud800 fin"

    text = text_of(to_pdf(sheet_of(world, {**TWINNING, "project_text": odd})))

    assert "école […] à Київ […] fin" in text


def test_a_word_without_end_stays_on_the_page(world: World) -> None:
    pdf = to_pdf(sheet_of(world, {**TWINNING, "project_text": "a" * 600}))

    assert max(len(line) for page in read(pdf).pages for line in page.extract_text().splitlines()) < 140
    assert "a" * 600 in text_of(pdf).replace(" ", "")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.text(max_size=300))
def test_no_text_breaks_it(world: World, written: str) -> None:
    content = sheet_of(world, {**WELL, "project_text": written})

    assert to_pdf(content).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    ("plain", "set_"),
    [
        ("20 000 €", "20\u202f000\u00a0€"),
        ("tél. 04 72 77 87 67", "tél. 04\u00a072\u00a077\u00a087\u00a067"),
        ("+33 4 26 28 27 91", "+33\u00a04\u00a026\u00a028\u00a027\u00a091"),
        ("« puits » : l'eau", "«\u00a0puits\u00a0»\u00a0: l’eau"),
    ],
)
def test_french_spaces_do_not_break_a_line(plain: str, set_: str) -> None:
    assert printable(plain) == set_
