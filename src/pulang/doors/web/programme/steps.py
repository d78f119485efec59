"""The one next step for the first thing a programme waits for."""

from django.urls import reverse

from pulang.areas.coordination.facts import MeetingFacts
from pulang.areas.coordination.rules import MeetingEvent, MeetingKind
from pulang.areas.readiness.gates import WAIVABLE
from pulang.doors.web.pages import Link
from pulang.doors.web.words import grouped
from pulang.flows.status import Blocker, Status
from pulang.kernel.words import Words

_OPEN_MEETING = frozenset({MeetingEvent.EXPECTED.value, MeetingEvent.PLANNED.value})

OFFERED = frozenset(
    {
        "coordination.meeting.hold",
        "coordination.decision.make",
        "coordination.meeting.plan",
        "programmes.decree.issue",
        "partners.assignment.record",
        "funds.money.release",
        "funds.source.confirm",
        "readiness.gate.waive",
    }
)


_STEPS = {
    "legal-basis": (
        "programmes.decree.issue",
        Words(id="Catat keputusan pejabat", en="Record a decree"),
        "decree",
    ),
    "partner-ready": (
        "partners.assignment.record",
        Words(id="Urus kesiapan mitra", en="See to the partner"),
        "partners",
    ),
    "travel-funds-released": (
        "funds.money.release",
        Words(id="Urus dana perjalanan", en="See to the travel money"),
        "money",
    ),
    "aid-funds-confirmed": (
        "funds.source.confirm",
        Words(id="Pastikan dana bantuan", en="Confirm the aid money"),
        "money",
    ),
}


def waiting_url(blocker: Blocker, cases_url: str) -> str:
    """This will lead to the cases a gate holds."""
    return f"{cases_url}?gate={blocker.gate}"


def other_steps(
    now: Status, meetings: tuple[MeetingFacts, ...], offers: frozenset[str], cases_url: str
) -> tuple[Link, ...]:
    """This will give what else can be done: set a day for a meeting that has none, look at the cases that wait."""
    first, links = now.blockers[0], []
    undated = [one for one in meetings if one.event == MeetingEvent.EXPECTED.value]
    if first.gate == "rakor-decided" and undated and "coordination.meeting.plan" in offers:
        url = reverse("meeting-date", args=[now.programme.code, undated[-1].code])
        links.append(Link(words=Words(id="Tentukan tanggal rapat", en="Set the day of the meeting"), url=url))
    if cases_url:
        words = Words(id="Lihat {n} berkas yang menunggu", en="See the {n} cases that wait")
        links.append(Link(words=words.format(n=grouped(first.cases)), url=waiting_url(first, cases_url)))
    if first.of_programme and first.gate in WAIVABLE and "readiness.gate.waive" in offers:
        url = f"{reverse('gate-waive', args=[now.programme.code])}?syarat={first.gate}"
        links.append(Link(words=Words(id="Kesampingkan syarat ini", en="Set this condition aside"), url=url))
    return tuple(links)


def next_step(now: Status, meetings: tuple[MeetingFacts, ...], offers: frozenset[str], cases_url: str) -> Link | None:
    """This will give the one next step for the first blocker, if the reader may do it."""
    if not now.blockers:
        return None
    code, first = now.programme.code, now.blockers[0]
    if not first.of_programme:
        return Link(words=Words(id="Buka berkas yang menunggu", en="Open the waiting cases"),
                    url=waiting_url(first, cases_url)) if cases_url else None  # fmt: skip
    verb, words, url = _step(code, first.gate, meetings)
    return Link(words=words, url=url) if verb in offers else None


def _step(code: str, gate: str, meetings: tuple[MeetingFacts, ...]) -> tuple[str, Words, str]:
    if gate == "rakor-decided":
        return _rakor_step(code, meetings)
    verb, words, name = _STEPS[gate]
    return verb, words, reverse(name, args=[code])


def _rakor_step(code: str, meetings: tuple[MeetingFacts, ...]) -> tuple[str, Words, str]:
    rakor = [one for one in meetings if one.kind == MeetingKind.RAKOR.value]
    waiting = [one for one in rakor if one.event in _OPEN_MEETING]
    if waiting:
        url = reverse("meeting-hold", args=[code, waiting[-1].code])
        return "coordination.meeting.hold", Words(id="Catat rapat berlangsung", en="Record that it was held"), url
    held = [one for one in rakor if one.event == MeetingEvent.HELD.value]
    if held:
        url = reverse("decision-make", args=[code, held[-1].code])
        return "coordination.decision.make", Words(id="Catat keputusan rapat", en="Record the decision"), url
    url = reverse("meeting-plan", args=[code])
    return "coordination.meeting.plan", Words(id="Jadwalkan rapat", en="Plan a meeting"), url
