"""Two acts by two people: one prepares a quarter's figures, another publishes them."""

from typing import Any

from django.urls import reverse

from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.forms import TextField
from pulang.doors.web.words import say
from pulang.kernel.words import Words


class PrepareForm(ActForm):
    """Why they replace others, when they do."""

    reason = TextField(
        label=say("Alasan, bila mengganti yang sudah terbit", "Reason, where they replace what is published"),
        help_text=say("Dibaca semua orang; tanpa nama", "Read by everybody; no names"),
        required=False,
        longest=300,
    )


class PublishForm(ActForm):
    """Nothing to fill in."""


def _quarter(about: About) -> dict[str, Any]:
    return {"quarter": about.parts["quarter"]}


def _leads(about: About) -> str:
    return reverse("releases", args=[about.code])


prepare = act_view(
    Screen(
        verb="figures.release.prepare",
        form=PrepareForm,
        title=Words(id="Siapkan angka triwulan", en="Prepare a quarter's figures"),
        leads=_leads,
        fixed=_quarter,
        sentences=(
            Words(
                id="Angkanya dibekukan seperti pada halaman sebelumnya. Orang lain memeriksanya dan menerbitkannya.",
                en="The figures are frozen as on the page before. Somebody else checks and publishes them.",
            ),
        ),
        button=Words(id="Siapkan", en="Prepare"),
        done=Words(id="Angka disiapkan; orang lain menerbitkannya.", en="Prepared; somebody else publishes them."),
    )
)
publish = act_view(
    Screen(
        verb="figures.release.publish",
        form=PublishForm,
        title=Words(id="Terbitkan angka triwulan", en="Publish a quarter's figures"),
        leads=_leads,
        fixed=_quarter,
        sentences=(
            Words(
                id="Yang terbit tidak diubah dan tidak ditarik; bila keliru, terbit revisi dengan alasannya.",
                en="What is published is not changed and not taken back; where it is wrong a revision follows.",
            ),
        ),
        button=Words(id="Terbitkan", en="Publish"),
        done=Words(
            id="Angka terbit. Halaman umum menyusul, begitu pengelola sistem memperbaruinya.",
            en="Published. The public pages follow as soon as whoever runs the system renews them.",
        ),
        grave=True,
    )
)
