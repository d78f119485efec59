"""Sets a gate aside for a while, by a named role and with a reason; what belongs to the person is never set aside."""

from datetime import datetime
from typing import Final
from uuid import UUID

from pulang.areas.accounts.facts import Actor
from pulang.areas.cases import queries as cases
from pulang.areas.readiness import operations, queries
from pulang.areas.readiness.gates import BY_ID, PROGRAMME_BY_ID, WAIVABLE
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import CaseNumber, Code, Day, Long
from pulang.flows.verbs import Verb
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same

UNKNOWN_GATE: Final = Words(
    id="Syarat “{gate}” tidak ada. Yang ada: {known}.", en="There is no gate “{gate}”. There are: {known}."
)
HERS: Final = Words(
    id="Pilihan, persetujuan dan keberatan milik warga dampingan; tidak bisa dikecualikan oleh siapa pun.",
    en="Choice, consent and objection belong to the person; nobody can set them aside.",
)
OF_A_PROGRAMME: Final = Words(
    id="Syarat ini berlaku untuk seluruh program; kecualikan tanpa menyebut berkas.",
    en="This gate holds for the whole programme; waive it without naming a case.",
)
OF_A_CASE: Final = Words(
    id="Syarat ini berlaku untuk satu berkas; sebutkan nomor berkasnya.",
    en="This gate holds for one case; name the case.",
)
ENDS_EARLY: Final = Words(
    id="Pengecualian berakhir sebelum dimulai; pilih tanggal sesudahnya.",
    en="The waiver ends before it begins; choose a later day.",
)
NOT_WAIVED: Final = Words(id="Syarat itu tidak sedang dikecualikan.", en="That gate is not set aside at present.")


class WaiveGate(What):
    """A gate is set aside from `happened_on` to before `until`, for one case or, without one, for the programme."""

    programme: Code
    gate: Code
    reason: Long
    until: Day
    case: CaseNumber | None = None
    happened_on: Day | None = None


class EndWaiver(What):
    """A gate counts again from `happened_on`."""

    programme: Code
    gate: Code
    reason: Long
    case: CaseNumber | None = None
    happened_on: Day | None = None


def waive_gate(*, by: Actor, at: datetime, ref: str, what: WaiveGate) -> Receipt:
    """This will set a gate aside; refuses those that belong to the person, and a waiver that ends before it begins."""
    with act(by, "readiness.gate.waive", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        _refuse_unwaivable(what.gate)
        if what.until <= stamp.happened_on:
            raise Refusal("ends-before-start", ENDS_EARLY, field="until")
        operations.waive(
            programme=what.programme,
            case=_case(trail, what),
            gate=what.gate,
            reason=what.reason,
            until=what.until,
            stamp=stamp,
        )
    return trail.done()


def end_waiver(*, by: Actor, at: datetime, ref: str, what: EndWaiver) -> Receipt:
    """This will make a gate count again before its waiver runs out; refuses where none stands."""
    with act(by, "readiness.waiver.end", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        _refuse_unwaivable(what.gate)
        case = _case(trail, what)
        moment_then = moment(stamp.happened_on)
        standing = (
            queries.waived(what.programme, moment_then) if case is None else queries.waived_for(case, moment_then)
        )
        if what.gate not in standing:
            raise Refusal("not-waived", NOT_WAIVED, field="gate")
        operations.end_waiver(programme=what.programme, case=case, gate=what.gate, reason=what.reason, stamp=stamp)
    return trail.done()


def _case(trail: Trail, what: WaiveGate | EndWaiver) -> UUID | None:
    """This will give the case a waiver is for and note it; refuses a gate of the other scope."""
    if what.case is None:
        if what.gate not in PROGRAMME_BY_ID:
            raise Refusal("waiver-needs-a-case", OF_A_CASE, field="case")
        trail.note(subject=what.gate)
        return None
    if what.gate in PROGRAMME_BY_ID:
        raise Refusal("waiver-is-for-the-programme", OF_A_PROGRAMME, field="case")
    case = cases.find(what.case, what.programme)
    trail.note(subject=case.number, case=case.id)
    return case.id


def _refuse_unwaivable(gate: str) -> None:
    if gate not in BY_ID:
        raise Refusal("unknown-gate", UNKNOWN_GATE.format(gate=gate, known=same(", ".join(BY_ID))), field="gate")
    if gate not in WAIVABLE:
        raise Refusal("never-waived", HERS, field="gate")


VERBS = (
    Verb("readiness.gate.waive", WaiveGate, waive_gate),
    Verb("readiness.waiver.end", EndWaiver, end_waiver),
)
