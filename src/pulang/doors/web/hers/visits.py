"""Her appointment: she chooses a time herself, moves it or gives it back, and learns what comes next."""

from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseFile
from pulang.areas.rounds import rules
from pulang.doors.web.acting import CANCEL, UNPROCESSABLE
from pulang.doors.web.cases.meets import appointed, coming, free, when_of
from pulang.doors.web.context import READING
from pulang.doors.web.forms import ChoiceField
from pulang.doors.web.hers.entry import Holder, hers
from pulang.doors.web.hers.steps import DonePage, Step, StepForm, StepPage, step_view
from pulang.doors.web.hers.words import TITLE
from pulang.doors.web.pages import Link, render
from pulang.doors.web.words import say, told
from pulang.flows import standing
from pulang.flows.perform import perform
from pulang.kernel.moments import Moment, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import clock

_OFFERED_MOST: Final = 20
_ACCEPTED: Final = Words(id="Petugas sudah mencocokkan data Anda.", en="Your data has been checked.")
_WAITING: Final = Words(
    id="Data Anda belum dicocokkan. Ini bukan berarti Anda tidak berhak, dan tempat Anda tetap ada.",
    en="Your data has not been checked yet. This does not mean that you are not eligible, and your place is kept.",
)
_NEXT: Final = Words(id="Waktu berikutnya: {window}.", en="The next time: {window}.")
_NOW: Final = Words(id="Sekarang sedang bisa, sampai {last}.", en="It can be done now, until {last}.")
_OTHER_WAYS: Final = Words(
    id="Tidak bisa datang? Minta dicocokkan lewat telepon, lewat surat, atau lewat dua kelompok yang mengenal Anda.",
    en="You cannot come? Ask for a call, for a look at your papers, or for two groups that know you.",
)
_NONE_FREE: Final = Words(
    id="Belum ada jam temu yang bisa dipilih. Tanyakan kepada petugas; tidak ada yang hilang.",
    en="There is no time to choose from yet. Ask your case worker; nothing is lost.",
)
_KEPT: Final = Words(
    id="Pilihan, berkas dan hak Anda tidak berubah. Jam ini boleh Anda pindahkan kapan saja.",
    en="Your choice, your case and what you are due do not change. You may move this time whenever you like.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What stands about verifying her, and what she can do."""

    says: tuple[Words, ...]
    booked: Words | None
    may_book: bool


def visit_of(file: CaseFile, at: Moment) -> Visit:
    """This will say where verifying her stands: never that she is not eligible, always what comes next."""
    held, said = appointed(file, at)
    accepted = any(line.outcome == "ACCEPTED" for line in file.attempts)
    nearest = coming(file.ref.programme, at.day)
    says = (
        (_ACCEPTED,)
        if accepted
        else (_WAITING, *((when_of(nearest, at.day, now=_NOW, later=_NEXT),) if nearest else ()))
    )
    return Visit(
        says=says if accepted else (*says, _OTHER_WAYS),
        booked=said if held else None,
        may_book=not accepted or held is not None,
    )


class TimeForm(StepForm):
    """One of the times that have room."""

    slot = ChoiceField(label=say("Jam mana yang cocok?", "Which time suits you?"), choices=())

    def __init__(self, data: Any = None, *, choices: list[tuple[str, str]]) -> None:
        super().__init__(data, asked={})
        field = self.fields["slot"]
        assert isinstance(field, ChoiceField)
        field.choices = choices


@hers
def visit(request: HttpRequest, holder: Holder) -> HttpResponse:
    """This will keep a time for the holder of a card, in place of the one she had."""
    today = clock.today()
    with standing.looking(holder.actor, day=today):
        case = cases.find(holder.number)
        offered = free(case.programme, today)[:_OFFERED_MOST]
        _, now = appointed(cases.case_file(holder.number, moment(today)), moment(today))
    slots = {slot.code: slot for slot, _ in offered}
    sent = None if request.method in READING else request.POST
    form = TimeForm(sent, choices=[(code, told(rules.when(slot))) for code, slot in slots.items()])
    if sent is not None and form.is_valid():
        said = {"programme": case.programme, "case": holder.number, "slot": form.cleaned_data["slot"]}
        ref = f"own-{form.cleaned_data['ref']}"
        try:
            perform(by=holder.actor, verb="rounds.appointment.book", with_=said, at=clock.now(), ref=ref)
            return _kept(request, holder, rules.when(slots[said["slot"]]))
        except Refusal as refusal:
            form.refuse(refusal)
    page = StepPage(
        title=Words(id="Pilih jam temu", en="Choose a time"),
        back=Link(words=Words(id="Kembali ke halaman Anda", en="Back to your page"), url=reverse("own-page")),
        action=request.path,
        button=Words(id="Simpan jam ini", en="Keep this time"),
        cancel=Link(words=CANCEL, url=reverse("own-page")),
        sentences=(Words(id="Sekarang: {now}.", en="Now: {now}.").format(now=now), *(() if slots else (_NONE_FREE,))),
        open=bool(slots),
        number=holder.number,
        large=holder.large,
    )
    return render(request, "web/hers/step.html", page, status=UNPROCESSABLE if form.errors else 200, form=form)


def _kept(request: HttpRequest, holder: Holder, when: Words) -> HttpResponse:
    page = DonePage(
        title=Words(id="Jam temu Anda tersimpan", en="Your time is kept"),
        number=holder.number,
        large=holder.large,
        stops=(when,),
        keeps=(_KEPT,),
        onward=Link(words=TITLE, url=reverse("own-page")),
    )
    return render(request, "web/hers/done.html", page)


cancel = step_view(
    Step(
        verb="rounds.appointment.cancel",
        form=StepForm,
        title=Words(id="Batalkan janji temu", en="Cancel your appointment"),
        button=Words(id="Batalkan", en="Cancel it"),
        done=Words(id="Janji temu Anda dibatalkan", en="Your appointment is cancelled"),
        sentences=(
            Words(
                id="Tidak perlu alasan, dan tidak ada yang hilang. Jam lain boleh Anda pilih kapan saja.",
                en="No reason is needed and nothing is lost. You may choose another time whenever you like.",
            ),
        ),
        says=lambda _typed: {},
        tells=lambda _typed: ((), (_KEPT,)),
    )
)
