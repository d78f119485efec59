"""When a finding makes a step wait, and how a refusal is told."""

from dataclasses import replace

import pytest

from pulang.kernel.findings import Answer, Finding
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import NOTHING, Words, same

FINDING = Finding(gate="legal-basis", answer=Answer.NOT_MET, says=same("x"), holder=same("y"), remedy=NOTHING)


@pytest.mark.parametrize(
    ("answer", "waived", "blocks"),
    [
        (Answer.MET, False, False),
        (Answer.MET, True, False),
        (Answer.NOT_MET, False, True),
        (Answer.NOT_MET, True, False),
        (Answer.NOT_ASKED, False, False),
        (Answer.NOT_ASKED, True, False),
    ],
)
def test_a_step_waits_only_for_what_is_asked_not_met_and_not_waived(
    *, answer: Answer, waived: bool, blocks: bool
) -> None:
    assert replace(FINDING, answer=answer, waived=waived).blocks is blocks


def test_a_refusal_carries_its_code_its_words_and_its_field() -> None:
    refusal = Refusal("not-allowed", Words(id="Tidak boleh.", en="Not allowed."), field="by")

    assert (refusal.code, refusal.words.id, refusal.field, str(refusal)) == (
        "not-allowed",
        "Tidak boleh.",
        "by",
        "Not allowed.",
    )
    assert Refusal("x", NOTHING).field is None
