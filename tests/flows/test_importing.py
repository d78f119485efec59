"""A workbook is tried, registered row by row through the act, and taken back: nobody twice, nobody by mistake."""

import random
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests import world as cast
from tests.rules.sheets import with_openpyxl, xlsx
from tests.world import World, noon

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.audit import queries as audit
from pulang.areas.audit.facts import LookFilter
from pulang.areas.cases import queries as cases
from pulang.areas.intake import queries as imports
from pulang.areas.intake.rules import PREFIX
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field
from pulang.flows import standing, workbook, workbook_files
from pulang.flows.perform import perform
from pulang.flows.workbook import Asked, Report, Source
from pulang.kernel import refs
from pulang.kernel.refusals import Refusal
from pulang.storage import context
from pulang.storage.sheets.reading import opened

pytestmark = pytest.mark.django_db

NIK = "3578014107850001"
HEADS = ["Nama", "NIK", "Tanggal lahir", "Kota asal", "Pilihan", "Penjelasan", "Lokasi"]
SARI = ["Sari Dewi", NIK, "1 Juli 1985", "Kota Surabaya", "pulang", "percakapan", cast.SITE]
EKO = ["Eko Prasetyo", "", "2-3-1979", "Surabaya", "menetap", "pertemuan", f"Lokasi {cast.SITE}"]
WRONG = ["Tono", "123", "1/2/90", "Atlantis", "pulang", "", "Entah"]


@pytest.fixture
def world() -> World:
    return World()


def _asked(world: World, rows: list[list[Any]], by: str = cast.REGISTRAR, hours: int = 0) -> Asked:
    at = noon(world.today) + timedelta(hours=hours)
    return Asked(world.actor(by), cast.PROGRAMME, Source(xlsx([HEADS, *rows])), at)


def _register(asked: Asked, seed: int = 1) -> Report:
    return workbook.register(asked, random.Random(seed).randrange)


def _states(report: Report) -> dict[str, int]:
    return {state.value: count for state, count in report.counts.items() if count}


def _counted(world: World) -> int:
    with world.looking():
        return sum(len(imports.entered(one.number)) for one in imports.imports(cast.PROGRAMME))


def _undo(world: World, number: str, by: str = cast.REGISTRAR, hours: int = 1) -> Any:
    said = {"programme": cast.PROGRAMME, "workbook": number}
    at = noon(world.today) + timedelta(hours=hours)
    return perform(by=world.actor(by), verb="intake.workbook.undo", with_=said, at=at, ref=f"undo-{by}-{hours}")


# --- trying


def test_a_trial_says_what_would_become_of_every_row_and_writes_none(world: World) -> None:
    asked = _asked(world, [SARI, EKO, WRONG])
    before = audit.next_seq()

    report = workbook.attempt(asked)

    assert _states(report) == {"READY": 2, "MEND": 1}
    told = " ".join(words.en for words in report.told[0].words)
    assert "Tanggal lahir: write the year with four digits" in told
    assert "no district or city called “Atlantis”" in told
    assert "no site “Entah”" in told
    assert audit.next_seq() == before + 1, "no act was opened"
    assert _counted(world) == 0


def test_a_trial_tells_what_looks_odd_about_a_nik_and_refuses_nobody_for_it(world: World) -> None:
    odd = [[name, *SARI[1:]] for name in ("Satu", "Dua", "Tiga")]
    for row, number in zip(
        odd, ("3578014107850000", "9999014107850002", "３５７８０１４１０７８５０００３"), strict=True
    ):
        row[1] = number

    report = workbook.attempt(_asked(world, odd))

    assert _states(report) == {"READY": 3}
    told = [" ".join(words.en for words in one.words) for one in report.told]
    assert [
        says in one for one, says in zip(told, ("0000", "not in the list of regions", "another script"), strict=True)
    ]


def test_a_trial_tells_who_may_be_known_already_and_in_which_row_she_stands_twice(world: World) -> None:
    world.do("cases.case.register", cast.REGISTRAR, programme=cast.PROGRAMME, case=world.number(), nik=NIK)
    twin = [*EKO]
    twin[0] = "Eko Prasetio"

    report = workbook.attempt(_asked(world, [SARI, EKO, twin]))

    assert _states(report) == {"READY": 1, "PERHAPS": 2}
    assert [(one.line, one.words[0].en[:30]) for one in report.told] == [
        (2, "Perhaps the same person as in "),
        (4, "perhaps the same person as in "),
    ]


def test_that_somebody_compared_a_list_with_the_register_is_written_down(world: World) -> None:
    workbook.attempt(_asked(world, [SARI, EKO]))

    with world.looking(cast.DATA_PROTECTION):
        found = [line for line in audit.looks(LookFilter(cast.PROGRAMME))[0] if line.action == "intake.tried"]

    assert [(line.actor, line.count) for line in found] == [(cast.REGISTRAR, 2)]


@pytest.mark.parametrize("by", [cast.TREASURER, cast.PARTNER_WORKER, cast.STRANGER])
def test_whoever_may_not_register_may_not_try_either(world: World, by: str) -> None:
    for go in (workbook.attempt, _register):
        with pytest.raises(Refusal) as refused:
            go(_asked(world, [SARI], by))
        assert refused.value.code == "not-allowed"


# --- registering


def test_rows_become_cases_through_the_act_and_the_others_are_told(world: World) -> None:
    report = _register(_asked(world, [SARI, WRONG, EKO]))

    assert _states(report) == {"READY": 2, "MEND": 1}
    with world.looking():
        numbers = [one.number for one in imports.entered(report.number)]
        acts = [audit.about(number)[0] for number in numbers]
    assert [(act.verb, act.by, act.payload["line"]) for act in acts] == [
        ("cases.case.register", cast.REGISTRAR, 2),
        ("cases.case.register", cast.REGISTRAR, 4),
    ]
    sari, eko = (world.file(number) for number in numbers)
    assert (sari.home, sari.choices[0].choice, sari.site) == ("35.78", "RETURN", cast.SITE)
    assert (eko.home, eko.choices[0].choice, eko.site) == ("35.78", "STAY", cast.SITE)


def test_a_drawn_number_that_another_case_has_is_drawn_anew(world: World) -> None:
    world.case(case=refs.draw("K", lambda _: 5))
    chances = iter([5] * 2 * refs.DRAWN + [7] * refs.DRAWN)  # once for all rows together, then for this one, twice

    report = workbook.register(_asked(world, [SARI]), lambda _: next(chances), number=refs.draw(PREFIX, lambda _: 1))

    with world.looking():
        (entered,) = imports.entered(report.number)
    assert (_states(report), entered.number) == ({"READY": 1}, refs.draw("K", lambda _: 7))


def test_a_village_is_looked_for_in_the_district_of_its_row_and_sealed(world: World) -> None:
    heads, sari = [*HEADS, "Desa asal"], [*SARI, "Wonokromo"]
    rows = [heads, [*sari[:3], "Bantul", *sari[4:]], [*sari[:3], "", *sari[4:]], [*EKO, "Atlantis"]]

    report = workbook.register(replace(_asked(world, []), source=Source(xlsx(rows))), random.Random(1).randrange)

    assert _states(report) == {"READY": 1, "MEND": 2}
    which, nowhere = (" ".join(words.en for words in one.words) for one in report.told)
    assert ("which one: Wonokromo, " in which, "no village called “Atlantis”" in nowhere) == (True, True)
    with world.looking():
        (number,) = (one.number for one in imports.entered(report.number))
    assert world.file(number).home == "34.02"
    with context.looking(standing.view_of(world.actor("pulang"))):
        person = cases.find(number).person
        found = people.opened_together(persons=[person], fields=[Field.VILLAGE])[person]
    assert found[Field.VILLAGE].startswith("34.02.")


def test_the_same_file_twice_changes_nothing_and_a_mended_one_adds_what_was_mended(world: World) -> None:
    _register(_asked(world, [SARI, WRONG]))
    written = audit.next_seq()

    again = _register(_asked(world, [SARI, WRONG]), seed=2)

    assert (again.number, _states(again)) == ("", {"KNOWN": 1, "MEND": 1})
    assert audit.next_seq() == written + 1
    mended = _register(_asked(world, [SARI, EKO]), seed=3)
    assert _states(mended) == {"READY": 1, "KNOWN": 1}
    assert _counted(world) == 2


def test_a_row_that_stands_there_twice_is_registered_once(world: World) -> None:
    assert _states(_register(_asked(world, [SARI, SARI]))) == {"READY": 1, "MEND": 1}


def test_somebody_who_may_be_known_is_registered_and_marked(world: World) -> None:
    _register(_asked(world, [SARI]))
    other = [*SARI]
    other[0] = "Sari D."

    assert _states(_register(_asked(world, [other]), seed=2)) == {"PERHAPS": 1}


# --- the same file back


# --- many at once


def _made_up(count: int, *, begin: int = 0) -> list[list[Any]]:
    return [
        [f"Warga {'abcdefghij'[n % 10] * 3} {n}", "", f"1-{n % 12 + 1}-{1950 + n}", *SARI[3:]]
        for n in range(begin, count)
    ]


def test_rows_registered_together_are_acts_of_their_own(world: World) -> None:
    """Each has its own number and line, and what was sealed of her opens with her own key."""
    _register(_asked(world, [SARI, EKO, *_made_up(3)]))

    with world.looking():
        (one,) = imports.imports(cast.PROGRAMME)
        entered = imports.entered(one.number)
    assert len({case.act for case in entered}) == len(entered) == 5
    for case in entered:
        file = world.file(case.number, cast.REGISTRAR)
        assert (file.home, file.site, len(file.choices)) == ("35.78", cast.SITE, 1)
    with context.looking(standing.view_of(SYSTEM)):
        names = people.opened_together(
            persons=[cases.find(case.number).person for case in entered], fields=[Field.NAME]
        )
    assert {said[Field.NAME] for said in names.values()} == {
        *("Sari Dewi", "Eko Prasetyo"),
        *(row[0] for row in _made_up(3)),
    }


def test_twins_in_one_batch_are_both_registered_and_the_second_is_marked(world: World) -> None:
    report = _register(_asked(world, [SARI, ["Sarie Dewi", *SARI[1:]], ["Sarie Dewi", "", *SARI[2:]]]))

    assert _states(report) == {"READY": 1, "PERHAPS": 2}


def test_a_batch_that_breaks_leaves_nothing_and_the_same_again_does_the_rest(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "BATCH", 2)
    asked = _asked(world, _made_up(5))
    whole, calls = standing.bring_up_to_date, []

    def breaks(touched: Any) -> None:
        calls.append(len(touched))
        if len(calls) == 3:  # the number of the import, the first two rows, the next two
            raise RuntimeError("killed")
        whole(touched)

    monkeypatch.setattr(standing, "bring_up_to_date", breaks)
    with pytest.raises(RuntimeError, match="killed"):
        _register(asked)
    left = _counted(world)
    monkeypatch.setattr(standing, "bring_up_to_date", whole)
    again = _register(_asked(world, _made_up(5)), seed=2)

    assert left == 2
    assert _states(again) == {"READY": 3, "KNOWN": 2}
    assert _counted(world) == 5


def test_where_one_is_refused_the_others_are_registered_one_by_one(world: World) -> None:
    """A number that was drawn before is drawn again, which only one by one can be done."""
    drawn: list[int] = []
    fresh = random.Random(7)

    def below(count: int) -> int:
        drawn.append(fresh.randrange(count))
        return drawn[-1]

    workbook.register(_asked(world, _made_up(1)), below)
    half = len(drawn) // 2
    coming = iter([fresh.randrange(20) for _ in range(half)] + drawn[half:])
    after = workbook.register(
        _asked(world, _made_up(4, begin=1)), lambda count: next(coming, None) or fresh.randrange(count)
    )

    assert next(coming, None) is None, "the number of the first was drawn, and refused"
    assert _states(after) == {"READY": 3}
    assert _counted(world) == 4


def test_the_file_comes_back_with_what_is_to_be_mended_and_numbers_stay_numbers(world: World) -> None:
    lost = ["Wati", 3578014107850001, "1 Juli 1985", "Surabaya", "", "", ""]
    asked = _asked(world, [SARI, lost])
    report = workbook.attempt(asked)

    back = workbook_files.marked(asked.source, report, "id")

    rows = list(opened(back).rows)
    assert [cell.text for cell in rows[0].cells] == [*HEADS, "Masalah"]
    assert "angka terakhirnya hilang" in rows[2].cells[7].text
    again = workbook.attempt(Asked(asked.by, asked.programme, Source(back), asked.at))
    assert _states(again) == _states(report)


def test_the_template_is_understood_as_it_is(world: World) -> None:
    plan_rows = list(opened(workbook_files.template()).rows)

    filled = with_openpyxl([[cell.text for cell in plan_rows[0].cells], ["Sari"]])
    report = workbook.attempt(Asked(world.actor(cast.REGISTRAR), cast.PROGRAMME, Source(filled), noon(world.today)))
    assert _states(report) == {"READY": 1}
    assert None not in report.plan.columns


# --- taking back


def test_an_import_is_taken_back_by_strikes_and_can_be_done_again(world: World) -> None:
    first = _register(_asked(world, [SARI, EKO]))

    _undo(world, first.number)

    assert _counted(world) == 0
    again = _register(_asked(world, [SARI, EKO], hours=2), seed=2)
    assert _states(again) == {"READY": 2}
    assert _counted(world) == 2


def test_whoever_was_worked_on_since_stays_when_an_import_is_taken_back(world: World) -> None:
    done = _register(_asked(world, [SARI, EKO]))
    with world.looking():
        number = imports.entered(done.number)[0].number
    world.here("cases.choice.record", case=number, choice="STAY", informed="CONVERSATION")

    receipt = _undo(world, done.number)

    assert "1 cases stay" in receipt.warnings[0].en
    assert _counted(world) == 1


@pytest.mark.parametrize(
    ("by", "hours", "code"),
    [(cast.CASE_WORKER, 1, "not-allowed"), (cast.REGISTRAR, 25, "import-too-old")],
)
def test_an_import_is_taken_back_by_its_maker_within_a_day(world: World, by: str, hours: int, code: str) -> None:
    done = _register(_asked(world, [SARI]))

    with pytest.raises(Refusal) as refused:
        _undo(world, done.number, by, hours)

    assert refused.value.code == code
    assert _counted(world) == 1


def test_a_coordinator_may_take_it_back_too_but_nobody_twice(world: World) -> None:
    done = _register(_asked(world, [SARI]))
    _undo(world, done.number, cast.COORDINATOR)

    with pytest.raises(Refusal) as refused:
        _undo(world, done.number, cast.COORDINATOR, 2)

    assert refused.value.code == "import-undone"


def test_a_number_of_another_import_is_refused(world: World) -> None:
    said: dict[str, Any] = {"name": "Sari", "workbook": "B-0000-0000", "line": 2, "case": world.number()}

    assert world.refusal("cases.case.register", cast.REGISTRAR, **said).code == "unknown-import"
