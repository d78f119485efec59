"""Aid for the people: who is listed for it, how it can reach each, and what it amounts to by dated rates."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar, Final
from uuid import UUID

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.aid import operations, queries
from pulang.areas.aid.rules import ChannelEvent, ChannelKind, ListingEvent, RateKind
from pulang.areas.cases import operations as case_operations
from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseRef
from pulang.areas.funds.rules import Level
from pulang.areas.people import operations as people_operations
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field as Sealed
from pulang.flows.act import Receipt, Trail, What, act
from pulang.flows.inputs import CaseNumber, Code, Day, Rupiah, Short, Source, Text, YesNo
from pulang.flows.objecting import refuse_while_objecting
from pulang.flows.verbs import Verb
from pulang.kernel.days import in_words
from pulang.kernel.moments import moment
from pulang.kernel.periods import LATEST, Period
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import context

_SHOWN_MOST: Final = 5

DecreeNumber = Annotated[Text, Field(min_length=1, max_length=80)]
Account = Annotated[Text, Field(max_length=40, pattern=r"^[0-9A-Za-z .+\-]*$")]
Cases = Annotated[tuple[CaseNumber, ...], Field(min_length=1, max_length=500)]


class IssueBeneficiaryDecree(What):
    """A decree that names who receives aid (SK penetapan penerima), signed on `happened_on`."""

    programme: Code
    number: DecreeNumber
    issuer: Annotated[Text, Field(min_length=1, max_length=200)]
    source: Source = ""
    happened_on: Day | None = None


class ListBeneficiaries(What):
    """These cases stand in a decree from `happened_on`."""

    programme: Code
    decree: DecreeNumber
    cases: Cases
    happened_on: Day | None = None


class RemoveBeneficiaries(What):
    """These cases no longer stand in a decree from `happened_on`."""

    programme: Code
    decree: DecreeNumber
    cases: Cases
    reason: Short = ""
    happened_on: Day | None = None


class RecordChannel(What):
    """A way aid can reach the person is ready (in whose name), or no longer; the account itself is sealed."""

    personal: ClassVar = frozenset({"account"})

    programme: Code
    case: CaseNumber
    kind: ChannelKind
    event: ChannelEvent = ChannelEvent.READY
    own_name: YesNo | None = None
    account: Account = ""
    happened_on: Day | None = None


class SetRate(What):
    """One kind of aid amounts to so much for decrees signed from `valid_from` to before `valid_until`."""

    kind: RateKind
    level: Level
    amount: Rupiah
    valid_from: Day
    valid_until: Day | None = None
    source_text: Source = ""
    happened_on: Day | None = None


def issue_decree(*, by: Actor, at: datetime, ref: str, what: IssueBeneficiaryDecree) -> Receipt:
    """This will record a beneficiary decree; refuses a number that is recorded already."""
    with act(by, "aid.decree.issue", at, ref=ref, what=what, programme=what.programme) as trail:
        operations.issue_decree(
            programme=what.programme, number=what.number, issuer=what.issuer, stamp=trail.stamp(what.happened_on)
        )
        trail.note(subject=what.number[:64])
    return trail.done()


def list_beneficiaries(*, by: Actor, at: datetime, ref: str, what: ListBeneficiaries) -> Receipt:
    """This will list cases in a decree; refuses all of them when one is unknown, named twice or listed already."""
    with act(by, "aid.beneficiary.list", at, ref=ref, what=what, programme=what.programme) as trail:
        found = _cases(trail, what.programme, what.cases)
        on = _day_within_decree(trail, what)
        listed = _listed(found, what.decree, on)
        _refuse_any(listed, "already-listed", _ALREADY)
        operations.list_cases(
            programme=what.programme,
            decree=what.decree,
            cases=[case.id for case in found],
            event=ListingEvent.LISTED,
            stamp=trail.stamp(on),
        )
    return trail.done()


def remove_beneficiaries(*, by: Actor, at: datetime, ref: str, what: RemoveBeneficiaries) -> Receipt:
    """This will take cases off a decree; refuses all when one does not stand in it or has an open objection."""
    with act(by, "aid.beneficiary.remove", at, ref=ref, what=what, programme=what.programme) as trail:
        found = _cases(trail, what.programme, what.cases)
        refuse_while_objecting(trail, found)
        on = _day_within_decree(trail, what)
        listed = set(_listed(found, what.decree, on))
        _refuse_any([case.number for case in found if case.number not in listed], "not-listed", _NOT_LISTED)
        operations.list_cases(
            programme=what.programme,
            decree=what.decree,
            cases=[case.id for case in found],
            event=ListingEvent.REMOVED,
            stamp=trail.stamp(on),
        )
    return trail.done()


def record_channel(*, by: Actor, at: datetime, ref: str, what: RecordChannel) -> Receipt:
    """This will record how aid can reach a person; refuses an account for cash, and to end what is not there."""
    with act(by, "aid.channel.record", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        case = cases.find(what.case, what.programme)
        case_operations.hold(case=case.id)
        own_name = _own_name(what, case.id, stamp.happened_on)
        operations.record_channel(
            programme=what.programme,
            case=case.id,
            kind=what.kind,
            event=what.event,
            own_name=own_name,
            stamp=stamp,
        )
        if what.account:
            with context.sealing(case.person):
                key = people.key_of(person=case.person)
            people_operations.correct(person=case.person, key=key, values={Sealed.ACCOUNT: what.account}, stamp=stamp)
            trail.note(subject=case.number, case=case.id, person=case.person, key=key)
        else:
            trail.note(subject=case.number, case=case.id)
    return trail.done()


def set_rate(*, by: Actor, at: datetime, ref: str, what: SetRate) -> Receipt:
    """This will set a dated rate; refuses one that is valid on a day another of its kind and level is."""
    with act(by, "aid.rate.set", at, ref=ref, what=what) as trail:
        operations.hold_rates()
        valid = _validity(what)
        for rate in queries.rates(moment(LATEST)):
            if (rate.kind, rate.level) == (what.kind.value, what.level.value) and rate.valid.overlaps(valid):
                raise Refusal(
                    "rate-overlaps",
                    _OVERLAPS.format(start=in_words(rate.valid.start), end=_last(rate.valid)),
                    field="valid_from",
                )
        operations.set_rate(
            kind=what.kind,
            level=what.level.value,
            amount=what.amount,
            valid=valid,
            source=what.source_text,
            stamp=trail.stamp(what.happened_on),
        )
        trail.note(subject=what.kind.value)
    return trail.done()


_TWICE: Final = Words(id="Berkas {cases} disebut lebih dari sekali.", en="Case {cases} is named more than once.")
_ALREADY: Final = Words(
    id="Sudah tercantum dalam SK ini: {cases}. Tidak ada yang dicatat.",
    en="Already listed in this decree: {cases}. Nothing was recorded.",
)
_NOT_LISTED: Final = Words(
    id="Tidak tercantum dalam SK ini: {cases}. Tidak ada yang dicatat.",
    en="Not listed in this decree: {cases}. Nothing was recorded.",
)
_BEFORE_DECREE: Final = Words(
    id="Tanggal ini mendahului SK-nya, yang ditandatangani {signed}.",
    en="This day comes before the decree, which was signed on {signed}.",
)
_WHOSE_NAME: Final = Words(
    id="Sebutkan apakah saluran ini atas nama warga dampingan sendiri (own_name: true atau false).",
    en="Say whether this channel is in the person's own name (own_name: true or false).",
)
_CASH: Final = Words(
    id="Bantuan tunai dengan janji temu tidak memakai nomor rekening.", en="Cash by appointment has no account number."
)
_NO_CHANNEL: Final = Words(
    id="Saluran itu tidak sedang tercatat untuk berkas ini.",
    en="That channel is not recorded for this case at present.",
)
_ENDED_ACCOUNT: Final = Words(
    id="Saluran yang diakhiri tidak perlu nomor rekening.", en="A channel that ends needs no account number."
)
_RATE_ENDS: Final = Words(id="Tarif berakhir sebelum mulai berlaku.", en="The rate ends before it takes effect.")
_OVERLAPS: Final = Words(
    id="Sudah ada tarif untuk jenis dan tingkat ini dari {start} sampai {end}; akhiri atau pilih masa lain.",
    en="There already is a rate for this kind and level from {start} until {end}; choose another span.",
)
_OPEN_END: Final = Words(id="seterusnya", en="further notice")


def _last(span: Period) -> Words:
    return _OPEN_END if span.end is None else in_words(span.end - timedelta(days=1))


def _cases(trail: Trail, programme: str, numbers: Sequence[str]) -> list[CaseRef]:
    """This will find every case and note it; refuses one that is named twice."""
    found = [cases.find(number, programme) for number in numbers]
    seen = {case.id for case in found}
    twice = [number for number, count in Counter(case.number for case in found).items() if count > 1]
    _refuse_any(twice, "case-named-twice", _TWICE)
    trail.touched.update(seen)
    trail.note(subject=found[0].number if len(found) == 1 else programme)
    return found


def _day_within_decree(trail: Trail, what: ListBeneficiaries | RemoveBeneficiaries) -> date:
    on = trail.day(what.happened_on)
    decree = queries.beneficiary_decree(what.programme, what.decree, moment(trail.day(None)))
    if on < decree.signed_on:
        raise Refusal("before-decree", _BEFORE_DECREE.format(signed=decree.signed_on), field="happened_on")
    return on


def _listed(found: Sequence[CaseRef], decree: str, on: date) -> list[str]:
    latest = queries.listings([case.id for case in found], moment(on))
    return [
        case.number
        for case in found
        if (listing := latest.get(case.id)) is not None
        and (listing.decree, listing.event) == (decree, ListingEvent.LISTED.value)
    ]


def _refuse_any(numbers: Sequence[str], code: str, words: Words) -> None:
    if numbers:
        shown = ", ".join(numbers[:_SHOWN_MOST]) + (" …" if len(numbers) > _SHOWN_MOST else "")
        raise Refusal(code, words.format(cases=shown), field="cases")


def _own_name(what: RecordChannel, case: UUID, on: date) -> bool:
    """This will say in whose name the channel is; refuses what does not fit together."""
    if what.account and what.kind is ChannelKind.CASH_BY_APPOINTMENT:
        raise Refusal("cash-has-no-account", _CASH, field="account")
    if what.event is ChannelEvent.READY:
        if what.own_name is None:
            raise Refusal("whose-name", _WHOSE_NAME, field="own_name")
        return what.own_name
    if what.account:
        raise Refusal("ended-has-no-account", _ENDED_ACCOUNT, field="account")
    known = queries.channel(case, moment(on))
    if known is None or (known.kind, known.event) != (what.kind.value, ChannelEvent.READY.value):
        raise Refusal("no-such-channel", _NO_CHANNEL, field="kind")
    return known.own_name


def _validity(what: SetRate) -> Period:
    if what.valid_until is not None and what.valid_until <= what.valid_from:
        raise Refusal("ends-before-start", _RATE_ENDS, field="valid_until")
    return Period(what.valid_from, what.valid_until)


VERBS = (
    Verb("aid.decree.issue", IssueBeneficiaryDecree, issue_decree),
    Verb("aid.beneficiary.list", ListBeneficiaries, list_beneficiaries),
    Verb("aid.beneficiary.remove", RemoveBeneficiaries, remove_beneficiaries),
    Verb("aid.channel.record", RecordChannel, record_channel),
    Verb("aid.rate.set", SetRate, set_rate),
)
