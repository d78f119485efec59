"""Bank statements of a source: taken over by the treasurer, and every difference to our own books by its name."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.funds import queries as funds
from pulang.areas.payments import queries as payments
from pulang.areas.payments.assessment import read_statement
from pulang.areas.payments.facts import Fault, Layout, Unmatched
from pulang.areas.payments.rules import unmatched
from pulang.doors.web.acting import About, Screen, act_view
from pulang.doors.web.context import here, needs, powers, programme_here
from pulang.doors.web.money.screens import source as of_source
from pulang.doors.web.pages import Link, Page, asked_day, render
from pulang.doors.web.payments.screens import BankTextForm
from pulang.flows.banking import booked_lines
from pulang.kernel.moments import moment
from pulang.kernel.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One line without its other half."""

    on: date
    mark: str
    amount: int
    way: Words
    why: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage(Page):
    """How many lines agree, and each that does not."""

    booked: int
    agree: int
    differences: tuple[Difference, ...]
    take: Link | None


_IN, _OUT = Words(id="masuk", en="in"), Words(id="keluar", en="out")
_WHY = {
    Fault.NO_MARK: Words(
        id="Di bank saja, tanpa kode kita: tanyakan kepada bank", en="At the bank only, without a number: ask the bank"
    ),
    Fault.NOT_OURS: Words(id="Kodenya tidak ada di buku sumber ini", en="Its number is not in this source's books"),
    Fault.NOT_ARRIVED: Words(
        id="Dikirim, tetapi di buku kita belum sampai: masukkan hasil bank, atau tanyakan kepada bank",
        en="Sent, but not arrived by our books: take over the bank's result, or ask the bank",
    ),
    Fault.OTHER_AMOUNT: Words(id="Jumlahnya lain dari buku kita", en="Another amount than in our books"),
    Fault.TWICE: Words(id="Dibukukan bank lebih dari sekali", en="Booked more than once by the bank"),
    Fault.NOT_BOOKED: Words(id="Di buku kita, belum di bank", en="In our books, not at the bank yet"),
}


@needs("money")
def statement(request: HttpRequest, code: str, source: str) -> HttpResponse:
    """This will hold what banks booked against our own books, as of the day asked for."""
    about, day = programme_here(request), asked_day(request)
    at = moment(day, zone=about.time_zone)
    found = next((one for one in funds.sources(code, at) if one.code == source), None)
    if found is None:
        raise Http404
    booked = payments.booked(source, at)
    wrong = unmatched(booked, payments.ours(source, at), payments.not_arrived(source, at)) if booked else ()
    can = day == here(request).today and powers(request, about).may("payments.statement.take")
    take = Link(
        words=Words(id="Masukkan rekening koran", en="Take over a statement"),
        url=reverse("bank-statement-take", args=[code, source]),
    )
    page = StatementPage(
        title=Words(id="Rekening koran – {name}", en="Bank statements – {name}").format(name=found.name),
        back=Link(words=Words(id="Dana", en="Money"), url=reverse("money", args=[code])),
        booked=len(booked),
        agree=len(booked) - sum(one.fault is not Fault.NOT_BOOKED for one in wrong),
        differences=tuple(map(_difference, wrong)),
        take=take if can else None,
    )
    return render(request, "web/payments/statement.html", page)


def _difference(one: Unmatched) -> Difference:
    way = _IN if one.came_in else _OUT
    return Difference(on=one.on, mark=one.mark or "–", amount=one.amount, way=way, why=_WHY[one.fault])


class StatementForm(BankTextForm):
    """A bank's statement."""

    @classmethod
    def begin(cls, about: About) -> dict[str, Any]:
        """This will begin with the layout of the source's last statement: an account seldom changes its bank."""
        return {**super().begin(about), "layout": payments.last_layout(about.parts["source"], moment(about.today))}

    def read(self, content: bytes, layout: Layout) -> tuple[dict[str, Any], ...]:
        """This will give day, amount, direction and number of each line."""
        return booked_lines(read_statement(content, layout))


def _leads(about: About) -> str:
    return reverse("bank-statement", args=[about.code, about.parts["source"]])


take = act_view(
    Screen(
        verb="payments.statement.take",
        form=StatementForm,
        title=Words(id="Masukkan rekening koran", en="Take over a bank statement"),
        leads=_leads,
        fixed=of_source,
        step_up=True,
    )
)
