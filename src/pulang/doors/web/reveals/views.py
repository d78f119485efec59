"""Shows emergencies with what still has to follow, the one case open in an emergency, and the ministry's samples."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from pulang.areas.accounts import queries as accounts
from pulang.areas.reveals import queries
from pulang.areas.reveals.facts import EmergencyFacts
from pulang.areas.reveals.rules import SAMPLE_DAYS, EmergencyReason, EmergencyStep, late
from pulang.doors.web import parts
from pulang.doors.web.context import READING, Powers, here, needs, powers, programme_here
from pulang.doors.web.pages import Link, Page, render
from pulang.doors.web.reveals.box import rows_for
from pulang.doors.web.reveals.opening import in_danger
from pulang.doors.web.reveals.wording import EMERGENCY, REASONS, STEPS, WAITING
from pulang.doors.web.tabs import tabs
from pulang.kernel.days import in_words
from pulang.kernel.moments import local_day, moment
from pulang.kernel.words import Words, same
from pulang.storage import clock

_LATE = Words(id="Terlambat", en="Overdue")
_UPHELD = Words(id="Benar", en="Right")
_NOT_UPHELD = Words(id="Tidak benar", en="Not right")
_TOLD = Words(id="Sudah diberi tahu", en="Told")
_WAYS = {
    EmergencyStep.CONFIRM: ("reveals.emergency.confirm", Words(id="Konfirmasi", en="Confirm"), "emergency-confirm"),
    EmergencyStep.REVIEW: ("reveals.emergency.review", Words(id="Tinjau", en="Review"), "emergency-review"),
    EmergencyStep.TELL: ("reveals.emergency.tell", Words(id="Catat", en="Record"), "emergency-tell"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What has to follow an emergency, and how it stands."""

    words: Words
    tag: parts.Tag
    late: bool
    link: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """One emergency in the list."""

    number: str
    who: str
    reason: Words
    explained: str
    on: Words
    live: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergenciesPage(Page):
    """The emergencies of a programme."""

    tabs: tuple[Link, ...]
    emergencies: tuple[Emergency, ...]


@needs("emergencies")
def emergencies(request: HttpRequest, code: str) -> HttpResponse:
    """This will show a programme's emergencies, the latest first, with what is waited for and what is overdue."""
    about = programme_here(request)
    can, now = powers(request, about), clock.now()
    names = {agency.code: agency.name for agency in accounts.agencies()}
    page = EmergenciesPage(
        title=Words(id="Keadaan darurat – {name}", en="Emergencies – {name}").format(name=about.name),
        tab=EMERGENCY,
        tabs=tabs(request, code, "emergencies"),
        emergencies=tuple(
            Emergency(
                number=one.number,
                who=f"{one.actor}, {names.get(one.agency, one.agency)}",
                reason=REASONS[EmergencyReason(one.reason)],
                explained=one.explained,
                on=in_words(local_day(one.asked_at, about.time_zone)),
                live=one.live,
                steps=tuple(_step(one, step, can, now) for step in EmergencyStep),
            )
            for one in queries.emergencies(programme=code)
        ),
    )
    return render(request, "web/reveals/emergencies.html", page)


def _step(one: EmergencyFacts, step: EmergencyStep, can: Powers, now: datetime) -> Step:
    said = one.said(step.value)
    if said is not None:
        words = _TOLD if step is EmergencyStep.TELL else _UPHELD if said.upheld else _NOT_UPHELD
        return Step(
            words=STEPS[step],
            tag=parts.Tag(words=words, kind=parts.GOOD if said.upheld else parts.STOPPED),
            late=False,
            link=None,
        )
    overdue = late(step, one.asked_at, now)
    verb, words, name = _WAYS[step]
    others = one.actor != can.actor.code or step is EmergencyStep.TELL
    return Step(
        words=STEPS[step],
        tag=parts.Tag(words=WAITING[step], kind=parts.STOPPED if overdue else parts.WAITING),
        late=overdue,
        link=Link(words=words, url=reverse(name, args=[one.programme, one.id])) if others and can.may(verb) else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyFilePage(Page):
    """What is open of one case in an emergency; nothing else of it is shown."""

    number: str
    rows: tuple[parts.Row, ...]


@needs("reveals.emergency.declare")
def emergency_file(request: HttpRequest, asked: str) -> HttpResponse:
    """This will show the sealed fields of a case that is open in an emergency; any other case is not there."""
    if request.method not in READING:
        raise Http404
    reader = here(request)
    case = in_danger(reader.actor, asked)
    page = EmergencyFilePage(
        title=Words(id="Keadaan darurat – {number}", en="Emergency – {number}").format(number=case.number),
        tab=EMERGENCY,
        back=Link(words=Words(id="Beranda", en="Home"), url=reverse("home")),
        number=case.number,
        rows=rows_for(reader.actor, case, moment(reader.today), reverse("emergency-open", args=[case.number])),
    )
    response = render(request, "web/reveals/emergency.html", page)
    add_never_cache_headers(response)
    return response


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One drawn sample."""

    on: Words
    size: int
    among: int
    seed: str
    cases: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SamplesPage(Page):
    """The samples drawn of a programme."""

    tabs: tuple[Link, ...]
    samples: tuple[Sample, ...]
    days: int
    draw: Link | None


@needs("samples")
def samples(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the samples that the ministry drew of a programme, and lead to its cases."""
    about = programme_here(request)
    may = powers(request, about).may("reveals.sample.draw")
    page = SamplesPage(
        title=Words(id="Contoh verifikasi – {name}", en="Verification samples – {name}").format(name=about.name),
        tab=Words(id="Contoh verifikasi", en="Verification samples"),
        tabs=tabs(request, code, "samples"),
        samples=tuple(
            Sample(
                on=in_words(one.drawn_on),
                size=one.size,
                among=one.among,
                seed=one.seed,
                cases=tuple(Link(words=same(number), url=reverse("case", args=[number])) for number in one.numbers),
            )
            for one in queries.samples(programme=code)
        ),
        days=SAMPLE_DAYS,
        draw=Link(words=Words(id="Undi contoh", en="Draw a sample"), url=reverse("sample-draw", args=[code]))
        if may
        else None,
    )
    return render(request, "web/reveals/samples.html", page)
