"""Findings about institutions and incidents: recorded by an office, answered by the institution, then closed."""

from datetime import datetime
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.accounts.rules import AgencyKind
from pulang.areas.partners import operations, queries
from pulang.areas.partners.facts import IncidentFacts
from pulang.areas.partners.rules import IncidentEvent, IncidentKind, Severity
from pulang.areas.programmes import queries as programmes
from pulang.flows.act import NOT_ALLOWED, Receipt, Trail, What, act
from pulang.flows.inputs import Code, Day, Text
from pulang.flows.partnering import refuse_other
from pulang.flows.verbs import Verb
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import locks

Words1000 = Annotated[Text, Field(min_length=10, max_length=1000)]


class RecordIncident(What):
    """Something was found at an institution, or happened; with `due_on` its answer is waited for.

    `programme` says in which programme, where it is about one; `text` names nobody and no case.
    """

    partner: Code
    code: Code
    kind: IncidentKind
    severity: Severity
    text: Words1000
    programme: Annotated[str, Field(max_length=32)] = ""
    due_on: Day | None = None
    happened_on: Day | None = None


class AnswerIncident(What):
    """The institution answers a finding or an incident, as often as it has something to say until it is closed."""

    partner: Code
    code: Code
    text: Words1000
    happened_on: Day | None = None


class CloseIncident(What):
    """A finding or an incident is closed, with what became of it."""

    partner: Code
    code: Code
    text: Words1000
    happened_on: Day | None = None


def record_incident(*, by: Actor, at: datetime, ref: str, what: RecordIncident) -> Receipt:
    """This will record a finding or an incident; refuses a code used before and an answer due before it."""
    with act(by, "partners.incident.record", at, ref=ref, what=what) as trail:
        refuse_other(what.partner)
        locks.institution(what.partner)
        stamp = trail.stamp(what.happened_on)
        if what.code in _known(trail, what.partner):
            raise Refusal("incident-code-used", _USED.format(code=what.code), field="code")
        if what.programme:
            programmes.programme(what.programme)
        if what.due_on is not None and what.due_on < stamp.happened_on:
            raise Refusal("ends-before-start", _DUE_EARLY, field="due_on")
        operations.record_incident(
            partner=what.partner,
            code=what.code,
            event=IncidentEvent.RECORDED,
            kind=what.kind.value,
            severity=what.severity.value,
            programme_id=what.programme or None,
            office=by.agency,
            text=what.text,
            due_on=what.due_on,
            stamp=stamp,
        )
        trail.note(subject=what.partner)
    return trail.done()


def answer_incident(*, by: Actor, at: datetime, ref: str, what: AnswerIncident) -> Receipt:
    """This will record the institution's answer; refuses anybody else's, and an answer to what is closed."""
    with act(by, "partners.incident.answer", at, ref=ref, what=what) as trail:
        if by.agency != what.partner and by != SYSTEM:
            raise Refusal("not-allowed", NOT_ALLOWED)
        _write(trail, what, IncidentEvent.ANSWERED, _open(trail, what))
    return trail.done()


def close_incident(*, by: Actor, at: datetime, ref: str, what: CloseIncident) -> Receipt:
    """This will close a finding or an incident; refuses who neither recorded it nor is of the ministry."""
    with act(by, "partners.incident.close", at, ref=ref, what=what) as trail:
        known = _open(trail, what)
        if by != SYSTEM and by.agency != known.office and accounts.agency(by.agency).kind != AgencyKind.MINISTRY.value:
            raise Refusal("incident-of-another-office", _NOT_THEIRS.format(office=accounts.agency(known.office).name))
        _write(trail, what, IncidentEvent.CLOSED, known)
    return trail.done()


def _write(trail: Trail, what: AnswerIncident | CloseIncident, event: IncidentEvent, known: IncidentFacts) -> None:
    stamp = trail.stamp(what.happened_on)
    if stamp.happened_on < known.on:
        raise Refusal("before-the-incident", _EARLY, field="happened_on")
    operations.record_incident(
        partner=what.partner, code=what.code, event=event, office=trail.by.agency, text=what.text, stamp=stamp
    )
    trail.note(subject=what.partner)


def _known(trail: Trail, partner: str) -> dict[str, IncidentFacts]:
    return {one.code: one for one in queries.incidents_of(partner, moment(trail.day(None)))}


def _open(trail: Trail, what: AnswerIncident | CloseIncident) -> IncidentFacts:
    locks.institution(what.partner)
    found = _known(trail, what.partner).get(what.code)
    if found is None:
        raise Refusal("unknown-incident", _UNKNOWN.format(code=what.code), field="code")
    if found.closed_on is not None:
        raise Refusal("incident-closed", _CLOSED, field="code")
    return found


_USED: Final = Words(
    id="Nomor “{code}” sudah dipakai untuk lembaga ini.", en="“{code}” is already used for this institution."
)
_DUE_EARLY: Final = Words(
    id="Tenggat jawaban mendahului tanggal kejadiannya.", en="The answer would be due before it happened."
)
_EARLY: Final = Words(id="Tanggal ini mendahului kejadiannya.", en="This date comes before it happened.")
_UNKNOWN: Final = Words(
    id="Tidak ada temuan atau kejadian “{code}” pada lembaga ini.",
    en="This institution has no finding or incident “{code}”.",
)
_CLOSED: Final = Words(
    id="Temuan itu sudah ditutup. Catat yang baru bila terjadi lagi.",
    en="That finding is closed. Record a new one if it happens again.",
)
_NOT_THEIRS: Final = Words(
    id="Yang dapat menutupnya {office}, yang mencatatnya, atau kementerian.",
    en="Who can close it: {office}, who recorded it, or the ministry.",
)


VERBS = (
    Verb("partners.incident.record", RecordIncident, record_incident),
    Verb("partners.incident.answer", AnswerIncident, answer_incident),
    Verb("partners.incident.close", CloseIncident, close_incident),
)
