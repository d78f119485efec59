"""While she has limited the use of her data, nothing is passed on to anybody."""

from typing import Final

from pulang.areas.cases.facts import CaseRef
from pulang.areas.privacy import queries
from pulang.kernel.moments import Moment
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

_PAUSED: Final = Words(
    id="Ia minta datanya tidak dipakai untuk sementara. Selama itu berkasnya tidak diserahkan kepada siapa pun.",
    en="She asked that her data not be used for now. Until she frees it, the case goes to nobody.",
)


def refuse_paused(case: CaseRef, at: Moment) -> None:
    """This will refuse to pass anything on while she has limited it or objects to its use."""
    if queries.is_paused(case.id, at):
        raise Refusal("use-is-paused", _PAUSED, field="case")
