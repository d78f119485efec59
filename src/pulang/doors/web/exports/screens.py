"""The forms of copies: asking for one, and what a second person says to it."""

from typing import Any

from django.http import Http404
from django.urls import reverse

from pulang.areas.accounts.rules import AgencyKind
from pulang.areas.exports import queries as exports
from pulang.areas.exports.facts import Request
from pulang.areas.exports.rules import PREFIX
from pulang.doors.web import labels
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.cases.forms import offer
from pulang.doors.web.forms import ChoiceField, ManyField, SelectField, TextField
from pulang.doors.web.words import say
from pulang.kernel import refs
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, listing
from pulang.storage import clock


class RequestForm(ActForm):
    """Which columns of which cases, for what, and for whom."""

    purpose = ChoiceField(
        label=say("Berdasarkan persetujuan yang mana?", "On which consent?"),
        help_text=say(
            "Hanya yang persetujuannya berlaku yang masuk salinan", "Only those whose consent stands are in the copy"
        ),
        choices=labels.options(labels.PURPOSES),
    )
    columns = ManyField(label=say("Kolom apa saja?", "Which columns?"), choices=labels.options(labels.COPY_COLUMNS))
    origin = SelectField(label=say("Provinsi asal", "Province of origin"), choices=(), required=False)
    stage = SelectField(label=say("Tahap", "Stage"), choices=(), required=False)
    recipient = SelectField(label=say("Untuk instansi mana?", "For which agency?"), choices=())
    receiver = TextField(
        label=say("Diterima oleh", "Received by"),
        help_text=say("Jabatan atau bagian, tanpa nama orang", "A function or a unit, no person's name"),
        longest=120,
    )

    def prepare(self, about: About) -> None:
        """This will offer agencies that may receive a copy, provinces and stages."""
        observers = AgencyKind.OBSERVER.value
        offer(self, "recipient", [(one.code, one.name) for one in about.agencies() if one.kind != observers])
        offer(self, "origin", list(labels.provinces()))
        offer(self, "stage", labels.options(labels.STAGES))

    def said(self) -> dict[str, Any]:
        """This will draw the copy's number out of the form's own id, so that a form sent twice asks once."""
        drawn = iter(bytes.fromhex(self.cleaned_data["ref"].replace("-", "")))
        return {**super().said(), "export": refs.draw(PREFIX, lambda n: next(drawn) % n)}


class VerdictForm(ActForm):
    """A yes or a no; nothing to fill in."""


def _all(about: About) -> str:
    return reverse("exports", args=[about.code])


def _this(about: About) -> dict[str, Any]:
    return {"export": _asked(about).number}


def _asked(about: About) -> Request:
    try:
        return exports.export(about.parts["export"], about.code, clock.now()).request
    except Refusal as refusal:
        raise Http404 from refusal


_WHAT = Words(
    id="{number}: {columns}. Berdasarkan persetujuan: {purpose}. Untuk {recipient}, {receiver}.",
    en="{number}: {columns}. On the consent: {purpose}. For {recipient}, {receiver}.",
)
_TOGETHER = Words(
    id="Anda ikut menanggung apa yang keluar. Yang masuk hanya berkas yang boleh Anda lihat juga.",
    en="You answer for what leaves, too. Only cases that you may see as well are in it.",
)


def _what(about: About) -> tuple[Words, ...]:
    asked = _asked(about)
    told = _WHAT.format(
        number=asked.number,
        columns=listing(tuple(labels.named(labels.COPY_COLUMNS, column.value) for column in asked.columns)),
        purpose=labels.named(labels.PURPOSES, asked.purpose),
        recipient=next((one.name for one in about.agencies() if one.code == asked.recipient), asked.recipient),
        receiver=asked.receiver,
    )
    return (told, _TOGETHER)


request = act_view(
    Screen(
        verb="exports.export.request",
        form=RequestForm,
        title=Words(id="Minta salinan", en="Ask for a copy"),
        leads=_all,
        button=Words(id="Minta", en="Ask"),
        step_up=True,
        sentences=(
            Words(
                id="Orang lain harus menyetujuinya. Berkasnya terkunci, paling banyak 200 baris, dan hilang sesudah "
                "24 jam; tiap orang di dalamnya dapat melihat bahwa datanya disalin.",
                en="Somebody else must approve it. The file is locked, holds 200 rows at most and is gone after 24 "
                "hours; everybody in it can see that her data was copied.",
            ),
        ),
        done=Words(id="Permintaan tercatat dan menunggu persetujuan.", en="The request waits for approval."),
    )
)
approve = act_view(
    Screen(
        verb="exports.export.approve",
        form=VerdictForm,
        title=Words(id="Setujui salinan ini?", en="Approve this copy?"),
        leads=_all,
        fixed=_this,
        step_up=True,
        grave=True,
        button=Words(id="Ya, setujui", en="Yes, approve"),
        sentences=_what,
        done=Words(id="Disetujui. Berkasnya siap dalam beberapa menit.", en="Approved. The file is ready in minutes."),
    )
)
refuse = act_view(
    Screen(
        verb="exports.export.refuse",
        form=VerdictForm,
        title=Words(id="Tolak salinan ini?", en="Refuse this copy?"),
        sentences=lambda about: _what(about)[:1],
        leads=_all,
        fixed=_this,
        grave=False,
        button=Words(id="Ya, tolak", en="Yes, refuse"),
        done=Words(id="Ditolak; tidak ada yang disalin.", en="Refused; nothing is copied."),
    )
)
