"""Writes a programme's acts as lines that do the same again in an empty database.

Personal values stay behind unless they are asked for. What a flow found out from them (likely doubles, who
had an account) is said in the line instead, so that the status is the same either way. Keys of machines are never
written.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pulang.areas.accounts.facts import SYSTEM
from pulang.areas.audit import queries as audit
from pulang.areas.audit.facts import Line
from pulang.areas.cases import queries as cases
from pulang.areas.payments import queries as payments
from pulang.areas.people import queries as people
from pulang.areas.people.rules import Field
from pulang.areas.programmes import queries as programmes
from pulang.areas.reveals import queries as reveals
from pulang.flows import actlines, catalog, looking, standing
from pulang.flows.act import sealed_place
from pulang.flows.actlines import ActLine
from pulang.kernel.refusals import Refusal
from pulang.storage import context, sealing

# A key of a machine is none elsewhere, and what was opened or swept here is history of this database alone.
_STAYING: Final = ("accounts.token.", "reveals.", "journeys.sheet.", "privacy.leftover.")
_OPENING: Final = "programmes.programme.open"
_CORRECTION: Final = "people.identity.correct"
_STRIKE: Final = "audit.act.strike"


def dumped(*, programme: str, identities: bool = False) -> Iterator[str]:
    """This will give every act of a programme and all it may rest on, in order, one line each.

    Refuses an unknown programme. With `identities`, sealed values are opened and stand in clear. That it was asked for
    is written down before the first line leaves, for every person whose case it holds.
    """
    with looking.opened(SYSTEM, standing.view_of(SYSTEM)):
        programmes.programme(programme)
        action, fields = ("identity.dump", [each.value for each in Field]) if identities else ("programme.dump", [])
        whose = [key for _, key in reveals.drawable(programme=programme)] if identities else []
        looking.note(action=action, programme=programme, fields=fields, cases=whose)
    with context.looking(standing.view_of(SYSTEM)):
        found = {
            "doubles": cases.flagged_by_act(programme=programme),
            "sent": payments.sent_by_act(programme=programme),
        }
        left_out: set[str] = set()
        for line in audit.of_programme(programme):
            said = dict(line.payload)
            for name in catalog.verb(line.verb).asks.derived & found.keys():
                if line.seq in found[name]:
                    said[name] = list(found[name][line.seq])
            if identities:
                said |= _opened(line)
            if _stays(line, said, programme, left_out):
                left_out.add(line.id)
            else:
                yield actlines.write(ActLine(id=line.id, at=line.at, by=line.by, do=line.verb, with_=said))


def _stays(line: Line, said: Mapping[str, Any], programme: str, left_out: set[str]) -> bool:
    """This will be true for an act that would mean nothing, or too much, in another database."""
    if line.verb.startswith(_STAYING):
        return True
    if line.verb == _OPENING:
        return bool(said["code"] != programme)
    if line.verb == _STRIKE:
        return said["act"] in left_out
    # A correction without its values corrects nothing.
    return line.verb == _CORRECTION and not set(said) - {"programme", "case", "reason", "happened_on"}


def _opened(line: Line) -> dict[str, Any]:
    """This will open what was personal in an act; nothing where the person's key was destroyed."""
    if line.sealed is None or line.sealed_for is None:
        return {}
    try:
        key = people.key_of(person=line.sealed_for)
    except Refusal as refusal:
        if refusal.code != people.CLOSED:  # a key service that does not answer must not read as somebody who is gone
            raise
        return {}
    content: dict[str, Any] = json.loads(sealing.unseal(key, line.sealed, sealed_place(line.sealed_for, line.seq)))
    return content
