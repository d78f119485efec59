"""The screens that set something right in a case: an identity, a likely double, a journey, or a mistaken act."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from pulang.areas.audit import queries as lines
from pulang.areas.audit.facts import Line
from pulang.areas.boards import queries as boards
from pulang.areas.journeys import queries as journeys
from pulang.areas.people.rules import Correction
from pulang.areas.places import queries as places
from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm, Screen, act_view, case_page
from pulang.doors.web.cases import forms
from pulang.doors.web.cases.forms import offer, when
from pulang.doors.web.forms import ChoiceField, DayField, LongTextField, SelectField, TextField
from pulang.doors.web.words import day, say
from pulang.kernel.moments import local_day, moment
from pulang.kernel.words import Words

_STRIKES_MOST = 60
_VILLAGES_MOST = 8
_NO_NAMES = say("Tanpa nama dan tanpa nomor identitas", "Without names or identity numbers")

# What each act is called where somebody says that it was a mistake; others are set right by a later act.
ACTS = {
    "cases.case.register": Words(id="Pendaftaran berkas ini", en="Registering this case"),
    "people.identity.correct": Words(id="Perbaikan identitas", en="A corrected identity"),
    "cases.choice.record": Words(id="Pilihan", en="A choice"),
    "cases.consent.record": Words(id="Persetujuan", en="A consent"),
    "cases.wish.record": Words(id="Cara bepergian", en="A travel wish"),
    "cases.screening.record": Words(id="Penapisan", en="A screening"),
    "cases.attempt.record": Words(id="Verifikasi", en="A verification"),
    "papers.task.mark": Words(id="Urusan surat", en="How far a paper is"),
    "journeys.support.mark": Words(id="Langkah dukungan", en="A step of support"),
    "rounds.appointment.book": Words(id="Janji temu", en="An appointment"),
    "rounds.appointment.cancel": Words(id="Pembatalan janji temu", en="A cancelled appointment"),
    "cases.objection.raise": Words(id="Keberatan", en="An objection"),
    "cases.objection.appeal": Words(id="Keberatan yang dilanjutkan", en="An objection taken further"),
    "cases.objection.answer": Words(id="Jawaban atas keberatan", en="An answer to an objection"),
    "cases.move.record": Words(id="Langkah", en="A step"),
    "cases.assignment.give": Words(id="Penyerahan kepada instansi", en="Handing over to an agency"),
    "cases.assignment.end": Words(id="Pengambilan kembali dari instansi", en="Taking back from an agency"),
    "cases.duplicate.flag": Words(id="Dugaan berkas ganda", en="A likely double"),
    "cases.duplicate.decide": Words(id="Putusan berkas ganda", en="A decision about a double"),
    "journeys.itinerary.plan": Words(id="Rencana perjalanan", en="A planned journey"),
    "journeys.itinerary.confirm": Words(id="Kepastian tiket", en="Confirmed tickets"),
    "journeys.checkin.record": Words(id="Kehadiran sebelum berangkat", en="A check-in"),
    "journeys.itinerary.drop": Words(id="Pembatalan rencana perjalanan", en="A dropped journey"),
    "journeys.receiver.acknowledge": Words(id="Kesiapan dinas penerima", en="A receiver's word"),
    "journeys.receiver.withdraw": Words(id="Penarikan kesiapan penerima", en="A receiver's withdrawal"),
    "aid.channel.record": Words(id="Jalur pembayaran", en="How aid is paid"),
    "aid.beneficiary.list": Words(id="Penetapan sebagai penerima", en="Being listed for aid"),
    "cases.consents.withdraw": Words(id="Penarikan semua persetujuan", en="Withdrawing every consent"),
    "privacy.request.receive": Words(id="Permintaan tentang datanya", en="A request about her data"),
    "readiness.gate.waive": Words(id="Pengesampingan syarat", en="A condition set aside"),
}


NO_WAY_BACK = Words(
    id="Catatannya tetap tersimpan, tetapi tidak dihitung lagi. Ini tidak dapat dibatalkan.",
    en="The act stays in the books but counts no more. This cannot be undone.",
)


class IdentityForm(ActForm):
    """Newer values of sealed fields; nothing of what is sealed now is shown."""

    name = TextField(label=say("Nama", "Name"), required=False)
    nik = TextField(label="NIK", required=False, longest=24)
    birth_date = DayField(label=say("Tanggal lahir", "Birth date"), required=False, up_to_today=True)
    phone = TextField(label=say("Telepon", "Phone"), required=False, longest=30)
    village_text = TextField(
        label=say("Desa atau kecamatan asal", "Home village or sub-district"),
        help_text=say("Dicari di kabupaten atau kota tempat pulangnya", "Looked for in her home district"),
        required=False,
        longest=80,
    )
    village = ChoiceField(label=say("Yang mana?", "Which one?"), choices=(), required=False)
    address = LongTextField(label=say("Alamat asal", "Home address"), required=False, rows=3, longest=500)
    reason = ChoiceField(
        label=say("Mengapa diperbaiki?", "Why is it corrected?"), choices=labels.options(labels.CORRECTIONS)
    )
    happened_on = when()

    def prepare(self, about: About) -> None:
        """This will keep browsers from remembering what is typed, and offer the villages its name can mean."""
        for name in ("name", "nik", "phone", "village_text", "address"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        assert about.case is not None, "this form is about a case"
        typed = str(self.data.get("village_text", "")).strip()
        self.villages = _villages(about.case.id, typed) if typed else []
        if len(self.villages) > 1:
            offer(self, "village", self.villages)
        else:
            del self.fields["village"]

    def clean(self) -> dict[str, Any]:
        """This will settle the village: one fit is taken, several are asked about, none is told."""
        values = self.cleaned_data
        if values.get("village_text") and not self.villages:
            self.add_error("village_text", _NO_VILLAGE)
        elif len(self.villages) > 1 and not values.get("village"):
            self.add_error("village", say("Pilih desa yang dimaksud.", "Choose the village that is meant."))
        return values

    def said(self) -> dict[str, Any]:
        """This will say the village by its code."""
        values = super().said()
        values.pop("village_text", None)
        code = self.villages[0][0] if len(self.villages) == 1 else values.pop("village", "")
        return {**values, "village": code} if code else values

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the commonest reason, and with no value."""
        return {**super().begin(about), "reason": Correction.MISTYPED.value}


def _villages(case: UUID, typed: str) -> list[tuple[str, Any]]:
    home = boards.homes_of([case]).get(case, "")[: len("35.78")]
    found = places.search(text=typed, limit=_VILLAGES_MOST, within=home) if home else ()
    return [(one.code, one.full_name) for one in found]


_NO_VILLAGE = say(
    "Tidak ada desa atau kecamatan dengan nama itu di kabupaten asalnya. Periksa ejaannya, atau kosongkan.",
    "There is no village or sub-district of that name in her home district. Check the spelling, or leave it empty.",
)


class FlagForm(ActForm):
    """Another case may be the same person."""

    other = TextField(label=say("Nomor berkas yang lain", "Number of the other case"), longest=20)
    reason = TextField(
        label=say("Mengapa mungkin orang yang sama?", "Why may it be the same person?"),
        help_text=_NO_NAMES,
        longest=300,
    )
    happened_on = when()


class TakeBackForm(ActForm):
    """Something that was said before no longer holds."""

    reason = TextField(label=say("Alasan", "Reason"), help_text=_NO_NAMES, required=False, longest=300)
    happened_on = when()


class StrikeForm(ActForm):
    """An act about this case was a mistake."""

    act = SelectField(label=say("Catatan yang mana?", "Which act?"), choices=())
    reason = LongTextField(label=say("Apa yang keliru?", "What was wrong?"), help_text=_NO_NAMES, rows=3, longest=500)

    def prepare(self, about: About) -> None:
        """This will offer the latest acts about the case that still count."""
        assert about.case is not None, "this form is about a case"
        known = (line for line in lines.about(about.case.number, limit=_STRIKES_MOST) if line.verb in ACTS)
        found = [line for line in known if not lines.is_struck(line.seq)]
        offer(self, "act", [(line.id, _called(line, about)) for line in found])


def _called(line: Line, about: About) -> Any:
    said = line.payload.get("happened_on")
    zone = about.programme.time_zone if about.programme else ""
    on = day(date.fromisoformat(said) if said else local_day(line.at, zone))
    words = ACTS[line.verb]
    return say(f"{words.id} ({on})", f"{words.en} ({on})")


def _titled(indonesian: str, english: str) -> Callable[[About], Words]:
    def title(about: About) -> Words:
        assert about.case is not None, "these screens are about a case"
        return Words(id=f"{indonesian} – {about.case.number}", en=f"{english} – {about.case.number}")

    return title


def _receiver(about: About) -> dict[str, Any]:
    """This will say whose word is withdrawn: that of the office that gave it."""
    assert about.case is not None, "this form is about a case"
    found = journeys.receiver(about.case.id, moment(about.today))
    return {"agency": found.agency} if found else {}


identity = act_view(
    Screen(
        verb="people.identity.correct",
        form=IdentityForm,
        title=_titled("Perbaiki identitas", "Correct the identity"),
        leads=case_page,
        done=Words(id="Perbaikannya disegel.", en="The correction is sealed."),
        sentences=(
            Words(
                id="Isi hanya yang diperbaiki. Yang tersegel sekarang tidak ditampilkan di sini.",
                en="Fill in only what is corrected. What is sealed now is not shown here.",
            ),
        ),
    )
)
duplicate_flag = act_view(
    Screen(
        verb="cases.duplicate.flag",
        form=FlagForm,
        title=_titled("Catat dugaan berkas ganda", "Record a likely double"),
        leads=case_page,
        sentences=(Words(id="Koordinator yang memutuskan.", en="A coordinator decides about it."),),
    )
)
itinerary_drop = act_view(
    Screen(
        verb="journeys.itinerary.drop",
        form=TakeBackForm,
        title=_titled("Batalkan rencana perjalanan", "Drop the planned journey"),
        leads=case_page,
    )
)
receiver_withdraw = act_view(
    Screen(
        verb="journeys.receiver.withdraw",
        form=TakeBackForm,
        title=_titled("Tarik kesiapan menerima", "Withdraw the receiver's word"),
        leads=case_page,
        fixed=_receiver,
    )
)
strike = act_view(
    Screen(
        verb="audit.act.strike",
        form=StrikeForm,
        title=_titled("Nyatakan catatan keliru", "Say that an act was a mistake"),
        leads=case_page,
        button=Words(id="Ya, nyatakan keliru", en="Yes, it was a mistake"),
        grave=True,
        sentences=(NO_WAY_BACK,),
    )
)
lock = act_view(
    Screen(
        verb="cases.lock.set",
        form=forms.LockForm,
        title=_titled("Kunci berkas", "Lock the case"),
        leads=case_page,
        button=Words(id="Kunci berkas", en="Lock the case"),
        done=Words(id="Berkas terkunci untuk dua orang.", en="The case is locked to two people."),
        sentences=(
            Words(
                id="Untuk semua orang lain, di setiap kantor, berkas ini tidak ada lagi: tidak di daftar, pencarian, "
                "catatan, maupun dugaan berkas ganda. Pekerjaan atas berkas ini hanya dapat dilanjutkan oleh keduanya.",
                en="For everybody else, in every office, this case is no longer there: in no list, search, record or "
                "likely double. Only these two can go on working on it.",
            ),
        ),
    )
)
unlock = act_view(
    Screen(
        verb="cases.lock.end",
        form=forms.UnlockForm,
        title=_titled("Buka kunci berkas", "Open the locked case"),
        leads=case_page,
        button=Words(id="Buka kunci", en="Open it"),
        sentences=(
            Words(
                id="Berkas ini tampak lagi bagi setiap orang yang bertugas atasnya.",
                en="The case is seen again by everybody whose task it is.",
            ),
        ),
    )
)
