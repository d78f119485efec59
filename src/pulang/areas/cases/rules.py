"""Codes of everything a case can record. Names of steps and purposes follow `docs/glossary.md`."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import Final

from pulang.areas.cases.facts import AssignmentLine, ConsentLine, ObjectionLine, RoundFacts
from pulang.kernel.days import in_words
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


class ChoiceKind(Enum):
    """The four equal choices (design.md, rule 1)."""

    RETURN = "RETURN"
    STAY = "STAY"
    ALONE = "ALONE"
    UNDECIDED = "UNDECIDED"


class Informed(Enum):
    """How the person was informed before choosing (IOM AVRR framework: an informed decision)."""

    CONVERSATION = "CONVERSATION"
    MEETING = "MEETING"
    WRITTEN = "WRITTEN"
    NOT_INFORMED = "NOT_INFORMED"


class Purpose(Enum):
    """What a consent is for; each is asked by itself and none is a condition for aid."""

    RETURN = "RETURN"
    RECEIVING_OFFICE = "RECEIVING_OFFICE"
    PARTNER = "PARTNER"
    PAYMENT = "PAYMENT"
    CONTINUITY_OF_CARE = "CONTINUITY_OF_CARE"
    CONTACT_AFTERWARDS = "CONTACT_AFTERWARDS"
    RESEARCH = "RESEARCH"


class ConsentEvent(Enum):
    """A consent is given, refused or withdrawn; the latest word counts."""

    GIVEN = "GIVEN"
    REFUSED = "REFUSED"
    WITHDRAWN = "WITHDRAWN"


class ScreeningOutcome(Enum):
    """Outcome of the written checklist; never a block on movement (domain.md 3.7)."""

    CLEAR = "CLEAR"
    CARE_NEEDED = "CARE_NEEDED"
    REFER_WITH_CONSENT = "REFER_WITH_CONSENT"
    CHILD = "CHILD"


class EvidenceKind(Enum):
    """How somebody was verified; a NIK is never required."""

    IN_PERSON = "IN_PERSON"
    REMOTE = "REMOTE"
    PAPERS = "PAPERS"
    ATTESTED = "ATTESTED"


class AttemptOutcome(Enum):
    """Outcome of one attempt; not reached is not "not eligible" (rule 9)."""

    ACCEPTED = "ACCEPTED"
    NOT_YET = "NOT_YET"
    NOT_REACHED = "NOT_REACHED"


class AttemptReason(Enum):
    """Why an attempt did not come to an end; none of these says anything about what she is due."""

    AWAY = "AWAY"
    NO_SAFE_WAY = "NO_SAFE_WAY"
    NOT_FOUND = "NOT_FOUND"
    SHE_ASKED_LATER = "SHE_ASKED_LATER"
    PAPERS_TO_FOLLOW = "PAPERS_TO_FOLLOW"
    DOES_NOT_AGREE = "DOES_NOT_AGREE"
    ATTESTER_MISSING = "ATTESTER_MISSING"


class DuplicateEvent(Enum):
    """A likely duplicate is flagged, and a person decides.

    HINTED stands in a locked case alone: somebody was registered who may be the same, by whoever may not know of it. It
    holds nothing up, or counts would tell; one of the two people the case is locked to flags it, or lets it be.
    """

    FLAGGED = "FLAGGED"
    SAME = "SAME"
    DIFFERENT = "DIFFERENT"
    HINTED = "HINTED"


class ObjectionEvent(Enum):
    """An objection by the person herself, its answer, and that somebody else is to look at it."""

    RAISED = "RAISED"
    ANSWERED = "ANSWERED"
    APPEALED = "APPEALED"
    TAKEN_BACK = "TAKEN_BACK"


class ObjectionOutcome(Enum):
    """What came of an objection."""

    GRANTED = "GRANTED"
    PARTLY = "PARTLY"
    NOT_GRANTED = "NOT_GRANTED"


class Movement(Enum):
    """Steps that happen in the world, in order, and the endings beside them."""

    DEPARTED = "DEPARTED"
    ARRIVED = "ARRIVED"
    AIDED = "AIDED"
    FOLLOWED_UP = "FOLLOWED_UP"
    CLOSED = "CLOSED"
    STAYED = "STAYED"
    LEFT_ALONE = "LEFT_ALONE"
    WITHDRAWN = "WITHDRAWN"
    REFERRED = "REFERRED"
    REOPENED = "REOPENED"


class AssignmentEvent(Enum):
    """A case is given to an office's care, or taken back."""

    GIVEN = "GIVEN"
    ENDED = "ENDED"


class LockEvent(Enum):
    """A case is locked to two named people, or opened again to everybody whose task it is."""

    SET = "SET"
    ENDED = "ENDED"


class AttesterEvent(Enum):
    """A group is listed as attester, or unlisted."""

    LISTED = "LISTED"
    UNLISTED = "UNLISTED"


CONSENT_DAYS: Final = 365
CONSENT_DAYS_MOST: Final = 366  # a consent is asked again after a year (UU 27/2022 art. 22: limited in time)
OBJECTION_DAYS: Final = 14
ATTESTERS_NEEDED: Final = 2

_ENDINGS: Final = frozenset({Movement.STAYED, Movement.LEFT_ALONE, Movement.WITHDRAWN, Movement.REFERRED})
_AWAY: Final = frozenset({Movement.LEFT_ALONE, Movement.WITHDRAWN, Movement.REFERRED})
_AFTERWARDS: Final = frozenset({Movement.AIDED, Movement.FOLLOWED_UP})

# What may follow what (design.md, section 4). None stands for a case in which nothing has happened yet. Aid and
# follow-up are also for those who stay or travel by themselves (rule 3), and every ending can be taken up again.
FOLLOWS: Final[Mapping[Movement | None, frozenset[Movement]]] = {
    None: _ENDINGS | {Movement.DEPARTED},
    Movement.DEPARTED: _AWAY | {Movement.ARRIVED},
    Movement.ARRIVED: _AFTERWARDS | {Movement.WITHDRAWN, Movement.REFERRED},
    Movement.AIDED: frozenset({Movement.FOLLOWED_UP, Movement.CLOSED, Movement.WITHDRAWN, Movement.REFERRED}),
    Movement.FOLLOWED_UP: _AFTERWARDS | {Movement.CLOSED, Movement.WITHDRAWN, Movement.REFERRED},
    Movement.STAYED: _AFTERWARDS | {Movement.CLOSED, Movement.REOPENED},
    Movement.LEFT_ALONE: _AFTERWARDS | {Movement.CLOSED, Movement.REOPENED},
    Movement.WITHDRAWN: frozenset({Movement.CLOSED, Movement.REOPENED}),
    Movement.REFERRED: frozenset({Movement.CLOSED, Movement.REOPENED}),
    Movement.CLOSED: frozenset({Movement.REOPENED}),
    Movement.REOPENED: _ENDINGS | _AFTERWARDS | {Movement.DEPARTED, Movement.CLOSED},
}
GUARDED: Final = frozenset({Movement.DEPARTED, Movement.ARRIVED, Movement.AIDED})  # readiness is asked before these

MOVE_WORDS: Final[Mapping[Movement, Words]] = {
    Movement.DEPARTED: Words(id="berangkat", en="departed"),
    Movement.ARRIVED: Words(id="tiba", en="arrived"),
    Movement.AIDED: Words(id="menerima bantuan", en="aided"),
    Movement.FOLLOWED_UP: Words(id="didampingi lanjut", en="followed up"),
    Movement.CLOSED: Words(id="selesai", en="closed"),
    Movement.STAYED: Words(id="menetap dengan dukungan", en="stayed with support"),
    Movement.LEFT_ALONE: Words(id="pulang sendiri", en="left alone"),
    Movement.WITHDRAWN: Words(id="menarik diri", en="withdrawn"),
    Movement.REFERRED: Words(id="dirujuk", en="referred"),
    Movement.REOPENED: Words(id="dibuka kembali", en="reopened"),
}


def refuse_out_of_order(move: Movement, *, on: date, last: Movement | None, last_on: date | None) -> None:
    """This will refuse a step that cannot follow the last one, or that lies before it."""
    if move not in FOLLOWS[last]:
        before = MOVE_WORDS[last] if last else Words(id="terdaftar", en="registered")
        raise Refusal(
            "step-out-of-order",
            Words(
                id=f"Setelah “{before.id}”, langkah “{MOVE_WORDS[move].id}” tidak bisa dicatat. Periksa riwayatnya.",
                en=f"After “{before.en}” the step “{MOVE_WORDS[move].en}” cannot be recorded. Look at the history.",
            ),
            field="move",
        )
    if last_on is not None and on < last_on:
        raise Refusal(
            "step-before-last",
            Words(
                id="Langkah terakhir tercatat pada {day}; berikutnya tidak bisa sebelum itu.",
                en="The last step is recorded on {day}; the next one cannot come before that day.",
            ).format(day=in_words(last_on)),
            field="happened_on",
        )


def consent_end(given_on: date, said: date | None) -> date:
    """This will give the first day a consent no longer counts: as said, or after 365 days; refuses longer than 366."""
    if said is None:
        return given_on + timedelta(days=CONSENT_DAYS)
    if said <= given_on:
        raise Refusal(
            "consent-ends-before-it-begins",
            Words(
                id="Persetujuan harus berlaku paling sedikit satu hari; periksa tanggal akhirnya.",
                en="A consent lasts at least one day; check the day it ends.",
            ),
            field="until",
        )
    if said > given_on + timedelta(days=CONSENT_DAYS_MOST):
        raise Refusal(
            "consent-too-long",
            Words(
                id=f"Persetujuan berlaku paling lama {CONSENT_DAYS_MOST} hari; sesudah itu tanyakan lagi kepadanya.",
                en=f"A consent lasts {CONSENT_DAYS_MOST} days at most; after that, ask her again.",
            ),
            field="until",
        )
    return said


def refuse_unattested(
    kind: EvidenceKind, outcome: AttemptOutcome, attesters: tuple[str, ...], listed: Collection[str]
) -> None:
    """This will refuse attesters who are not listed, stand there twice, or are too few for an accepted attestation."""
    if attesters and kind is not EvidenceKind.ATTESTED:
        raise Refusal(
            "attesters-not-asked",
            Words(
                id="Saksi hanya dicatat bila verifikasinya lewat keterangan saksi.",
                en="Attesters are recorded only where somebody was attested.",
            ),
            field="attesters",
        )
    for code in attesters:
        if code not in listed:
            raise Refusal(
                "attester-not-listed",
                Words(
                    id=f"Saksi “{code}” tidak ada dalam daftar saksi pada hari itu.",
                    en=f"The attester “{code}” was not on the list of attesters that day.",
                ),
                field="attesters",
            )
    if kind is EvidenceKind.ATTESTED and outcome is AttemptOutcome.ACCEPTED and len(set(attesters)) < ATTESTERS_NEEDED:
        raise Refusal(
            "too-few-attesters",
            Words(
                id="Keterangan saksi diterima bila dua saksi terdaftar yang berbeda menyampaikannya.",
                en="An attestation is accepted when two different listed attesters have spoken for her.",
            ),
            field="attesters",
        )


_ANY_TIME: Final = frozenset({AttemptReason.SHE_ASKED_LATER, AttemptReason.NO_SAFE_WAY})
REASONS: Final[Mapping[AttemptOutcome, frozenset[AttemptReason]]] = {
    AttemptOutcome.ACCEPTED: frozenset(),
    AttemptOutcome.NOT_REACHED: _ANY_TIME | {AttemptReason.AWAY, AttemptReason.NOT_FOUND},
    AttemptOutcome.NOT_YET: _ANY_TIME
    | {AttemptReason.PAPERS_TO_FOLLOW, AttemptReason.DOES_NOT_AGREE, AttemptReason.ATTESTER_MISSING},
}


def next_round(rounds: Iterable[RoundFacts], day: date) -> RoundFacts | None:
    """This will give the round that runs on a day or begins next after it."""
    return min((one for one in rounds if one.closes_on >= day), key=lambda one: (one.opens_on, one.code), default=None)


def refuse_unfit_reason(outcome: AttemptOutcome, reason: AttemptReason | None) -> None:
    """This will refuse a reason that does not belong to the outcome; what was accepted needs none."""
    if reason is None or reason in REASONS[outcome]:
        return
    raise Refusal(
        "reason-of-another-outcome",
        Words(
            id="Alasan itu tidak cocok dengan hasilnya. Pilih alasan lain, atau kosongkan.",
            en="That reason does not go with the outcome. Choose another, or leave it empty.",
        ),
        field="reason",
    )


def refuse_unfit_answer(
    lines: Sequence[ObjectionLine], *, by: str, taken_back: bool, reason: str, outcome: bool
) -> None:
    """This will refuse to answer what is not open, without reasons, or a second time by who answered the first."""
    if not lines or not lines[-1].is_open:
        raise Refusal(
            "objection-not-open",
            Words(
                id="Tidak ada keberatan dengan rujukan itu yang masih terbuka pada berkas ini.",
                en="This case has no open objection under that reference.",
            ),
            field="objection",
        )
    if taken_back:
        return
    if not reason or not outcome:
        raise Refusal(
            "answer-without-reason",
            Words(
                id="Tulis hasilnya dan alasannya; ia berhak tahu mengapa.",
                en="Say what came of it and why; she has a right to know.",
            ),
            field="reason" if outcome else "outcome",
        )
    if by in {line.by for line in lines if line.event == ObjectionEvent.ANSWERED.value}:
        raise Refusal(
            "answered-by-the-same",
            Words(
                id="Keberatan ini sudah Anda jawab. Pemeriksaan kedua dilakukan orang lain, misalnya kepala kantor.",
                en="You answered this objection before. Somebody else looks a second time, such as the head of office.",
            ),
        )


def refuse_unfit_appeal(lines: Sequence[ObjectionLine]) -> None:
    """This will refuse to take further what has no answer yet, and a third look."""
    if not lines or lines[-1].event != ObjectionEvent.ANSWERED.value:
        raise Refusal(
            "objection-not-answered",
            Words(
                id="Keberatan itu belum dijawab, jadi belum bisa diperiksa orang lain.",
                en="That objection has no answer yet, so nobody else can look at it yet.",
            ),
            field="objection",
        )
    if any(line.event == ObjectionEvent.APPEALED.value for line in lines):
        raise Refusal(
            "appeal-was-heard",
            Words(
                id="Keberatan itu sudah diperiksa dua orang. Langkah berikutnya: mengadu, juga tanpa nama, kepada "
                "kementerian atau Ombudsman.",
                en="Two people have looked at that objection. The next step: complain, without a name too, to the "
                "ministry or the Ombudsman.",
            ),
            field="objection",
        )


# Which kinds of agency may be given a case, by the consent it rests on.
CARERS: Final[Mapping[Purpose, frozenset[str]]] = {
    Purpose.PARTNER: frozenset({"PARTNER"}),
    Purpose.RECEIVING_OFFICE: frozenset({"RECEIVING_OFFICE", "CITY_OFFICE", "PROVINCE_OFFICE"}),
}


def refuse_wrong_carer(purpose: Purpose, kind: str) -> None:
    """This will refuse to give a case to a kind of agency that does not do this work."""
    if kind in CARERS.get(purpose, frozenset()):
        return
    raise Refusal(
        "agency-of-another-kind",
        Words(
            id="Berkas hanya diserahkan kepada lembaga mitra (tujuan PARTNER) atau kantor penerima (RECEIVING_OFFICE).",
            en="A case is given only to a partner (purpose PARTNER) or to a receiving office (RECEIVING_OFFICE).",
        ),
        field="agency",
    )


def in_force(lines: tuple[ConsentLine, ...], day: date) -> dict[str, ConsentLine]:
    """This will give, by purpose, those of one case's consent lines that stand on a day."""
    latest = {line.purpose: line for line in lines}
    return {
        purpose: line
        for purpose, line in latest.items()
        if line.event == "GIVEN" and (line.until is None or line.until > day)
    }


def standing(lines: tuple[AssignmentLine, ...], day: date) -> tuple[AssignmentLine, ...]:
    """This will give those of one case's assignments that stand on a day, the latest for each office and purpose."""
    latest = {(line.agency, line.purpose): line for line in lines}
    return tuple(line for line in latest.values() if line.event == "GIVEN" and (line.until is None or line.until > day))
