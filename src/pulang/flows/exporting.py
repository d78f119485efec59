"""Copies that leave the service: somebody asks, somebody else decides. Making them is `flows.copying`."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from pulang.areas.accounts import queries as accounts
from pulang.areas.accounts import rules as rights
from pulang.areas.accounts.facts import Actor
from pulang.areas.accounts.rules import AgencyKind
from pulang.areas.cases.rules import Purpose
from pulang.areas.exports import operations, queries, rules
from pulang.areas.exports.facts import Column, Request, State, Verdict
from pulang.areas.places import queries as places
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import Code, Text
from pulang.flows.listing import refuse_strange_stage
from pulang.flows.verbs import Verb
from pulang.kernel import refs
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

ExportNumber = Annotated[Text, Field(min_length=3, max_length=20)]

NOT_FOR_RESEARCH = Words(
    id="Untuk penelitian tidak ada salinan nama, NIK atau tanggal lahir.",
    en="There is no copy of names, NIK or birth dates for research.",
)
NOT_TO_OBSERVERS = Words(
    id="Organisasi pemantau tidak menerima salinan berkas; baginya ada angka-angka.",
    en="Observer organisations receive no copy of cases; figures are there for them.",
)
DECIDED = Words(
    id="Permintaan ini sudah diputuskan. Minta salinan baru bila masih perlu.",
    en="This request was decided already. Ask for a new copy if it is still needed.",
)
TWICE = Words(id="Satu kolom cukup disebut sekali.", en="Name each column once.")


class RequestExport(What):
    """A copy is wanted: these columns of the cases that fit, for a purpose they consented to, for one receiver."""

    programme: Code
    export: ExportNumber
    purpose: Purpose
    recipient: Code
    receiver: Annotated[Text, Field(min_length=1, max_length=120)]
    columns: Annotated[list[Column], Field(min_length=1, max_length=len(Column))]
    origin: Annotated[Text, Field(max_length=32)] = ""
    stage: Annotated[Text, Field(max_length=32)] = ""


class DecideExport(What):
    """What a second person says to a copy."""

    programme: Code
    export: ExportNumber


def request_export(*, by: Actor, at: datetime, ref: str, what: RequestExport) -> Receipt:
    """This will ask for a copy; refuses names to those who work without them, and observers as receivers."""
    with act(by, "exports.export.request", at, ref=ref, what=what, programme=what.programme) as trail:
        number = refs.parse(what.export, prefix=rules.PREFIX)
        _refuse_unfit(by, what)
        trail.note(subject=number)
        wanted = Request(
            number=number,
            programme=what.programme,
            requested_by=by.code,
            agency=by.agency,
            recipient=accounts.agency(what.recipient).code,
            receiver=what.receiver,
            purpose=what.purpose.value,
            columns=tuple(what.columns),
            origin=what.origin and places.place(code=what.origin).code,
            stage=what.stage,
            requested_at=at,
        )
        operations.ask(asked=wanted, stamp=trail.stamp(None))
    return trail.done()


def _refuse_unfit(by: Actor, what: RequestExport) -> None:
    refuse_strange_stage(what.stage)
    if len(set(what.columns)) != len(what.columns):
        raise Refusal("column-twice", TWICE, field="columns")
    rules.refuse_closed_names(what.columns, names=rights.may_open_names(by))
    if what.purpose is Purpose.RESEARCH and rules.IDENTITY & set(what.columns):
        raise Refusal("no-names-for-research", NOT_FOR_RESEARCH, field="columns")
    if accounts.agency(what.recipient).kind == AgencyKind.OBSERVER.value:
        raise Refusal("no-copy-for-observers", NOT_TO_OBSERVERS, field="recipient")


def approve_export(*, by: Actor, at: datetime, ref: str, what: DecideExport) -> Receipt:
    """This will let a copy be made; refuses whoever asked for it, and a request that was decided."""
    with act(by, "exports.export.approve", at, ref=ref, what=what, programme=what.programme) as trail:
        _decide(trail, what, Verdict.APPROVED)
    return trail.done()


def refuse_export(*, by: Actor, at: datetime, ref: str, what: DecideExport) -> Receipt:
    """This will end a request without a copy; whoever asked may take it back this way."""
    with act(by, "exports.export.refuse", at, ref=ref, what=what, programme=what.programme) as trail:
        _decide(trail, what, Verdict.REFUSED)
    return trail.done()


def _decide(trail: Trail, what: DecideExport, verdict: Verdict) -> None:
    found = queries.export(refs.parse(what.export, prefix=rules.PREFIX), what.programme, trail.at)
    if found.state is not State.WAITING:
        raise Refusal("export-decided", DECIDED)
    if verdict is Verdict.APPROVED:
        rules.refuse_own(requested_by=found.request.requested_by, decided_by=trail.by.code)
    trail.note(subject=found.request.number)
    operations.decide(
        programme=what.programme,
        number=found.request.number,
        verdict=verdict,
        by=trail.by.code,
        stamp=trail.stamp(None),
    )


VERBS = (
    Verb("exports.export.request", RequestExport, request_export),
    Verb("exports.export.approve", DecideExport, approve_export),
    Verb("exports.export.refuse", DecideExport, refuse_export),
)
