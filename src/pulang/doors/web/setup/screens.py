"""The screens that set a programme up; each leads back to what the programme is made of."""

from django.urls import reverse

from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.context import View
from pulang.doors.web.setup import forms
from pulang.kernel.words import Words


def _leads(about: About) -> str:
    return reverse("setup", args=[about.code])


def _screen(verb: str, form: type[ActForm], title: Words, *sentences: Words) -> View:
    return act_view(Screen(verb=verb, form=form, title=title, leads=_leads, sentences=sentences))


open_programme = act_view(
    Screen(
        verb="programmes.programme.open",
        form=forms.ProgrammeForm,
        title=Words(id="Buka program", en="Open a programme"),
        leads=lambda _about: reverse("home"),
        fixed=lambda about: {"lead": about.reader.actor.agency},
        button=Words(id="Buka program", en="Open the programme"),
        done=Words(
            id="Program terbuka. Sekarang tambahkan lokasi dan bloknya.",
            en="The programme is open. Now add its sites and blocks.",
        ),
        onward=lambda _about, receipt: reverse("setup", args=[receipt.subject]),
        sentences=(
            Words(id="Program ini dipimpin instansi Anda sendiri.", en="Your own office leads this programme."),
        ),
    )
)
site = _screen("programmes.site.add", forms.SiteForm, Words(id="Tambah lokasi", en="Add a site"))
block = _screen("programmes.block.add", forms.BlockForm, Words(id="Tambah blok", en="Add a block"))
mark = _screen(
    "programmes.site.mark", forms.MarkForm, Words(id="Lokasi dibuka atau ditutup", en="A site opens or closes")
)
verification_round = _screen(
    "cases.round.open",
    forms.RoundForm,
    Words(id="Buka putaran verifikasi", en="Open a round of verification"),
    Words(
        id="Yang belum bertemu dalam satu putaran tidak dicoret; ia bisa diverifikasi kapan saja.",
        en="Nobody is struck off for missing a round; she can be verified at any time.",
    ),
)
attester = _screen(
    "cases.attester.list",
    forms.AttesterForm,
    Words(id="Daftarkan saksi", en="List an attester"),
    Words(
        id="Saksi adalah kelompok yang mengenal warga, misalnya kelompok kerjanya. Perlu dua saksi untuk satu orang.",
        en="An attester is a group that knows the residents, such as their working group. One person needs two.",
    ),
)
unlist = _screen("cases.attester.unlist", forms.UnlistForm, Words(id="Keluarkan saksi", en="Take an attester off"))
