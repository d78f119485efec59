"""Every verb there is: the flows that hold them, in one list, and each verb by its name."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Final

from pulang.flows import fields
from pulang.flows.verbs import Verb
from pulang.kernel.refusals import Refusal
from pulang.kernel.words import Words

_FLOWS: Final = (
    "decisions",
    "agencies",
    "opening",
    "accreditation",
    "funding",
    "publicity",
    "registration",
    "verification",
    "casework",
    "assistance",
    "departure",
    "waiving",
    "striking",
)


@cache
def verbs() -> dict[str, Verb]:
    """This will give every verb by its name, in the order of the flows."""
    found: dict[str, Verb] = {}
    for name in _FLOWS:
        path = f"pulang.flows.{name}"
        if find_spec(path) is None:
            continue
        for verb in import_module(path).VERBS:
            assert verb.name not in found, f"{verb.name} is claimed twice"
            found[verb.name] = verb
    return found


def verb(name: str) -> Verb:
    """This will give one verb; refuses a name nobody can do anything with, naming the nearest."""
    found = verbs().get(name)
    if found is None:
        raise Refusal("unknown-verb", _unknown(name), field="do")
    return found


def _unknown(name: str) -> Words:
    return Words(
        id="Tindakan “{name}” tidak dikenal. Daftarnya ada di docs/reference/acts.md.",
        en="The act “{name}” is not known. The list is in docs/reference/acts.md.",
    ).format(name=fields.shown(name))
