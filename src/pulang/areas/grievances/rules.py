"""What a complaint may be about, which desk it goes to, by when it is answered, and who may not answer it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import Final

from pulang.areas.grievances.facts import ComplaintLine
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

PREFIX: Final = "G"
DAYS: Final = 14
DAYS_RESTRICTED: Final = 3
INSTANCES: Final = 2
PATTERN_FROM: Final = 3
PATTERN_DAYS: Final = 180


class Stance(Enum):
    """How she who complains is known: to all who answer, to the desk alone, or to nobody."""

    NAMED = "NAMED"
    CONFIDENTIAL = "CONFIDENTIAL"
    ANONYMOUS = "ANONYMOUS"


class Complainer(Enum):
    """As whom somebody complains."""

    PERSON = "PERSON"
    COMPANION = "COMPANION"
    ORGANISATION = "ORGANISATION"
    RESIDENT = "RESIDENT"
    OTHER = "OTHER"


class Topic(Enum):
    """What a complaint is about."""

    WAITING = "WAITING"
    AID = "AID"
    TREATMENT = "TREATMENT"
    DATA = "DATA"
    MONEY_DEMANDED = "MONEY_DEMANDED"
    COERCION = "COERCION"
    VIOLENCE = "VIOLENCE"
    OTHER = "OTHER"


class Against(Enum):
    """Whom a complaint is against: the office that leads the programme, its ministry, another one, or nobody."""

    LEAD_OFFICE = "LEAD_OFFICE"
    MINISTRY = "MINISTRY"
    ANOTHER = "ANOTHER"
    NOBODY = "NOBODY"


class ComplaintEvent(Enum):
    """What happens to a complaint."""

    FILED = "FILED"
    ANSWERED = "ANSWERED"
    REOPENED = "REOPENED"


# Violence, coercion and money demanded: to few eyes, and answered soon.
RESTRICTED: Final = frozenset({Topic.MONEY_DEMANDED, Topic.COERCION, Topic.VIOLENCE})

TOPIC_WORDS: Final[Mapping[Topic, Words]] = {
    Topic.WAITING: Words(id="Terlalu lama menunggu", en="Waiting too long"),
    Topic.AID: Words(id="Bantuan kurang, keliru atau tidak datang", en="Aid is short, wrong or does not come"),
    Topic.TREATMENT: Words(id="Cara petugas memperlakukan orang", en="How officials treat people"),
    Topic.DATA: Words(id="Data pribadi dibuka atau disebarkan", en="Personal data shown or spread"),
    Topic.MONEY_DEMANDED: Words(id="Ada yang meminta uang", en="Somebody demanded money"),
    Topic.COERCION: Words(id="Ada yang dipaksa", en="Somebody was forced"),
    Topic.VIOLENCE: Words(id="Ada kekerasan atau ancaman", en="There was violence or a threat"),
    Topic.OTHER: Words(id="Hal lain", en="Something else"),
}
AGAINST_WORDS: Final[Mapping[Against, Words]] = {
    Against.LEAD_OFFICE: Words(id="tentang kantor penyelenggara", en="about the lead office"),
    Against.MINISTRY: Words(id="tentang kementerian", en="about the ministry"),
    Against.ANOTHER: Words(id="tentang kantor atau lembaga lain", en="about another office or institution"),
    Against.NOBODY: Words(id="tidak tentang kantor tertentu", en="about no office in particular"),
}


def desk_of(against: Against, *, lead: str, ministry: str) -> str:
    """This will give the agency that answers first: never the one complained about."""
    return ministry if against is Against.LEAD_OFFICE else lead


def second_desk_of(against: Against, *, lead: str, ministry: str) -> str:
    """This will give the agency that looks again: the ministry, unless it is the one complained about."""
    return lead if against is Against.MINISTRY else ministry


def due_on(topic: Topic, day: date) -> date:
    """This will give the last day on which an answer is in time."""
    return day + timedelta(days=DAYS_RESTRICTED if topic in RESTRICTED else DAYS)


def refuse_answered(lines: Sequence[ComplaintLine]) -> None:
    """This will refuse an answer to what is answered."""
    if lines[-1].event == ComplaintEvent.ANSWERED.value:
        raise Refusal(
            "complaint-answered",
            Words(id="Pengaduan ini sudah dijawab.", en="This complaint is answered already."),
            field="complaint",
        )


def refuse_same_answerer(lines: Sequence[ComplaintLine], by: str) -> None:
    """This will refuse whoever answered at first instance: the second look is somebody else's."""
    if any(line.event == ComplaintEvent.ANSWERED.value and line.by == by for line in lines):
        raise Refusal(
            "complaint-second-look",
            Words(
                id="Pengaduan yang dibuka kembali dijawab oleh orang lain, bukan oleh yang menjawab pertama.",
                en="A complaint that was reopened is answered by somebody else, not by whoever answered first.",
            ),
        )


def refuse_reopening(lines: Sequence[ComplaintLine]) -> None:
    """This will refuse to reopen what has no answer yet, and what was looked at twice."""
    if lines[-1].event != ComplaintEvent.ANSWERED.value:
        raise Refusal(
            "complaint-not-answered",
            Words(
                id="Pengaduan ini belum dijawab, jadi belum bisa dibuka kembali.",
                en="This complaint has no answer yet, so it cannot be reopened.",
            ),
        )
    if lines[-1].instance >= INSTANCES:
        raise Refusal(
            "complaint-looked-at-twice",
            Words(
                id="Pengaduan ini sudah dilihat dua kali. Di halaman pengaduan ini tertulis ke mana lagi Anda boleh "
                "mengadu, misalnya ke Ombudsman, telepon 137.",
                en="This complaint was looked at twice. Its page says where else you may turn, such as to the "
                "Ombudsman, telephone 137.",
            ),
        )
