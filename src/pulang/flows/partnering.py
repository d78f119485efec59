"""An institution's own papers, and what follows when it stops being fit: who relies on it, and who else can."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts.facts import SYSTEM, Actor
from pulang.areas.accounts.rules import AgencyKind, Role
from pulang.areas.boards import queries as boards
from pulang.areas.boards.facts import InCare
from pulang.areas.partners import operations, queries
from pulang.areas.partners.facts import PartnerFacts
from pulang.areas.partners.rules import DocumentEvent, DocumentKind, Lacking, choosable
from pulang.areas.programmes import queries as programmes
from pulang.flows.act import NOT_ALLOWED, Receipt, What, act
from pulang.flows.inputs import Code, Day, Short
from pulang.flows.verbs import Verb
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage.context import counting

ANSWER_DAYS: Final = 14  # a case without any try to verify it after this many days counts as unanswered


class FileDocument(What):
    """An institution files one of its papers; `until` is the first day it no longer counts."""

    partner: Code
    kind: DocumentKind
    number: Annotated[Short, Field(min_length=1, max_length=80)]
    until: Day | None = None
    happened_on: Day | None = None


class CheckDocument(What):
    """Somebody looked at a filed paper: it is in order, or goes back with a note of what is wrong."""

    partner: Code
    kind: DocumentKind
    event: DocumentEvent
    note: Short = ""
    happened_on: Day | None = None


def file_document(*, by: Actor, at: datetime, ref: str, what: FileDocument) -> Receipt:
    """This will file a paper; a partner's own people file only their own institution's."""
    with act(by, "partners.document.file", at, ref=ref, what=what) as trail:
        stamp = trail.stamp(what.happened_on)
        refuse_other(what.partner)
        own = by.agency == what.partner
        if not own and by != SYSTEM and Role.PARTNER_WORKER.value in by.roles:
            raise Refusal("not-allowed", NOT_ALLOWED)
        if what.until is not None and what.until <= stamp.happened_on:
            raise Refusal("ends-before-start", _ENDS_EARLY, field="until")
        operations.record_document(
            partner=what.partner,
            kind=what.kind,
            event=DocumentEvent.FILED,
            number=what.number,
            until=what.until,
            stamp=stamp,
        )
        trail.note(subject=what.partner)
    return trail.done()


def check_document(*, by: Actor, at: datetime, ref: str, what: CheckDocument) -> Receipt:
    """This will say what was found of a filed paper; refuses one nobody filed, and to send back without a word."""
    with act(by, "partners.document.check", at, ref=ref, what=what) as trail:
        stamp = trail.stamp(what.happened_on)
        refuse_other(what.partner)
        filed = {one.kind: one for one in queries.documents_of(what.partner, moment(stamp.happened_on))}
        if what.event is DocumentEvent.FILED or filed[what.kind.value].filed_on is None:
            raise Refusal("document-not-filed", _NOT_FILED, field="kind")
        if what.event is DocumentEvent.SENT_BACK and not what.note:
            raise Refusal("sent-back-without-a-word", _SAY_WHY, field="note")
        operations.record_document(partner=what.partner, kind=what.kind, event=what.event, note=what.note, stamp=stamp)
        trail.note(subject=what.partner)
    return trail.done()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A partner that may take over: what it still lacks for a programme, and how many people it has room for."""

    agency: str
    name: str
    lacks: tuple[Lacking, ...]
    free: int | None  # None: it is not assigned to the programme yet, so nobody has said how many


@dataclass(frozen=True, slots=True)
class Relying:
    """A programme that relies on a partner: for how many it is assigned, and the people in its care."""

    programme: str
    capacity: int
    care: InCare


def relying_on(partner: str, day: date) -> tuple[Relying, ...]:
    """This will say which programmes rely on a partner on a day: counts, and nobody's case."""
    capacities = dict(queries.programmes_of(partner, day))
    care = {one.programme: one for one in boards.in_care(partner, day, late=day - timedelta(days=ANSWER_DAYS))}
    return tuple(
        Relying(
            programme=code,
            capacity=capacities.get(code, 0),
            care=care.get(code, InCare(code, 0, 0, None)),
        )
        for code in sorted({*capacities, *care})
    )


def who_else(programme: str, partner: str, day: date) -> tuple[Candidate, ...]:
    """This will say who may take over from a partner in a programme: those that lack least first, then by room."""
    about, at = programmes.programme(programme), moment(day)
    agreed = queries.by_agreement(programme, at)
    with counting():
        homes = boards.home_places(programme)
    others = [one for one in accounts.agencies() if one.kind == AgencyKind.PARTNER.value and one.code != partner]
    found = []
    for other in others:
        known = queries.partner(other.code, programme, at) or PartnerFacts(agency=other.code, name=other.name)
        assigned = dict(queries.programmes_of(other.code, day)).get(programme)
        taken = sum(one.cases for one in boards.in_care(other.code, day, late=day) if one.programme == programme)
        free = None if assigned is None else max(0, assigned - taken)
        lacks = choosable(known, day=day, place=about.place, homes=homes, by_agreement=agreed)
        found.append(Candidate(other.code, other.name, lacks, free))
    return tuple(sorted(found, key=lambda one: (len(one.lacks), -(one.free or 0), one.name)))


def refuse_other(code: str) -> None:
    """This will refuse an agency that is no partner institution."""
    agency = accounts.agency(code)
    if agency.kind != AgencyKind.PARTNER.value:
        raise Refusal("not-a-partner", _NOT_A_PARTNER.format(name=agency.name), field="partner")


_NOT_A_PARTNER: Final = Words(
    id="Instansi “{name}” bukan lembaga mitra (LKS).", en="The agency “{name}” is not a partner institution."
)
_ENDS_EARLY: Final = Words(
    id="Surat itu berakhir sebelum diajukan; periksa kedua tanggal.", en="That paper ends before it is filed."
)
_NOT_FILED: Final = Words(
    id="Surat itu belum diajukan, jadi belum ada yang diperiksa.",
    en="That paper has not been filed, so there is nothing to look at.",
)
_SAY_WHY: Final = Words(
    id="Tulis apa yang harus diperbaiki, supaya lembaga tahu.", en="Write what has to be put right, so that they know."
)


VERBS = (
    Verb("partners.document.file", FileDocument, file_document),
    Verb("partners.document.check", CheckDocument, check_document),
)
