"""The screens that add to one case, each leading back to its file."""

from collections.abc import Callable

from pulang.doors.web.acting import About, Screen, act_view, case_page
from pulang.doors.web.cases import forms
from pulang.doors.web.cases.suspected import beside, points, suspected
from pulang.kernel.words import Words


def _titled(indonesian: str, english: str) -> Callable[[About], Words]:
    def title(about: About) -> Words:
        assert about.case is not None, "these screens are about a case"
        return Words(id=f"{indonesian} – {about.case.number}", en=f"{english} – {about.case.number}")

    return title


_FOUR = Words(
    id="Keempat pilihan setara. Ia boleh mengubahnya kapan saja sampai berangkat, tanpa alasan dan tanpa akibat.",
    en="The four choices are equal. She may change hers at any time until she leaves, without reason and loss.",
)
_ALONE = Words(
    id="Setiap tujuan ditanyakan sendiri-sendiri. Bantuan tidak bergantung pada jawabannya.",
    en="Each purpose is asked by itself. Aid does not depend on the answer.",
)

choice = act_view(
    Screen(
        verb="cases.choice.record",
        form=forms.ChoiceForm,
        title=_titled("Catat pilihan", "Record the choice"),
        leads=case_page,
        sentences=(_FOUR,),
        done=Words(id="Pilihan tersimpan.", en="The choice is saved."),
    )
)
consent = act_view(
    Screen(
        verb="cases.consent.record",
        form=forms.ConsentForm,
        title=_titled("Catat persetujuan", "Record consent"),
        leads=case_page,
        sentences=(_ALONE,),
        done=Words(id="Jawabannya tersimpan dan berlaku sekarang.", en="Her answer is saved and counts from now on."),
    )
)
wish = act_view(
    Screen(
        verb="cases.wish.record",
        form=forms.WishForm,
        title=_titled("Cara bepergian", "How she wants to travel"),
        leads=case_page,
    )
)
screening = act_view(
    Screen(
        verb="cases.screening.record",
        form=forms.ScreeningForm,
        title=_titled("Catat penapisan", "Record the screening"),
        leads=case_page,
        sentences=(
            Words(
                id="Hanya hasilnya yang dicatat, tanpa cerita dan tanpa diagnosis.",
                en="Only the outcome is recorded, without the story and without a diagnosis.",
            ),
        ),
    )
)
attempt = act_view(
    Screen(
        verb="cases.attempt.record",
        form=forms.AttemptForm,
        title=_titled("Catat verifikasi", "Record a verification"),
        leads=case_page,
        sentences=(
            Words(
                id="Belum terverifikasi bukan berarti tidak berhak. NIK tidak wajib.",
                en="Not yet verified does not mean not eligible. A NIK is not required.",
            ),
        ),
    )
)
move = act_view(
    Screen(
        verb="cases.move.record", form=forms.MoveForm, title=_titled("Catat langkah", "Record a step"), leads=case_page
    )
)
assignment = act_view(
    Screen(
        verb="cases.assignment.give",
        form=forms.AssignmentForm,
        title=_titled("Serahkan kepada instansi", "Hand over to an agency"),
        leads=case_page,
        sentences=(
            Words(
                id="Instansi itu akan melihat berkas ini, selama persetujuannya berlaku.",
                en="That agency will see this case as long as her consent stands.",
            ),
        ),
    )
)
assignment_end = act_view(
    Screen(
        verb="cases.assignment.end",
        form=forms.EndAssignmentForm,
        title=_titled("Ambil kembali dari instansi", "Take back from an agency"),
        leads=case_page,
    )
)
duplicate = act_view(
    Screen(
        verb="cases.duplicate.decide",
        form=forms.DuplicateForm,
        title=_titled("Putuskan dugaan berkas ganda", "Decide about a likely double"),
        leads=case_page,
        points=lambda about: tuple(group for one in suspected(forms.file_of(about)) for group in points(one)),
        beside=lambda about: beside(forms.file_of(about)),
    )
)
channel = act_view(
    Screen(
        verb="aid.channel.record",
        form=forms.ChannelForm,
        title=_titled("Jalur pembayaran", "How aid is paid"),
        leads=case_page,
    )
)
itinerary = act_view(
    Screen(
        verb="journeys.itinerary.plan",
        form=forms.ItineraryForm,
        title=_titled("Rencanakan perjalanan", "Plan the journey"),
        leads=case_page,
        sentences=(
            Words(
                id="Sampai kabupaten asalnya, bukan hanya sampai bandara.",
                en="All the way home, not only to the airport.",
            ),
        ),
    )
)
tickets = act_view(
    Screen(
        verb="journeys.itinerary.confirm",
        form=forms.DayForm,
        title=_titled("Tiket sudah pasti", "Tickets are confirmed"),
        leads=case_page,
    )
)
receiver = act_view(
    Screen(
        verb="journeys.receiver.acknowledge",
        form=forms.DayForm,
        title=_titled("Nyatakan siap menerima", "Acknowledge as receiver"),
        leads=case_page,
    )
)
