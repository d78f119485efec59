"""The words of complaints."""

from datetime import date

from pulang.areas.grievances.facts import ComplaintLine
from pulang.areas.grievances.rules import TOPIC_WORDS, Against, Complainer, ComplaintEvent, Stance
from pulang.doors.web.labels import Labels
from pulang.doors.web.words import dated
from pulang.kernel.words import Words

TOPICS: Labels = TOPIC_WORDS
STANCES: Labels = {
    Stance.ANONYMOUS: Words(
        id="Tanpa nama: tidak ada yang tahu siapa saya", en="Without a name: nobody knows who I am"
    ),
    Stance.CONFIDENTIAL: Words(
        id="Rahasia: hanya meja pengaduan yang tahu nama saya", en="In confidence: only the desk knows my name"
    ),
    Stance.NAMED: Words(id="Dengan nama", en="With my name"),
}
TOLD_STANCES: Labels = {  # the same, as others read it
    Stance.ANONYMOUS: Words(id="tanpa nama", en="without a name"),
    Stance.CONFIDENTIAL: Words(
        id="rahasia: namanya tidak keluar dari meja ini", en="in confidence: the name does not leave this desk"
    ),
    Stance.NAMED: Words(id="dengan nama", en="with a name"),
}
ROLES: Labels = {
    Complainer.PERSON: Words(id="Orang yang dibantu", en="Somebody who is helped"),
    Complainer.COMPANION: Words(id="Pendampingnya", en="Somebody at her side"),
    Complainer.ORGANISATION: Words(id="Organisasi", en="An organisation"),
    Complainer.RESIDENT: Words(id="Tetangga atau warga sekitar", en="A neighbour or resident"),
    Complainer.OTHER: Words(id="Orang lain", en="Somebody else"),
}
AGAINST: Labels = {
    Against.NOBODY: Words(id="Tidak tentang kantor tertentu", en="About no office in particular"),
    Against.LEAD_OFFICE: Words(id="Kantor di atas, atau orang di sana", en="The office above, or somebody there"),
    Against.MINISTRY: Words(id="Kementerian, atau orang di sana", en="The ministry, or somebody there"),
    Against.ANOTHER: Words(id="Kantor atau lembaga lain", en="Another office or institution"),
}
EVENTS: Labels = {
    ComplaintEvent.FILED: Words(id="Pengaduan diterima", en="The complaint came in"),
    ComplaintEvent.ANSWERED: Words(id="Dijawab", en="Answered"),
    ComplaintEvent.REOPENED: Words(id="Dibuka kembali", en="Reopened"),
}


def by_when(line: ComplaintLine) -> Words:
    """This will say by when it is answered: `Dijawab paling lambat Jumat, 27 November 2026`; or that it is."""
    if line.due_on is None:
        return Words(id="Sudah dijawab", en="Answered")
    return Words(
        id=f"Dijawab paling lambat {dated(line.due_on, 'id')}", en=f"To be answered by {dated(line.due_on, 'en')}"
    )


def looks_again(line: ComplaintLine) -> Words:
    """This will say who looks at a complaint that is opened again, or was: never the one it is about."""
    reopened, of_ministry = line.event == ComplaintEvent.REOPENED.value, line.against == Against.MINISTRY.value
    who = (
        Words(id="orang lain di kantor penyelenggara, bukan kementerian", en="somebody else at the lead office")
        if of_ministry
        else Words(id="orang lain, di kementerian", en="somebody else, at the ministry")
    )
    if reopened:
        return Words(id="Sekarang dilihat {who}.", en="It is looked at now by {who}.").format(who=who)
    return Words(
        id="Bila Anda membukanya lagi, pengaduan ini dilihat {who}.", en="Opened again, it is looked at by {who}."
    ).format(who=who)


def is_late(line: ComplaintLine, today: date) -> bool:
    """This will be true when the answer is late."""
    return line.due_on is not None and line.due_on < today
