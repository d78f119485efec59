"""Shows what a programme waits for, link by link, and what follows if two days were set."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse

from pulang.doors.web.context import here, needs, powers, programme_here
from pulang.doors.web.pages import Link, Page, asked_day, render
from pulang.doors.web.publicity import consulting
from pulang.doors.web.tabs import tabs
from pulang.doors.web.waits.drawing import Drawing, draw
from pulang.flows import chart as flow
from pulang.flows.chart import Chart
from pulang.flows.status import status
from pulang.kernel.days import in_words, lasting
from pulang.kernel.moments import moment
from pulang.kernel.periods import sensible
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import NOTHING, Words, listing, within

_DRAWN_AHEAD = timedelta(days=200)  # what lies further ahead is in the table, and would press everything else together


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One link of the chain, as the table tells it."""

    number: int
    name: Words
    rests_on: str
    done: bool
    says: Words
    holder: Words | None
    cases: int
    since: date | None
    age: int | None
    done_on: date | None
    promised: date | None
    given: int
    earliest: date
    decides: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One day that may be supposed: the field's name, its words, and what was typed."""

    name: str
    words: Words
    value: str
    wrong: Words | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitsPage(Page):
    """The waiting chart."""

    code: str
    tabs: tuple[Link, ...]
    rows: tuple[Row, ...]
    drawing: Drawing
    answer: Words
    holidays: Words | None
    questions: tuple[Question, ...]
    known: tuple[tuple[str, str], ...]
    residents: tuple[consulting.Question, ...]


_ASKED = (
    ("rapat", "rakor-decided", Words(id="Rapat memutuskan pada", en="The meeting decides on")),
    ("mitra", "partner-ready", Words(id="Mitra disetujui pada", en="The partner is approved on")),
)


@needs("programme")
def waits(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the chain on the day asked for, with the earliest departure under what is supposed."""
    about = programme_here(request)
    day = asked_day(request)
    now = status(code, as_of=day)
    questions, supposed = _asked(request, day, frozenset(gate for gate, _ in now.procedure.waits))
    laid = flow.chart(now, promised=flow.promised_days(now), supposed=supposed)
    page = WaitsPage(
        title=Words(id="Rantai tunggu – {name}", en="Waiting chart – {name}").format(name=about.name),
        code=code,
        tabs=tabs(request, code, "waits"),
        rows=_rows(laid, counts=here(request).may_look("counts")),
        drawing=draw(laid, min(max(link.earliest for link in laid.links), day + _DRAWN_AHEAD)),
        answer=_answer(laid, supposed),
        holidays=_holidays(laid),
        questions=questions,
        residents=consulting.waiting(
            code, moment(day, zone=about.time_zone), powers(request, about) if day == here(request).today else None
        ),
        known=(("hari", day.isoformat()),) if day != here(request).today else (),
    )
    return render(request, "web/waits/chart.html", page)


def _asked(request: HttpRequest, day: date, gates: frozenset[str]) -> tuple[tuple[Question, ...], dict[str, date]]:
    """This will read the supposed days; one that is no day, or lies before the day looked at, is told and left out."""
    questions, supposed = [], {}
    for name, gate, words in _ASKED:
        if gate not in gates:
            continue
        text = request.GET.get(name, "").strip()
        wrong = None
        if text:
            try:
                said = sensible(date.fromisoformat(text))
            except (ValueError, Refusal):
                wrong = Words(id="Pilih tanggal yang ada.", en="Choose a day that exists.")
            else:
                if said < day:
                    wrong = Words(id="Pilih hari yang belum lewat.", en="Choose a day that is still to come.")
                else:
                    supposed[gate] = said
        questions.append(Question(name=name, words=words, value=text if wrong is None else "", wrong=wrong))
    return tuple(questions), supposed


def _rows(laid: Chart, *, counts: bool) -> tuple[Row, ...]:
    numbers = {link.id: place for place, link in enumerate(laid.links, start=1)}
    return tuple(
        Row(
            number=numbers[link.id],
            name=link.name,
            rests_on=", ".join(str(numbers[need]) for need in link.rests_on),
            done=link.done,
            says=link.says if counts else NOTHING,
            holder=link.holder,
            cases=link.cases if counts else 0,
            since=link.since,
            age=link.age,
            done_on=link.done_on,
            promised=link.promised,
            given=link.given,
            earliest=link.earliest,
            decides=link.decides and not link.done,
        )
        for link in laid.links
    )


def _answer(laid: Chart, supposed: dict[str, date]) -> Words:
    """This will say the earliest departure in one sentence, with what it supposes."""
    said = tuple(
        Words(id="{words} {day}", en="{words} {day}").format(words=within(words), day=in_words(supposed[gate]))
        for _, gate, words in _ASKED
        if gate in supposed
    )
    if all(link.done for link in laid.links):
        return Words(id="Tidak ada yang ditunggu lagi.", en="Nothing is waited for any more.")
    sentence = Words(
        id="Keberangkatan paling cepat {day} ({days} lagi), bila setiap langkah selesai dalam tenggat prosedurnya.",
        en="The earliest departure is {day} ({days} from now), if every step is done within its procedure's time.",
    ).format(day=in_words(laid.departure), days=lasting((laid.departure - laid.as_of).days))
    if not said:
        return sentence
    return Words(id="Bila {said}: {sentence}", en="If {said}: {sentence}").format(said=listing(said), sentence=sentence)


def _holidays(laid: Chart) -> Words | None:
    if not laid.holidays:
        return None
    named = tuple(
        Words(id="{name} ({day})", en="{name} ({day})").format(name=name, day=in_words(day))
        for day, name in laid.holidays
    )
    return Words(
        id="Sudah dihitung sebagai hari libur: {named}.", en="Counted as holidays: {named}."
    ).format(named=listing(named))  # fmt: skip
