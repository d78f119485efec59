"""Notices to persons: what each would say before any goes out, when it would come, and what became of those sent."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from pulang.areas.contacts import queries, rules
from pulang.areas.contacts.rules import RESTS_ON, SEVERAL, WORDINGS, Hours, NoticeKind, NoticeState
from pulang.doors.web import labels, parts
from pulang.doors.web.context import READING, needs, programme_here
from pulang.doors.web.hers.words import HOURS, NEWS
from pulang.doors.web.labels import Labels
from pulang.doors.web.pages import Link, Page, render
from pulang.doors.web.tabs import tabs
from pulang.kernel.words import Words
from pulang.storage import clock

KINDS: Labels = {
    NoticeKind.ANSWER: Words(id="Ada jawaban", en="There is an answer"),
    NoticeKind.JOURNEY: Words(id="Kabar perjalanan", en="News of the journey"),
    NoticeKind.AFTERWARDS: Words(id="Sesudah tiba", en="After the arrival"),
}
STATES: Labels = {
    NoticeState.WAITING: Words(id="menunggu jamnya", en="waits for its hour"),
    NoticeState.SENDING: Words(id="sedang dikirim", en="being sent"),
    NoticeState.SENT: Words(id="terkirim, atau di halamannya saja", en="sent, or on her page only"),
    NoticeState.DROPPED: Words(id="tidak jadi: persetujuannya ditarik", en="not sent: consent was taken back"),
    NoticeState.FAILED: Words(id="gagal sesudah percobaan terakhir", en="failed after the last try"),
}
_TAGS = {
    NoticeState.SENT.value: parts.GOOD,
    NoticeState.FAILED.value: parts.STOPPED,
}
_ASKED = Words(id="pertanyaan atau keberatannya sendiri", en="her own question or objection")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A message as it would arrive, whoever it is for; and what she reads on her own page instead."""

    kind: Words
    version: str
    message: Words
    rests_on: Words
    on_her_page: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Hour:
    """When a message noted now would come, for each of the hours one can choose."""

    hours: Words
    on: date
    time: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Logged:
    """How many notices came to one end on a day."""

    on: date
    kind: Words
    version: str
    tag: parts.Tag
    notices: int
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticesPage(Page):
    """Previews, hours and the log of deliveries of a programme."""

    code: str
    tabs: tuple[Link, ...]
    previews: tuple[Preview, ...]
    several: Words
    several_version: str
    hours: tuple[Hour, ...]
    log: tuple[Logged, ...]


@needs("contacts.question.answer")
def notices(request: HttpRequest, code: str) -> HttpResponse:
    """This will show what would be sent, when, and what became of what was; of nobody in particular."""
    if request.method not in READING:
        return HttpResponseNotAllowed(READING)
    about, now = programme_here(request), clock.now()
    page = NoticesPage(
        title=Words(id="Kabar kepada warga – {name}", en="Notices to persons – {name}").format(name=about.name),
        code=code,
        tabs=tabs(request, code, "letters"),
        previews=tuple(_preview(kind) for kind in NoticeKind),
        several=SEVERAL.words,
        several_version=SEVERAL.version,
        hours=tuple(_hour(one, now, about.time_zone) for one in Hours),
        log=tuple(
            Logged(
                on=one.on,
                kind=labels.named(KINDS, one.kind),
                version=one.version,
                tag=parts.Tag(words=labels.named(STATES, one.state), kind=_TAGS.get(one.state, parts.WAITING)),
                notices=one.notices,
                tries=one.tries,
            )
            for one in queries.log(code, zone=about.time_zone)
        ),
    )
    return render(request, "web/letters/notices.html", page)


def _hour(one: Hours, now: datetime, zone: str) -> Hour:
    comes = rules.due_at(now, one, zone=zone).astimezone(ZoneInfo(zone))
    return Hour(hours=labels.named(HOURS, one.value), on=comes.date(), time=f"{comes:%H.%M}")


def _preview(kind: NoticeKind) -> Preview:
    latest = WORDINGS[kind][-1]
    purpose = RESTS_ON[kind]
    return Preview(
        kind=labels.named(KINDS, kind.value),
        version=latest.version,
        message=latest.words,
        rests_on=labels.named(labels.PURPOSES, purpose) if purpose else _ASKED,
        on_her_page=labels.named(NEWS, kind.value),
    )
