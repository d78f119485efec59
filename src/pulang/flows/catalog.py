"""Every verb there is: the flows that hold them, in one list, and each verb by its name."""

from difflib import get_close_matches
from functools import cache
from types import ModuleType
from typing import Final

from pulang.flows import (
    accepting,
    accreditation,
    agencies,
    agreeing,
    appointments,
    assistance,
    banking,
    batches,
    cancelling,
    cards,
    casework,
    complaints,
    conduct,
    consulting,
    contacting,
    corresponding,
    decisions,
    deletions,
    departure,
    emergency,
    envelopes,
    erasing,
    exporting,
    fields,
    following_up,
    funding,
    gate,
    handing_over,
    identity,
    importing,
    locking,
    meetings,
    minutes,
    networking,
    objecting,
    officials,
    opening,
    papering,
    partnering,
    paying,
    press,
    proving,
    publicity,
    purging,
    reassigning,
    recovering,
    registration,
    releasing,
    requests,
    revealing,
    roundlists,
    sampling,
    searching,
    sheets,
    striking,
    supporting,
    verification,
    waiving,
    withdrawing,
)
from pulang.flows.verbs import Verb
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

# In the order a programme goes through them.
_FLOWS: Final[tuple[ModuleType, ...]] = (
    agencies,
    opening,
    meetings,
    decisions,
    minutes,
    consulting,
    corresponding,
    accreditation,
    partnering,
    agreeing,
    conduct,
    funding,
    papering,
    paying,
    proving,
    press,
    publicity,
    importing,
    registration,
    identity,
    verification,
    appointments,
    roundlists,
    casework,
    reassigning,
    objecting,
    recovering,
    withdrawing,
    cards,
    contacting,
    locking,
    departure,
    networking,
    searching,
    accepting,
    cancelling,
    sheets,
    gate,
    supporting,
    handing_over,
    following_up,
    assistance,
    batches,
    banking,
    envelopes,
    requests,
    deletions,
    erasing,
    officials,
    complaints,
    purging,
    revealing,
    emergency,
    sampling,
    exporting,
    releasing,
    waiving,
    striking,
)
_UNKNOWN: Final = Words(
    id="Tindakan “{name}” tidak dikenal. Periksa ejaannya.",
    en="The act “{name}” is not known. Please check its spelling.",
)
_MEANT: Final = Words(
    id="Tindakan “{name}” tidak dikenal; mungkin maksudnya “{near}”.",
    en="The act “{name}” is not known; perhaps “{near}” is meant.",
)
_LONGEST: Final = 64


@cache
def verbs() -> dict[str, Verb]:
    """This will give every verb by its name, in the order of the flows."""
    found: dict[str, Verb] = {}
    for flow in _FLOWS:
        for verb in flow.VERBS:
            assert verb.name not in found, f"{verb.name} is claimed twice"
            found[verb.name] = verb
    return found


def verb(name: str) -> Verb:
    """This will give one verb; refuses a name nobody can do anything with, naming the nearest."""
    found = verbs().get(name)
    if found is None:
        near = get_close_matches(name[:_LONGEST], verbs(), n=1)
        words = (
            _MEANT.format(name=fields.shown(name), near=near[0]) if near else _UNKNOWN.format(name=fields.shown(name))
        )
        raise Refusal("unknown-verb", words, field="do")
    return found
