"""The escort's sealed sheet: whom to look for, by name for fifteen minutes, on the days of the way."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from pulang.areas.reveals.rules import OPEN_FOR
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.journeys.wording import comes
from pulang.flows import sheets as flow
from pulang.kernel.days import in_words
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same

_MINUTES = int(OPEN_FOR.total_seconds()) // 60

_CLOSED = Words(
    id="Nama hanya dapat dibuka dari {first} sampai {last}. Sebelum dan sesudahnya, nomor berkas cukup.",
    en="Names can only be opened from {first} to {last}. Before and after, case numbers are enough.",
)
_ON_THE_WAY = Words(
    id="Buka hanya bila Anda perlu mengenali mereka. Setiap pembukaan tercatat dan dapat mereka lihat; sesudah "
    f"{_MINUTES} menit nama tertutup lagi. Jangan memotret atau menyalinnya.",
    en="Open it only when you need to know whom to look for. Each opening is written down and they can see it; "
    f"after {_MINUTES} minutes the names close again. Do not photograph or copy them.",
)


class SheetForm(ActForm):
    """Nothing to fill in: the plan and the escort stand in the address."""

    template_name = "web/journeys/sheet_form.html"

    def prepare(self, about: About) -> None:
        """This will gather whom this escort goes along with, and the names that are open now."""
        parts = about.parts
        try:
            self.sheet = flow.sheet(
                about.code, parts["plan"], parts["escort"], by=about.reader.actor, at=moment(about.today)
            )
        except Refusal as refusal:
            raise Http404 from refusal
        self.lines = tuple((one, comes(one.first, one.meets)) for one in self.sheet.lines)
        self.open = any(one.name is not None for one in self.sheet.lines)
        self.days = self.sheet.first <= about.today <= self.sheet.last
        self.told = (
            _ON_THE_WAY
            if self.days
            else _CLOSED.format(first=in_words(self.sheet.first), last=in_words(self.sheet.last))
        )


def _placed(about: About) -> dict[str, Any]:
    return {"plan": about.parts["plan"], "escort": about.parts["escort"]}


def _address(about: About) -> str:
    return reverse("escort-sheet", args=[about.code, about.parts["plan"], about.parts["escort"]])


sheet = act_view(
    Screen(
        verb="journeys.sheet.open",
        form=SheetForm,
        title=lambda about: Words(id="Lembar pendamping {escort}", en="Sheet of escort {escort}").format(
            escort=same(about.parts["escort"])
        ),
        leads=lambda about: reverse("journeys", args=[about.code]),
        onward=lambda about, _receipt: _address(about),
        fixed=_placed,
        template="web/journeys/sheet.html",
        button=Words(id=f"Buka nama {_MINUTES} menit", en=f"Open the names for {_MINUTES} minutes"),
        step_up=True,
        done=Words(
            id=f"Nama terbuka {_MINUTES} menit, lalu tertutup sendiri.",
            en=f"The names are open for {_MINUTES} minutes; then they close by themselves.",
        ),
    )
)
