"""Agreements with partner institutions: for a programme, from a day until before another, in named regions."""

from datetime import date, datetime
from typing import Annotated, Final

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.partners import operations, queries
from pulang.areas.partners.facts import AgreementFacts
from pulang.areas.partners.rules import AgreementEvent
from pulang.areas.places import queries as places
from pulang.flows.act import Receipt, What, act
from pulang.flows.inputs import Code, Day, Text
from pulang.flows.partnering import refuse_other
from pulang.flows.verbs import Verb
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

Region = Annotated[Text, Field(min_length=2, max_length=13)]


class RecordAgreement(What):
    """An agreement for a programme is signed on `happened_on`, or ended before its day with a reason.

    It counts from `starts_on` (the day it was signed unless said) to before `until`, in `regions` and all that lies
    in them. One number may stand for several programmes, each recorded by the office that leads it.
    """

    programme: Code
    partner: Code
    event: AgreementEvent = AgreementEvent.SIGNED
    number: Annotated[Text, Field(min_length=1, max_length=80)]
    starts_on: Day | None = None
    until: Day | None = None
    regions: Annotated[tuple[Region, ...], Field(max_length=60)] = ()
    reason: Annotated[Text, Field(max_length=500)] = ""
    happened_on: Day | None = None


def record_agreement(*, by: Actor, at: datetime, ref: str, what: RecordAgreement) -> Receipt:
    """This will record an agreement or its early end; refuses one without end or region, and to end none."""
    with act(by, "partners.agreement.record", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        refuse_other(what.partner)
        known = queries.agreements_of(what.partner, moment(trail.day(None)))
        own = {one.number: one for programme, one in known if programme == what.programme}
        starts_on, regions = None, None
        if what.event is AgreementEvent.SIGNED:
            starts_on = what.starts_on or stamp.happened_on
            _refuse_unfit(what, starts_on, own)
            regions = [places.place(code=one).code for one in what.regions]
        else:
            _refuse_end(what, stamp.happened_on, own.get(what.number))
        operations.record_agreement(
            partner=what.partner,
            programme=what.programme,
            event=what.event,
            number=what.number,
            starts_on=starts_on,
            until=what.until,
            regions=regions,
            reason=what.reason,
            stamp=stamp,
        )
        trail.note(subject=what.partner)
    return trail.done()


def _refuse_unfit(what: RecordAgreement, starts_on: date, own: dict[str, AgreementFacts]) -> None:
    """This will refuse an agreement that is there already, has no end, or holds nowhere."""
    if what.number in own:
        raise Refusal("agreement-number-used", _USED.format(number=what.number), field="number")
    if what.until is None:
        raise Refusal("agreement-without-end", _NO_END, field="until")
    if what.until <= starts_on:
        raise Refusal("ends-before-start", _ENDS_EARLY, field="until")
    if not what.regions:
        raise Refusal("agreement-without-region", _NO_REGION, field="regions")


def _refuse_end(what: RecordAgreement, ends_on: date, known: AgreementFacts | None) -> None:
    """This will refuse to end an agreement that is not there, is over, or was not signed yet, or without a word."""
    if known is None or known.stops_on <= ends_on or ends_on < known.signed_on:
        raise Refusal("agreement-does-not-stand", _NOT_STANDING.format(number=what.number), field="number")
    if not what.reason:
        raise Refusal("ended-without-a-word", _SAY_WHY, field="reason")


_USED: Final = Words(
    id="Perjanjian {number} sudah tercatat untuk lembaga ini di program ini.",
    en="The agreement {number} is already recorded for this institution in this programme.",
)
_NO_END: Final = Words(
    id="Tulis sampai kapan perjanjian berlaku; penugasan bersandar padanya.",
    en="Write until when the agreement counts; assignments rest on it.",
)
_ENDS_EARLY: Final = Words(
    id="Perjanjian berakhir sebelum dimulai; periksa kedua tanggalnya.",
    en="The agreement ends before it begins; check both dates.",
)
_NO_REGION: Final = Words(
    id="Pilih wilayah kerja lembaga menurut perjanjian, paling sedikit satu.",
    en="Choose the regions the agreement covers, at least one.",
)
_NOT_STANDING: Final = Words(
    id="Perjanjian {number} tidak sedang berlaku pada tanggal itu, jadi tidak ada yang diakhiri.",
    en="The agreement {number} does not stand on that date, so there is none to end.",
)
_SAY_WHY: Final = Words(
    id="Tulis mengapa perjanjian diakhiri; lembaga berhak tahu.",
    en="Write why the agreement is ended; the institution has a right to know.",
)


VERBS = (Verb("partners.agreement.record", RecordAgreement, record_agreement),)
