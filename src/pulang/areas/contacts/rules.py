"""How she may be reached and at what hours, by when a question is answered, and the neutral words of every notice.

A message may be read by whoever holds the telephone. So it names no one, no office, no place and no reason; it says
that there is news, and no more. Tests read every version of every template for that.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Final
from zoneinfo import ZoneInfo

from pulang.areas.contacts.facts import QuestionFacts
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

QUESTION_DAYS: Final = 7
TRIES_MOST: Final = 5
_AGAIN: Final = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))
QUIET_FROM: Final = time(20)
QUIET_UNTIL: Final = time(8)
TOGETHER_AT: Final = time(9)


class Way(Enum):
    """How she may be reached: on her own page only, by a short message, by mail."""

    PAGE = "PAGE"
    TEXT = "TEXT"
    MAIL = "MAIL"


class Hours(Enum):
    """When a message may come; never at night. `TOGETHER` is one message a day for all there is."""

    DAYTIME = "DAYTIME"
    MORNING = "MORNING"
    AFTERNOON = "AFTERNOON"
    TOGETHER = "TOGETHER"


class QuestionEvent(Enum):
    """A question is asked, and answered."""

    ASKED = "ASKED"
    ANSWERED = "ANSWERED"


class NoticeKind(Enum):
    """What she is told of."""

    ANSWER = "ANSWER"
    JOURNEY = "JOURNEY"
    AFTERWARDS = "AFTERWARDS"


class NoticeState(Enum):
    """What became of a notice."""

    WAITING = "WAITING"
    SENDING = "SENDING"
    SENT = "SENT"
    DROPPED = "DROPPED"
    FAILED = "FAILED"


# The consent a notice rests on; an answer to her own question rests on her having asked.
RESTS_ON: Final[Mapping[NoticeKind, str]] = {
    NoticeKind.ANSWER: "",
    NoticeKind.JOURNEY: "RETURN",
    NoticeKind.AFTERWARDS: "CONTACT_AFTERWARDS",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a kind of notice, under a version that stands in the log; a changed sentence is a new version."""

    version: str
    words: Words


# Every version there ever was, the latest last: what went out years ago can still be read as it was.
WORDINGS: Final[Mapping[NoticeKind, tuple[Wording, ...]]] = {
    NoticeKind.ANSWER: (
        Wording(
            "1",
            Words(
                id="Ada jawaban untuk Anda di halaman layanan. Buka kapan saja Anda sempat.",
                en="There is an answer for you on the service page. Open it whenever it suits you.",
            ),
        ),
    ),
    NoticeKind.JOURNEY: (
        Wording(
            "1",
            Words(
                id="Ada kabar untuk Anda di halaman layanan. Mohon dibuka hari ini bila bisa.",
                en="There is news for you on the service page. Please open it today if you can.",
            ),
        ),
    ),
    NoticeKind.AFTERWARDS: (
        Wording(
            "1",
            Words(
                id="Ada pesan untuk Anda di halaman layanan. Tidak wajib dijawab.",
                en="There is a message for you on the service page. You need not answer.",
            ),
        ),
    ),
}
TEMPLATES: Final[Mapping[NoticeKind, Wording]] = {kind: versions[-1] for kind, versions in WORDINGS.items()}
SEVERAL: Final = Wording(
    "1",
    Words(
        id="Ada beberapa kabar untuk Anda di halaman layanan. Buka kapan saja Anda sempat.",
        en="There is some news for you on the service page. Open it whenever it suits you.",
    ),
)


def message_of(kinds: Collection[NoticeKind]) -> Wording:
    """This will give the one message for all that waits: several notices are told of together."""
    return TEMPLATES[next(iter(kinds))] if len(set(kinds)) == 1 else SEVERAL


def due_at(at: datetime, hours: Hours, *, zone: str) -> datetime:
    """This will give the first instant from `at` on at which a message may come: in her hours, never at night."""
    begins, ends = {
        Hours.DAYTIME: (QUIET_UNTIL, QUIET_FROM),
        Hours.MORNING: (QUIET_UNTIL, time(12)),
        Hours.AFTERNOON: (time(12), time(17)),
        Hours.TOGETHER: (TOGETHER_AT, TOGETHER_AT),  # what comes up until then goes out in one message
    }[hours]
    here = at.astimezone(ZoneInfo(zone))
    if here.time() < begins:
        here = datetime.combine(here.date(), begins, here.tzinfo)
    elif here.time() >= ends:
        here = datetime.combine(here.date() + timedelta(days=1), begins, here.tzinfo)
    return here.astimezone(at.tzinfo)


def again_at(at: datetime, tries: int) -> datetime | None:
    """This will give when to try again after so many tries that failed; None when it is given up."""
    return None if tries >= TRIES_MOST else at + _AGAIN[min(tries, len(_AGAIN)) - 1]


def answer_due_on(day: date) -> date:
    """This will give the last day on which a question is answered in time."""
    return day + timedelta(days=QUESTION_DAYS)


def refuse_without_address(way: Way, address: str) -> None:
    """This will refuse a way that needs an address and has none, and an address that nobody could reach."""
    if way is Way.PAGE:
        return
    shaped = "@" in address.strip("@") if way is Way.MAIL else 6 <= sum(sign.isdigit() for sign in address) <= 15  # noqa: PLR2004 - digits of a number
    if not shaped:
        raise Refusal(
            "contact-without-address",
            Words(
                id="Tulis nomor telepon atau alamat surel yang aman untuk Anda, atau pilih “hanya di halaman ini”.",
                en="Write a telephone number or mail address that is safe for you, or choose “on this page only”.",
            ),
            field="address",
        )


def refuse_used(questions: Collection[QuestionFacts], ref: str) -> None:
    """This will refuse a reference used before in this case."""
    if any(one.asked.ref == ref for one in questions):
        raise Refusal(
            "question-used",
            Words(
                id="Pertanyaan dengan nomor itu sudah tercatat pada berkas ini.",
                en="This case has a question under that reference already.",
            ),
            field="question",
        )


def question_in(questions: Collection[QuestionFacts], ref: str) -> QuestionFacts:
    """This will give one question; refuses one that is not there, and one that is answered."""
    for one in questions:
        if one.asked.ref == ref and one.answered is None:
            return one
    raise Refusal(
        "no-open-question",
        Words(
            id="Tidak ada pertanyaan terbuka dengan nomor itu pada berkas ini; mungkin sudah dijawab.",
            en="This case has no open question under that reference; it may have been answered.",
        ),
        field="question",
    )
