"""Handovers on the screen and on paper: given, acknowledged by the other side, and what differs with a way forward."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.accounts import queries as accounts
from pulang.areas.cases import queries as cases
from pulang.areas.journeys.rules import (
    DIFFERENCE_WORDS,
    HANDOVER_PREFIX,
    TOLD_BY_RECEIVER,
    WAYS_FORWARD,
    Difference,
)
from pulang.doors.web import addresses, parts, printing
from pulang.doors.web.acting import About, ActForm, Screen, act_view, case_page
from pulang.doors.web.cases.forms import offer
from pulang.doors.web.context import here, needs, powers, programme_here
from pulang.doors.web.forms import ChoiceField, DayField, LongTextField, ManyField, SelectField, TextField
from pulang.doors.web.journeys.views import ACKNOWLEDGED, KIND, WAITS, asked
from pulang.doors.web.pages import Link, Page, private, render
from pulang.doors.web.words import language, say, told
from pulang.flows import handing_over as flow
from pulang.flows import looking as looks
from pulang.flows.handing_over import Handover
from pulang.kernel import refs
from pulang.kernel.days import in_words
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words, same

_HEARD: Final = Words(
    id="Sesudah itu sudah ada kabar; berkasnya menyebut keadaannya sekarang.",
    en="There has been word since; her case says how it stands now.",
)
FILE_NAME: Final = "dokumen.pdf"  # neutral: it lies in a bag or a telephone


@dataclass(frozen=True, slots=True, kw_only=True)
class Differs:
    """One difference between the list and the arrival, and what can be done."""

    case: str
    says: Words
    forward: Words
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPage(Page):
    """One handover: both sides, and what differs."""

    tag: parts.Tag
    rows: tuple[parts.Row, ...]
    given: tuple[str, ...]
    received: tuple[str, ...]
    differences: tuple[Differs, ...]
    acknowledge: Link | None
    paper: Link


@needs("cases")
def handover(request: HttpRequest, code: str, handover: str) -> HttpResponse:
    """This will show one handover under case numbers."""
    about, found = programme_here(request), _found(request, code, handover)
    may = found.waits and powers(request, about).may("journeys.handover.acknowledge")
    page = HandoverPage(
        title=Words(id="{kind} – {number}", en="{kind} – {number}").format(kind=KIND[found.final], number=found.number),
        back=Link(words=Words(id="Perjalanan", en="Journeys"), url=reverse("journeys", args=[code])),
        tag=WAITS if found.waits else ACKNOWLEDGED,
        rows=_rows(found),
        given=found.given,
        received=found.received,
        differences=tuple(
            Differs(
                case=case,
                says=DIFFERENCE_WORDS[why],
                forward=_forward(found, case, why),
                url=addresses.about("case", case),
            )
            for case, why in found.differences
        ),
        acknowledge=Link(
            words=Words(id="Nyatakan siapa yang ada", en="Say who is there"),
            url=reverse("handover-acknowledge", args=[code, found.number]),
        )
        if may
        else None,
        paper=Link(
            words=Words(id="Unduh berita acara", en="Download the record"),
            url=reverse("handover-paper", args=[code, found.number]),
        ),
    )
    return render(request, "web/journeys/handover.html", page)


def _forward(found: Handover, case: str, why: Difference) -> Words:
    return _HEARD if case in found.heard and why is not Difference.UNLISTED else WAYS_FORWARD[why]


def _rows(found: Handover) -> tuple[parts.Row, ...]:
    names = {one.code: one.name for one in accounts.agencies()}
    rows = [
        parts.Row(key=Words(id="Tempat", en="Place"), value=found.place),
        parts.Row(key=Words(id="Tanggal", en="Day"), value=in_words(found.on)),
        parts.Row(key=Words(id="Yang menyerahkan", en="Given by"), value=names[found.giver]),
        parts.Row(key=Words(id="Yang menerima", en="Received by"), value=names[found.to]),
    ]
    if found.witness:
        rows.append(parts.Row(key=Words(id="Saksi", en="Witness"), value=found.witness))
    if found.received_on:
        rows.append(
            parts.Row(key=Words(id="Dinyatakan penerima", en="Acknowledged"), value=in_words(found.received_on))
        )
    return tuple(rows)


def _found(request: HttpRequest, code: str, number: str) -> Handover:
    about = programme_here(request)
    try:
        found = flow.handover(code, number, moment(here(request).today, zone=about.time_zone))
    except Refusal as refusal:
        raise Http404 from refusal
    looks.note(
        action="journeys.manifest",
        programme=code,
        fields=("handover",),
        cases=[cases.find(each, code).id for each in found.given],
    )
    return found


@needs("cases")
def paper(request: HttpRequest, code: str, handover: str) -> HttpResponse:
    """This will print the record to be signed by giver, receiver and witness: case numbers, and a code to check it."""
    found = _found(request, code, handover)
    names = {one.code: one.name for one in accounts.agencies()}
    address = request.build_absolute_uri(reverse("check-paper", args=[found.number, flow.mark_of(found.number)]))
    differs = dict(found.differences)
    said = {
        "lang": language(),
        "title": told(_TITLE),
        "number": found.number,
        "kind": told(KIND[found.final]),
        "rows": [
            [told(row.key), told(row.value) if isinstance(row.value, Words) else str(row.value)] for row in _rows(found)
        ],
        "heads": [told(one) for one in _HEADS],
        "lines": [[case, told(_state(case, found, differs))] for case in sorted({*found.given, *found.received})],
        "signers": [
            [told(_SIGNS[0]), names[found.giver]],
            [told(_SIGNS[1]), names[found.to]],
            [told(_SIGNS[2]), found.witness or "…"],
        ],
        "check": told(_CHECK),
        "address": address,
        "square": printing.square(address),
    }
    response = HttpResponse(_set(said), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return private(response)


def _set(said: Mapping[str, object]) -> bytes:
    template = (Path(__file__).parent / "handover.typ").read_bytes()
    return printing.pdf(template, said)


def _state(case: str, found: Handover, differs: Mapping[str, Difference]) -> Words:
    if case in differs:
        return DIFFERENCE_WORDS[differs[case]]
    return _RECEIVED if case in found.received else _GIVEN


_TITLE: Final = Words(id="Berita acara serah terima", en="Record of a handover")
_HEADS: Final = (Words(id="Nomor", en="Number"), Words(id="Keadaan", en="State"))
_GIVEN: Final = Words(id="diserahkan", en="given")
_RECEIVED: Final = Words(id="diterima", en="received")
_SIGNS: Final = (
    Words(id="Yang menyerahkan", en="Giver"),
    Words(id="Yang menerima", en="Receiver"),
    Words(id="Saksi", en="Witness"),
)
_CHECK: Final = Words(id="Periksa keaslian kertas ini:", en="Check whether this paper is genuine:")


class GiveForm(ActForm):
    """Who is given over, to whom and where."""

    cases = ManyField(label=say("Siapa yang diserahkan?", "Who is given over?"), choices=())
    to = SelectField(
        label=say("Kepada instansi mana?", "To which agency?"),
        help_text=say(
            "Instansi yang memegang berkasnya dengan persetujuan", "An agency that has the case with consent"
        ),
        choices=(),
    )
    place = TextField(label=say("Di mana?", "Where?"), longest=80)
    final = ChoiceField(
        label=say("Sampai di mana perjalanannya?", "How far is the way?"),
        choices=[("no", say("Masih di perjalanan", "Still on the way")), ("yes", say("Sudah di tujuan", "At its end"))],
    )
    witness = TextField(
        label=say("Saksi", "Witness"),
        help_text=say("Jabatan atau organisasi, tanpa nama orang", "A function or organisation, no person's name"),
        required=False,
        longest=120,
    )

    def prepare(self, about: About) -> None:
        """This will offer those who left with this departure, and the agencies their cases are with."""
        assert about.programme is not None, "a departure is of a programme"
        found = asked(about.code, about.parts["manifest"], about.today, about.programme.time_zone)
        gone = found.gone
        offer(self, "cases", [(number, number) for number in gone])
        at = moment(about.today)
        near = {line.agency for number in gone for line in cases.assigned(cases.find(number).id, at)}
        offer(self, "to", [(one.code, one.name) for one in about.agencies() if one.code in near])

    def said(self) -> dict[str, Any]:
        """This will draw the number out of the form's own id, so that a form sent twice gives once."""
        drawn = iter(bytes.fromhex(self.cleaned_data["ref"].replace("-", "")))
        number = refs.draw(HANDOVER_PREFIX, lambda n: next(drawn) % n)
        return {**super().said(), "final": self.cleaned_data["final"] == "yes", "handover": number}


class AcknowledgeForm(ActForm):
    """Who is there, what is known of the others, and who came besides."""

    arrived = ManyField(label=say("Siapa yang ada?", "Who is there?"), choices=(), required=False)
    why = SelectField(
        label=say("Tentang yang tidak ada, apa yang diketahui?", "What is known of those who are not there?"),
        choices=[(one.value, say(DIFFERENCE_WORDS[one].id, DIFFERENCE_WORDS[one].en)) for one in TOLD_BY_RECEIVER],
        required=False,
    )
    unlisted = LongTextField(
        label=say("Ada yang datang di luar daftar?", "Did somebody come who is not on the list?"),
        help_text=say("Satu nomor berkas pada setiap baris", "One case number on each line"),
        rows=3,
        longest=2_000,
        required=False,
    )
    happened_on = DayField(
        label=say("Tanggal", "Date"), help_text=say("Misalnya 12 3 2019", "For example 12 3 2019"), up_to_today=True
    )

    def prepare(self, about: About) -> None:
        """This will offer everybody who was given."""
        self.given = _of(about).given
        offer(self, "arrived", [(number, number) for number in self.given])

    def said(self) -> dict[str, Any]:
        """This will say of everybody whether she is there; what is not known stays unknown."""
        there = set(self.cleaned_data["arrived"])
        why = self.cleaned_data["why"] or Difference.NO_WORD.value
        return {
            "handover": self.about.parts["handover"],
            "arrived": [number for number in self.given if number in there],
            "missing": [{"case": number, "why": why} for number in self.given if number not in there],
            "unlisted": re.findall(r"[^\s,;]+", self.cleaned_data["unlisted"]),
            "happened_on": self.cleaned_data["happened_on"].isoformat(),
        }


class ToldForm(ActForm):
    """Nothing to fill in: her word is enough."""


def _of(about: About) -> Handover:
    try:
        return flow.handover(about.code, about.parts["handover"], moment(about.today))
    except Refusal as refusal:
        raise Http404 from refusal


give = act_view(
    Screen(
        verb="journeys.handover.give",
        form=GiveForm,
        title=Words(id="Serah terima", en="Hand over"),
        leads=lambda about: reverse("manifest", args=[about.code, about.parts["manifest"]]),
        onward=lambda about, receipt: reverse("handover", args=[about.code, receipt.subject]),
        button=Words(id="Serahkan", en="Give over"),
        sentences=(
            Words(
                id="Yang pulang tanpa pemberitahuan tidak ada di sini: kabarnya sendiri sudah cukup.",
                en="Whoever returns without notice does not stand here: her own word is enough.",
            ),
        ),
        done=Words(id="Tercatat, dan menunggu penerima.", en="Recorded; it waits for the receiver."),
    )
)
acknowledge = act_view(
    Screen(
        verb="journeys.handover.acknowledge",
        form=AcknowledgeForm,
        title=Words(id="Nyatakan siapa yang ada", en="Say who is there"),
        leads=lambda about: reverse("handover", args=[about.code, about.parts["handover"]]),
        button=Words(id="Nyatakan", en="Acknowledge"),
        sentences=(
            Words(
                id="Yang tidak ada tidak dianggap bersalah. Tulis yang diketahui saja.",
                en="Whoever is not there has done nothing wrong. Say only what is known.",
            ),
        ),
        done=Words(id="Serah terima dinyatakan dua pihak.", en="Both sides have acknowledged the handover."),
    )
)
arrived = act_view(
    Screen(
        verb="journeys.arrival.tell",
        form=ToldForm,
        title=lambda about: Words(
            id="Ia memberi kabar sudah sampai – {n}", en="She sent word that she is there – {n}"
        ).format(n=same(about.case.number if about.case else "")),
        leads=case_page,
        grave=False,
        button=Words(id="Ya, ia sampai dan aman", en="Yes, she is there and safe"),
        sentences=(
            Words(
                id="Tidak perlu ditanyakan di mana dan bersama siapa. Dengan ini bantuannya dapat berjalan.",
                en="Where and with whom need not be asked. With this her aid can go ahead.",
            ),
        ),
        done=Words(id="Tercatat: ia sampai.", en="Recorded: she is there."),
    )
)
