"""The proof of a payment: filed by those who pay and those who approve, opened by them alone, each time with a look."""

from base64 import b64encode
from hashlib import sha256
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from pulang.areas.payments.facts import ProofFacts, ProofKind
from pulang.doors.web.acting import BACK, CANCEL, About, ActForm, Screen, act_view
from pulang.doors.web.context import READING, needs
from pulang.doors.web.money.screens import when
from pulang.doors.web.pages import ConfirmPage, Link, render
from pulang.doors.web.payments.files import Handed, handed
from pulang.doors.web.payments.screens import page_of, this
from pulang.doors.web.receiving import FileField
from pulang.doors.web.words import say
from pulang.flows.proving import kind_of, proof_of
from pulang.kernel.words import Words
from pulang.storage import clock

_TYPES: Final = {
    ProofKind.PDF: ("application/pdf", "pdf"),
    ProofKind.JPEG: ("image/jpeg", "jpg"),
    ProofKind.PNG: ("image/png", "png"),
}


def _look(content: bytes) -> tuple[bytes, str]:
    kept, kind = kind_of(content)
    return kept, kind.value


class ProofForm(ActForm):
    """A scan or a photograph that proves the payment."""

    file = FileField(
        label=say("Bukti pembayaran", "Proof of the payment"),
        help_text=say(
            "PDF, JPG atau PNG, paling besar 5 MB. Dari foto hanya gambarnya yang disimpan.",
            "PDF, JPG or PNG, 5 MB at most. Of a photograph only the picture is kept.",
        ),
        look=_look,
        endings=(".pdf", ".jpg", ".jpeg", ".png"),
    )
    happened_on = when()

    def said(self) -> dict[str, Any]:
        """This will say what the document is; what it shows goes along and is kept out of the act."""
        values = super().said()
        file = values.pop("file")
        return {
            **values,
            "kind": file.kind,
            "size": len(file.content),
            "digest": sha256(file.content).hexdigest(),
            "content": b64encode(file.content).decode(),
        }


def link(about: str, proof: ProofFacts) -> Link:
    """This will lead to a proof that is kept."""
    words = Words(id="Buka bukti {kind} {mark}", en="Open proof {kind} {mark}")
    return Link(
        words=words.format(kind=proof.kind.value, mark=proof.digest[:6]),
        url=reverse("payment-proof", args=[about, proof.payment, proof.digest]),
    )


@needs("payments.proof.file", step_up=True)
def fetch(request: HttpRequest, code: str, payment: str, digest: str) -> HttpResponse:
    """This will ask once more, then give the proof; who opened it stands in the trail."""
    url = reverse("payment", args=[code, payment])
    if request.method in READING:
        page = ConfirmPage(
            title=Words(id="Buka bukti pembayaran?", en="Open the proof of payment?"),
            back=Link(words=BACK, url=url),
            action=request.path,
            button=Words(id="Ya, buka", en="Yes, open it"),
            cancel=Link(words=CANCEL, url=url),
            sentences=(
                Words(
                    id="Mungkin ada nama di dalamnya. Siapa yang membukanya tercatat; hapus dari sini sesudahnya.",
                    en="There may be names in it. Who opens it is written down; delete it here afterwards.",
                ),
            ),
        )
        return render(request, "web/confirm.html", page)

    def give() -> Handed:
        content, kind = proof_of(programme=code, number=payment, digest=digest, at=clock.now())
        media, ending = _TYPES[kind]
        return Handed(content, media, f"{payment}-{digest[:6]}.{ending}")

    return handed(request, give)


def _leads(about: About) -> str:
    return page_of(about)


file = act_view(
    Screen(
        verb="payments.proof.file",
        form=ProofForm,
        title=Words(id="Simpan bukti pembayaran", en="File the proof of a payment"),
        leads=_leads,
        fixed=this,
        step_up=True,
        sentences=(
            Words(
                id="Bukti dikunci; hanya bendahara dan penyetuju yang dapat membukanya, dan setiap kali tercatat.",
                en="The proof is locked; only treasurers and approvers can open it, and each time is written down.",
            ),
        ),
    )
)
