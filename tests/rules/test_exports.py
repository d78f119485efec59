"""The rules of copies: harmless cells, marks that can be read back, passwords that can be read aloud."""

import os
from io import BytesIO

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.asvs import asvs

from pulang.areas.exports import rules
from pulang.flows.inputs import UNSEEN
from pulang.kernel.refusals import Refusal
from pulang.storage import workbooks

# In the nightly size ten thousand strings go through a real workbook.
STRINGS = int(os.environ.get("PULANG_NIGHTLY_STRINGS", "400"))
TRIGGERS = ["=", "+", "-", "@", "\t", "|", "%", "＝", "＋", "－", "＠", '"=', "'=", " ="]
DANGEROUS = [
    '=HYPERLINK("http://evil.example","klik")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "%0a=1",
    "http://evil.example",
    "1e400",
    "0012345678901234",
    "_x000D_",
    "TRUE",
    "2019-03-03",
    "  spasi  ",
    "baris\nbaru",
    "😀 نص עברית",
]
UNSEEN_SIGNS = "".join(sign for sign in map(chr, range(0x10000)) if UNSEEN.match(sign))
signs = st.one_of(st.sampled_from("\t\n"), st.characters(exclude_categories=["Cs"], exclude_characters=UNSEEN_SIGNS))
storable = st.text(signs, max_size=60)
values = st.one_of(st.sampled_from(DANGEROUS), st.builds(str.__add__, st.sampled_from(TRIGGERS), storable), storable)


@asvs("V1.1.2")
@settings(max_examples=max(1, STRINGS // 200))
@given(st.lists(values, min_size=200, max_size=200))
@example(DANGEROUS)
def test_no_value_becomes_a_formula_and_every_value_reads_back_as_it_was(told: list[str]) -> None:
    table = workbooks.Table(heads=["Nama"], rows=[(rules.cell(each),) for each in told], foot="E")

    sheet = openpyxl.load_workbook(BytesIO(workbooks._open(table))).active

    cells = [sheet.cell(row=line, column=1) for line in range(2, len(told) + 2)]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s", "inlineStr"}
    assert [cell.value or "" for cell in cells] == told
    assert all(cell.quotePrefix for cell in cells)
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []


@pytest.mark.parametrize("value", DANGEROUS[:8])
def test_what_a_careless_program_could_run_is_recognised(value: str) -> None:
    assert rules.looks_like_a_formula(value)


def test_signs_no_workbook_can_carry_are_replaced_and_seen() -> None:
    assert rules.cell("a\x00b\x1bc\ud800") == "a�b�c�"
    assert len(rules.cell("x" * 40_000)) == 32_767


@given(st.integers(0, 2**rules.MARK_BITS - 1))
def test_a_mark_is_read_back_from_the_spacing(mark: int) -> None:
    assert rules.mark_of_spacing(rules.spacing_of(mark)) == mark


@given(st.integers(0, 2**rules.MARK_BITS - 1), st.integers(11, 40))
def test_a_mark_is_read_back_from_the_order_of_enough_rows(mark: int, count: int) -> None:
    numbers = [f"K-{place:04}" for place in range(count)]

    ordered = rules.in_order_of(mark, numbers)

    assert sorted(ordered) == numbers
    assert rules.mark_of_order(ordered) == mark


@given(st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_passwords_are_long_readable_and_different(one: bytes, other: bytes) -> None:
    password = rules.password_of(one)

    assert len(password.replace("-", "")) == 24
    assert set(password) <= {*rules.PASSWORD_SIGNS, "-"}
    assert one[-15:] == other[-15:] or password != rules.password_of(other)


def test_more_people_than_paper_can_guard_are_refused() -> None:
    rules.refuse_too_many(200)
    with pytest.raises(Refusal, match="200"):
        rules.refuse_too_many(201)
