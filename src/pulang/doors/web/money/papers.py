"""The papers of one source: what rests on what, what is free of each, and the forms that record one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.funds import queries as funds
from pulang.areas.funds.facts import PaperFacts, PaperKind, SourceFacts
from pulang.areas.funds.rules import PAPERS, RESTS_ON, last_day
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.context import here, needs, powers, programme_here
from pulang.doors.web.forms import ChoiceField, RupiahField, SelectField, TextField
from pulang.doors.web.money.screens import done, source, stands, when
from pulang.doors.web.pages import Link, Page, asked_day, render
from pulang.doors.web.words import say, told
from pulang.kernel.moments import moment
from pulang.kernel.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper, as a row."""

    kind: Words
    number: str
    rests_on: str
    on: date
    amount: int
    left: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersPage(Page):
    """The papers of a source in the order they came."""

    name: str
    papers: tuple[Paper, ...]
    offers: tuple[Link, ...]


@needs("money")
def papers(request: HttpRequest, code: str, source: str) -> HttpResponse:
    """This will show the papers of one source as of the day asked for."""
    about, day = programme_here(request), asked_day(request)
    at = moment(day, zone=about.time_zone)
    found = _source(code, source, at)
    can = powers(request, about) if day == here(request).today else None
    offers = (
        ("funds.paper.issue", Words(id="Catat dokumen", en="Record a paper"), "paper-issue"),
        ("funds.year.close", Words(id="Tutup tahun anggaran", en="Close the fiscal year"), "year-close"),
    )
    page = PapersPage(
        title=Words(id="Dokumen – {name}", en="Papers – {name}").format(name=found.name),
        back=Link(words=Words(id="Dana", en="Money"), url=reverse("money", args=[code])),
        name=found.name,
        papers=tuple(_paper(one) for one in funds.papers(code, at) if one.source == source),
        offers=tuple(
            Link(words=words, url=reverse(name, args=[code, source]))
            for verb, words, name in offers
            if can is not None and can.may(verb)
        ),
    )
    return render(request, "web/money/papers.html", page)


def _source(code: str, source: str, at: Any) -> SourceFacts:
    for one in funds.sources(code, at):
        if one.code == source:
            return one
    raise Http404


def _paper(one: PaperFacts) -> Paper:
    return Paper(
        kind=PAPERS[one.kind],
        number=one.number,
        rests_on=one.rests_on,
        on=one.on,
        amount=-one.amount if one.lowers else one.amount,
        left=None if one.lowers or one.kind is PaperKind.LPJ else one.left,
    )


_OFFERED = [kind for kind in PaperKind if kind is not PaperKind.SILPA]


class PaperForm(ActForm):
    """A paper, the one it rests on, and its day."""

    kind = ChoiceField(label=say("Dokumen apa?", "Which paper?"), choices=())
    number = TextField(label=say("Nomornya", "Its number"), longest=80)
    amount = RupiahField(label=say("Jumlah", "Amount"))
    rests_on = SelectField(
        label=say("Bertumpu pada", "Rests on"),
        help_text=say("SPD pada DPA, SPP pada SPD, SPM pada SPP, SP2D pada SPM, LPJ pada SP2D",
                      "SPD on DPA, SPP on SPD, SPM on SPP, SP2D on SPM, LPJ on SP2D"),
        choices=(),
        required=False,
    )  # fmt: skip
    lowers = ChoiceField(
        label=say("Bila DPPA: ke mana?", "If a DPPA: which way?"),
        choices=[("no", say("Menambah, atau bukan DPPA", "Raises, or no DPPA")), ("yes", say("Mengurangi", "Lowers"))],
        required=False,
    )
    happened_on = when()

    def prepare(self, about: About) -> None:
        """This will offer the kinds, and the papers of which something is free."""
        kind, rests_on = self.fields["kind"], self.fields["rests_on"]
        assert isinstance(kind, ChoiceField)
        assert isinstance(rests_on, SelectField)
        kind.choices = [(one.value, told(PAPERS[one])) for one in _OFFERED]
        mine = about.parts["source"]
        rests_on.choices = [
            ("", say("Tidak ada (DPA)", "None (DPA)")),
            *(
                (one.number, f"{one.kind.value} {one.number}")
                for one in funds.papers(about.code, moment(about.today))
                if one.left and (one.source == mine) is (one.kind is not PaperKind.SILPA) and _holds(one.kind)
            ),
        ]

    def said(self) -> dict[str, Any]:
        """This will say yes or no as the act wants it."""
        values = super().said()
        lowers = {"lowers": True} if values.pop("lowers", "") == "yes" else {}
        return {**values, **lowers}


def _holds(kind: PaperKind) -> bool:
    return any(kind in under for under in RESTS_ON.values())


class CloseForm(ActForm):
    """The number under which what is left goes on, and the last day of the year."""

    number = TextField(label=say("Nomor berita acara sisa", "Number of the record of what is left"), longest=80)
    happened_on = when()

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the last day of the source's year, where it has come."""
        found = next(
            (one for one in funds.sources(about.code, moment(about.today)) if one.code == about.parts["source"]), None
        )
        last = about.today if found is None else min(last_day(found.fiscal_year), about.today)
        return {**super().begin(about), "happened_on": last}


def leads(about: About) -> str:
    """This will lead back to the papers of the source."""
    return reverse("papers", args=[about.code, about.parts["source"]])


_CLOSES = Words(
    id="Yang terikat dilepas, yang tidak terpakai kembali ke pembayar sebagai SiLPA. DPA tahun berikutnya dapat "
    "bertumpu padanya.",
    en="What is tied is set free, what was not spent goes back to the payer as SiLPA. A DPA of the next year can rest "
    "on it.",
)

issue = act_view(
    Screen(
        verb="funds.paper.issue",
        form=PaperForm,
        title=Words(id="Catat dokumen anggaran", en="Record a paper of the budget"),
        leads=leads,
        fixed=source,
        sentences=stands,
        done=done,
        step_up=True,
    )
)
close = act_view(
    Screen(
        verb="funds.year.close",
        form=CloseForm,
        title=Words(id="Tutup tahun anggaran sumber ini?", en="Close the fiscal year of this source?"),
        leads=leads,
        fixed=source,
        step_up=True,
        sentences=lambda about: (*stands(about), _CLOSES),
    )
)
