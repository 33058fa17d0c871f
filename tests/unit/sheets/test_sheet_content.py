"""What stands on the sheet: what was told, what is proposed and why, whom to call, what to do, where it was read."""

from datetime import date

from projects import TWINNING, WELL, sheet_of

from assistant.dialogue.world import World
from assistant.matching.words import french_date
from assistant.sheets.content import SheetContent


def test_the_project_as_told_and_as_understood(twinning: SheetContent) -> None:
    assert twinning.words == TWINNING["project_text"]
    assert {"Porteur : commune", "Lieu : Haute-Loire", "Budget : 20 000 €"} <= set(twinning.told)
    assert any("jumelage, parce que vous écrivez" in line for line in twinning.understood)


def test_each_programme_has_its_status_its_reasons_its_contacts_and_its_next_day(
    twinning: SheetContent, world: World
) -> None:
    first = twinning.choices[0]
    record = world.base.programmes[first.programme]

    assert first.name == "CERV - Jumelage de villes"
    assert (first.standing, first.opened) == ("entre deux appels", False)
    assert "Pays couvert : Italie." in first.reasons
    assert first.steps == record.steps[:4]
    assert first.url == record.url
    assert first.contacts
    assert first.deadline is not None
    assert (first.deadline.day, first.deadline.certain) == (date(2027, 9, 1), False)


def test_the_rows_of_the_plan_make_the_budget(twinning: SheetContent) -> None:
    assert twinning.money is not None
    amounts = [int(amount.replace(" ", "").rstrip("€")) for _, _, amount in twinning.money.rows]

    assert sum(amounts) == 20000
    assert any("Montants à vérifier avec" in note for note in twinning.money.notes)


def test_the_next_steps_name_whom_to_call_what_to_gather_and_which_days_to_note(twinning: SheetContent) -> None:
    assert twinning.people[0].phone == "04 72 77 87 67, numéro de 2014 à vérifier"
    assert twinning.steps[0].startswith("Appeler RESACOOP")
    assert "Réunir : votre inscription au registre européen." in twinning.steps
    assert any("septembre 2027 (à confirmer)" in step for step in twinning.steps)


def test_the_lessons_are_the_main_ones_until_the_self_assessment_calls_for_others(world: World) -> None:
    lessons = list(world.base.lessons.values())
    weak = next(lesson for lesson in reversed(lessons) if lesson.question)

    plain = sheet_of(world, WELL)
    assessed = sheet_of(world, WELL, readiness={weak.id: "no"})

    assert [lesson.title for lesson in plain.lessons] == [lesson.title for lesson in lessons[:3]]
    assert [lesson.title for lesson in assessed.lessons] == [weak.title]
    assert (plain.assessed, assessed.assessed) == (False, True)


def test_every_record_that_the_sheet_rests_on_is_a_source_with_its_day(twinning: SheetContent, world: World) -> None:
    read = {source.what: source for source in twinning.sources}

    for choice in twinning.choices:
        record = world.base.programmes[choice.programme]
        assert read[choice.name].checked == french_date(record.checked)
        assert read[choice.name].where
    assert {person.name for person in twinning.people} <= set(read)


def test_without_a_programme_it_says_what_is_missing_and_whom_to_call(world: World) -> None:
    empty = sheet_of(world, {"holder_type": "commune", "territory": "43"})

    assert empty.choices == ()
    assert empty.missing
    assert empty.people
