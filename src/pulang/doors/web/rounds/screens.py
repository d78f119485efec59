"""The forms of rounds: times are offered, one is kept for a person, a list is frozen."""

from typing import Any

from django.urls import reverse

from pulang.areas.cases import queries as cases
from pulang.areas.rounds import queries, rules
from pulang.doors.web.acting import About, ActForm, Screen, act_view, case_page
from pulang.doors.web.cases.forms import file_of, offer
from pulang.doors.web.cases.meets import appointed, free, window
from pulang.doors.web.forms import ChoiceField, DayField, NumberField, SelectField, TextField
from pulang.doors.web.words import say, told
from pulang.flows.act import Receipt
from pulang.kernel.moments import moment
from pulang.kernel.words import Words

_HOURS = [f"{hour:02d}:{minute}" for hour in range(7, 19) for minute in ("00", "30")]
_OFFERED_MOST = 40


class SlotsForm(ActForm):
    """Times one after the other on one day."""

    round = SelectField(label=say("Putaran yang mana?", "Which round?"), choices=())
    meets_on = DayField(label=say("Hari", "Day"), help_text=say("Misalnya 12 3 2019", "For example 12 3 2019"))
    starts = SelectField(
        label=say("Mulai pukul", "First time"), choices=[(hour, hour.replace(":", ".")) for hour in _HOURS]
    )
    minutes = NumberField(label=say("Menit untuk tiap orang", "Minutes for each person"), least=5, most=240)
    count = NumberField(label=say("Berapa jam temu berurutan?", "How many times in a row?"), least=1, most=40)
    capacity = NumberField(label=say("Orang pada jam yang sama", "People at the same time"), least=1, most=20)
    place = TextField(
        label=say("Tempat", "Place"),
        help_text=say(
            "Tempat yang netral; nama program jangan disebut, sebab tertulis di pengingat",
            "A neutral place, without the programme's name: it stands in reminders",
        ),
        longest=80,
    )

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the round the page was opened at, and half an hour for each."""
        return {**super().begin(about), "round": about.asked.get("putaran", ""), "minutes": 30, "capacity": 1}

    def prepare(self, about: About) -> None:
        """This will offer the rounds that are not over."""
        found = [one for one in cases.rounds(programme=about.code) if one.last_day >= about.today]
        offer(self, "round", [(one.code, f"{one.code} ({told(window(one))})") for one in found])

    def said(self) -> dict[str, Any]:
        """This will name the times after the form."""
        return {**super().said(), "code": f"J-{self.cleaned_data['ref'][:8]}"}


class BookForm(ActForm):
    """A time that has room."""

    slot = ChoiceField(label=say("Jam temu yang mana?", "Which time?"), choices=())

    def prepare(self, about: About) -> None:
        """This will offer the times that have room."""
        found = free(about.code, about.today)[:_OFFERED_MOST]
        offer(self, "slot", [(slot.code, told(rules.when(slot))) for slot, _ in found])
        if not found:
            self.fields["slot"].help_text = say(
                "Belum ada jam yang ditawarkan. Koordinator menawarkannya di halaman Verifikasi.",
                "No time is offered yet. The coordinator offers times on the page Verification.",
            )


class NothingForm(ActForm):
    """Nothing to fill in."""


class FreezeForm(ActForm):
    """A round that is over and has no list yet."""

    round = SelectField(label=say("Putaran yang mana?", "Which round?"), choices=())

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the round the page was opened at."""
        return {**super().begin(about), "round": about.asked.get("putaran", "")}

    def prepare(self, about: About) -> None:
        """This will offer the rounds that are over and have no list."""
        frozen = {one.round for one in queries.lists(about.code)}
        found = [
            one for one in cases.rounds(programme=about.code) if one.last_day < about.today and one.code not in frozen
        ]
        offer(self, "round", [(one.code, f"{one.code} ({told(window(one))})") for one in found])


def _rounds(about: About) -> str:
    return reverse("rounds", args=[about.code])


def _standing(about: About) -> tuple[Words, ...]:
    """This will say what stands, and the reminder that may be sent for it."""
    held, said = appointed(file_of(about), moment(about.today))
    now = Words(id="Sekarang: {said}.", en="Now: {said}.").format(said=said)
    if held is None:
        none = Words(
            id="Bila tidak ada jam yang cocok, verifikasi lewat telepon atau keterangan dua saksi tetap bisa.",
            en="Where no time suits her, a call or two attesters verify her as well.",
        )
        return now, none
    words = Words(
        id="Naskah pengingat yang aman dibaca siapa pun: “{text}”", en="A reminder anybody may read: “{text}”"
    )
    return now, words.format(text=rules.reminder(held.slot))


def _booked(about: About, _receipt: Receipt) -> Words:
    return Words(
        id="Jam temunya tersimpan. Naskah pengingat ada di halaman janji temu.",
        en="Her time is kept. The words of a reminder stand on the page of the appointment.",
    )


offer_slots = act_view(
    Screen(
        verb="rounds.slot.offer",
        form=SlotsForm,
        title=Words(id="Tawarkan jam temu", en="Offer times"),
        leads=_rounds,
        button=Words(id="Tawarkan", en="Offer"),
        sentences=(
            Words(
                id="Setiap orang datang pada jamnya sendiri, jadi tidak ada yang antre dan tidak ada yang menonton.",
                en="Everybody comes at a time of her own, so nobody queues and nobody watches.",
            ),
        ),
        done=Words(id="Jam temu sudah ditawarkan.", en="The times are offered."),
    )
)
book = act_view(
    Screen(
        verb="rounds.appointment.book",
        form=BookForm,
        title=Words(id="Janji temu", en="Appointment"),
        leads=case_page,
        sentences=_standing,
        button=Words(id="Simpan jam ini", en="Keep this time"),
        done=_booked,
    )
)
cancel = act_view(
    Screen(
        verb="rounds.appointment.cancel",
        form=NothingForm,
        title=Words(id="Batalkan janji temu", en="Cancel the appointment"),
        leads=case_page,
        sentences=(
            Words(
                id="Tidak ada yang hilang: jam lain atau putaran berikutnya tetap terbuka baginya.",
                en="Nothing is lost: another time or the next round stays open to her.",
            ),
        ),
        button=Words(id="Batalkan janji", en="Cancel it"),
        done=Words(id="Janji temu dibatalkan.", en="The appointment is cancelled."),
        grave=False,
    )
)
freeze = act_view(
    Screen(
        verb="rounds.list.freeze",
        form=FreezeForm,
        title=Words(id="Bekukan daftar putaran", en="Freeze the list of a round"),
        leads=_rounds,
        sentences=(
            Words(
                id="Daftar memuat setiap berkas dengan hasil verifikasinya, caranya dan sidik jarinya, tanpa nama.",
                en="It holds every case with the outcome of verifying it, its method and its digest, without names.",
            ),
            Words(
                id="Sesudah dibekukan daftar tidak berubah lagi. Yang belum terverifikasi masuk putaran berikutnya.",
                en="Once frozen it does not change any more. Who is not verified yet goes into the next round.",
            ),
        ),
        button=Words(id="Bekukan", en="Freeze it"),
        done=Words(id="Daftar sudah dibekukan.", en="The list is frozen."),
    )
)
