"""What a person may ask for, by when she is answered, why she may be refused, and who may not act twice.

UU 27/2022 (UU PDP): Pasal 5-13 rights, 15 and 33 exceptions, 20 legal bases, 31-32 and 40-41 clocks, 43-45 the end.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

LEGAL_CLOCK: Final = timedelta(hours=72)  # "3 x 24 jam": access and its trail, correction, restriction, withdrawal, end
SILENT_DAYS_MOST: Final = 366  # a court's order to keep silent is asked about again after a year
PURGE_ALONE_MOST: Final = 50  # more people than this are erased only after two people looked
PURGE_TOGETHER_MOST: Final = 500  # as many keys as one transaction destroys


class Basis(Enum):
    """Why something may be done with what is known about her (Pasal 20 ayat 2)."""

    CONSENT = "CONSENT"
    LEGAL_OBLIGATION = "LEGAL_OBLIGATION"
    VITAL_INTEREST = "VITAL_INTEREST"
    PUBLIC_TASK = "PUBLIC_TASK"


BASIS_WORDS: Final[Mapping[Basis, Words]] = {
    Basis.CONSENT: Words(
        id="persetujuan Anda (Pasal 20 ayat (2) huruf a UU 27/2022)",
        en="your consent (article 20 (2) a of Law 27/2022)",
    ),
    Basis.LEGAL_OBLIGATION: Words(
        id="kewajiban hukum (Pasal 20 ayat (2) huruf c UU 27/2022)",
        en="a legal obligation (article 20 (2) c of Law 27/2022)",
    ),
    Basis.VITAL_INTEREST: Words(
        id="keselamatan Anda (Pasal 20 ayat (2) huruf d UU 27/2022)",
        en="your vital interests (article 20 (2) d of Law 27/2022)",
    ),
    Basis.PUBLIC_TASK: Words(
        id="tugas pelayanan umum (Pasal 20 ayat (2) huruf e UU 27/2022)",
        en="a task in the public interest (article 20 (2) e of Law 27/2022)",
    ),
}


class RequestKind(Enum):
    """What a person may ask for."""

    ACCESS = "ACCESS"
    CORRECTION = "CORRECTION"
    RESTRICTION = "RESTRICTION"
    OBJECTION = "OBJECTION"
    ERASURE = "ERASURE"


class RequestEvent(Enum):
    """What becomes of a request."""

    RECEIVED = "RECEIVED"
    CHECKED = "CHECKED"
    DECIDED = "DECIDED"
    ANSWERED = "ANSWERED"
    REFUSED = "REFUSED"
    DONE = "DONE"
    LIFTED = "LIFTED"


class Known(Enum):
    """How it was made sure that the request is hers."""

    IN_PERSON = "IN_PERSON"
    CALLED_BACK = "CALLED_BACK"
    COMPANION = "COMPANION"


class Ground(Enum):
    """The grounds on which the law lets, or makes, an office say no; there are no others."""

    SAFETY = "SAFETY"
    OTHERS = "OTHERS"
    DEFENCE = "DEFENCE"
    INVESTIGATION = "INVESTIGATION"
    STATE_TASK = "STATE_TASK"
    STATISTICS = "STATISTICS"


GROUND_WORDS: Final[Mapping[Ground, Words]] = {
    Ground.SAFETY: Words(
        id="Membahayakan keamanan atau kesehatan Anda atau orang lain (Pasal 33 huruf a)",
        en="It would endanger your or somebody else's safety or health (article 33 a)",
    ),
    Ground.OTHERS: Words(
        id="Akan mengungkap data pribadi orang lain (Pasal 33 huruf b)",
        en="It would disclose somebody else's personal data (article 33 b)",
    ),
    Ground.DEFENCE: Words(
        id="Bertentangan dengan kepentingan pertahanan dan keamanan nasional (Pasal 33 huruf c, 15 ayat (1) huruf a)",
        en="It runs against national defence and security (articles 33 c and 15 (1) a)",
    ),
    Ground.INVESTIGATION: Words(
        id="Diperlukan untuk proses penegakan hukum (Pasal 15 ayat (1) huruf b)",
        en="It is needed in law enforcement proceedings (article 15 (1) b)",
    ),
    Ground.STATE_TASK: Words(
        id="Kepentingan umum dalam penyelenggaraan negara (Pasal 15 ayat (1) huruf c)",
        en="The public interest in the administration of the state (article 15 (1) c)",
    ),
    Ground.STATISTICS: Words(
        id="Kepentingan statistik dan penelitian ilmiah (Pasal 15 ayat (1) huruf e)",
        en="Statistics and scientific research (article 15 (1) e)",
    ),
}

_ARTICLE_33: Final = frozenset({Ground.SAFETY, Ground.OTHERS, Ground.DEFENCE})
_ARTICLE_15: Final = frozenset({Ground.DEFENCE, Ground.INVESTIGATION, Ground.STATE_TASK, Ground.STATISTICS})
# Article 33 is about giving and changing, article 15 about ending and limiting.
GROUNDS: Final[Mapping[RequestKind, frozenset[Ground]]] = {
    RequestKind.ACCESS: _ARTICLE_33,
    RequestKind.CORRECTION: _ARTICLE_33,
    RequestKind.RESTRICTION: _ARTICLE_15,
    RequestKind.OBJECTION: _ARTICLE_15,
    RequestKind.ERASURE: _ARTICLE_15,
}

_E = RequestEvent
# What may follow what. Erasure is decided and carried out by acts of its own; whoever limited her data may free it.
_FOLLOWS: Final[Mapping[RequestEvent, frozenset[RequestEvent]]] = {
    _E.RECEIVED: frozenset({_E.CHECKED, _E.REFUSED, _E.LIFTED}),
    _E.CHECKED: frozenset({_E.ANSWERED, _E.REFUSED, _E.LIFTED}),
    _E.ANSWERED: frozenset({_E.DONE, _E.LIFTED}),
    _E.DECIDED: frozenset({_E.DONE, _E.LIFTED}),
    _E.REFUSED: frozenset(),
    _E.DONE: frozenset(),
    _E.LIFTED: frozenset(),
}
PAUSING: Final = frozenset({RequestKind.RESTRICTION, RequestKind.OBJECTION})

REQUEST_WORDS: Final[Mapping[RequestEvent, Words]] = {
    _E.RECEIVED: Words(id="diterima", en="received"),
    _E.CHECKED: Words(id="jati diri dipastikan", en="identity checked"),
    _E.DECIDED: Words(id="diputuskan, menunggu orang kedua", en="decided, waits for a second person"),
    _E.ANSWERED: Words(id="dijawab", en="answered"),
    _E.REFUSED: Words(id="ditolak dengan alasan hukum", en="refused on a legal ground"),
    _E.DONE: Words(id="selesai", en="done"),
    _E.LIFTED: Words(id="dicabut olehnya", en="taken back by her"),
}


def follows(kind: RequestKind, last: RequestEvent) -> frozenset[RequestEvent]:
    """This will give what may become of a request next."""
    allowed = _FOLLOWS[last]
    if kind is RequestKind.ERASURE and last is _E.CHECKED:
        return (allowed - {_E.ANSWERED}) | {_E.DECIDED}
    if kind in PAUSING and last is _E.DONE:
        return frozenset({_E.LIFTED})  # it goes on until she wants it no longer
    return allowed


def refuse_out_of_turn(kind: RequestKind, last: RequestEvent, wanted: RequestEvent) -> None:
    """This will refuse a step that does not follow the last one."""
    if wanted in follows(kind, last):
        return
    raise Refusal(
        "request-out-of-turn",
        Words(
            id="Permintaan ini {last}; langkah itu tidak bisa dicatat sekarang. Lihat dulu riwayatnya.",
            en="This request is {last}; that step cannot be recorded now. Look at its history first.",
        ).format(last=REQUEST_WORDS[last]),
        field="request",
    )


def refuse_wrong_ground(kind: RequestKind, ground: Ground) -> None:
    """This will refuse a ground that the law does not give for this kind of request."""
    if ground in GROUNDS[kind]:
        return
    raise Refusal(
        "ground-not-for-this",
        Words(
            id="Alasan itu tidak berlaku untuk permintaan jenis ini: salinan dan perbaikan memakai Pasal 33, "
            "pembatasan, keberatan dan penghapusan memakai Pasal 15.",
            en="That ground does not fit this kind of request: a copy and a correction go by article 33, "
            "restriction, objection and erasure by article 15.",
        ),
        field="ground",
    )


def due_at(*, received_on: date, at: datetime, zone: str) -> datetime:
    """This will give the instant by which the law wants it done: 3 × 24 hours from the moment it came.

    Of a day that is past only the day is known, so the clock began when that day did.
    """
    local = ZoneInfo(zone)
    began = at if at.astimezone(local).date() == received_on else datetime.combine(received_on, time.min, local)
    return began + LEGAL_CLOCK


def pauses(kind: str, event: str) -> bool:
    """This will be true while a request keeps what is known about her from being used or passed on.

    It counts from the moment she asks: waiting for three days would empty the right.
    """
    return kind in {each.value for each in PAUSING} and event not in {_E.REFUSED.value, _E.LIFTED.value}


class DeletionEvent(Enum):
    """An office is asked to delete what it has about her, and says that it has."""

    ASKED = "ASKED"
    CONFIRMED = "CONFIRMED"


class OfficialEvent(Enum):
    """What becomes of an authority's letter about a person (design.md, rule 7)."""

    RECEIVED = "RECEIVED"
    EXAMINED = "EXAMINED"
    APPROVED = "APPROVED"
    REFUSED = "REFUSED"
    GIVEN = "GIVEN"
    TOLD = "TOLD"


class Asked(Enum):
    """What an authority may be told about one person; nothing about the way she travels, and no file."""

    IN_PROGRAMME = "IN_PROGRAMME"
    NAME = "NAME"
    BIRTH_DATE = "BIRTH_DATE"
    NIK = "NIK"
    PHONE = "PHONE"
    ADDRESS = "ADDRESS"
    AID_RECEIVED = "AID_RECEIVED"


_O = OfficialEvent
OFFICIAL_FOLLOWS: Final[Mapping[OfficialEvent, frozenset[OfficialEvent]]] = {
    _O.RECEIVED: frozenset({_O.EXAMINED}),
    _O.EXAMINED: frozenset({_O.APPROVED, _O.REFUSED}),
    _O.APPROVED: frozenset({_O.GIVEN, _O.REFUSED}),
    _O.REFUSED: frozenset({_O.TOLD}),
    _O.GIVEN: frozenset({_O.TOLD}),
    _O.TOLD: frozenset(),
}
OFFICIAL_WORDS: Final[Mapping[OfficialEvent, Words]] = {
    _O.RECEIVED: Words(id="diterima", en="received"),
    _O.EXAMINED: Words(id="diperiksa petugas pelindungan data", en="examined by the data-protection officer"),
    _O.APPROVED: Words(id="disetujui", en="approved"),
    _O.REFUSED: Words(id="ditolak", en="refused"),
    _O.GIVEN: Words(id="dijawab di atas kertas", en="answered on paper"),
    _O.TOLD: Words(id="sudah diberitahukan kepadanya", en="she was told"),
}


def refuse_official_out_of_turn(last: OfficialEvent, wanted: OfficialEvent) -> None:
    """This will refuse a step that does not follow the last one."""
    if wanted in OFFICIAL_FOLLOWS[last]:
        return
    raise Refusal(
        "letter-out-of-turn",
        Words(
            id="Surat ini {last}; langkah itu tidak bisa dicatat sekarang.",
            en="This letter is {last}; that step cannot be recorded now.",
        ).format(last=OFFICIAL_WORDS[last]),
        field="request",
    )


def refuse_same_person(by: str, earlier: Collection[str]) -> None:
    """This will refuse somebody who took an earlier step: each looks with fresh eyes."""
    if by not in earlier:
        return
    raise Refusal(
        "another-person-needed",
        Words(
            id="Langkah ini dikerjakan orang lain daripada langkah sebelumnya. Minta rekan yang berwenang.",
            en="This step is done by somebody else than the earlier ones. Ask a colleague who may do it.",
        ),
    )


def refuse_more_than_asked(given: Collection[Asked], limit: Collection[str]) -> None:
    """This will refuse to give what was not asked for, or more than the step before allowed."""
    if {each.value for each in given} <= set(limit):
        return
    raise Refusal(
        "more-than-asked",
        Words(
            id="Ada keterangan yang tidak diminta atau tidak diizinkan langkah sebelumnya. Berikan sesedikit mungkin.",
            en="Something was not asked for, or not allowed by the step before. Give as little as possible.",
        ),
        field="fields",
    )


def refuse_long_silence(until: date | None, *, on: date, order: str) -> None:
    """This will refuse silence without a court's order, without an end, or longer than a year."""
    if until is None and not order:
        return
    if until is None or not order:
        raise Refusal(
            "silence-needs-order-and-end",
            Words(
                id="Ia diberi tahu, kecuali pengadilan melarang. Tulis nomor penetapannya dan sampai kapan.",
                en="She is told unless a court forbids it. Write the number of its order and until when.",
            ),
            field="silent_until",
        )
    if not on < until <= on + timedelta(days=SILENT_DAYS_MOST):
        raise Refusal(
            "silence-too-long",
            Words(
                id=f"Larangan memberi tahu berakhir paling lama {SILENT_DAYS_MOST} hari sesudah surat diterima.",
                en=f"An order to keep silent ends {SILENT_DAYS_MOST} days after the letter came at the latest.",
            ),
            field="silent_until",
        )


class PurgeEvent(Enum):
    """A purge is proposed, approved by somebody else, or carried out."""

    PROPOSED = "PROPOSED"
    APPROVED = "APPROVED"
    DONE = "DONE"


_SMALL: Final = 10
_STEP: Final = 5


def published(count: int) -> Words:
    """This will give a count as it may be published: small ones hidden, others rounded to five (design.md, rule 10)."""
    if count == 0:
        return Words(id="0", en="0")
    if count < _SMALL:
        return Words(id="kurang dari 10", en="fewer than 10")
    rounded = str(_STEP * round(count / _STEP))
    return Words(id=rounded, en=rounded)
