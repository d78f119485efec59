"""The screens that change something in this subject, each leading back to what it is about."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from pulang.areas.privacy import queries as privacy
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.privacy import forms
from pulang.flows.act import Receipt
from pulang.kernel.moments import moment
from pulang.kernel.words import Words


def _person(about: About) -> str:
    assert about.case is not None, "these screens are about a case"
    return reverse("privacy-case", args=[about.case.number])


def _file(about: About) -> str:
    assert about.case is not None, "these screens are about a case"
    return reverse("case", args=[about.case.number])


def _back(about: About) -> str:
    """This will lead back to where the reader may look: the page of her rights, or the case file."""
    return _person(about) if about.reader.may_look("privacy") else _file(about)


def _list(_about: About) -> str:
    return reverse("privacy")


def _part(about: About) -> dict[str, Any]:
    return {"request": about.parts["ask"]}


def _titled(indonesian: str, english: str) -> Callable[[About], Words]:
    def title(about: About) -> Words:
        asked = about.parts.get("ask")
        ref = f"{asked} – " if asked else ""
        number = about.case.number if about.case else about.code
        return Words(id=f"{indonesian} – {ref}{number}", en=f"{english} – {ref}{number}")

    return title


def _step(
    verb: str,
    form: type[ActForm],
    title: tuple[str, str],
    *says: Words,
    grave: bool | None = None,
    step_up: bool = False,
    button: Words | None = None,
) -> Any:
    """This will make the screen of one step of a request or a letter."""
    more: dict[str, Any] = {} if button is None else {"button": button}
    return act_view(
        Screen(
            verb=verb,
            form=form,
            title=_titled(*title),
            leads=_back,
            fixed=_part,
            sentences=says,
            grave=grave,
            step_up=step_up,
            **more,
        )
    )


_CLOCK = Words(
    id="Undang-undang memberi waktu 3 × 24 jam sejak permintaan diterima.",
    en="The law gives 3 × 24 hours from the moment the request came.",
)
_AT_ONCE = Words(
    id="Pembatasan dan keberatan berlaku sejak dicatat: berkasnya tidak diserahkan kepada siapa pun.",
    en="A restriction or an objection counts as soon as it is recorded: the case goes to nobody.",
)
_ALL = (
    Words(
        id="Semua persetujuannya berakhir sekarang, tanpa alasan. Instansi lain tidak lagi melihat berkasnya dan "
        "diminta menghapus; jalur pembayaran dan rencana perjalanannya berhenti.",
        en="All her consents end now, without a reason. Other offices no longer see the case and are asked to "
        "delete; the way aid is paid and the plan to travel end.",
    ),
    Words(
        id="Berkas, pilihan dan haknya atas bantuan tidak berubah. Ia boleh setuju lagi kapan saja.",
        en="Her case, her choice and her right to aid do not change. She may agree again at any time.",
    ),
)
_ERASES = (
    Words(
        id="Kuncinya dimusnahkan: nama, NIK, telepon dan alamatnya tidak terbaca lagi, juga dari cadangan.",
        en="Her key is destroyed: nobody can read her name, NIK, telephone or address again, not from a backup either.",
    ),
    Words(
        id="Yang wajib disimpan tetap ada tanpa jati diri: buku berkas di bawah nomornya, buku tindakan, catatan uang.",
        en="What has to be kept stays without identity: the books under the number, the acts, the money.",
    ),
    Words(id="Ini tidak dapat dibatalkan.", en="This cannot be undone."),
)

withdraw = act_view(
    Screen(
        verb="cases.consents.withdraw",
        form=forms.DayForm,
        title=_titled("Tarik semua persetujuan", "Withdraw every consent"),
        leads=_back,
        sentences=_ALL,
        button=Words(id="Ya, tarik semua", en="Yes, withdraw all"),
        done=Words(id="Semua persetujuannya berakhir.", en="All her consents have ended."),
        grave=False,
    )
)
receive = act_view(
    Screen(
        verb="privacy.request.receive",
        form=forms.ReceiveForm,
        title=_titled("Catat permintaannya", "Record her request"),
        leads=_back,
        sentences=(_CLOCK, _AT_ONCE),
    )
)
check = _step("privacy.request.check", forms.CheckForm, ("Pastikan ini permintaannya", "Make sure it is hers"))
answer = _step("privacy.request.answer", forms.NoteForm, ("Jawab permintaan", "Answer the request"), _CLOCK)
refuse = _step(
    "privacy.request.refuse",
    forms.RefuseForm,
    ("Tolak dengan alasan hukum", "Refuse on a ground in law"),
    Words(
        id="Hanya alasan yang disebut undang-undang. Beri tahu juga ke mana ia dapat mengadu.",
        en="Only for a ground the law names. Tell her too where she can complain.",
    ),
)
finish = _step("privacy.request.finish", forms.DayForm, ("Permintaan selesai", "The request is done"))
lift = _step("privacy.request.lift", forms.DayForm, ("Ia mencabut permintaannya", "She takes the request back"))
decide = _step(
    "privacy.erasure.decide", forms.NoteForm, ("Putuskan penghapusan", "Decide on erasure"), *_ERASES, step_up=True
)
erase = _step(
    "privacy.erasure.confirm",
    forms.DayForm,
    ("Pastikan penghapusan", "Confirm the erasure"),
    *_ERASES,
    grave=True,
    step_up=True,
    button=Words(id="Ya, hapus sekarang", en="Yes, erase now"),
)

letter = act_view(
    Screen(
        verb="privacy.official.receive",
        form=forms.LetterForm,
        title=_titled("Catat surat resmi", "Record an authority's letter"),
        leads=_back,
        sentences=(
            Words(
                id="Satu surat tentang satu orang. Kirim daftar nama kembali: tidak ada jawaban untuk banyak orang.",
                en="One letter about one person. Send a list of names back: there is no answer about many.",
            ),
        ),
    )
)
examine = _step(
    "privacy.official.examine",
    forms.ExamineForm,
    ("Periksa surat resmi", "Examine the letter"),
    Words(
        id="Centang sesedikit mungkin; tanpa centang berarti tidak ada yang diberikan.",
        en="Tick as little as possible; no tick means that nothing is given.",
    ),
)
approve = _step("privacy.official.approve", forms.ThingsForm, ("Setujui jawaban", "Approve the answer"), step_up=True)
refuse_letter = _step("privacy.official.refuse", forms.NoteForm, ("Tolak surat resmi", "Refuse the letter"))
give = _step(
    "privacy.official.give",
    forms.GiveForm,
    ("Catat jawaban di atas kertas", "Record the answer on paper"),
    Words(
        id="Jawaban ditulis di luar sistem ini. Tidak ada berkas yang dikirim dari sini.",
        en="The answer is written outside this system. No file leaves from here.",
    ),
)
tell = _step("privacy.official.tell", forms.DayForm, ("Ia sudah diberi tahu", "She was told"))


def _asked(about: About) -> dict[str, Any]:
    return {"case": about.parts["deleted"], "purpose": about.parts["purpose"]}


delete = act_view(
    Screen(
        verb="privacy.deletion.confirm",
        form=forms.DayForm,
        title=lambda about: Words(id="Hapus dan konfirmasi – {number}", en="Delete and confirm – {number}").format(
            number=about.parts["deleted"]
        ),
        leads=lambda _about: reverse("deletions"),
        fixed=_asked,
        sentences=(
            Words(
                id="Hapus dulu semua salinan di kantor Anda: kertas, pesan, tabel dan kontak di telepon.",
                en="First delete every copy your office has: paper, messages, tables, contacts in telephones.",
            ),
        ),
        button=Words(id="Sudah dihapus, konfirmasi", en="It is deleted, confirm"),
        done=Words(id="Terima kasih. Penghapusan tercatat.", en="Thank you. The deletion is recorded."),
        grave=False,
    )
)
propose = act_view(
    Screen(
        verb="privacy.purge.propose",
        form=forms.ProposeForm,
        title=_titled("Usulkan pemusnahan", "Propose a purge"),
        leads=_list,
        done=Words(id="Usulan tercatat; orang lain menyetujuinya.", en="Proposed; somebody else approves it."),
    )
)


def _said_of_purge(about: About) -> tuple[Words, ...]:
    proposed = next((one for one in _purges(about) if one.ref == about.parts["purge"]), None)
    counted = Words(
        id="{count} jati diri yang lewat masa simpannya dimusnahkan. Ini tidak dapat dibatalkan.",
        en="{count} identities that were kept long enough are destroyed. This cannot be undone.",
    )
    return (counted.format(count=proposed.affected if proposed else 0),)


def _purges(about: About) -> Any:
    return privacy.purges(moment(about.today), programme=about.code)


def _purged(_about: About, _receipt: Receipt) -> Words:
    return Words(id="Pemusnahan selesai dan tercatat.", en="The purge is done and recorded.")


approve_purge = act_view(
    Screen(
        verb="privacy.purge.approve",
        form=forms.PlainForm,
        title=_titled("Setujui pemusnahan", "Approve the purge"),
        leads=_list,
        fixed=lambda about: {"purge": about.parts["purge"]},
        sentences=_said_of_purge,
        button=Words(id="Ya, musnahkan", en="Yes, destroy"),
        done=_purged,
        grave=True,
        step_up=True,
    )
)
