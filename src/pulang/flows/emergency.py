"""Danger to life: an account without the case opens it for a few hours, and three people answer for it afterwards.

It is declared for one person at a time and with a reason. Somebody else of the lead office confirms it within a day,
the data-protection officer reviews every one within three, and she herself is told.
"""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.audit.rules import Purpose
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.reveals import operations, queries
from pulang.areas.reveals.facts import EmergencyFacts
from pulang.areas.reveals.rules import EXPLAINED_LEAST, EmergencyReason, EmergencyStep
from pulang.flows import looking
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import CaseNumber, Code, Count, Short, Text, YesNo
from pulang.flows.revealing import basis_of
from pulang.flows.verbs import Verb
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context

Explained = Annotated[Text, Field(min_length=EXPLAINED_LEAST, max_length=500)]

_NOT_NEEDED = Words(
    id="Identitas berkas ini sudah dapat Anda buka dari berkasnya; keadaan darurat tidak diperlukan.",
    en="You can open this identity from its case file already; no emergency is needed.",
)
_UNKNOWN = Words(
    id="Keadaan darurat itu tidak ada di program ini. Periksa daftarnya.",
    en="There is no such emergency in this programme. Look at the list.",
)
_OWN = Words(
    id="Keadaan darurat Anda sendiri dinilai oleh orang lain. Minta rekan yang berwenang melakukannya.",
    en="Your own emergency is judged by somebody else. Ask a colleague who may do it.",
)
_SAID = Words(
    id="Langkah ini sudah dicatat untuk keadaan darurat itu.", en="This step is recorded for that emergency already."
)


class DeclareEmergency(What):
    """Danger to life of one person whose case is not the actor's: what danger, and what happened, naming nobody."""

    case: CaseNumber
    reason: EmergencyReason
    explained: Explained


class ConfirmEmergency(What):
    """A second person's word on an emergency; `upheld` false ends it at once."""

    programme: Code
    emergency: Count
    upheld: YesNo
    note: Short = ""


class ReviewEmergency(What):
    """The data-protection officer's word on an emergency: whether it was justified."""

    programme: Code
    emergency: Count
    upheld: YesNo
    note: Short = ""


class TellEmergency(What):
    """She was told that her identity was opened in an emergency."""

    programme: Code
    emergency: Count
    note: Short = ""


def declare_emergency(*, by: Actor, at: datetime, ref: str, what: DeclareEmergency) -> Receipt:
    """This will let the actor open one case that is not the actor's, for four hours; refuses a second at a time."""
    with act(by, "reveals.emergency.declare", at, ref=ref, what=what) as trail:
        case = _anyones(what.case)
        trail.programme = case.programme  # found only now: whoever is in a hurry knows a number and no programme
        if basis_of(by, case, moment(trail.day(None))) is not None and not queries.in_emergency(actor=by.code):
            raise Refusal("emergency-not-needed", _NOT_NEEDED, field="case")
        with context.counting():
            operations.break_in(
                whose=operations.Whose(case.id, case.programme, case.person, by.code, by.agency),
                reason=what.reason,
                explained=what.explained,
                lasts=not trail.replayed,
                stamp=trail.stamp(None),
            )
        looking.note(
            action="emergency.declare",
            case=case,
            purpose=Purpose.EMERGENCY,
            reason=what.reason.value.lower(),
            by=by,
            at=at,
        )
        trail.note(subject=case.number)
    return trail.done()


def confirm_emergency(*, by: Actor, at: datetime, ref: str, what: ConfirmEmergency) -> Receipt:
    """This will record a second person's word on an emergency; refuses the word of whoever declared it."""
    with act(by, "reveals.emergency.confirm", at, ref=ref, what=what, programme=what.programme) as trail:
        _answer(trail, what, EmergencyStep.CONFIRM, upheld=what.upheld)
    return trail.done()


def review_emergency(*, by: Actor, at: datetime, ref: str, what: ReviewEmergency) -> Receipt:
    """This will record the data-protection officer's word on an emergency; refuses one of the officer's own."""
    with act(by, "reveals.emergency.review", at, ref=ref, what=what, programme=what.programme) as trail:
        _answer(trail, what, EmergencyStep.REVIEW, upheld=what.upheld)
    return trail.done()


def tell_emergency(*, by: Actor, at: datetime, ref: str, what: TellEmergency) -> Receipt:
    """This will record that she was told; refuses to record it twice."""
    with act(by, "reveals.emergency.tell", at, ref=ref, what=what, programme=what.programme) as trail:
        _answer(trail, what, EmergencyStep.TELL, upheld=True)
    return trail.done()


def _anyones(number: str) -> CaseRef:
    """This will find a case whoever's it is: only here, for one number, written down and answered for.

    A lock holds even now: the two it names open the case without this, and nobody else learns that there is one.
    """
    with context.counting():
        return cases.find_unlocked(number)


def _answer(
    trail: Trail, what: ConfirmEmergency | ReviewEmergency | TellEmergency, step: EmergencyStep, *, upheld: bool
) -> None:
    found = _emergency(what.programme, what.emergency)
    if found.actor == trail.by.code and step is not EmergencyStep.TELL:
        raise Refusal("emergency-is-your-own", _OWN)
    if found.said(step.value) is not None:
        raise Refusal("emergency-step-said", _SAID)
    operations.answer(
        emergency=found,
        step=step,
        actor=trail.by.code,
        upheld=upheld,
        note=what.note,
        stamp=trail.stamp(None),
    )
    trail.note(subject=found.number)


def _emergency(programme: str, ref: int) -> EmergencyFacts:
    found = queries.emergency(ref=ref)
    if found is None or found.programme != programme:
        raise Refusal("unknown-emergency", _UNKNOWN, field="emergency")
    return found


VERBS = (
    Verb("reveals.emergency.declare", DeclareEmergency, declare_emergency),
    Verb("reveals.emergency.confirm", ConfirmEmergency, confirm_emergency),
    Verb("reveals.emergency.review", ReviewEmergency, review_emergency),
    Verb("reveals.emergency.tell", TellEmergency, tell_emergency),
)
