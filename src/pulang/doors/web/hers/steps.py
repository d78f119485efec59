"""What she does herself: each one act of her own, in force at once, told with what stops and what the law keeps."""

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.cases import queries as cases
from pulang.areas.cases.facts import CaseFile
from pulang.areas.cases.rules import ChoiceKind, ConsentEvent, Informed, Purpose
from pulang.areas.privacy.rules import RequestKind
from pulang.doors.web import labels
from pulang.doors.web.acting import CANCEL, UNPROCESSABLE, acts_ref
from pulang.doors.web.context import READING
from pulang.doors.web.forms import ChoiceField, Form
from pulang.doors.web.hers.entry import Holder, OwnPage, hers
from pulang.doors.web.hers.words import (
    ABOUT,
    ALL_BACK,
    ALL_STOPS,
    ENDED,
    KEPT,
    KINDS,
    NEVER,
    NOTHING_STANDS,
    STOPS,
    STOPS_ANYWAY,
    TITLE,
)
from pulang.doors.web.pages import FormPage, Link, render
from pulang.doors.web.words import say
from pulang.flows import standing
from pulang.flows.perform import perform
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, listing, within
from pulang.storage import clock

_PAUSED: Final = (
    Words(
        id="Mulai sekarang berkas Anda tidak diserahkan kepada siapa pun.",
        en="From now on your case is given to nobody.",
    ),
)
_BACK: Final = Words(id="Kembali ke halaman Anda", en="Back to your page")


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPage(FormPage):
    """A form of hers."""

    number: str
    large: bool
    below: tuple[Words, ...] = ()
    also: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DonePage(OwnPage):
    """What her act changed: what stops now, what stays."""

    stops: tuple[Words, ...]
    keeps: tuple[Words, ...]
    onward: Link


class StepForm(Form):
    """A form that is one act of hers; sent twice it is done once."""

    ref = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, asked: Mapping[str, str]) -> None:
        super().__init__(data, initial={"ref": str(uuid.uuid4()), **self.begin(asked)})

    def begin(self, asked: Mapping[str, str]) -> dict[str, str]:
        """This will give what the fields hold at first, from the address."""
        return {name: asked[name] for name in self.base_fields if name in asked}

    def clean_ref(self) -> str:
        """This will refuse an id that is none of ours."""
        return acts_ref(self.cleaned_data["ref"])


@dataclass(frozen=True, slots=True)
class Fits:
    """How a form fits her case: whether there is anything to send, what to say around it, what else she may do."""

    open: bool = True
    sentences: tuple[Words, ...] = ()
    below: tuple[Words, ...] = ()
    also: Link | None = None


class ChoiceForm(StepForm):
    """One of four equal choices."""

    choice = ChoiceField(
        label=say("Apa yang Anda pilih?", "What do you choose?"), choices=labels.options(labels.CHOICES)
    )


class ConsentForm(StepForm):
    """One purpose she takes back."""

    purpose = ChoiceField(
        label=say("Persetujuan mana yang Anda tarik?", "Which consent do you take back?"),
        choices=labels.options(labels.PURPOSES),
    )


def _offer_what_stands(form: StepForm, file: CaseFile) -> Fits:
    """This will offer what she agreed to and what stands, and say of each other purpose why it is not offered.

    The form takes any purpose all the same: sent a second time, what it takes back stands no more.
    """
    given = {line.purpose for line in file.consent_lines if line.event == ConsentEvent.GIVEN.value}
    stands = {line.purpose for line in file.consents if line.event == ConsentEvent.GIVEN.value}
    field = form.fields["purpose"]
    assert isinstance(field, ChoiceField), "the purposes"
    field.choices = labels.options({one: words for one, words in labels.PURPOSES.items() if one.value in stands})
    rest = (*_told(ENDED, given - stands), *_told(NEVER, {one.value for one in Purpose} - given))
    if not stands:
        return Fits(open=False, sentences=(NOTHING_STANDS,), below=rest)
    return Fits(below=rest, also=Link(words=ALL_BACK, url=reverse("own-withdraw")))


def _say_when_nothing_stands(_form: StepForm, file: CaseFile) -> Fits:
    stands = any(line.event == ConsentEvent.GIVEN.value for line in file.consents)
    return Fits() if stands else Fits(open=False, sentences=(NOTHING_STANDS,))


def _told(sentence: Words, purposes: Collection[str]) -> tuple[Words, ...]:
    found = [words for one, words in labels.PURPOSES.items() if one.value in purposes]
    return (sentence.format(what=listing(tuple(map(within, found)))),) if found else ()


class ObjectionForm(StepForm):
    """What she objects to."""

    topic = ChoiceField(
        label=say("Tentang apa?", "What is it about?"),
        choices=[(code, say(words.id, words.en)) for code, words in ABOUT.items()],
    )


class AppealForm(StepForm):
    """Which answer does not satisfy her."""

    objection = forms.CharField(
        widget=forms.HiddenInput,
        max_length=32,
        error_messages={
            "required": say(
                "Di halaman Anda, tekan “Minta diperiksa orang lain” di bawah jawaban yang belum memuaskan.",
                "On your page, press “Have somebody else look” below the answer that does not satisfy you.",
            )
        },
    )


class DataForm(StepForm):
    """What she asks about her data."""

    kind = ChoiceField(label=say("Apa yang Anda minta?", "What do you ask for?"), choices=labels.options(KINDS))


Said = dict[str, Any]
Told = tuple[tuple[Words, ...], tuple[Words, ...]]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing she can do: the act, its form and words, what it says to the act, and what it tells her afterwards."""

    verb: str
    form: type[StepForm]
    title: Words
    button: Words
    done: Words
    sentences: tuple[Words, ...]
    says: Callable[[Said], Said]
    tells: Callable[[Said], Told]
    fits: Callable[[StepForm, CaseFile], Fits] | None = None


def step_view(step: Step) -> Callable[..., HttpResponse]:
    """This will make the view of one thing she can do."""

    @hers
    def view(request: HttpRequest, holder: Holder) -> HttpResponse:
        sent = None if request.method in READING else request.POST
        form = step.form(sent, asked=request.GET.dict())
        if sent is not None and form.is_valid():
            try:
                return _done(request, holder, step, form.cleaned_data)
            except Refusal as refusal:
                form.refuse(refusal)
        fits = step.fits(form, _file_of(holder)) if step.fits else Fits()
        page = StepPage(
            title=step.title,
            back=Link(words=_BACK, url=reverse("own-page")),
            action=request.path,
            button=step.button,
            cancel=Link(words=CANCEL, url=reverse("own-page")),
            sentences=(*step.sentences, *fits.sentences),
            open=fits.open,
            below=fits.below,
            also=fits.also,
            number=holder.number,
            large=holder.large,
        )
        return render(request, "web/hers/step.html", page, status=UNPROCESSABLE if form.errors else 200, form=form)

    return view


def _file_of(holder: Holder) -> CaseFile:
    today = clock.today()
    with standing.looking(holder.actor, day=today):
        return cases.case_file(holder.number, moment(today))


def _done(request: HttpRequest, holder: Holder, step: Step, typed: Said) -> HttpResponse:
    with standing.looking(holder.actor, day=clock.today()):
        programme = cases.find(holder.number).programme
    perform(
        by=holder.actor,
        verb=step.verb,
        with_={"programme": programme, "case": holder.number, **step.says(typed)},
        at=clock.now(),
        ref=f"own-{typed['ref']}",
    )
    stops, keeps = step.tells(typed)
    page = DonePage(
        title=step.done,
        number=holder.number,
        large=holder.large,
        stops=stops,
        keeps=keeps,
        onward=Link(words=TITLE, url=reverse("own-page")),
    )
    return render(request, "web/hers/done.html", page)


def reference(typed: Said) -> str:
    """This will make a short reference of her own, the same for a form that is sent twice."""
    return f"S-{typed['ref'][:8]}"


choice = step_view(
    Step(
        verb="cases.choice.record",
        form=ChoiceForm,
        title=Words(id="Ubah pilihan", en="Change your choice"),
        button=Words(id="Ini pilihan saya", en="This is my choice"),
        done=Words(id="Pilihan Anda dicatat", en="Your choice is recorded"),
        sentences=(
            Words(
                id="Keempat pilihan ini setara. Menolak pulang tidak ada akibat buruknya, dan Anda boleh berubah "
                "pikiran sampai naik kendaraan.",
                en="These four choices are equal. Nothing bad follows from not going, and you may change your mind "
                "until you board.",
            ),
            Words(
                id="Pulang atau menetap dengan dukungan: bantuan dan pendampingan. Pulang sendiri: bantuan tanpa "
                "pendamping. Belum memutuskan: tidak ada yang hilang.",
                en="Return or stay with support: aid and somebody at your side. Travel alone: aid without an escort. "
                "Undecided: nothing is lost.",
            ),
        ),
        says=lambda typed: {"choice": ChoiceKind[typed["choice"]].value, "informed": Informed.WRITTEN.value},
        tells=lambda _typed: (
            (
                Words(
                    id="Yang disiapkan untuk Anda mengikuti pilihan baru ini.",
                    en="What is prepared for you follows this choice.",
                ),
            ),
            KEPT[:1],
        ),
    )
)
consent = step_view(
    Step(
        verb="cases.consent.record",
        form=ConsentForm,
        title=Words(id="Tarik satu persetujuan", en="Take back one consent"),
        button=Words(id="Tarik sekarang", en="Take it back now"),
        done=Words(id="Persetujuan itu sudah berakhir", en="That consent has ended"),
        sentences=(
            Words(id="Tidak perlu alasan. Berlaku saat itu juga.", en="No reason is needed. It takes effect at once."),
        ),
        says=lambda typed: {"purpose": Purpose[typed["purpose"]].value, "event": ConsentEvent.WITHDRAWN.value},
        tells=lambda typed: (STOPS.get(typed["purpose"], STOPS_ANYWAY), KEPT),
        fits=_offer_what_stands,
    )
)
withdraw = step_view(
    Step(
        verb="cases.consents.withdraw",
        form=StepForm,
        title=ALL_BACK,
        button=Words(id="Ya, tarik semua sekarang", en="Yes, take all back now"),
        done=Words(id="Semua persetujuan Anda sudah berakhir", en="All your consents have ended"),
        sentences=(
            Words(
                id="Tidak perlu alasan, dan tidak ada hukumannya. Berlaku saat itu juga.",
                en="No reason is needed and there is no penalty. It takes effect at once.",
            ),
            *ALL_STOPS,
            *KEPT,
        ),
        says=lambda _typed: {},
        tells=lambda _typed: (ALL_STOPS, KEPT),
        fits=_say_when_nothing_stands,
    )
)
objection = step_view(
    Step(
        verb="cases.objection.raise",
        form=ObjectionForm,
        title=Words(id="Ajukan keberatan atau banding", en="Object or appeal"),
        button=Words(id="Ajukan", en="Send it"),
        done=Words(id="Keberatan Anda dicatat", en="Your objection is recorded"),
        sentences=(
            Words(
                id="Anda dijawab dalam 14 hari, dengan alasan. Selama belum dijawab, tempat dan uang Anda tetap dijaga "
                "dan Anda tidak diberangkatkan. Boleh ditemani siapa saja yang Anda percayai.",
                en="You are answered within 14 days, with reasons. Until then your place and your money are kept and "
                "nobody sends you off. Somebody you trust may be with you.",
            ),
        ),
        says=lambda typed: {"objection": reference(typed), "topic": typed["topic"]},
        tells=lambda _typed: (
            (
                Words(
                    id="Keberangkatan Anda berhenti sampai keberatan ini dijawab.",
                    en="Your departure stops until it is answered.",
                ),
            ),
            KEPT[:1],
        ),
    )
)
appeal = step_view(
    Step(
        verb="cases.objection.appeal",
        form=AppealForm,
        title=Words(id="Minta diperiksa orang lain", en="Have somebody else look"),
        button=Words(id="Ya, periksa sekali lagi", en="Yes, look again"),
        done=Words(id="Orang lain akan memeriksanya", en="Somebody else will look at it"),
        sentences=(
            Words(
                id="Yang menjawab nanti bukan orang yang menjawab pertama. Anda dijawab dalam 14 hari, dan selama itu "
                "tempat dan uang Anda tetap dijaga.",
                en="Whoever answers is not the one who answered first. You are answered within 14 days, and your place "
                "and your money are kept meanwhile.",
            ),
        ),
        says=lambda typed: {"objection": typed["objection"]},
        tells=lambda _typed: ((), KEPT[:1]),
    )
)
data = step_view(
    Step(
        verb="privacy.request.receive",
        form=DataForm,
        title=Words(id="Tentang data Anda", en="About your data"),
        button=Words(id="Minta", en="Ask"),
        done=Words(id="Permintaan Anda dicatat", en="Your request is recorded"),
        sentences=(
            Words(
                id="Undang-undang memberi kantor waktu 3 × 24 jam untuk menjawab. Petugas memastikan dahulu bahwa "
                "Anda sendiri yang meminta.",
                en="The law gives the office 3 × 24 hours to answer. Somebody first makes sure that you are asking.",
            ),
        ),
        says=lambda typed: {"request": reference(typed), "kind": RequestKind[typed["kind"]].value},
        tells=lambda typed: (_PAUSED if typed["kind"] in {"RESTRICTION", "OBJECTION"} else (), KEPT),
    )
)
