"""What may be opened, for whom, for which purpose, for how long, and how many people a day: the tables of the rule.

A list or a file works on case numbers. A sealed value shows only while a reveal of it lives (design.md, rule 6).
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import Enum
from hashlib import sha256
from typing import Final

from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words


class Field(Enum):
    """The sealed fields that can be revealed, each by itself; the same codes as those of a person's identity."""

    NAME = "NAME"
    NIK = "NIK"
    BIRTH_DATE = "BIRTH_DATE"
    PHONE = "PHONE"
    VILLAGE = "VILLAGE"
    ADDRESS = "ADDRESS"
    ACCOUNT = "ACCOUNT"


class RevealPurpose(Enum):
    """Why a value is opened; the list is short so that it can be counted and questioned."""

    CONTACT = "CONTACT"
    VERIFY = "VERIFY"
    PAYMENT = "PAYMENT"
    TICKET = "TICKET"
    CORRECT = "CORRECT"


class Basis(Enum):
    """What the right to open rests on."""

    CASEWORK = "CASEWORK"
    CARE = "CARE"
    RECEIVING_SHEET = "RECEIVING_SHEET"
    SAMPLE = "SAMPLE"
    EMERGENCY = "EMERGENCY"


class EmergencyReason(Enum):
    """Dangers to life for which somebody without the case may open it; any other wish goes to the coordinator."""

    VIOLENCE = "VIOLENCE"
    TRAFFICKING = "TRAFFICKING"
    MEDICAL = "MEDICAL"
    MISSING = "MISSING"
    CHILD = "CHILD"


class EmergencyStep(Enum):
    """What has to follow an emergency."""

    CONFIRM = "CONFIRM"
    REVIEW = "REVIEW"
    TELL = "TELL"


OPEN_FOR: Final = timedelta(minutes=15)
EMERGENCY_FOR: Final = timedelta(hours=4)
DUE_AFTER: Final[Mapping[EmergencyStep, timedelta]] = {
    EmergencyStep.CONFIRM: timedelta(hours=24),
    EmergencyStep.REVIEW: timedelta(hours=72),
    EmergencyStep.TELL: timedelta(hours=72),
}
EXPLAINED_LEAST: Final = 20  # signs; less explains nothing
SAMPLE_MOST: Final = 50
SAMPLE_DAYS: Final = 30  # how long the cases of a sample may be verified, and until another may be drawn

# How many people one account may open on one day. An emergency has its own limits: one person at a time, four hours.
CASEWORK_A_DAY: Final = 40
OTHERS_A_DAY: Final = 10
PEOPLE_A_DAY: Final[Mapping[Basis, int]] = {
    Basis.CASEWORK: CASEWORK_A_DAY,
    Basis.CARE: OTHERS_A_DAY,
    Basis.RECEIVING_SHEET: OTHERS_A_DAY,
    Basis.SAMPLE: OTHERS_A_DAY,
    Basis.EMERGENCY: OTHERS_A_DAY,
}

# Which fields each purpose needs, and no more.
FIELDS_FOR: Final[Mapping[RevealPurpose, frozenset[Field]]] = {
    RevealPurpose.CONTACT: frozenset({Field.NAME, Field.PHONE, Field.VILLAGE, Field.ADDRESS}),
    RevealPurpose.VERIFY: frozenset({Field.NAME, Field.NIK, Field.BIRTH_DATE, Field.ADDRESS}),
    RevealPurpose.PAYMENT: frozenset({Field.NAME, Field.NIK, Field.ACCOUNT}),
    RevealPurpose.TICKET: frozenset({Field.NAME, Field.NIK, Field.BIRTH_DATE, Field.PHONE, Field.VILLAGE}),
    RevealPurpose.CORRECT: frozenset(Field),
}

# Which fields each basis reaches at all (design.md, section 5).
FIELDS_ON: Final[Mapping[Basis, frozenset[Field]]] = {
    Basis.CASEWORK: frozenset(Field),
    Basis.CARE: frozenset({Field.NAME, Field.BIRTH_DATE, Field.PHONE, Field.VILLAGE, Field.ADDRESS}),
    Basis.RECEIVING_SHEET: frozenset({Field.NAME, Field.PHONE, Field.VILLAGE, Field.ADDRESS}),
    Basis.SAMPLE: frozenset({Field.NAME, Field.NIK, Field.BIRTH_DATE}),
    Basis.EMERGENCY: frozenset({Field.NAME, Field.BIRTH_DATE, Field.PHONE, Field.VILLAGE, Field.ADDRESS}),
}
PURPOSES_ON: Final[Mapping[Basis, frozenset[RevealPurpose]]] = {
    Basis.CASEWORK: frozenset(RevealPurpose),
    Basis.CARE: frozenset({RevealPurpose.CONTACT, RevealPurpose.VERIFY, RevealPurpose.TICKET}),
    Basis.RECEIVING_SHEET: frozenset({RevealPurpose.CONTACT}),
    Basis.SAMPLE: frozenset({RevealPurpose.VERIFY}),
    Basis.EMERGENCY: frozenset({RevealPurpose.CONTACT, RevealPurpose.VERIFY}),
}

_NO_BASIS: Final = Words(
    id="Identitas berkas ini tidak terbuka untuk tugas Anda. Bila Anda memerlukannya, hubungi koordinator program.",
    en="This case's identity is not open to your task. If you need it, ask the programme's coordinator.",
)
_OTHER_PURPOSE: Final = Words(
    id="Keperluan itu tidak memerlukan isian ini. Pilih keperluan yang sesuai, atau biarkan tertutup.",
    en="That purpose does not need this field. Choose the purpose it is for, or leave it closed.",
)


def refuse_unneeded(basis: Basis | None, fields: Collection[Field], purpose: RevealPurpose) -> Basis:
    """This will give the basis back; refuses fields that it does not reach or that the purpose does not need."""
    if basis is None or not FIELDS_ON[basis].issuperset(fields):
        raise Refusal("identity-not-for-you", _NO_BASIS)
    if purpose not in PURPOSES_ON[basis] or not FIELDS_FOR[purpose].issuperset(fields):
        raise Refusal("field-not-for-purpose", _OTHER_PURPOSE, field="purpose")
    return basis


def purposes_of(field: Field, basis: Basis) -> tuple[RevealPurpose, ...]:
    """This will give the purposes for which a field can be opened on a basis; none where it cannot."""
    if field not in FIELDS_ON[basis]:
        return ()
    return tuple(each for each in RevealPurpose if each in PURPOSES_ON[basis] and field in FIELDS_FOR[each])


def late(step: EmergencyStep, asked_at: datetime, now: datetime) -> bool:
    """This will be true when a step that has to follow an emergency has not come in time."""
    return now > asked_at + DUE_AFTER[step]


def drawn(seed: str, numbers: Collection[str], size: int) -> tuple[str, ...]:
    """This will draw so many case numbers by chance: the same ones for the same seed and numbers, whoever checks it."""
    return tuple(sorted(sorted(numbers, key=lambda number: sha256(f"{seed}|{number}".encode()).digest())[:size]))


_TAIL: Final = 4
_PHONE_TAIL: Final = 3
DOTS: Final = "••••"


def masked(field: Field, value: str) -> str:
    """This will give what may stand for a value elsewhere: the end of a long number, of anything else nothing."""
    tail = {Field.ACCOUNT: _TAIL, Field.PHONE: _PHONE_TAIL}.get(field, 0)
    signs = "".join(sign for sign in value if sign.isalnum())
    return f"{DOTS}{signs[-tail:]}" if tail and len(signs) > tail * 2 else DOTS
