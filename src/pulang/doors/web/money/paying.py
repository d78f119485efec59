"""The forms of payments: asking for one, and what a second person says to it."""

from typing import Any

from django.http import Http404

from pulang.areas.accounts import queries as accounts
from pulang.areas.funds import queries as funds
from pulang.areas.funds.facts import PaymentFacts, Verdict
from pulang.areas.funds.rules import OTHER_PAYER, PREFIX, TWO_PEOPLE
from pulang.areas.payments import queries as payments
from pulang.doors.web.acting import About, ActForm, Screen, act_view
from pulang.doors.web.money.screens import MoveForm, leads, source, standing, stands, when
from pulang.flows.act import Receipt
from pulang.flows.paying import for_payer
from pulang.flows.status import status
from pulang.kernel import refs
from pulang.kernel.days import in_words, rupiah_in_words
from pulang.kernel.moments import moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import NOTHING, Words, people, same


class AskForm(MoveForm):
    """A payment out of what is tied, for somebody else to approve."""

    def said(self) -> dict[str, Any]:
        """This will draw the payment's number out of the form's own id, so that a form sent twice asks once."""
        drawn = iter(bytes.fromhex(self.cleaned_data["ref"].replace("-", "")))
        return {**super().said(), "payment": refs.draw(PREFIX, lambda n: next(drawn) % n)}


class VerdictForm(ActForm):
    """A yes or a no, and the day."""

    happened_on = when()


_WHAT = Words(
    id="{number}: {amount} dari {source}, diajukan {who} pada {day}. {document} {note}",
    en="{number}: {amount} out of {source}, asked for by {who} on {day}. {document} {note}",
)
_BEFORE = {
    Verdict.APPROVED: Words(
        id="Sudah disetujui {who} pada {day}; tidak ada yang dibayar dua kali.",
        en="Approved already by {who} on {day}; nothing is paid twice.",
    ),
    Verdict.REFUSED: Words(
        id="Sudah ditolak {who} pada {day}; tidak ada yang dibayar.",
        en="Refused already by {who} on {day}; nothing is paid.",
    ),
}
_GONE = Words(
    id="Disetujui: {number}, {amount} tercatat keluar. Sekarang: {headline}",
    en="Approved: {number}, {amount} is recorded as gone. Now: {headline}",
)
_LIST = Words(id="Daftar untuk {people}.", en="A list for {people}.")
_TOGETHER = Words(
    id="Anda ikut bertanggung jawab. Uangnya tercatat keluar begitu Anda menyetujui, satu kali saja.",
    en="You answer for it, too. The money is recorded as gone once you approve, one time only.",
)


def _this(about: About) -> dict[str, Any]:
    return {"payment": _asked(about).number}


def _asked(about: About) -> PaymentFacts:
    try:
        return funds.payment(about.parts["payment"], about.code, moment(about.today))
    except Refusal as refusal:
        raise Http404 from refusal


def _what(about: About) -> tuple[Words, ...]:
    """This will say what is asked for, what stands in its source, and whose answer it is."""
    asked = _asked(about)
    answers = () if _not_hers(about, asked) else (_TOGETHER,)
    return (*_about(about, asked), *standing(about, asked.source), *answers)


def _decided(asked: PaymentFacts) -> tuple[Words, ...]:
    """This will say who decided it already, if anybody did."""
    if asked.verdict is None or asked.decided_on is None:
        return ()
    return (_BEFORE[asked.verdict].format(who=asked.decided_by, day=in_words(asked.decided_on)),)


def _not_hers(about: About, asked: PaymentFacts) -> tuple[Words, ...]:
    """This will say why the one who looks cannot approve it: it is decided, their own, or another payer's."""
    by = about.reader.actor
    if found := _decided(asked):
        return found
    if asked.asked_by == by.code:
        return (TWO_PEOPLE,)
    payers = for_payer(by, about.code, about.today)(asked)
    return (OTHER_PAYER.format(payer=accounts.agency(asked.payer).name),) if payers else ()


def _approved(about: About, receipt: Receipt) -> Words:
    told = {"amount": rupiah_in_words(_asked(about).amount), "headline": status(about.code, as_of=about.today).headline}
    return _GONE.format(number=receipt.subject, **told)


def _about(about: About, asked: PaymentFacts) -> tuple[Words, ...]:
    names = {one.code: one.name for one in funds.sources(about.code, moment(about.today))}
    told = _WHAT.format(
        number=asked.number,
        amount=rupiah_in_words(asked.amount),
        source=same(names.get(asked.source, asked.source)),
        who=asked.asked_by,
        day=in_words(asked.asked_on),
        document=same(asked.document) if asked.document else NOTHING,
        note=same(asked.note) if asked.note else NOTHING,
    )
    listed = payments.counted([asked.number]).get(asked.number, (0, 0))[0]
    return (told, *((_LIST.format(people=people(listed)),) if listed else ()))


ask = act_view(
    Screen(
        verb="funds.payment.ask",
        form=AskForm,
        title=Words(id="Ajukan pembayaran", en="Ask for a payment"),
        leads=leads,
        fixed=source,
        button=Words(id="Ajukan", en="Ask"),
        sentences=stands,
        done=Words(
            id="Diajukan. Orang lain harus menyetujuinya; belum ada uang yang keluar.",
            en="Asked for. Somebody else must approve it; no money has left yet.",
        ),
    )
)
approve = act_view(
    Screen(
        verb="funds.payment.approve",
        form=VerdictForm,
        title=Words(id="Setujui pembayaran ini?", en="Approve this payment?"),
        leads=leads,
        fixed=_this,
        step_up=True,
        button=Words(id="Ya, setujui", en="Yes, approve"),
        sentences=_what,
        closed=lambda about: _not_hers(about, _asked(about)),
        done=_approved,
    )
)
refuse = act_view(
    Screen(
        verb="funds.payment.refuse",
        form=VerdictForm,
        title=Words(id="Tolak pembayaran ini?", en="Refuse this payment?"),
        leads=leads,
        fixed=_this,
        button=Words(id="Ya, tolak", en="Yes, refuse"),
        sentences=lambda about: _about(about, _asked(about)),
        closed=lambda about: _decided(_asked(about)),
        done=Words(id="Ditolak; uangnya tetap terikat.", en="Refused; the money stays tied."),
    )
)
