"""A document proves a payment: looked through, freed of what it tells besides, kept encrypted, opened with a look."""

import binascii
from base64 import b64decode
from datetime import datetime
from hashlib import sha256
from typing import Annotated, ClassVar, Final

from pydantic import Field

from pulang.areas.accounts.facts import Actor
from pulang.areas.audit.rules import Purpose
from pulang.areas.funds import queries as sources
from pulang.areas.funds.facts import Verdict
from pulang.areas.funds.rules import PREFIX
from pulang.areas.payments import operations, queries, rules
from pulang.areas.payments.facts import ProofKind
from pulang.areas.programmes import queries as programmes
from pulang.flows import looking
from pulang.flows.act import Receipt, What, act
from pulang.flows.inputs import Code, Count, Day, Text
from pulang.flows.paying import PaymentNumber
from pulang.flows.verbs import Verb
from pulang.kernel import refs
from pulang.kernel.moments import local_day, moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words
from pulang.storage import papers

_BYTES_MOST: Final = 4 * papers.PAPER_MOST // 3 + 4  # as base64 writes them


class FileProof(What):
    """A document that proves a payment. What it shows stands in no act: an act file brings its digest alone."""

    derived: ClassVar[frozenset[str]] = frozenset({"content"})

    programme: Code
    payment: PaymentNumber
    kind: ProofKind
    size: Count
    digest: Annotated[Text, Field(pattern=r"^[0-9a-f]{64}$")]
    content: Annotated[str, Field(max_length=_BYTES_MOST)] = ""
    happened_on: Day | None = None


_OTHER = Words(
    id="Bukti ini bukan PDF, JPG atau PNG seperti yang disebutkan, atau isinya berubah di jalan. Kirim lagi.",
    en="This proof is not the PDF, JPG or PNG it is said to be, or was changed on the way. Send it again.",
)
_NOT_HERE = Words(id="Bukti itu tidak ada di sini.", en="That proof is not here.")
_KINDS: Final = {
    papers.Paper.PDF: ProofKind.PDF,
    papers.Paper.JPEG: ProofKind.JPEG,
    papers.Paper.PNG: ProofKind.PNG,
}


def kind_of(content: bytes) -> tuple[bytes, ProofKind]:
    """This will look a document through and give what may be kept of it; refuses what is no PDF, JPG or PNG."""
    taken = papers.taken(content)
    if taken.kind not in _KINDS:
        raise Refusal("proof-other-kind", _OTHER, field="file")
    return taken.content, _KINDS[taken.kind]


def file_proof(*, by: Actor, at: datetime, ref: str, what: FileProof) -> Receipt:
    """This will keep a proof of an approved payment; refuses what is not what it is said to be."""
    with act(by, "payments.proof.file", at, ref=ref, what=what, programme=what.programme) as trail:
        stamp = trail.stamp(what.happened_on)
        paid = sources.payment(refs.parse(what.payment, prefix=PREFIX), what.programme, moment(stamp.happened_on))
        if paid.verdict is not Verdict.APPROVED:
            raise Refusal("batch-not-approved", rules.NOT_APPROVED)
        content = _content(what) if what.content else b""
        operations.keep_proof(
            payment=paid.number, kind=what.kind, digest=what.digest, size=what.size, content=content, stamp=stamp
        )
        trail.note(subject=paid.number)
    return trail.done()


def _content(what: FileProof) -> bytes:
    try:
        content, kind = kind_of(b64decode(what.content, validate=True))
    except binascii.Error as problem:
        raise Refusal("proof-other-kind", _OTHER, field="file") from problem
    if (kind, len(content), sha256(content).hexdigest()) != (what.kind, what.size, what.digest):
        raise Refusal("proof-other-kind", _OTHER, field="file")
    return content


def proof_of(*, programme: str, number: str, digest: str, at: datetime) -> tuple[bytes, ProofKind]:
    """This will open a proof and note who did; to be asked within `standing.looking`, by whoever may file one."""
    zone = programmes.programme(programme).time_zone
    as_of = moment(local_day(at, zone), zone=zone)
    paid = sources.payment(refs.parse(number, prefix=PREFIX), programme, as_of)
    found = next((one for one in queries.proofs(paid.number, as_of) if one.digest == digest and one.kept), None)
    if found is None:
        raise Refusal("unknown-proof", _NOT_HERE)
    looking.note(action="payment.proof", programme=programme, count=1, purpose=Purpose.PAYMENT, at=at)
    return queries.opened_proof(found), found.kind


VERBS = (Verb("payments.proof.file", FileProof, file_proof),)
